// Which periods a trend runs over, and which sums an item's declaration lets be drawn.
import { expect, test } from 'vitest'
import { compositionsOf, trendPeriods } from '../../../disclosure/charted.ts'
import { itemTypeOf } from '../../../disclosure/item-types/all.ts'

test('quarters run back to the same quarter a year ago, oldest first', () => {
  const known = ['2026Q3', '2026Q2', '2026Q1', '2025Q4', '2025Q3', '2025Q2']
  expect(trendPeriods(known, '2026Q3')).toEqual(['2025Q3', '2025Q4', '2026Q1', '2026Q2', '2026Q3'])
})

test('months run over a year and its first month again, years and half years over a few', () => {
  const months = trendPeriods(['2025-01', '2026-01', '2026-07'], '2026-07')
  expect([months.length, months[0], months.at(-1)]).toEqual([7, '2026-01', '2026-07'])
  expect(trendPeriods(['2020-01', '2026-01'], '2026-01')).toEqual(['2026-01'])
  expect(trendPeriods(['2021', '2022', '2024', '2026'], '2026')).toEqual(['2024', '2025', '2026'])
  expect(trendPeriods(['2025H1', '2026H1'], '2026H1')).toEqual(['2025H1', '2025H2', '2026H1'])
})

test('a period that is not here stands between those that are, never before the first', () => {
  expect(trendPeriods(['2026Q3', '2026Q1'], '2026Q3')).toEqual(['2026Q1', '2026Q2', '2026Q3'])
})

test('an older item shows what came after it, and a much older one its own time', () => {
  const known = ['2024Q1', '2024Q2', '2026Q2', '2026Q3']
  expect(trendPeriods(known, '2026Q2').at(-1)).toBe('2026Q3')
  expect(trendPeriods(known, '2024Q2')).toEqual(['2024Q1', '2024Q2'])
})

test('other lengths of time do not stand among quarters, and what has no time has no course', () => {
  expect(trendPeriods(['2026Q2', '2026Q3', '2026', '2026-07', '2026H1'], '2026Q3')).toEqual([
    '2026Q2',
    '2026Q3',
  ])
  expect(trendPeriods(['standing'], 'standing')).toEqual([])
  expect(trendPeriods(['2026-06-30', '2026-05-30'], '2026-06-30')).toEqual([])
})

test('what came in and what went out are two pictures, what is no sum is none', () => {
  const totals = (id: string) => {
    const type = itemTypeOf(id)
    return type ? compositionsOf(type).map(({ total }) => total) : null
  }
  expect(totals('posting-sheet')).toEqual(['expense', 'income'])
  expect(totals('cash-ledger')).toEqual(['expense', 'income'])
  expect(totals('balance-sheet')).toEqual(['assets', 'rights'])
  expect(totals('dibao-list')).toEqual(['monthly'])
  expect(totals('notice')).toEqual([])
})
