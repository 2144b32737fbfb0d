// How wide each column of a table is, or that the table is better read as one line under another.
import type { Column } from '../../disclosure/item-type.ts'
import type { Row } from '../../disclosure/entry.ts'
import type { Value } from '../../disclosure/fields.ts'
import { widthInEm } from '../../disclosure/text-width.ts'
import { figureOf, isFigure, decimalsOf, type FigureContext } from './figure.ts'

export type PlannedColumn = {
  column: Column
  /** Where its value stands in a stored row. */
  at: number
  label: string
  unit: string
  figure: boolean
  /** Share of the table's width, all together 1. */
  share: number
  decimals: number
  /** The year all its dates are of, which need not be written then; a contract's end is often in another. */
  year?: string
}

/** Space between two columns. */
const gapEm = 1.1
/** A text narrower than this breaks after every other word. */
const narrowestTextEm = 5

/**
 * Null: the columns do not fit side by side at this size of text, so rows are stacked.
 * `totals` are figures that will stand under a column; they are the widest ones.
 */
export function planColumns(of: {
  columns: readonly Column[]
  list: readonly string[]
  rows: readonly Row[]
  totals: Readonly<Record<string, string>>
  widthEm: number
  label: (column: Column) => string
  unit: (column: Column) => string
  context: FigureContext
}): { planned: PlannedColumn[]; stacked: boolean } {
  const wanted = of.list.flatMap((id) => {
    const at = of.columns.findIndex((column) => column.id === id)
    const column = of.columns[at]
    if (!column) return []
    const values = of.rows.map((row) => row[at] ?? null)
    const decimals = column.kind === 'area' ? decimalsOf(values) : 2
    const { year, ...context } = of.context
    const isOfYear =
      year !== undefined && values.every((value) => value === null || String(value).startsWith(year))
    const own = { decimals, ...(isOfYear ? { year } : {}) }
    const texts = values.map((value) => figureOf(column, value, { ...context, ...own }))
    const longest = Math.max(widthInEm(of.totals[id] ?? ''), ...texts.map(widthInEm))
    const figure = isFigure(column)
    const label = of.label(column)
    const unit = of.unit(column)
    // A long head breaks once; the unit stands under it.
    const headEm = Math.max(
      Math.min(widthInEm(label), Math.max(4, widthInEm(label) / 2 + 0.6)),
      widthInEm(unit),
    )
    const natural = Math.max(longest, headEm) + gapEm
    // A person may be a company with a long name.
    const breaks = ['text', 'list', 'choice', 'person'].includes(column.kind)
    const least = breaks ? Math.min(natural, narrowestTextEm + gapEm) : natural
    return [{ column, at, label, unit, figure, own, natural: Math.min(natural, 22), least }]
  })
  const least = sum(wanted.map((each) => each.least))
  const spare = of.widthEm - least
  const wishes = sum(wanted.map((each) => each.natural - each.least))
  // What texts would still like, as far as there is room; what is left over goes to all.
  const granted = wishes > 0 ? Math.min(1, Math.max(0, spare) / wishes) : 0
  const widths = wanted.map((each) => each.least + (each.natural - each.least) * granted)
  const all = sum(widths)
  const planned = wanted.map(({ column, at, label, unit, figure, own }, index) => ({
    column,
    at,
    label,
    unit,
    figure,
    ...own,
    share: all > 0 ? (widths[index] ?? 0) / all : 0,
  }))
  return { planned, stacked: spare < 0 }
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)

/** As its column writes it: with the column's decimals, without a year they all share. */
export function writtenIn(each: PlannedColumn, value: Value, context: FigureContext): string {
  const { decimals, year } = each
  return figureOf(each.column, value, { ...context, decimals, ...(year ? { year } : {}) })
}
