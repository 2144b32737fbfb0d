// What a careful clerk may want to know of a table's header and rows: units, repeated names, merged and ditto cells.
import { compact } from '../disclosure/parse.ts'
import { isDitto } from './cells-above.ts'
import type { CellsAbove } from './cells-above.ts'
import { addressOf, cellAt, filledCells, textAt } from './grid.ts'
import type { Fit } from './fit.ts'
import { cellOfHeader, isNumberRow, isUnitRow } from './header.ts'
import type { Column, Header } from './header.ts'
import { HowWritten } from './how-written.ts'
import type { Spot } from './how-written.ts'
import type { Line, SheetContext } from './sheet-lines.ts'

export const spotOf = (row: number, column: number): Spot => ({ at: addressOf(row, column), row, column })

/** A row that is no data is told by its first cell. */
export function markRow(
  written: HowWritten,
  context: SheetContext,
  kind: 'subtotal-rows' | 'footer-rows' | 'unit-row' | 'column-number-row',
  row: number,
): void {
  const first = filledCells(context.grid, row)[0]
  if (first) written.mark(kind, spotOf(row, first.column))
}

export function noteHeader(
  written: HowWritten,
  context: SheetContext,
  header: Header,
  fits: readonly Fit[],
): void {
  const { grid } = context
  for (let row = header.firstRow; row <= header.lastRow; row++) {
    if (isUnitRow(grid, row)) markRow(written, context, 'unit-row', row)
    else if (isNumberRow(grid, row)) markRow(written, context, 'column-number-row', row)
  }
  for (const column of header.columns)
    if (header.columns.some((other) => other !== column && isSameName(column, other)))
      written.mark('duplicate-header', spotOfHeader(header, column))
  noteWan(written, context, header, fits)
}

const isSameName = (one: Column, other: Column): boolean => one.key === other.key && one.unit === other.unit

const spotOfHeader = (header: Header, column: Column): Spot => ({
  at: cellOfHeader(header, column),
  row: header.lastRow,
  column: column.index,
})

/** 万元 over a column, or above the table where no column says it. */
function noteWan(written: HowWritten, context: SheetContext, header: Header, fits: readonly Fit[]): void {
  const inWan = fits.flatMap(({ type, fields }) =>
    [...fields].flatMap(([name, column]) =>
      type.fields[name]?.kind === 'money' && column.unit.startsWith('万') ? [column] : [],
    ),
  )
  for (const column of inWan) written.mark('unit-wan', spotOfHeader(header, column))
  if (inWan.length > 0 || context.moneyUnit !== 'wan') return
  for (let row = 0; row < header.firstRow; row++)
    for (const { column, cell } of filledCells(context.grid, row))
      if (/万元/.test(compact(cell.text))) written.mark('unit-wan', spotOf(row, column))
}

/** A sheet called 大桥, or 村名:大桥 above the table: the village by another name than the register has. */
export function noteVillageLine(written: HowWritten, context: SheetContext, before: number): void {
  const { name: sheet } = context.grid
  const named = sheet === null ? null : context.villages.place(sheet)
  if (sheet !== null && named) written.village(sheet, named.village, { at: '', row: -1, column: 0 })
  for (let row = 0; row < before; row++)
    for (const { column, cell } of filledCells(context.grid, row)) {
      const name = /^(?:村名|村别|行政村|所属村|村)[::](.+)$/.exec(cell.text.trim())?.[1]
      const placed = name === undefined ? null : context.villages.place(name)
      if (placed && name !== undefined) written.village(name, placed.village, spotOf(row, column))
    }
}

/** The first cell above the table that says this. */
export function cellAbove({ grid }: SheetContext, before: number, words: RegExp): string | null {
  for (let row = 0; row < before; row++)
    for (const { column, cell } of filledCells(grid, row))
      if (words.test(cell.text)) return addressOf(row, column)
  return null
}

/** The cells of all lines, each as it stands in the sheet. */
export class RowsWritten {
  readonly #written: HowWritten
  readonly #context: SheetContext
  readonly #header: Header
  readonly #cells: CellsAbove

  constructor(written: HowWritten, context: SheetContext, header: Header, cells: CellsAbove) {
    this.#written = written
    this.#context = context
    this.#header = header
    this.#cells = cells
  }

  line(line: Line, fit: Fit): void {
    const { grid } = this.#context
    for (const [name, field] of Object.entries(fit.type.fields)) {
      const column = fit.fields.get(name)
      if (!column || this.#filledFromAbove(line.row, column)) continue
      const spot = spotOf(line.row, column.index)
      this.#written.cell(field, cellAt(grid, line.row, column.index), spot)
      if (field.kind === 'phone' && isMobile(textAt(grid, line.row, column.index)))
        this.#written.mark('public-contact', spotOfHeader(this.#header, column))
    }
    const column = fit.village ?? fit.place
    if (!column || !line.village || this.#filledFromAbove(line.row, column)) return
    const text = textAt(grid, line.row, column.index)
    if (compact(text) === '') this.#written.mark('merged-down', spotOf(line.row, column.index))
    else this.#written.village(text, line.village, spotOf(line.row, column.index))
  }

  /** True if the cell's value is that of a cell above it. */
  #filledFromAbove(row: number, column: Column): boolean {
    const text = compact(textAt(this.#context.grid, row, column.index))
    if (isDitto(text)) {
      this.#written.mark('ditto-mark', spotOf(row, column.index))
      return true
    }
    const merge = text === '' ? this.#cells.mergedFrom(row, column.index) : null
    if (!merge) return false
    this.#written.mark('merged-down', spotOf(merge.top, merge.left))
    return true
  }
}

const isMobile = (text: string): boolean => /^1[3-9]\d{9}$/.test(compact(text).replaceAll('-', ''))
