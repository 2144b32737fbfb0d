// 农机购置与应用补贴: who bought which machine, and what the state added.
import { count, group, list, money, person, text } from '../fields.ts'
import { itemType, sums } from '../item-type.ts'

export const machinerySubsidy = itemType({
  id: 'machinery-subsidy',
  category: 'subsidy',
  title: '农机购置与应用补贴',
  words: [
    '农机购置与应用补贴的购机者信息表',
    '农机购置与应用补贴',
    '农机购置补贴',
    '购机者信息表',
    '农机补贴',
  ],
  notWords: ['办事指南', '申请'],
  period: 'year',
  disclosureKind: 'periodic',
  phase: 'after',
  layout: { kind: 'rows' },
  fields: {
    group: group(['村民小组', '组别', '组']),
    buyer: person(['姓名或组织名称', '购机者姓名', '购机者'], { required: true }),
    machineKind: text(['机具品目', '品目'], { required: true, search: true }),
    maker: text(['生产厂家', '生产企业']),
    product: text(['产品名称', '机具名称']),
    model: text(['购买机型', '机型', '型号']),
    quantity: count('machine', ['购买数量', '数量'], { required: true }),
    dealer: text(['经销商']),
    price: money(['单台销售价格', '单台售价']),
    unitSubsidy: money(['单台补贴额']),
    amount: money(['总补贴额', '补贴总额', '补贴额'], { required: true }),
    serials: list(['出厂编号', '机具编号']),
  },
  list: ['buyer', 'machineKind', 'quantity', 'amount'],
  totals: sums('quantity', 'amount'),
  headline: 'amount',
  bars: { by: 'machineKind', value: 'amount' },
  checks: [
    { kind: 'times', one: 'unitSubsidy', times: 'quantity', amount: 'amount' },
    { kind: 'at-most', part: 'unitSubsidy', whole: 'price' },
    { kind: 'plausible', value: 'unitSubsidy', least: 2000, most: 100_000_000 },
    { kind: 'once', of: 'buyer', per: ['machineKind', 'model', 'serials'] },
  ],
})
