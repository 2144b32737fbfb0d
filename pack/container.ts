// The bytes of a pack: magic, three lengths, manifest, signatures, then the parts back to back. No names, no offsets.
import { limits } from './limits.ts'
import { refuse, refuseAbove } from './refused.ts'

export const magic = Buffer.from('MBPACK\r\n', 'latin1')
export const knownFormat = 1
export const headerLength = magic.length + 2 + 4 + 4

export type Header = { manifestLength: number; signaturesLength: number }

export function writeHeader(header: Header): Buffer {
  const bytes = Buffer.alloc(headerLength)
  magic.copy(bytes)
  bytes.writeUInt16BE(knownFormat, magic.length)
  bytes.writeUInt32BE(header.manifestLength, magic.length + 2)
  bytes.writeUInt32BE(header.signaturesLength, magic.length + 6)
  return bytes
}

/** Refuses by throwing what openPack hands out; `fileLength` is what the file system says. */
export function readHeader(bytes: Buffer, fileLength: number): Header {
  if (!hasMagic(bytes)) refuse({ kind: 'not-a-pack' })
  if (bytes.length < headerLength) refuse({ kind: 'incomplete', expected: headerLength, actual: fileLength })
  const format = bytes.readUInt16BE(magic.length)
  if (format === 0) refuse({ kind: 'not-a-pack' })
  if (format > knownFormat) refuse({ kind: 'newer-format', format, known: knownFormat })
  const manifestLength = bytes.readUInt32BE(magic.length + 2)
  const signaturesLength = bytes.readUInt32BE(magic.length + 6)
  refuseAbove('manifestBytes', limits.manifestBytes, manifestLength)
  refuseAbove('signaturesBytes', limits.signaturesBytes, signaturesLength)
  const least = partsStart({ manifestLength, signaturesLength })
  if (fileLength < least) refuse({ kind: 'incomplete', expected: least, actual: fileLength })
  return { manifestLength, signaturesLength }
}

export const hasMagic = (bytes: Buffer): boolean => bytes.subarray(0, magic.length).equals(magic)

export const partsStart = (header: Header): number =>
  headerLength + header.manifestLength + header.signaturesLength

export type Span = { start: number; length: number }

/** Where each part lies. The file ends where the last part ends: one byte more or less is refused. */
export function partSpans(header: Header, sizes: readonly number[]): { spans: Span[]; end: number } {
  let end = partsStart(header)
  const spans = sizes.map((length) => {
    const span = { start: end, length }
    end += length
    return span
  })
  return { spans, end }
}
