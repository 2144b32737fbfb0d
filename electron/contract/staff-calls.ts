// What staff ask of the machine: their door, its settings and clock, what it should be told, the journal.
import { z } from 'zod'
import type { JournalCheck, JournalLine } from '../../db/journal.ts'
import { noticeKinds, type Notice } from '../../db/notice-kinds.ts'
import { PrintSheet, papers } from '../print-sheet.ts'
import type { PrintAnswer, PrinterDevice } from '../print-sheet.ts'
import { Language, None } from './call.ts'
import type { Calls } from './call.ts'

const Pin = z.string().regex(/^\d{6}$/)
const Hour = z.number().int().min(0).max(23)

export const staffCalls = {
  staffState: { input: None, staff: false },
  setFirstPin: { input: z.strictObject({ pin: Pin }), staff: false },
  unlock: { input: z.strictObject({ pin: Pin }), staff: false },
  lock: { input: None, staff: true },
  /** Reading is a sign of life too, which the machine sees only in calls. */
  stillHere: { input: None, staff: true },
  device: { input: None, staff: true },
  /** Whether villagers may choose this language. */
  setLanguage: { input: z.strictObject({ language: Language, on: z.boolean() }), staff: true },
  printers: { input: None, staff: true },
  setPrinter: {
    input: z.strictObject({
      printer: z.strictObject({ name: z.string().min(1).max(200), paper: z.enum(papers) }).nullable(),
    }),
    staff: true,
  },
  testPrint: { input: z.strictObject({ sheet: PrintSheet }), staff: true },
  setHouseholdLookUp: { input: z.strictObject({ allowed: z.boolean() }), staff: true },
  /** The hours of the day in which the glass goes dark while nobody is there; the same hour twice: none. */
  setNight: { input: z.strictObject({ fromHour: Hour, toHour: Hour }), staff: true },
  /** What staff say the time is. */
  tellTime: {
    input: z.strictObject({
      year: z.number().int().min(2026).max(2099),
      month: z.number().int().min(1).max(12),
      day: z.number().int().min(1).max(31),
      hour: z.number().int().min(0).max(23),
    }),
    staff: true,
  },
  /** The diagonal as it was bought, or as a card held to the glass has shown it; the card is believed first. */
  setScreen: {
    input: z.strictObject({ inches: z.number().min(7).max(110), byCard: z.boolean().optional() }),
    staff: true,
  },
  /** How high above the floor the glass begins: what can be reached from a wheelchair is worked out of it. */
  setLowerEdge: { input: z.strictObject({ lowerEdgeMm: z.number().int().min(0).max(1400) }), staff: true },
  /** What the staff should know of this machine, gravest first. */
  notices: { input: None, staff: true },
  seenNotice: {
    input: z.strictObject({ kind: z.enum(noticeKinds), line: z.number().int().positive() }),
    staff: true,
  },
  /** Newest first. */
  journal: {
    input: z.strictObject({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(100) }),
    staff: true,
  },
  /** Reads all of it through, line by line. */
  checkJournal: { input: None, staff: true },
} as const satisfies Calls

export type StaffAnswers = {
  staffState: StaffState
  setFirstPin: { ok: boolean }
  unlock: UnlockAnswer
  lock: null
  stillHere: null
  device: Device
  setLanguage: null
  printers: PrinterDevice
  setPrinter: null
  testPrint: PrintAnswer
  setHouseholdLookUp: null
  setNight: null
  tellTime: { ok: true } | { ok: false; kind: 'before-floor' | 'no-such-day' }
  setScreen: null
  setLowerEdge: null
  notices: Notice[]
  seenNotice: null
  journal: { lines: JournalLine[]; total: number }
  checkJournal: JournalCheck
}

export type StaffState = { pinSet: boolean; unlocked: boolean; waitMs: number; freeTries: number }

export type UnlockAnswer = { ok: true } | { ok: false; waitMs: number; freeTries: number }

export type Device = {
  dataFolder: string
  writable: boolean
  freeBytes: number
  appVersion: string
  electron: string
  sqlite: string
  clock: string
  keys: KnownKey[]
  kept: { generations: number; bytes: number; budget: number }
}

export type KnownKey = { fingerprint: string; role: 'township' | 'county'; revoked: boolean }
