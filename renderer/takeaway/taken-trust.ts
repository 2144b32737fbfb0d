// Who stands for it and where to object: signatures, telephone numbers, and the marks by which a paper is checked.
import type { TFunction } from 'i18next'
import type { EntryPage, Hotline } from '../../electron/contract.ts'
import { goesByTitle, type ItemType } from '../../disclosure/item-type.ts'
import { missingReviews } from '../../disclosure/reviewed.ts'
import { signersLeave } from '../../disclosure/take-away.ts'
import { dateName } from '../words.ts'
import type { TakenLine } from './taken.ts'

export function reviewLines(t: TFunction, { entry }: EntryPage, type: ItemType): TakenLine[] {
  const steps = entry.approvals.filter(({ step, name }) => step !== 'published' || name !== null)
  const signed = steps.map(({ step, name, on }): TakenLine => {
    const who = name === null ? t('approval.noName') : signersLeave(type) ? name : t('takeaway:signed')
    return {
      kind: 'review',
      name: t(`approval.${step}`),
      value: [who, on ? dateName(t, on) : ''].filter(Boolean).join(t('takeaway:space')),
    }
  })
  const none: TakenLine[] =
    signed.length === 0 && entry.body === null && !entry.declaredNil && !goesByTitle(type)
      ? [{ kind: 'review', value: t('approval.none') }]
      : []
  const lacking = entry.declaredNil ? [] : missingReviews(type, entry.approvals)
  const unsigned: TakenLine[] =
    lacking.length > 0
      ? [
          {
            kind: 'review',
            value: t('duties:unsigned', {
              who: lacking.map((step) => t(`approval.${step}`)).join(t('value.listComma')),
            }),
          },
        ]
      : []
  const published: TakenLine[] = entry.publishedOn
    ? [{ kind: 'review', name: t('approval.published'), value: dateName(t, entry.publishedOn) }]
    : []
  const notice: TakenLine[] = entry.notice
    ? [
        {
          kind: 'review',
          value: t('notice.range', {
            start: dateName(t, entry.notice.start),
            end: dateName(t, entry.notice.end),
          }),
        },
      ]
    : []
  return [...signed, ...none, ...unsigned, ...published, ...notice]
}

/** Those nearest to the item come first; a paper with fifteen numbers is no help in choosing one. */
const mostPhones = 3
/** 12345, 12388: the same everywhere, and known to nobody by heart. */
const isNational = ({ phone }: Hotline): boolean => /^12\d{3}$/.test(phone)

export function objectionLines(t: TFunction, hotlines: readonly Hotline[]): TakenLine[] {
  const byPhone = [...new Map(hotlines.map((each) => [each.phone, each])).values()]
  const near = byPhone.filter((each) => !isNational(each)).slice(0, mostPhones)
  return [
    { kind: 'object', value: t('takeaway:object') },
    ...[...near, ...byPhone.filter(isNational)].map(({ body, phone }): TakenLine => ({
      kind: 'phone',
      name: body,
      value: phone,
    })),
    { kind: 'law', value: t('object.law') },
  ]
}

export function marksOf(
  t: TFunction,
  of: { code: string | null; digest: string | null; contentOn: string | null },
): string[] {
  return [
    of.code === null ? null : t('takeaway:code', { code: of.code }),
    of.digest === null ? null : t('takeaway:digest', { digest: shortDigest(of.digest) }),
    of.contentOn === null ? null : t('home.updated', { date: dateName(t, of.contentOn) }),
  ].filter((each) => each !== null)
}

/** `7F3A-91C2`: enough to tell two versions apart, and to be read out over the telephone. */
export const shortDigest = (digest: string): string =>
  `${digest.slice(0, 4)}-${digest.slice(4, 8)}`.toUpperCase()
