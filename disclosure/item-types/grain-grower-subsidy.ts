// 实际种粮农民一次性补贴: a one-off subsidy for those who really grow grain.
import { area, group, money, person, rate, text } from '../fields.ts'
import { itemType, sums } from '../item-type.ts'

export const grainGrowerSubsidy = itemType({
  id: 'grain-grower-subsidy',
  category: 'subsidy',
  title: '实际种粮农民一次性补贴',
  words: ['实际种粮农民一次性补贴', '种粮农民一次性补贴', '种粮补贴'],
  notWords: ['通知', '政策清单', '明白纸'],
  period: 'year',
  disclosureKind: 'ad-hoc',
  phase: 'after',
  layout: { kind: 'rows' },
  fields: {
    group: group(['村民小组', '组别', '组', '小组']),
    payee: person(['种粮农民姓名', '姓名', '户主姓名'], { required: true }),
    crop: text(['种植作物', '作物']),
    area: area(['种植面积', '补贴面积'], { required: true }),
    rate: rate(['补贴标准', '标准']),
    amount: money(['补贴金额', '金额'], { required: true }),
    note: text(['备注']),
  },
  list: ['group', 'payee', 'area', 'amount'],
  totals: sums('area', 'amount'),
  headline: 'amount',
  bars: { by: 'crop', value: 'amount' },
  checks: [
    { kind: 'rate', quantity: 'area', rate: 'rate', amount: 'amount' },
    { kind: 'plausible', value: 'amount', per: 'area', least: 500, most: 200_000 },
    { kind: 'once', of: 'payee', per: ['crop'] },
  ],
})
