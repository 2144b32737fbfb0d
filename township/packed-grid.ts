// A grid on its way from the reading process: each different cell once, and where it stands as plain numbers.
import type { Cell, Grid, Merge } from './grid.ts'

export type PackedGrid = {
  name: string | null
  hidden: boolean
  hiddenRows: number[]
  hiddenColumns: number[]
  widths: (number | undefined)[]
  /** top, left, bottom, right of each. */
  merges: Int32Array
  /** Of each row how many cells, then all cells, each the index of a different one + 1; 0 is none. */
  lengths: Uint32Array
  places: Uint32Array
  texts: string[]
  days: (string | undefined)[]
  /** NaN where a cell is no number. */
  numbers: Float64Array
  marks: Uint8Array
}

const formulaMark = 1
const brokenMark = 2

export function packGrid(grid: Grid): PackedGrid {
  const indexes = new Map<Cell, number>()
  const lengths = Uint32Array.from(grid.rows, (row) => row.length)
  const places = new Uint32Array(lengths.reduce((sum, length) => sum + length, 0))
  let at = 0
  for (const row of grid.rows)
    for (const cell of row) {
      if (cell) {
        let index = indexes.get(cell)
        if (index === undefined) indexes.set(cell, (index = indexes.size + 1))
        places[at] = index
      }
      at += 1
    }
  const cells = [...indexes.keys()]
  return {
    name: grid.name,
    hidden: grid.hidden,
    hiddenRows: [...grid.hiddenRows],
    hiddenColumns: [...grid.hiddenColumns],
    widths: [...grid.widths],
    merges: Int32Array.from(
      grid.merges.flatMap(({ top, left, bottom, right }) => [top, left, bottom, right]),
    ),
    lengths,
    places,
    texts: cells.map(({ text }) => text),
    days: cells.map(({ day }) => day),
    numbers: Float64Array.from(cells, ({ number }) => number ?? Number.NaN),
    marks: Uint8Array.from(
      cells,
      ({ formula, broken }) => (formula ? formulaMark : 0) | (broken ? brokenMark : 0),
    ),
  }
}

/** Cells that were one are one again: nobody changes a cell. */
export function unpackGrid(packed: PackedGrid): Grid {
  const cells = packed.texts.map((text, index) => cellOf(packed, text, index))
  const rows: (Cell | undefined)[][] = []
  let at = 0
  for (const length of packed.lengths) {
    const row: (Cell | undefined)[] = []
    for (const end = at + length; at < end; at++) row.push(cells[(packed.places[at] ?? 0) - 1])
    rows.push(row)
  }
  return {
    name: packed.name,
    hidden: packed.hidden,
    hiddenRows: new Set(packed.hiddenRows),
    hiddenColumns: new Set(packed.hiddenColumns),
    widths: packed.widths,
    rows,
    merges: mergesOf(packed.merges),
  }
}

function cellOf({ days, numbers, marks }: PackedGrid, text: string, index: number): Cell {
  const cell: Cell = { text }
  const number = numbers[index] ?? Number.NaN
  const day = days[index]
  const mark = marks[index] ?? 0
  if (!Number.isNaN(number)) cell.number = number
  if (day !== undefined) cell.day = day
  if ((mark & formulaMark) !== 0) cell.formula = true
  if ((mark & brokenMark) !== 0) cell.broken = true
  return cell
}

function mergesOf(numbers: Int32Array): Merge[] {
  return Array.from({ length: numbers.length / 4 }, (_, index) => {
    const [top = 0, left = 0, bottom = 0, right = 0] = numbers.subarray(index * 4, index * 4 + 4)
    return { top, left, bottom, right }
  })
}
