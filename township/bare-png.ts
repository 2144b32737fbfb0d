// A PNG reduced to the chunks that draw it.
import { crc32 } from 'node:zlib'
import { readExif } from './exif.ts'
import type { Bare, Metadata } from './bare-picture.ts'

const signature = Buffer.from('89504e470d0a1a0a', 'hex')
const drawing: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'sRGB', 'gAMA'])

/** Texts, times, EXIF and whatever follows the end are left behind. */
export function barePng(bytes: Buffer): Bare {
  if (!bytes.subarray(0, 8).equals(signature)) return { ok: false, why: 'not-a-picture' }
  const kept: Buffer[] = [signature]
  const names: string[] = []
  const metadata = new Set<Metadata>()
  for (let at = 8; names.at(-1) !== 'IEND';) {
    const end = at + 12 <= bytes.length ? at + 12 + bytes.readUInt32BE(at) : Infinity
    if (end > bytes.length) return broken
    const chunk = bytes.subarray(at, end)
    if (crc32(chunk.subarray(4, -4)) !== chunk.readUInt32BE(chunk.length - 4)) return broken
    const name = chunk.toString('latin1', 4, 8)
    if (drawing.has(name)) {
      kept.push(chunk)
      names.push(name)
    } else noteChunk(metadata, name, chunk)
    at = end
    if (name === 'IEND' && at < bytes.length) metadata.add('tail')
  }
  const header = kept[1]
  if (names[0] !== 'IHDR' || header?.length !== 25 || !names.includes('IDAT')) return broken
  return {
    ok: true,
    width: header.readUInt32BE(8),
    height: header.readUInt32BE(12),
    bytes: Buffer.concat(kept),
    metadata,
  }
}

function noteChunk(metadata: Set<Metadata>, name: string, chunk: Buffer): void {
  if (name === 'eXIf') for (const each of readExif(chunk.subarray(8, -4)).metadata) metadata.add(each)
  if (name === 'tIME') metadata.add('time')
  if (['tEXt', 'zTXt', 'iTXt'].includes(name)) metadata.add('words')
}

const broken: Bare = { ok: false, why: 'broken' }
