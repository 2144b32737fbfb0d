// What a clerk looks at before signing: the picture of a sheet, and what a pack would change. Only shapes, for the page too.
import type { EntryLine } from '../pack/preview.ts'

export type PictureColumn = { name: string; width: number; hidden: boolean; covered: boolean }
export type PictureRow = { row: number; hidden: boolean; cells: string[] }

export type SheetPicture = {
  columns: PictureColumn[]
  rows: PictureRow[]
  /** Only those that begin or lie in the rows that are shown. */
  merges: { top: number; left: number; bottom: number; right: number }[]
  /** Rows and columns of the whole sheet; the picture is a window on it. */
  rowsInAll: number
  columnsInAll: number
  firstRow: number
}

export type ComparedEntry = {
  line: EntryLine
  /** Null: the earlier pack has no such item, or there is no earlier pack. */
  before: { rows: number; totals: Record<string, number> } | null
  change: 'new' | 'changed' | 'same'
}
