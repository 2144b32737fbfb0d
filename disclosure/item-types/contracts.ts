// 集体资产资源承包租赁合同台账: what the village has let, to whom, until when, and whether the rent is paid.
import { date, money, person, quantity, text } from '../fields.ts'
import { itemType, sums } from '../item-type.ts'

export const contracts = itemType({
  id: 'contracts',
  category: 'finance',
  title: '资产资源承包租赁合同',
  words: ['承包租赁合同台账', '集体合同台账', '合同台账', '承包租赁合同'],
  papers: ['承包合同', '租赁合同', '出租合同'],
  period: 'quarter',
  disclosureKind: 'periodic',
  phase: 'after',
  layout: { kind: 'rows' },
  fields: {
    contractNo: text(['合同编号', '合同号'], { required: true, search: true }),
    subject: text(['标的名称', '标的', '资产资源名称'], { required: true, search: true }),
    place: text(['坐落', '位置']),
    quantity: quantity(undefined, ['数量', '面积']),
    quantityUnit: text(['单位', '计量单位']),
    lessee: person(['承租(包)方', '承包(租赁)方', '承包方', '承租方'], { required: true }),
    term: text(['合同期限', '承包期限', '租赁期限', '期限']),
    startDate: date([], { ahead: true, takenFrom: { field: 'term', part: 'start' } }),
    endDate: date([], { ahead: true, takenFrom: { field: 'term', part: 'end' } }),
    total: money(['合同总额', '合同金额', '总金额']),
    totalWords: text([], { takenFrom: { field: 'total', part: 'words' } }),
    yearly: money(['年租金', '年承包费']),
    due: money(['本年应收', '应收']),
    paid: money(['本年已收', '已收']),
    owed: money(['欠款', '欠收']),
    note: text(['到期提醒', '备注']),
  },
  list: ['subject', 'lessee', 'endDate', 'due', 'paid'],
  totals: sums('due', 'paid', 'owed'),
  headline: 'paid',
  bars: { by: 'subject', value: 'due' },
  checks: [
    { kind: 'difference', left: 'due', right: 'paid', equals: 'owed' },
    { kind: 'arrears', due: 'due', paid: 'paid', owed: 'owed' },
    // Whatever ends before the next quarter's sheet is out must be let anew now.
    { kind: 'term', of: 'term', end: 'endDate', endsWithin: 3 },
    { kind: 'once', of: 'contractNo' },
    { kind: 'plausible', value: 'yearly', least: 1000, most: 1_000_000_000 },
  ],
})
