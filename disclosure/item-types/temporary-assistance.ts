// 临时救助: help in a sudden need; the reason stays in the office and the name is shown as 张*三.
import { choice, date, group, money, person, text } from '../fields.ts'
import { itemType, sums } from '../item-type.ts'

export const temporaryAssistance = itemType({
  id: 'temporary-assistance',
  category: 'social-assistance',
  title: '临时救助',
  words: ['临时救助对象公示', '临时救助发放', '临时救助'],
  notWords: ['办事指南', '通知'],
  period: 'quarter',
  disclosureKind: 'ad-hoc',
  phase: 'after',
  layout: { kind: 'rows' },
  fields: {
    group: group(['村民小组', '组别', '组']),
    payee: person(['姓名', '救助对象', '户主姓名'], { required: true, mask: 'middle', search: false }),
    aidKind: choice({ urgent: ['急难型'], expense: ['支出型'] }, ['救助类型', '类型']),
    amount: money(['救助金额', '金额'], { required: true }),
    date: date(['救助时间', '发放时间', '日期']),
    note: text(['备注']),
  },
  list: ['group', 'payee', 'aidKind', 'amount'],
  totals: sums('amount'),
  headline: 'amount',
  bars: { by: 'aidKind', value: 'amount' },
  minorsMasked: true,
  checks: [
    { kind: 'plausible', value: 'amount', least: 5000, most: 10_000_000 },
    { kind: 'once', of: 'payee', per: ['date'] },
    { kind: 'in-period', date: 'date' },
  ],
})
