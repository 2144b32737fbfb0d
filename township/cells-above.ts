// What a cell takes from above: by a ditto mark (〃, 同上), or because it is merged with the cell above.
import { compact } from '../disclosure/parse.ts'
import { cellAt, MergeMap } from './grid.ts'
import type { Cell, Grid, Merge } from './grid.ts'

const dittoMarks = /^(?:同上|同|〃+|″|′′|"|＂|''|”|“|々|ˮ|,,|、、|„|‟)$/

export const isDitto = (text: string): boolean => dittoMarks.test(compact(text))

export class CellsAbove {
  readonly #grid: Grid
  readonly #merges: MergeMap
  readonly #lastHeaderRow: number
  readonly #above = new Map<number, string>()

  constructor(grid: Grid, lastHeaderRow: number) {
    this.#grid = grid
    this.#merges = new MergeMap(grid)
    this.#lastHeaderRow = lastHeaderRow
  }

  /** Asked row by row: a ditto mark repeats the last text of its column that was asked for. */
  cell(row: number, column: number): Cell {
    const cell = cellAt(this.#grid, row, column)
    const text = compact(cell.text)
    if (dittoMarks.test(text)) return { text: this.#above.get(column) ?? '' }
    if (text !== '') {
      this.#above.set(column, cell.text)
      return cell
    }
    const merge = this.mergedFrom(row, column)
    return merge ? cellAt(this.#grid, merge.top, merge.left) : cell
  }

  /** The merged range that begins above this cell; a header's reaches no row. */
  mergedFrom(row: number, column: number): Merge | null {
    const merge = this.#merges.mergeAt(row, column)
    return merge && merge.top < row && merge.top > this.#lastHeaderRow ? merge : null
  }
}
