// 低保 在册名单: households that receive the minimum living allowance, and how much a month.
import { count, group, money, person, text } from '../fields.ts'
import { itemType, sums } from '../item-type.ts'

export const dibaoList = itemType({
  id: 'dibao-list',
  category: 'social-assistance',
  title: '低保 在册名单',
  words: [
    '低保对象公布表',
    '最低生活保障对象公布表',
    '最低生活保障金发放花名册',
    '低保金发放花名册',
    '低保公布',
    '低保发放',
    '最低生活保障',
    '低保',
  ],
  notWords: ['统计', '动态调整', '初审', '停发', '申请', '办事指南'],
  period: 'quarter',
  disclosureKind: 'standing',
  phase: 'after',
  layout: { kind: 'rows' },
  fields: {
    group: group(['村民小组', '组别', '组']),
    payee: person(['户主姓名', '户主', '领取人姓名', '姓名'], { required: true }),
    householdSize: count('person', ['家庭人口']),
    beneficiaries: count('person', ['保障人数', '保障人口', '享受人口'], { required: true }),
    monthly: money(['月保障金额', '月保障金', '月救助金'], { required: true }),
    quarterly: money(['季发放金额', '本季发放', '本季金额']),
    note: text(['备注']),
  },
  list: ['group', 'payee', 'beneficiaries', 'monthly'],
  totals: sums('beneficiaries', 'monthly', 'quarterly'),
  headline: 'monthly',
  bars: { by: 'group', value: 'monthly' },
  minorsMasked: true,
  checks: [
    { kind: 'at-most', part: 'beneficiaries', whole: 'householdSize' },
    { kind: 'months', one: 'monthly', amount: 'quarterly', note: 'note' },
    { kind: 'plausible', value: 'monthly', per: 'beneficiaries', least: 10_000, most: 300_000 },
    { kind: 'once', of: 'payee' },
    { kind: 'names-change', of: 'payee' },
  ],
})
