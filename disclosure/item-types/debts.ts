// 债权 and 债务: who owes the village money, and whom the village owes; real sheets mix both in one table.
import { midMonth } from '../due.ts'
import { choice, money, person, text, date } from '../fields.ts'
import { itemType, sums } from '../item-type.ts'

const kinds = {
  receivable: ['债权', '应收', '应收款', '债权类', '应收款项'],
  payable: ['债务', '应付', '应付款', '债务类', '应付款项'],
}

const fields = {
  debtKind: choice(kinds, ['类别', '债权债务类别', '债权债务', '性质类别', '类型', '债权/债务', '项目类别']),
  party: person(
    [
      '单位(个人)名称',
      '单位或个人名称',
      '债务单位或个人',
      '债权人',
      '名称',
      '债权(债务)人名称',
      '债权(债务)人',
      '债权债务人',
      '债务人',
      '债务人名称',
      '债权人名称',
      '单位或个人',
      '单位(个人)',
      '单位或姓名',
      '对方单位',
      '户名',
      '往来单位',
      '单位名称',
      '姓名或单位',
      '债权人姓名',
      '债务人姓名',
      '债权(务)人',
      '往来单位(个人)',
      '往来单位或个人',
      '债权人或债务人',
      '债务单位(个人)',
      '对方单位(个人)',
      '对方名称',
    ],
    { required: true },
  ),
  nature: text(
    ['款项性质', '用途', '事由', '形成原因', '款项用途', '内容', '债务用途', '形成事由', '摘要', '款项内容'],
    {
      search: true,
    },
  ),
  opening: money(['期初余额', '期初', '期初数', '年初余额', '年初数', '上期余额', '期初金额']),
  increase: money([
    '本期增加',
    '增加',
    '本期增加数',
    '本期增加额',
    '本季增加',
    '增加数',
    '增加额',
    '本年增加',
  ]),
  decrease: money([
    '本期减少',
    '减少',
    '本期减少数',
    '本期减少额',
    '本季减少',
    '减少数',
    '减少额',
    '本年减少',
    '本期偿还',
    '本期收回',
  ]),
  closing: money(
    ['期末余额', '期末', '期末数', '期末金额', '结余', '年末余额', '现有余额', '期末结余', '余额'],
    { required: true },
  ),
  since: date(['形成时间', '发生时间', '形成日期', '发生日期', '产生时间', '形成年度']),
  note: text(['备注', '清收措施']),
}

const shared = {
  category: 'finance',
  period: 'quarter',
  disclosureKind: 'periodic',
  phase: 'after',
  due: midMonth,
  layout: { kind: 'rows' },
  fields,
  list: ['party', 'nature', 'opening', 'closing'],
  headline: 'closing',
  bars: { by: 'party', value: 'closing' },
  checks: [
    { kind: 'balance', income: 'increase', expense: 'decrease' },
    { kind: 'carries-over', opening: 'opening', closing: 'closing', since: 'period' },
    { kind: 'once', of: 'party', per: ['nature', 'since'] },
    { kind: 'plausible', value: 'closing', least: 10, most: 5_000_000_000 },
  ],
} as const

export const receivables = itemType({
  ...shared,
  id: 'receivables',
  title: '债权(应收款/内部往来)',
  words: [
    '债权债务',
    '债权、债务',
    '债权明细',
    '债权公开',
    '应收款明细',
    '债权债务登记',
    '债权债务公示',
    '应收款项',
    '内部往来',
  ],
  only: { field: 'debtKind', values: ['receivable'] },
  totals: { ...sums('opening', 'increase', 'decrease'), closing: { sum: 'closing', labels: ['债权'] } },
})

export const payables = itemType({
  ...shared,
  id: 'payables',
  title: '债务(应付款/借款)',
  words: [
    '债权债务',
    '债权、债务',
    '债务明细',
    '债务公开',
    '应付款明细',
    '债权债务登记',
    '债权债务公示',
    '应付款项',
  ],
  only: { field: 'debtKind', values: ['payable'] },
  totals: { ...sums('opening', 'increase', 'decrease'), closing: { sum: 'closing', labels: ['债务'] } },
})
