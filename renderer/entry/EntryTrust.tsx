// Why one may believe an item, and what to do if one does not: who stood for it, where it comes from, whom to call.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { Approval, EntryPage, Hotline } from '../../electron/contract.ts'
import { itemTypeOf } from '../../disclosure/item-types/all.ts'
import { missingReviews, type Step } from '../../disclosure/reviewed.ts'
import { Button } from '../parts/Button.tsx'
import type { Piece } from '../parts/Flow.tsx'
import { Sign } from '../parts/Signs.tsx'
import { shortDigest } from '../takeaway/taken-trust.ts'
import type { Nav } from '../pages.ts'
import { useToday } from '../clock.ts'
import { hotlineSaid } from '../speech/entry-said.ts'
import { lateWords } from '../duties/due-words.ts'
import { gapOf } from '../amount-words.ts'
import { dateName, noticeWords } from '../words.ts'
import { explainedApart } from './explained.ts'
import { papersOf, type Paper } from './papers.ts'
import styles from './EntryTrust.module.css'

export function SectionHead(props: { of: 'table' | 'single' | 'compare' | 'approval' | 'object' }) {
  const { t } = useTranslation()
  return <h2 className={styles['head']}>{t(`section.${props.of}`)}</h2>
}

/** One line each, so that a page may end between them. */
export function approvalPieces(page: EntryPage, go: Nav['go']): Piece[] {
  const { entry } = page
  const section = 'approval'
  // The day of publication has its own line below; a step that only repeats it says nothing about who.
  const steps = entry.approvals.filter(({ step, name }) => step !== 'published' || name !== null)
  const lines: Piece[] = steps.map((approval, at) => ({
    id: `approval ${at}`,
    section,
    node: <ApprovalLine approval={approval} />,
  }))
  // A notice is signed in its text; a list without a signature is a fact worth saying.
  if (lines.length === 0 && entry.body === null && !entry.declaredNil)
    lines.push({ id: 'approval none', section, node: <NoApproval /> })
  const lacking = entry.declaredNil ? [] : missingReviews(itemTypeOf(entry.itemType), entry.approvals)
  if (lacking.length > 0) lines.push({ id: 'unreviewed', section, node: <Unreviewed steps={lacking} /> })
  lines.push(publishedPiece(page))
  // What changed has a block of its own; without it the township's word is all that is known.
  if (entry.correctionNote && page.versions.length === 0)
    lines.push({ id: 'correction', section, node: <Correction note={entry.correctionNote} /> })
  for (const [at, { text }] of explainedApart(entry).entries())
    lines.push({ id: `explained ${at}`, section, node: <Explained text={text} /> })
  for (const [at, paper] of papersOf(entry.attachments).entries())
    lines.push({ id: `paper ${at}`, section, node: <OpenPaper {...{ id: entry.id, paper, at, go }} /> })
  // A word that nothing happened comes from no sheet.
  if (!entry.declaredNil) lines.push({ id: 'source', section, node: <Source page={page} /> })
  // To be held beside a paper, not to be listened to.
  lines.push({ id: 'marks', section, node: <Marks page={page} />, said: () => [] })
  return [
    { id: 'approval head', section, withNext: true, spare: true, node: <SectionHead of="approval" /> },
    ...lines,
  ]
}

/** `onSay` is null where the township takes no opinions. */
export function objectionPieces(
  t: TFunction,
  hotlines: readonly Hotline[],
  onSay: (() => void) | null,
): Piece[] {
  const section = 'object'
  const byPhone = [...new Map(hotlines.map((each) => [each.phone, each])).values()]
  const phones = byPhone.map((each) => each.phone)
  return [
    { id: 'object head', section, withNext: true, spare: true, node: <SectionHead of="object" /> },
    {
      id: 'object how',
      section,
      withNext: true,
      node: <HowToObject />,
      otherwise: [{ id: 'object how in lines', section, text: t('object.how') }],
    },
    // What can be done here and now comes before what has to be gone or telephoned for.
    ...(onSay ? [{ id: 'object say', section, node: <SayIt onPress={onSay} /> }] : []),
    ...byPhone.map((hotline) => ({
      id: `hotline ${hotline.phone}`,
      section,
      node: <HotlineLine hotline={hotline} />,
      said: () => [hotlineSaid(t, hotline)],
    })),
    {
      id: 'object law',
      section,
      node: <Law national={!nationalPhones.every((phone) => phones.includes(phone))} />,
    },
  ]
}

function ApprovalLine(props: { approval: Approval }) {
  const { step, name, on } = props.approval
  const { t } = useTranslation()
  return (
    <p className={styles['line']} data-testid="approval">
      <span className={styles['name']}>{t(`approval.${step}`)}</span>
      <span className={styles['who']}>{name ?? t('approval.noName')}</span>
      <span className={styles['when']}>{on ? dateName(t, on) : ''}</span>
    </p>
  )
}

function NoApproval() {
  const { t } = useTranslation()
  return <p className={styles['text']}>{t('approval.none')}</p>
}

/** A frame of its own, as a sum that differs has: what is shown here is not done. */
function Unreviewed(props: { steps: readonly Step[] }) {
  const { t } = useTranslation()
  const who = props.steps.map((step) => t(`approval.${step}`)).join(t('value.listComma'))
  return (
    <p className={styles['unreviewed']} data-testid="entry-unreviewed">
      <Sign of="wrong" />
      {t('duties:unsigned', { who })}
    </p>
  )
}

/** The same two marks as on paper and in the code: whoever has one can see that it is the same item. */
function Marks(props: { page: EntryPage }) {
  const { entry, digest } = props.page
  const { t } = useTranslation()
  return (
    <p className={styles['source']} data-testid="entry-marks">
      {t('takeaway:code', { code: entry.id })}
      <br />
      {t('takeaway:digest', { digest: shortDigest(digest) })}
    </p>
  )
}

/** Together where they have room; on a low glass in large letters the days that are left are lines of their own. */
function publishedPiece(page: EntryPage): Piece {
  const { notice } = page.entry
  const parts = [
    { id: 'published on', node: <PublishedOn page={page} /> },
    { id: 'published late', node: <Late page={page} /> },
    ...(notice
      ? [
          { id: 'published range', node: <NoticeLine part={<NoticeRange of={notice} />} /> },
          { id: 'published left', node: <NoticeLine part={<NoticeLeft of={notice} />} /> },
        ]
      : []),
  ]
  return {
    id: 'published',
    section: 'approval',
    node: (
      <>
        <PublishedOn page={page} />
        <Late page={page} />
        {notice && (
          <p className={styles['notice']} data-testid="entry-notice">
            <NoticeRange of={notice} />
            <NoticeLeft of={notice} />
          </p>
        )}
      </>
    ),
    otherwise: parts.map((part) => ({ ...part, section: 'approval' })),
  }
}

type Notice = NonNullable<EntryPage['entry']['notice']>

const NoticeLine = (props: { part: ReactNode }) => (
  <p className={[styles['notice'], styles['alone']].join(' ')} data-testid="entry-notice">
    {props.part}
  </p>
)

function PublishedOn(props: { page: EntryPage }) {
  const { publishedOn } = props.page.entry
  const { t } = useTranslation()
  if (!publishedOn) return null
  return (
    <p className={styles['line']}>
      <span className={styles['name']}>{t('approval.published')}</span>
      <span className={styles['who']}>{dateName(t, publishedOn)}</span>
    </p>
  )
}

/** When it should have been public, if it came later. */
function Late(props: { page: EntryPage }) {
  const { t } = useTranslation()
  const late = lateWords(t, props.page.entry)
  if (!late) return null
  return (
    <p className={styles['text']} data-testid="entry-late">
      {late}
    </p>
  )
}

function NoticeRange(props: { of: Notice }) {
  const { start, end } = props.of
  const { t } = useTranslation()
  return t('notice.range', { start: dateName(t, start), end: dateName(t, end) })
}

function NoticeLeft(props: { of: Notice }) {
  const { t } = useTranslation()
  const today = useToday()
  return today !== null && <b>{noticeWords(t, props.of, today)}</b>
}

function Correction(props: { note: string }) {
  const { t } = useTranslation()
  return <p className={styles['notice']}>{t('entry.correction', { note: props.note })}</p>
}

/** Why something is shown though a check found fault with it: the clerk's own words. */
function Explained(props: { text: string }) {
  const { t } = useTranslation()
  return (
    <p className={styles['text']} data-testid="entry-explained">
      {t('entry.explained', { text: props.text })}
    </p>
  )
}

function OpenPaper(props: { id: string; paper: Paper; at: number; go: Nav['go'] }) {
  const { id, paper, at, go } = props
  const { t } = useTranslation()
  const count = paper.at.length
  const isDocument = paper.kind === 'document'
  return (
    <p className={styles['photos']}>
      <Button
        testId={isDocument ? `entry-document-${at}` : 'entry-photos'}
        onPress={() => go({ kind: 'photo', id, at: paper.at[0] ?? 0 })}
      >
        {isDocument ? t('photo:document', { name: paper.name, count }) : t('entry.photos', { count })}
      </Button>
    </p>
  )
}

function Source(props: { page: EntryPage }) {
  const { entry } = props.page
  const { t } = useTranslation()
  return (
    <p className={styles['source']}>
      {entry.source.sheet
        ? t('entry.sourceSheet', { file: entry.source.file, sheet: entry.source.sheet })
        : t('entry.source', { file: entry.source.file })}
      {entry.accountingEntity && <br />}
      {entry.accountingEntity && t('entry.entity', { entity: entry.accountingEntity })}
    </p>
  )
}

function HowToObject() {
  const { t } = useTranslation()
  return <p className={styles['text']}>{t('object.how')}</p>
}

function SayIt(props: { onPress: () => void }) {
  const { t } = useTranslation()
  return (
    <p className={styles['photos']}>
      <Button testId="entry-say" onPress={props.onPress}>
        {t('opinions:say')}
      </Button>
    </p>
  )
}

function HotlineLine(props: { hotline: Hotline }) {
  const { body, phone, handles } = props.hotline
  return (
    <p className={styles['line']} data-testid="hotline">
      <span className={styles['body']}>
        {body}
        {handles && <span className={styles['handles']}>{handles}</span>}
      </span>
      <span className={styles['phone']}>{phone}</span>
    </p>
  )
}

/** In force everywhere; named in the small print unless the township's own list has them. */
const nationalPhones = ['12345', '12388']

function Law(props: { national: boolean }) {
  const { t } = useTranslation()
  return (
    <p className={styles['law']}>
      {t('object.law')}
      {gapOf(t)}
      {props.national && t('object.national')}
    </p>
  )
}
