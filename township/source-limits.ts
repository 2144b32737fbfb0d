// How large a file of a township's folder may be before it is refused, by the name the limit has here, and why.

export const limits = {
  /** The largest real roster seen is 20 MB; photographs inside a workbook make 60. Measured: a workbook of 97 MB holds 0.7 GB in the reading process and 0.4 GB in the program. */
  fileBytes: 100 * 1024 ** 2,
  /** A folder's five quarters are 130 files; a whole disk given by mistake must not be read. */
  files: 5000,
  /** One part of a workbook, unpacked: 200,000 rows of 12 columns are 60 MB of XML. */
  partBytes: 160 * 1024 ** 2,
  /** All parts of a workbook that are read, unpacked; pictures and macros are never unpacked. */
  unpackedBytes: 320 * 1024 ** 2,
  /** Entries of a ZIP: a workbook has a few per sheet and one per picture. */
  parts: 20_000,
  /** A notice as text or web page; the largest 一卡通 file of a county is 12 MB. */
  textBytes: 48 * 1024 ** 2,
  /** A township has some tens of villages and a sheet for each; beyond that a file is a mistake or an attack. */
  sheets: 400,
  /** The largest townships have 60,000 households and a few lines for each. */
  rows: 200_000,
  /** No form of any office has a hundred columns; BIFF could hold 256. */
  columns: 512,
  /** Cells that hold anything, over all sheets of a workbook: 100,000 rows of 15 columns. */
  cells: 1_500_000,
  /** A village's rules in one cell are 3,000 characters; Excel stops at 32,767. */
  cellCharacters: 10_000,
  /** Of all cells of a workbook together: one long text that a million cells share is a bomb. */
  characters: 24 * 1024 ** 2,
  /** Merged ranges of a sheet, and the cells they cover within the table. */
  merges: 100_000,
  mergedCells: 4_000_000,
  /** Cell formats: Excel itself stops at 65,490. */
  styles: 200_000,
  /** A file may take this long, and this much longer per megabyte, on a PC four times slower than ours. */
  readingMs: 30_000,
  readingMsPerMegabyte: 3000,
  /** What the reading process may hold in all; with the program beside it this stays under 1.5 GB. */
  readerMegabytes: 1000,
  /** V8's part of it. */
  heapMegabytes: 640,
} as const

export type LimitName = keyof typeof limits

/** Which limit, and where it broke if that is one cell or one part. */
export type BrokenLimit = { name: LimitName; most: number; at: string | null }

export type Unread =
  | { why: 'too-large'; limit: BrokenLimit }
  | { why: 'corrupt' | 'password-protected' | 'took-too-long'; limit: null }

/** Thrown deep inside a file and caught where the file, or one sheet of it, is opened: never leaves the reader. */
export class Unreadable extends Error {
  readonly unread: Unread

  constructor(unread: Unread) {
    super(`${unread.why} ${unread.limit?.name ?? ''} ${unread.limit?.at ?? ''}`)
    this.unread = unread
  }
}

export const corrupt = (): Unreadable => new Unreadable({ why: 'corrupt', limit: null })

export const locked = (): Unreadable => new Unreadable({ why: 'password-protected', limit: null })

export const tooLarge = (name: LimitName, at: string | null = null): Unread => ({
  why: 'too-large',
  limit: { name, most: limits[name], at },
})

/** Refuses what is beyond a limit. */
export function within(name: LimitName, found: number, at: string | null = null): void {
  if (found > limits[name]) throw new Unreadable(tooLarge(name, at))
}
