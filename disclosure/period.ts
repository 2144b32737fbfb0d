// The time an item speaks of: how it is written in packs and how periods relate to each other.

/** `2026Q3`, `2026-07`, `2026H1`, `2026`, `2026-07-31` (a dated notice) or `standing` (long-term). */
export type Period = string

export const periodPattern = /^(standing|\d{4}(Q[1-4]|H[12]|-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)$/

export const isPeriod = (value: unknown): value is Period =>
  typeof value === 'string' && periodPattern.test(value)

/** First and last month it covers, counted from year 0; a standing item covers all time. */
export function monthsOf(period: Period): { first: number; last: number } {
  if (period === 'standing') return { first: -Infinity, last: Infinity }
  const year = Number(period.slice(0, 4)) * 12
  const rest = period.slice(4)
  if (rest === '') return { first: year, last: year + 11 }
  if (rest.startsWith('Q')) return span(year + (Number(rest[1]) - 1) * 3, 3)
  if (rest.startsWith('H')) return span(year + (Number(rest[1]) - 1) * 6, 6)
  return span(year + Number(rest.slice(1, 3)) - 1, 1)
}

const span = (first: number, length: number) => ({ first, last: first + length - 1 })

/** Whether two periods share a month: a yearly list belongs on the page of each of its quarters. */
export function overlaps(one: Period, other: Period): boolean {
  const a = monthsOf(one)
  const b = monthsOf(other)
  return a.first <= b.last && b.first <= a.last
}

/** The quarter in which the period ends, or null for a standing item. */
export function quarterOf(period: Period): Period | null {
  if (period === 'standing') return null
  const { last } = monthsOf(period)
  return `${Math.floor(last / 12)}Q${Math.floor((last % 12) / 3) + 1}`
}

/** Later first; standing items last. For Array.sort. */
export function laterFirst(one: Period, other: Period): number {
  const a = monthsOf(one)
  const b = monthsOf(other)
  if (a.last === b.last && a.first === b.first) return one < other ? 1 : one > other ? -1 : 0
  if (a.last === Infinity) return 1
  if (b.last === Infinity) return -1
  return b.last - a.last || a.first - b.first
}

/** The period of the same length before it and the same one a year ago; null where that means nothing. */
export function neighbours(period: Period): { previous: Period | null; yearAgo: Period | null } {
  const parts = /^(\d{4})(?:(Q|H|-)(\d{1,2}))?$/.exec(period)
  if (!parts) return { previous: null, yearAgo: null }
  const year = Number(parts[1])
  const kind = parts[2]
  if (!kind) return { previous: String(year - 1), yearAgo: String(year - 1) }
  const per = kind === 'Q' ? 4 : kind === 'H' ? 2 : 12
  const at = Number(parts[3])
  const write = (y: number, n: number) => `${y}${kind}${kind === '-' ? String(n).padStart(2, '0') : n}`
  return {
    previous: at === 1 ? write(year - 1, per) : write(year, at - 1),
    yearAgo: write(year - 1, at),
  }
}
