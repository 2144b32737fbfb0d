// What the window's machine asks of the process that reads sheets and signs, and what comes back over that line.
import type { Answers } from '../township/answers.ts'
import type { ComparedEntry } from '../township/seen.ts'
import type { Review } from '../pack/manifest.ts'
import type { PackMade } from '../township/make-pack.ts'
import type { Phase, OntoStick } from '../township/onto-stick.ts'
import type { Report } from '../township/report.ts'
import type { ReadingRefused } from '../township/read-township.ts'
import type { SheetPicture } from '../township/seen.ts'
import type { Collecting, KeyState, OpinionSheetState, Problem } from './office-contract.ts'

export type Township = { code: string; name: string; villages: string[] }

/** What the window knows of opinions when a pack is made; `taken` null: as in the last pack. */
export type OpinionsOrder = { folder: string; taken: boolean | null; lastPack: string | null }

export type Orders = {
  read: {
    input: { folder: string; answers: Answers; today: string; lastPack: string | null }
    answer:
      | { ok: true; report: Report; township: Township; entries: number }
      | { ok: false; kind: ReadingRefused['kind'] }
  }
  picture: {
    input: { folder: string; file: string; sheet: string | null; cell: string | null }
    answer: SheetPicture | null
  }
  /** A pack under a key of a moment, to look at and to compare; nobody is ever told to trust it. */
  tryPack: {
    input: { folder: string; today: string; opinions: OpinionsOrder }
    answer: { ok: true; pack: string; pub: string; contentSha256: string } | { ok: false; problem: Problem }
  }
  compare: {
    input: { pack: string; lastPack: string | null }
    answer: { ok: true; entries: ComparedEntry[] } | { ok: false; problem: Problem }
  }
  lookIntoPack: {
    input: { pack: string }
    answer: { ok: true; sequence: number; code: string } | { ok: false; problem: Problem }
  }
  makeKey: {
    input: { folder: string; passphrase: string }
    answer: { ok: true; keyFile: string } | { ok: false; problem: Problem }
  }
  key: {
    input: { file: string }
    answer: { ok: true; key: Omit<KeyState, 'stranger'> } | { ok: false; problem: Problem }
  }
  sign: {
    input: {
      keyFile: string
      passphrase: string
      sequence: number
      out: string
      today: string
      reviews: Review[]
      opinions: OpinionsOrder
    }
    answer: PackMade | { ok: false; failed: { kind: string } }
  }
  blanks: { input: { out: string }; answer: { ok: true; first: string } | { ok: false; problem: Problem } }
  /** `before`: whether the last pack says that opinions are taken. */
  opinions: {
    input: { folder: string; lastPack: string | null; today: string }
    answer: { before: boolean; sheet: OpinionSheetState } | null
  }
  collect: {
    input: {
      folder: string
      stick: string
      keyFile: string
      passphrase: string
      lastPack: string | null
      today: string
    }
    answer: Collecting
  }
  write: {
    input: { pack: string; keyFile: string; folder: string; name: string }
    answer: OntoStick
  }
}

export type OrderName = keyof Orders
export type Order = { [N in OrderName]: { id: number; name: N; input: Orders[N]['input'] } }[OrderName]

export type Told =
  | { kind: 'answer'; id: number; answer: unknown }
  | { kind: 'broken'; id: number; why: string }
  | { kind: 'file'; file: string; done: number; all: number }
  | { kind: 'written'; phase: Phase; done: number; total: number }
