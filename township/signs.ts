// What a file has besides its cells and a clerk should know of: macros, links elsewhere, pictures over cells, comments, hidden parts.
import type { Grid } from './grid.ts'
import { addressOf, columnName, filledCells } from './grid.ts'

export type SignKind =
  | 'macros'
  | 'external-link'
  | 'picture-over-cells'
  | 'embedded-object'
  | 'cell-comment'
  | 'hidden-cells'
  | 'beyond-dimension'

/** `sheet` is null for the file as a whole; `cell` is the first of `count`. */
export type Sign = { kind: SignKind; sheet: string | null; cell: string | null; count: number }

export class Signs {
  readonly #signs = new Map<string, Sign>()

  add(kind: SignKind, sheet: string | null = null, cell: string | null = null, count = 1): void {
    const key = `${kind}\n${sheet ?? ''}`
    const known = this.#signs.get(key)
    if (known) known.count += count
    else this.#signs.set(key, { kind, sheet, cell, count })
  }

  /** Hidden rows and columns are read like all others, so that sums agree; but never without a word. */
  addHidden(grid: Grid): void {
    if (grid.hidden || (grid.hiddenRows.size === 0 && grid.hiddenColumns.size === 0)) return
    const rows = [...grid.hiddenRows].filter((row) => filledCells(grid, row).length > 0).toSorted(byNumber)
    const columns = columnsWithText(grid, grid.hiddenColumns)
    const [row] = rows
    const [column] = columns
    if (row !== undefined)
      this.add('hidden-cells', grid.name, addressOf(row, filledCells(grid, row)[0]?.column ?? 0), rows.length)
    if (column !== undefined) this.add('hidden-cells', grid.name, `${columnName(column)}1`, columns.length)
  }

  get all(): Sign[] {
    return [...this.#signs.values()]
  }
}

const byNumber = (one: number, other: number): number => one - other

function columnsWithText(grid: Grid, columns: ReadonlySet<number>): number[] {
  if (columns.size === 0) return []
  const found = new Set<number>()
  for (const row of grid.rows)
    for (const column of columns) if ((row[column]?.text ?? '').trim() !== '') found.add(column)
  return [...found].toSorted(byNumber)
}
