// Has the next files read while the present one is understood: two processors work, and no more than a few files lie in memory.
import type { SourceRead } from './read-source.ts'
import type { SourceFile } from './source-files.ts'
import type { SourceReader } from './source-reader.ts'

/** One in hand, one ready, one being read. */
const ahead = 3

export class ReadAhead {
  readonly #reader: SourceReader
  readonly #files: readonly SourceFile[]
  readonly #coming: Promise<SourceRead>[] = []
  #asked = 0

  constructor(reader: SourceReader, files: readonly SourceFile[]) {
    this.#reader = reader
    this.#files = files
  }

  /** What the next file holds, in the order of the files. */
  async next(): Promise<SourceRead> {
    while (this.#coming.length < ahead && this.#asked < this.#files.length) {
      const file = this.#files[this.#asked++]
      if (file) this.#coming.push(this.#reader.read(file))
    }
    const read = this.#coming.shift()
    if (!read) throw new Error(`read ahead of ${this.#files.length} files, and asked for one more`)
    // Whoever waits for the first hears of a reader that does not start; the others need not be unheard.
    for (const later of this.#coming) later.catch(() => undefined)
    return read
  }
}
