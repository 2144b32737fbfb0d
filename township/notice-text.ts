// Reads a notice or a rule: its title, who signs it, its day, and the days it names for objections or offers.
import type { ItemType } from '../disclosure/item-type.ts'
import { compact, dateIn, parseSpan } from '../disclosure/parse.ts'
import { recogniseNotice } from './recognise.ts'

export type NoticeText = {
  type: ItemType
  title: string
  issuer: string | null
  /** Rules that stand for long may have no day. */
  issuedOn: string | null
  notice: { start: string; end: string } | null
  body: string
}

/** Null if the text is no notice, or one without a day: then nobody could say when it was put up. */
export function readNotice(paragraphs: readonly string[]): NoticeText | null {
  const [title = '', ...rest] = paragraphs
  if (compact(title).length > 60 || rest.length < 2) return null
  const type = recogniseNotice(title)
  const dated = rest.findLastIndex((paragraph) => dateIn(paragraph)?.length === 10)
  const issuedOn = dated >= 0 ? dateIn(rest[dated] ?? '') : null
  // The day ends a notice; a date further up is somebody else's.
  if (!type) return null
  if (!issuedOn || dated < rest.length - 3)
    return type.period === 'standing' ? undated(type, title, rest) : null
  const before = rest[dated - 1] ?? ''
  const issuer = compact(before).length <= 24 && !/[。:;:;]$/.test(compact(before)) ? before : null
  return {
    type,
    title,
    issuer,
    issuedOn,
    notice: spanIn(rest.slice(0, dated), Number(issuedOn.slice(0, 4))),
    body: rest.slice(0, issuer ? dated - 1 : dated).join('\n'),
  }
}

const undated = (type: ItemType, title: string, rest: readonly string[]): NoticeText => ({
  type,
  title,
  issuer: null,
  issuedOn: null,
  notice: null,
  body: rest.join('\n'),
})

const spanWords =
  /(?:公示期|公示时间|报名时间|征求意见时间)[::]?\s*((?:\d{4}年)?\d{1,2}月\d{1,2}日(?:至|到|-|—)(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日)/

function spanIn(paragraphs: readonly string[], year: number): NoticeText['notice'] {
  for (const paragraph of paragraphs) {
    const words = spanWords.exec(paragraph.normalize('NFKC').replace(/\s+/g, ''))?.[1]
    const { start, end } = words ? parseSpan(words, { year }) : { start: null, end: null }
    if (start && end && start <= end) return { start, end }
  }
  return null
}
