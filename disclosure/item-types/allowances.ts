// 高龄津贴 and 残疾人两项补贴: monthly allowances for the old and the disabled, often on one sheet.
import { choice, count, group, money, person, text } from '../fields.ts'
import { itemType, sums } from '../item-type.ts'
import type { Check } from '../item-type.ts'

const kinds = {
  senior: ['高龄津贴', '高龄补贴', '尊老金'],
  living: ['困难残疾人生活补贴', '困难生活补贴', '生活补贴'],
  care: ['重度残疾人护理补贴', '重度护理补贴', '护理补贴'],
}

const shared = {
  category: 'social-assistance',
  period: 'quarter',
  disclosureKind: 'periodic',
  phase: 'after',
  layout: { kind: 'rows' },
  headline: 'amount',
  minorsMasked: true,
} as const

const place = group(['组别', '村民小组', '组'])
const payee = person(['姓名', '享受人姓名', '老人姓名', '补贴对象姓名'], { required: true })
const kind = choice(kinds, ['补贴类别', '津贴类别'])
const monthly = money(['月标准', '月补贴标准'], { required: true })
const months = count('month', ['发放月数', '月数'])
const amount = money(['本季金额', '发放金额', '金额'], { required: true })

const sharedChecks: readonly Check[] = [
  { kind: 'times', one: 'monthly', times: 'months', amount: 'amount' },
  { kind: 'plausible', value: 'monthly', least: 1000, most: 300_000 },
]

export const seniorAllowance = itemType({
  ...shared,
  id: 'senior-allowance',
  title: '高龄津贴',
  words: ['高龄津贴', '尊老金', '80周岁以上老人'],
  notWords: ['办事指南', '通知'],
  fields: {
    group: place,
    payee,
    allowanceKind: kind,
    ageBand: text(['年龄段']),
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
  words: ['残疾人两项补贴', '困难残疾人生活补贴和重度残疾人护理补贴', '两项补贴', '两补'],
  notWords: ['办事指南', '通知'],
  // No remark: in real lists it holds the kind and degree of the disability.
  fields: { group: place, payee, allowanceKind: kind, monthly, months, amount },
  only: { field: 'allowanceKind', values: ['living', 'care'] },
  list: ['group', 'payee', 'allowanceKind', 'amount'],
  totals: sums('monthly', 'amount'),
  bars: { by: 'allowanceKind', value: 'amount' },
  checks: [...sharedChecks, { kind: 'once', of: 'payee', per: ['allowanceKind'] }],
})
