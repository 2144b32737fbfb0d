// By when a thing has to be public: the day that follows from its rule, who owes it, and what nothing means on a day.
import { expect, test } from 'vitest'
import {
  answers,
  daysLate,
  dueOn,
  dueState,
  endOfJanuary,
  midMonth,
  newestOwedQuarter,
  owedIn,
} from '../../../disclosure/due.ts'
import { flawOf } from '../../../disclosure/item-type.ts'
import { itemTypes } from '../../../disclosure/item-types/all.ts'

test.each([
  ['2026Q1', '2026-04-15'],
  ['2026Q3', '2026-10-15'],
  ['2026Q4', '2027-01-15'],
  ['2026-07', '2026-08-15'],
  ['2026-12', '2027-01-15'],
  ['2026H1', '2026-07-15'],
  ['2026', '2027-01-15'],
])('in the middle of the month after: %s by %s', (period, day) => expect(dueOn(midMonth, period)).toBe(day))

test('a list of a year by the end of January, and what stands for ever by no day', () => {
  expect(dueOn(endOfJanuary, '2026')).toBe('2027-01-31')
  expect(dueOn(midMonth, 'standing')).toBeNull()
})

test('on the page of a quarter stands what ends in it', () => {
  const of = (period: string, quarter: string) => owedIn({ period, due: midMonth }, quarter)
  expect(of('quarter', '2026Q3')).toEqual([{ period: '2026Q3', due: '2026-10-15' }])
  expect(of('month', '2026Q4').map(({ period }) => period)).toEqual(['2026-10', '2026-11', '2026-12'])
  expect(of('half', '2026Q1')).toEqual([])
  expect(of('half', '2026Q4')).toEqual([{ period: '2026H2', due: '2027-01-15' }])
  expect(of('year', '2026Q3')).toEqual([])
  expect(of('year', '2026Q4')).toEqual([{ period: '2026', due: '2027-01-15' }])
  expect(owedIn({ period: 'quarter' }, '2026Q3')).toEqual([])
  expect(of('quarter', 'standing')).toEqual([])
})

test('a list of the year answers for its quarter, a thing that stands for ever for none', () => {
  const owed = { period: '2026Q3', due: '2026-10-15' }
  expect([answers(owed, '2026'), answers(owed, '2026-08'), answers(owed, '2026Q2')]).toEqual([
    true,
    true,
    false,
  ])
  expect(answers(owed, 'standing')).toBe(false)
})

test('the last day is in time, the next is not, and a day nobody knows says nothing', () => {
  expect(dueState('2026-10-15', '2026-10-15')).toBe('not-yet')
  expect(dueState('2026-10-15', '2026-10-16')).toBe('overdue')
  expect(dueState('2026-10-15', null)).toBeNull()
  expect([daysLate('2026-10-15', '2026-10-15'), daysLate('2026-10-15', '2026-10-24')]).toEqual([0, 9])
  expect(daysLate('2026-02-27', '2026-03-01')).toBe(2)
})

test.each([
  ['2026-10-15', '2026Q2'],
  ['2026-10-16', '2026Q3'],
  ['2026-12-31', '2026Q3'],
  ['2027-01-15', '2026Q3'],
  ['2027-01-16', '2026Q4'],
  ['2026-04-16', '2026Q1'],
])('on %s the newest quarter that should be public is %s', (today, quarter) => {
  expect(newestOwedQuarter(today)).toBe(quarter)
  expect(dueState(dueOn(midMonth, quarter) ?? '', today)).toBe('overdue')
})

test('a declaration that is due without a period after which, or that a village owes for the township, is wrong', () => {
  const [type] = itemTypes.filter(({ due }) => due?.owed === 'always')
  if (!type) throw new Error('no type is owed by every village')
  expect(flawOf(type)).toBeNull()
  expect(flawOf({ ...type, period: 'standing' })).toMatch(/due/)
  expect(flawOf({ ...type, scope: 'township' })).toMatch(/township/)
})

test('the accounts of a village are owed each quarter', () => {
  const owed = itemTypes.filter(({ due }) => due?.owed === 'always').map(({ category }) => category)
  expect(new Set(owed)).toEqual(new Set(['finance', 'social-assistance', 'village-affairs']))
})
