// A verified pack beside what is on screen: each entry that comes, changes, goes or stays the same, by village.
import type { PackEntry } from '../pack/content.ts'
import { entryLine } from '../pack/entry-rows.ts'
import type { VerifiedPack } from '../pack/open.ts'
import type { Change, EntryLine } from '../pack/preview.ts'
import { entryLineOf } from './entries.ts'
import { villagesOf } from './whose-content.ts'
import { type EntryRow } from './stored-entry.ts'
import type { Reader } from './reader.ts'

type StoredEntry = Pick<
  EntryRow,
  'id' | 'village_code' | 'item_type' | 'title' | 'period' | 'rows' | 'totals'
> & { digest: string }

export type ComparedVillage = {
  code: string | null
  name: string | null
  new: EntryLine[]
  changed: Change[]
  gone: EntryLine[]
  /** Item types of entries that the pack brings once more as they are. */
  same: string[]
}

export type Comparison = {
  villages: ComparedVillage[]
  /** What stands here and what comes, by id, as lines. */
  stored: ReadonlyMap<string, EntryLine>
  coming: ReadonlyMap<string, EntryLine>
  /** Ids that will not be here afterwards. */
  leaving: ReadonlySet<string>
  villageCodes: ReadonlyMap<string, string>
}

/** Entries only, never their rows: at most 20,000 lines on each side. */
export function compare(reader: Reader, pack: VerifiedPack): Comparison {
  const { content } = reader
  const here = content ? villagesOf(content.db).map(({ code, name }) => [code, name] as const) : []
  const coming = pack.manifest.township.villages.map(({ code, name }) => [code, name] as const)
  const names = new Map([...here, ...coming])
  const rows = content
    ? content.db
        .prepare<[], StoredEntry>(
          `SELECT id, village_code, item_type, title, period, rows, totals, digest
           FROM entry
           ORDER BY key`,
        )
        .all()
    : []
  const stored = new Map(rows.map((row) => [row.id, { row, line: entryLineOf(row, names) }]))
  // Villages in the township's own order, the whole township before them.
  const codes = [
    null,
    ...pack.manifest.township.villages.map(({ code }) => code),
    ...here.map(([code]) => code),
  ]
  const villages = new Map(codes.map((code) => [code, emptyVillage(code, names)]))
  const village = (code: string | null): ComparedVillage => {
    const known = villages.get(code) ?? emptyVillage(code, names)
    villages.set(code, known)
    return known
  }
  const lines = new Map<string, EntryLine>()
  for (const entry of pack.entries) {
    const after = entryLine(entry, names)
    lines.set(entry.id, after)
    take(village(entry.villageCode), entry, after, stored.get(entry.id))
  }
  const leaving = leavingIn(rows, pack)
  for (const { row, line } of stored.values())
    if (leaving.has(row.id)) village(row.village_code).gone.push(line)
  return {
    villages: [...villages.values()],
    stored: new Map([...stored].map(([id, { line }]) => [id, line])),
    coming: lines,
    leaving,
    villageCodes: new Map(coming),
  }
}

/** What the pack puts on screen that was not there before: new entries and changed ones as they are now. */
export const broughtBy = ({ villages }: Comparison): EntryLine[] =>
  villages.flatMap((village) => [...village.new, ...village.changed.map((change) => change.after)])

function take(
  village: ComparedVillage,
  entry: PackEntry,
  after: EntryLine,
  before: { row: StoredEntry; line: EntryLine } | undefined,
): void {
  if (!before) village.new.push(after)
  else if (before.row.digest === entry.digest) village.same.push(entry.itemType)
  else village.changed.push({ before: before.line, after, correctionNote: entry.correctionNote })
}

function leavingIn(rows: readonly StoredEntry[], { manifest, entries }: VerifiedPack): ReadonlySet<string> {
  const coming = new Set(entries.map((entry) => entry.id))
  const withdrawn = new Set(manifest.withdrawn)
  const goes = ({ id }: StoredEntry) => (manifest.mode === 'whole' ? !coming.has(id) : withdrawn.has(id))
  return new Set(rows.filter(goes).map(({ id }) => id))
}

const emptyVillage = (code: string | null, names: ReadonlyMap<string, string>): ComparedVillage => ({
  code,
  name: code === null ? null : (names.get(code) ?? code),
  new: [],
  changed: [],
  gone: [],
  same: [],
})
