// A real picture, small and whole: what a pack may carry as an attachment.
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import type { AttachmentToWrite } from '../../township/write.ts'

export const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex')

export function pngChunk(name: string, body: Buffer = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}

export function pngHeader(width: number, height: number): Buffer {
  const body = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0])
  body.writeUInt32BE(width, 0)
  body.writeUInt32BE(height, 4)
  return pngChunk('IHDR', body)
}

/** Eight grey pixels a side; each `shade` is another picture. */
export function png(shade = 0, side = 8): Buffer {
  const rows = Buffer.alloc((side + 1) * side, shade)
  for (let row = 0; row < side; row++) rows[row * (side + 1)] = 0
  const drawn = [pngHeader(side, side), pngChunk('IDAT', deflateSync(rows)), pngChunk('IEND')]
  return Buffer.concat([pngSignature, ...drawn])
}

/** As large as its pixels are many: nothing of it is packed. */
export function largePng(side = 200): Buffer {
  const rows = Buffer.alloc((side + 1) * side)
  for (let at = 0; at < rows.length; at++) rows[at] = at % (side + 1) === 0 ? 0 : (at * 7919) % 251
  const drawn = [pngHeader(side, side), pngChunk('IDAT', deflateSync(rows, { level: 0 })), pngChunk('IEND')]
  return Buffer.concat([pngSignature, ...drawn])
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The picture as a file, ready for a pack. */
export function photoIn(folder: string, shade: number, bytes: Buffer = png(shade)): AttachmentToWrite {
  const file = join(folder, `photo-${shade}.png`)
  writeFileSync(file, bytes)
  return { sha256: sha256Of(bytes), type: 'image/png', file }
}
