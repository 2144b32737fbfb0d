// A pack's way from a stick into this kiosk's staging folder, and who keeps it from being swept meanwhile.
import { statSync } from 'node:fs'
import type { Opening } from '../pack/open.ts'
import { stage, roomFactor, type Staged } from '../pack/stage.ts'
import { openLocked, type WritableDb } from './database.ts'
import { stagingFolder, stagingLockFile } from './data-folder.ts'
import { asFault } from './faults.ts'
import { makeRoom } from './retention.ts'
import type { Writer } from './writer.ts'

/** On a disk that is short, old content that need not stay makes room first. */
export async function stagePack(writer: Writer, source: string, opening: Opening = {}): Promise<Staged> {
  try {
    makeRoom(writer, sizeOf(source) * roomFactor)
  } catch (thrown) {
    const fault = asFault(thrown, writer.folder)
    if (!fault) throw thrown
    return { ok: false, fault }
  }
  return stage(source, stagingFolder(writer.folder), opening)
}

/** A stick that cannot even say how large the file is: the copying says what is wrong with it. */
function sizeOf(source: string): number {
  try {
    return statSync(source).size
  } catch {
    return 0
  }
}

export type StagingHold = { release(): void }

/** Call while the folder is locked: from then on nobody sweeps what lies in staging. Null if somebody has it already. */
export function holdStaging(folder: string, waitMs = 0): StagingHold | null {
  let lock: WritableDb
  try {
    lock = openLocked(stagingLockFile(folder), waitMs)
  } catch (thrown) {
    if (asFault(thrown, folder)?.kind !== 'in-use') throw thrown
    return null
  }
  return { release: () => lock.close() }
}
