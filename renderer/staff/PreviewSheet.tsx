// What a pack would change, worst first: what goes or shrinks, then each village's changes with before and after.
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { Preview } from '../../electron/contract.ts'
import { laterFirst } from '../../disclosure/period.ts'
import { Flow, type Measured, type Piece } from '../parts/Flow.tsx'
import { dateName, periodName } from '../words.ts'
import { sizeWords } from './measures.ts'
import { changeWords, isRisky, newWords, risksOf, villageName, type VillagePreview } from './preview-words.ts'
import type { Explained } from './refusals.ts'
import styles from './PreviewSheet.module.css'

export function PreviewSheet(props: {
  preview: Preview
  file: string
  /** Why it is shown once more. */
  again?: Explained
  page: number
  onMeasured: (measured: Measured) => void
}) {
  const { preview, file, again } = props
  const { t } = useTranslation()
  const reason = again ? again.sentence + again.action : null
  const pieces = useMemo(() => piecesOf(t, preview, file, reason), [t, preview, file, reason])
  return <Flow pieces={pieces} page={props.page} onMeasured={props.onMeasured} />
}

function piecesOf(t: TFunction, preview: Preview, file: string, again: string | null): Piece[] {
  const risky = preview.villages.flatMap((village) =>
    risksOf(t, village).map(({ id, text }) => ({ village, text, id: `risk ${village.village} ${id}` })),
  )
  const still = preview.villages.filter((village) => !hasChanges(village)).length
  return [
    ...(again === null ? [] : [head('again', again, true)]),
    { id: 'facts', node: <Facts preview={preview} file={file} /> },
    { id: 'counts', node: <Counts preview={preview} /> },
    ...(risky.length > 0 ? [head('risky', t('staff:preview.risky', { count: risky.length }), true)] : []),
    ...risky.map((each) => line(each.id, villageName(t, each.village), each.text, 'risky')),
    ...preview.villages.filter(hasChanges).flatMap((village) => villagePieces(t, village)),
    ...(still > 0 ? [head('still', t('staff:preview.still', { count: still }), false)] : []),
  ]
}

const hasChanges = (village: VillagePreview): boolean =>
  village.new.length + village.changed.length + village.gone.length > 0

function villagePieces(t: TFunction, village: VillagePreview): Piece[] {
  const name = villageName(t, village)
  const counts = t('staff:preview.villageCounts', {
    name,
    new: village.new.length,
    changed: village.changed.length,
    gone: village.gone.length,
    unchanged: village.unchanged,
  })
  const changed = village.changed.filter((change) => !isRisky(change))
  return [
    head(`village ${name}`, counts, false),
    ...changed.map((change) =>
      line(`changed ${change.after.id}`, t('staff:preview.changedWord'), changeWords(t, change), 'plain'),
    ),
    ...village.new.map((each) =>
      line(`new ${each.id}`, t('staff:preview.newWord'), newWords(t, each), 'plain'),
    ),
  ]
}

const head = (id: string, text: string, strong: boolean): Piece => ({
  id: `head ${id}`,
  withNext: true,
  node: <h2 className={strong ? styles['strongHead'] : styles['head']}>{text}</h2>,
})

const line = (id: string, word: string, text: string, look: 'risky' | 'plain'): Piece => ({
  id,
  node: (
    <p className={styles[look]}>
      <b>{word}</b>
      <span>{text}</span>
    </p>
  ),
})

/** Newest first; the days of single notices would only bury the quarters. */
const periodsOf = (preview: Preview): string[] =>
  preview.periods.filter((period) => !/^\d{4}-\d{2}-\d{2}$/.test(period)).toSorted(laterFirst)

function Facts(props: { preview: Preview; file: string }) {
  const { preview, file } = props
  const { t } = useTranslation()
  const facts = [
    [t('staff:preview.township'), preview.township.name],
    [
      t('staff:preview.sequence'),
      preview.installedSequence === null
        ? t('staff:preview.first', { sequence: preview.sequence })
        : t('staff:preview.after', { before: preview.installedSequence, sequence: preview.sequence }),
    ],
    [t('staff:preview.signer'), preview.signer],
    [t('staff:preview.issued'), dateName(t, preview.issuedOn)],
    ...preview.reviews.map(({ step, name, on }) => [
      t(`staff:preview.review.${step}`),
      t('staff:preview.reviewer', { name, date: dateName(t, on) }),
    ]),
    [
      t('staff:preview.periods'),
      periodsOf(preview)
        .map((period) => periodName(t, period))
        .join(t('value.listComma')),
    ],
    [t('staff:preview.file'), t('staff:preview.fileSize', { file, size: sizeWords(t, preview.bytes) })],
    [t('staff:preview.mode'), t(`staff:preview.modes.${preview.mode}`)],
  ]
  return (
    <dl className={styles['facts']} data-testid="preview-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Counts(props: { preview: Preview }) {
  const { counts } = props.preview
  const { t } = useTranslation()
  return (
    <div className={styles['counts']} data-testid="preview-counts">
      {(['new', 'changed', 'gone', 'unchanged'] as const).map((kind) => (
        <p key={kind} data-some={kind === 'gone' && counts.gone > 0 ? '' : undefined}>
          <span>{t(`staff:preview.counts.${kind}`)}</span>
          <b data-testid={`count-${kind}`}>{counts[kind]}</b>
        </p>
      ))}
    </div>
  )
}
