// How an item compares with the period before and with the same one a year ago: in words first, then each part in two bars.
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { Comparison, EntryPage } from '../../electron/contract.ts'
import type { Field } from '../../disclosure/fields.ts'
import type { ItemType } from '../../disclosure/item-type.ts'
import { OpenCharts } from '../charts/OpenCharts.tsx'
import { drawable, trendId } from '../charts/chart-words.ts'
import type { Nav } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { Clauses } from '../parts/Clauses.tsx'
import type { Piece } from '../parts/Flow.tsx'
import {
  comparedPeriodName,
  differenceWords,
  fieldOfTotal,
  periodName,
  totalFigure,
  totalName,
  totalWords,
  unitName,
} from '../words.ts'
import { barLabel, barsArePersons } from './bar-label.ts'
import { SectionHead } from './EntryTrust.tsx'
import { mainPart, partsSpeakFor } from './main-part.ts'
import styles from './EntryCompared.module.css'

/** Nothing where there is nothing to compare with; each comparison may end a page. */
export function comparedPieces(t: TFunction, page: EntryPage, type: ItemType, go: Nav['go']): Piece[] {
  const { headline } = type
  const now = headline === null ? undefined : page.entry.totals[headline]
  if (headline === null || now === undefined) return []
  const section = 'compare'
  const { trend } = drawable(page, type)
  const personal = barsArePersons(type) ? { personal: true } : {}
  const pieces = page.comparisons.flatMap((other): Piece[] => {
    const before = other.totals[headline]
    if (before === undefined) return []
    const lines = linesOf(t, { page, type, headline, now, before, other })
    const most = Math.max(1, ...lines.flatMap((line) => [line.now, line.before]))
    return [
      {
        id: `compared ${other.with}`,
        section,
        withNext: true,
        node: <Sentence {...{ page, type, headline, now, before, other }} />,
        ...personal,
      },
      ...lines.map((line) => ({
        id: `compared ${other.with} ${line.id}`,
        section,
        node: <TwoBars line={line} most={most} than={comparedPeriodName(t, page.entry.period, other)} />,
        ...(line.strong ? {} : personal),
      })),
      {
        id: `compared ${other.with} open`,
        section,
        node: (
          <p className={styles['open']}>
            <Button
              testId={`compared-open-${other.with}`}
              onPress={() => go({ kind: 'entry', id: other.id })}
            >
              {t('compare.open', { period: periodName(t, other.period) })}
            </Button>
          </p>
        ),
      },
    ]
  })
  if (pieces.length === 0) return []
  const head: Piece = {
    id: 'compare head',
    section,
    withNext: true,
    // With the button to the pictures it is more than words that stand elsewhere too.
    spare: !trend,
    newPage: true,
    node: (
      <div className={styles['head']}>
        <SectionHead of="compare" />
        {trend && <OpenCharts id={page.entry.id} picture={trendId} go={go} />}
      </div>
    ),
    said: () => [t('section.compare')],
  }
  return [head, ...pieces]
}

type Compared = {
  page: EntryPage
  type: ItemType
  headline: string
  now: number
  before: number
  other: Comparison
}

function Sentence(props: Compared) {
  const { page, type, headline, now, before, other } = props
  const { t } = useTranslation()
  const difference = differenceWords(t, {
    field: fieldOfTotal(type, headline),
    period: page.entry.period,
    now,
    former: { period: other.period, value: before },
    than: comparedPeriodName(t, page.entry.period, other),
  })
  const main = partsSpeakFor(type, headline) ? mainPart(other.parts, now - before) : null
  return (
    <p className={styles['sentence']} data-testid={`compared-${other.with}`}>
      <Clauses
        of={
          main
            ? t('compare.because', { difference, part: barLabel(t, type, main.label) })
            : t('compare.sentence', { difference })
        }
      />
    </p>
  )
}

type Line = {
  id: string
  label: string
  unit: string
  now: number
  before: number
  field: Field | undefined
  strong: boolean
}

/** The sum first, then what it is made of. */
function linesOf(t: TFunction, of: Compared): Line[] {
  const { type, headline, now, before, other } = of
  const field = fieldOfTotal(type, headline)
  const sum: Line = {
    id: 'sum',
    label: totalName(t, type, headline),
    unit: unitName(t, field?.unit),
    now,
    before,
    field,
    strong: true,
  }
  const value = type.bars ? type.fields[type.bars.value] : undefined
  return [
    sum,
    ...other.parts.map((part, at) => ({
      id: `part ${at}`,
      label: barLabel(t, type, part.label),
      unit: unitName(t, value?.unit),
      now: part.now,
      before: part.before,
      field: value,
      strong: false,
    })),
  ]
}

function TwoBars(props: { line: Line; most: number; than: string }) {
  const { line, most, than } = props
  const { t } = useTranslation()
  const by = line.now - line.before
  const amount = totalWords(t, line.field, Math.abs(by))
  const word =
    by === 0
      ? t('compare.partSame')
      : by > 0
        ? t('compare.partMore', { amount })
        : t('compare.partLess', { amount })
  return (
    <div className={line.strong ? styles['strong'] : styles['part']} data-testid="compared-part">
      <p className={styles['label']}>
        <span>{line.label}</span>
        <b>{word}</b>
      </p>
      <OneBar name={t('compare.now')} value={line.now} {...{ line, most }} kind="now" />
      <OneBar name={than} value={line.before} {...{ line, most }} kind="before" />
    </div>
  )
}

function OneBar(props: { name: string; value: number; line: Line; most: number; kind: 'now' | 'before' }) {
  const { name, value, line, most, kind } = props
  const share = Math.max(0, value) / most
  return (
    <div className={styles['row']}>
      <span className={styles['when']}>{name}</span>
      <span className={styles['track']}>
        <span className={styles[kind]} style={{ width: `${(share * 100).toFixed(2)}%` }} />
      </span>
      <span className={styles['figure']}>
        {totalFigure(line.field, value)}
        <span className={styles['unit']}>{line.unit}</span>
      </span>
    </div>
  )
}
