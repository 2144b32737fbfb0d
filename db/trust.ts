// Whose packs this kiosk takes: the township it was set up for, and that township's keys.
import type { Refusal, StoreFault } from '../pack/refusal.ts'
import type { Floor, Trust } from '../pack/open.ts'
import { fingerprintOf, type PublicKeyFile } from '../pack/signature.ts'
import type { ReadableDb } from './database.ts'
import { isoNow, type Desk } from './desk.ts'
import { note, type Actor } from './journal.ts'
import { keptGenerations, pinnedTownship, sequenceFloor, trustedKeys } from './state.ts'
import { keepCopy } from './state-copy.ts'

/** Done once by the installer. A kiosk never changes its township; another key of the same one may join. */
export function pinTownship(
  desk: Desk,
  key: PublicKeyFile,
  actor: Actor = 'installer',
): { ok: true; fingerprint: string } | { ok: false; refusal: Refusal } {
  const { state } = desk
  const at = isoNow(desk.clock)
  const pinned = state
    .transaction((): ReturnType<typeof pinTownship> => {
      const pinned = pinnedTownship(state)
      if (pinned && pinned.code !== key.code)
        return { ok: false, refusal: { kind: 'wrong-township', pack: key.code, kiosk: pinned.code } }
      state
        .prepare('INSERT OR IGNORE INTO township (one, code, name, pinned_at) VALUES (1, ?, ?, ?)')
        .run(key.code, key.name, at)
      const added = state
        .prepare(
          'INSERT OR IGNORE INTO trusted_key (key_id, algorithm, public_key, added_at) VALUES (?, ?, ?, ?)',
        )
        .run(key.keyId, key.algorithm, key.publicKey, at)
      if (added.changes > 0) note(state, at, actor, 'township-pinned', { township: key.code, key: key.keyId })
      return { ok: true, fingerprint: fingerprintOf(key.keyId) }
    })
    .immediate()
  keepCopy(desk)
  return pinned
}

export function trustOf(
  { state }: { state: ReadableDb | null },
  appVersion: string,
): { ok: true; trust: Trust } | { ok: false; fault: StoreFault } {
  const pinned = state && pinnedTownship(state)
  const keys = state ? trustedKeys(state) : []
  if (!state || !pinned || keys.length === 0) return { ok: false, fault: { kind: 'not-provisioned' } }
  return { ok: true, trust: { townshipCode: pinned.code, keys, floor: floorOf(state), appVersion } }
}

/** The same pack may come in again only if what was made of it is lost. */
export function floorOf(state: ReadableDb): Floor | null {
  const floor = sequenceFloor(state)
  if (!floor) return null
  const kept = keptGenerations(state).some((row) => row.sequence === floor.sequence)
  return { ...floor, mayRepeat: !kept }
}

export function fingerprints({ state }: { state: ReadableDb | null }): string[] {
  return state ? trustedKeys(state).map((key) => fingerprintOf(key.keyId)) : []
}
