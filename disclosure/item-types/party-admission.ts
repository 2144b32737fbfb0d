// 发展党员: who is to become a member, shown five working days so that people can object.
import { date, text } from '../fields.ts'
import { itemType } from '../item-type.ts'

export const partyAdmission = itemType({
  id: 'party-admission',
  category: 'party-affairs',
  title: '发展党员',
  words: ['发展党员公示', '发展党员', '预备党员', '党员发展对象', '入党积极分子', '发展对象公示'],
  notWords: ['通知', '会议', '制度'],
  period: 'dated',
  disclosureKind: 'ad-hoc',
  phase: 'before',
  layout: { kind: 'document' },
  fields: {
    title: text([], { required: true, search: true }),
    issuer: text([], { search: true }),
    issuedOn: date([]),
  },
  list: ['title', 'issuer', 'issuedOn'],
  totals: {},
  headline: null,
})
