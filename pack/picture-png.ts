// The structure of a PNG: its chunks one after the other up to the last, which must be the end of the file.
import type { PictureLook } from './image-type.ts'

export const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex')
const drawing: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'sRGB', 'gAMA'])

export function lookAtPng(bytes: Buffer): PictureLook {
  let [width, height, frames, more, pixels] = [0, 0, 1, false, false]
  for (let at = pngSignature.length; ;) {
    if (at + 12 > bytes.length) return { ok: false }
    const [length, name] = [bytes.readUInt32BE(at), bytes.toString('latin1', at + 4, at + 8)]
    const end = at + 12 + length
    const isFirst = at === pngSignature.length
    if (end > bytes.length || isFirst !== (name === 'IHDR')) return { ok: false }
    if (isFirst) {
      if (length !== 13) return { ok: false }
      width = bytes.readUInt32BE(at + 8)
      height = bytes.readUInt32BE(at + 12)
    }
    if (name === 'acTL' && length >= 4) frames = Math.max(2, bytes.readUInt32BE(at + 8))
    if (name === 'IDAT') pixels = true
    if (!drawing.has(name)) more = true
    at = end
    if (name === 'IEND')
      return pixels ? { ok: true, width, height, frames, more: more || at < bytes.length } : { ok: false }
  }
}
