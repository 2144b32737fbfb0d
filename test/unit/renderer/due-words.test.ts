// What villagers read of days by which something has to be public, in the real words.
import { describe, expect, test } from 'vitest'
import { itemTypes } from '../../../disclosure/item-types/all.ts'
import { lateWords, overdueOf, owedWords, wholeQuarterOwed } from '../../../renderer/duties/due-words.ts'
import { wordsOf } from './locale-words.ts'

const { t } = await wordsOf('zh-CN')
const third = { period: '2026Q3', due: '2026-10-15' }
const fourth = { period: '2026Q4', due: '2027-01-15' }

describe('where nothing stands', () => {
  test('it says by which day it should have been there, or that its time has not come', () => {
    expect(owedWords(t, [third], '2026-10-16')).toEqual({
      state: 'overdue',
      words: '应该10月15日前公开，还没有。',
    })
    expect(owedWords(t, [third], '2026-10-15')).toEqual({
      state: 'not-yet',
      words: '没到公开时间。10月15日前公开。',
    })
  })

  test('a day of another year has its year', () =>
    expect(owedWords(t, [fourth], '2027-02-01')?.words).toBe('应该2027年1月15日前公开，还没有。'))

  test('on a day that nobody can be sure of nothing is called missing', () => {
    expect(owedWords(t, [third], null)).toBeNull()
    expect(overdueOf([third, fourth], null)).toBe(0)
    expect(wholeQuarterOwed(['2026Q2'], null)).toBeNull()
  })

  test('what is owed by nobody is no duty', () => expect(owedWords(t, [], '2030-01-01')).toBeNull())

  test('only what is over is counted', () => expect(overdueOf([third, fourth], '2026-11-22')).toBe(1))

  test('a whole quarter that has not come is named until anything of it has', () => {
    expect(wholeQuarterOwed(['2026Q2', '2026Q1'], '2026-11-22')).toBe('2026Q3')
    expect(wholeQuarterOwed(['2026Q3', '2026Q2'], '2026-11-22')).toBeNull()
    expect(wholeQuarterOwed(['2026Q2'], '2026-10-15')).toBeNull()
  })
})

describe('what came late', () => {
  const [type] = itemTypes.filter(({ due, period }) => due && period === 'quarter')
  const entry = (publishedOn: string | null) => ({ itemType: type?.id ?? '', period: '2026Q3', publishedOn })

  test('is said by the day on its own sheet', () => {
    expect(lateWords(t, entry('2026-10-24'))).toBe('应该10月15日前公开，晚了9天。')
    expect(lateWords(t, entry('2026-10-15'))).toBeNull()
    expect(lateWords(t, entry(null))).toBeNull()
  })
})
