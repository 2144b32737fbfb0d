// What a villager is told of days by which something has to be public: never an accusation on a day nobody is sure of.
import type { TFunction } from 'i18next'
import { daysLate, dueOn, dueState, newestOwedQuarter, type Owed } from '../../disclosure/due.ts'
import { itemTypeOf } from '../../disclosure/item-types/all.ts'
import { laterFirst } from '../../disclosure/period.ts'
import { dateName, shortDateName } from '../words.ts'

/** The last day as one says it beside its period: the year only where it is another. */
export const dueName = (t: TFunction, { period, due }: Owed): string =>
  shortDateName(t, due, period.slice(0, 4))

/** Null where nothing is owed, or nobody can say what day it is. */
export function owedWords(t: TFunction, owed: readonly Owed[], today: string | null): OwedWords | null {
  const [first] = owed
  const state = first ? dueState(first.due, today) : null
  if (!first || state === null) return null
  const date = dueName(t, first)
  return { state, words: state === 'overdue' ? t('duties:overdue', { date }) : t('duties:notYet', { date }) }
}
export type OwedWords = { state: 'overdue' | 'not-yet'; words: string }

export const overdueOf = (owed: readonly Owed[], today: string | null): number =>
  owed.filter(({ due }) => dueState(due, today) === 'overdue').length

/** The quarter that should be public by now and of which a village has nothing; null if there is none, or no day. */
export function wholeQuarterOwed(periods: readonly string[], today: string | null): string | null {
  if (today === null) return null
  const owed = newestOwedQuarter(today)
  return periods.every((period) => laterFirst(owed, period) < 0) ? owed : null
}

/** By the day its own sheet says: no clock is asked. Null in time, or where no rule or no day is known. */
export function lateWords(
  t: TFunction,
  entry: { itemType: string; period: string; publishedOn: string | null; declaredNil?: unknown },
): string | null {
  const rule = itemTypeOf(entry.itemType)?.due
  const due = rule ? dueOn(rule, entry.period) : null
  if (due === null || entry.publishedOn === null) return null
  const days = daysLate(due, entry.publishedOn)
  return days === 0 ? null : t('duties:late', { date: dueName(t, { period: entry.period, due }), days })
}

/** `声明没有发生。张三在2026年10月12日确认的。` */
export const nilWords = (t: TFunction, { by, on }: { by: string; on: string }): string =>
  t('duties:nil', { who: by, date: dateName(t, on) })
