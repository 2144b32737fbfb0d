// Pages as a typesetter makes them: all content once, in order, nothing taller than its page.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { paginate, type Block, type Page } from '../../../renderer/parts/paginate.ts'

const rows = (count: number, height = 10, headHeight = 20): Block[] =>
  Array.from({ length: count }, (_, at) => ({ id: `row ${at}`, height, table: { id: 'table', headHeight } }))

const ids = (pages: Page[]) => pages.map((page) => page.map((placed) => placed.id))

const paragraph = (id: string, lines: number, lineHeight = 10): Block => ({
  id,
  height: lines * lineHeight,
  lineHeights: Array.from({ length: lines }, () => lineHeight),
})

describe('paginate', () => {
  test('what fits stands on one page', () => {
    const blocks = [
      { id: 'a', height: 40 },
      { id: 'b', height: 60 },
    ]
    expect(ids(paginate(blocks, 100))).toEqual([['a', 'b']])
    expect(ids(paginate(blocks, 99))).toEqual([['a'], ['b']])
  })

  test('nothing at all is one empty page', () => {
    expect(paginate([], 100)).toEqual([[]])
  })

  test('a table repeats its head, so fewer rows fit on each page than their heights say', () => {
    expect(paginate(rows(10), 60).map((page) => page.length)).toEqual([4, 4, 2])
  })

  test('a heading goes with the first row it heads, head included', () => {
    const blocks: Block[] = [
      { id: 'lead', height: 60 },
      { id: 'heading', height: 10, withNext: true },
      ...rows(3),
    ]
    expect(ids(paginate(blocks, 100))).toEqual([
      ['lead', 'heading', 'row 0'],
      ['row 1', 'row 2'],
    ])
    expect(ids(paginate(blocks, 99))).toEqual([['lead'], ['heading', 'row 0', 'row 1', 'row 2']])
  })

  test('a heading that no page holds together with what it heads is left out, and its page still begins anew', () => {
    const blocks: Block[] = [
      { id: 'lead', height: 30 },
      { id: 'heading', height: 30, withNext: true, spare: true, newPage: true },
      ...rows(1, 60),
    ]
    expect(ids(paginate(blocks, 110))).toEqual([['lead'], ['heading', 'row 0']])
    expect(ids(paginate(blocks, 100))).toEqual([['lead'], ['row 0']])
  })

  test('bookmarks cost room only when there are several pages', () => {
    const blocks = Array.from({ length: 10 }, (_, at) => ({ id: String(at), height: 10 }))
    expect(paginate(blocks, 80, 100)).toHaveLength(1)
    expect(paginate([...blocks, { id: 'more', height: 10 }], 80, 100).map((page) => page.length)).toEqual([
      8, 3,
    ])
  })

  test('what is taller than a page falls into its pieces', () => {
    const spread: Block = {
      id: 'both',
      height: 120,
      otherwise: [
        { id: 'left', height: 90 },
        { id: 'right', height: 50 },
      ],
    }
    expect(ids(paginate([spread], 130))).toEqual([['both']])
    expect(ids(paginate([spread], 100))).toEqual([['left'], ['right']])
  })

  test('a paragraph breaks between lines and leaves no line alone', () => {
    const broken = paginate([{ id: 'a', height: 70 }, paragraph('text', 4)], 100)
    expect(broken).toEqual([
      [{ id: 'a' }, { id: 'text', lines: { from: 0, to: 2 } }],
      [{ id: 'text', lines: { from: 2, to: 4 } }],
    ])
    const whole = paginate([{ id: 'a', height: 85 }, paragraph('text', 4)], 100)
    expect(ids(whole)).toEqual([['a'], ['text']])
  })

  test('a paragraph longer than several pages loses no line', () => {
    const pages = paginate([paragraph('text', 47)], 100)
    const lines = pages.flatMap((page) => page.map((placed) => placed.lines))
    expect(lines.at(0)?.from).toBe(0)
    expect(lines.at(-1)?.to).toBe(47)
    for (const [at, part] of lines.entries()) if (at > 0) expect(part?.from).toBe(lines[at - 1]?.to)
  })

  test('whatever the pieces: each is drawn once, in order, and no page is overfull', () => {
    const piece = fc.record({
      height: fc.integer({ min: 1, max: 90 }),
      withNext: fc.boolean(),
      inTable: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const blocks: Block[] = pieces.map(({ height, withNext, inTable }, at) => ({
          id: String(at),
          height,
          ...(withNext ? { withNext } : {}),
          ...(inTable ? { table: { id: 'table', headHeight: 9 } } : {}),
        }))
        const pages = paginate(blocks, 100)
        expect(pages.flat().map((placed) => placed.id)).toEqual(blocks.map((block) => block.id))
        for (const page of pages) expect(heightOf(page, blocks)).toBeLessThanOrEqual(100)
      }),
    )
  })
})

function heightOf(page: Page, blocks: readonly Block[]): number {
  let height = 0
  let open = false
  for (const { id } of page) {
    const block = blocks[Number(id)]
    height += (block?.height ?? 0) + (block?.table && !open ? block.table.headHeight : 0)
    open = block?.table !== undefined
  }
  return height
}

describe('within reach', () => {
  const read = (id: string, height: number): Block => ({ id, height })
  const touched = (id: string, height: number): Block => ({ id, height, taps: true })

  test('what is touched begins where a hand reaches, what is only read stands above', () => {
    const pages = paginate([read('sentence', 60), touched('card', 40), touched('next', 40)], 300, 300, 200)
    expect(pages).toEqual([[{ id: 'sentence' }, { id: 'card', gap: 140 }, { id: 'next' }]])
  })

  test('a heading goes down with what it heads, and each further page begins there too', () => {
    const blocks = [{ ...read('head', 20), withNext: true }, touched('a', 60), touched('b', 60)]
    expect(paginate(blocks, 300, 300, 200)).toEqual([
      [{ id: 'head', gap: 200 }, { id: 'a' }],
      [{ id: 'b', gap: 200 }],
    ])
  })

  test('nothing that is touched ever stands higher, and nothing is lost', () => {
    const block = fc.record({ height: fc.integer({ min: 1, max: 90 }), taps: fc.boolean() })
    fc.assert(
      fc.property(fc.array(block, { maxLength: 30 }), fc.integer({ min: 0, max: 200 }), (given, tapsFrom) => {
        const blocks = given.map((each, at): Block => ({ id: `${at}`, ...each }))
        const pages = paginate(blocks, 300, 300, tapsFrom)
        expect(ids(pages).flat()).toEqual(blocks.map((each) => each.id))
        for (const page of pages) {
          let used = 0
          for (const { id, gap = 0 } of page) {
            used += gap
            if (blocks[Number(id)]?.taps) expect(used).toBeGreaterThanOrEqual(tapsFrom)
            used += blocks[Number(id)]?.height ?? 0
          }
          expect(used).toBeLessThanOrEqual(300)
        }
      }),
    )
  })
})
