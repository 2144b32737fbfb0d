// 资产负债表: what the village's collective owns and owes at the end of a quarter, beside the start of the year.
import { midMonth } from '../due.ts'
import { choice, count, money, text } from '../fields.ts'
import { itemType } from '../item-type.ts'

const assetSide = { field: 'side', values: ['asset'] }
const otherSide = { field: 'side', values: ['liability-equity'] }

export const balanceSheet = itemType({
  id: 'balance-sheet',
  category: 'finance',
  title: '资产负债表',
  words: ['资产负债表'],
  period: 'quarter',
  disclosureKind: 'periodic',
  phase: 'after',
  due: midMonth,
  // 民主理财: the village's own supervisors sign before its accounts are shown.
  signedBy: ['supervision'],
  layout: {
    kind: 'paired',
    halves: [
      { header: ['资产'], into: 'side', value: 'asset' },
      {
        header: ['负债和所有者权益', '负债及所有者权益', '负债和权益'],
        into: 'side',
        value: 'liability-equity',
      },
    ],
    subject: 'subject',
    derived: ['固定资产净值', '固定资产净额', '生产性生物资产净值'],
    minus: '减:',
  },
  fields: {
    side: choice({ asset: ['资产'], 'liability-equity': ['负债和所有者权益'] }, []),
    subject: text([], { search: true }),
    line: count('item', ['行次']),
    opening: money(['年初余额', '年初数', '年初', '期初余额', '期初数', '年初金额']),
    closing: money(['期末余额', '期末数', '期末', '期末金额', '期末数额', '年末余额']),
  },
  list: ['subject', 'opening', 'closing'],
  takeAway: ['side', 'subject', 'opening', 'closing'],
  totals: {
    assetsOpening: { sum: 'opening', where: assetSide, labels: ['资产总计', '资产合计'] },
    assets: { sum: 'closing', where: assetSide, labels: ['资产总计', '资产合计'] },
    rights: { sum: 'closing', where: otherSide, labels: ['负债和所有者权益总计', '负债及所有者权益总计'] },
  },
  figures: {
    cash: { labels: ['货币资金'], field: 'closing', at: 'label' },
    liabilities: { labels: ['负债合计'], field: 'closing', at: 'label' },
    equity: { labels: ['所有者权益合计'], field: 'closing', at: 'label' },
  },
  headline: 'assets',
  bars: { by: 'subject', value: 'closing', where: assetSide },
  parts: ['rights'],
  checks: [
    { kind: 'both-sides', one: 'assets', other: 'rights' },
    { kind: 'carries-over', opening: 'assetsOpening', closing: 'assets', since: 'year' },
  ],
})
