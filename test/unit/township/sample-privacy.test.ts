// Nothing personal of the sample township leaves its sheets: not in entries, not in rows, not in the report.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import * as XLSX from '@e965/xlsx'
import { beforeAll, expect, test } from 'vitest'
import { kioskCommand } from '../../../electron/kiosk-command.ts'
import { minorMark } from '../../../disclosure/masking.ts'
import { findPersonal } from '../../../disclosure/privacy.ts'
import { townshipCommand } from '../../../township/command.ts'
import type { Reading } from '../../../township/read-township.ts'
import { Forbidden, textsBelow, textsOf } from '../../stand-ins/all-texts.ts'
import { readSample, sampleFolder, truth } from './sample-township.ts'

let reading: Reading
let said: string
beforeAll(async () => {
  reading = await readSample()
  said = JSON.stringify(reading.entries)
})

const personal = (kind: string): string[] => [
  ...new Set(
    truth.files.flatMap((file) => (file.sheets ?? []).flatMap((sheet) => sheet.personal?.[kind] ?? [])),
  ),
]

const kinds = [
  'ids',
  'cards',
  'cardsDamaged',
  'disabilityCerts',
  'idsHalfMasked',
  'mobilesHalfMasked',
  'health',
  'mobiles',
]
const allowed = new Set(truth.publicContacts.dutyMobiles)
const forbidden = new Forbidden(kinds.flatMap(personal).filter((value) => !allowed.has(value)))

test.each(kinds)('no value of %s is in any entry or in the report', (kind) => {
  const values = new Forbidden(personal(kind).filter((value) => !allowed.has(value)))
  expect(values.size).toBeGreaterThan(0)
  expect(values.foundIn(said)).toEqual([])
  expect(values.foundIn(JSON.stringify(reading.report))).toEqual([])
})

test('what looks for them finds them in a ZIP, in gzip, in UTF-16 and behind escapes', () => {
  const [id = '', word = ''] = [personal('ids')[0], personal('health')[0]]
  const book = XLSX.utils.book_new()
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([[`身份证${id}`, word]]), 'Sheet1')
  const hidden = [
    Buffer.from(`x${id}x${word}`, 'utf16le'),
    Buffer.concat([Buffer.from('odd'), Buffer.from(`${id}${word}`, 'utf16le')]),
    Buffer.concat([Buffer.from('MBPACK'), gzipSync(`${id} ${word}`), Buffer.from('tail')]),
    Buffer.from([...id, ...word].map((char) => `&#${char.codePointAt(0)};`).join('')),
    Buffer.from(
      [...id, ...word].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
    ),
    ...(['xlsx', 'biff8', 'ods', 'csv'] as const).map((bookType) =>
      Buffer.from(XLSX.write(book, { type: 'buffer', bookType })),
    ),
  ]
  for (const bytes of hidden) {
    const found = [...textsOf(bytes)].flatMap((text) => forbidden.foundIn(text))
    expect(found).toContain(id)
    expect(found).toContain(word)
  }
})

test(
  'nothing that check, build, inspect and the kiosk write holds any of them, in any byte',
  { timeout: 180_000 },
  async () => {
    const out = mkdtempSync(join(tmpdir(), 'mingbai-written-'))
    const at = (name: string) => join(out, name)
    const run = async (
      command: typeof townshipCommand | typeof kioskCommand,
      name: string,
      ...args: string[]
    ) => {
      let [printed, told] = ['', '']
      await command(args, { out: (text) => (printed += text), err: (text) => (told += text) })
      writeFileSync(at(`${name}.json`), printed)
      writeFileSync(at(`${name}.txt`), told)
      return printed === '' ? null : JSON.parse(printed)
    }
    const papers = reading.report.questions.map(({ key }) => key)
    writeFileSync(
      at('answers.json'),
      JSON.stringify({ picture: Object.fromEntries(papers.map((key) => [key, 'show'])) }),
    )
    const answers = ['--answers', at('answers.json')]
    await run(townshipCommand, 'keys', 'keys', '--out', at('keys'), '--code', '990102', '--name', '石桥镇')
    await run(townshipCommand, 'check', 'check', sampleFolder, ...answers)
    const pack = ['--out', at('all.mbpack'), '--key', at('keys/township.key'), '--sequence', '1']
    const built = await run(townshipCommand, 'build', 'build', sampleFolder, ...pack, ...answers)
    expect(built.pack.counts.attachments).toBe(3 + papers.length)
    await run(townshipCommand, 'inspect', 'inspect', at('all.mbpack'))
    const kiosk = (name: string, ...args: string[]) => run(kioskCommand, name, '--data', at('kiosk'), ...args)
    await kiosk('trust', 'trust', at('keys/township.pub'))
    expect(await kiosk('import', 'import', at('all.mbpack'))).toMatchObject({ kind: 'applied' })
    const files = new Set<string>()
    for (const { file, text } of textsBelow(out)) {
      files.add(file)
      expect({ file, found: forbidden.foundIn(text) }).toEqual({ file, found: [] })
    }
    expect(files.size).toBeGreaterThan(15)
    rmSync(out, { recursive: true, force: true })
  },
)

test('no date of birth stands beside a name of an assistance list', () => {
  const assistance = reading.entries.filter(({ entry }) =>
    /allowance|dibao|tekun|temporary/.test(entry.itemType),
  )
  const births = new Set(personal('birthDates'))
  const cells = assistance.flatMap(({ rows }) => rows.flatMap((row) => row.map(String)))
  expect(cells.filter((cell) => births.has(cell))).toEqual([])
})

test('no reason of need stands in an assistance list', () => {
  const generic = personal('healthGeneric')
  const assistance = reading.entries.filter(({ entry }) =>
    /allowance|dibao|tekun|temporary/.test(entry.itemType),
  )
  expect(
    generic.filter((value) => JSON.stringify(assistance.map(({ rows }) => rows)).includes(`"${value}"`)),
  ).toEqual([])
})

test('children on assistance lists are three stars', () => {
  const minors = truth.files.flatMap((file) =>
    (file.sheets ?? []).flatMap((sheet) =>
      (sheet.personal?.['minorNames'] ?? []).map((name) => ({ path: file.path, name })),
    ),
  )
  expect(minors).toHaveLength(15)
  for (const { path, name } of minors) {
    const rows = reading.drafts
      .filter((draft) => draft.file === path && draft.type.minorsMasked)
      .flatMap((draft) => draft.lines.map((line) => line.values['payee']))
    expect(rows).not.toContain(name)
    expect(rows.filter((shown) => shown === minorMark)).toHaveLength(3)
  }
})

test('names on 临时救助 lists are masked in the middle', () => {
  const names = personal('namesToMask')
  const entries = reading.entries.filter(({ entry }) => entry.itemType === 'temporary-assistance')
  expect(entries.length).toBeGreaterThan(5)
  expect(names.filter((name) => JSON.stringify(entries).includes(name))).toEqual([])
})

test('of the members of a household only their number is told', () => {
  const members = personal('familyMemberNames')
  const surveys = reading.entries.filter(({ entry }) => entry.itemType === 'land-survey')
  expect(members.length).toBeGreaterThan(5)
  expect(surveys.map(({ rows }) => rows.length)).toEqual([4])
  expect(members.filter((name) => JSON.stringify(surveys).includes(name))).toEqual([])
})

test('no number of a household or plot leaves the office', () => {
  const codes = JSON.stringify(reading.entries).match(/990102100207\d{6}/g)
  expect(codes).toBeNull()
})

test('what was hidden is reported by cell, without the value', () => {
  const found = reading.report.swept.map(
    ({ file, sheet, cell, kind }) => `${file.split('/').at(-1)} ${sheet} ${cell} ${kind}`,
  )
  expect(found.sort()).toEqual(
    [
      '2025年3季度收支明细.xlsx 东岗村 D9 mobile',
      '柳沟村2025年四季度财务公开.xlsx 收支明细 C8 half-masked-number',
      '杨树村2025年四季度财务公开.xlsx 收支明细 I8 bank-card',
      '新立村2025年四季度财务公开.xlsx 收支明细 C7 half-masked-number',
      '2026年二季度收支明细(8村).xlsx 红旗村 K10 id-number',
      '柳沟村.xls 收支明细 L5 id-number',
      '东岗村.xls 收支明细 D8 half-masked-number',
      '河湾村.xls 收支明细 D8 mobile',
    ].sort(),
  )
})

test('every entry passes the gate of the kiosk', () => {
  const { township } = reading
  const phones = [...township.hotlines, ...township.villages.flatMap((village) => village.hotlines)]
  const open = new Set(phones.map(({ phone }) => phone.replace(/\D/g, '')))
  for (const { entry, rows } of reading.entries) {
    const texts = [entry.title, entry.body ?? '', entry.correctionNote ?? '', entry.source.file]
    for (const text of texts) expect(findPersonal(text, open)).toEqual([])
    if (entry.itemType === 'village-officers') continue
    for (const row of rows)
      for (const cell of row) if (typeof cell === 'string') expect(findPersonal(cell, open)).toEqual([])
  }
})

test('columns of personal data are named among the dropped', () => {
  const roster = reading.report.dropped.filter(({ file }) =>
    file.endsWith('2025年三季度低保金发放花名册(银行代发).xls'),
  )
  const why = Object.fromEntries(roster.map((column) => [column.column, column.why]))
  for (const column of ['身份证号码', '账号', '联系电话', '致贫原因', '开户行'])
    expect(why[column]).toBe('personal')
})
