// What a pack would change, worst first: what goes or shrinks, then each village's changes with before and after.
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { Preview } from '../../electron/contract.ts'
import { goesByTitle } from '../../disclosure/item-type.ts'
import { itemTypeOf } from '../../disclosure/item-types/all.ts'
import { laterFirst } from '../../disclosure/period.ts'
import { Flow, type Measured, type Piece } from '../parts/Flow.tsx'
import { dateName, fieldOfTotal, itemTitle, periodName, totalFigure, totalName, unitName } from '../words.ts'
import { sizeWords } from './measures.ts'
import styles from './PreviewSheet.module.css'

type VillagePreview = Preview['villages'][number]
type EntryLine = VillagePreview['new'][number]
type Change = VillagePreview['changed'][number]

export function PreviewSheet(props: {
  preview: Preview
  file: string
  page: number
  onMeasured: (measured: Measured) => void
}) {
  const { preview, file } = props
  const { t } = useTranslation()
  const pieces = useMemo(() => piecesOf(t, preview, file), [t, preview, file])
  return <Flow pieces={pieces} page={props.page} onMeasured={props.onMeasured} />
}

function piecesOf(t: TFunction, preview: Preview, file: string): Piece[] {
  const risky = preview.villages.flatMap((village) => [
    ...village.gone.map((line) => ({ village, text: goneWords(t, line), id: `gone ${line.id}` })),
    ...village.changed
      .filter(shrinks)
      .map((change) => ({ village, text: changeWords(t, change), id: `less ${change.after.id}` })),
  ])
  const still = preview.villages.filter((village) => !hasChanges(village)).length
  return [
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
  const changed = village.changed.filter((change) => !shrinks(change))
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

const villageName = (t: TFunction, village: VillagePreview): string =>
  village.village ?? t('entry.wholeTownship')

/** Fewer rows or a smaller sum than before: seldom wrong, but worth a look. */
function shrinks(change: Change): boolean {
  const headline = itemTypeOf(change.after.itemType)?.headline
  const before = headline ? change.before.totals[headline] : undefined
  const after = headline ? change.after.totals[headline] : undefined
  return (
    change.after.rows < change.before.rows || (before !== undefined && after !== undefined && after < before)
  )
}

function nameOf(t: TFunction, line: EntryLine): string {
  const type = itemTypeOf(line.itemType)
  const title = type && goesByTitle(type) ? line.title : itemTitle(t, line.itemType)
  return line.period === null ? title : t('staff:preview.name', { title, period: periodName(t, line.period) })
}

function amountWords(t: TFunction, line: EntryLine): string {
  const type = itemTypeOf(line.itemType)
  const value = type?.headline ? line.totals[type.headline] : undefined
  if (!type?.headline || value === undefined) return t('entry.rows', { count: line.rows })
  const field = fieldOfTotal(type, type.headline)
  return t('entry.amount', {
    name: totalName(t, type, type.headline),
    // The clerk compares two packs, so every 分 counts.
    words: totalFigure(field, value) + unitName(t, field?.unit),
  })
}

function newWords(t: TFunction, line: EntryLine): string {
  const [name, amount, count] = [nameOf(t, line), amountWords(t, line), line.rows]
  // Without an amount the count is all there is to say, and once is enough.
  const isCount = amount === t('entry.rows', { count })
  return isCount
    ? t('staff:preview.countLine', { name, count })
    : t('staff:preview.newLine', { name, amount, count })
}

const goneWords = (t: TFunction, line: EntryLine): string =>
  t('staff:preview.goneLine', { name: nameOf(t, line), amount: amountWords(t, line) })

function changeWords(t: TFunction, change: Change): string {
  const { before, after, correctionNote } = change
  const name = nameOf(t, after)
  const amounts = { before: amountWords(t, before), after: amountWords(t, after) }
  const isInside = amounts.before === amounts.after && before.rows === after.rows
  const words = isInside
    ? t('staff:preview.changeInside', { name, amount: amounts.after, count: after.rows })
    : t('staff:preview.changeLine', { name, ...amounts, rowsBefore: before.rows, rowsAfter: after.rows })
  return correctionNote ? words + t('staff:preview.why', { why: correctionNote }) : words
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
