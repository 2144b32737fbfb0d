// What the window's process and the store's process say to each other: each question's input and each answer's type.
import { z } from 'zod'
import { calls } from './contract.ts'
import { opinionStoreCalls, type OpinionStoreAnswers } from './contract/opinion-calls.ts'
import type { ReturnFile } from './return-files.ts'
import type { Answers, Device, KioskState, Paper, UnlockAnswer } from './contract.ts'

const None = z.strictObject({})

/** What the store is asked; what the page may ask of it has the page's own input. */
export const storeCalls = {
  kiosk: None,
  home: calls.home.input,
  village: calls.village.input,
  entries: calls.entries.input,
  entry: calls.entry.input,
  charts: calls.charts.input,
  rows: calls.rows.input,
  find: calls.find.input,
  candidates: calls.candidates.input,
  families: calls.families.input,
  householdNames: calls.householdNames.input,
  household: calls.household.input,
  recordings: calls.recordings.input,
  pin: None,
  setFirstPin: calls.setFirstPin.input,
  tryPin: calls.unlock.input,
  history: calls.history.input,
  rollBack: calls.rollBack.input,
  device: None,
  tellTime: calls.tellTime.input,
  setScreen: calls.setScreen.input,
  setHouseholdLookUp: calls.setHouseholdLookUp.input,
  setLanguage: calls.setLanguage.input,
  words: calls.words.input,
  /** What the kiosk sends home: files to be written on a stick; none before it is set up. */
  returnEnvelope: z.strictObject({ app: z.string(), startedAt: z.iso.datetime() }),
  noteSpotCheck: z.discriminatedUnion('result', [
    z.strictObject({ sequence: z.number().int(), result: z.enum(['matches', 'differs']), item: z.string() }),
    z.strictObject({ sequence: z.number().int(), result: z.literal('skipped'), left: z.number().int() }),
  ]),
  setNight: calls.setNight.input,
  setLowerEdge: calls.setLowerEdge.input,
  printerSetting: None,
  setPrinter: calls.setPrinter.input,
  notices: None,
  seenNotice: calls.seenNotice.input,
  journal: calls.journal.input,
  checkJournal: None,
  /** Whether something that is kept must be built once more. */
  needsRepair: None,
  ...opinionStoreCalls,
  /** Another process has switched the content: look at the pointer again. */
  lookAgain: None,
} as const satisfies Record<string, z.ZodType>

export type StoreCall = keyof typeof storeCalls
export type StoreInput<N extends StoreCall> = z.infer<(typeof storeCalls)[N]>

type PageAnswers = Pick<
  Answers,
  | 'home'
  | 'village'
  | 'entries'
  | 'entry'
  | 'charts'
  | 'rows'
  | 'find'
  | 'candidates'
  | 'families'
  | 'householdNames'
  | 'household'
  | 'history'
  | 'rollBack'
  | 'setFirstPin'
  | 'tellTime'
  | 'history'
  | 'rollBack'
  | 'setFirstPin'
  | 'notices'
  | 'seenNotice'
  | 'journal'
  | 'checkJournal'
  | 'recordings'
  | 'words'
>
export type StoreAnswers = PageAnswers &
  OpinionStoreAnswers & {
    kiosk: KioskState
    pin: { pinSet: boolean; waitMs: number; freeTries: number }
    tryPin: UnlockAnswer
    device: Omit<Device, 'appVersion' | 'electron'>
    setScreen: null
    setHouseholdLookUp: null
    setLanguage: null
    returnEnvelope: ReturnFile[]
    noteSpotCheck: null
    setNight: null
    setLowerEdge: null
    printerSetting: { name: string; paper: Paper } | null
    setPrinter: null
    needsRepair: boolean
    lookAgain: { generation: string | null; changed: boolean }
  }

const names = Object.keys(storeCalls) as [StoreCall, ...StoreCall[]]
export const StoreAsk = z.strictObject({
  id: z.number().int().positive(),
  name: z.enum(names),
  input: z.unknown(),
})
export type StoreAsk = z.infer<typeof StoreAsk>

export const StoreReply = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), id: z.number().int(), answer: z.unknown() }),
  z.strictObject({ ok: z.literal(false), id: z.number().int(), name: z.string(), where: z.string() }),
])
export type StoreReply = z.infer<typeof StoreReply>
