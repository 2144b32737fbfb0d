// What an item says in figures, before anything of it is drawn: its sums, its difference to the period before, its bars.
import type { TFunction } from 'i18next'
import type { EntryPage } from '../../electron/contract.ts'
import type { ItemType } from '../../disclosure/item-type.ts'
import { differenceWords, fieldOfTotal, totalFigure } from '../words.ts'
import { barLabel } from './bar-label.ts'

type BarLine = { id: string; label: string; figure: string; value: number }

export type Fact = { name: string; value: number }

export function factsOf(page: EntryPage, type: ItemType): Fact[] {
  const names = [...Object.keys(type.totals), ...Object.keys(type.figures ?? {})]
  return names.flatMap((name) => {
    const value = page.entry.totals[name]
    return value === undefined || name === type.headline ? [] : [{ name, value }]
  })
}

export function differenceTo(t: TFunction, page: EntryPage, type: ItemType, headline: string): string | null {
  const at = page.siblings.findIndex((each) => each.id === page.entry.id)
  const former = page.siblings[at + 1]
  const now = page.entry.totals[headline]
  const before = former?.totals[headline]
  if (at < 0 || !former || now === undefined || before === undefined) return null
  return differenceWords(t, {
    field: fieldOfTotal(type, headline),
    period: page.entry.period,
    now,
    former: { period: former.period, value: before },
  })
}

/** More bars than these are no picture any more; the rest is one bar (ux.md E06). */
export const mostBars = 8

export function barLinesOf(t: TFunction, page: EntryPage, type: ItemType, most: number): BarLine[] {
  const bars = type.bars
  const value = bars ? type.fields[bars.value] : undefined
  if (!bars || !value || page.bars.filter((bar) => bar.value !== 0).length < 2) return []
  // A subject without an amount has no length to show; the table still has its row.
  const filled = page.bars.filter((bar) => bar.value !== 0)
  const shown = filled.length > most ? filled.slice(0, most - 1) : filled
  const rest = filled.slice(shown.length)
  const lines = shown.map((bar, at) => ({
    id: `bar ${at}`,
    label: barLabel(t, type, bar.label),
    figure: totalFigure(value, bar.value),
    value: bar.value,
  }))
  if (rest.length === 0) return lines
  const sum = rest.reduce((all, bar) => all + bar.value, 0)
  const others = {
    id: 'bar rest',
    label: t('bars.rest', { count: rest.length }),
    figure: totalFigure(value, sum),
    value: sum,
  }
  return [...lines, others]
}
