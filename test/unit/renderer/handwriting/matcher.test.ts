// What is written by hand is among the ten characters offered; the writers are simulated, and their strokes are not the templates'.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readShapes, shapeMatcher, writeShapes } from '../../../../renderer/find/handwriting/matcher.ts'
import { shapeLength, shapeOf } from '../../../../renderer/find/handwriting/shape.ts'
import { drawnStrokes, type Source } from '../../../stand-ins/drawn-strokes.ts'
import { dice, writers, writtenBy } from '../../../stand-ins/simulated-writers.ts'

const bytes = readFileSync(join(import.meta.dirname, '../../../../assets/strokes/shapes.bin'))
const known = readShapes(bytes)
const matcher = shapeMatcher(known)
/** Each writer writes a part of the characters; with MINGBAI_WRITTEN=all each writes all of them. */
const everyone = process.env['MINGBAI_WRITTEN'] === 'all'

function inTopTen(source: Source): { share: number; by: Record<string, string> } {
  const characters = [...drawnStrokes(source)]
  const roll = dice(20_261_122)
  const by: Record<string, string> = {}
  let found = 0
  let all = 0
  for (const [place, writer] of writers.entries()) {
    const theirs = everyone ? characters : characters.filter((_, at) => at % writers.length === place)
    const right = theirs.filter(([character, strokes]) =>
      matcher.rank(writtenBy(writer, strokes, roll), 10).includes(character),
    ).length
    by[writer.name] = `${right}/${theirs.length}`
    found += right
    all += theirs.length
  }
  return { share: found / all, by }
}

describe('characters written by hand', () => {
  test('of 300 characters of 10 simulated writers, from strokes of another source, 90 in 100 are in the first ten', () => {
    const { share, by } = inTopTen('kanjivg')
    expect(share, JSON.stringify(by)).toBeGreaterThanOrEqual(0.9)
  })

  test('so are simplified forms, which only the templates’ own source has', () => {
    const { share, by } = inTopTen('same-source')
    expect(share, JSON.stringify(by)).toBeGreaterThanOrEqual(0.95)
  })

  test('an order of its own changes nothing for a character written well', () => {
    const strokes = drawnStrokes('kanjivg')
    const backwards = [...strokes].filter(
      ([character, drawn]) => !matcher.rank(drawn.toReversed(), 10).includes(character),
    )
    expect(backwards.length / strokes.size).toBeLessThan(0.1)
  })

  test('how large it is, and where in the square, makes no difference', () => {
    const [[, strokes] = ['', []]] = drawnStrokes('kanjivg')
    const small = strokes.map((stroke) => stroke.map(({ x, y }) => ({ x: 700 + x / 4, y: 40 + y / 4 })))
    expect(matcher.rank(small, 10)).toEqual(matcher.rank(strokes, 10))
  })

  test('rare characters of names are known, also those put together of parts', () => {
    for (const character of '喆堃赟翀旻琇湜䶮㛃𠮷') expect(known.characters).toContain(character)
  })

  test('a dot, a stroke without a point and nothing at all are answered', () => {
    expect(matcher.rank([[{ x: 5, y: 5 }]], 10)).toHaveLength(10)
    expect(matcher.rank([[]], 10)).toHaveLength(10)
    expect(matcher.rank([], 10)).toHaveLength(10)
    expect(shapeOf([])).toHaveLength(shapeLength)
  })

  test('the file is read as it was written, and another file is refused', () => {
    const written = writeShapes(known)
    expect(Buffer.compare(Buffer.from(written), bytes)).toBe(0)
    expect(() => readShapes(new TextEncoder().encode('SQLite format 3'))).toThrow('not a file of shapes')
    expect(() => readShapes(bytes.subarray(0, bytes.length - 1))).toThrow('bytes of shapes')
  })
})
