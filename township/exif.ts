// Reads the few things of an EXIF block that matter here, and writes the smallest one there can be: which way is up.
import type { Metadata } from './bare-picture.ts'

export type Exif = { orientation: number; metadata: Set<Metadata> }

const tags = {
  orientation: 0x0112,
  make: 0x010f,
  model: 0x0110,
  software: 0x0131,
  time: 0x0132,
  gps: 0x8825,
  more: 0x8769,
}
const wordTags: ReadonlySet<number> = new Set([
  0x010e, 0x013b, 0x8298, 0x9286, 0x9c9b, 0x9c9c, 0x9c9d, 0x9c9f,
])

/** 1 is upright, and so is a picture whose note cannot be read. */
export function readExif(tiff: Buffer): Exif {
  const found: Exif = { orientation: 1, metadata: new Set() }
  if (tiff.length < 8) return found
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const u16 = (at: number) =>
    at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at)
  const u32 = (at: number) =>
    at + 4 > tiff.length ? 0 : little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at)
  const first = u32(4)
  const count = Math.min(u16(first), 200)
  for (let entry = 0; entry < count; entry++)
    noteTag(found, u16(first + 2 + entry * 12), u16(first + 2 + entry * 12 + 8))
  if (u32(first + 2 + count * 12) !== 0) found.metadata.add('thumbnail')
  return found
}

function noteTag(found: Exif, tag: number, value: number): void {
  if (tag === tags.orientation && value >= 1 && value <= 8) found.orientation = value
  if (tag === tags.gps) found.metadata.add('place')
  if (tag === tags.make || tag === tags.model || tag === tags.software) found.metadata.add('camera')
  if (tag === tags.time || tag === tags.more) found.metadata.add('time')
  if (wordTags.has(tag)) found.metadata.add('words')
}

/** One entry, big-endian, and nothing else: turning the pixels would lose some, dropping the note would lay a person on the side. */
export function exifOfOrientation(orientation: number): Buffer {
  const body = Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0', 'latin1')
  body.writeUInt16BE(orientation, 24)
  const segment = Buffer.from([0xff, 0xe1, 0, 0])
  segment.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([segment, body])
}
