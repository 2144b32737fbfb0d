// The generations this kiosk still has: listed, and gone back to.
import { existsSync } from 'node:fs'
import type { StoreFault } from '../pack/refusal.ts'
import { generationFile } from './data-folder.ts'
import { isoNow, type Desk } from './desk.ts'
import { generationVersion } from './generation-schema.ts'
import { versionInHeader } from './generation-version.ts'
import { note, type Actor } from './journal.ts'
import { isIntact, type Reader } from './reader.ts'
import { quarterName } from './retention.ts'
import { currentGeneration, keptGenerations, olderThan } from './state.ts'
import { keepCopy } from './state-copy.ts'
import { point } from './switch.ts'

export type KeptGeneration = {
  generation: string
  sequence: number
  issuedOn: string
  installedAt: string
  current: boolean
  entries: number
  rows: number
  bytes: number
  /** The newest quarter it shows, `2026Q3`; null if nothing of it belongs to a time. */
  quarter: string | null
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
      rows: row.rows,
      bytes: row.bytes,
      quarter: row.newest_quarter === null ? null : quarterName(row.newest_quarter),
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
  const found = versionInHeader(generationFile(folder, target.name)) ?? 0
  if (found !== generationVersion) {
    const kind = found > generationVersion ? 'newer-schema' : 'older-schema'
    return { ok: false, fault: { kind, found, known: generationVersion } }
  }
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
