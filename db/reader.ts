// A kiosk's content for reading: never writes, needs no lock, and finds the best there is when something is damaged.
import { createHash } from 'node:crypto'
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { SqliteError } from 'better-sqlite3'
import type { StoreFault } from '../pack/refusal.ts'
import { openReadable, readPragma, type ReadableDb } from './database.ts'
import { generationFile, generationsFolder, isWritable, namesIn, stateFile } from './data-folder.ts'
import { asFault } from './faults.ts'
import { generationVersion } from './generation-schema.ts'
import { currentGeneration, insteadOf, sequenceFloor, type GenerationRow } from './state.ts'
import { stateVersion, versionOf } from './state-schema.ts'
import { leaveOutWithdrawn } from './withdrawals.ts'

export type Reader = {
  readonly folder: string
  /** Null while this machine was never set up, or if state.db cannot be used. */
  readonly state: ReadableDb | null
  readonly content: Content | null
  readonly trouble: StoreFault | null
  /** Looks at the pointer again; true if something else is on screen now. */
  refresh(): boolean
  close(): void
}

export type Content = {
  readonly db: ReadableDb
  readonly name: string
  readonly sequence: number
  /** An older one than the newest ever accepted. */
  readonly rolledBack: boolean
  /** The newest ever accepted when this was opened: a later one may have taken back what is in here. */
  readonly floor: number
}

type Found = {
  state: ReadableDb | null
  content: Content | null
  trouble: StoreFault | null
  /** What the pointer said when this was found. */
  pointer: string | null
}

type Check = (folder: string, row: GenerationRow) => boolean

/**
 * Always gives a reader: what cannot be read is told as its trouble. Files are held against their hashes when it opens,
 * unless a writer of this process has just done so. Later the pointer moves only to what somebody has held against its
 * hash a moment before (an import, a way back, a repair), and villagers need not wait while 300 MB are read once more.
 */
export function openReader(
  folder: string,
  { justChecked = false }: { justChecked?: boolean } = {},
): { ok: true; reader: Reader } {
  let found = look(folder, justChecked ? isWhole : isIntact)
  const reader: Reader = {
    folder,
    get state() {
      return found.state
    },
    get content() {
      return found.content
    },
    get trouble() {
      return found.trouble ?? (existsSync(folder) && !isWritable(folder) ? { kind: 'read-only' } : null)
    },
    refresh() {
      if (found.state && found.content && isStillCurrent(found.state, found.content)) return false
      // Older content stands in for what is damaged: that is so until the pointer or the file it names is another. With
      // nothing to show there is nothing to lose by looking.
      if (found.trouble && found.content && found.pointer === pointerIn(folder, found.state)) return false
      const before = found
      found = look(folder, isWhole)
      before.content?.db.close()
      before.state?.close()
      return before.content?.name !== found.content?.name || before.content?.floor !== found.content?.floor
    },
    close() {
      found.content?.db.close()
      found.state?.close()
    },
  }
  return { ok: true, reader }
}

/** Files of the kiosk against the hash that was noted when they were built. */
export function isIntact(folder: string, row: Pick<GenerationRow, 'name' | 'sha256'>): boolean {
  const file = generationFile(folder, row.name)
  return existsSync(file) && sha256OfFile(file) === row.sha256
}

/** A good file as far as one look tells: what tore or was cut off shows in its size. */
const isWhole: Check = (folder, row) => {
  const found = statSync(generationFile(folder, row.name), { throwIfNoEntry: false })
  return row.condition === 'good' && found?.size === row.bytes
}

export function sha256OfFile(file: string): string | null {
  const hash = createHash('sha256')
  const buffer = Buffer.allocUnsafe(1 << 20)
  let descriptor
  try {
    descriptor = openSync(file, 'r')
    for (let read = 1; read > 0;) {
      read = readSync(descriptor, buffer)
      hash.update(buffer.subarray(0, read))
    }
    return hash.digest('hex')
  } catch {
    // A disk that cannot give a file's bytes any more is as good as a file with other bytes.
    return null
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

function isStillCurrent(state: ReadableDb, content: Content): boolean {
  const row = currentGeneration(state)
  const floor = sequenceFloor(state)
  return row?.name === content.name && (floor?.sequence ?? row.sequence) === content.floor
}

const nothing: Found = { state: null, content: null, trouble: null, pointer: null }

function look(folder: string, check: Check): Found {
  if (!existsSync(stateFile(folder))) {
    const content = newestOnDisk(folder)
    return { ...nothing, content, trouble: content && { kind: 'damaged', file: 'state.db' } }
  }
  let state: ReadableDb | undefined
  try {
    state = openReadable(stateFile(folder))
    const found = versionOf(state)
    if (found > stateVersion) return ofNewerKiosk(folder, state, found, check)
    return found === 0 ? nothing : lookByPointer(folder, state, check)
  } catch (thrown) {
    state?.close()
    const fault = asFault(thrown, folder)
    if (!fault) throw thrown
    return { ...nothing, content: newestOnDisk(folder), trouble: fault, pointer: pointerIn(folder, null) }
  }
}

/** A newer kiosk adds to state.db; its pointer most likely is where ours is, and is only read. */
function ofNewerKiosk(folder: string, state: ReadableDb, found: number, check: Check): Found {
  const trouble: StoreFault = { kind: 'newer-schema', found, known: stateVersion }
  let content: Content | null = null
  try {
    content = lookByPointer(folder, state, check).content
  } catch (thrown) {
    if (!(thrown instanceof SqliteError)) throw thrown
  }
  state.close()
  return { ...nothing, content: content ?? newestOnDisk(folder), trouble, pointer: pointerIn(folder, null) }
}

function lookByPointer(folder: string, state: ReadableDb, check: Check): Found {
  const pointer = pointerIn(folder, state)
  const current = currentGeneration(state)
  if (!current) return { ...nothing, state, pointer }
  const floor = sequenceFloor(state)?.sequence ?? current.sequence
  let trouble: StoreFault | null = lostNewest(state, floor)
  for (const row of [current, ...insteadOf(state, current)]) {
    const isFit = row === current ? check(folder, row) : isIntact(folder, row)
    const opened = isFit ? openContent(folder, row, floor) : null
    if (opened && 'db' in opened) {
      leaveOutWithdrawn(opened.db, state, opened.sequence)
      return { state, content: opened, trouble, pointer }
    }
    trouble ??= opened ?? { kind: 'damaged', file: `${row.name}.db` }
  }
  return { state, content: null, trouble, pointer }
}

/** The generation the pointer names and the floor it is held against; of a state.db that cannot be read, which file it is. */
function pointerIn(folder: string, state: ReadableDb | null): string | null {
  if (!state) {
    const file = statSync(stateFile(folder), { throwIfNoEntry: false })
    return file ? `${file.ino} ${file.size} ${file.mtimeMs}` : null
  }
  const row = currentGeneration(state)
  return row && `${row.number} ${row.name} ${row.condition} ${sequenceFloor(state)?.sequence}`
}

/** The newest content was found damaged at an earlier start, and what is shown since is older. */
function lostNewest(state: ReadableDb, floor: number): StoreFault | null {
  const rows = state
    .prepare<[number], GenerationRow>('SELECT * FROM generation WHERE sequence = ? ORDER BY number DESC')
    .all(floor)
  const lost =
    rows.every((row) => row.condition !== 'good') && rows.some((row) => row.condition === 'damaged')
  return lost ? { kind: 'damaged', file: `${rows[0]?.name}.db` } : null
}

function openContent(
  folder: string,
  row: Pick<GenerationRow, 'name' | 'sequence'>,
  floor: number,
): Content | StoreFault {
  let db: ReadableDb | undefined
  try {
    db = openReadable(generationFile(folder, row.name))
    const found = versionOf(db)
    const { name, sequence } = row
    if (found === generationVersion) return { db, name, sequence, rolledBack: sequence < floor, floor }
    db.close()
    const kind = found > generationVersion ? 'newer-schema' : 'older-schema'
    return { kind, found, known: generationVersion }
  } catch (thrown) {
    db?.close()
    if (!asFault(thrown, folder)) throw thrown
    return { kind: 'damaged', file: `${row.name}.db` }
  }
}

/** Without state.db the files speak for themselves: the highest sequence whose pages are all in order. */
function newestOnDisk(folder: string): Content | null {
  const opened = namesIn(generationsFolder(folder))
    .filter((name) => name.endsWith('.db'))
    .flatMap((file) => {
      const content = openUnlisted(folder, file.slice(0, -'.db'.length))
      return content ? [content] : []
    })
    .sort((a, b) => b.sequence - a.sequence)
  for (const content of opened.slice(1)) content.db.close()
  return opened[0] ?? null
}

function openUnlisted(folder: string, name: string): Content | null {
  let db: ReadableDb | undefined
  try {
    db = openReadable(generationFile(folder, name))
    if (versionOf(db) !== generationVersion) throw new Error('of another version')
    const about = db.prepare<[], { sequence: number }>('SELECT sequence FROM about').get()
    if (!about || readPragma(db, 'quick_check') !== 'ok') throw new Error('damaged')
    return { db, name, sequence: about.sequence, rolledBack: false, floor: about.sequence }
  } catch {
    db?.close()
    return null
  }
}
