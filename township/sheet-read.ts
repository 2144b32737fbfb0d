// What reading a sheet is given and what it gives back, whichever way the sheet is laid out.
import type { AnswersInUse } from './answers-in-use.ts'
import type { Draft } from './draft.ts'
import type { Findings } from './findings.ts'
import type { Grid } from './grid.ts'
import type { Header } from './header.ts'
import type { Register } from './register.ts'
import type { NothingOnSheet } from './nil-rows.ts'
import type { SkipReason } from './report.ts'
import type { PrintedSum } from './sheet-lines.ts'
import type { Sweeper, SweptText } from './sweep.ts'
import type { VillageNames } from './village-names.ts'
import type { Around } from './around-table.ts'

export type Township = Register & {
  villages: VillageNames
  findings: Findings
  sweeper: Sweeper
  answers: AnswersInUse
  today: string
}

export type SheetRead = {
  drafts: Draft[]
  printed: PrintedSum[]
  /** What the sheet says did not happen. */
  nothing?: NothingOnSheet[]
  skipped?: SkipReason
  layout?: SweptText
}

/** One table, and what is known of it before it is known what it is. */
export type Found = {
  township: Township
  file: string
  grid: Grid
  header: Header
  around: Around
  layout: SweptText
}

export const placeOf = (township: Township, file: string, grid: Grid) => ({
  file: township.sweeper.name(file),
  sheet: grid.name === null ? null : township.sweeper.name(grid.name),
})

export const skipped = (why: SkipReason): SheetRead => ({ drafts: [], printed: [], skipped: why })
