// Nothing personal of the sample township leaves its sheets: not in entries, not in rows, not in the report.
import { beforeAll, expect, test } from 'vitest'
import { minorMark } from '../../../disclosure/masking.ts'
import { findPersonal } from '../../../disclosure/privacy.ts'
import type { Reading } from '../../../township/read-township.ts'
import { readSample, truth } from './sample-township.ts'

let reading: Reading
let said: string
beforeAll(async () => {
  reading = await readSample()
  said = JSON.stringify(reading.entries)
}, 60_000)

const personal = (kind: string): string[] => [
  ...new Set(
    truth.files.flatMap((file) => (file.sheets ?? []).flatMap((sheet) => sheet.personal?.[kind] ?? [])),
  ),
]

test.each([
  'ids',
  'cards',
  'cardsDamaged',
  'disabilityCerts',
  'idsHalfMasked',
  'mobilesHalfMasked',
  'health',
])('no value of %s is in any entry or in the report', (kind) => {
  const report = JSON.stringify(reading.report)
  const values = personal(kind)
  expect(values.length).toBeGreaterThan(0)
  // 糖尿病足 or 听力二级 may stand in no cell; the same words in the truth's lists are whole cells.
  expect(values.filter((value) => said.includes(value) || report.includes(value))).toEqual([])
})

test('no mobile but those the township declares is in any entry or in the report', () => {
  const allowed = new Set(truth.publicContacts.dutyMobiles)
  const report = JSON.stringify(reading.report)
  const values = personal('mobiles').filter((value) => !allowed.has(value))
  expect(values.filter((value) => said.includes(value) || report.includes(value))).toEqual([])
})

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
