// Figures that a table prints beside its rows: the opening balance in a first line, the closing one in the total row.
import type { ItemType } from '../disclosure/item-type.ts'
import { compact } from '../disclosure/parse.ts'
import { addressOf, cellAt } from './grid.ts'
import type { Cell } from './grid.ts'
import type { Fit } from './fit.ts'
import type { Column } from './header.ts'
import { readCell } from './read-cell.ts'
import type { SheetContext, SheetLines } from './sheet-lines.ts'
import { unitOf } from './units.ts'

export class FigureRows {
  readonly #context: SheetContext
  readonly #fits: readonly Fit[]
  readonly #result: Pick<SheetLines, 'lines' | 'figures' | 'figureCells'>

  constructor(
    context: SheetContext,
    fits: readonly Fit[],
    result: Pick<SheetLines, 'lines' | 'figures' | 'figureCells'>,
  ) {
    this.#context = context
    this.#fits = fits
    this.#result = result
  }

  readTotal(row: number): void {
    for (const { type, fields } of this.#fits)
      for (const [name, figure] of Object.entries(type.figures ?? {})) {
        const column = figure.at === 'total' ? fields.get(figure.field) : undefined
        if (column) this.#keep(type, name, figure.field, row, column)
      }
  }

  /** False if the row is no such line. */
  readFirst(row: number, filled: readonly { column: number; cell: Cell }[]): boolean {
    for (const { type, fields } of this.#fits)
      for (const [name, figure] of Object.entries(type.figures ?? {})) {
        if (figure.at !== 'first-row') continue
        const column = fields.get(figure.field)
        const labels = figure.labels.map(compact)
        if (!column || !filled.some(({ cell }) => labels.includes(compact(cell.text)))) continue
        // 承前页 and 上月结余 between the lines only repeat what stands above them.
        if (this.#result.lines.length === 0) this.#keep(type, name, figure.field, row, column)
        return true
      }
    return false
  }

  #keep(type: ItemType, name: string, field: string, row: number, column: Column): void {
    const declared = type.fields[field]
    const cell = cellAt(this.#context.grid, row, column.index)
    const read = declared
      ? readCell(declared, cell, unitOf(declared, column.unit, this.#context), this.#context.hint)
      : null
    if (read?.kind !== 'value' || typeof read.value !== 'number') return
    this.#result.figures.set(type.id, { ...this.#result.figures.get(type.id), [name]: read.value })
    this.#result.figureCells.set(`${type.id}.${name}`, addressOf(row, column.index))
  }
}
