// Every way an office writes a time, and how coarse words are completed without being guessed.
import { describe, expect, test } from 'vitest'
import { periodFrom, periodsIn, yearNamed } from '../../../township/period-words.ts'

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
    ['2024年二季度', ['2024Q2']],
    ['2024年第2季', ['2024Q2']],
    ['2024Q2', ['2024Q2']],
    ['24年三季度公开', ['2024Q3']],
    ['2024年4-6月', ['2024Q2']],
    ['2024年一至六月', ['2024H1']],
    ['2024.04-2024.06', ['2024Q2']],
    ['2024年10月至2024年12月', ['2024Q4']],
    ['2024年度', ['2024']],
    ['合同期2021.11-2026.11', []],
    ['二○二四年下半年', ['2024H2']],
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

test.each([
  [['二季度收支明细', '2024年第二季度'], '2024Q2'],
  [['二季度收支明细', '2024年'], '2024Q2'],
  [['2024年村务公开', '上半年'], '2024Q2'],
  [['村级账目(本年一至六月)', '2024年'], '2024Q2'],
  [['4-6月收支', '2024年'], '2024Q2'],
  [['7月份收支', '2024年'], '2024Q3'],
  // What is put up in spring was the winter's.
  [['四季度收支明细', '2025年第一季度'], '2024Q4'],
  // A line of days or a long remark is no season of the sheet's.
  [['收支明细', '公示时间:7月10日-7月16日', '2024年第二季度'], '2024Q2'],
])('a season without its year is completed by the folder: %j', (texts, period) =>
  expect(periodFrom('quarter', texts)).toBe(period),
)

test('a long-term item is of the year its folder says, and stays long-term', () => {
  expect(yearNamed(['延包摸底表', '2025年第四季度'])).toBe('2025')
  expect(yearNamed(['村规民约', '长期公开'])).toBeNull()
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
