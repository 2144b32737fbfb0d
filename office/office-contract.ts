// All that the township's window may ask of its machine: each call's name, its input, what comes back, and what it is told.
import { z } from 'zod'
import { isoDatePattern, personNamePattern, stepIds } from './office-facts.ts'
import type { StepId } from './office-facts.ts'
import type { EntryLine } from '../pack/preview.ts'
import type { ComparedEntry, SheetPicture } from '../township/seen.ts'

export type { ComparedEntry, SheetPicture, StepId }

/** One channel for calls, one for events; nothing else passes between page and machine. */
export const callChannel = 'office:call'
export const eventChannel = 'office:event'

const None = z.strictObject({})
const Path = z.string().min(1).max(4000)
/** A file as a report calls it: relative, with /. */
const FileName = z.string().min(1).max(1000)
const Key = z.string().min(1).max(2000)
const SheetName = z.string().max(200).nullable()
const Cell = z.string().max(20).nullable()
const QuestionKind = z.enum([
  'which-item-type',
  'which-village',
  'which-period',
  'which-unit',
  'which-column',
  'may-picture-be-shown',
  'why-corrected',
])
type QuestionKind = z.infer<typeof QuestionKind>
const Passphrase = z.string().max(200)
const Reviewed = z.strictObject({
  name: z.string().regex(personNamePattern),
  on: z.string().regex(isoDatePattern),
})

export const calls = {
  /** Everything the window shows besides the report itself. */
  situation: None,
  chooseFolder: None,
  makeTemplates: None,
  /** A folder that was dropped, or one of the recent ones. */
  openFolder: z.strictObject({ folder: Path }),
  /** Takes in what has changed in the folder, or what was answered. */
  readAgain: None,
  cancelReading: None,
  forgetFolder: z.strictObject({ folder: Path }),
  goTo: z.strictObject({ step: z.enum(stepIds) }),
  report: None,
  picture: z.strictObject({ file: FileName, sheet: SheetName, cell: Cell }),
  showInFolder: z.strictObject({ file: FileName }),

  answer: z.strictObject({
    kind: QuestionKind,
    key: Key,
    answer: z.string().max(200).nullable(),
  }),
  /** A file or a layout that stays in the office, or is let out again. */
  notForDisclosure: z.strictObject({ key: Key, held: z.boolean() }),
  accept: z.strictObject({
    file: FileName,
    sheet: SheetName,
    cell: Cell,
    kind: z.string().max(60),
    reason: z.string().trim().min(4).max(200),
  }),
  takeBack: z.strictObject({ file: FileName, sheet: SheetName, cell: Cell, kind: z.string().max(60) }),

  entries: None,
  chooseLastPack: None,
  openPreview: None,
  closePreview: None,

  review: z.strictObject({ step: z.enum(['pre-review', 'secrecy-review']), done: Reviewed.nullable() }),

  chooseKey: None,
  makeKey: z.strictObject({ passphrase: Passphrase }),
  sign: z.strictObject({ passphrase: Passphrase, sequence: z.number().int().min(1).max(999_999_999) }),

  opinions: None,
  takeOpinions: z.strictObject({ taken: z.boolean() }),
  collectFromDrive: z.strictObject({ driveId: z.string().max(64), passphrase: Passphrase }),
  collectFromFolder: z.strictObject({ passphrase: Passphrase }),

  drives: None,
  writeToDrive: z.strictObject({ driveId: z.string().max(64) }),
  writeToFolder: None,
} as const satisfies Record<string, z.ZodType>

export type CallName = keyof typeof calls
export type InputOf<N extends CallName> = z.infer<(typeof calls)[N]>

/** A fault for the page to put in words: `office:problem.<kind>`. */
export type Problem = { kind: string; [more: string]: string | number | boolean | null }

export type Done = { ok: true } | { ok: false; problem: Problem }

export type ReadingState =
  | { kind: 'none' }
  | { kind: 'busy'; file: string; done: number; all: number }
  | { kind: 'refused'; problem: Problem }
  /** `round` grows with every reading: a page that holds an older report asks again. */
  | { kind: 'done'; round: number; township: string; entries: number; errors: number; questions: number }

export type Reviewed = { name: string; on: string }
export type Reviews = { 'pre-review': Reviewed | null; 'secrecy-review': Reviewed | null }

export type KeyState = {
  file: string
  code: string
  name: string
  fingerprint: string
  sealed: boolean
  /** Of another township than the sheets. */
  stranger: boolean
  /** Null: its record of numbers cannot be understood. */
  lastSequence: number | null
}

export type Signed = { name: string; sequence: number; bytes: number; entries: number }
export type Drive = { driveId: string; label: string; freeBytes: number | null }

export type WritingState =
  | { kind: 'idle' }
  | { kind: 'writing' | 'reading-back'; done: number; total: number }
  | { kind: 'done'; place: string; sha256: string; bytes: number }
  | { kind: 'failed'; problem: Problem }

export type PreviewState =
  { kind: 'closed' } | { kind: 'building' } | { kind: 'open' } | { kind: 'failed'; problem: Problem }

export type Situation = {
  version: string
  recent: { folder: string; name: string }[]
  folder: string | null
  step: StepId
  reading: ReadingState
  /** What was answered or accepted since the folder was read. */
  unread: boolean
  preview: PreviewState
  lastPack: { name: string; sequence: number } | null
  reviews: Reviews
  /** The reviews that were given looked at something else than what is there now. */
  reviewsStale: boolean
  key: KeyState | null
  /** After this many wrong passphrases the window asks to fetch who knows it. */
  wrongTries: number
  signed: Signed | null
  writing: WritingState
}

// ---- what the page reads of a report; the reader's own shapes hold more and must go on fitting these ----

export type ItemLine = {
  itemType: string
  village: string | null
  period: string | null
  rows: number
  totals: Record<string, number>
  /** How sure the reader is, in per cent. */
  confidence?: number
}
export type SheetReport = { sheet: string | null; skipped?: string; layout?: string; items: ItemLine[] }
export type FileReport = { file: string; skipped?: string; sheets: SheetReport[] }

type Place = { file: string; sheet: string | null; cell: string | null }
export type Fault = Place & {
  kind: string
  severity: 'error' | 'warning' | 'info'
  detail: string
  seen: string | null
  expected: string | null
  accepted: string | null
}
export type Question = Place & {
  kind: QuestionKind
  about: string | null
  key: string
  candidates: string[]
}

export type Report = {
  files: FileReport[]
  dropped: { why: string }[]
  swept: { kind: string }[]
  questions: Question[]
  faults: Fault[]
  entries: EntryLine[]
}

export type Accepted = {
  file: string
  sheet: string | null
  cell: string | null
  kind: string
  reason: string
}

export type ReportPage = {
  report: Report
  villages: string[]
  accepted: Accepted[]
  notForDisclosure: string[]
  /** Answered since the folder was read: not asked again meanwhile. */
  answered: string[]
}

/** 村民意见.xlsx in the folder: how many opinions, and what in its answers cannot be published. */
export type OpinionSheetState =
  | { kind: 'none' }
  | { kind: 'unreadable'; problem: Problem }
  | {
      kind: 'there'
      file: string
      received: number
      unanswered: number
      overdue: number
      faults: { cell: string; kind: string }[]
    }
export type OpinionsPage = { taken: boolean; sheet: OpinionSheetState }

export type Collected = { files: number; added: number; known: number; refused: number; notOpened: number }
export type Collecting = { ok: true; collected: Collected } | { ok: false; problem: Problem }

export type Answers = {
  situation: Situation
  chooseFolder: Done
  makeTemplates: Done
  openFolder: Done
  readAgain: Done
  cancelReading: null
  forgetFolder: null
  goTo: null
  report: ReportPage | null
  picture: SheetPicture | null
  showInFolder: null
  answer: Done
  notForDisclosure: Done
  accept: Done
  takeBack: Done
  entries: { ok: true; entries: ComparedEntry[] } | { ok: false; problem: Problem }
  chooseLastPack: Done
  openPreview: Done
  closePreview: null
  review: Done
  chooseKey: Done
  makeKey: Done
  sign: Done
  opinions: OpinionsPage | null
  takeOpinions: Done
  collectFromDrive: Collecting
  collectFromFolder: Collecting
  drives: Drive[]
  writeToDrive: Done
  writeToFolder: Done
}
export type AnswerOf<N extends CallName> = Answers[N]

/** What comes back over the channel: an answer, or why the door stayed shut. */
export type Reply<N extends CallName> =
  | { ok: true; answer: AnswerOf<N> }
  | { ok: false; kind: 'not-allowed' | 'bad-input' | 'unknown-call' | 'failed' }

/** What the preload gives the page as `window.office`. */
export type OfficeBridge = {
  call<N extends CallName>(name: N, input: InputOf<N>): Promise<Reply<N>>
  on(listener: (event: OfficeEvent) => void): () => void
  /** Where a dropped folder lies; empty for what is no file of this machine. */
  pathOf(dropped: object): string
}

export type OfficeEvent = { kind: 'situation'; situation: Situation } | { kind: 'drives'; drives: Drive[] }
