// What is drawn of an item, from real generations: the same figures as its rows and totals, and nothing that is not there.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { charts } from '../../../db/charts.ts'
import { entryPage } from '../../../db/entries.ts'
import type { Reader } from '../../../db/reader.ts'
import { dibao, entry, posting, readingOf, row, temporaryFolder } from '../../stand-ins/pack-world.ts'

const place = temporaryFolder()
let reader: Reader

const lines = (direction: string, subjects: Record<string, number>) =>
  Object.entries(subjects).map(([subject, amount]) => row('posting-sheet', { direction, subject, amount }))

const sheet = (period: string, expense: Record<string, number>, income: Record<string, number> = {}) =>
  entry({
    itemType: 'posting-sheet',
    period,
    rowsOf: [
      ...lines('income', income),
      ...lines('expense', expense),
      row('posting-sheet', { direction: 'expense', subject: '其中:修路', parent: '办公费', amount: 7 }),
    ],
  })

const many = Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`科目${at}`, 100 - at]))

beforeAll(async () => {
  ;({ reader } = await readingOf(place.folder, [
    sheet('2025Q3', { 办公费: 500 }),
    sheet('2025Q4', { 办公费: 0 }),
    sheet('2026Q2', many, { 租金: 400, 利息: 3 }),
    sheet('2026Q3', { 办公费: 700, 退回: -300, 水费: 100 }, { 租金: 400 }),
    posting({ period: '2026' }),
    dibao({ payees: ['张三', '李四', '王五', '赵六'], period: '2026Q3' }),
    entry({ itemType: 'notice', period: '2026-06-03', title: '停水', body: '各位', rowsOf: [] }),
  ]))
})
afterAll(() => {
  reader.close()
  place[Symbol.dispose]()
})

const drawn = (of: string) => charts(reader, { id: `990102100201.${of}` })
const partsOf = (of: string, total: string) =>
  drawn(of)
    ?.compositions.find((each) => each.total === total)
    ?.parts.map((part) => [part.label, part.value])

test('a trend has the total of each period, nothing where there is none, and 0 where it was 0', () => {
  expect(drawn('posting-sheet.2026Q3')?.trend).toEqual([
    { period: '2025Q3', value: 500 },
    { period: '2025Q4', value: 0 },
    { period: '2026Q1', value: null },
    { period: '2026Q2', value: 1045 },
    { period: '2026Q3', value: 500 },
  ])
})

test('one period alone is no course of things', () => {
  expect(drawn('posting-sheet.2026')?.trend).toEqual([])
})

test('what came in and what went out are apart, and each adds up to its total', () => {
  const found = drawn('posting-sheet.2026Q2')?.compositions ?? []
  const totals = entryPage(reader, { id: '990102100201.posting-sheet.2026Q2' })?.entry.totals
  expect(found.map((each) => each.total)).toEqual(['expense', 'income'])
  for (const { total, whole, parts } of found) {
    expect(whole).toBe(totals?.[total])
    expect(parts.reduce((sum, part) => sum + part.value, 0)).toBe(whole)
  }
  expect(partsOf('posting-sheet.2026Q2', 'income')).toEqual([
    ['租金', 400],
    ['利息', 3],
  ])
})

test('of more than eight parts the smallest are one', () => {
  const parts = drawn('posting-sheet.2026Q2')?.compositions[0]?.parts
  expect(parts?.length).toBe(8)
  expect(parts?.at(-1)).toEqual({ label: '', value: 93 + 92 + 91 + 90, names: 4 })
})

test('a part of another row is counted once, and what takes away keeps its sign', () => {
  expect(partsOf('posting-sheet.2026Q3', 'expense')).toEqual([
    ['办公费', 700],
    ['退回', -300],
    ['水费', 100],
  ])
})

test('one part alone is the whole and no picture', () => {
  expect(partsOf('posting-sheet.2026Q3', 'income')).toBeUndefined()
})

test('groups of a list are parts by their number', () => {
  expect(partsOf('dibao-list.2026Q3', 'monthly')).toEqual([
    ['1', 60_000],
    ['2', 30_000],
    ['3', 30_000],
  ])
})

test('a text has nothing to draw, and an item that is not there no answer', () => {
  expect(drawn('notice.2026-06-03')).toEqual({ trend: [], compositions: [] })
  expect(drawn('posting-sheet.2020Q1')).toBeNull()
})
