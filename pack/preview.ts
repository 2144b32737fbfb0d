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

export type VillagePreview = {
  village: string | null
  new: EntryLine[]
  changed: Change[]
  gone: EntryLine[]
  unchanged: number
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
  counts: { new: number; changed: number; gone: number; unchanged: number; rows: number }
  villages: VillagePreview[]
}
