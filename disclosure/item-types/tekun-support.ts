// 特困人员供养: people without family or income, kept at home or in a care home.
import { choice, group, money, person, text } from '../fields.ts'
import { itemType, sums } from '../item-type.ts'

export const tekunSupport = itemType({
  id: 'tekun-support',
  category: 'social-assistance',
  title: '特困人员供养',
  words: ['特困人员供养金', '特困人员救助供养', '特困供养', '特困人员'],
  notWords: ['办事指南', '通知'],
  period: 'quarter',
  disclosureKind: 'standing',
  phase: 'after',
  layout: { kind: 'rows' },
  fields: {
    group: group(['村民小组', '组别', '组']),
    payee: person(['姓名', '供养对象'], { required: true }),
    mode: choice({ home: ['分散供养', '分散'], institution: ['集中供养', '集中'] }, ['供养方式']),
    monthly: money(['月供养金/小计', '月供养金'], { required: true }),
    amount: money(['本季发放', '本季金额'], { required: true }),
    note: text(['备注']),
  },
  list: ['group', 'payee', 'mode', 'amount'],
  totals: sums('monthly', 'amount'),
  headline: 'amount',
  bars: { by: 'mode', value: 'amount' },
  minorsMasked: true,
  checks: [
    { kind: 'months', one: 'monthly', amount: 'amount', note: 'note' },
    { kind: 'plausible', value: 'monthly', least: 20_000, most: 800_000 },
    { kind: 'once', of: 'payee' },
    { kind: 'names-change', of: 'payee' },
  ],
})
