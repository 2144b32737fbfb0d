// What a pack would change on this kiosk, per village: shown to the clerk before anything is switched.

/** An entry as commands and screens list it; `village` is its name, null for the whole township. */
export type EntryLine = {
  id: string
  village: string | null
  category: string
  itemType: string
  itemTypeTitle: string
  title: string
  period: string | null
  rows: number
  totals: Record<string, number>
}

export type Change = { before: EntryLine; after: EntryLine; correctionNote: string | null }

export type ChangeCounts = { new: number; changed: number; gone: number; unchanged: number }

/** One kind of item of one village: how many, and what those that come, change or go amount to before and after. */
export type TypePreview = {
  itemType: string
  counts: ChangeCounts
  before: Sum
  after: Sum
}

/** `headline` is the sum of the total that speaks for the type; null where it has none, or there is no entry. */
export type Sum = { entries: number; rows: number; headline: number | null }

/** Counts and sums are always whole; the lists hold the first few of each kind of item (`leftOut` says how many more). */
export type VillagePreview = {
  code: string | null
  village: string | null
  counts: ChangeCounts
  types: TypePreview[]
  new: EntryLine[]
  changed: Change[]
  gone: EntryLine[]
  leftOut: number
  unchanged: number
}

/** Something that is seldom wrong and always asked about: looked at one by one before anything begins. */
export type Risk =
  /** The clock is before the day the pack was made, or more than a year after it. */
  | { id: string; kind: 'clock-doubtful'; today: string; issuedOn: string }
  /** Packs in between were never imported here. */
  | { id: string; kind: 'sequence-skipped'; have: number; got: number; missing: number }
  /** The village has something now and would have nothing at all. */
  | { id: string; kind: 'village-emptied'; village: string | null; count: number }
  /** `reason` as villagers will read it; null if the township gave none, or a whole pack simply leaves them out. */
  | {
      id: string
      kind: 'withdrawn'
      village: string | null
      lines: EntryLine[]
      count: number
      reason: string | null
    }
  /** To half or less: of what was published, or of the period before. */
  | {
      id: string
      kind: 'list-shrank'
      village: string | null
      before: EntryLine
      after: EntryLine
      against: 'published' | 'previous'
      note: string | null
    }
  /** Changed after publication, and no 更正说明 says why. */
  | { id: string; kind: 'changed-unexplained'; village: string | null; before: EntryLine; after: EntryLine }
  | {
      id: string
      kind: 'amount-changed'
      village: string | null
      before: EntryLine
      after: EntryLine
      note: string
    }
  /** A village's figures differ by more than half from those of the period before. */
  | {
      id: string
      kind: 'total-jumped'
      village: string | null
      before: EntryLine
      after: EntryLine
      totals: string[]
    }
  /** Nothing in the newest period while others have something; `last` is when there was something. */
  | {
      id: string
      kind: 'villages-silent'
      period: string
      villages: { village: string; last: string | null }[]
      count: number
      others: number
    }
  /** More than anybody looks at one by one: how many of each kind are left, and where. */
  | {
      id: string
      kind: 'many-more'
      count: number
      kinds: { kind: Risk['kind']; count: number }[]
      villages: string[]
    }

export type Preview = {
  township: { code: string; name: string }
  signer: string
  sequence: number
  installedSequence: number | null
  mode: 'whole' | 'partial'
  issuedOn: string
  /** Who looked at it in the township before it was signed; packs made by command may name nobody. */
  reviews: { step: 'pre-review' | 'secrecy-review'; name: string; on: string }[]
  periods: string[]
  bytes: number
  counts: ChangeCounts & { rows: number }
  /** Gravest first. */
  risks: Risk[]
  villages: VillagePreview[]
}
