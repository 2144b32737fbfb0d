// What staff ask of a pack: read it, look at what it changes, bring it in, and the way back.
import { z } from 'zod'
import type { KeptGeneration } from '../../db/history.ts'
import type { ChangeCounts, EntryLine, Preview } from '../../pack/preview.ts'
import type { Refusal, StoreFault } from '../../pack/refusal.ts'
import { EntryId, None } from './call.ts'
import type { Calls } from './call.ts'

export type { KeptGeneration as Generation } from '../../db/history.ts'

export const updateCalls = {
  /** Copies the pack to this machine, checks it, and works out what it would change. */
  readPack: { input: z.strictObject({ packId: z.string().max(200) }), staff: true },
  updateState: { input: None, staff: true },
  /** One of the preview's risks was looked at; an update begins only when each was. */
  seeRisk: {
    input: z.strictObject({ sequence: z.number().int().positive(), id: z.string().max(160) }),
    staff: true,
  },
  applyUpdate: { input: z.strictObject({ sequence: z.number().int().positive() }), staff: true },
  dismissUpdate: { input: None, staff: true },
  /** An item was compared with paper after the update. */
  spotCheck: { input: z.strictObject({ id: EntryId, result: z.enum(['matches', 'differs']) }), staff: true },
  history: { input: None, staff: true },
  rollBack: { input: z.strictObject({ generation: z.string().max(80) }), staff: true },
} as const satisfies Calls

export type UpdateAnswers = {
  readPack: UpdateState
  updateState: UpdateState
  seeRisk: UpdateState
  applyUpdate: UpdateState
  dismissUpdate: null
  spotCheck: UpdateState
  history: KeptGeneration[]
  rollBack: { ok: true } | { ok: false; fault: StoreFault }
}

export type UpdateState =
  | { kind: 'idle' }
  | ({ kind: 'copying'; file: string } & Progress)
  | ({ kind: 'checking'; file: string } & Progress)
  | { kind: 'refused'; file: string; refusal: Refusal }
  | { kind: 'failed'; file: string; fault: StoreFault }
  /** `seen`: the risks that were looked at so far; `again`: why it is shown once more, if it is. */
  | { kind: 'ready'; file: string; preview: Preview; seen: string[]; again?: StoreFault }
  | ({ kind: 'applying'; file: string; village: string | null; place: Place | null } & Progress)
  | {
      kind: 'applied'
      sequence: number
      entries: number
      rows: number
      receipt: string
      change: ChangeCounts
      /** What was on screen before, if anything: the way back. */
      previous: { generation: string; sequence: number } | null
      checks: SpotCheckItem[]
    }

/** `elapsedMs` since this step began, `leftMs` until it ends; null while nobody can tell. */
export type Progress = { done: number; total: number; elapsedMs: number; leftMs: number | null }

/** The third of eighteen villages. */
export type Place = { number: number; of: number }

/** An item drawn by lot to be compared with paper, and how that ended. */
export type SpotCheckItem = { line: EntryLine; result: 'matches' | 'differs' | null }
