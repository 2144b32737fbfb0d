// What went wrong on our own side, told apart: a full disk, a read-only one, a damaged file, another program.
import { statfsSync } from 'node:fs'
import { SqliteError } from 'better-sqlite3'
import type { StoreFault } from '../pack/refusal.ts'
import { Faulty, faultOf } from '../pack/disk.ts'
import { isSystemError } from '../pack/refused.ts'

/** The fault behind an error, or null if it is none of the expected ones and must go on up. */
export function asFault(thrown: unknown, folder: string): StoreFault | null {
  if (thrown instanceof Faulty) return thrown.fault
  const fault = bareFault(thrown)
  return fault?.kind === 'disk-full' ? { ...fault, free: freeBytes(folder) } : fault
}

/** Runs a step whose expected faults become values. */
export function faultAsValue<T extends object>(
  folder: string,
  step: () => T,
): ({ ok: true } & T) | { ok: false; fault: StoreFault } {
  try {
    return { ok: true, ...step() }
  } catch (thrown) {
    const fault = asFault(thrown, folder)
    if (fault) return { ok: false, fault }
    throw thrown
  }
}

function bareFault(thrown: unknown): StoreFault | null {
  if (isSystemError(thrown)) return faultOf(thrown.code)
  if (!(thrown instanceof SqliteError)) return null
  const { code } = thrown
  if (code === 'SQLITE_FULL') return { kind: 'disk-full', needed: 0, free: 0 }
  if (code.startsWith('SQLITE_READONLY')) return { kind: 'read-only' }
  if (code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED') return { kind: 'in-use' }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return { kind: 'damaged', file: 'state.db' }
  if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN')) return { kind: 'io', code }
  return null
}

export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
