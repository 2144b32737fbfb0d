// What kind of sound some bytes are, by how they begin; what a pack says of them must agree.

export const soundTypes = ['audio/flac', 'audio/mpeg'] as const
export type SoundType = (typeof soundTypes)[number]

export const isSoundType = (type: string): type is SoundType => soundTypes.some((each) => each === type)

export function soundType(start: Buffer): SoundType | null {
  if (start.toString('latin1', 0, 4) === 'fLaC') return 'audio/flac'
  const [first = 0, second = 0] = start
  // Eleven bits of a frame of MPEG audio, layer 3; what players write before it (ID3) is not let in.
  if (first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x06) === 0x02) return 'audio/mpeg'
  return null
}
