// What check and build print: every file, every sheet, what was read from it, and all that the clerk should know.
import type { EntryLine } from '../pack/preview.ts'
import type { LeftOut } from './accept.ts'
import type { UsedAnswer } from './answers-in-use.ts'
import type { Reason } from './recognise.ts'
import type { Dropped, Fault, Note, Question, SweptCell } from './findings.ts'
import type { BrokenLimit } from './source-limits.ts'

export type ItemLine = {
  itemType: string
  itemTypeTitle: string
  village: string | null
  period: string | null
  rows: number
  totals: Record<string, number>
  /** How sure it is, in per cent, that this is what the sheet is, and by what it was known. */
  confidence: number
  reasons: Reason[]
}

export type PrintedLine = { cell: string; printed: number; sum: number; matches: boolean }

export const skipReasons = [
  'lock-file',
  'backup-file',
  'system-file',
  'too-large',
  'took-too-long',
  'empty',
  'unreadable',
  'password-protected',
  'corrupt',
  'picture',
  'pdf',
  'pack',
  'archive',
  'old-word',
  'not-a-sheet',
  'register',
  'not-for-disclosure',
  'hidden',
  'not-recognised',
  'unfilled-template',
] as const
export type SkipReason = (typeof skipReasons)[number]

export type SheetReport = {
  sheet: string | null
  skipped?: SkipReason
  /** Of what is too large: the limit it broke. */
  limit?: BrokenLimit
  /** What answers about this sheet are kept under (a form and a letter have none). */
  layout?: string
  items: ItemLine[]
  notes: Note[]
  printedTotals: PrintedLine[]
}

export type FileReport = {
  file: string
  skipped?: SkipReason
  limit?: BrokenLimit
  /** Nobody but a person can say whether a picture shows a card, a signature or a child. */
  why?: 'may-show-personal-data'
  /** Of a picture that a sheet names: the entries it stands in. */
  attachedTo?: string[]
  sheets: SheetReport[]
}

export type Report = {
  files: FileReport[]
  dropped: Dropped[]
  swept: SweptCell[]
  questions: Question[]
  faults: Fault[]
  /** What a clerk answered before, and what was read by it. */
  answersUsed: UsedAnswer[]
  /** What is not in the pack, and what has to be put right or answered first. */
  leftOut: LeftOut[]
  entries: EntryLine[]
}
