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
}

type Found = { state: ReadableDb | null; content: Content | null; trouble: StoreFault | null }

/** Always gives a reader: what cannot be read is told as its trouble. */
export function openReader(folder: string): { ok: true; reader: Reader } {
  let stamp = stampOf(folder)
  let found = look(folder)
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
      const now = stampOf(folder)
      // What was found in place of something damaged stays as long as nobody writes: looking means reading files whole.
      if (found.content && now === stamp) return false
      stamp = now
      const before = found
      found = look(folder)
      before.content?.db.close()
      before.state?.close()
      return before.content?.name !== found.content?.name
    },
    close() {
      found.content?.db.close()
      found.state?.close()
    },
  }
  return { ok: true, reader }
}

/** Changes with every act, since every act is written down in state.db. */
function stampOf(folder: string): string {
  const stat = statSync(stateFile(folder), { throwIfNoEntry: false, bigint: true })
  return stat ? `${stat.ino} ${stat.size} ${stat.mtimeNs}` : ''
}

/** Files of the kiosk against the hash that was noted when they were built. */
export function isIntact(folder: string, row: Pick<GenerationRow, 'name' | 'sha256'>): boolean {
  const file = generationFile(folder, row.name)
  return existsSync(file) && sha256OfFile(file) === row.sha256
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
  return row?.name === content.name && row.sequence < (floor?.sequence ?? 0) === content.rolledBack
}

function look(folder: string): Found {
  if (!existsSync(stateFile(folder))) {
    const content = newestOnDisk(folder)
    return { state: null, content, trouble: content && { kind: 'damaged', file: 'state.db' } }
  }
  let state: ReadableDb | undefined
  try {
    state = openReadable(stateFile(folder))
    const found = versionOf(state)
    if (found > stateVersion) return ofNewerKiosk(folder, state, found)
    return found === 0 ? { state: null, content: null, trouble: null } : lookByPointer(folder, state)
  } catch (thrown) {
    state?.close()
    const fault = asFault(thrown, folder)
    if (!fault) throw thrown
    return { state: null, content: newestOnDisk(folder), trouble: fault }
  }
}

/** A newer kiosk adds to state.db; its pointer most likely is where ours is, and is only read. */
function ofNewerKiosk(folder: string, state: ReadableDb, found: number): Found {
  const trouble: StoreFault = { kind: 'newer-schema', found, known: stateVersion }
  let content: Content | null = null
  try {
    content = lookByPointer(folder, state).content
  } catch (thrown) {
    if (!(thrown instanceof SqliteError)) throw thrown
  }
  state.close()
  return { state: null, content: content ?? newestOnDisk(folder), trouble }
}

function lookByPointer(folder: string, state: ReadableDb): Found {
  const current = currentGeneration(state)
  if (!current) return { state, content: null, trouble: null }
  const floor = sequenceFloor(state)?.sequence ?? current.sequence
  let trouble: StoreFault | null = lostNewest(state, floor)
  for (const row of [current, ...insteadOf(state, current)]) {
    const opened = isIntact(folder, row) ? openContent(folder, row, row.sequence < floor) : null
    if (opened && 'db' in opened) return { state, content: opened, trouble }
    trouble ??= opened ?? { kind: 'damaged', file: `${row.name}.db` }
  }
  return { state, content: null, trouble }
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
  rolledBack: boolean,
): Content | StoreFault {
  const db = openReadable(generationFile(folder, row.name))
  const found = versionOf(db)
  if (found === generationVersion) return { db, name: row.name, sequence: row.sequence, rolledBack }
  db.close()
  return {
    kind: found > generationVersion ? 'newer-schema' : 'older-schema',
    found,
    known: generationVersion,
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
    return { db, name, sequence: about.sequence, rolledBack: false }
  } catch {
    db?.close()
    return null
  }
}
