// 财务收支公开榜: what came in and went out by subject, with the balance before and after.
import { openingWords } from '../balance-words.ts'
import { lumpWords } from '../checks.ts'
import { choice, money, text } from '../fields.ts'
import { itemType } from '../item-type.ts'

export const postingSheet = itemType({
  id: 'posting-sheet',
  category: 'finance',
  title: '财务收支公开榜(科目级)',
  words: ['财务收支公开榜', '财务公开榜', '收支公开榜', '财务收支公布榜', '财务收支公开表'],
  notWords: ['明细', '逐笔'],
  period: 'quarter',
  disclosureKind: 'periodic',
  phase: 'after',
  layout: {
    kind: 'paired',
    halves: [
      { header: ['收入项目', '收入科目'], into: 'direction', value: 'income' },
      { header: ['支出项目', '支出科目'], into: 'direction', value: 'expense' },
    ],
    subject: 'subject',
    parent: 'parent',
  },
  fields: {
    direction: choice({ income: ['收入'], expense: ['支出'] }, []),
    code: text(['科目代码', '科目编码']),
    subject: text([], { search: true }),
    parent: text([]),
    amount: money(['本期数', '本期', '本季数', '本月数']),
    yearToDate: money(['本年累计', '累计数', '本年累计数']),
  },
  list: ['subject', 'amount', 'yearToDate'],
  totals: {
    income: { sum: 'amount', where: { field: 'direction', values: ['income'] }, labels: ['收入合计'] },
    expense: { sum: 'amount', where: { field: 'direction', values: ['expense'] }, labels: ['支出合计'] },
  },
  figures: {
    opening: { labels: ['期初货币资金余额', ...openingWords], field: 'amount', at: 'label' },
    closing: { labels: ['期末货币资金余额', '期末余额', '本期结余'], field: 'amount', at: 'label' },
  },
  headline: 'expense',
  villageSummary: true,
  bars: { by: 'subject', value: 'amount', where: { field: 'direction', values: ['expense'] } },
  checks: [
    { kind: 'sub-lines' },
    { kind: 'balance', income: 'income', expense: 'expense' },
    { kind: 'carries-over', opening: 'opening', closing: 'closing', since: 'period' },
    { kind: 'lump', name: 'subject', amounts: ['amount'], words: lumpWords, share: 5, sum: 300_000 },
  ],
})
