// From an unknown file to a VerifiedPack, or the reason it is refused: the one door in.
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { lstat, open, type FileHandle } from 'node:fs/promises'
import { headerLength, partSpans, partsStart, readHeader, type Header, type Span } from './container.ts'
import { checkContent, type PackEntry } from './content.ts'
import { checkPicture } from './image-type.ts'
import { limits } from './limits.ts'
import { linesAgain, linesOf, type LineBatch } from './lines.ts'
import { claimedTownship, isAtLeast, readManifest, type Manifest, type Part } from './manifest.ts'
import { bytesOf, checkBytes } from './part-bytes.ts'
import type { Refusal } from './refusal.ts'
import { refusalAsValue, refuse, refuseAbove, Refused } from './refused.ts'
import { fingerprintOf, readSignatures, signerAmong, type PublicKey } from './signature.ts'
import { isSoundType, soundType } from './sound-type.ts'
import { walkStatements, type KeyStatement, type TrustedKey } from './trust-chain.ts'

/** What this kiosk accepts: whose packs, from which sequence on. */
export type Trust = {
  townshipCode: string
  townshipName: string
  keys: readonly TrustedKey[]
  /** How many changes of keys have been taken. */
  keyNumber: number
  /** The highest pack ever accepted; null before the first. */
  floor: Floor | null
  appVersion: string
}

/** `mayRepeat`: the generation made of that very pack is lost, so the same pack may come in once more. */
export type Floor = { sequence: number; manifestSha256: string; mayRepeat: boolean }

/** A pack whose bytes, counts and rows are as its manifest says; who signed it is another question. */
export type Pack = {
  file: string
  bytes: number
  manifest: Manifest
  manifestSha256: string
  entries: readonly PackEntry[]
}

declare const verified: unique symbol
/** Only openPack makes one, and nothing else can be stored: an unverified import does not compile. */
export type VerifiedPack = Pack & {
  readonly signer: string
  /** Changes of keys that come into force with this pack. */
  readonly keyChanges: readonly KeyStatement[]
  readonly [verified]: true
}

export type Opening = { onProgress?: (done: number, total: number) => void; signal?: AbortSignal }

export type Opened<P> = { ok: true; pack: P } | { ok: false; refusal: Refusal }

/** Signature before anything inside is parsed, then whose and which, then every byte and every row. */
export function openPack(file: string, trust: Trust, opening: Opening = {}): Promise<Opened<VerifiedPack>> {
  return withFile(file, async (handle, bytes) => {
    const { header, manifestBytes, signatureBytes } = await readFront(handle, bytes)
    const { signatures, statements } = readSignatures(signatureBytes)
    const { keys, changes } = walkStatements(trust, statements)
    const key = knownSigner(manifestBytes, trust, () => signerAmong(keys, signatures, manifestBytes))
    const manifest = readManifest(manifestBytes)
    const manifestSha256 = createHash('sha256').update(manifestBytes).digest('hex')
    checkTrust(manifest, manifestSha256, trust)
    const entries = await checkInside(handle, bytes, header, manifest, opening)
    const pack = { file, bytes, manifest, manifestSha256, entries }
    return brand(pack, fingerprintOf(key.keyId), changes)
  })
}

/** The same checks without a kiosk: for the township to look into a file. It says nothing about who signed. */
export function inspectPack(
  file: string,
  opening: Opening = {},
): Promise<Opened<Pack & { signers: string[] }>> {
  return withFile(file, async (handle, bytes) => {
    const { header, manifestBytes, signatureBytes } = await readFront(handle, bytes)
    const signers = readSignatures(signatureBytes).signatures.map((each) => fingerprintOf(each.keyId))
    const manifest = readManifest(manifestBytes)
    const manifestSha256 = createHash('sha256').update(manifestBytes).digest('hex')
    const entries = await checkInside(handle, bytes, header, manifest, opening)
    return { file, bytes, manifest, manifestSha256, entries, signers }
  })
}

/**
 * A pack that this kiosk has verified and kept: its bytes are those of then, so whoever signed it, and whether that key
 * still holds, is not asked again.
 */
export async function reopenPack(file: string, sha256: string): Promise<Opened<VerifiedPack>> {
  return withFile(file, async (handle, bytes) => {
    if ((await sha256Of(handle, bytes)) !== sha256) refuse({ kind: 'damaged-part', part: 'pack' })
    const { header, manifestBytes, signatureBytes } = await readFront(handle, bytes)
    const [signer] = readSignatures(signatureBytes).signatures
    const manifest = readManifest(manifestBytes)
    const manifestSha256 = createHash('sha256').update(manifestBytes).digest('hex')
    // Kept without its attachments it ends where the content does.
    const [content] = manifest.parts
    const isSlim = content && bytes === partsStart(header) + content.size
    const parts = isSlim ? [content] : manifest.parts
    const entries = await checkInside(handle, bytes, header, manifest, {}, parts)
    return brand({ file, bytes, manifest, manifestSha256, entries }, fingerprintOf(signer?.keyId ?? ''), [])
  })
}

async function sha256Of(handle: FileHandle, bytes: number): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of bytesOf(handle, { start: 0, length: bytes })) hash.update(chunk)
  return hash.digest('hex')
}

/**
 * A stranger's pack is most often one of the next township, carried here by mistake: then that is said, by name. The name
 * is read from bytes nobody has vouched for; it is shown as one short word of Chinese characters and decides nothing.
 */
export function knownSigner(manifestBytes: Uint8Array, trust: Trust, find: () => PublicKey): PublicKey {
  try {
    return find()
  } catch (thrown) {
    if (!(thrown instanceof Refused) || thrown.refusal.kind !== 'unknown-signer') throw thrown
    const claimed = claimedTownship(manifestBytes)
    if (!claimed || claimed.code === trust.townshipCode) throw thrown
    return refuse({ kind: 'wrong-township', pack: claimed.name, kiosk: trust.townshipName })
  }
}

/** Whose pack, and newer than what is here: nothing of the content needs to be read to say so. */
export function checkTrust(manifest: Manifest, manifestSha256: string, trust: Trust): void {
  const { sequence, township, leastApp } = manifest
  if (township.code !== trust.townshipCode)
    refuse({ kind: 'wrong-township', pack: township.name, kiosk: trust.townshipName })
  if (trust.floor) checkFloor(sequence, manifestSha256, trust.floor)
  else refuseAbove('firstSequence', limits.firstSequence, sequence)
  if (!isAtLeast(trust.appVersion, leastApp))
    refuse({ kind: 'needs-newer-app', needs: leastApp, app: trust.appVersion })
}

export function checkFloor(sequence: number, manifestSha256: string, floor: Floor): void {
  if (sequence < floor.sequence) refuse({ kind: 'older', have: floor.sequence, got: sequence })
  if (sequence === floor.sequence) {
    if (manifestSha256 !== floor.manifestSha256) refuse({ kind: 'sequence-conflict', sequence })
    if (!floor.mayRepeat) refuse({ kind: 'already-installed', sequence })
  }
  if (sequence > floor.sequence + limits.sequenceLeap)
    refuse({ kind: 'sequence-leap', have: floor.sequence, got: sequence })
}

/** As much of an open file as reading a head needs. */
export type Bytes = {
  read(buffer: Buffer, offset: number, length: number, position: number): Promise<{ bytesRead: number }>
}

type Front = { header: Header; manifestBytes: Buffer; signatureBytes: Buffer }

export async function readFront(handle: Bytes, bytes: number): Promise<Front> {
  const header = readHeader(
    await readSpan(handle, { start: 0, length: Math.min(headerLength, bytes) }),
    bytes,
  )
  const front = await readSpan(handle, { start: headerLength, length: partsStart(header) - headerLength })
  return {
    header,
    manifestBytes: front.subarray(0, header.manifestLength),
    signatureBytes: front.subarray(header.manifestLength),
  }
}

async function checkInside(
  handle: FileHandle,
  bytes: number,
  header: Header,
  manifest: Manifest,
  { onProgress, signal }: Opening,
  parts: readonly Part[] = manifest.parts,
): Promise<PackEntry[]> {
  const { spans, end } = partSpans(
    header,
    parts.map((part) => part.size),
  )
  if (end !== bytes) refuse({ kind: 'incomplete', expected: end, actual: bytes })
  const content = manifest.parts[0]
  const contentSpan = spans[0]
  if (!content || !contentSpan) throw new Error('a manifest without content passed its check')
  const total = end - partsStart(header) + content.plainSize
  let done = 0
  const watch = { signal, onBytes: (more: number) => onProgress?.((done += more), total) }
  for (const [index, part] of parts.entries()) {
    await checkBytes(handle, part, spans[index] ?? contentSpan, watch)
    if (index > 0) await checkAttachment(handle, part, spans[index] ?? contentSpan)
  }
  return checkContent(linesOf(handle, content, contentSpan, watch), manifest)
}

/** One picture in memory at a time: `attachmentBytes` bounds it. A sound is told by how it begins. */
async function checkAttachment(handle: FileHandle, part: Part, span: Span): Promise<void> {
  if (part.mediaType === 'application/x-ndjson')
    throw new Error(`a manifest with ${part.name} passed its check`)
  if (!isSoundType(part.mediaType))
    return checkPicture(await readSpan(handle, span), part.mediaType, part.name)
  const start = await readSpan(handle, { start: span.start, length: Math.min(span.length, 64) })
  if (soundType(start) !== part.mediaType) refuse({ kind: 'malformed', at: part.name, why: 'not-its-type' })
}

/** Reads the whole span or refuses: a file that shrinks under our hands is an interrupted copy. */
async function readSpan(handle: Bytes, { start, length }: Span): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, start + filled)
    if (bytesRead === 0) refuse({ kind: 'incomplete', expected: start + length, actual: start + filled })
    filled += bytesRead
  }
  return buffer
}

/** Opens for reading what is a plain file, not too large and not swapped between the look and the opening. */
export async function openPlainFile(file: string): Promise<{ handle: FileHandle; bytes: number }> {
  const seen = await lstat(file)
  if (!seen.isFile()) refuse({ kind: 'not-a-pack' })
  refuseAbove('packBytes', limits.packBytes, seen.size)
  // Windows knows neither flag; there the second look below has to do.
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants
  const handle = await open(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  const opened = await handle.stat()
  if (!opened.isFile() || opened.ino !== seen.ino || opened.dev !== seen.dev) {
    await handle.close()
    refuse({ kind: 'not-a-pack' })
  }
  return { handle, bytes: opened.size }
}

function withFile<P>(
  file: string,
  work: (handle: FileHandle, bytes: number) => Promise<P>,
): Promise<Opened<P>> {
  return refusalAsValue(async () => {
    const { handle, bytes } = await openPlainFile(file)
    try {
      return { pack: await work(handle, bytes) }
    } finally {
      await handle.close()
    }
  })
}

function brand(pack: Pack, signer: string, keyChanges: readonly KeyStatement[]): VerifiedPack {
  return { ...pack, signer, keyChanges } as VerifiedPack
}

/** Bytes of one attachment, as they are to be stored. */
export async function* attachmentBytes(pack: Pack, sha256: string): AsyncGenerator<Buffer> {
  const { handle, spans } = await reopen(pack)
  try {
    const index = pack.manifest.parts.findIndex((part) => part.name === sha256)
    const span = spans[index]
    if (!span) throw new Error(`no part ${sha256} in sequence ${pack.manifest.sequence}`)
    yield* bytesOf(handle, span)
  } finally {
    await handle.close()
  }
}

/** The content's lines once more, after they were checked. */
export async function* contentLines(
  pack: Pack,
  watch: { onBytes?: (bytes: number) => void; signal?: AbortSignal } = {},
): AsyncGenerator<LineBatch> {
  const { handle, spans } = await reopen(pack)
  try {
    const [part] = pack.manifest.parts
    const [span] = spans
    if (!part || !span) throw new Error(`sequence ${pack.manifest.sequence} has no content`)
    yield* linesAgain(handle, part, span, watch)
  } finally {
    await handle.close()
  }
}

/** Where the content of a pack ends: what is before it is all that its rows can be read from. */
export async function contentEnd(pack: Pack): Promise<number> {
  const { handle, spans } = await reopen(pack)
  await handle.close()
  const [span] = spans
  if (!span) throw new Error(`sequence ${pack.manifest.sequence} has no content`)
  return span.start + span.length
}

/** What a kept pack says of itself, for a kiosk that has lost its own memory: nothing of it is checked. */
export function claimsOf(file: string): Promise<Opened<{ manifest: Manifest; manifestSha256: string }>> {
  return withFile(file, async (handle, bytes) => {
    const { manifestBytes } = await readFront(handle, bytes)
    const manifestSha256 = createHash('sha256').update(manifestBytes).digest('hex')
    return { manifest: readManifest(manifestBytes), manifestSha256 }
  })
}

async function reopen(pack: Pack): Promise<{ handle: FileHandle; spans: Span[] }> {
  const { handle, bytes } = await openPlainFile(pack.file)
  const { header } = await readFront(handle, bytes)
  return {
    handle,
    spans: partSpans(
      header,
      pack.manifest.parts.map((part) => part.size),
    ).spans,
  }
}
