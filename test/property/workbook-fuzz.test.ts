// Thousands of damaged files, of every format, read by the whole reader: always a value, never a crash, never a hang.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import * as XLSX from '@e965/xlsx'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { noAnswers } from '../../township/answers.ts'
import { readTownship } from '../../township/read-township.ts'
import type { Reading } from '../../township/read-township.ts'
import { SourceReader } from '../../township/source-reader.ts'
import { forkedReader } from '../../township/reader-line.ts'
import { ZipParts } from '../../township/zip-parts.ts'
import { zipOf } from '../stand-ins/made-zip.ts'

const sample = join(import.meta.dirname, '..', 'fixtures', 'shiqiao')

/** About 1,500 in the ordinary suite; MINGBAI_FUZZ=10000 for the full run. */
const mutations = Number(process.env['MINGBAI_FUZZ'] ?? 1500)
const perFolder = 50

// ---- seeds: one small file of each kind ----

const real = (path: string): [string, Buffer] => [extname(path), readFileSync(join(sample, path))]

const made = XLSX.utils.book_new()
XLSX.utils.book_append_sheet(
  made,
  XLSX.utils.aoa_to_sheet([
    ['柳沟村2026年第三季度农村低保对象公布表'],
    ['序号', '村民小组', '户主姓名', '家庭人口', '保障人数', '月保障金额(元)'],
    [1, '一组', '赵甲一', 3, 2, 860.5],
    [2, '二组', '钱乙二', 3, 2, 430],
  ]),
  '柳沟村',
)
const written = (ending: string, bookType: XLSX.BookType): [string, Buffer] => [
  ending,
  Buffer.from(XLSX.write(made, { type: 'buffer', bookType }) as Uint8Array),
]

const page = Buffer.from(
  `<html><body><table><tr><td colspan=3>柳沟村低保公布</td></tr><tr><td rowspan=2>一组</td><td>赵甲一</td><td>860</td></tr><tr><td>钱&nbsp;乙</td><td>1</td></tr></table></body></html>`,
)
const archive = Buffer.from(
  `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="--b"\r\n\r\n----b\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n${page.toString('base64')}\r\n----b--\r\n`,
)

const seeds: readonly [ending: string, bytes: Buffer][] = [
  real('2026年第三季度/民政/低保动态调整公示2026年三季度.xlsx'),
  real('2025年第四季度/财务/柳沟村2025年四季度财务公开.xlsx'),
  real('2026年第三季度/财务/收支明细/河湾村.xls'),
  real('2026年第三季度/民政/特困供养2026年三季度.xls'),
  real('2026年第三季度/民政/2026年三季度临时救助.xls'),
  real('2026年第三季度/惠农补贴/2026年度农机购置补贴公示.xls'),
  real('2026年第三季度/惠农补贴/2026年耕地地力保护补贴发放公示/河湾村.ods'),
  real('长期公开/办事指南/农村宅基地和建房审批.ods'),
  real('2026年第一季度/财务/收支明细/河湾村2026年一季度.csv'),
  real('2026年第三季度/通知公告/河湾村护岸修复工程招标公告.docx'),
  written('.xlsx', 'xlsx'),
  written('.xls', 'biff8'),
  written('.xls', 'biff5'),
  written('.xlsb', 'xlsb'),
  written('.xml', 'xlml'),
  written('.ods', 'ods'),
  ['.xls', page],
  ['.mht', archive],
]

// ---- damage ----

type Damage = (bytes: Buffer, at: number, more: number, byte: number) => Buffer

const inside = (bytes: Buffer, at: number): number => Math.floor(at * bytes.length)

const damages: Record<string, Damage> = {
  flipBytes(bytes, at, more, byte) {
    const changed = Buffer.from(bytes)
    const count = 1 + Math.floor(more * 12)
    for (let index = 0; index < count; index++)
      changed[inside(bytes, (at + index * 0.618) % 1)] = (byte + index * 37) & 255
    return changed
  },
  truncate: (bytes, at) => bytes.subarray(0, inside(bytes, at)),
  swapBlocks(bytes, at, more) {
    const size = 1 + Math.floor(more * 512)
    const [one, other] = [inside(bytes, at), inside(bytes, more)].toSorted((a, b) => a - b)
    const middle = bytes.subarray((one ?? 0) + size, other)
    return Buffer.concat([
      bytes.subarray(0, one),
      bytes.subarray(other, (other ?? 0) + size),
      middle,
      bytes.subarray(one, (one ?? 0) + size),
      bytes.subarray((other ?? 0) + size),
    ])
  },
  repeatBlock(bytes, at, more) {
    const from = inside(bytes, at)
    const block = bytes.subarray(from, from + 1 + Math.floor(more * 2048))
    return Buffer.concat([
      bytes.subarray(0, from),
      ...Array.from({ length: 20 }, () => block),
      bytes.subarray(from),
    ])
  },
  zeroBlock(bytes, at, more, byte) {
    const changed = Buffer.from(bytes)
    const from = inside(bytes, at)
    return changed.fill(byte & 1 ? 0 : 255, from, Math.min(bytes.length, from + Math.floor(more * 4096)))
  },
  bigNumber(bytes, at, more) {
    const changed = Buffer.from(bytes)
    const from = Math.min(inside(bytes, at), bytes.length - 4)
    if (from >= 0) changed.writeUInt32LE(more < 0.5 ? 0xffffffff : 0x7fffffff, from)
    return changed
  },
  /** A ZIP whose parts are sound again after one of them was damaged as XML: sizes and sums agree. */
  damagePart: (bytes, at, more, byte) => rezipped(bytes, at, (part) => damagedXml(part, more, byte)),
  emptyPart: (bytes, at) => rezipped(bytes, at, () => Buffer.alloc(0)),
  swapPart: (bytes, at) =>
    rezipped(bytes, at, (_, all) => all[Math.floor(at * 7919) % all.length] ?? Buffer.alloc(0)),
  /** The length of a BIFF record, so that all records behind it begin in the wrong place. */
  recordLength(bytes, at, more) {
    const changed = Buffer.from(bytes)
    const start = bytes.indexOf(Buffer.from([0x09, 0x08]))
    if (start < 0) return damagedXml(bytes, at, Math.floor(more * 255))
    let record = start
    for (let left = Math.floor(at * 300); left > 0 && record + 8 < bytes.length; left--)
      record += 4 + bytes.readUInt16LE(record + 2)
    if (record + 4 < bytes.length) changed.writeUInt16LE(Math.floor(more * 0x3000), record + 2)
    return changed
  },
  recordContent(bytes, at, more, byte) {
    const changed = Buffer.from(bytes)
    const start = Math.max(0, bytes.indexOf(Buffer.from([0x09, 0x08])))
    const from = start + Math.floor(at * Math.min(20_000, bytes.length - start))
    return changed.fill(byte, from, Math.min(bytes.length, from + 1 + Math.floor(more * 6)))
  },
  damageText: (bytes, at, more, byte) =>
    isZip(bytes) ? bytes.subarray(inside(bytes, more)) : damagedXml(bytes, at, byte),
}

/** Attributes, tags and numbers of an XML, each in a way that a parser may trip over. */
function damagedXml(part: Buffer, at: number, choice: number): Buffer {
  const text = part.toString('latin1')
  const places = [...text.matchAll(/[<>"=/]|\d+/g)]
  const place = places[Math.floor(at * places.length)]
  if (!place) return part
  const wrong = [
    '',
    '<',
    '"',
    '999999999999',
    '-1',
    '1048577',
    'NaN',
    '<![CDATA[',
    '<!--',
    '&#x110000;',
    '&amp;amp;',
    '</x>',
    '<x:y z="1">',
    '\u0000',
    '<t>'.repeat(3000),
    'ZZZ1048576',
  ]
  const [found] = place
  return Buffer.from(
    text.slice(0, place.index) +
      (wrong[choice % wrong.length] ?? '') +
      text.slice(place.index + found.length),
    'latin1',
  )
}

const isZip = (bytes: Buffer): boolean => bytes.subarray(0, 2).toString() === 'PK'

function rezipped(bytes: Buffer, at: number, change: (part: Buffer, all: Buffer[]) => Buffer): Buffer {
  if (!isZip(bytes)) return damagedXml(bytes, at, Math.floor(at * 1000))
  const parts = new ZipParts(bytes)
  const all = parts.names.map((name): [string, Buffer] => [name, parts.part(name) ?? Buffer.alloc(0)])
  const chosen = Math.floor(at * all.length)
  return zipOf(
    all.map(([name, part], index) => [
      name,
      index === chosen
        ? change(
            part,
            all.map(([, each]) => each),
          )
        : part,
    ]),
  )
}

// ---- the runs ----

// Without bias: half of all places at the very start of a file would be half of the work for nothing.
const unit = fc.noBias(fc.nat({ max: 999_999 })).map((number) => number / 1_000_000)
const mutation = fc.record({
  seed: fc.nat({ max: seeds.length - 1 }),
  damage: fc.constantFrom(...Object.keys(damages)),
  at: unit,
  more: unit,
  byte: fc.nat({ max: 255 }),
})
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never

const mutated = ({ seed, damage, at, more, byte }: Mutation): [string, Buffer] => {
  const [ending, bytes] = seeds[seed] ?? ['', Buffer.alloc(0)]
  return [ending, (damages[damage] ?? damages['truncate'] ?? (() => bytes))(bytes, at, more, byte)]
}

/** The declared patience; a machine that does other things besides must not count as a hang. */
const reader = new SourceReader(forkedReader, () => 30_000)
afterAll(() => reader.close())

async function readAll(batch: readonly Mutation[]): Promise<Reading> {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-fuzz-'))
  try {
    writeFileSync(join(folder, '乡镇信息.xlsx'), readFileSync(join(sample, '乡镇信息.xlsx')))
    writeFileSync(join(folder, '好的.xlsx'), seeds[10]?.[1] ?? '')
    for (const [index, each] of batch.entries()) {
      const [ending, bytes] = mutated(each)
      writeFileSync(join(folder, `${String(index).padStart(4, '0')}${ending}`), bytes)
    }
    const read = await readTownship(folder, noAnswers, '2026-11-22', { reader })
    if (!read.ok) throw new Error(`refused: ${read.kind}`)
    return read.reading
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Which one of a batch it was, so that a failure names one mutation. */
async function culprits(batch: readonly Mutation[]): Promise<unknown[]> {
  const found: unknown[] = []
  for (const each of batch)
    await readAll([each]).catch((thrown: unknown) =>
      found.push({ ...each, thrown: String((thrown as Error).stack) }),
    )
  return found
}

describe('damaged files', () => {
  test('a rebuilt ZIP that was not damaged is read as before', async () => {
    const [, bytes] = seeds[0] ?? ['', Buffer.alloc(0)]
    const folder = mkdtempSync(join(tmpdir(), 'mingbai-fuzz-'))
    const file = join(folder, 'x.xlsx')
    writeFileSync(
      file,
      rezipped(bytes, 0.5, (part) => part),
    )
    const read = await reader.read({ path: 'x.xlsx', absolute: file, bytes: 1 })
    rmSync(folder, { recursive: true, force: true })
    expect(read.kind === 'workbook' && read.sheets.every((sheet) => sheet.ok)).toBe(true)
  })

  const seed = Number(process.env['MINGBAI_FUZZ_SEED'] ?? 20_261_122)
  const all = fc.sample(mutation, { numRuns: mutations, seed })

  test(
    `${mutations} of them: each has an answer, and the sound file beside them is read every time`,
    async () => {
      const kinds = new Map<string, number>()
      for (let from = 0; from < all.length; from += perFolder) {
        const batch = all.slice(from, from + perFolder)
        const reading = await readAll(batch).catch(() => null)
        if (!reading) expect(await culprits(batch)).toEqual([])
        const { files } = (reading ?? (await readAll([]))).report
        const good = files.find(({ file }) => file === '好的.xlsx')
        expect(good?.sheets[0]?.items).toHaveLength(1)
        for (const { file, skipped } of files) {
          const kind = skipped ?? 'read'
          kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
          // Half a minute for a file of some kilobytes is a hang.
          expect({
            file,
            kind,
            mutation: kind === 'took-too-long' ? batch[Number(file.slice(0, 4))] : null,
          }).toEqual({
            file,
            kind: expect.not.stringMatching(/^took-too-long$/),
            mutation: null,
          })
        }
      }
      expect(reader.unforeseen).toEqual([])
      // Damage that is always noticed, or never, would be no damage.
      expect(kinds.get('corrupt')).toBeGreaterThan(mutations / 20)
      expect(kinds.get('read')).toBeGreaterThan(mutations / 20)
      if (mutations > 2000) console.log(Object.fromEntries(kinds))
    },
    30_000 + mutations * 100,
  )
})
