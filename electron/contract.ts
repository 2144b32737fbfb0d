// All that the page may ask of the machine: each call's name, input, who may ask, and what comes back.
import type { z } from 'zod'
import type { Calls } from './contract/call.ts'
import { opinionCalls, type OpinionAnswers } from './contract/opinion-calls.ts'
import { findingCalls, type FindingAnswers } from './contract/finding-calls.ts'
import { readingCalls, type ReadingAnswers } from './contract/reading-calls.ts'
import { staffCalls, type StaffAnswers } from './contract/staff-calls.ts'
import { stickCalls, type StickAnswers } from './contract/stick-calls.ts'
import { updateCalls, type UpdateAnswers, type UpdateState } from './contract/update-calls.ts'
import { visitCalls, type VisitAnswers } from './contract/visit-calls.ts'

export type * from './contract/finding-calls.ts'
export type { FoundOpinion, OpinionCounts, OpinionLeft } from './contract/opinion-calls.ts'
export type * from './contract/reading-calls.ts'
export type * from './contract/staff-calls.ts'
export type * from './contract/stick-calls.ts'
export type * from './contract/update-calls.ts'
export { touchTroubles, type Recordings, type TouchTrouble } from './contract/visit-calls.ts'

// What the floors below have names for goes through this door under the same names.
export type { Action as JournalAction, JournalCheck, JournalLine } from '../db/journal.ts'
export type { Notice, NoticeKind } from '../db/notice-kinds.ts'
export type { Approval, Entry, PrintedTotal, Row } from '../disclosure/entry.ts'
export type { Hotline, ServiceWindow } from '../disclosure/township.ts'
export type { ChangeCounts, EntryLine, Preview, Risk } from '../pack/preview.ts'
export type { Refusal, StoreFault } from '../pack/refusal.ts'
export type { StickFault } from './stick-fault.ts'
export type {
  Paper,
  PrintAnswer,
  PrinterDevice,
  PrinterNow,
  PrintLine,
  PrintSheet,
  PrintTrouble,
} from './print-sheet.ts'

/** One channel for calls, one for events; nothing else passes between page and machine. */
export const callChannel = 'kiosk:call'
export const eventChannel = 'kiosk:event'

export const calls = {
  ...readingCalls,
  ...findingCalls,
  ...opinionCalls,
  ...visitCalls,
  ...staffCalls,
  ...stickCalls,
  ...updateCalls,
} as const satisfies Calls

export type CallName = keyof typeof calls
export type InputOf<N extends CallName> = z.infer<(typeof calls)[N]['input']>

/** What comes back, by the name of the call; a call without an answer does not compile. */
export type Answers = ReadingAnswers &
  FindingAnswers &
  OpinionAnswers &
  VisitAnswers &
  StaffAnswers &
  StickAnswers &
  UpdateAnswers
export type AnswerOf<N extends CallName> = Answers[N]

/** What comes back over the channel: an answer, or why the door stayed shut. */
export type Reply<N extends CallName> =
  | { ok: true; answer: AnswerOf<N> }
  | { ok: false; kind: 'not-allowed' | 'bad-input' | 'unknown-call' | 'failed' }

/** What the preload gives the page as `window.kiosk`; `on` answers with how to stop listening. */
export type KioskBridge = {
  call<N extends CallName>(name: N, input: InputOf<N>): Promise<Reply<N>>
  on(listener: (event: KioskEvent) => void): () => void
}

export type KioskEvent =
  | { kind: 'content-changed'; generation: string }
  | { kind: 'update'; state: UpdateState }
  | { kind: 'sticks-changed' }
  | { kind: 'locked' }
