// 通知公告: texts for everybody. Each kind of the catalogue is its own type, so that its name is a fact, not a guess.
import { date, text } from '../fields.ts'
import { itemType } from '../item-type.ts'
import type { ItemType } from '../item-type.ts'

const noticeOf = (
  id: string,
  title: string,
  words: readonly string[],
  notWords: readonly string[],
  /** A 公示 may be about one person: its words stay on the screen. */
  mayLeave = true,
): ItemType =>
  itemType({
    id,
    category: 'notice',
    title,
    words,
    // These have their own places in the catalogue.
    notWords: [...notWords, '办事指南', '村规民约', '发展党员', '申请条件'],
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
    ...(mayLeave ? { takeAway: ['title', 'issuer', 'issuedOn'] } : {}),
    totals: {},
    headline: null,
  })

export const tenderNotice = noticeOf('tender-notice', '招标公告', ['招标公告', '招标的公告', '比选公告'], [])
export const notice = noticeOf('notice', '通知', ['通知'], [])
export const proclamation = noticeOf('proclamation', '通告', ['通告'], [])
export const announcement = noticeOf('announcement', '公告', ['公告'], ['招标'])
export const publicNotice = noticeOf('public-notice', '公示', ['公示'], [], false)
