// What kind of image some bytes are, by how they begin; what a pack says of them must agree.
import type { Part } from './manifest.ts'
import type { SoundType } from './sound-type.ts'

export type ImageType = Exclude<Part['mediaType'], 'application/x-ndjson' | SoundType>

export function sniffedType(start: Buffer): ImageType | null {
  if (start.subarray(0, 3).toString('hex') === 'ffd8ff') return 'image/jpeg'
  if (start.subarray(0, 8).toString('hex') === '89504e470d0a1a0a') return 'image/png'
  if (start.toString('latin1', 0, 4) === 'RIFF' && start.toString('latin1', 8, 12) === 'WEBP')
    return 'image/webp'
  return null
}
