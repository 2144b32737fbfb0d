// A sheet as a clerk knows it from Excel, for looking at: its cells, merges and widths, with everything personal covered.
import { findPersonal, publicNumbersOf, sweep } from '../disclosure/privacy.ts'
import { cleanText } from '../pack/clean-text.ts'
import type { Township } from '../disclosure/township.ts'
import { cellAt, columnName, widthOf } from './grid.ts'
import type { Grid, Merge } from './grid.ts'
import { findHeader, nameOfColumn } from './header.ts'
import type { Dropped } from './findings.ts'
import type { PictureRow, SheetPicture } from './seen.ts'

/** What stands where something personal is: never a part of it, not even its length. */
export const cover = '▇▇▇'

/** A screen and a bit: drawing 10,000 rows would take longer than a clerk waits. */
const rowsShown = 200
const columnsShown = 80
/** A 承包地 remark of 20,000 characters is read in Excel, not in a picture. */
const longestText = 200

export type PictureWish = {
  grid: Grid
  township: Pick<Township, 'hotlines' | 'windows' | 'villages'> | null
  dropped: readonly Dropped[]
  /** The row the picture must show. */
  around: number
}

export function pictureOf({ grid, township, dropped, around }: PictureWish): SheetPicture {
  const columnsInAll = widthOf(grid)
  const width = Math.min(columnsInAll, columnsShown)
  const rowsInAll = grid.rows.length
  const firstRow = Math.max(0, Math.min(around - Math.floor(rowsShown / 2), rowsInAll - rowsShown))
  const lastRow = Math.min(rowsInAll, firstRow + rowsShown)
  const personal = personalColumns(grid, dropped)
  const numbers = numbersOf(township)
  const dataFrom = personal.dataFrom
  const rows: PictureRow[] = []
  for (let row = firstRow; row < lastRow; row++) {
    const cells = Array.from({ length: width }, (_, column) => {
      const { text } = cellAt(grid, row, column)
      if (text === '') return ''
      if (row >= dataFrom && personal.columns.has(column)) return cover
      const clean = cleanText(text)
      return findPersonal(clean, numbers, row >= dataFrom ? 'person-row' : 'anywhere').length > 0
        ? cover
        : shortened(clean)
    })
    rows.push({ row, hidden: grid.hiddenRows.has(row), cells })
  }
  return {
    columns: Array.from({ length: width }, (_, column) => ({
      name: columnName(column),
      width: grid.widths[column] ?? widthNeeded(rows, column),
      hidden: grid.hiddenColumns.has(column),
      covered: personal.columns.has(column),
    })),
    rows,
    merges: grid.merges.flatMap((merge) => withinPicture(merge, firstRow, lastRow, width)),
    rowsInAll,
    columnsInAll,
    firstRow,
  }
}

/** The columns the reader left behind because they hold numbers or illnesses of persons, and where rows begin. */
function personalColumns(
  grid: Grid,
  dropped: readonly Dropped[],
): { columns: ReadonlySet<number>; dataFrom: number } {
  const header = findHeader(grid)
  if (!header) return { columns: new Set(), dataFrom: grid.rows.length === 0 ? 0 : 1 }
  const names = new Set(dropped.filter(({ why }) => why === 'personal').map(({ column }) => column))
  const columns = header.columns.filter((column) => {
    const name = nameOfColumn(column)
    return names.has(name) || names.has(sweep(cleanText(name), new Set()).text)
  })
  return { columns: new Set(columns.map(({ index }) => index)), dataFrom: header.lastRow + 1 }
}

function numbersOf(township: PictureWish['township']): ReadonlySet<string> {
  if (!township) return new Set()
  const { hotlines, windows, villages } = township
  return publicNumbersOf([
    ...hotlines.map(({ phone }) => phone),
    ...windows.map(({ phone }) => phone),
    ...villages.flatMap((village) => village.hotlines.map(({ phone }) => phone)),
  ])
}

const shortened = (text: string): string => {
  const characters = [...text]
  return characters.length > longestText ? `${characters.slice(0, longestText).join('')}…` : text
}

/** A file without widths: as wide as what is written, within reason; a Chinese character takes two places. */
function widthNeeded(rows: readonly PictureRow[], column: number): number {
  const places = (text: string) => [...text].reduce((sum, each) => sum + (each > '\u2e7f' ? 2 : 1), 0)
  const filled = rows
    .flatMap(({ cells }) => (cells[column] ? [places(cells[column])] : []))
    .sort((a, b) => a - b)
  // The title in A1 is no measure for the column of numbers below it.
  const usual = filled[Math.floor(filled.length * 0.9)] ?? 8
  return Math.max(6, Math.min(usual + 1, 40))
}

function withinPicture(merge: Merge, firstRow: number, lastRow: number, width: number): Merge[] {
  const clipped = {
    top: Math.max(merge.top, firstRow),
    left: merge.left,
    bottom: Math.min(merge.bottom, lastRow - 1),
    right: Math.min(merge.right, width - 1),
  }
  return clipped.top <= clipped.bottom && clipped.left <= clipped.right ? [clipped] : []
}

/** C15 as row and column; null for anything else. */
export function placeOfCell(cell: string): { row: number; column: number } | null {
  const parts = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(cell.replace(/[:：].*$/, ''))
  if (!parts) return null
  const column = [...(parts[1] ?? '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { row: Number(parts[2]) - 1, column }
}
