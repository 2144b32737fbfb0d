// Writes a page as a grayscale PNG: each line filtered the way that packs best, in steps of gray that paper does not need finer.
import { crc32, deflateSync } from 'node:zlib'

const signature = Buffer.from('89504e470d0a1a0a', 'hex')
/** 32 steps of gray: a scan's noise, which packs worst, is in the bits below. */
const step = 8

export function grayPng(gray: Uint8Array, width: number, height: number): Buffer {
  if (gray.length < width * height) throw new Error(`${gray.length} bytes are no ${width}×${height} pixels`)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const lines = deflateSync(filtered(coarse(gray), width, height), { level: 9 })
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', lines),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** White stays white: 255 is a step of its own. */
const coarse = (gray: Uint8Array): Uint8Array =>
  gray.map((value) => Math.min(255, Math.round(value / step) * step))

function filtered(gray: Uint8Array, width: number, height: number): Buffer {
  const lines = Buffer.alloc((width + 1) * height)
  let above: Uint8Array = new Uint8Array(width)
  for (let row = 0; row < height; row++) {
    const line = gray.subarray(row * width, (row + 1) * width)
    const [type, best] = bestFilter(line, above)
    lines[row * (width + 1)] = type
    lines.set(best, row * (width + 1) + 1)
    above = line
  }
  return lines
}

/** None, Sub and Up; the least sum of differences is a good guess at what packs best. */
function bestFilter(line: Uint8Array, above: Uint8Array): [type: number, bytes: Uint8Array] {
  const sub = line.map((value, at) => value - (at === 0 ? 0 : (line[at - 1] ?? 0)))
  const up = line.map((value, at) => value - (above[at] ?? 0))
  const candidates: [number, Uint8Array][] = [
    [2, up],
    [1, sub],
    [0, line],
  ]
  const sums = candidates.map(([, bytes]) =>
    bytes.reduce((sum, value) => sum + (value < 128 ? value : 256 - value), 0),
  )
  return candidates[sums.indexOf(Math.min(...sums))] ?? [0, line]
}

function chunk(name: string, body: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
