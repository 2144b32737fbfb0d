// The structure of a JPEG: its segments and scans up to the end of the image, which must be the end of the file.
import type { PictureLook } from './image-type.ts'

/** Baseline, extended, progressive; Huffman and quantisation tables, restart interval. */
const frameMarkers: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2])
const tables: ReadonlySet<number> = new Set([0xc4, 0xdb, 0xdd])
const [scan, end, exif, adobe] = [0xda, 0xd9, 0xe1, 0xee]

/** Which way is up, as the township writes it: one entry of a note that could hold a place and a time as well. */
const upright = Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01', 'latin1')

export function lookAtJpeg(bytes: Buffer): PictureLook {
  let frame: { width: number; height: number } | null = null
  let [more, scans] = [false, 0]
  for (let at = 2; ;) {
    if (bytes[at] !== 0xff) return { ok: false }
    const marker = bytes[at + 1] ?? 0
    if (marker === end) {
      if (!frame || scans === 0) return { ok: false }
      return { ok: true, ...frame, frames: 1, more: more || at + 2 < bytes.length }
    }
    const length = at + 4 <= bytes.length ? bytes.readUInt16BE(at + 2) : 0
    const next = at + 2 + length
    // Markers below these have no length, and no picture has them here.
    if (marker < 0xc0 || length < 2 || next > bytes.length) return { ok: false }
    const payload = bytes.subarray(at + 4, next)
    if (frameMarkers.has(marker)) {
      // A second frame would be drawn with its own size, of which we had not heard.
      if (frame || payload.length < 6) return { ok: false }
      frame = { width: payload.readUInt16BE(3), height: payload.readUInt16BE(1) }
    } else if (marker === scan) scans++
    else if (!tables.has(marker) && !isHarmless(marker, payload)) more = true
    at = marker === scan ? endOfScan(bytes, next) : next
  }
}

function isHarmless(marker: number, payload: Buffer): boolean {
  if (marker === adobe) return payload.length === 12 && payload.toString('latin1', 0, 5) === 'Adobe'
  return marker === exif && payload.length <= 32 && payload.subarray(0, upright.length).equals(upright)
}

/** Coded pixels end at the first marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  return bytes.length
}
