// What a verified pack would change here, village by village: shown to the clerk before anything is switched.
import type { PackEntry } from '../pack/content.ts'
import { entryLine } from '../pack/entry-rows.ts'
import type { VerifiedPack } from '../pack/open.ts'
import type { EntryLine, Preview, VillagePreview } from '../pack/preview.ts'
import { entryLineOf, villagesOf, type EntryRow } from './entries.ts'
import type { Reader } from './reader.ts'
import { sequenceFloor } from './state.ts'

export function previewPack(reader: Reader, pack: VerifiedPack): Preview {
  const { manifest } = pack
  const villages = new Preparation(reader, pack)
  for (const entry of pack.entries) villages.take(entry)
  for (const gone of leaving(reader, pack)) villages.leave(gone)
  const changes = villages.all()
  const sum = (of: (village: VillagePreview) => number) =>
    changes.reduce((total, village) => total + of(village), 0)
  return {
    township: { code: manifest.township.code, name: manifest.township.name },
    signer: pack.signer,
    sequence: manifest.sequence,
    installedSequence: (reader.state && sequenceFloor(reader.state)?.sequence) ?? null,
    mode: manifest.mode,
    issuedOn: manifest.issuedOn,
    reviews: manifest.reviews ?? [],
    periods: manifest.periods,
    bytes: pack.bytes,
    counts: {
      new: sum((village) => village.new.length),
      changed: sum((village) => village.changed.length),
      gone: sum((village) => village.gone.length),
      unchanged: sum((village) => village.unchanged),
      rows: manifest.counts.rows,
    },
    villages: changes,
  }
}

type Stored = EntryRow & { digest: string }

class Preparation {
  readonly #names: Map<string, string>
  readonly #stored: (id: string) => Stored | undefined
  readonly #villages = new Map<string | null, VillagePreview>()

  constructor({ content }: Reader, pack: VerifiedPack) {
    const here = content ? villagesOf(content.db).map((village) => [village.code, village.name] as const) : []
    const coming = pack.manifest.township.villages.map((village) => [village.code, village.name] as const)
    this.#names = new Map([...here, ...coming])
    const one = content?.db.prepare<[string], Stored>('SELECT * FROM entry WHERE id = ?')
    this.#stored = (id) => one?.get(id)
    // Villages in the township's own order, the whole township before them.
    for (const code of [null, ...this.#names.keys()]) this.#village(code)
  }

  take(entry: PackEntry): void {
    const village = this.#village(entry.villageCode)
    const before = this.#stored(entry.id)
    const after = entryLine(entry, this.#names)
    if (!before) village.new.push(after)
    else if (before.digest === entry.digest) village.unchanged++
    else village.changed.push({ before: this.#line(before), after, correctionNote: entry.correctionNote })
  }

  leave(row: Stored): void {
    this.#village(row.village_code).gone.push(this.#line(row))
  }

  /** Only those about which there is something to say. */
  all(): VillagePreview[] {
    return [...this.#villages.values()].filter(
      (village) => village.new.length + village.changed.length + village.gone.length + village.unchanged > 0,
    )
  }

  #line(row: Stored): EntryLine {
    return entryLineOf(row, this.#names)
  }

  #village(code: string | null): VillagePreview {
    const name = code === null ? null : (this.#names.get(code) ?? code)
    const village = this.#villages.get(name) ?? {
      village: name,
      new: [],
      changed: [],
      gone: [],
      unchanged: 0,
    }
    this.#villages.set(name, village)
    return village
  }
}

function leaving({ content }: Reader, { manifest, entries }: VerifiedPack): Stored[] {
  if (!content) return []
  const coming = new Set(entries.map((entry) => entry.id))
  const withdrawn = new Set(manifest.withdrawn)
  const goes = (row: Stored) => (manifest.mode === 'whole' ? !coming.has(row.id) : withdrawn.has(row.id))
  return content.db.prepare<[], Stored>('SELECT * FROM entry ORDER BY key').all().filter(goes)
}
