// Writes one signed pack: content streamed aside, manifest and signature before it, and a name only once it is whole.
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Entry } from '../disclosure/entry.ts'
import { itemTypeOf } from '../disclosure/item-types/all.ts'
import { columnsOf } from '../disclosure/item-type.ts'
import type { Value } from '../disclosure/fields.ts'
import type { Reply } from '../disclosure/opinion.ts'
import type { Township } from '../disclosure/township.ts'
import type { Swept, SweptText, SweptValue } from '../disclosure/privacy.ts'
import { cleanText } from '../pack/clean-text.ts'
import { writeHeader } from '../pack/container.ts'
import type { ImageType } from '../pack/image-type.ts'
import type { Manifest, Part, Review } from '../pack/manifest.ts'
import { openPack } from '../pack/open.ts'
import type { Refusal } from '../pack/refusal.ts'
import type { PackWords } from '../pack/words-in-pack.ts'
import type { SoundType } from '../pack/sound-type.ts'
import type { SignedStatement } from '../pack/signature.ts'
import { SummaryCount } from '../pack/summary.ts'
import { syncFolder } from '../pack/disk.ts'
import type { KeyFile } from './keys.ts'
import { opinionKeyFor } from './opinions/opinion-key.ts'
import { signManifest } from './sign.ts'

/** Only what came through the gate: a text that was not swept does not compile here. */
export type SweptRow = readonly SweptValue[]
export type EntryToWrite = { entry: Swept<Entry>; rows: Iterable<SweptRow> | AsyncIterable<SweptRow> }
export type AttachmentToWrite = { sha256: string; type: ImageType; file: string }

export type RecordingToWrite = { sentence: string; sha256: string; type: SoundType; bytes: Buffer }

export type PackToWrite = {
  out: string
  key: KeyFile
  township: Swept<Township>
  sequence: number
  issuedOn: string
  mode?: Manifest['mode']
  withdrawn?: readonly SweptText[]
  /** Why they are withdrawn: villagers read it where the item stood. */
  withdrawnReason?: SweptText
  entries: Iterable<EntryToWrite> | AsyncIterable<EntryToWrite>
  attachments?: readonly AttachmentToWrite[]
  /** Numbers that texts may mention; hotlines, windows and telephone columns are added by themselves. */
  publicNumbers?: Iterable<string>
  leastApp?: string
  /** Every change of the township's keys so far: a kiosk that has missed some walks them. */
  statements?: readonly SignedStatement[]
  builder?: Swept<Manifest['builder']>
  reviews?: readonly Swept<Review>[]
  /** Sentences and the sounds that say them. */
  recordings?: readonly RecordingToWrite[]
  /** What the screens say in other languages. */
  words?: readonly Swept<PackWords>[]
  /** Present: the township takes opinions, closed for this key, and has answered these. */
  opinions?: OpinionsToWrite
}

export type OpinionsToWrite = {
  replies: readonly (Omit<Reply, 'text'> & { text: SweptText })[]
  counts?: Manifest['opinionCounts']
}

export type Written =
  { ok: true; manifest: Manifest; bytes: number; manifestSha256: string } | { ok: false; refusal: Refusal }

/** What is written is opened by the kiosk's own door before it gets its name: no township hands out a refused pack. */
export async function writePack(wanted: PackToWrite): Promise<Written> {
  const out = resolve(wanted.out)
  const mark = randomUUID().slice(0, 8)
  const contentFile = join(dirname(out), `.${basename(out)}.${mark}.content`)
  const packFile = join(dirname(out), `.${basename(out)}.${mark}.part`)
  try {
    const content = await writeContent(contentFile, wanted)
    const manifest = await manifestOf(wanted, content)
    await assemble(packFile, manifest, wanted, contentFile)
    const opened = await openPack(packFile, {
      townshipCode: wanted.key.code,
      townshipName: wanted.key.name,
      keys: [
        {
          keyId: wanted.key.keyId,
          algorithm: wanted.key.algorithm,
          publicKey: wanted.key.publicKey,
          role: 'township',
          revoked: false,
        },
      ],
      keyNumber: 0,
      floor: { sequence: wanted.sequence - 1, manifestSha256: '', mayRepeat: false },
      appVersion: manifest.leastApp,
    })
    if (!opened.ok) return opened
    await rename(packFile, out)
    await syncFolder(dirname(out))
    const { bytes, manifestSha256 } = opened.pack
    return { ok: true, manifest, bytes, manifestSha256 }
  } finally {
    await rm(contentFile, { force: true })
    await rm(packFile, { force: true })
  }
}

type Content = {
  part: Part
  counts: Omit<Manifest['counts'], 'attachments'>
  periods: Set<string>
  phones: Set<string>
  summary: SummaryCount
}

async function writeContent(file: string, wanted: PackToWrite): Promise<Content> {
  const packed = new Measured()
  const plain = new Measured()
  const counts = { entries: 0, rows: 0, lines: 0 }
  const content = {
    counts,
    periods: new Set<string>(),
    phones: new Set<string>(),
    summary: new SummaryCount(),
  }
  await pipeline(
    chunksOf(linesToWrite(wanted.entries, content)),
    plain,
    createGzip({ level: 6 }),
    packed,
    createWriteStream(file, { flags: 'wx', mode: 0o600 }),
  )
  const part: Part = {
    name: 'content',
    mediaType: 'application/x-ndjson',
    encoding: 'gzip',
    size: packed.size,
    sha256: packed.sha256,
    plainSize: plain.size,
    plainSha256: plain.sha256,
  }
  return { part, ...content }
}

async function* linesToWrite(
  entries: PackToWrite['entries'],
  content: Omit<Content, 'part'>,
): AsyncGenerator<string> {
  const { counts } = content
  for await (const { entry, rows } of entries) {
    const written = cleaned(entry)
    counts.entries++
    counts.rows += entry.rows
    content.periods.add(entry.period)
    content.summary.add(entry)
    for (const hotline of written.hotlines) notePhone(content.phones, hotline.phone)
    yield JSON.stringify({ entry: written })
    const phonesAt = phoneColumns(entry.itemType)
    for await (const row of rows) {
      counts.lines++
      const cells = row.map(cleanedValue)
      for (const at of phonesAt) notePhone(content.phones, cells[at])
      yield JSON.stringify(cells)
    }
  }
}

function phoneColumns(itemType: string): number[] {
  const type = itemTypeOf(itemType)
  if (!type) return []
  return columnsOf(type).flatMap((column, index) => (column.kind === 'phone' ? [index] : []))
}

function notePhone(phones: Set<string>, value: unknown): void {
  const digits = typeof value === 'string' ? value.replace(/\D/g, '') : ''
  if (/^\d{3,12}$/.test(digits)) phones.add(digits)
}

/** The same value with every text in it as packs hold text. */
function cleaned<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_key, each: unknown) =>
    typeof each === 'string' ? cleanText(each) : each,
  ) as T
}

const cleanedValue = (value: Value): Value =>
  typeof value === 'string' ? cleanText(value) : Array.isArray(value) ? value.map(cleanText) : value

/** Lines in pieces worth hashing and packing. */
async function* chunksOf(lines: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let gathered = ''
  for await (const line of lines) {
    gathered += `${line}\n`
    if (gathered.length > 1 << 17) {
      yield Buffer.from(gathered)
      gathered = ''
    }
  }
  if (gathered !== '') yield Buffer.from(gathered)
}

class Measured extends Transform {
  size = 0
  readonly #hash = createHash('sha256')

  override _transform(chunk: Buffer, _encoding: string, done: (error: null, chunk: Buffer) => void): void {
    this.size += chunk.length
    this.#hash.update(chunk)
    done(null, chunk)
  }

  get sha256(): string {
    return this.#hash.copy().digest('hex')
  }
}

async function manifestOf(wanted: PackToWrite, content: Content): Promise<Manifest> {
  const attachments = await Promise.all((wanted.attachments ?? []).map(attachmentPart))
  const recordings = wanted.recordings ?? []
  for (const number of wanted.publicNumbers ?? []) notePhone(content.phones, number)
  return {
    format: 1,
    township: cleaned(wanted.township),
    sequence: wanted.sequence,
    issuedOn: wanted.issuedOn,
    mode: wanted.mode ?? 'partial',
    withdrawn: [...(wanted.withdrawn ?? [])],
    ...(wanted.withdrawnReason === undefined ? {} : { withdrawnReason: cleanText(wanted.withdrawnReason) }),
    periods: [...content.periods].sort(),
    publicNumbers: [...content.phones].sort(),
    leastApp: wanted.leastApp ?? '0.1.0',
    builder: wanted.builder ?? { name: 'mingbai', version: '0.1.0' },
    ...(wanted.reviews && wanted.reviews.length > 0 ? { reviews: [...wanted.reviews] } : {}),
    counts: { ...content.counts, attachments: attachments.length },
    summary: content.summary.lines(),
    ...(recordings.length > 0
      ? { recordings: recordings.map(({ sentence, sha256: sound }) => ({ sentence, sound })) }
      : {}),
    ...(wanted.words && wanted.words.length > 0 ? { words: [...wanted.words] } : {}),
    ...(wanted.opinions ? opinionsOf(wanted.opinions, wanted.key) : {}),
    parts: [content.part, ...attachments, ...soundsOf(recordings).map(soundPart)],
  }
}

const opinionsOf = ({ replies, counts }: OpinionsToWrite, key: KeyFile) => ({
  opinionKey: opinionKeyFor(key),
  ...(replies.length > 0 ? { replies: [...replies] } : {}),
  ...(counts ? { opinionCounts: counts } : {}),
})

async function attachmentPart({ sha256, type, file }: AttachmentToWrite): Promise<Part> {
  const { size } = await stat(file)
  return {
    name: sha256,
    mediaType: type,
    encoding: 'none',
    size,
    sha256,
    plainSize: size,
    plainSha256: sha256,
  }
}

/** Two sentences may be said by one sound. */
const soundsOf = (recordings: readonly RecordingToWrite[]): RecordingToWrite[] => [
  ...new Map(recordings.map((each) => [each.sha256, each])).values(),
]

function soundPart({ sha256, type, bytes }: RecordingToWrite): Part {
  const { length } = bytes
  return {
    name: sha256,
    mediaType: type,
    encoding: 'none',
    size: length,
    sha256,
    plainSize: length,
    plainSha256: sha256,
  }
}

async function assemble(
  file: string,
  manifest: Manifest,
  wanted: PackToWrite,
  contentFile: string,
): Promise<void> {
  const manifestBytes = Buffer.from(JSON.stringify(manifest))
  const signed = [signManifest(manifestBytes, wanted.key)]
  const { statements = [] } = wanted
  const signatures = Buffer.from(
    JSON.stringify(statements.length === 0 ? signed : { signatures: signed, statements }),
  )
  const header = writeHeader({ manifestLength: manifestBytes.length, signaturesLength: signatures.length })
  const target = await open(file, 'wx', 0o644)
  try {
    await target.writeFile(Buffer.concat([header, manifestBytes, signatures]))
    await append(target, contentFile)
    for (const attachment of wanted.attachments ?? []) await append(target, attachment.file)
    for (const { bytes } of soundsOf(wanted.recordings ?? [])) await target.writeFile(bytes)
    await target.sync()
  } finally {
    await target.close()
  }
}

async function append(target: FileHandle, file: string): Promise<void> {
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) await target.writeFile(chunk)
}
