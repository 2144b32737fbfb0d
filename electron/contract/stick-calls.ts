// What staff ask of sticks: what is on them, what goes home, and when they may be pulled.
import { z } from 'zod'
import type { Preview } from '../../pack/preview.ts'
import type { Refusal } from '../../pack/refusal.ts'
import type { StickFault } from '../stick-fault.ts'
import { None } from './call.ts'
import type { Calls } from './call.ts'

const StickId = z.string().max(64)

export const stickCalls = {
  sticks: { input: None, staff: true },
  /** Everything on it is written out, and it is let go of: only then it may be pulled. */
  ejectStick: { input: z.strictObject({ stickId: StickId }), staff: true },
  /** What the township wants to know of this kiosk, signed, and the journal beside it. */
  saveReceipt: { input: z.strictObject({ stickId: StickId }), staff: true },
} as const satisfies Calls

export type StickAnswers = {
  sticks: Stick[]
  ejectStick: EjectAnswer
  saveReceipt: SaveAnswer
}

/** What the chooser knows of a pack: only its head was read, and only if its signature holds is anything of it told. */
export type PackFront =
  | { kind: 'reading' }
  | { kind: 'unreadable'; refusal: Refusal }
  | {
      kind: 'signed'
      township: string
      sequence: number
      issuedOn: string
      periods: string[]
      reviews: Preview['reviews']
      signer: string
      /** Null: newer than what is here. Else why it would be refused. */
      standing: Refusal | null
    }

export type StickPack = {
  packId: string
  file: string
  bytes: number
  modifiedMs: number
  front: PackFront
}

export type StickState =
  | { kind: 'opening' | 'open' | 'nothing-on-it' | 'no-packs' | 'silent' | 'may-pull' }
  | { kind: 'no-file-system' | 'locked' | 'damaged' | 'not-allowed' }
  | { kind: 'unknown-file-system'; fileSystem: string }

export type Stick = {
  stickId: string
  label: string
  state: StickState
  packs: StickPack[]
  more: number
  /** Nothing can be written on it, as far as is known. */
  readOnly: boolean
}

export type EjectAnswer = { kind: 'may-pull' | 'only-synced' | 'busy' | 'gone' | 'silent' | 'not-synced' }

export type SaveAnswer =
  | { kind: 'saved'; files: string[]; mayPull: boolean; opinions?: number }
  | { kind: 'failed'; fault: StickFault | { kind: 'stick-busy' | 'nothing-to-save' } }
