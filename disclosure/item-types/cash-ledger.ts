// 收支明细(逐笔): every single receipt and payment of a village, with who handled and approved it.
import { openingWords } from '../balance-words.ts'
import { lumpWords } from '../checks.ts'
import { date, money, person, text } from '../fields.ts'
import { itemType, sums } from '../item-type.ts'

export const cashLedger = itemType({
  id: 'cash-ledger',
  category: 'finance',
  title: '收支明细(逐笔)',
  words: ['财务收支明细公开表', '收支明细表', '收支明细', '逐笔'],
  papers: ['记账凭证', '记帐凭证'],
  period: 'quarter',
  disclosureKind: 'periodic',
  phase: 'after',
  layout: { kind: 'rows' },
  fields: {
    date: date(['日期', '记账日期', '时间'], { required: true }),
    voucherNo: text(['凭证号', '凭证字号', '凭证编号'], { search: true }),
    summary: text(['摘要', '事由', '内容'], { required: true, search: true }),
    subject: text(['科目', '会计科目']),
    counterparty: text(['对方单位(人)', '对方单位', '收(付)款人'], { search: true }),
    income: money(['收入', '收入金额']),
    expense: money(['支出', '支出金额']),
    balance: money(['余额', '结余']),
    handler: person(['经手人'], { fillDown: true, search: false }),
    witness: person(['证明人'], { fillDown: true, search: false }),
    approver: person(['审批人', '批准人'], { fillDown: true, search: false }),
    note: text(['备注']),
  },
  list: ['date', 'summary', 'income', 'expense'],
  totals: sums('income', 'expense'),
  figures: {
    opening: { labels: openingWords, field: 'balance', at: 'first-row' },
    closing: { labels: ['本季合计', '本期合计', '本月合计', '合计', '总计'], field: 'balance', at: 'total' },
  },
  headline: 'expense',
  bars: { by: 'summary', value: 'expense' },
  checks: [
    { kind: 'balance', income: 'income', expense: 'expense', balance: 'balance' },
    { kind: 'carries-over', opening: 'opening', closing: 'closing', since: 'period' },
    {
      kind: 'agrees',
      type: 'posting-sheet',
      totals: { income: 'income', expense: 'expense', opening: 'opening', closing: 'closing' },
      subjects: { field: 'subject', sides: { income: 'income', expense: 'expense' } },
    },
    { kind: 'in-period', date: 'date' },
    { kind: 'once', of: 'voucherNo', per: ['summary', 'income', 'expense'] },
    {
      kind: 'lump',
      name: 'summary',
      amounts: ['income', 'expense'],
      words: lumpWords,
      share: 5,
      sum: 300_000,
      note: 'note',
    },
  ],
})
