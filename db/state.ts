// What state.db knows: township and keys, which generation is on screen, which there are, and the sequence floor.
import { z } from 'zod'
import type { ReadableDb } from './database.ts'
import { PublicKey } from '../pack/signature.ts'
import type { TrustedKey } from '../pack/trust-chain.ts'

export type GenerationRow = {
  number: number
  name: string
  sequence: number
  issued_on: string
  installed_at: string
  sha256: string
  bytes: number
  pack_sha256: string
  manifest_sha256: string
  entries: number
  rows: number
  based_on: number | null
  condition: 'good' | 'damaged' | 'dropped'
  /** The hash of the kept pack without its attachments; null where it was kept whole. */
  kept_sha256: string | null
  /** The newest quarter it shows (db/retention.ts); null if nothing of it belongs to a time. */
  newest_quarter: number | null
  /** Made of its pack alone. */
  whole: 0 | 1
}

export function pinnedTownship(state: ReadableDb): { code: string; name: string } | null {
  return state.prepare<[], { code: string; name: string }>('SELECT code, name FROM township').get() ?? null
}

const StoredKey = PublicKey.extend({
  role: z.enum(['township', 'county']),
  revoked: z.literal([0, 1]).transform((revoked) => revoked === 1),
})

export function trustedKeys(state: ReadableDb): TrustedKey[] {
  return state
    .prepare(
      `SELECT key_id AS keyId, algorithm, public_key AS publicKey, role, revoked_at IS NOT NULL AS revoked
       FROM trusted_key ORDER BY added_at, key_id`,
    )
    .all()
    .map((row) => StoredKey.parse(row))
}

/** How many changes of keys this kiosk has taken. */
export const keyNumber = (state: ReadableDb): number =>
  state.prepare<[], { number: number }>('SELECT number FROM key_number').get()?.number ?? 0

export function currentGeneration(state: ReadableDb): GenerationRow | null {
  return (
    state
      .prepare<[], GenerationRow>(
        'SELECT generation.* FROM pointer JOIN generation ON generation.number = pointer.generation',
      )
      .get() ?? null
  )
}

/** Newest first. */
export function generations(state: ReadableDb): GenerationRow[] {
  return state.prepare<[], GenerationRow>('SELECT * FROM generation ORDER BY number DESC').all()
}

export const keptGenerations = (state: ReadableDb): GenerationRow[] =>
  generations(state).filter((row) => row.condition === 'good')

/** What to go back to from `row`: what it was built on, and on what that was; then the other older ones. */
export function olderThan(state: ReadableDb, row: GenerationRow): GenerationRow[] {
  const kept = new Map(keptGenerations(state).map((each) => [each.number, each]))
  kept.delete(row.number)
  const line: GenerationRow[] = []
  for (let at = row.based_on; at !== null;) {
    const next: GenerationRow | undefined = kept.get(at)
    // A row based on itself is one of which nobody knows any more what it was built on (db/adopt.ts).
    if (!next || line.includes(next)) break
    line.push(next)
    at = next.based_on
  }
  const others = [...kept.values()].filter((each) => each.number < row.number && !line.includes(each))
  return [...line, ...others]
}

/** What to show if `lost` cannot be: an older one, and only then a newer one. */
export function insteadOf(state: ReadableDb, lost: GenerationRow): GenerationRow[] {
  const newer = keptGenerations(state).filter((row) => row.number > lost.number)
  return [...olderThan(state, lost), ...newer.reverse()]
}

export function sequenceFloor(state: ReadableDb): { sequence: number; manifestSha256: string } | null {
  return (
    state
      .prepare<[], { sequence: number; manifestSha256: string }>(
        'SELECT sequence, manifest_sha256 AS manifestSha256 FROM floor',
      )
      .get() ?? null
  )
}
