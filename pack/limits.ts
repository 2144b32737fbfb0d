// How large anything in a pack may be; a breach is refused by the name it has here.

export const limits = {
  /** A stick copies at 5–20 MB/s: a gigabyte is already minutes of a clerk's time. */
  packBytes: 1024 ** 3,
  /** A recording takes 450 bytes of it. */
  manifestBytes: 1024 ** 2,
  signaturesBytes: 8 * 1024,
  signatures: 16,
  /** Unpacked entries and rows: five years of a large township are about 200 MB. */
  contentBytes: 1024 ** 3,
  attachmentBytes: 20 * 1024 ** 2,
  /** A page decodes a picture whole, four bytes a pixel: 100 MB are what a weak machine can spare. */
  pictureSide: 6000,
  picturePixels: 25_000_000,
  /** Nothing moves on this screen. */
  pictureFrames: 1,
  /** Content and pictures; recordings are counted apart. */
  parts: 600,
  recordings: 1500,
  /** Two minutes of FLAC; a sentence has about 60 KB. */
  recordingBytes: 2 * 1024 ** 2,
  /** Three languages with every word there is, twice. */
  words: 6000,
  withdrawn: 1000,
  /** The newest; who has not come for an answer within a year asks at the window. */
  replies: 500,
  /** All together: 150 KB of the manifest, a hundred characters each. */
  replyCharacters: 50_000,
  publicNumbers: 4000,
  entries: 20_000,
  lines: 2_000_000,
  lineBytes: 64 * 1024,
  /** Nested brackets in any JSON of a pack. */
  depth: 8,
  /** Magnitude of a whole number: 10^13 分 are a hundred billion yuan, and no ID or card number fits. */
  integer: 10 ** 13 - 1,
  /** Characters of a decimal string (quantity, rate). */
  decimalLength: 20,
  /** How far ahead of the installed sequence a pack may be: a stolen key must not lock out all later packs. */
  sequenceLeap: 400,
  /** The first pack of all has nothing to leap from; were it the highest number there is, none could ever follow. */
  firstSequence: 10 ** 13 - 1,
} as const

export type LimitName = keyof typeof limits
