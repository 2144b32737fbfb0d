// 村干部报酬: what each village officer was paid this quarter.
import { money, person, text } from '../fields.ts'
import { itemType, sums } from '../item-type.ts'

export const officerPay = itemType({
  id: 'officer-pay',
  category: 'organization',
  title: '村干部报酬',
  words: ['村干部报酬发放公开表', '村干部报酬'],
  notWords: ['通知'],
  period: 'quarter',
  disclosureKind: 'periodic',
  phase: 'after',
  layout: { kind: 'rows' },
  fields: {
    name: person(['姓名'], { required: true }),
    position: text(['职务'], { search: true }),
    base: money(['基本报酬', '基本补贴']),
    performance: money(['绩效报酬', '绩效']),
    workLoss: money(['误工补贴']),
    amount: money(['合计', '报酬合计'], { required: true }),
    note: text(['备注']),
  },
  list: ['name', 'position', 'amount'],
  totals: sums('base', 'performance', 'workLoss', 'amount'),
  headline: 'amount',
  bars: { by: 'name', value: 'amount' },
  checks: [
    { kind: 'sum', parts: ['base', 'performance', 'workLoss'], equals: 'amount' },
    { kind: 'plausible', value: 'amount', least: 5000, most: 10_000_000 },
    { kind: 'once', of: 'name' },
  ],
})
