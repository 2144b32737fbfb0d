// An MP3 file as its frames alone: what a telephone writes beside the sound (place, day, device, a picture) is left behind.

const bitRates = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320] as const
const lowBitRates = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160] as const
const rates: Readonly<Record<number, readonly number[]>> = {
  3: [44_100, 48_000, 32_000],
  2: [22_050, 24_000, 16_000],
  0: [11_025, 12_000, 8000],
}
/** Fewer than these are no speech but bytes that happen to look alike. */
const leastFrames = 8

export function bareMp3(file: Buffer): Buffer | null {
  const frames: Buffer[] = []
  for (let at = afterId3(file); at + 4 <= file.length;) {
    const length = frameLength(file.readUInt32BE(at))
    if (length === null || at + length > file.length) {
      // Between frames stands nothing; after the last one only tags.
      if (frames.length >= leastFrames) break
      frames.length = 0
      at++
      continue
    }
    const frame = file.subarray(at, at + length)
    // The first frame may be a table of contents with the encoder's name in it, and has no sound.
    const isTable = frames.length === 0 && /Xing|Info|VBRI/.test(frame.toString('latin1', 0, 64))
    if (!isTable) frames.push(frame)
    at += length
  }
  return frames.length >= leastFrames ? Buffer.concat(frames) : null
}

function afterId3(file: Buffer): number {
  if (file.toString('latin1', 0, 3) !== 'ID3' || file.length < 10) return 0
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + (file.readUInt8(at) & 0x7f), 0)
  return 10 + size
}

function frameLength(header: number): number | null {
  const version = (header >>> 19) & 3
  const own = rates[version]?.[(header >>> 10) & 3]
  const bits = (version === 3 ? bitRates : lowBitRates)[(header >>> 12) & 15]
  const isLayer3 = header >>> 21 === 0x7ff && ((header >>> 17) & 3) === 1
  if (!isLayer3 || !own || !bits) return null
  return Math.floor(((version === 3 ? 144 : 72) * bits * 1000) / own) + ((header >>> 9) & 1)
}
