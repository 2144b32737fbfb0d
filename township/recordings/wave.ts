// A WAV file as bare samples: whatever rate, width and channels it has, what is left is one voice at 16 kHz.
import type { Speech } from './flac.ts'

const rate = 16_000
/** Two minutes; a sentence takes ten seconds. */
const longestSeconds = 120
/** Softer than this at the beginning and end is no speech. */
const silence = 160
/** Left around the words, so that they do not begin with a click. */
const marginSeconds = 0.08

/** Null: no WAV of samples, or longer than a sentence is. Names, places and days in the file are left behind. */
export function speechOf(file: Buffer): Speech | null {
  const chunks = chunksOf(file)
  const format = chunks?.get('fmt ')
  const data = chunks?.get('data')
  if (!format || format.length < 16 || !data) return null
  const [kind, channels, own, width] = [
    format.readUInt16LE(0),
    format.readUInt16LE(2),
    format.readUInt32LE(4),
    format.readUInt16LE(14),
  ]
  const isPlain = kind === 1 || (kind === 0xfffe && format.length >= 26 && format.readUInt16LE(24) === 1)
  if (!isPlain || channels < 1 || channels > 2 || own < 8000 || own > 96_000) return null
  if (width !== 8 && width !== 16 && width !== 24) return null
  const step = (width / 8) * channels
  const count = Math.floor(data.length / step)
  if (count === 0 || count > own * longestSeconds) return null
  const mono = Float64Array.from({ length: count }, (_each, at) => sampleAt(data, at * step, width, channels))
  return { rate, samples: trimmed(resampled(mono, own)) }
}

function chunksOf(file: Buffer): Map<string, Buffer> | null {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE') return null
  const chunks = new Map<string, Buffer>()
  for (let at = 12; at + 8 <= file.length;) {
    const size = file.readUInt32LE(at + 4)
    // A program that writes into a pipe does not know how long it will be: then it is what there is.
    const end = Math.min(file.length, at + 8 + size)
    chunks.set(file.toString('latin1', at, at + 4), file.subarray(at + 8, end))
    at = end + (size % 2)
  }
  return chunks
}

function sampleAt(data: Buffer, at: number, width: number, channels: number): number {
  let sum = 0
  for (let channel = 0; channel < channels; channel++) {
    const place = at + channel * (width / 8)
    if (width === 8) sum += (data.readUInt8(place) - 128) << 8
    else if (width === 16) sum += data.readInt16LE(place)
    else sum += data.readIntLE(place, 3) / 256
  }
  return sum / channels
}

/** Each new sample is the mean of the old ones it stands for: what is too high for 16 kHz is dulled, not folded back. */
function resampled(samples: Float64Array, own: number): Int16Array {
  const ratio = own / rate
  const length = Math.floor(samples.length / ratio)
  return Int16Array.from({ length }, (_each, at) => {
    const from = at * ratio
    if (ratio <= 1) {
      const left = samples[Math.floor(from)] ?? 0
      const right = samples[Math.min(samples.length - 1, Math.floor(from) + 1)] ?? left
      return Math.round(left + (right - left) * (from % 1))
    }
    let sum = 0
    for (let place = Math.floor(from); place < from + ratio && place < samples.length; place++) {
      const share = Math.min(place + 1, from + ratio) - Math.max(place, from)
      sum += (samples[place] ?? 0) * share
    }
    return Math.round(sum / ratio)
  })
}

function trimmed(samples: Int16Array): Int16Array {
  const margin = Math.round(marginSeconds * rate)
  const first = samples.findIndex((sample) => Math.abs(sample) > silence)
  if (first < 0) return samples
  const last = samples.findLastIndex((sample) => Math.abs(sample) > silence)
  return samples.slice(Math.max(0, first - margin), last + margin)
}
