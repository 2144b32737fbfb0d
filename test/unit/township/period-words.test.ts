// Every way an office writes a time, and how coarse words are completed without being guessed.
import { describe, expect, test } from 'vitest'
import { periodFrom, periodsIn } from '../../../township/period-words.ts'

describe('a text names its period', () => {
  test.each([
    ['石桥镇2025年第三季度农村低保对象公布表', ['2025Q3']],
    ['2025年3季度收支明细', ['2025Q3']],
    ['2026年度第三季度财务收支', ['2026Q3']],
    ['低保发放花名册2026Q1(报农商行)', ['2026Q1']],
    ['２０２６年二季度', ['2026Q2']],
    ['二〇二六年一季度', ['2026Q1']],
    ['2026年上半年宅基地审批', ['2026H1']],
    ['发放表(2025年7-9月)', ['2025Q3']],
    ['2025年10-12月收支明细表', ['2025Q4']],
    ['2025年1-12月', ['2025']],
    ['截至2025.9.30', ['2025-09']],
    ['债权债务2026.6.30', ['2026-06']],
    ['2025年末村级债权', ['2025-12']],
    ['2026年7月', ['2026-07']],
    ['2025年度农机购置', ['2025']],
    ['S329省道改线工程', []],
    ['80周岁以上老人', []],
    ['补贴标准:88.25元/亩', []],
  ])('%s', (text, periods) => expect(periodsIn(text)).toEqual(periods))
})

test('a ledger as of a half-year belongs to its last quarter, an approval list keeps the half', () => {
  expect(periodFrom('quarter', ['合同台账(2026年上半年)'])).toBe('2026Q2')
  expect(periodFrom('half', ['2026年上半年宅基地审批'])).toBe('2026H1')
})

test('a title with only the year is completed by the folder of that year, never by another year', () => {
  expect(periodFrom('quarter', ['流转台账(2025年)', '2025年第四季度'])).toBe('2025Q4')
  expect(periodFrom('quarter', ['流转台账(2025年)', '2026年第一季度'])).toBe('2025')
})

test('a quarter that stands apart from its year belongs to it', () => {
  expect(periodFrom('quarter', ['柳沟村2026年残疾人两项补贴第三季度发放公示'])).toBe('2026Q3')
  expect(periodFrom('quarter', ['2026年柳沟村低保公示(7-9月)'])).toBe('2026Q3')
  expect(periodFrom('quarter', ['低保公示', '三季度', '2026年'])).toBe('2026Q3')
  expect(periodFrom('half', ['2026年宅基地审批公示(上半年)'])).toBe('2026H1')
  expect(periodFrom('quarter', ['2026年低保公示', '备注:3-4月水电费已付'])).toBe('2026')
  expect(periodFrom('year', ['2026年补贴(三季度发放)'])).toBe('2026')
})

test('a yearly subsidy is the year’s, whatever quarter its folder is', () => {
  expect(periodFrom('year', ['2026年耕地地力保护补贴', '2026年第三季度'])).toBe('2026')
})

test('nothing said is nothing known', () => {
  expect(periodFrom('quarter', ['收支公开榜', 'Sheet1'])).toBeNull()
  expect(periodFrom('standing', ['成员名册'])).toBe('standing')
})
