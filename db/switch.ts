// Puts a generation on screen: pointer, sequence floor and journal move together, in one transaction that is on the disk.
import type { StoreFault } from '../pack/refusal.ts'
import type { KeyStatement } from '../pack/trust-chain.ts'
import type { Desk } from './desk.ts'
import { isoNow } from './desk.ts'
import { note, receiptOf, type Actor } from './journal.ts'
import { currentGeneration, type GenerationRow } from './state.ts'
import type { Manifest } from '../pack/manifest.ts'
import { noteIssue } from './own-time.ts'
import { takeKeyChanges } from './trust.ts'
import { takeWithdrawals } from './withdrawals.ts'

export type NewGeneration = Omit<GenerationRow, 'number' | 'condition' | 'installed_at' | 'based_on'>

/**
 * Call when the file is whole, synced and under its own name. `basedOn` is what it was built from: if something else
 * came on screen meanwhile, nothing is switched.
 */
export function switchTo(
  desk: Desk,
  built: NewGeneration,
  basedOn: string | null,
  actor: Actor,
  { keyChanges, manifest }: { keyChanges: readonly KeyStatement[]; manifest: Manifest },
): { ok: true; receipt: string } | { ok: false; fault: StoreFault } {
  const { state } = desk
  const at = isoNow(desk.clock)
  return state
    .transaction((): ReturnType<typeof switchTo> => {
      const before = currentGeneration(state)
      if ((before?.name ?? null) !== basedOn) return { ok: false, fault: { kind: 'in-use' } }
      const { lastInsertRowid: number } = state
        .prepare(
          `INSERT INTO generation (name, sequence, issued_on, installed_at, sha256, bytes, pack_sha256,
             manifest_sha256, entries, rows, based_on, condition, kept_sha256, newest_quarter, whole)
           VALUES (@name, @sequence, @issued_on, @at, @sha256, @bytes, @pack_sha256,
             @manifest_sha256, @entries, @rows, @before, 'good', @kept_sha256, @newest_quarter, @whole)`,
        )
        .run({ ...built, at, before: before?.number ?? null })
      point(desk, Number(number), at)
      state
        .prepare('INSERT OR REPLACE INTO floor (one, sequence, manifest_sha256) VALUES (1, ?, ?)')
        .run(built.sequence, built.manifest_sha256)
      takeKeyChanges(desk, keyChanges, at, actor)
      takeWithdrawals(state, manifest)
      noteIssue(desk, manifest.issuedOn)
      const head = note(state, at, actor, 'imported', {
        sequence: built.sequence,
        generation: built.name,
        pack: built.pack_sha256,
        entries: built.entries,
        rows: built.rows,
      })
      return { ok: true, receipt: receiptOf(head) }
    })
    .immediate()
}

/** Inside a transaction of the caller's. */
export function point({ state }: Pick<Desk, 'state'>, generation: number, at: string): void {
  state
    .prepare('INSERT OR REPLACE INTO pointer (one, generation, switched_at) VALUES (1, ?, ?)')
    .run(generation, at)
}
