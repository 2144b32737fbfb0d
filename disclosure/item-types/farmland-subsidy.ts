// 耕地地力保护补贴: the yearly subsidy for farmland, from the first list of areas to the money on the card.
import { area, choice, count, date, group, money, person, rate, text } from '../fields.ts'
import { itemType, sums } from '../item-type.ts'

export const farmlandSubsidy = itemType({
  id: 'farmland-subsidy',
  category: 'subsidy',
  title: '耕地地力保护补贴',
  words: ['耕地地力保护补贴', '耕地地力补贴', '耕地地力', '地力补贴', '粮补', '直补', '三项补贴'],
  notWords: ['通知', '办事指南', '政策清单', '明白纸'],
  period: 'year',
  disclosureKind: 'periodic',
  phase: 'after',
  layout: { kind: 'rows' },
  stages: [
    { id: 'area-check', words: ['面积核实公示', '第一榜', '面积公示'] },
    { id: 'payment', words: ['发放公示', '第二榜'], replaces: 'area-check' },
    { id: 'yikatong', words: ['一卡通代发'] },
  ],
  fields: {
    group: group(['村民小组', '组别', '组', '小组']),
    payee: person(['户主姓名', '户主', '农户姓名', '领取人', '领取人姓名', '姓名'], { required: true }),
    householdSize: count('person', ['家庭人口']),
    contractArea: area(['确权(承包)面积', '承包面积', '确权面积']),
    deductedArea: area(['不予补贴面积', '扣除面积']),
    area: area(['核定补贴面积', '补贴面积'], { required: true }),
    rate: rate(['补贴标准', '标准']),
    due: money(['应补金额']),
    amount: money(['实发金额', '补贴金额', '金额'], { required: true }),
    paidOn: date(['发放日期']),
    status: choice({ paid: ['已发放', '已发', '成功'], returned: ['退汇', '失败', '未发放'] }, [
      '状态',
      '发放状态',
    ]),
    note: text(['备注']),
  },
  list: ['group', 'payee', 'area', 'amount'],
  totals: sums('area', 'due', 'amount'),
  headline: 'amount',
  bars: { by: 'group', value: 'amount' },
  checks: [
    { kind: 'rate', quantity: 'area', rate: 'rate', amount: 'due' },
    // What came back from the bank was due and is not paid.
    { kind: 'rate', quantity: 'area', rate: 'rate', amount: 'amount', unless: 'due' },
    { kind: 'difference', left: 'contractArea', right: 'deductedArea', equals: 'area' },
    { kind: 'plausible', value: 'amount', per: 'area', least: 500, most: 200_000 },
    { kind: 'once', of: 'payee' },
    { kind: 'returned', field: 'status', value: 'returned' },
  ],
})
