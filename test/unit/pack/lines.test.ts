// Lines out of a pack: whole ones however the bytes are cut, and rows read as strictly as anything else.
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { endOfLines, linesAgain, linesOf, rowOf, type LineBatch } from '../../../pack/lines.ts'
import type { Part } from '../../../pack/manifest.ts'
import { refusalAsValue } from '../../../pack/refused.ts'
import { parseStrict } from '../../../pack/strict-json.ts'
import { temporaryFolder } from '../../stand-ins/pack-world.ts'

const place = temporaryFolder()
afterAll(() => place[Symbol.dispose]())

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** The lines of `plain` as one part of a file, `packed` or not. */
async function read(plain: Buffer, how: 'none' | 'gzip', again = false, wish: Partial<Part> = {}) {
  const file = join(place.folder, 'part')
  const stored = how === 'gzip' ? gzipSync(plain) : plain
  writeFileSync(file, stored)
  const part: Part = {
    name: 'content',
    mediaType: 'application/x-ndjson',
    encoding: how,
    size: stored.length,
    sha256: sha256(stored),
    plainSize: plain.length,
    plainSha256: sha256(plain),
    ...wish,
  }
  return refusalAsValue(async () => {
    const handle = await open(file)
    try {
      const batches: LineBatch[] = []
      const span = { start: 0, length: stored.length }
      for await (const batch of (again ? linesAgain : linesOf)(handle, part, span)) batches.push(batch)
      return { batches }
    } finally {
      await handle.close()
    }
  })
}

describe('lines', () => {
  // Three bytes a character, so that many a chunk ends within one.
  const long = Array.from({ length: 40_000 }, (_, index) => `["第${index}行","柳沟村"]`)
  const plain = Buffer.from(`${long.join('\n')}\n`)

  test.each([
    ['as they lie', 'none', false],
    ['unpacked', 'gzip', false],
    ['unpacked once more', 'gzip', true],
  ] as const)('come whole, with their own bytes: %s', async (_name, how, again) => {
    const found = await read(plain, how, again)
    if (!found.ok) throw new Error(JSON.stringify(found.refusal))
    expect(found.batches.length).toBeGreaterThan(1)
    expect(found.batches.flatMap((batch) => batch.lines)).toEqual(long)
    expect(Buffer.concat(found.batches.map((batch) => batch.bytes)).equals(plain)).toBe(true)
    for (const { lines, bytes } of found.batches)
      expect(bytes.subarray(0, endOfLines(bytes, 0, 2)).toString()).toBe(`${lines[0]}\n${lines[1]}\n`)
  })

  test('are refused if they are not the promised ones, whenever they are read', async () => {
    const damaged = { ok: false, refusal: { kind: 'damaged-part', part: 'content' } }
    const other = '0'.repeat(64)
    expect(await read(plain, 'gzip', false, { plainSha256: other })).toEqual(damaged)
    expect(await read(plain, 'gzip', true, { sha256: other })).toEqual(damaged)
    for (const again of [false, true])
      expect(await read(plain, 'gzip', again, { plainSize: plain.length - 1 })).toEqual(damaged)
  })

  test('end with a new line, are UTF-8 and no longer than a line may be', async () => {
    expect(await read(Buffer.from('[1]\n[2]'), 'none')).toMatchObject({
      refusal: { why: 'no-last-new-line' },
    })
    expect(await read(Buffer.from([0x5b, 0xc0, 0x5d, 10]), 'none')).toMatchObject({
      refusal: { why: 'encoding' },
    })
    expect(await read(Buffer.alloc(600_000, 'a'), 'gzip')).toMatchObject({ refusal: { limit: 'lineBytes' } })
  })
})

describe('a row', () => {
  const plainly = [
    '[1,-2,0,"3.5","1e3","a,1.5",null,["一","二"]]',
    '[ 1 , 2 ]',
    '["\\u5f20"]',
    '["[1.0,-0]"]',
  ]
  const oddly = [
    '[1e3]',
    '[1.0]',
    '[-0]',
    '[1, -0]',
    '[[1.5]]',
    '[2,1E5]',
    '[01]',
    '[1',
    '\ufeff[1]',
    '[1] x',
  ]

  test.each(plainly)('is what the strict reader reads: %s', (line) => {
    const strict = parseStrict(line)
    expect(strict.ok && strict.value).toEqual(rowOf(line))
  })

  test.each(oddly)('is refused as the strict reader does: %s', async (line) => {
    expect(parseStrict(line).ok).toBe(false)
    const found = await refusalAsValue(() => Promise.resolve({ row: rowOf(line) }))
    expect(found).toMatchObject({ ok: false, refusal: { kind: 'malformed', at: 'row' } })
  })
})
