// Reads files one after another in a process that a bad file may end: that file is told, the next ones are read by a new process.
import type { Grid } from './grid.ts'
import { linesGrid } from './grid.ts'
import { limits, tooLarge } from './source-limits.ts'
import type { Unread } from './source-limits.ts'
import { unpackRead } from './packed-read.ts'
import type { ReadAnswer } from './packed-read.ts'
import type { NotATable, SourceRead } from './read-source.ts'
import { forkedReader } from './reader-line.ts'
import type { ReaderLine, StartReader } from './reader-line.ts'
import type { SourceFile } from './source-files.ts'

type Waiting = {
  number: number
  file: SourceFile
  done: (read: SourceRead) => void
  failed: (thrown: Error) => void
}

/** Files that did not end the reader but were on their way to it go to the next one. */
export class SourceReader {
  readonly #start: StartReader
  readonly #deadlineOf: (file: SourceFile) => number
  readonly #waiting: Waiting[] = []
  /** What no reader foresaw and the process survived; the file counts as corrupt. Tests hold that there is none. */
  readonly unforeseen: string[] = []
  #line: ReaderLine | null = null
  #isReady = false
  #isLate = false
  #timer: NodeJS.Timeout | undefined
  #lastNumber = 0

  constructor(start: StartReader = forkedReader, deadlineOf = declaredDeadline) {
    this.#start = start
    this.#deadlineOf = deadlineOf
  }

  /** May be called for several files at once: they are read in this order while the first answers are used. */
  read(file: SourceFile): Promise<SourceRead> {
    return new Promise((done, failed) => {
      const waiting = { number: ++this.#lastNumber, file, done, failed }
      this.#waiting.push(waiting)
      if (this.#line) this.#post(this.#line, waiting)
      else this.#begin()
      if (this.#waiting.length === 1) this.#watch()
    })
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#line?.end()
    this.#line = null
  }

  #begin(): void {
    this.#isReady = false
    this.#isLate = false
    const line: ReaderLine = this.#start({
      message: (message) => {
        if (this.#line === line) this.#answered(message as ReadAnswer)
      },
      ended: () => {
        if (this.#line === line) this.#ended()
      },
    })
    this.#line = line
    for (const waiting of this.#waiting) this.#post(line, waiting)
  }

  #post(line: ReaderLine, { number, file }: Waiting): void {
    line.idle(false)
    const { path, absolute, bytes } = file
    line.post({ number, file: { path, absolute, bytes } })
  }

  #answered(answer: ReadAnswer): void {
    if ('ready' in answer) {
      this.#isReady = true
      return
    }
    const [first] = this.#waiting
    if (first?.number !== answer.number) return
    this.#waiting.shift()
    this.#watch()
    if (this.#waiting.length === 0) this.#line?.idle(true)
    if ('failed' in answer) this.unforeseen.push(`${first.file.path}: ${answer.failed}`)
    first.done('read' in answer ? unpackRead(answer.read) : unread({ why: 'corrupt', limit: null }))
  }

  /** The file in hand has ended the reader, by its size or because we lost patience. */
  #ended(): void {
    this.#line = null
    const wasLate = this.#isLate
    if (!this.#isReady && !wasLate) {
      for (const { failed } of this.#waiting.splice(0))
        failed(new Error('the reading process does not start'))
      return
    }
    const first = this.#waiting.shift()
    if (this.#waiting.length > 0) this.#begin()
    this.#watch()
    first?.done(unread(wasLate ? { why: 'took-too-long', limit: null } : tooLarge('readerMegabytes')))
  }

  #watch(): void {
    clearTimeout(this.#timer)
    const [first] = this.#waiting
    if (!first) return
    this.#timer = setTimeout(() => {
      // While the program itself was busy an answer may have come: it is looked at before patience is lost.
      this.#timer = setTimeout(() => this.#giveUp(first), 200)
    }, this.#deadlineOf(first.file))
  }

  #giveUp(late: Waiting): void {
    if (this.#waiting[0] !== late) return
    this.#isLate = true
    this.#line?.end()
  }
}

const unread = (why: Unread): SourceRead => ({ kind: 'unread', unread: why })

const declaredDeadline = ({ bytes }: SourceFile): number =>
  limits.readingMs + (limits.readingMsPerMegabyte * bytes) / 1024 ** 2

let shared: SourceReader | undefined

/**
 * One for the whole program, started by the first file: a process costs a quarter of a second, a small file a
 * hundredth of one. It keeps nothing of what it read, and an idle one keeps no program from ending.
 */
export const sharedReader = (): SourceReader => (shared ??= new SourceReader())

// ---- for those who show a sheet or copy it ----

export type GridsRead =
  | { ok: true; grids: Grid[]; unread: { name: string | null; unread: Unread }[] }
  | { ok: false; unread: Unread | { why: NotATable; limit: null } }

/** The grids of any file, by the same road as the reader: a text table is one, a letter has a row for each paragraph. */
export async function readGrids(file: SourceFile, reader = sharedReader()): Promise<GridsRead> {
  const read = await reader.read(file)
  switch (read.kind) {
    case 'unread':
      return { ok: false, unread: read.unread }
    case 'workbook':
      return {
        ok: true,
        grids: read.sheets.flatMap((sheet) => (sheet.ok ? [sheet.grid] : [])),
        unread: read.sheets.flatMap((sheet) =>
          sheet.ok ? [] : [{ name: sheet.name, unread: sheet.unread }],
        ),
      }
    case 'text':
      return { ok: true, grids: [read.grid ?? linesGrid(read.text.split(/\r?\n/))], unread: [] }
    case 'letter':
      return { ok: true, grids: [linesGrid(read.paragraphs)], unread: [] }
  }
}
