// A picture with nothing but its picture: no place, camera, time, thumbnail, comment or hidden tail.
import { limits } from '../pack/limits.ts'
import { bareJpeg } from './bare-jpeg.ts'
import { barePng } from './bare-png.ts'

export type PictureType = 'image/jpeg' | 'image/png'

/** Pictures of other programs: a kiosk's page draws none of them, or only with metadata nobody here can take out. */
export type OtherPicture = 'gif' | 'bmp' | 'tiff' | 'webp' | 'heic'

export type PictureFlaw =
  'not-a-picture' | OtherPicture | 'too-large' | 'too-many-pixels' | 'broken' | 'unreadable'

/** What a picture said beside its pixels; the report names it, the pack has none of it. */
export type Metadata = 'place' | 'camera' | 'time' | 'thumbnail' | 'words' | 'tail'

export type Bare =
  | { ok: true; width: number; height: number; bytes: Buffer; metadata: ReadonlySet<Metadata> }
  | { ok: false; why: 'not-a-picture' | 'broken' }

export type BarePicture =
  | { ok: true; type: PictureType; bytes: Buffer; metadata: ReadonlySet<Metadata> }
  | { ok: false; why: Exclude<PictureFlaw, 'too-large' | 'unreadable'> }

/** A portrait from a telephone has 3–6 MB; what is larger is a scan or no picture. */
export const largestPicture = 8 * 1024 ** 2
/** What it is, is told by its bytes; the name may say anything. */
export function barePicture(bytes: Buffer): BarePicture {
  const other = otherPicture(bytes)
  if (other) return { ok: false, why: other }
  const type = bytes.subarray(0, 3).toString('hex') === 'ffd8ff' ? 'image/jpeg' : 'image/png'
  const bare = type === 'image/jpeg' ? bareJpeg(bytes) : barePng(bytes)
  if (!bare.ok) return bare
  const { width, height } = bare
  if (width === 0 || height === 0) return { ok: false, why: 'broken' }
  if (Math.max(width, height) > limits.pictureSide || width * height > limits.picturePixels)
    return { ok: false, why: 'too-many-pixels' }
  return { ok: true, type, bytes: bare.bytes, metadata: bare.metadata }
}

const magic: readonly [RegExp, OtherPicture][] = [
  [/^GIF8/, 'gif'],
  [/^BM/, 'bmp'],
  [/^(?:II\*\0|MM\0\*)/, 'tiff'],
  [/^RIFF.{4}WEBP/s, 'webp'],
  [/^.{4}ftyp(?:hei|hev|mif1|msf1|avif|avis)/s, 'heic'],
]

export function otherPicture(start: Buffer): OtherPicture | null {
  const text = start.toString('latin1', 0, 16)
  return magic.find(([pattern]) => pattern.test(text))?.[1] ?? null
}
