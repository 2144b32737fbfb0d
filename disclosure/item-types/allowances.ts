// 高龄津贴 and 残疾人两项补贴: monthly allowances for the old and the disabled, often on one sheet.
import { midMonthWhenAny } from '../due.ts'
import { choice, count, group, money, person, text } from '../fields.ts'
import { itemType, sums } from '../item-type.ts'
import type { Check } from '../item-type.ts'

const kinds = {
  senior: ['高龄津贴', '高龄补贴', '尊老金', '高龄', '高龄老人津贴', '高龄老人补贴', '老龄津贴', '老龄补贴'],
  living: [
    '困难残疾人生活补贴',
    '困难生活补贴',
    '生活补贴',
    '困难生活',
    '残疾人生活补贴',
    '困难残疾人补贴',
    '困难残疾人',
    '生活补助',
  ],
  care: [
    '重度残疾人护理补贴',
    '重度护理补贴',
    '护理补贴',
    '重度护理',
    '残疾人护理补贴',
    '重度残疾人补贴',
    '重度残疾人',
    '护理',
  ],
}

const shared = {
  category: 'social-assistance',
  period: 'quarter',
  disclosureKind: 'periodic',
  phase: 'after',
  due: midMonthWhenAny,
  layout: { kind: 'rows' },
  headline: 'amount',
  minorsMasked: true,
} as const

const place = group()
const payee = person(
  [
    '享受人姓名',
    '享受人',
    '老人姓名',
    '残疾人姓名',
    '残疾人',
    '补贴对象姓名',
    '补贴对象',
    '津贴对象',
    '对象姓名',
    '受益人姓名',
    '受助人姓名',
    '姓名',
    '户主姓名',
    '领取人',
    '领取人姓名',
  ],
  { required: true },
)
const kind = choice(kinds, [
  '补贴类别',
  '津贴类别',
  '补贴类型',
  '补贴种类',
  '补助类别',
  '津贴类型',
  '补贴项目',
  '津贴种类',
  '补贴名称',
])
const monthly = money(
  [
    '月标准',
    '月补贴标准',
    '发放标准',
    '补贴标准',
    '津贴标准',
    '补助标准',
    '标准',
    '月发放标准',
    '月补贴金额',
    '月津贴标准',
    '每月标准',
    '月发放金额',
    '每月金额',
    '每月补贴标准',
    '月补贴额',
    '月津贴',
  ],
  { expected: true },
)
const months = count('month', [
  '发放月数',
  '月数',
  '发放月份数',
  '补贴月数',
  '月份数',
  '补发月数',
  '享受月数',
])
const amount = money(
  [
    '本季金额',
    '发放金额',
    '金额',
    '补贴金额',
    '津贴金额',
    '补助金额',
    '发放总额',
    '季度金额',
    '本季发放金额',
    '本季度发放金额',
    '季发放金额',
    '本次发放金额',
    '实发金额',
    '合计金额',
    '本季发放',
    '应发金额',
    '发放资金',
    '季度发放金额',
    '本期发放金额',
    '季度补贴金额',
    '季补贴金额',
    '补贴金额合计',
    '发放合计',
    '本季合计',
    '季度合计',
    '合计',
  ],
  { required: true },
)

const sharedChecks: readonly Check[] = [
  { kind: 'times', one: 'monthly', times: 'months', amount: 'amount' },
  { kind: 'plausible', value: 'monthly', least: 1000, most: 300_000 },
  { kind: 'plausible', value: 'amount', least: 1000, most: 4_000_000 },
]

export const seniorAllowance = itemType({
  ...shared,
  id: 'senior-allowance',
  title: '高龄津贴',
  words: [
    '高龄津贴',
    '尊老金',
    '80周岁以上老人',
    '高龄补贴',
    '老龄补贴',
    '老龄津贴',
    '高龄老人津贴',
    '高龄老人补贴',
    '高龄老人生活补贴',
    '长寿津贴',
    '长寿补贴',
    '百岁老人',
    '高龄老人',
    '高龄老人生活津贴',
    '长寿老人补贴',
    '长寿保健补贴',
    '80岁以上老人',
    '80岁以上老年人',
  ],
  notWords: ['新增', '停发', '取消', '退出', '死亡', '办事指南', '通知'],
  fields: {
    group: place,
    payee,
    allowanceKind: kind,
    ageBand: text(['年龄段', '年龄档次', '年龄段别', '年龄层次']),
    monthly,
    months,
    amount,
    note: text(['备注']),
  },
  only: { field: 'allowanceKind', values: ['senior'] },
  list: ['group', 'payee', 'ageBand', 'amount'],
  totals: sums('monthly', 'amount'),
  bars: { by: 'ageBand', value: 'amount' },
  checks: [
    ...sharedChecks,
    { kind: 'once', of: 'payee' },
    // Where no class is written, somebody of 60 may be old enough somewhere in the country.
    { kind: 'age', band: 'ageBand', least: 60 },
  ],
})

export const disabilityAllowances = itemType({
  ...shared,
  id: 'disability-allowances',
  title: '残疾人两项补贴',
  words: [
    '残疾人两项补贴',
    '困难残疾人生活补贴和重度残疾人护理补贴',
    '两项补贴',
    '两补',
    '残疾人两补',
    '两残补贴',
    '残疾人补贴',
    '残疾人生活补贴',
    '残疾人护理补贴',
    '残疾人生活和护理补贴',
    '困难残疾人生活补贴',
    '重度残疾人护理补贴',
  ],
  notWords: ['新增', '停发', '取消', '退出', '死亡', '办事指南', '通知'],
  // No remark: in real lists it holds the kind and degree of the disability.
  fields: { group: place, payee, allowanceKind: kind, monthly, months, amount },
  only: { field: 'allowanceKind', values: ['living', 'care'] },
  list: ['group', 'payee', 'allowanceKind', 'amount'],
  totals: sums('monthly', 'amount'),
  bars: { by: 'allowanceKind', value: 'amount' },
  checks: [...sharedChecks, { kind: 'once', of: 'payee', per: ['allowanceKind'] }],
})
