// What villagers' screens ask of the content: the hall's state, villages, items, lines and pictures.
import { z } from 'zod'
import type { EntryCard } from '../../db/entry-card.ts'
import type { EntryPart, LinesChange } from '../../disclosure/changes.ts'
import type { Owed } from '../../disclosure/due.ts'
import type { Entry, Row } from '../../disclosure/entry.ts'
import { categoryIds } from '../../disclosure/item-type.ts'
import type { CategoryId } from '../../disclosure/item-type.ts'
import type { OtherLanguage } from '../../disclosure/languages.ts'
import type { Hotline, ServiceWindow } from '../../disclosure/township.ts'
import type { StoreFault } from '../../pack/refusal.ts'
import { EntryId, None, PeriodText, VillageCode } from './call.ts'
import type { Calls } from './call.ts'

export type { EntryCard } from '../../db/entry-card.ts'

const Category = z.enum(categoryIds)

export const readingCalls = {
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
} as const satisfies Calls

export type ReadingAnswers = {
  kiosk: KioskState
  home: Home
  village: VillageHome
  entries: EntriesPage
  entry: EntryPage | null
  charts: Charts | null
  rows: RowsPage
}

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
  /** Whether the township takes opinions: what is shown brings the key they are closed with. */
  opinions: boolean
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

export type RowsPage = { rows: Row[]; offset: number; total: number }
