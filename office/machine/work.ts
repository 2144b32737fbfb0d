// What the township's window has before it: the folder that is open, what was read, answered, tried, signed and written.
import { join } from 'node:path'
import { noAnswers } from '../../township/answers.ts'
import type { Answers } from '../../township/answers.ts'
import type { Report } from '../../township/report.ts'
import type { FolderMemory, Memory } from '../folder-memory.ts'
import type {
  Done,
  KeyState,
  OfficeEvent,
  PreviewState,
  Problem,
  ReadingState,
  Signed,
  Situation,
  WritingState,
} from '../office-contract.ts'
import type { ReadingLine } from '../reading-line.ts'
import type { Township } from '../reading-orders.ts'
import type { FoundDrive } from '../removable-drives.ts'
import { stillOpen } from '../still-open.ts'

/** What only the desktop can do: its dialogs, its file manager, and the real kiosk beside the window. */
export type Desktop = {
  chooseFolder(): Promise<string | null>
  choosePack(): Promise<string | null>
  chooseKey(): Promise<string | null>
  chooseKeyFolder(): Promise<string | null>
  chooseOutFolder(): Promise<string | null>
  /** Where the files of a kiosk's stick lie. */
  chooseStickFolder(): Promise<string | null>
  showFile(path: string): void
  drives(): Promise<FoundDrive[]>
  /** Answers once it is on the screen; `onClosed` when the clerk has closed it. */
  openKiosk(pack: string, pub: string, onClosed: () => void): Promise<Done>
  closeKiosk(): Promise<void>
}

export type MachineParts = {
  line: ReadingLine
  memory: FolderMemory
  desktop: Desktop
  /** Packs and what is only tried lie here, never among the sheets. */
  workFolder: string
  version: string
  today: () => string
  tell: (event: OfficeEvent) => void
}

export type TriedPack = { pack: string; pub: string; contentSha256: string }

/** One window has one; every part of the machine reads and changes it, and says so with `changed`. */
export type Work = {
  open: Memory | null
  answers: Answers
  reading: ReadingState
  report: Report | null
  township: Township | null
  /** Keys of questions that were answered since the folder was read. */
  answered: string[]
  /** Answers were given that the last reading does not know. */
  unread: boolean
  round: number
  tried: TriedPack | null
  preview: PreviewState
  key: KeyState | null
  wrongTries: number
  signed: (Signed & { file: string }) | null
  writing: WritingState
  lastPack: Situation['lastPack']
}

export type Desk = MachineParts & {
  work: Work
  tryFolder: string
  /** The page sees what is so now. */
  changed(): void
  /** Of the folder that is open, also for the next time. */
  keep(next: Partial<Memory>): void
}

export const ok: Done = { ok: true }
export const no = (kind: string, more: Omit<Problem, 'kind'> = {}): { ok: false; problem: Problem } => ({
  ok: false,
  problem: { kind, ...more },
})

export function freshDesk(parts: MachineParts): Desk {
  const work: Work = {
    open: null,
    answers: noAnswers,
    reading: { kind: 'none' },
    report: null,
    township: null,
    answered: [],
    unread: false,
    round: 0,
    tried: null,
    preview: { kind: 'closed' },
    key: null,
    wrongTries: 0,
    signed: null,
    writing: { kind: 'idle' },
    lastPack: null,
  }
  const changed = () => parts.tell({ kind: 'situation', situation: situationOf(parts, work) })
  return {
    ...parts,
    work,
    tryFolder: join(parts.workFolder, 'try'),
    changed,
    keep(next) {
      if (!work.open) return
      work.open = { ...work.open, ...next }
      parts.memory.keep(work.open)
      changed()
    },
  }
}

/** What the page is told. */
export function situationOf(parts: Pick<MachineParts, 'version' | 'memory'>, work: Work): Situation {
  const { open, reading, report, answers, answered, signed } = work
  return {
    version: parts.version,
    recent: parts.memory.recent(),
    folder: open?.folder ?? null,
    step: open?.step ?? 'folder',
    reading:
      reading.kind === 'done' && report ? { ...reading, ...stillOpen(report, answers, answered) } : reading,
    unread: work.unread,
    preview: work.preview,
    lastPack: work.lastPack,
    reviews: open?.reviews ?? { 'pre-review': null, 'secrecy-review': null },
    reviewsStale: reviewsAreStale(work),
    key: work.key,
    wrongTries: work.wrongTries,
    signed: signed && {
      name: signed.name,
      sequence: signed.sequence,
      bytes: signed.bytes,
      entries: signed.entries,
    },
    writing: work.writing,
  }
}

const reviewsAreStale = ({ open, tried }: Work): boolean =>
  open !== null &&
  open.reviewed !== null &&
  tried !== null &&
  (open.reviews['pre-review'] !== null || open.reviews['secrecy-review'] !== null) &&
  open.reviewed !== tried.contentSha256
