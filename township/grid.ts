// A table as the reader sees it, whatever file it came from: cells with their place, and which of them are merged.
import type { CellText } from '../disclosure/parse.ts'
import { compact } from '../disclosure/parse.ts'

export type Cell = CellText & { formula?: true; broken?: true }

export type Merge = { top: number; left: number; bottom: number; right: number }

export type Grid = {
  /** The sheet's name; null where a file is one table and has no sheets. */
  name: string | null
  hidden: boolean
  /** Rows and columns the clerk has hidden: read like all others, and told. */
  hiddenRows: ReadonlySet<number>
  hiddenColumns: ReadonlySet<number>
  /** Widths in characters where the file says them, for whoever draws or copies the sheet. */
  widths: readonly (number | undefined)[]
  rows: readonly (readonly (Cell | undefined)[])[]
  merges: readonly Merge[]
}

/** What a table has that no program has laid out. */
export const plainSheet = {
  hidden: false,
  hiddenRows: new Set<number>(),
  hiddenColumns: new Set<number>(),
  widths: [],
}

/** A text without a table. */
export const emptyGrid: Grid = { name: null, ...plainSheet, rows: [], merges: [] }

/** A letter as a table of one column. */
export const linesGrid = (lines: readonly string[]): Grid => ({
  ...emptyGrid,
  rows: lines.map((text) => [{ text }]),
})

const emptyCell: Cell = { text: '' }

export const cellAt = (grid: Grid, row: number, column: number): Cell => grid.rows[row]?.[column] ?? emptyCell

export const textAt = (grid: Grid, row: number, column: number): string => cellAt(grid, row, column).text

/** A1, AB12: as a clerk names a cell. */
export function addressOf(row: number, column: number): string {
  return `${columnName(column)}${row + 1}`
}

export function columnName(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (column % 26))
}

/** B3 or B3:D9 as programs write a range; null for whole columns and for what is none. */
export function rangeOf(written: string): Merge | null {
  const match = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?$/.exec(written.trim())
  if (!match) return null
  const [, fromColumn = '', fromRow = '', toColumn = fromColumn, toRow = fromRow] = match
  const [left, right] = [columnIndex(fromColumn), columnIndex(toColumn)]
  const [top, bottom] = [Number(fromRow) - 1, Number(toRow) - 1]
  return top < 0 || bottom < top || right < left ? null : { top, left, bottom, right }
}

const columnIndex = (letters: string): number =>
  Array.from(letters.toUpperCase()).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

export const widthOf = (grid: Grid): number =>
  grid.rows.reduce((width, row) => Math.max(width, row.length), 0)

/** Cells of a row that hold anything, with their columns. */
export function filledCells(grid: Grid, row: number): { column: number; cell: Cell }[] {
  return (grid.rows[row] ?? []).flatMap((cell, column) =>
    cell && compact(cell.text) !== '' ? [{ column, cell }] : [],
  )
}

export const isEmptyGrid = (grid: Grid): boolean =>
  grid.rows.every((_, row) => filledCells(grid, row).length === 0)

/** Where the value of a cell inside a merged range stands. */
export class MergeMap {
  /** By row, and only for rows that a merge touches: looking up a cell is one step for most. */
  readonly #rows: (Merge[] | undefined)[] = []

  constructor(grid: Grid) {
    for (const merge of grid.merges) {
      // A careless merge over whole columns would be a million cells; no table is taller than its rows.
      const bottom = Math.min(merge.bottom, grid.rows.length - 1)
      for (let row = merge.top; row <= bottom; row++) (this.#rows[row] ??= []).push(merge)
    }
  }

  mergeAt(row: number, column: number): Merge | undefined {
    return this.#rows[row]?.findLast((merge) => column >= merge.left && column <= merge.right)
  }
}
