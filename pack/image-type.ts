// What kind of image some bytes are and whether they are nothing but one: a page decodes whatever a pack brings.
import { pngSignature, lookAtPng } from './picture-png.ts'
import { lookAtJpeg } from './picture-jpeg.ts'
import { lookAtWebp } from './picture-webp.ts'
import { limits } from './limits.ts'
import type { Part } from './manifest.ts'
import { refuse, refuseAbove } from './refused.ts'
import type { SoundType } from './sound-type.ts'

export type ImageType = Exclude<Part['mediaType'], 'application/x-ndjson' | SoundType>

/** Read from the file's own structure, never decoded. `more`: words, places, other files, anything no pixel needs. */
export type PictureLook =
  { ok: true; width: number; height: number; frames: number; more: boolean } | { ok: false }

export function sniffedType(start: Buffer): ImageType | null {
  if (start.subarray(0, 3).toString('hex') === 'ffd8ff') return 'image/jpeg'
  if (start.subarray(0, 8).equals(pngSignature)) return 'image/png'
  if (start.toString('latin1', 0, 4) === 'RIFF' && start.toString('latin1', 8, 12) === 'WEBP')
    return 'image/webp'
  return null
}

const looks: Readonly<Record<ImageType, (bytes: Buffer) => PictureLook>> = {
  'image/jpeg': lookAtJpeg,
  'image/png': lookAtPng,
  'image/webp': lookAtWebp,
}

/** Of its type, small enough to be decoded on a weak machine, still, and with nothing beside its pixels. */
export function checkPicture(bytes: Buffer, mediaType: ImageType, at: string): void {
  const flaw = (why: string) => refuse({ kind: 'malformed', at, why })
  if (sniffedType(bytes) !== mediaType) return flaw('not-its-type')
  const seen = looks[mediaType](bytes)
  if (!seen.ok) return flaw('broken-picture')
  const { width, height, frames, more } = seen
  if (width === 0 || height === 0) return flaw('broken-picture')
  refuseAbove('pictureSide', limits.pictureSide, Math.max(width, height))
  refuseAbove('picturePixels', limits.picturePixels, width * height)
  refuseAbove('pictureFrames', limits.pictureFrames, frames)
  return more ? flaw('more-than-a-picture') : undefined
}
