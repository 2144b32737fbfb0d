// 救灾救济款物: rice, quilts, oil and money handed out after a disaster, household by household.
import { count, date, group, money, person, text } from '../fields.ts'
import { itemType, sums } from '../item-type.ts'

export const reliefGoods = itemType({
  id: 'relief-goods',
  category: 'social-assistance',
  title: '救灾救济款物',
  words: ['救灾物资(款)发放表', '救灾物资发放', '救灾救济款物', '救灾物资', '救灾款', '救济款物'],
  papers: ['救灾物资'],
  notWords: ['通知'],
  period: 'quarter',
  disclosureKind: 'ad-hoc',
  phase: 'after',
  layout: { kind: 'rows' },
  fields: {
    group: group(['村民小组', '组别', '组']),
    payee: person(['户主姓名', '姓名', '户主'], { required: true }),
    rice: count('bag', ['物资/大米', '大米']),
    quilts: count('quilt', ['物资/棉被', '棉被']),
    oil: count('bucket', ['物资/食用油', '食用油']),
    cash: money(['现金', '救助款', '金额']),
    date: date(['领取时间', '发放时间', '领取日期']),
    note: text(['备注']),
  },
  list: ['group', 'payee', 'rice', 'quilts', 'cash'],
  totals: sums('rice', 'quilts', 'oil', 'cash'),
  headline: 'cash',
  bars: { by: 'group', value: 'cash' },
  checks: [
    { kind: 'plausible', value: 'cash', least: 1000, most: 10_000_000 },
    { kind: 'once', of: 'payee', per: ['date'] },
    { kind: 'in-period', date: 'date' },
  ],
})
