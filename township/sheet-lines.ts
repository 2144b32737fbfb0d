// The lines of one sheet once they are understood: rows of a village, sums the sheet prints, figures, remarks.
import type { ItemType } from '../disclosure/item-type.ts'
import type { DateHint } from '../disclosure/parse.ts'
import type { Period } from '../disclosure/period.ts'
import type { Village, Township } from '../disclosure/township.ts'
import type { Fault, Findings } from './findings.ts'
import type { Grid } from './grid.ts'
import type { NilRow } from './nil-rows.ts'
import type { NamedPicture } from './pictures.ts'
import type { SweptValue, Sweeper } from './sweep.ts'
import type { Column } from './header.ts'
import type { Placed, VillageNames } from './village-names.ts'

/** All that reading a sheet needs to know besides the sheet. */
export type SheetContext = {
  file: string
  sheet: string | null
  grid: Grid
  sweeper: Sweeper
  findings: Findings
  township: Township
  villages: VillageNames
  /** What the sheet looks like whatever its quarter: answers are kept under it. */
  layout: string
  /** The village of the whole sheet, from its name, its title or its file's name. */
  placed: Placed | null
  /** 一组 alone above the header: the first rows are its, until the next heading. */
  firstGroup: number | null
  hint: DateHint | undefined
  /** 单位:万元, 单位:公顷 above the table. */
  moneyUnit: string
  landUnit: string
  /** 补贴标准:86.9元/亩 above the table. */
  rate: string | null
  /** The day for which a list says who is a minor. */
  asOf: string
  period: Period
  /** The sheet's own columns, for questions about one of them. */
  columns?: readonly Column[]
  today: string
  /** The title says that the list is of children. */
  ofChildren: boolean
}

export type Line = {
  row: number
  type: ItemType
  /** Null on a sheet that is the township's own. */
  village: Village | null
  values: Record<string, SweptValue>
  /** Where each value stands; a field without a column has no place. */
  cells: Record<string, string>
  /** Fields that are summed and whose cell could not be read: the sum would be too small. */
  unread?: readonly string[]
  isSubLine: boolean
  isMinor: boolean
  /** Whether the sheet itself told the age; if not, other sheets may. */
  ageKnown: boolean
  /** The name before it was masked, to know the same child on another sheet; never leaves the reader. */
  fullName: string | null
  /** What the sheet tells of the person and keeps for itself; never leaves the reader. */
  person?: KeptBack
  picture: NamedPicture | null
}

/** `mark` is the same for the same number of a person and says nothing of it; `born` is a date of birth. */
export type KeptBack = { mark: string | null; born: string | null }

/** A breach, and whose item it is about; null speaks for every village of the sheet. */
export type LineFault = { fault: Fault; type: ItemType; village: Village | null }

/** A sum the sheet prints, and what its lines come to. */
export type PrintedSum = {
  cell: string
  field: string
  printed: number
  sum: number
  matches: boolean
  /** The village it speaks for; null when it speaks for several. */
  village: Village | null
}

export type SheetLines = {
  lines: Line[]
  printed: PrintedSum[]
  faults: LineFault[]
  /** Per item type id. */
  figures: Map<string, Record<string, number>>
  /** Where a figure was read, by `type.name`. */
  figureCells: Map<string, string>
  /** Texts below (and between) the rows. */
  footers: { text: string; cell: string }[]
  /** Rows that say that there is nothing to list. */
  nils?: NilRow[]
}
