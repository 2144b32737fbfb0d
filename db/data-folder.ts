// The kiosk's data folder: which file lies where, what a power cut leaves behind, and whether we may write at all.
import { accessSync, constants, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { join } from 'node:path'

export const stateFile = (folder: string): string => join(folder, 'state.db')
export const lockFile = (folder: string): string => join(folder, 'lock.db')
export const generationsFolder = (folder: string): string => join(folder, 'generations')
export const generationFile = (folder: string, name: string): string =>
  join(generationsFolder(folder), `${name}.db`)
export const packsFolder = (folder: string): string => join(folder, 'packs')
export const packFile = (folder: string, sha256: string): string =>
  join(packsFolder(folder), `${sha256}.mbpack`)
/** A kept pack without its attachments' bytes, under the hash of the whole one. */
export const slimPackFile = (folder: string, sha256: string): string =>
  join(packsFolder(folder), `${sha256}.kept.mbpack`)
export const attachmentsFolder = (folder: string): string => join(folder, 'attachments')
export const attachmentFile = (folder: string, sha256: string): string =>
  join(attachmentsFolder(folder), sha256)
/** Locked as long as somebody has a pack in staging that must not be swept. */
export const stagingLockFile = (folder: string): string => join(folder, 'staging.lock')
/** Packs on their way from a stick; emptied at every start. */
export const stagingFolder = (folder: string): string => join(folder, 'staging')

export function makeFolders(folder: string): void {
  for (const each of [generationsFolder, packsFolder, attachmentsFolder, stagingFolder])
    mkdirSync(each(folder), { recursive: true, mode: 0o700 })
}

export function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** Names in a folder; none if it does not exist. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** Whether an import stopped half-way here: what it was building or copying still lies about. Ask before it is swept. */
export const wasInterrupted = (folder: string): boolean =>
  namesIn(stagingFolder(folder)).length > 0 ||
  namesIn(generationsFolder(folder)).some((name) => name.endsWith('.tmp'))

/** Removes what nothing refers to. A file that cannot go yet (Windows, still open) goes next time. */
export function sweep(folder: string, keeps: (name: string) => boolean): string[] {
  const swept = namesIn(folder).filter((name) => !keeps(name))
  for (const name of swept) {
    try {
      rmSync(join(folder, name), { recursive: true, force: true })
    } catch {
      continue
    }
  }
  return swept
}

/**
 * Our databases have no write-ahead log, and a finished content no journal either; one that lies beside them, from a copy
 * of another machine, would be read into them. The journal of state.db is its own: it undoes what a power cut left half.
 */
export function sweepStrangers(folder: string): void {
  for (const file of [stateFile(folder), lockFile(folder)])
    for (const suffix of ['-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true })
  sweep(generationsFolder(folder), (name) => !/\.db-(wal|shm|journal)$/.test(name))
}

/** To the disk, not only to the system's memory. */
export function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
