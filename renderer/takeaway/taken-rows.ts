// Rows that may leave: of one row its fields, of many a table, each with the columns that its declaration lets go.
import type { TFunction } from 'i18next'
import type { Row } from '../../electron/contract.ts'
import { isValueOf } from '../../disclosure/fields.ts'
import { columnsOf, goesByTitle, type Column, type ItemType } from '../../disclosure/item-type.ts'
import { leavingColumns } from '../../disclosure/take-away.ts'
import { figureOf, isFigure } from '../fields/figure.ts'
import { fieldName, unitName } from '../words.ts'
import type { TakenLine, TakenTable } from './taken.ts'

/** The one row of a guide or a count, its fields one under another. */
export function fieldLines(t: TFunction, type: ItemType, row: Row): TakenLine[] {
  return cellsOf(t, type, row).flatMap(({ column, value }) =>
    value === '' || (goesByTitle(type) && column.id === titleField)
      ? []
      : [{ kind: 'field', name: fieldName(t, type.id, column.id), value } as const],
  )
}

/** It is the title of the page already. */
const titleField = 'title'

export function tablesOf(t: TFunction, type: ItemType, rows: readonly Row[]): TakenTable[] {
  const columns = leavingColumns(type)
  if (columns.length === 0) return []
  const { layout } = type
  if (layout.kind !== 'paired') return [tableOf(t, type, rows, { name: null, left: [] })]
  // Two tables beside each other on the sheet are one below the other on paper.
  const at = columnsOf(type).findIndex(({ id }) => layout.halves.some(({ into }) => into === id))
  const left = [layout.parent, ...layout.halves.map(({ into }) => into)].filter((id) => id !== undefined)
  return layout.halves.flatMap(({ into, value }) => {
    const half = rows.filter((row) => row[at] === value)
    const name = t(`disclosure:${type.id}.choices.${into}.${value}`)
    return half.length === 0 ? [] : [tableOf(t, type, half, { name, left })]
  })
}

function tableOf(
  t: TFunction,
  type: ItemType,
  rows: readonly Row[],
  of: { name: string | null; left: readonly string[] },
): TakenTable {
  const taken = rows.map((row) => cellsOf(t, type, row)).filter(saysSomething)
  const parent = type.layout.kind === 'paired' ? type.layout.parent : undefined
  const drawn = leavingColumns(type).filter(
    ({ column }) =>
      !of.left.includes(column.id) &&
      taken.some((cells) => cells.some((cell) => cell.column.id === column.id && cell.value !== '')),
  )
  return {
    name: of.name,
    columns: drawn.map(({ column }) => ({
      name: headOf(t, type, column),
      figure: isFigure(column),
    })),
    rows: taken.map((cells) => ({
      cells: drawn.map(({ column }) => cells.find((cell) => cell.column.id === column.id)?.plain ?? ''),
      part: cells.some((cell) => cell.column.id === parent && cell.value !== ''),
    })),
  }
}

/** A subject with nothing but noughts takes paper and says nothing. */
const saysSomething = (cells: readonly Cell[]): boolean =>
  !cells.some(({ column }) => isFigure(column)) ||
  cells.some(({ column, plain }) => isFigure(column) && /[1-9]/.test(plain))

function headOf(t: TFunction, type: ItemType, column: Column): string {
  const unit = isFigure(column) ? unitName(t, column.unit) : ''
  const name = fieldName(t, type.id, column.id)
  return unit === '' ? name : t('takeaway:headUnit', { name, unit })
}

/** `plain` without its unit, which stands in a table's head. */
type Cell = { column: Column; value: string; plain: string }

function cellsOf(t: TFunction, type: ItemType, row: Row): Cell[] {
  return leavingColumns(type).map(({ column, at }) => {
    const stored = row[at] ?? null
    const plain = isValueOf(column, stored) ? figureOf(column, stored, { t, itemType: type.id }) : ''
    const unit = plain !== '' && isFigure(column) ? unitName(t, column.unit) : ''
    return { column, value: plain + unit, plain }
  })
}
