// A picture with nothing but its picture: no place, camera, time, thumbnail, comment or hidden tail.
import { bareJpeg } from './bare-jpeg.ts'
import { barePng } from './bare-png.ts'

export type PictureType = 'image/jpeg' | 'image/png'

export type PictureFlaw =
  | 'not-a-picture'
  | 'too-large'
  | 'too-many-pixels'
  | 'broken'
  /** Only a note in the file says which way is up; without the note the person would lie on the side. */
  | 'turned'

export type BarePicture =
  { ok: true; type: PictureType; bytes: Buffer } | { ok: false; why: Exclude<PictureFlaw, 'too-large'> }

/** A portrait from a telephone has 3–6 MB; what is larger is a scan or no picture. */
export const largestPicture = 8 * 1024 ** 2
/** A kiosk holds the whole picture in memory, four bytes a pixel. */
const longestSide = 6000

/** What it is, is told by its bytes; the name may say anything. */
export function barePicture(bytes: Buffer): BarePicture {
  const kind = bytes.subarray(0, 3).toString('hex') === 'ffd8ff' ? 'image/jpeg' : 'image/png'
  const bare = kind === 'image/jpeg' ? bareJpeg(bytes) : barePng(bytes)
  if (!bare.ok) return bare
  const { width, height } = bare
  if (width === 0 || height === 0) return { ok: false, why: 'broken' }
  if (Math.max(width, height) > longestSide) return { ok: false, why: 'too-many-pixels' }
  return { ok: true, type: kind, bytes: bare.bytes }
}

export type Bare =
  | { ok: true; width: number; height: number; bytes: Buffer }
  | { ok: false; why: 'not-a-picture' | 'broken' | 'turned' }
