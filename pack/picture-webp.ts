// The structure of a WebP: the chunks of its RIFF, which must be the whole file.
import type { PictureLook } from './image-type.ts'

const drawing: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH'])

export function lookAtWebp(bytes: Buffer): PictureLook {
  if (bytes.length < 20) return { ok: false }
  const whole = bytes.readUInt32LE(4) + 8
  if (whole > bytes.length) return { ok: false }
  let [width, height, frames, more] = [0, 0, 0, whole < bytes.length]
  for (let at = 12; at < whole;) {
    if (at + 8 > whole) return { ok: false }
    const [name, length] = [bytes.toString('latin1', at, at + 4), bytes.readUInt32LE(at + 4)]
    const body = bytes.subarray(at + 8, at + 8 + length)
    if (body.length < length) return { ok: false }
    if (name === 'VP8 ' || name === 'VP8L' || name === 'ANMF') frames++
    if (!drawing.has(name)) more = true
    // The canvas and the picture on it may say different things: the larger counts.
    const size = sizeIn(name, body)
    width = Math.max(width, size?.width ?? 0)
    height = Math.max(height, size?.height ?? 0)
    at += 8 + length + (length % 2)
  }
  return frames === 0 ? { ok: false } : { ok: true, width, height, frames, more }
}

function sizeIn(name: string, body: Buffer): { width: number; height: number } | null {
  if (body.length < 10) return null
  if (name === 'VP8X') return { width: body.readUIntLE(4, 3) + 1, height: body.readUIntLE(7, 3) + 1 }
  if (name === 'VP8 ') return { width: body.readUInt16LE(6) & 0x3fff, height: body.readUInt16LE(8) & 0x3fff }
  if (name !== 'VP8L') return null
  const bits = body.readUInt32LE(1)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}
