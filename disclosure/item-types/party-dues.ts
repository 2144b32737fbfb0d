// 党费收缴: how many members each village's branch has, what they owed in dues and what they paid.
import { count, money, text } from '../fields.ts'
import { itemType, sums } from '../item-type.ts'

export const partyDues = itemType({
  id: 'party-dues',
  category: 'party-affairs',
  title: '党费收缴',
  words: ['党费收缴情况公示', '党费收缴情况', '党费收缴', '党费'],
  notWords: ['通知', '会议'],
  period: 'quarter',
  disclosureKind: 'periodic',
  phase: 'after',
  layout: { kind: 'rows' },
  fields: {
    members: count('person', ['党员数', '党员人数', '党员总数']),
    due: money(['应缴党费', '应交党费']),
    paid: money(['实缴党费', '实交党费', '已缴党费'], { required: true }),
    unpaid: count('person', ['未缴人数', '未交人数']),
    note: text(['备注']),
  },
  list: ['members', 'due', 'paid', 'unpaid'],
  totals: sums('members', 'due', 'paid', 'unpaid'),
  headline: 'paid',
  checks: [
    { kind: 'at-most', part: 'unpaid', whole: 'members' },
    { kind: 'plausible', value: 'paid', per: 'members', least: 30, most: 300_000 },
  ],
})
