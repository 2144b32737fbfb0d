// The one process that may import into a data folder: holds its lock, clears up after power cuts, checks what is shown.
import type { StoreFault } from '../pack/refusal.ts'
import { openLocked, openReadable, type WritableDb } from './database.ts'
import {
  attachmentsFolder,
  generationFile,
  generationsFolder,
  lockFile,
  packsFolder,
  stagingFolder,
  sweep,
} from './data-folder.ts'
import { generationVersion } from './generation-schema.ts'
import { isoNow, openDesk, type Clock, type Desk } from './desk.ts'
import { asFault, faultAsValue } from './faults.ts'
import { note } from './journal.ts'
import { isIntact } from './reader.ts'
import { keepCopyIfBehind, sweepStateLeftovers } from './state-copy.ts'
import { versionOf } from './state-schema.ts'
import { currentGeneration, generations, insteadOf, keptGenerations, type GenerationRow } from './state.ts'

declare const holdsLock: unique symbol
/** A desk whose holder is alone: only with this can content be built. */
export type Writer = Desk & { readonly [holdsLock]: true }

export function openWriter(
  folder: string,
  options: { clock?: Clock } = {},
): { ok: true; writer: Writer } | { ok: false; fault: StoreFault } {
  const opened = openDesk(folder, options)
  if (!opened.ok) return opened
  const { desk } = opened
  let lock: WritableDb | undefined
  const outcome = faultAsValue(folder, () => {
    // A lock of the system on a file of its own: gone the moment its process is.
    lock = openLocked(lockFile(folder))
    // First what is shown: a damaged file that made way is then a leftover like any other.
    fallBackIfDamaged(desk)
    sweepLeftovers(desk)
    sweepStateLeftovers(desk)
    keepCopyIfBehind(desk)
    const held = lock
    const close = () => {
      desk.close()
      held.close()
    }
    return { writer: { ...desk, close } as Writer }
  })
  if (!outcome.ok) {
    lock?.close()
    desk.close()
  }
  return outcome
}

/** Nothing is under way while we hold the lock, so whatever no row speaks of was left by a power cut. */
export function sweepLeftovers({ folder, state }: Desk): void {
  const kept = keptGenerations(state)
  const names = new Set(kept.map((row) => `${row.name}.db`))
  // Of damaged content the pack stays: from it the content is built once more.
  const rebuildable = generations(state).filter((row) => row.condition !== 'dropped')
  const packs = new Set(rebuildable.map((row) => `${row.pack_sha256}.mbpack`))
  sweep(stagingFolder(folder), () => false)
  sweep(generationsFolder(folder), (name) => names.has(name))
  sweep(packsFolder(folder), (name) => packs.has(name))
  const attachments = attachmentsOf(folder, kept)
  if (attachments) sweep(attachmentsFolder(folder), (name) => attachments.has(name))
}

/** Null if one of the generations cannot be asked: then no attachment is swept. */
function attachmentsOf(folder: string, kept: readonly GenerationRow[]): Set<string> | null {
  const used = new Set<string>()
  try {
    for (const row of kept) {
      const db = openReadable(generationFile(folder, row.name))
      try {
        // A file that a power cut has emptied opens as a database without tables.
        if (versionOf(db) !== generationVersion) return null
        const rows = db
          .prepare<[], { sha256: string }>('SELECT sha256 FROM attachment UNION SELECT sha256 FROM recording')
          .all()
        for (const { sha256 } of rows) used.add(sha256)
      } finally {
        db.close()
      }
    }
    return used
  } catch (thrown) {
    if (asFault(thrown, folder)) return null
    throw thrown
  }
}

/** What is on screen must be what was built; else the next older good one is, and the journal says so. */
function fallBackIfDamaged(desk: Desk): void {
  const current = currentGeneration(desk.state)
  if (!current || isIntact(desk.folder, current)) return
  const damaged = [current]
  const next = insteadOf(desk.state, current).find((row) => {
    const intact = isIntact(desk.folder, row)
    if (!intact) damaged.push(row)
    return intact
  })
  // Said once; a kiosk with nothing left to show is started every morning.
  if (!next && current.condition === 'damaged') return
  const at = isoNow(desk.clock)
  desk.state
    .transaction(() => {
      for (const row of damaged) {
        desk.state.prepare("UPDATE generation SET condition = 'damaged' WHERE number = ?").run(row.number)
        note(desk.state, at, 'kiosk', 'generation-damaged', { generation: row.name })
      }
      if (next) desk.state.prepare('UPDATE pointer SET generation = ?, switched_at = ?').run(next.number, at)
      const { name: from } = current
      note(desk.state, at, 'kiosk', 'fell-back', {
        from,
        to: next?.name ?? null,
        sequence: next?.sequence ?? null,
      })
    })
    .immediate()
}
