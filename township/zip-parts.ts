// The parts of a ZIP (xlsx, xlsb, ods, docx), each unpacked on demand and never further than its directory and our limits say.
import { crc32, inflateRawSync } from 'node:zlib'
import { corrupt, limits, locked, within } from './source-limits.ts'

type Entry = { name: string; method: number; packed: number; size: number; crc: number; at: number }

const endMark = 0x06054b50
const entryMark = 0x02014b50
const localMark = 0x04034b50

export class ZipParts {
  readonly #bytes: Buffer
  readonly #entries = new Map<string, Entry>()
  #unpacked = 0

  /** Throws Unreadable. */
  constructor(bytes: Buffer) {
    this.#bytes = bytes
    const entries = directoryOf(bytes)
    refuseOverlaps(entries, bytes)
    // The first of two of the same name counts, as for every other reader.
    for (const entry of entries)
      if (!this.#entries.has(keyOf(entry.name))) this.#entries.set(keyOf(entry.name), entry)
  }

  get names(): string[] {
    return Array.from(this.#entries.values(), ({ name }) => name)
  }

  has(name: string): boolean {
    return this.#entries.has(keyOf(name))
  }

  /** Null where there is no such part. */
  part(name: string): Buffer | null {
    const entry = this.#entries.get(keyOf(name))
    if (!entry) return null
    within('partBytes', entry.size, entry.name)
    within('unpackedBytes', this.#unpacked + entry.size, entry.name)
    const bytes = unpack(this.#bytes, entry)
    this.#unpacked += bytes.length
    return bytes
  }

  text(name: string): string | null {
    const bytes = this.part(name)
    return bytes && decodeXml(bytes)
  }
}

/** Programs differ in case, in slashes and in whether a path starts at the root. */
const keyOf = (name: string): string => name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()

function decodeXml(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const text = bytes.toString('utf8')
  // No program declares entities in a workbook; who does has a bomb or a file elsewhere in mind.
  if (/<!ENTITY/i.test(text.slice(0, 4096))) throw corrupt()
  return text
}

function directoryOf(bytes: Buffer): Entry[] {
  const end = endOfDirectory(bytes)
  let count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  const wide = wideEnd(bytes, end)
  if (wide && (at === 0xffffffff || count === 0xffff)) [count, at] = wide
  within('parts', count)
  const entries: Entry[] = []
  for (; count > 0; count--) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== entryMark) throw corrupt()
    const next =
      at + 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    if (next > bytes.length) throw corrupt()
    entries.push(entryAt(bytes, at))
    at = next
  }
  return entries
}

/** The directory's end stands in the last 64 KB, behind it at most a comment. */
function endOfDirectory(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at--)
    if (bytes[at] === 0x50 && bytes.readUInt32LE(at) === endMark) return at
  throw corrupt()
}

/** ZIP64, which some programs write even for small files. */
function wideEnd(bytes: Buffer, end: number): [number, number] | null {
  const locator = end - 20
  if (locator < 0 || bytes.readUInt32LE(locator) !== 0x07064b50) return null
  const at = Number(bytes.readBigUInt64LE(locator + 8))
  if (at + 56 > bytes.length || bytes.readUInt32LE(at) !== 0x06064b50) throw corrupt()
  return [Number(bytes.readBigUInt64LE(at + 32)), Number(bytes.readBigUInt64LE(at + 48))]
}

function entryAt(bytes: Buffer, at: number): Entry {
  if (bytes.readUInt16LE(at + 8) & 1) throw locked()
  const nameLength = bytes.readUInt16LE(at + 28)
  const entry = {
    name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
    method: bytes.readUInt16LE(at + 10),
    crc: bytes.readUInt32LE(at + 16),
    packed: bytes.readUInt32LE(at + 20),
    size: bytes.readUInt32LE(at + 24),
    at: bytes.readUInt32LE(at + 42),
  }
  const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + bytes.readUInt16LE(at + 30))
  return widened(entry, extra)
}

/** Sizes of 0xffffffff stand, eight bytes each, in an extra field, in this order. */
function widened(entry: Entry, extra: Buffer): Entry {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    let from = at + 4
    for (const field of ['size', 'packed', 'at'] as const) {
      if (entry[field] !== 0xffffffff) continue
      if (from + 8 > extra.length) throw corrupt()
      entry[field] = Number(extra.readBigUInt64LE(from))
      from += 8
    }
    return entry
  }
  return entry
}

/** Entries that share bytes are how a small file unpacks to a huge one. */
function refuseOverlaps(entries: readonly Entry[], bytes: Buffer): void {
  let free = 0
  for (const entry of entries.toSorted((one, other) => one.at - other.at)) {
    if (entry.at < free || entry.at + 30 + entry.packed > bytes.length) throw corrupt()
    free = entry.at + 30 + entry.packed
  }
}

function unpack(bytes: Buffer, entry: Entry): Buffer {
  const { at } = entry
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== localMark) throw corrupt()
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
  if (start + entry.packed > bytes.length) throw corrupt()
  const packed = bytes.subarray(start, start + entry.packed)
  const plain = entry.method === 0 ? packed : inflated(packed, entry)
  if (plain.length !== entry.size || crc32(plain) !== entry.crc) throw corrupt()
  return plain
}

/** Stops at the size that the directory admits; a part that unpacks to more has lied. */
function inflated(packed: Buffer, entry: Entry): Buffer {
  if (entry.method !== 8) throw corrupt()
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.min(entry.size + 1, limits.partBytes) })
  } catch {
    throw corrupt()
  }
}
