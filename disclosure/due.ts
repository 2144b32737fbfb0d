// When a kind of disclosure has to be public: the rule it declares, the day that follows for a period, and who owes it.
import { monthsOf, overlaps, type Period } from './period.ts'

/** Counted from the end of the period: the 15th of the first month after it is `{ months: 1, by: 15 }`. */
export type Due = {
  months: number
  by: number
  /**
   * `always`: every village has this each time, so that nothing at all is something missing. `when-any`: there may be
   * none (no project, no pension); then only what is there can be late.
   */
  owed: 'always' | 'when-any'
}

/** 每季度下个月的10—15日 and 次月15日前: the days most townships have (domain.md 1.39, its table of deadlines). */
export const midMonth: Due = { months: 1, by: 15, owed: 'always' }
export const midMonthWhenAny: Due = { ...midMonth, owed: 'when-any' }
/** A year's list is public by the end of the January after it. */
export const endOfJanuary: Due = { months: 1, by: 31, owed: 'always' }
export const endOfJanuaryWhenAny: Due = { ...endOfJanuary, owed: 'when-any' }

/** The last day on which it is in time, as ISO; null for what stands for ever. */
export function dueOn({ months, by }: Due, period: Period): string | null {
  const { last } = monthsOf(period)
  if (!Number.isFinite(last)) return null
  const month = last + months
  return new Date(Date.UTC(Math.floor(month / 12), month % 12, by)).toISOString().slice(0, 10)
}

export type Owed = { period: Period; due: string }

/** What is owed of such a kind on the page of a quarter: periods that end in it, each with its day. */
export function owedIn(of: { period: string; due?: Due | undefined }, quarter: Period): Owed[] {
  const { due } = of
  if (!due || !/Q[1-4]$/.test(quarter)) return []
  return periodsEndingIn(of.period, quarter).flatMap((period) => {
    const day = dueOn(due, period)
    return day === null ? [] : [{ period, due: day }]
  })
}

function periodsEndingIn(kind: string, quarter: Period): Period[] {
  const year = quarter.slice(0, 4)
  const number = Number(quarter[5])
  const month = (of: number) => `${year}-${String(of).padStart(2, '0')}`
  if (kind === 'month') return [2, 1, 0].map((back) => month(number * 3 - back))
  if (kind === 'quarter') return [quarter]
  if (kind === 'half') return number % 2 === 0 ? [`${year}H${number / 2}`] : []
  return kind === 'year' && number === 4 ? [year] : []
}

/** Offices give the same list now by the quarter and now by the year: any that covers part of the time is it. */
export const answers = (owed: Owed, shown: Period): boolean =>
  shown !== 'standing' && overlaps(shown, owed.period)

/**
 * What nothing means, on a day that can be believed: its time has not come, or it should be here. Null where nobody can
 * say what day it is; then nobody is accused.
 */
export function dueState(due: string, today: string | null): 'not-yet' | 'overdue' | null {
  if (today === null) return null
  return today > due ? 'overdue' : 'not-yet'
}

/** How many days after its last day something came; 0 in time. */
export function daysLate(due: string, on: string): number {
  const day = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 86_400_000
  return Math.max(0, Math.round(day(on) - day(due)))
}

/** The newest quarter of which everything that is owed by the quarter should be public by now. */
export function newestOwedQuarter(today: string): Period {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number)
  // Months since year 0; a quarter counts from the day after the 15th of the month that follows it.
  const known = year * 12 + (month - 1) - midMonth.months - (day > midMonth.by ? 0 : 1)
  const ended = Math.floor((known + 1) / 3) - 1
  return `${Math.floor(ended / 4)}Q${(ended % 4) + 1}`
}
