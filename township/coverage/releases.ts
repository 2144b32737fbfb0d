// What a township has published, from its own signed packs: each item with every word about it, in the order of sequence.
import type { DeclaredNil, Entry } from '../../disclosure/entry.ts'
import { itemTypeOf } from '../../disclosure/item-types/all.ts'
import { missingReviews } from '../../disclosure/reviewed.ts'
import type { Village } from '../../disclosure/township.ts'
import { entryOf } from '../../pack/lines.ts'
import { contentLines, openPack, type VerifiedPack } from '../../pack/open.ts'
import type { Refusal } from '../../pack/refusal.ts'
import type { PublicKeyFile } from '../../pack/signature.ts'
import { saidIn } from '../corrections.ts'

/** The pack that said it: its number orders, its date is the one that was signed. */
export type InPack = {
  sequence: number
  issuedOn: string
  manifestSha256: string
  signer: string
  reviewers: readonly string[]
}

export type Said = {
  kind: 'said'
  pack: InPack
  /** Of all that villagers read of it: another mark, another content. */
  mark: string
  /** As its sheet says. */
  publishedOn: string | null
  /** What a check found and the clerk let pass with a reason, or a printed sum that is not the sum. */
  faults: number
  /** Nobody whose signature its kind needs has signed. */
  unreviewed: boolean
  declaredNil: DeclaredNil | null
  correctionNote: string | null
}
export type TakenBack = { kind: 'taken-back'; pack: InPack; reason: string | null }

export type Item = {
  id: string
  villageCode: string | null
  itemType: string
  period: string
  /** By sequence, the first word first. */
  releases: (Said | TakenBack)[]
}

export type Published = { villages: readonly Village[]; newest: InPack; items: Item[] }

export type RefusedPack = { file: string; refusal: Refusal }

/** A pack that this township's key did not sign says nothing about what it published. */
export async function publishedIn(
  files: readonly string[],
  pub: PublicKeyFile,
): Promise<{ published: Published | null; refused: RefusedPack[] }> {
  const refused: RefusedPack[] = []
  const opened: VerifiedPack[] = []
  for (const file of files) {
    const read = await openPack(file, trustOf(pub))
    if (read.ok) opened.push(read.pack)
    else refused.push({ file, refusal: read.refusal })
  }
  const packs = opened.sort((one, other) => one.manifest.sequence - other.manifest.sequence)
  const last = packs.at(-1)
  if (!last) return { published: null, refused }
  const items = new Map<string, Item>()
  for (const pack of packs) await addPack(items, pack)
  return {
    published: {
      villages: last.manifest.township.villages,
      newest: aboutPack(last),
      items: [...items.values()],
    },
    refused,
  }
}

const trustOf = ({ code, name, keyId, algorithm, publicKey }: PublicKeyFile) => ({
  townshipCode: code,
  townshipName: name,
  keys: [{ keyId, algorithm, publicKey, role: 'township' as const, revoked: false }],
  keyNumber: 0,
  floor: null,
  // Which app a kiosk has is not what is asked here.
  appVersion: '99999.0.0',
})

const aboutPack = ({ manifest, manifestSha256, signer }: VerifiedPack): InPack => ({
  sequence: manifest.sequence,
  issuedOn: manifest.issuedOn,
  manifestSha256,
  signer,
  reviewers: (manifest.reviews ?? []).map(({ name }) => name),
})

async function addPack(items: Map<string, Item>, pack: VerifiedPack): Promise<void> {
  const about = aboutPack(pack)
  const marks = await saidIn(pack)
  for (const entry of await entriesOf(pack)) {
    const { id, villageCode, itemType, period } = entry
    const item = items.get(id) ?? { id, villageCode, itemType, period, releases: [] }
    items.set(id, item)
    item.releases.push(saidOf(entry, about, marks.get(id) ?? ''))
  }
  const { withdrawn, withdrawnReason, mode } = pack.manifest
  const gone = new Set(withdrawn)
  // A whole pack says what there is; what it leaves out is gone without a word.
  if (mode === 'whole') for (const id of items.keys()) if (!marks.has(id)) gone.add(id)
  for (const id of gone) {
    const item = items.get(id)
    if (!item || item.releases.at(-1)?.kind === 'taken-back') continue
    item.releases.push({ kind: 'taken-back', pack: about, reason: withdrawnReason ?? null })
  }
}

const saidOf = (entry: Entry, pack: InPack, mark: string): Said => ({
  kind: 'said',
  pack,
  mark,
  publishedOn: entry.publishedOn,
  faults: Math.max(entry.explanations.length, entry.printedTotals.filter(({ matches }) => !matches).length),
  unreviewed: !entry.declaredNil && missingReviews(itemTypeOf(entry.itemType), entry.approvals).length > 0,
  declaredNil: entry.declaredNil ?? null,
  correctionNote: entry.correctionNote,
})

async function entriesOf(pack: VerifiedPack): Promise<Entry[]> {
  const entries: Entry[] = []
  let left = 0
  for await (const { lines } of contentLines(pack)) {
    for (const line of lines) {
      if (left > 0) {
        left--
        continue
      }
      const entry = entryOf(line, 'entry')
      entries.push(entry)
      left = entry.rows + entry.subRows
    }
  }
  return entries
}
