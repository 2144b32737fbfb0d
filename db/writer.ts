// The one process that may import into a data folder: holds its lock, clears up after power cuts, checks what is shown.
import type { StoreFault } from '../pack/refusal.ts'
import { attachmentsIn } from './attachments.ts'
import { openLocked, type WritableDb } from './database.ts'
import {
  attachmentsFolder,
  generationFile,
  generationsFolder,
  lockFile,
  packsFolder,
  stagingFolder,
  stagingLockFile,
  sweep,
} from './data-folder.ts'
import { isoNow, openDesk, type Clock, type Desk } from './desk.ts'
import { asFault, faultAsValue } from './faults.ts'
import { note } from './journal.ts'
import { keptName } from './kept-packs.ts'
import { neededForRebuilding } from './lineage.ts'
import { isIntact } from './reader.ts'
import { keepCopyIfBehind, sweepStateLeftovers } from './state-copy.ts'
import { currentGeneration, generations, insteadOf, keptGenerations, type GenerationRow } from './state.ts'

declare const holdsLock: unique symbol
/** A desk whose holder is alone: only with this can content be built. */
export type Writer = Desk & { readonly [holdsLock]: true }

export function openWriter(
  folder: string,
  options: { clock?: Clock; waitMs?: number } = {},
): { ok: true; writer: Writer } | { ok: false; fault: StoreFault } {
  const opened = openDesk(folder, options)
  if (!opened.ok) return opened
  const { desk } = opened
  let lock: WritableDb | undefined
  const outcome = faultAsValue(folder, () => {
    // A lock of the system on a file of its own: gone the moment its process is.
    lock = openLocked(lockFile(folder), options.waitMs)
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
export function sweepLeftovers(desk: Desk): void {
  sweepStaging(desk.folder)
  sweepKept(desk)
}

/** Files of content that no row speaks of any more. */
export function sweepKept({ folder, state }: Desk): void {
  const kept = keptGenerations(state)
  const names = new Set(kept.map((row) => `${row.name}.db`))
  // The packs of all content that may have to be built once more, and of what that was built upon.
  const packs = new Set(neededForRebuilding(state).map(keptName))
  sweep(generationsFolder(folder), (name) => names.has(name))
  sweep(packsFolder(folder), (name) => packs.has(name))
  const isAllReadable = generations(state).every((row) => row.condition !== 'damaged')
  const attachments = isAllReadable ? attachmentsOf(folder, kept) : null
  // What belongs to damaged content comes from nowhere else again; half a file belongs to nothing.
  sweep(attachmentsFolder(folder), (name) => attachments?.has(name) ?? !name.endsWith('.tmp'))
}

/** Nobody imports while we hold the lock; but somebody may have a pack there that a clerk is looking at. */
function sweepStaging(folder: string): void {
  let lock: WritableDb | undefined
  try {
    lock = openLocked(stagingLockFile(folder))
    sweep(stagingFolder(folder), () => false)
  } catch (thrown) {
    if (asFault(thrown, folder)?.kind !== 'in-use') throw thrown
  } finally {
    lock?.close()
  }
}

/** Null if one of the generations cannot be asked: then no attachment is swept. */
function attachmentsOf(folder: string, kept: readonly GenerationRow[]): Set<string> | null {
  const used = new Set<string>()
  for (const row of kept) {
    const own = attachmentsIn(generationFile(folder, row.name))
    if (!own) return null
    for (const sha256 of own) used.add(sha256)
  }
  return used
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
