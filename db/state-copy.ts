// A second copy of state.db, made after every change that matters and taken back when state.db itself is damaged or gone.
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { faulty } from '../pack/disk.ts'
import {
  openDurable,
  openLocked,
  openReadable,
  readPragma,
  type ReadableDb,
  type WritableDb,
} from './database.ts'
import { lockFile, stateFile } from './data-folder.ts'
import type { Desk } from './desk.ts'
import { asFault } from './faults.ts'
import { versionOf } from './state-schema.ts'

export const stateCopy = (folder: string): string => `${stateFile(folder)}.bak`

const damagedState = (folder: string): string => `${stateFile(folder)}.damaged`
const restoring = (folder: string): string => `${stateFile(folder)}.tmp`

/**
 * Whole and on the disk under its name, or the copy of before. Failing costs nothing that is on the screen, so it does
 * not fail the act that was done; the next one tries again.
 */
export function keepCopy({ folder, state }: Pick<Desk, 'folder' | 'state'>): void {
  const unfinished = `${stateCopy(folder)}.tmp`
  try {
    writeSynced(unfinished, state.serialize())
    renameSync(unfinished, stateCopy(folder))
    if (process.platform !== 'win32') syncPath(folder)
  } catch (thrown) {
    if (!asFault(thrown, folder)) throw thrown
    rmSync(unfinished, { force: true })
  }
}

/** A power cut between an act and its copy leaves the copy behind: every start makes good for it. */
export function keepCopyIfBehind(desk: Pick<Desk, 'folder' | 'state'>): void {
  const { folder, state } = desk
  const copy = bytesOrNull(stateCopy(folder))
  if (!copy?.equals(state.serialize())) keepCopy(desk)
}

/** What a copying or a putting back leaves that was cut short; call while nobody else does either. */
export function sweepStateLeftovers({ folder, state }: Pick<Desk, 'folder' | 'state'>): void {
  for (const name of [`${stateCopy(folder)}.tmp`, restoring(folder), `${restoring(folder)}-journal`])
    rmSync(name, { force: true })
  // A journal that never got its header is no danger and stays for ever; the next write takes it along.
  if (existsSync(`${stateFile(folder)}-journal`)) state.pragma(`user_version = ${versionOf(state)}`)
}

/**
 * True if state.db was put back from its copy. Nothing is deleted: the damaged file stays beside it. What the restored one
 * has to know is written before it gets its name: a power cut between would let an older pack in than was shown.
 */
export function restoreIfDamaged(folder: string, learn: (state: WritableDb) => void): boolean {
  const isGood = isUsable(stateFile(folder))
  if (isGood || !isUsable(stateCopy(folder))) return false
  // Nobody may build or switch while the ground is changed under him. Throws if somebody is about to.
  const lock = openLocked(lockFile(folder))
  try {
    // A journal left beside either file would be rolled into the good one.
    for (const stale of [stateFile(folder), restoring(folder)]) rmSync(`${stale}-journal`, { force: true })
    writeSynced(restoring(folder), copiedBytes(folder))
    teach(folder, learn)
    if (existsSync(stateFile(folder))) renameSync(stateFile(folder), damagedState(folder))
    renameSync(restoring(folder), stateFile(folder))
    if (process.platform !== 'win32') syncPath(folder)
    return true
  } finally {
    lock.close()
  }
}

/** What the restored state has to know before it is anybody's. */
function teach(folder: string, learn: (state: WritableDb) => void): void {
  const state = openDurable(restoring(folder))
  try {
    learn(state)
  } finally {
    state.close()
  }
}

/**
 * True if state.db is beyond use and so is its copy: it is laid aside, and the next to open it makes a new one. An empty
 * one stays: it may be that somebody is making it this very moment.
 */
export function layAsideIfHopeless(folder: string): boolean {
  const file = stateFile(folder)
  if (!existsSync(file) || statSync(file).size === 0 || isUsable(file)) return false
  const lock = openLocked(lockFile(folder))
  try {
    renameSync(file, damagedState(folder))
    rmSync(`${file}-journal`, { force: true })
    return true
  } finally {
    lock.close()
  }
}

/** Whether the copy could be put back today; one that is not there yet is no flaw. */
export const isCopySound = (folder: string): boolean =>
  !existsSync(stateCopy(folder)) || isUsable(stateCopy(folder))

/** Opens, has our tables and every page in order. An empty file is what a power cut can leave of one. */
function isUsable(file: string): boolean {
  if (!existsSync(file)) return false
  let db: ReadableDb | undefined
  try {
    db = openReadable(file)
    return versionOf(db) > 0 && readPragma(db, 'quick_check') === 'ok'
  } catch (thrown) {
    const fault = asFault(thrown, file)
    // Locked or unreadable for a while is not damaged.
    if (fault && fault.kind !== 'damaged') return true
    if (!fault) throw thrown
    return false
  } finally {
    db?.close()
  }
}

function bytesOrNull(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch {
    return null
  }
}

function copiedBytes(folder: string): Buffer {
  const db = openReadable(stateCopy(folder))
  try {
    return db.serialize()
  } finally {
    db.close()
  }
}

function writeSynced(file: string, bytes: Buffer): void {
  const descriptor = openSync(file, 'w', 0o600)
  try {
    for (let at = 0; at < bytes.length;) {
      const written = writeSync(descriptor, bytes, at)
      if (written === 0) faulty({ kind: 'io', code: 'short-write' })
      at += written
    }
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function syncPath(path: string): void {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
