// The generations this kiosk still has: listed, gone back to, and let go of when there are enough newer ones.
import { existsSync } from 'node:fs'
import type { StoreFault } from '../pack/refusal.ts'
import { generationFile } from './data-folder.ts'
import { isoNow, type Desk } from './desk.ts'
import { note, type Actor } from './journal.ts'
import { isIntact, type Reader } from './reader.ts'
import { currentGeneration, keptGenerations, olderThan } from './state.ts'
import { keepCopy } from './state-copy.ts'
import { point } from './switch.ts'
import { sweepLeftovers, type Writer } from './writer.ts'

/** How many are kept beside the one on screen: a quarter's packs, with corrections. */
const generationsKept = 6

export type KeptGeneration = {
  generation: string
  sequence: number
  issuedOn: string
  installedAt: string
  current: boolean
  entries: number
}

/** Newest first; only those one can go back to. */
export function history({ state, content, folder }: Reader): KeptGeneration[] {
  if (!state) return []
  return keptGenerations(state)
    .filter((row) => existsSync(generationFile(folder, row.name)))
    .map((row) => ({
      generation: row.name,
      sequence: row.sequence,
      issuedOn: row.issued_on,
      installedAt: row.installed_at,
      current: row.name === content?.name,
      entries: row.entries,
    }))
}

/** To the one named, or to the next older one. The floor stays: what was rolled back cannot be imported again. */
export function rollBack(
  desk: Desk,
  generation?: string,
  actor: Actor = 'clerk',
): { ok: true; generation: string; sequence: number } | { ok: false; fault: StoreFault } {
  const { state, folder } = desk
  const current = currentGeneration(state)
  const target =
    generation === undefined
      ? current && olderThan(state, current)[0]
      : keptGenerations(state).find((row) => row.name === generation && row.number !== current?.number)
  if (!target) return { ok: false, fault: { kind: 'nothing-to-roll-back-to' } }
  if (!isIntact(folder, target)) return { ok: false, fault: { kind: 'damaged', file: `${target.name}.db` } }
  const at = isoNow(desk.clock)
  state
    .transaction(() => {
      point(desk, target.number, at)
      note(state, at, actor, 'rolled-back', {
        from: current?.name ?? null,
        to: target.name,
        sequence: target.sequence,
      })
    })
    .immediate()
  keepCopy(desk)
  return { ok: true, generation: target.name, sequence: target.sequence }
}

/** First the row, then the file: a row never promises a file that we took away ourselves. */
export function dropOldGenerations(writer: Writer): void {
  const { state } = writer
  const current = currentGeneration(state)
  const beside = keptGenerations(state).filter((row) => row.number !== current?.number)
  const dropped = beside.slice(generationsKept)
  if (dropped.length === 0) return
  const drop = state.prepare("UPDATE generation SET condition = 'dropped' WHERE number = ?")
  state.transaction(() => dropped.forEach((row) => drop.run(row.number))).immediate()
  sweepLeftovers(writer)
}
