// The pictures a sheet names: found by name in the clerk's folder, bared, and made attachments of its entry.
import { readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import type { Entry } from '../disclosure/entry.ts'
import { compact } from '../disclosure/parse.ts'
import { barePicture, largestPicture } from './bare-picture.ts'
import type { BarePicture, PictureFlaw, PictureType } from './bare-picture.ts'
import type { Draft } from './draft.ts'
import type { Findings } from './findings.ts'
import type { Line } from './sheet-lines.ts'
import type { SourceFile } from './source-files.ts'
import { hashOf } from './sweep.ts'
import type { Swept, Sweeper, SweptText } from './sweep.ts'
import type { AttachmentToWrite } from './write.ts'

/** What a row says: the name of a file, and where it says so. */
export type NamedPicture = { name: string; cell: string }

export type Attachments = Swept<Entry>['attachments']

export type Lack = PictureFlaw | 'not-found' | 'several' | 'too-many'
/** What will be in the pack, made once more when it is written: a hundred pictures are too many to hold. */
export type Kept = { sha256: SweptText; type: PictureType; bytes: () => Promise<Buffer | null> }

/** An entry holds no more (disclosure/entry.ts). */
const mostOfAnEntry = 50
/** A label is at most as long as any short text of an entry. */
const longestLabel = 190

export class Pictures {
  readonly #byName = new Map<string, SourceFile[]>()
  readonly #kept = new Map<string, Kept>()
  /** Entries that show a picture, by the picture's path. */
  readonly usedBy = new Map<string, string[]>()
  readonly #sweeper: Sweeper

  constructor(files: readonly SourceFile[], sweeper: Sweeper) {
    this.#sweeper = sweeper
    for (const file of files) {
      if (!/\.(?:jpe?g|png)$/i.test(file.path)) continue
      for (const name of new Set([nameKey(file.path), nameKey(withoutEnding(file.path))]))
        this.#byName.set(name, [...(this.#byName.get(name) ?? []), file])
    }
  }

  /** One after the other: a clerk's camera makes large pictures. */
  async attach(draft: Draft, findings: Findings): Promise<Attachments> {
    const attached: Attachments = []
    for (const line of draft.lines) {
      if (!line.picture) continue
      const lack = await this.#add(attached, draft, line, line.picture)
      if (lack)
        findings.fault(
          { file: draft.shownFile, sheet: draft.shownSheet, cell: line.picture.cell },
          'picture-missing',
          'warning',
          lack,
        )
    }
    return attached
  }

  /** The bared pictures as files of a folder, for the pack to take. */
  async writeInto(folder: string): Promise<AttachmentToWrite[]> {
    const written: AttachmentToWrite[] = []
    for (const { sha256, type, bytes } of this.#kept.values()) {
      const file = join(folder, sha256)
      // A picture that was changed since it was read no longer is what its entry says; the pack's own check tells.
      await writeFile(file, (await bytes()) ?? '')
      written.push({ sha256, type, file })
    }
    return written
  }

  /** One more picture of an entry; the same picture stands once, with all that is said of it. */
  add(attached: Attachments, entry: string, path: string, kept: Kept, label: string): Lack | null {
    const same = attached.find((each) => each.sha256 === kept.sha256)
    if (same) same.label = this.#shortened(`${same.label}、${label}`)
    else if (attached.length === mostOfAnEntry) return 'too-many'
    else attached.push({ sha256: kept.sha256, label: this.#shortened(label), type: kept.type })
    this.#kept.set(kept.sha256, kept)
    this.usedBy.set(path, [...new Set([...(this.usedBy.get(path) ?? []), entry])])
    return null
  }

  async #add(attached: Attachments, draft: Draft, line: Line, named: NamedPicture): Promise<Lack | null> {
    const source = this.#find(named.name, draft.file)
    if (typeof source === 'string') return source
    const kept = await keptPicture(source)
    return typeof kept === 'string' ? kept : this.add(attached, draft.id, source.path, kept, labelOf(line))
  }

  #shortened = (text: string): SweptText => this.#sweeper.name([...text].slice(0, longestLabel).join(''))

  /** Anywhere in the folder; of several with one name, the one that lies nearest to the sheet. */
  #find(name: string, sheet: string): SourceFile | Lack {
    const found = this.#byName.get(nameKey(name)) ?? []
    const near = found.map((file) => ({ file, steps: sharedFolders(file.path, sheet) }))
    near.sort((one, other) => other.steps - one.steps)
    const [best, second] = near
    if (!best) return 'not-found'
    return best.steps === second?.steps ? 'several' : best.file
  }
}

/** A file as the picture it would be in a pack, with what the file said beside it. */
export async function openPicture(
  source: SourceFile,
): Promise<Exclude<BarePicture, { ok: false }> | { ok: false; why: PictureFlaw }> {
  if (source.bytes > largestPicture) return { ok: false, why: 'too-large' }
  try {
    return barePicture(await readFile(source.absolute))
  } catch {
    return { ok: false, why: 'unreadable' }
  }
}

export async function keptPicture(source: SourceFile): Promise<Kept | PictureFlaw> {
  const picture = await openPicture(source)
  if (!picture.ok) return picture.why
  const bytes = async () => {
    const again = await openPicture(source)
    return again.ok ? again.bytes : null
  }
  return { sha256: hashOf(picture.bytes), type: picture.type, bytes }
}

const nameKey = (path: string): string => compact(basename(path.replaceAll('\\', '/'))).toLowerCase()
const withoutEnding = (path: string): string => basename(path, extname(path))

function sharedFolders(one: string, other: string): number {
  const [a, b] = [dirname(one).split('/'), dirname(other).split('/')]
  const differ = a.findIndex((folder, at) => folder !== b[at])
  return differ < 0 ? a.length : differ
}

/** 赵忠平 党支部书记: who is on the picture, in the swept words of the row. */
const labelOf = (line: Line): string =>
  (line.type.pictures?.label ?? [])
    .map((field) => line.values[field])
    .filter((value) => typeof value === 'string' && value !== '')
    .join(' ')
