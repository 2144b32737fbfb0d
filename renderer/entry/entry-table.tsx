// An item's stored rows as pieces of its sheet: headed, summed, and in the order one reads them.
import type { TFunction } from 'i18next'
import type { EntryPage, Row } from '../../electron/contract.ts'
import { columnsOf, type Column, type ItemType } from '../../disclosure/item-type.ts'
import { widthInEm } from '../../disclosure/text-width.ts'
import type { Value } from '../../disclosure/fields.ts'
import { planColumns, writtenIn, type PlannedColumn } from '../fields/columns.ts'
import { FieldTable, type TableLine } from '../fields/FieldTable.tsx'
import { likenessIn, type Likeness } from './alike-rows.ts'
import { isOfPersons, lineSaid } from '../speech/rows.ts'
import type { Piece, Table } from '../parts/Flow.tsx'
import { fieldName, fieldOfTotal, totalFigure, totalName, unitName } from '../words.ts'

/** Columns are planned once, from the first rows and the sums, so that they stand still while more rows come. */
export type TablePlan = {
  type: ItemType
  columns: Column[]
  planned: PlannedColumn[]
  stacked: boolean
  opens: boolean
  /** Rows of which it says the same are as high as each other. */
  likeness: Likeness
}

export function planTable(of: {
  t: TFunction
  page: EntryPage
  type: ItemType
  firstRows: readonly Row[]
  widthEm: number
}): TablePlan {
  const { t, page, type, firstRows } = of
  const columns = columnsOf(type)
  const widthEm = of.widthEm - openerEm
  const { planned, stacked } = planColumns({
    columns,
    list: type.list,
    rows: firstRows,
    totals: sumsUnder(page, type),
    widthEm,
    label: (column) => fieldName(t, type.id, column.id),
    unit: (column) => unitName(t, column.unit),
    context: { t, itemType: type.id, year: page.entry.period.slice(0, 4) },
  })
  const written = (each: PlannedColumn, value: Value) => writtenIn(each, value, { t, itemType: type.id })
  const likeness = likenessIn({ planned, stacked, widthEm, written })
  return { type, columns, planned, stacked, opens: holdsMore(type, columns, firstRows), likeness }
}

/** Room for the sign that a row opens. */
const openerEm = 1.7

/** Whether any row says more than the table shows. */
function holdsMore(type: ItemType, columns: readonly Column[], rows: readonly Row[]): boolean {
  const { layout } = type
  const drawn = new Set<string>(type.list)
  if (layout.kind === 'paired') {
    for (const half of layout.halves) drawn.add(half.into)
    if (layout.parent) drawn.add(layout.parent)
  }
  return columns.some((column, at) => !drawn.has(column.id) && rows.some((row) => (row[at] ?? null) !== null))
}

export function tablePieces(of: {
  t: TFunction
  page: EntryPage
  plan: TablePlan
  rows: readonly Row[]
  onOpen: (at: number) => void
}): Piece[] {
  const { t, page, plan, rows } = of
  const lines = linesOf(t, page, plan, rows)
  const byId = new Map(lines.map((line) => [line.id, line]))
  const table: Table = {
    id: `table of ${page.entry.id}`,
    render: (ids) => (
      <FieldTable
        lines={ids.flatMap((id) => byId.get(id) ?? [])}
        planned={plan.planned}
        stacked={plan.stacked}
        context={{ t, itemType: plan.type.id }}
        onOpen={plan.opens ? of.onOpen : null}
      />
    ),
  }
  return lines.map((line, at) => ({
    id: line.id,
    section: 'table',
    table,
    said: () => lineSaid(t, plan, line),
    ...(line.kind === 'row'
      ? { leap: () => leapOf(t, plan, line.row), alike: plan.likeness(line.row, line.part) }
      : {}),
    ...(line.kind === 'row' && isOfPersons(plan.type) ? { personal: true } : {}),
    // A heading is not left alone below its rows' page, and the last row goes with its sum.
    ...(line.kind === 'heading' || lines[at + 1]?.kind === 'sum' ? { withNext: true } : {}),
  }))
}

function linesOf(t: TFunction, page: EntryPage, plan: TablePlan, rows: readonly Row[]): TableLine[] {
  const { type, columns } = plan
  const parentAt = type.layout.kind === 'paired' ? columns.findIndex(isParent(type)) : -1
  const rowLines = rows.map((row, at) => ({
    kind: 'row' as const,
    id: `row ${at}`,
    at,
    row,
    part: parentAt >= 0 && (row[parentAt] ?? null) !== null,
  }))
  if (type.layout.kind !== 'paired') {
    const figures = sumsUnder(page, type)
    const complete = rows.length >= page.lines
    if (Object.keys(figures).length === 0 || !complete) return rowLines
    return [...rowLines, { kind: 'sum', id: 'sum', text: t('table.sum'), figures }]
  }
  return type.layout.halves.flatMap(({ into, value }): TableLine[] => {
    const at = columns.findIndex((column) => column.id === into)
    const half = rowLines.filter((line) => line.row[at] === value)
    if (half.length === 0) return []
    const figures = sumsUnder(page, type, { field: into, value })
    return [
      { kind: 'heading', id: `heading ${value}`, text: t(`disclosure:${type.id}.choices.${into}.${value}`) },
      ...half,
      ...(Object.keys(figures).length > 0
        ? [
            {
              kind: 'sum' as const,
              id: `sum ${value}`,
              text: sumName(t, page, type, { field: into, value }),
              figures,
            },
          ]
        : []),
    ]
  })
}

const isParent = (type: ItemType) => (column: Column) =>
  type.layout.kind === 'paired' && column.id === type.layout.parent

/** A page is known by so many words at its head; a purpose or an address would take a line of its own. */
const leapEm = 9

/** The first cells of a row: a date, a group and a name. */
function leapOf(t: TFunction, plan: TablePlan, row: Row): string {
  let words = ''
  for (const each of plan.planned) {
    if (each.figure) break
    const cell = writtenIn(each, row[each.at] ?? null, { t, itemType: plan.type.id })
    const more = [words, cell].filter(Boolean).join(' ')
    if (widthInEm(more) > leapEm) break
    words = more
  }
  return words
}

type Half = { field: string; value: string }

const belongsTo = (total: ItemType['totals'][string], half: Half | undefined): boolean =>
  half === undefined
    ? total.where === undefined
    : total.where?.field === half.field && total.where.values.includes(half.value)

/** Totals that stand under a column of the table, as they are written there. */
function sumsUnder(page: EntryPage, type: ItemType, half?: Half): Record<string, string> {
  const under: Record<string, string> = {}
  for (const [name, total] of Object.entries(type.totals)) {
    const value = page.entry.totals[name]
    if (value === undefined || !type.list.includes(total.sum) || !belongsTo(total, half)) continue
    under[total.sum] = totalFigure(fieldOfTotal(type, name), value)
  }
  return under
}

function sumName(t: TFunction, page: EntryPage, type: ItemType, half: Half): string {
  const names = Object.entries(type.totals).filter(
    ([name, total]) => belongsTo(total, half) && page.entry.totals[name] !== undefined,
  )
  const [only, ...others] = names
  return only && others.length === 0 ? totalName(t, type, only[0]) : t('table.sum')
}
