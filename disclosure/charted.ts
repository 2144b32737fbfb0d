// What of an item can be drawn, as its declaration has it: one sum over the periods, and sums by what they are made of.
import { integerKinds } from './fields.ts'
import type { ItemType, Total, Where } from './item-type.ts'
import { monthsOf, neighbours, type Period } from './period.ts'

/** More parts than these are no picture any more: the last one is then what is left (ux.md E06). */
export const mostChartParts = 8

/** A total and the field its rows are put together by. */
export type Composition = { total: string; by: string; value: string; where?: Where }

/** The sum the bars show, then those the declaration names beside it: 支出 and 收入 apart, never in one. */
export function compositionsOf(type: ItemType): Composition[] {
  const { bars } = type
  if (!bars || !integerKinds.has(type.fields[bars.value]?.kind ?? 'text')) return []
  const own = Object.entries(type.totals).find(
    ([, total]) => total.sum === bars.value && isSameWhere(total, bars),
  )
  return [...(own ? [own[0]] : []), ...(type.parts ?? [])].flatMap((name) => {
    const total = type.totals[name]
    if (!total) return []
    const where = total.where ? { where: total.where } : {}
    return [{ total: name, by: bars.by, value: total.sum, ...where }]
  })
}

const isSameWhere = (one: Pick<Total, 'where'>, other: Pick<Total, 'where'>): boolean =>
  JSON.stringify(one.where ?? null) === JSON.stringify(other.where ?? null)

/** Fewer columns than these show no course of things. */
const fewestPeriods = 4
/** A year of months and the same month of the year before it. */
const mostPeriods = 13

/**
 * The periods a trend runs over, oldest first: back to the same one a year ago, so that both comparisons of the item are in the
 * picture, and four at least. It ends with the newest period there is as long as `here` is still in it. Periods that
 * nobody has stand between those that are known, never before the first. Empty where there is nothing to follow.
 */
export function trendPeriods(known: readonly Period[], here: Period): Period[] {
  if (neighbours(here).previous === null) return []
  const length = Math.min(mostPeriods, Math.max(fewestPeriods, perYear(here) + 1))
  const alike = known.filter((period) => kindOf(period) === kindOf(here))
  const [newest = here] = alike.toSorted((a, b) => monthsOf(b).first - monthsOf(a).first)
  const fromNewest = backFrom(newest, length)
  const window = fromNewest.includes(here) ? fromNewest : backFrom(here, length)
  const first = window.findIndex((period) => alike.includes(period))
  return first < 0 ? [] : window.slice(first)
}

const kindOf = (period: Period): string => /^\d{4}(Q|H|-)?/.exec(period)?.[1] ?? 'year'

const perYear = (period: Period): number => {
  const { first, last } = monthsOf(period)
  return 12 / (last - first + 1)
}

function backFrom(period: Period, length: number): Period[] {
  const periods = [period]
  while (periods.length < length) {
    const { previous } = neighbours(periods[0] ?? period)
    if (previous === null) break
    periods.unshift(previous)
  }
  return periods
}
