// One published item in a list: what it is, how much, how that compares, and since when it hangs here.
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { EntryCard } from '../../electron/contract.ts'
import { goesByTitle } from '../../disclosure/item-type.ts'
import { itemTypeOf } from '../../disclosure/item-types/all.ts'
import { nilWords } from '../duties/due-words.ts'
import { Button } from '../parts/Button.tsx'
import { Sign } from '../parts/Signs.tsx'
import {
  dateName,
  differenceWords,
  fieldOfTotal,
  itemTitle,
  noticeWords,
  periodName,
  stagedTitle,
  totalName,
  totalWords,
} from '../words.ts'
import styles from './EntryCardButton.module.css'

export function EntryCardButton(props: {
  entry: EntryCard
  /** Null where nobody can say what day it is. */
  today: string | null
  /** The period of the whole list: an item of just that one need not repeat it. */
  period?: string
  /** What it is and how much: where a whole card is higher than the page. */
  brief?: boolean
  onPress: () => void
}) {
  const { entry, today } = props
  const { t } = useTranslation()
  const type = itemTypeOf(entry.itemType)
  const isText = type !== undefined && goesByTitle(type)
  const amounts = amountsOf(t, entry)
  const difference = differenceOf(t, entry)
  return (
    <Button
      className={[styles['card'], entry.declaredNil && styles['nil'], props.brief && styles['brief']]
        .filter(Boolean)
        .join(' ')}
      testId={`entry-${entry.id}`}
      onPress={props.onPress}
    >
      <span className={styles['main']}>
        <span className={styles['title']}>
          {isText ? entry.title : stagedTitle(t, entry)}
          {entry.corrected && <span className={styles['corrected']}>{t('entry.corrected')}</span>}
          {entry.unreviewed && (
            <span className={styles['corrected']} data-testid="card-unreviewed">
              {t('duties:unreviewed')}
            </span>
          )}
        </span>
        {entry.declaredNil && (
          <span className={styles['amounts']} data-testid="card-nil">
            {nilWords(t, entry.declaredNil)}
          </span>
        )}
        {amounts.length > 0 && (
          <span className={styles['amounts']}>
            {amounts.map((amount, at) => (
              <Fragment key={amount}>
                {at > 0 && t('value.between')}
                <span className={styles['amount']}>{amount}</span>
              </Fragment>
            ))}
            {difference && !props.brief && <span className={styles['difference']}>{difference}</span>}
          </span>
        )}
        <span className={styles['when']} hidden={props.brief}>
          {[
            isText ? itemTitle(t, entry.itemType) : null,
            entry.period === 'standing' || entry.period === props.period || isText
              ? null
              : periodName(t, entry.period),
            entry.publishedOn ? t('entry.published', { date: dateName(t, entry.publishedOn) }) : null,
          ]
            .filter(Boolean)
            .join(t('value.between'))}
        </span>
        {entry.notice && (
          <span className={styles[today !== null && today > entry.notice.end ? 'noticeOver' : 'notice']}>
            {noticeWords(t, entry.notice, today)}
          </span>
        )}
      </span>
      <span className={styles['more']}>
        <Sign of="next" />
      </span>
    </Button>
  )
}

/** The headline first, then one more figure, then how many rows. */
function amountsOf(t: TFunction, entry: EntryCard): string[] {
  const type = itemTypeOf(entry.itemType)
  if (!type) return []
  const names = Object.keys(type.totals).filter((name) => name in entry.totals)
  const order = [type.headline, ...names].filter((name) => name !== null && name in entry.totals)
  const spoken = [...new Set(order)].slice(0, 2).flatMap((name) => {
    const value = name === null ? undefined : entry.totals[name]
    if (name === null || value === undefined) return []
    return [
      t('entry.amount', {
        name: totalName(t, type, name),
        words: totalWords(t, fieldOfTotal(type, name), value),
      }),
    ]
  })
  const isText = goesByTitle(type)
  const rows =
    isText || type.layout.kind === 'paired' || entry.rows === 0
      ? []
      : [t('entry.rows', { count: entry.rows })]
  return [...spoken, ...rows]
}

function differenceOf(t: TFunction, entry: EntryCard): string | null {
  const type = itemTypeOf(entry.itemType)
  if (!type?.headline || !entry.previous) return null
  const now = entry.totals[type.headline]
  const before = entry.previous.totals[type.headline]
  if (now === undefined || before === undefined) return null
  return t('entry.difference', {
    name: totalName(t, type, type.headline),
    words: differenceWords(t, {
      field: fieldOfTotal(type, type.headline),
      period: entry.period,
      now,
      former: { period: entry.previous.period, value: before },
    }),
  })
}
