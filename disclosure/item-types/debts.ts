// 债权 and 债务: who owes the village money, and whom the village owes; real sheets mix both in one table.
import { choice, money, person, text, date } from '../fields.ts'
import { itemType, sums } from '../item-type.ts'

const kinds = { receivable: ['债权', '应收'], payable: ['债务', '应付'] }

const fields = {
  debtKind: choice(kinds, ['类别', '债权债务类别']),
  party: person(['单位(个人)名称', '单位或个人名称', '债务单位或个人', '债权人', '名称'], { required: true }),
  nature: text(['款项性质', '用途', '事由'], { search: true }),
  opening: money(['期初余额', '期初']),
  increase: money(['本期增加', '增加']),
  decrease: money(['本期减少', '减少']),
  closing: money(['期末余额', '期末'], { required: true }),
  since: date(['形成时间', '发生时间']),
  note: text(['备注', '清收措施']),
}

const shared = {
  category: 'finance',
  period: 'quarter',
  disclosureKind: 'periodic',
  phase: 'after',
  layout: { kind: 'rows' },
  fields,
  list: ['party', 'nature', 'opening', 'closing'],
  headline: 'closing',
  bars: { by: 'party', value: 'closing' },
  checks: [
    { kind: 'balance', income: 'increase', expense: 'decrease' },
    { kind: 'carries-over', opening: 'opening', closing: 'closing', since: 'period' },
    { kind: 'once', of: 'party', per: ['nature', 'since'] },
  ],
} as const

export const receivables = itemType({
  ...shared,
  id: 'receivables',
  title: '债权(应收款/内部往来)',
  words: ['债权债务', '债权、债务', '债权明细', '债权公开', '应收款明细'],
  only: { field: 'debtKind', values: ['receivable'] },
  totals: { ...sums('opening', 'increase', 'decrease'), closing: { sum: 'closing', labels: ['债权'] } },
})

export const payables = itemType({
  ...shared,
  id: 'payables',
  title: '债务(应付款/借款)',
  words: ['债权债务', '债权、债务', '债务明细', '债务公开', '应付款明细'],
  only: { field: 'debtKind', values: ['payable'] },
  totals: { ...sums('opening', 'increase', 'decrease'), closing: { sum: 'closing', labels: ['债务'] } },
})
