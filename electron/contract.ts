// All that the page may ask of the machine: each call's name, input, who may ask, and what comes back.
import { z } from 'zod'
import type { Approval, Entry, PrintedTotal, Row } from '../disclosure/entry.ts'
import type { EntryPart, LinesChange } from '../disclosure/changes.ts'
import type { Owed } from '../disclosure/due.ts'
import type { Action, JournalCheck, JournalLine } from '../db/journal.ts'
import { noticeKinds, type Notice, type NoticeKind } from '../db/notice-kinds.ts'
import { otherLanguages, type OtherLanguage } from '../disclosure/languages.ts'
import { categoryIds } from '../disclosure/item-type.ts'
import type { CategoryId } from '../disclosure/item-type.ts'
import type { Hotline, ServiceWindow } from '../disclosure/township.ts'
import { periodPattern } from '../disclosure/period.ts'
import type { ChangeCounts, EntryLine, Preview, Risk } from '../pack/preview.ts'
import type { Refusal, StoreFault } from '../pack/refusal.ts'
import type { StickFault } from './stick-fault.ts'
import { PrintSheet, papers } from './print-sheet.ts'
import type { Paper, PrintAnswer, PrintLine, PrintTrouble, PrinterDevice, PrinterNow } from './print-sheet.ts'

export type { StickFault }
export type { Action as JournalAction, JournalCheck, JournalLine, Notice, NoticeKind }
export type { Approval, Entry, PrintedTotal, Row, Hotline, ServiceWindow, Preview, Refusal, StoreFault }
export type { ChangeCounts, EntryLine, Risk }
export type { Paper, PrintAnswer, PrintLine, PrintSheet, PrintTrouble, PrinterDevice, PrinterNow }

/** One channel for calls, one for events; nothing else passes between page and machine. */
export const callChannel = 'kiosk:call'
export const eventChannel = 'kiosk:event'

const None = z.strictObject({})
const EntryId = z.string().max(120)
const VillageCode = z.string().regex(/^\d{12}$/)
const PeriodText = z.string().regex(periodPattern)
/** A villager group; null where a list does not say. */
const Group = z.number().int().nullable()
const Pin = z.string().regex(/^\d{6}$/)
const Hour = z.number().int().min(0).max(23)
const StickId = z.string().max(64)
const Category = z.enum(categoryIds)
const Language = z.enum(otherLanguages)
const SentenceKey = z.string().regex(/^[0-9a-f]{24}$/)

export const touchTroubles = ['stuck', 'spot', 'crowd'] as const
/** A contact that never ends, one spot that is touched without end, or more contacts than one has fingers for. */
export type TouchTrouble = (typeof touchTroubles)[number]

export const calls = {
  /** What this machine is and shows: asked once at start and after every content change. */
  kiosk: { input: None, staff: false },
  /** The newest real figures of the hall, for the home screen. */
  home: { input: None, staff: false },
  village: {
    input: z.strictObject({ villageCode: VillageCode, period: PeriodText.nullable() }),
    staff: false,
  },
  entries: {
    input: z.strictObject({ villageCode: VillageCode, category: Category, period: PeriodText }),
    staff: false,
  },
  entry: { input: z.strictObject({ id: EntryId }), staff: false },
  /** What of an item can be drawn; at most thirteen periods and eight parts a sum. */
  charts: { input: z.strictObject({ id: EntryId }), staff: false },
  rows: {
    input: z.strictObject({
      id: EntryId,
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(100),
    }),
    staff: false,
  },
  /** What fits the letters typed so far; an empty text gives what a village has. */
  find: { input: z.strictObject({ villageCode: VillageCode, text: z.string().max(40) }), staff: false },
  /** What letters may stand for, the likeliest first. */
  candidates: {
    input: z.strictObject({ villageCode: VillageCode, letters: z.string().regex(/^[a-z]{0,40}$/) }),
    staff: false,
  },
  families: { input: z.strictObject({ villageCode: VillageCode }), staff: false },
  householdNames: {
    input: z.strictObject({ villageCode: VillageCode, group: Group, surname: z.string().min(1).max(8) }),
    staff: false,
  },
  household: {
    input: z.strictObject({ villageCode: VillageCode, group: Group, name: z.string().min(1).max(60) }),
    staff: false,
  },
  /** Recordings that came in packs, by the key of what they say; and how many there are in all. */
  recordings: { input: z.strictObject({ sentences: z.array(SentenceKey).max(60) }), staff: false },
  /** Whether a page can be printed for whoever asks. */
  printer: { input: None, staff: false },
  print: { input: z.strictObject({ sheet: PrintSheet }), staff: false },
  /** Whoever was here has left, or has said so: what they began at the printer ends. */
  sessionOver: { input: None, staff: false },
  /** The page says its first screen is painted; the machine may take the picture it was started for. */
  painted: { input: None, staff: false },

  staffState: { input: None, staff: false },
  setFirstPin: { input: z.strictObject({ pin: Pin }), staff: false },
  unlock: { input: z.strictObject({ pin: Pin }), staff: false },
  lock: { input: None, staff: true },
  sticks: { input: None, staff: true },
  /** Everything on it is written out, and it is let go of: only then it may be pulled. */
  ejectStick: { input: z.strictObject({ stickId: StickId }), staff: true },
  /** What the township wants to know of this kiosk, signed, and the journal beside it. */
  saveReceipt: { input: z.strictObject({ stickId: StickId }), staff: true },
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
  /** Reading is a sign of life too, which the machine sees only in calls. */
  stillHere: { input: None, staff: true },
  history: { input: None, staff: true },
  rollBack: { input: z.strictObject({ generation: z.string().max(80) }), staff: true },
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
  /** What packs say in a language, by the name of each word. */
  words: { input: z.strictObject({ language: Language }), staff: false },
  /** So many words of a language were shown in Chinese, because it has none for them. */
  missingWords: {
    input: z.strictObject({ language: Language, count: z.number().int().min(1).max(10_000) }),
    staff: false,
  },
  /** The page's touch rules have met what no finger does (a sleeve, an insect, a broken frame). */
  touchTrouble: { input: z.strictObject({ kind: z.enum(touchTroubles) }), staff: false },
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
} as const satisfies Record<string, { input: z.ZodType; staff: boolean }>

export type CallName = keyof typeof calls
export type InputOf<N extends CallName> = z.infer<(typeof calls)[N]['input']>

export type VillageCard = {
  code: string
  name: string
  pinyin: string
  initials: string
  households: number
  population: number
  groups: number[]
}

export type KioskState = {
  township: {
    code: string
    name: string
    county: string | null
    address: string | null
    officeHours: string | null
    hotlines: Hotline[]
    windows: ServiceWindow[]
  } | null
  /** Null while nothing was ever imported: the screen says what is to be done. */
  content: {
    generation: string
    sequence: number
    issuedOn: string
    /** The date of the newest pack that brought anything; one that only withdraws makes nothing newer. */
    contentOn: string
    rolledBack: boolean
  } | null
  /** What is added to the system's clock; if doubtful, no page for villagers speaks of today. */
  clock: { doubtful: boolean; offsetMs: number; floorMs: number }
  villages: VillageCard[]
  screen: { inches: number; byCard: boolean; lowerEdgeMm: number }
  idleSeconds: number
  idleWarningSeconds: number
  /** Whether the township lets villagers collect their household's public lines. */
  householdLookUp: boolean
  /** All that are built in besides Chinese; villagers are offered those that are on. */
  languages: { code: OtherLanguage; on: boolean; reviewed: boolean }[]
  /** The hours in which the glass goes dark while nobody is there; null: never. */
  night: { fromHour: number; toHour: number } | null
  /** No PIN was ever set: the first start asks the installer for one. */
  firstStart: boolean
  /** Set when the store cannot be written or read as it should; reading goes on. */
  trouble: StoreFault | null
}

export type HomeFigure = {
  entryId: string
  villageCode: string
  village: string
  period: string
  totals: Record<string, number>
  publishedOn: string | null
}

export type Home = { figures: HomeFigure[]; notices: EntryCard[]; entries: number }

export type EntryCard = {
  id: string
  villageCode: string | null
  category: CategoryId
  itemType: string
  stage: string | null
  period: string
  title: string
  rows: number
  totals: Record<string, number>
  /** The same item one period earlier, if it is on this machine. */
  previous: { period: string; totals: Record<string, number> } | null
  publishedOn: string | null
  notice: { start: string; end: string } | null
  corrected: boolean
  /** Somebody whose signature its kind needs has not signed: it is shown, and not as done. */
  unreviewed: boolean
  /** Nothing of the kind happened, and who stands for that. */
  declaredNil: { by: string; on: string } | null
}

export type VillageHome = {
  village: VillageCard & { hotlines: Hotline[] }
  /** Quarters for which this village has anything, newest first. */
  periods: string[]
  period: string
  /** Figures of the posting sheet of that quarter, if it is published. */
  figures: { entryId: string; totals: Record<string, number>; largest: Bar | null } | null
  /** `missing`: what the village owes by a rule and has not published; whether its day is over the page must ask its clock. */
  categories: { category: CategoryId; entries: number; withdrawn: number; missing: Owed[] }[]
}

export type EntriesPage = {
  period: string
  periods: string[]
  entries: EntryCard[]
  /** Items that the township has taken back, in the place where they stood. */
  withdrawn: Withdrawn[]
  /** Item types of this category with nothing in this period: the last time they were shown, or never. */
  absent: { itemType: string; latest: { id: string; period: string } | null; owed: Owed[] }[]
}

export type Withdrawn = {
  id: string
  itemType: string
  stage: string | null
  period: string
  reason: string | null
  on: string
}

/** What an item said until a pack brought another version of it. */
export type EntryVersion = {
  number: number
  replacedOn: string
  note: string | null
  before: { rows: number; totals: Record<string, number> }
  after: { rows: number; totals: Record<string, number> }
  changes: { lines: LinesChange | null; parts: EntryPart[] }
}

export type Bar = { label: string; value: number; rows: number }

/** What one label (a subject, a group) came to in both periods; largest differences first. */
export type ComparedPart = { label: string; now: number; before: number }
export type Comparison = {
  with: 'former' | 'year-ago'
  id: string
  period: string
  totals: Record<string, number>
  parts: ComparedPart[]
}

/** A period with null is one this machine has nothing of. */
export type TrendPoint = { period: string; value: number | null }
/** `label` empty: the `names` smaller ones together. */
export type ChartPart = { label: string; value: number; names: number }
export type Charts = {
  trend: TrendPoint[]
  compositions: { total: string; whole: number; parts: ChartPart[] }[]
}

export type EntryPage = {
  entry: Entry
  village: VillageCard | null
  category: CategoryId
  /** SHA-256 over the entry and all its rows as they were signed: of it a paper shows the beginning. */
  digest: string
  bars: Bar[]
  /** Newest first; empty if it says what it said from the beginning. */
  versions: EntryVersion[]
  /** Stored lines, sub-lines included: what the paged table runs over. */
  lines: number
  /** The same item in other periods, newest first, this one included. */
  siblings: { id: string; period: string; totals: Record<string, number> }[]
  /** Beside the period before and the same one a year ago, where this machine has them. */
  comparisons: Comparison[]
  hotlines: Hotline[]
}

/** `sounds`: the SHA-256 of the recording of each sentence that has one. */
export type Recordings = { total: number; sounds: Record<string, string> }

export type RowsPage = { rows: Row[]; offset: number; total: number }

export type FoundItem = { id: string; itemType: string; stage: string | null; period: string; title: string }
export type FoundPerson = { group: number | null; name: string; lines: number }
export type FoundText = {
  id: string
  at: number
  itemType: string
  period: string
  text: string
  more: number
}
/** Best first, each kind bounded; `near` has something only where nothing else fits. */
export type Found = { items: FoundItem[]; persons: FoundPerson[]; texts: FoundText[]; near: FoundItem[] }

/** `letters` is how many of those typed it stands for, from the first. */
export type Candidate = { text: string; letters: number }
export type FamilyGroup = {
  group: number | null
  families: { surname: string; letter: string; households: number }[]
}
export type HouseholdLine = {
  id: string
  at: number
  itemType: string
  stage: string | null
  period: string
  title: string
  row: Row
}

export type StaffState = { pinSet: boolean; unlocked: boolean; waitMs: number; freeTries: number }
export type UnlockAnswer = { ok: true } | { ok: false; waitMs: number; freeTries: number }

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
  | { kind: 'saved'; files: string[]; mayPull: boolean }
  | { kind: 'failed'; fault: StickFault | { kind: 'stick-busy' | 'nothing-to-save' } }

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

export type Generation = {
  generation: string
  sequence: number
  issuedOn: string
  installedAt: string
  current: boolean
  entries: number
  rows: number
  bytes: number
  /** The newest quarter it shows; null if nothing of it belongs to a time. */
  quarter: string | null
}

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

export type Answers = {
  kiosk: KioskState
  home: Home
  village: VillageHome
  entries: EntriesPage
  entry: EntryPage | null
  charts: Charts | null
  rows: RowsPage
  find: Found
  candidates: Candidate[]
  families: FamilyGroup[]
  householdNames: FoundPerson[]
  household: { lines: HouseholdLine[]; more: number }
  recordings: Recordings
  printer: PrinterNow
  print: PrintAnswer
  sessionOver: null
  printers: PrinterDevice
  setPrinter: null
  testPrint: PrintAnswer
  painted: null
  staffState: StaffState
  setFirstPin: { ok: boolean }
  unlock: UnlockAnswer
  lock: null
  sticks: Stick[]
  ejectStick: EjectAnswer
  saveReceipt: SaveAnswer
  readPack: UpdateState
  updateState: UpdateState
  seeRisk: UpdateState
  applyUpdate: UpdateState
  dismissUpdate: null
  spotCheck: UpdateState
  stillHere: null
  history: Generation[]
  rollBack: { ok: true } | { ok: false; fault: StoreFault }
  device: Device
  tellTime: { ok: true } | { ok: false; kind: 'before-floor' | 'no-such-day' }
  notices: Notice[]
  seenNotice: null
  journal: { lines: JournalLine[]; total: number }
  checkJournal: JournalCheck
  setScreen: null
  setHouseholdLookUp: null
  setLanguage: null
  words: Record<string, string>
  missingWords: null
  setNight: null
  setLowerEdge: null
  touchTrouble: null
}
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
