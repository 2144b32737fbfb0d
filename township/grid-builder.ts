// Collects the cells of one sheet into a grid, and stops at the limits before memory does.
import type { Cell, Grid, Merge } from './grid.ts'
import { addressOf } from './grid.ts'
import { within } from './source-limits.ts'

/** What all sheets of one file may hold together. */
export type Allowance = { cells: number; characters: number }

export const noneUsed = (): Allowance => ({ cells: 0, characters: 0 })

export class GridBuilder {
  readonly #used: Allowance
  readonly #rows: (Cell | undefined)[][] = []
  readonly #merges: Merge[] = []
  /** Counted for the file only once the sheet is whole: what is refused takes no room from the others. */
  #cells = 0
  #characters = 0
  readonly hiddenRows = new Set<number>()
  readonly hiddenColumns = new Set<number>()
  readonly widths: (number | undefined)[] = []

  constructor(used: Allowance) {
    this.#used = used
  }

  put(row: number, column: number, cell: Cell): void {
    const { length } = cell.text
    if (row >= 1000) within('rows', row + 1, addressOf(row, column))
    if (column >= 100) within('columns', column + 1, addressOf(row, column))
    if (length > 1000) within('cellCharacters', length, addressOf(row, column))
    within('cells', this.#used.cells + ++this.#cells)
    within('characters', this.#used.characters + (this.#characters += length))
    while (this.#rows.length <= row) this.#rows.push([])
    const cells = this.#rows[row] ?? []
    while (cells.length < column) cells.push(undefined)
    cells[column] = cell
  }

  merge(merge: Merge): void {
    if (merge.bottom < merge.top || merge.right < merge.left) return
    this.#merges.push(merge)
    within('merges', this.#merges.length)
  }

  hideRows(from: number, to: number): void {
    for (let row = from; row <= Math.min(to, maxIndex); row++) this.hiddenRows.add(row)
  }

  /** `stored` is the width as files have it, the padding of 0.83 characters included. */
  columns(from: number, to: number, stored: number | undefined, hidden: boolean): void {
    const width = stored === undefined ? undefined : Math.round(Math.max(0, stored - 0.83) * 100) / 100
    for (let column = from; column <= Math.min(to, 16_383); column++) {
      if (hidden) this.hiddenColumns.add(column)
      if (width !== undefined && column < 512) {
        while (this.widths.length < column) this.widths.push(undefined)
        this.widths[column] = width
      }
    }
  }

  grid(name: string | null, hidden: boolean): Grid {
    const rows = this.#rows
    this.#used.cells += this.#cells
    this.#used.characters += this.#characters
    const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
    return {
      name,
      hidden,
      hiddenRows: clipped(this.hiddenRows, rows.length),
      hiddenColumns: clipped(this.hiddenColumns, width),
      widths: this.widths,
      rows,
      merges: clippedMerges(this.#merges, rows.length, width),
    }
  }
}

/** The last row any program has. */
const maxIndex = 1_048_575

const clipped = (indexes: ReadonlySet<number>, length: number): ReadonlySet<number> =>
  new Set([...indexes].filter((index) => index < length))

/** A merge over a whole sheet is one over its table; what lies outside of it covers nothing. */
function clippedMerges(merges: readonly Merge[], rows: number, width: number): Merge[] {
  let covered = 0
  return merges.flatMap(({ top, left, bottom, right }) => {
    if (top >= rows || left >= width) return []
    const clippedTo = { top, left, bottom: Math.min(bottom, rows - 1), right: Math.min(right, width - 1) }
    covered += (clippedTo.bottom - top + 1) * (clippedTo.right - left + 1)
    within('mergedCells', covered)
    return [clippedTo]
  })
}
