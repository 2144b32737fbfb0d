// What villagers read, with the real words of the real locale.
import { describe, expect, test } from 'vitest'
import { localDay } from '../../../disclosure/local-day.ts'
import { itemTypeOf } from '../../../disclosure/item-types/all.ts'
import type { ItemType } from '../../../disclosure/item-type.ts'
import type { EntryVersion } from '../../../electron/contract.ts'
import { countsSaid, totalsSaid } from '../../../renderer/entry/change-words.ts'
import { clampedTime, movedTime } from '../../../renderer/staff/told-time.ts'
import {
  agedWords,
  dateName,
  daysBetween,
  differenceWords,
  fieldOfTotal,
  formerPeriodName,
  noticeWords,
  periodName,
  sentenceOf,
  shortDateName,
  stagedTitle,
  totalFigure,
  totalWords,
} from '../../../renderer/words.ts'
import { wordsOf } from './locale-words.ts'

const { t } = await wordsOf('zh-CN')
const type = (id: string): ItemType => {
  const found = itemTypeOf(id)
  if (!found) throw new Error(`no item type ${id}`)
  return found
}

describe('periods and dates', () => {
  test.each([
    ['2026Q3', '2026年第三季度'],
    ['2026-07', '2026年7月'],
    ['2026H1', '2026年上半年'],
    ['2026', '2026年'],
    ['2026-07-31', '2026年7月31日'],
    ['standing', '长期公开'],
  ])('%s is called %s', (period, name) => expect(periodName(t, period)).toBe(name))

  test.each([
    ['2026Q3', '2026Q2', '上季度'],
    ['2026Q1', '2025Q4', '上季度'],
    ['2026Q3', '2026Q1', '2026年第一季度'],
    ['2026-01', '2025-12', '上个月'],
    ['2026H1', '2025H2', '上个半年'],
    ['2026', '2025', '上一年'],
    ['2026', '2024', '2024年'],
  ])('seen from %s, %s is %s', (period, former, name) =>
    expect(formerPeriodName(t, period, former)).toBe(name),
  )

  test('dates are as exact as they are known, and leave out the year that is plain', () => {
    expect(dateName(t, '2025-07-10')).toBe('2025年7月10日')
    expect(dateName(t, '2025-07')).toBe('2025年7月')
    expect(dateName(t, '2025')).toBe('2025年')
    expect(shortDateName(t, '2025-07-10', '2025')).toBe('7月10日')
    expect(shortDateName(t, '2024-07-10', '2025')).toBe('2024年7月10日')
    expect(shortDateName(t, '2025-07', '2025')).toBe('2025年7月')
  })

  test('days are counted by the calendar, whatever the hour', () => {
    expect(localDay(new Date(2026, 9, 5, 23, 59))).toBe('2026-10-05')
    expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2)
  })
})

describe('amounts in sentences', () => {
  const ledger = type('cash-ledger')
  const expense = fieldOfTotal(ledger, 'expense')

  test('money, land and people are said in their own units', () => {
    const farmland = type('farmland-subsidy')
    const dibao = type('dibao-list')
    expect(totalWords(t, expense, 4308737)).toBe('约4万3千元')
    expect(totalWords(t, fieldOfTotal(farmland, 'area'), 9790112)).toBe('979.0112亩')
    expect(totalWords(t, fieldOfTotal(dibao, 'beneficiaries'), 17)).toBe('17人')
    expect(totalFigure(expense, 4308737)).toBe('43,087.37')
  })

  test('a figure that is read, not summed, has the kind of its field', () => {
    expect(fieldOfTotal(type('posting-sheet'), 'closing')?.kind).toBe('money')
    expect(fieldOfTotal(ledger, 'no-such-total')).toBeUndefined()
  })

  test.each([
    [4308737, 2900000, '比上季度多约1万4千元'],
    [2900000, 4308737, '比上季度少约1万4千元'],
    [100, 100, '和上季度一样多'],
    [65000, 0, '比上季度多650元'],
  ])('%i after %i is %s', (now, before, words) => {
    const former = { period: '2026Q2', value: before }
    expect(differenceWords(t, { field: expense, period: '2026Q3', now, former })).toBe(words)
  })

  test('the village sentence says what came in, what went out and what is left', () => {
    const totals = { income: 3546245, expense: 4308737, opening: 24848835, closing: 24086343 }
    const said = sentenceOf(t, {
      type: type('posting-sheet'),
      period: '2026Q3',
      village: '柳沟村',
      rows: 11,
      totals,
    })
    expect(said).toContain('2026年第三季度')
    for (const words of ['约3万5千元', '约4万3千元', '约24万1千元']) expect(said).toContain(words)
    expect(said).not.toContain('{{')
  })

  test('a list without the sum its sentence speaks of has the plain sentence, without a hole', () => {
    const about = { type: type('dibao-list'), period: '2026Q3', village: '柳沟村', rows: 12 }
    const whole = sentenceOf(t, { ...about, totals: { beneficiaries: 17, monthly: 775000 } })
    const plain = sentenceOf(t, { ...about, totals: { beneficiaries: 17, quarterly: 2325000 } })
    expect(whole).toContain('17人')
    expect(plain).toBe('2026年第三季度柳沟村的低保名单。一共12条。')
  })

  test('the stage of a matter stands behind its title', () => {
    expect(stagedTitle(t, { itemType: 'dibao-list', stage: null })).not.toContain('（')
    expect(stagedTitle(t, { itemType: 'farmland-subsidy', stage: 'payment' })).toMatch(/（发放公示）$/)
  })
})

describe('a public notice', () => {
  const notice = { start: '2026-10-10', end: '2026-10-16' }
  test.each([
    ['2026-10-09', '2026年10月10日开始公示'],
    ['2026-10-10', '公示还剩6天'],
    ['2026-10-16', '今天是公示最后一天'],
    ['2026-10-17', '公示已结束（到2026年10月16日）'],
  ])('on %s says: %s', (today, words) => expect(noticeWords(t, notice, today)).toBe(words))

  test('says only its own dates where nobody knows what day it is', () =>
    expect(noticeWords(t, notice, null)).toBe('公示时间：2026年10月10日到2026年10月16日'))
})

describe('data that is old', () => {
  test.each([
    ['2026-07-10', '2026-10-18', null],
    ['2026-07-10', '2026-10-19', '资料是7月的，新的还没送来'],
    ['2025-07-10', '2026-10-19', '资料是2025年7月的，新的还没送来'],
    ['2026-07-10', '1970-01-01', null],
    ['2026-07-10', null, null],
  ])('of %s is on %s', (contentOn, today, words) => expect(agedWords(t, contentOn, today)).toBe(words))
})

describe('what changed in an item', () => {
  const version: EntryVersion = {
    number: 1,
    replacedOn: '2026-10-01',
    note: null,
    before: { rows: 3, totals: { monthly: 90_000 } },
    after: { rows: 2, totals: { monthly: 70_000 } },
    changes: { lines: { added: 1, removed: 2, changed: [], more: 3 }, parts: [] },
  }
  test('is said in figures of before and now, only where they differ', () => {
    expect(totalsSaid(t, version, type('dibao-list'))).toEqual([
      { id: 'total monthly', name: '每月金额', was: '900.00元', is: '700.00元' },
    ])
    expect(totalsSaid(t, { ...version, after: version.before }, type('dibao-list'))).toEqual([])
  })
  test('is counted, also what was taken out, of which nothing else is known', () => {
    expect(countsSaid(t, version)).toEqual(['新加了1条。拿掉了2条。有3条的数改了。'])
    expect(countsSaid(t, { ...version, changes: { lines: null, parts: [] } })).toEqual([
      '条数太多，没有一条条比。',
    ])
  })
})

describe('a time that is dialled', () => {
  const told = { year: 2027, month: 1, day: 31, hour: 23 }
  test('is always a day that exists', () => {
    expect(movedTime(told, 'month', 1)).toEqual({ year: 2027, month: 2, day: 28, hour: 23 })
    expect(movedTime(told, 'month', -1)).toMatchObject({ month: 12, day: 31 })
    expect(movedTime(told, 'day', 1)).toMatchObject({ month: 1, day: 1 })
    expect(movedTime(told, 'hour', 1)).toMatchObject({ day: 31, hour: 0 })
    expect(movedTime({ ...told, year: 2099 }, 'year', 1)).toMatchObject({ year: 2099 })
  })
  test('begins where the machine is, and never before what is certain', () => {
    const floor = new Date(2026, 10, 22).getTime()
    expect(clampedTime(new Date(1970, 0, 1), floor)).toEqual({ year: 2026, month: 11, day: 22, hour: 0 })
    expect(clampedTime(new Date(2027, 2, 5, 9), floor)).toEqual({ year: 2027, month: 3, day: 5, hour: 9 })
  })
})
