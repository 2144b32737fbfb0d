// A JPEG reduced to the segments that draw it.
import type { Bare, Metadata } from './bare-picture.ts'
import { exifOfOrientation, readExif } from './exif.ts'

const startOfImage = Buffer.from([0xff, 0xd8])
const endOfImage = Buffer.from([0xff, 0xd9])

/** Baseline, extended, progressive: what a browser draws. */
const frames: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2])
/** Huffman and quantisation tables, restart interval. */
const tables: ReadonlySet<number> = new Set([0xc4, 0xdb, 0xdd])
const scan = 0xda
const exif = 0xe1
const adobe = 0xee

type Seen = {
  frame: { width: number; height: number; components: number } | null
  scans: number
  transform: number | null
  orientation: number
  metadata: Set<Metadata>
}

/** Everything else is left behind, and whatever follows the end of the image: some cameras hide a film there. */
export function bareJpeg(bytes: Buffer): Bare {
  const kept: Buffer[] = []
  const seen: Seen = { frame: null, scans: 0, transform: null, orientation: 1, metadata: new Set() }
  for (let at = 2; ;) {
    if (bytes[at] !== 0xff) return broken
    while (bytes[at + 1] === 0xff) at++
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xd9) {
      if (at + 2 < bytes.length) seen.metadata.add('tail')
      break
    }
    const length = at + 4 <= bytes.length ? bytes.readUInt16BE(at + 2) : 0
    const end = at + 2 + length
    if (length < 2 || end > bytes.length || !isSegment(marker)) return broken
    const payload = bytes.subarray(at + 4, end)
    if (!note(seen, marker, payload)) return broken
    const next = marker === scan ? endOfScan(bytes, end) : end
    if (frames.has(marker) || tables.has(marker) || marker === scan) kept.push(bytes.subarray(at, next))
    at = next
  }
  if (!seen.frame || seen.scans === 0) return broken
  const { width, height, components } = seen.frame
  return {
    ok: true,
    width,
    height,
    metadata: seen.metadata,
    bytes: Buffer.concat([
      startOfImage,
      ...(seen.orientation === 1 ? [] : [exifOfOrientation(seen.orientation)]),
      ...colours(components, seen.transform),
      ...kept,
      endOfImage,
    ]),
  }
}

const broken: Bare = { ok: false, why: 'broken' }

/** Markers with a length; arithmetic and lossless frames are none that a kiosk could draw. */
const isSegment = (marker: number): boolean =>
  frames.has(marker) || tables.has(marker) || marker === scan || (marker >= 0xe0 && marker <= 0xfe)

function note(seen: Seen, marker: number, payload: Buffer): boolean {
  if (frames.has(marker)) {
    if (seen.frame || payload.length < 6) return false
    const [height, width] = [payload.readUInt16BE(1), payload.readUInt16BE(3)]
    seen.frame = { width, height, components: payload[5] ?? 0 }
  }
  if (marker === scan) {
    if (!seen.frame) return false
    seen.scans++
  }
  if (marker === adobe && payload.length >= 12 && payload.toString('latin1', 0, 5) === 'Adobe')
    seen.transform = payload[11] ?? null
  if (marker === exif) noteWords(seen, payload)
  // 0xfe is a comment; 0xe0 and 0xe2 hold the picture's size in print and its colours, 0xee how it is stored.
  else if (marker === 0xfe || (marker >= 0xe3 && marker <= 0xef && marker !== adobe))
    seen.metadata.add('words')
  return true
}

/** EXIF, or XMP beside it. */
function noteWords(seen: Seen, payload: Buffer): void {
  if (payload.toString('latin1', 0, 6) !== 'Exif\0\0') {
    seen.metadata.add('words')
    return
  }
  const { orientation, metadata } = readExif(payload.subarray(6))
  seen.orientation = orientation
  for (const each of metadata) seen.metadata.add(each)
}

/** Coded pixels end at the first marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  return bytes.length
}

/** RGB and printers' colours are told by one byte of a segment; it is written anew, with nothing else in it. */
function colours(components: number, transform: number | null): Buffer[] {
  if (transform === null || (components === 3 && transform === 1)) return []
  return [Buffer.from([0xff, adobe, 0, 14, ...Buffer.from('Adobe'), 0, 100, 0, 0, 0, 0, transform & 0x03])]
}
