// 征地补偿费分配: what each household gets for land that was taken, and whether it has been paid.
import { area, count, group, money, person, text } from '../fields.ts'
import { itemType, sums } from '../item-type.ts'

export const landCompensation = itemType({
  id: 'land-compensation',
  category: 'land',
  title: '征地补偿费收支与分配',
  words: ['征地补偿费分配公示表', '征地补偿分配公示', '征地补偿费分配', '征地补偿'],
  notWords: ['通知', '会议'],
  period: 'quarter',
  disclosureKind: 'ad-hoc',
  phase: 'during',
  layout: { kind: 'rows' },
  fields: {
    group: group(['村民小组', '组别', '组']),
    payee: person(['户主姓名', '户主', '姓名'], { required: true }),
    members: count('person', ['分配人口']),
    area: area(['征收面积', '被征面积'], { required: true }),
    landFee: money(['补偿项目/土地补偿费和安置补助费', '土地补偿费和安置补助费', '土地补偿费']),
    cropFee: money(['补偿项目/青苗补偿费', '青苗补偿费', '青苗费']),
    attachmentFee: money(['补偿项目/地上附着物', '地上附着物', '附着物补偿']),
    otherFee: money(['补偿项目/其他', '其他补偿']),
    amount: money(['合计', '补偿合计'], { required: true }),
    paid: money(['已付', '已付金额']),
    paidWords: text([], { takenFrom: { field: 'paid', part: 'words' } }),
    note: text(['备注']),
  },
  list: ['payee', 'members', 'area', 'amount', 'paid'],
  totals: sums('area', 'landFee', 'cropFee', 'attachmentFee', 'otherFee', 'amount', 'paid'),
  headline: 'amount',
  bars: { by: 'payee', value: 'amount' },
  checks: [
    { kind: 'sum', parts: ['landFee', 'cropFee', 'attachmentFee', 'otherFee'], equals: 'amount' },
    { kind: 'at-most', part: 'paid', whole: 'amount' },
    { kind: 'plausible', value: 'amount', per: 'area', least: 50_000, most: 200_000_000 },
    { kind: 'once', of: 'payee' },
  ],
})
