// 村规民约、自治章程、各项制度: what the villagers agreed on for themselves, in full.
import { date, text } from '../fields.ts'
import { itemType } from '../item-type.ts'

export const villageRules = itemType({
  id: 'village-rules',
  category: 'organization',
  title: '村规民约、自治章程、各项制度',
  words: ['村规民约', '居民公约', '自治章程', '议事规则', '管理制度', '工作制度', '财务制度', '公开制度'],
  notWords: ['通知', '通告', '公告', '公示', '征求意见'],
  period: 'standing',
  disclosureKind: 'standing',
  phase: 'after',
  layout: { kind: 'document' },
  fields: {
    title: text([], { required: true, search: true }),
    issuer: text([], { search: true }),
    issuedOn: date([]),
  },
  list: ['title', 'issuer', 'issuedOn'],
  takeAway: ['title', 'issuer', 'issuedOn'],
  totals: {},
  headline: null,
})
