// The signed table of contents of a pack, and what must hold within it.
import { z } from 'zod'
import { Entry } from '../disclosure/entry.ts'
import { periodPattern } from '../disclosure/period.ts'
import { publicNumbersOf } from '../disclosure/privacy.ts'
import { otherLanguages } from '../disclosure/languages.ts'
import { Reply } from '../disclosure/opinion.ts'
import { Township } from '../disclosure/township.ts'
import { flawOfText } from './clean-text.ts'
import { limits } from './limits.ts'
import { OpinionKey } from './opinion-seal.ts'
import { refuse, refuseAbove } from './refused.ts'
import { isSoundType, soundTypes } from './sound-type.ts'
import { PackWords } from './words-in-pack.ts'
import { parseStrictBytes } from './strict-json.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const size = z.number().int().nonnegative()
const versionText = z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/)

export const attachmentTypes = ['image/jpeg', 'image/png', 'image/webp'] as const

/** Part 0 is the content; each other is an attachment, named by its own hash. */
export const Part = z.strictObject({
  name: z.union([z.literal('content'), sha256]),
  mediaType: z.enum(['application/x-ndjson', ...attachmentTypes, ...soundTypes]),
  encoding: z.enum(['none', 'gzip']),
  size,
  sha256,
  plainSize: size,
  plainSha256: sha256,
})
export type Part = z.infer<typeof Part>

/** A sentence that is read aloud from a recording: the first 96 bits of its SHA-256, and the part that says it. */
export const Recording = z.strictObject({ sentence: z.string().regex(/^[0-9a-f]{24}$/), sound: sha256 })
export type Recording = z.infer<typeof Recording>

export const Summary = z.strictObject({
  itemType: z.string().max(60),
  period: z.string().regex(periodPattern),
  entries: size,
  rows: size,
  totals: z.record(z.string().max(40), z.number().int()),
})
export type Summary = z.infer<typeof Summary>

/** Who at the township looked at this pack before it was signed, and when (公开前的预审 and 保密审查). */
export const Review = z.strictObject({
  step: z.enum(['pre-review', 'secrecy-review']),
  /** A person's name and nothing else: no number fits in here. */
  name: z.string().regex(/^[\p{L}][\p{L}·. ]{0,18}[\p{L}]$/u),
  on: z.iso.date(),
})
export type Review = z.infer<typeof Review>

export const Manifest = z.strictObject({
  format: z.literal(1),
  township: Township,
  /** Grows with every pack of the township; a kiosk never goes back. */
  sequence: z.number().int().positive(),
  issuedOn: z.iso.date(),
  /** partial: entries replace those of the same id, the rest stays. whole: the kiosk then holds these alone. */
  mode: z.enum(['partial', 'whole']),
  withdrawn: z.array(Entry.shape.id),
  /** Why, in the township's words; villagers read it where the item stood. Absent where nobody gave a reason. */
  withdrawnReason: z.string().min(1).max(200).optional(),
  periods: z.array(z.string().regex(periodPattern)),
  /** Every telephone number the content shows beside the hotlines: duty phones are public because it says so here. */
  publicNumbers: z.array(z.string().regex(/^\d{3,12}$/)),
  leastApp: versionText,
  builder: z.strictObject({ name: z.string().max(60), version: z.string().max(40) }),
  /** At most one of each step; a pack that nobody is named for does not have the field. */
  reviews: z.array(Review).min(1).max(2).optional(),
  /** `rows` are those that count, `lines` all stored ones: sub-lines (其中) are parts of another. */
  counts: z.strictObject({ entries: size, rows: size, lines: size, attachments: size }),
  summary: z.array(Summary),
  /** Absent in packs without recordings. */
  recordings: z.array(Recording).min(1).optional(),
  /** What the screen says in other languages, where the township has better words than ours. */
  words: z.array(PackWords).min(1).max(otherLanguages.length).optional(),
  /** Present where the township takes opinions: what they are closed with. */
  opinionKey: OpinionKey.optional(),
  /** Every answer that is still worth asking for, each time: a pack's are all there are, whatever its mode. */
  replies: z.array(Reply).min(1).optional(),
  /** How many opinions came home to the township and how many of them it has answered, from all its kiosks. */
  opinionCounts: z.strictObject({ received: size, answered: size }).optional(),
  parts: z.array(Part).min(1),
})
export type Manifest = z.infer<typeof Manifest>

/** Called only on bytes whose signature holds. */
export function readManifest(bytes: Uint8Array): Manifest {
  const parsed = parseStrictBytes(bytes)
  if (!parsed.ok) return refuse({ kind: 'malformed', at: `manifest:${parsed.at}`, why: parsed.why })
  const read = Manifest.safeParse(parsed.value)
  if (!read.success) return refuse(asMalformed('manifest', read.error))
  checkLimits(read.data)
  checkAgainstItself(read.data)
  return read.data
}

const Claim = z.looseObject({
  township: z.looseObject({
    code: Township.shape.code,
    name: z.string().regex(/^\p{Script=Han}{2,12}$/u),
  }),
})

/** What an unverified manifest says of whose it is; null unless it is a code and a plain Chinese name. */
export function claimedTownship(bytes: Uint8Array): { code: string; name: string } | null {
  const parsed = parseStrictBytes(bytes)
  const read = Claim.safeParse(parsed.ok ? parsed.value : null)
  return read.success ? { code: read.data.township.code, name: read.data.township.name } : null
}

export function asMalformed(where: string, error: z.ZodError) {
  const issue = error.issues[0]
  const at = [where, ...(issue?.path.map(String) ?? [])].join('.')
  return { kind: 'malformed', at, why: issue?.code ?? 'shape' } as const
}

function checkLimits(manifest: Manifest): void {
  const sounds = manifest.parts.filter((part) => isSoundType(part.mediaType))
  refuseAbove('parts', limits.parts, manifest.parts.length - sounds.length)
  refuseAbove('recordings', limits.recordings, Math.max(sounds.length, manifest.recordings?.length ?? 0))
  const words = (manifest.words ?? []).reduce((sum, each) => sum + Object.keys(each.words).length, 0)
  refuseAbove('words', limits.words, words)
  refuseAbove('withdrawn', limits.withdrawn, manifest.withdrawn.length)
  const replies = manifest.replies ?? []
  refuseAbove('replies', limits.replies, replies.length)
  const characters = replies.reduce((sum, { text }) => sum + text.length, 0)
  refuseAbove('replyCharacters', limits.replyCharacters, characters)
  refuseAbove('publicNumbers', limits.publicNumbers, manifest.publicNumbers.length)
  refuseAbove('entries', limits.entries, manifest.counts.entries)
  refuseAbove('lines', limits.lines, manifest.counts.lines)
  for (const part of manifest.parts) {
    if (part.name === 'content') refuseAbove('contentBytes', limits.contentBytes, part.plainSize)
    else if (isSoundType(part.mediaType)) refuseAbove('recordingBytes', limits.recordingBytes, part.plainSize)
    else refuseAbove('attachmentBytes', limits.attachmentBytes, part.plainSize)
  }
}

function checkAgainstItself(manifest: Manifest): void {
  const [content, ...attachments] = manifest.parts
  if (content?.name !== 'content' || content.mediaType !== 'application/x-ndjson')
    flaw('parts.0', 'not-content')
  for (const [index, part] of attachments.entries()) {
    const at = `parts.${index + 1}`
    if (part.name !== part.plainSha256) flaw(at, 'name-is-not-its-hash')
    if (part.mediaType === 'application/x-ndjson') flaw(at, 'not-an-image')
    // Images are compressed already; a packed one would only be a place to hide a bomb.
    if (part.encoding !== 'none') flaw(at, 'attachment-encoded')
  }
  for (const [index, part] of manifest.parts.entries()) {
    const same = part.size === part.plainSize && part.sha256 === part.plainSha256
    if (part.encoding === 'none' && !same) flaw(`parts.${index}`, 'plain-differs')
  }
  const { villages } = manifest.township
  unique(
    'parts',
    manifest.parts.map((part) => part.name),
  )
  unique('withdrawn', manifest.withdrawn)
  unique(
    'reviews',
    (manifest.reviews ?? []).map((review) => review.step),
  )
  unique('periods', manifest.periods)
  unique(
    'words',
    (manifest.words ?? []).map((each) => each.language),
  )
  unique(
    'replies',
    (manifest.replies ?? []).map((reply) => reply.number),
  )
  const { received, answered } = manifest.opinionCounts ?? { received: 0, answered: 0 }
  if (answered > received) flaw('opinionCounts', 'more-answered-than-received')
  unique(
    'villages',
    villages.map((village) => village.code),
  )
  // People know a village by its name: a twin in full-width letters would be another village under the same name.
  unique(
    'villages',
    villages.map((village) => village.name.normalize('NFKC').trim()),
  )
  const pictures = attachments.filter((part) => !isSoundType(part.mediaType))
  if (manifest.counts.attachments !== pictures.length)
    refuse({
      kind: 'counts-differ',
      at: 'attachments',
      declared: manifest.counts.attachments,
      found: pictures.length,
    })
  checkRecordings(manifest)
  for (const text of textsIn(manifest)) {
    const why = flawOfText(text) ?? (text.includes('\n') ? 'new-line' : null)
    if (why) flaw('text', why)
  }
}

/** Every recording says one sentence at least, and every sentence has its recording. */
function checkRecordings({ parts, recordings = [] }: Manifest): void {
  const sounds = new Set(parts.flatMap((part) => (isSoundType(part.mediaType) ? [part.name] : [])))
  unique(
    'recordings',
    recordings.map((each) => each.sentence),
  )
  const used = new Set(recordings.map((each) => each.sound))
  for (const sound of used) if (!sounds.has(sound)) flaw('recordings', 'no-such-part')
  for (const sound of sounds) if (!used.has(sound)) flaw('recordings', 'says-nothing')
}

const flaw = (at: string, why: string) => refuse({ kind: 'malformed', at: `manifest.${at}`, why })

function unique(at: string, names: readonly string[]): void {
  if (new Set(names).size !== names.length) flaw(at, 'twice')
}

/** Every text in a parsed JSON value, keys aside. */
export function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (typeof value === 'object' && value !== null)
    for (const each of Object.values(value)) yield* textsIn(each)
}

/** The same texts, each with where it stands: hotlines.0.body. */
export function* placesIn(value: unknown, at: string): Generator<[at: string, text: string]> {
  if (typeof value === 'string') yield [at, value]
  else if (typeof value === 'object' && value !== null)
    for (const [name, each] of Object.entries(value)) yield* placesIn(each, `${at}.${name}`)
}

/** All numbers a township declares as public: hotlines, service windows and duty phones. */
export const publicNumbersIn = ({ township, publicNumbers }: Manifest): ReadonlySet<string> =>
  publicNumbersOfTownship(township, publicNumbers)

export function publicNumbersOfTownship(
  township: Township,
  publicNumbers: readonly string[] = [],
): ReadonlySet<string> {
  const hotlines = [...township.hotlines, ...township.villages.flatMap((village) => village.hotlines)]
  return publicNumbersOf([
    ...publicNumbers,
    ...hotlines.map((hotline) => hotline.phone),
    ...township.windows.map((window) => window.phone),
  ])
}

/** Whether `app` is at least `least`; a version that cannot be read is taken as too old. */
export function isAtLeast(app: string, least: string): boolean {
  const [a, b] = [numbersOf(app), numbersOf(least)]
  for (let i = 0; i < 3; i++) if ((a[i] ?? 0) !== (b[i] ?? 0)) return (a[i] ?? 0) > (b[i] ?? 0)
  return true
}

const numbersOf = (version: string): number[] =>
  (/^(\d+)\.(\d+)\.(\d+)/.exec(version) ?? ['', '0', '0', '0']).slice(1).map(Number)
