// 低保 统计: how many households and people a village has on the allowance, without a single name.
import { count, money, quantity } from '../fields.ts'
import { itemType, sums } from '../item-type.ts'
import type { Check } from '../item-type.ts'

export const dibaoStatistics = itemType({
  id: 'dibao-statistics',
  category: 'social-assistance',
  title: '低保 统计',
  words: [
    '最低生活保障情况统计表',
    '低保统计表',
    '低保情况统计',
    '低保统计',
    '最低生活保障统计',
    '低保情况表',
    '低保数据统计',
  ],
  period: 'month',
  disclosureKind: 'periodic',
  phase: 'after',
  layout: { kind: 'rows' },
  fields: {
    households: count('household', ['低保户数', '户数', '保障户数', '在保户数'], { required: true }),
    persons: count('person', ['低保人数', '人数', '保障人数', '在保人数'], { required: true }),
    women: count('person', ['低保人员分类/女性', '女性']),
    elderly: count('person', ['低保人员分类/老年人', '老年人']),
    minors: count('person', ['低保人员分类/未成年人', '未成年人']),
    disabled: count('person', ['低保人员分类/残疾人', '残疾人']),
    addedHouseholds: count('household', ['动态管理/当月新增(户)']),
    addedPersons: count('person', ['动态管理/当月新增(人)']),
    leftHouseholds: count('household', ['动态管理/当月退出(户)']),
    leftPersons: count('person', ['动态管理/当月退出(人)']),
    paid: money(
      [
        '当月资金支出/合计',
        '当月资金支出',
        '当月支出',
        '当月支出金额',
        '本月资金支出',
        '资金支出',
        '当月发放金额',
        '发放金额',
        '当月支出资金',
      ],
      { required: true },
    ),
    allowance: money(['当月资金支出/其中:低保金']),
    supplement: money(['当月资金支出/其中:物价补贴']),
    average: quantity(undefined, ['当月人均补助额']),
  },
  list: ['households', 'persons', 'paid', 'average'],
  totals: sums('households', 'persons', 'paid'),
  headline: 'persons',
  checks: [
    ...['households', 'women', 'elderly', 'minors', 'disabled'].map((part): Check => ({
      kind: 'at-most',
      part,
      whole: 'persons',
    })),
    { kind: 'at-most', part: 'allowance', whole: 'paid' },
    { kind: 'plausible', value: 'paid', per: 'persons', least: 10_000, most: 300_000 },
  ],
})
