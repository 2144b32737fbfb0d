// What an item says before any table: one sentence, the amount in figures and capitals, how it compares, bars.
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { EntryPage } from '../../electron/contract.ts'
import { yuanCapitals } from '../../disclosure/amount.ts'
import type { ItemType } from '../../disclosure/item-type.ts'
import { BarRow, type BarLine } from '../parts/Bars.tsx'
import { Clauses } from '../parts/Clauses.tsx'
import { Sign } from '../parts/Signs.tsx'
import { differenceTo, type Fact } from './entry-figures.ts'
import { explainedAt } from './explained.ts'
import {
  fieldName,
  fieldOfTotal,
  figureWithUnit,
  periodName,
  sentenceOf,
  totalFigure,
  totalName,
  unitName,
} from '../words.ts'
import styles from './EntryLead.module.css'

/** What the item says in words, sentence by sentence. */
export const entrySentences = (t: TFunction, { entry, village }: EntryPage, type: ItemType): string[] =>
  sentenceOf(t, {
    type,
    period: entry.period,
    village: village?.name ?? null,
    rows: entry.rows,
    totals: entry.totals,
    declaredNil: entry.declaredNil,
  }).split(/(?<=。)/u)

export const EntrySentence = (props: { words: string }) => (
  <p className={styles['sentence']} data-testid="entry-sentence">
    <Clauses of={props.words} />
  </p>
)

/** The amount in figures, and the words that go with it; apart only where a page is too low for both. */
export function EntryAmount(props: { page: EntryPage; type: ItemType; part?: 'figure' | 'words' }) {
  const { page, type, part } = props
  const { t } = useTranslation()
  const { headline } = type
  const value = headline === null ? undefined : page.entry.totals[headline]
  if (headline === null || value === undefined) return null
  const field = fieldOfTotal(type, headline)
  const difference = differenceTo(t, page, type, headline)
  return (
    <div className={styles['amount']}>
      {part !== 'words' && (
        <>
          <p className={styles['amountName']}>{totalName(t, type, headline)}</p>
          <p className={styles['figure']} data-testid="entry-total">
            {totalFigure(field, value)}
            <span className={styles['unit']}>{unitName(t, field?.unit)}</span>
          </p>
        </>
      )}
      {part !== 'figure' && field?.kind === 'money' && (
        <p className={styles['capitals']}>{t('entry.capitals', { capitals: yuanCapitals(value) })}</p>
      )}
      {part !== 'figure' && difference && <p className={styles['difference']}>{difference}</p>}
    </div>
  )
}

/** The other sums and read figures of the sheet, small and beside each other. */
export function EntryFacts(props: { type: ItemType; facts: readonly Fact[] }) {
  const { type, facts } = props
  const { t } = useTranslation()
  return (
    <dl className={styles['facts']}>
      {facts.map(({ name, value }) => {
        const field = fieldOfTotal(type, name)
        return (
          <div key={name} className={styles['fact']}>
            <dt>{totalName(t, type, name)}</dt>
            <dd>
              {totalFigure(field, value)}
              <span className={styles['factUnit']}>{unitName(t, field?.unit)}</span>
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

export function BarsHead(props: { page: EntryPage; type: ItemType }) {
  const { type } = props
  const { t } = useTranslation()
  const { bars } = type
  if (!bars) return null
  const unit = unitName(t, type.fields[bars.value]?.unit)
  const value = bars.where
    ? bars.where.values
        .map((each) => t(`disclosure:${type.id}.choices.${bars.where?.field ?? ''}.${each}`))
        .join(t('value.listComma'))
    : fieldName(t, type.id, bars.value)
  return (
    <h2 className={styles['barsHead']}>
      {t('bars.title', { value })}
      <span className={styles['barsUnit']}>{t('bars.unit', { unit })}</span>
    </h2>
  )
}

export function BarBlock(props: { bar: BarLine; all: readonly BarLine[] }) {
  return <BarRow bar={props.bar} most={Math.max(...props.all.map((each) => each.value))} />
}

/** Whether the sum is the one the sheet itself prints: said either way, a difference in a frame of its own. */
export function EntryCheck(props: { page: EntryPage; type: ItemType }) {
  const { page, type } = props
  const { t } = useTranslation()
  const printed = page.entry.printedTotals
  if (printed.length === 0) return null
  const wrong = printed.filter((each) => !each.matches)
  if (wrong.length === 0) {
    return (
      <p className={styles['matches']} data-testid="entry-matches">
        <Sign of="right" />
        {t('check.matches')}
      </p>
    )
  }
  return (
    <div className={styles['differs']} role="note" data-testid="entry-differs">
      <Sign of="wrong" />
      <div>
        <p className={styles['differsWord']}>{t('check.differs')}</p>
        {wrong.map((each) => {
          const field = fieldOfTotal(type, each.field)
          return (
            <Fragment key={each.cell}>
              <p>
                {t('check.printed', {
                  name: totalName(t, type, each.field),
                  printed: figureWithUnit(t, field, each.printed),
                  sum: figureWithUnit(t, field, each.sum),
                })}
              </p>
              {explainedAt(page.entry, each.cell).map(({ text }) => (
                <p key={text} data-testid="entry-explained">
                  {t('entry.explained', { text })}
                </p>
              ))}
            </Fragment>
          )
        })}
      </div>
    </div>
  )
}

export const entryOver = (t: TFunction, page: EntryPage, township: string): string =>
  [page.village?.name ?? township, periodName(t, page.entry.period)].join(t('value.between'))
