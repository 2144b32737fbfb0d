// 退耕还林: money for fields given back to the forest, paid in the first, third and fifth year.
import { area, count, group, money, person, rate, text } from '../fields.ts'
import { itemType, sums } from '../item-type.ts'

export const grainForGreen = itemType({
  id: 'grain-for-green',
  category: 'subsidy',
  title: '退耕还林(新一轮)',
  words: ['新一轮退耕还林', '退耕还林补助', '退耕还林'],
  notWords: ['通知', '政策清单', '明白纸'],
  period: 'year',
  disclosureKind: 'periodic',
  phase: 'after',
  layout: { kind: 'rows' },
  fields: {
    group: group(['组', '村民小组', '组别']),
    payee: person(['退耕户姓名', '退耕户', '户主姓名', '姓名'], { required: true }),
    projectYear: count('year', ['工程年度']),
    patchNo: text(['小班号']),
    area: area(['验收合格面积', '补助面积', '面积'], { required: true }),
    instalment: count('item', ['第几次兑现', '兑现次数']),
    rate: rate(['补助标准', '标准']),
    amount: money(['补助金额', '兑现金额', '金额'], { required: true }),
    note: text(['备注']),
  },
  list: ['group', 'payee', 'area', 'amount'],
  totals: sums('area', 'amount'),
  headline: 'amount',
  bars: { by: 'group', value: 'amount' },
  checks: [
    { kind: 'rate', quantity: 'area', rate: 'rate', amount: 'amount' },
    { kind: 'plausible', value: 'amount', per: 'area', least: 500, most: 500_000 },
    { kind: 'once', of: 'payee', per: ['projectYear', 'patchNo'] },
  ],
})
