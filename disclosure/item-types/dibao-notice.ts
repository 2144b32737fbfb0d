// 低保 初审公示: households that applied for the allowance, shown seven days so that neighbours can object.
import { count, group, money, person, text } from '../fields.ts'
import { itemType, sums } from '../item-type.ts'

export const dibaoNotice = itemType({
  id: 'dibao-notice',
  category: 'social-assistance',
  title: '低保 初审公示',
  words: ['低保初审公示', '低保申请对象公示', '最低生活保障初审', '低保拟保障对象公示', '低保对象初审'],
  notWords: ['统计', '动态调整', '花名册', '公布表', '办事指南'],
  period: 'quarter',
  disclosureKind: 'ad-hoc',
  phase: 'before',
  layout: { kind: 'rows' },
  fields: {
    group: group(['村民小组', '组别', '组']),
    applicant: person(['申请人姓名', '申请人', '户主姓名', '户主'], { required: true }),
    householdSize: count('person', ['家庭人口']),
    beneficiaries: count('person', ['拟保障人数', '拟保障人口', '保障人数'], { required: true }),
    monthly: money(['拟月保障金额', '拟保障金额', '月保障金额']),
    note: text(['备注']),
  },
  list: ['group', 'applicant', 'beneficiaries', 'monthly'],
  totals: sums('beneficiaries', 'monthly'),
  headline: 'beneficiaries',
  bars: { by: 'group', value: 'beneficiaries' },
  minorsMasked: true,
  checks: [
    { kind: 'at-most', part: 'beneficiaries', whole: 'householdSize' },
    { kind: 'plausible', value: 'monthly', per: 'beneficiaries', least: 5000, most: 300_000 },
    { kind: 'once', of: 'applicant' },
  ],
})
