// From what was read to a signed pack, by the command and by the window alike: the same checks in the same order.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sweep, sweepAll } from '../disclosure/privacy.ts'
import type { Swept, SweptText } from '../disclosure/privacy.ts'
import type { Manifest, Review } from '../pack/manifest.ts'
import type { PackWords } from '../pack/words-in-pack.ts'
import type { Refusal } from '../pack/refusal.ts'
import type { KeyFile } from './keys.ts'
import type { Pictures } from './pictures.ts'
import type { Reading } from './read-township.ts'
import { keepSequence, lastSequence } from './sequence-record.ts'
import { formed } from './sweep.ts'
import { writePack } from './write.ts'
import type { AttachmentToWrite, OpinionsToWrite, PackToWrite } from './write.ts'

export type PackWish = {
  out: string
  key: KeyFile
  sequence: number
  issuedOn: string
  mode: Manifest['mode']
  withdraw: readonly string[]
  /** Why; villagers read it where the items stood. */
  withdrawnReason?: SweptText
  reviews: readonly Review[]
  /** Changes of the township's keys that travel with its packs. */
  statements: NonNullable<PackToWrite['statements']>
  recordings?: NonNullable<PackToWrite['recordings']>
  /** What the screens say in other languages. */
  words?: readonly PackWords[]
  /** Absent: the township takes no opinions. */
  opinions?: OpinionsToWrite
}

export type PackMade =
  | {
      ok: true
      pack: {
        file: string
        sequence: number
        bytes: number
        manifestSha256: string
        counts: Manifest['counts']
        /** The hash of the content alone: two packs with the same one show the same. */
        contentSha256: string
      }
    }
  | { ok: false; failed: { kind: string; [more: string]: unknown } }

export type SequenceFault =
  { kind: 'bad-sequence-record'; file: string } | { kind: 'sequence-used'; last: number; sequence: number }

/** A number used twice would make two packs with one name. */
export async function faultOfSequence(keyFile: string, sequence: number): Promise<SequenceFault | null> {
  const last = await lastSequence(keyFile)
  if (last === null) return { kind: 'bad-sequence-record', file: keyFile }
  return sequence <= last ? { kind: 'sequence-used', last, sequence } : null
}

/** `keyFile` null: a throw-away key whose numbers nobody keeps. */
export async function makePack(
  reading: Pick<Reading, 'township' | 'entries' | 'pictures'>,
  wish: PackWish,
  keyFile: string | null,
): Promise<PackMade> {
  const { township, entries, pictures } = reading
  const { withdraw, reviews, words = [], ...rest } = wish
  if (township.code !== wish.key.code)
    return { ok: false, failed: { kind: 'wrong-township', sheets: township.code, key: wish.key.code } }
  const present = entries.flatMap(({ entry }) => (withdraw.includes(entry.id) ? [entry.id] : []))
  if (present.length > 0) return { ok: false, failed: { kind: 'withdrawn-and-present', entries: present } }
  const withdrawn = [...new Set(withdraw.map(formed))]
  const named = reviews.map(({ step, name, on }) => ({
    step,
    name: sweep(name, new Set()).text,
    on: formed(on),
  }))
  const packed = await withPictures(pictures, (attachments) =>
    writePack({
      ...rest,
      township,
      withdrawn,
      entries,
      attachments,
      reviews: named,
      words: sweptWords(words),
    }),
  )
  if (!packed.ok) return { ok: false, failed: asFailure(packed.refusal) }
  if (keyFile !== null) await keepSequence(keyFile, wish.sequence)
  const { counts, parts } = packed.manifest
  const { bytes, manifestSha256 } = packed
  const contentSha256 = parts[0]?.plainSha256 ?? ''
  return {
    ok: true,
    pack: { file: wish.out, sequence: wish.sequence, bytes, manifestSha256, counts, contentSha256 },
  }
}

/** Nobody's number in any language; the names of words and languages are ours. */
const sweptWords = (words: readonly PackWords[]): Swept<PackWords>[] =>
  words.map((each) => sweepAll(each, (text) => sweep(text, new Set()).text))

const asFailure = (refusal: Refusal): { kind: string } => ({ ...refusal })

/** Bared pictures are files only while the pack is written. */
async function withPictures<T>(
  pictures: Pictures,
  work: (attachments: AttachmentToWrite[]) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'mingbai-pictures-'))
  try {
    return await work(await pictures.writeInto(folder))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
