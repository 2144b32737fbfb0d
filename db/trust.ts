// Whose packs this kiosk takes: the township it was set up for, and that township's keys.
import type { Refusal, StoreFault } from '../pack/refusal.ts'
import type { Floor, Trust } from '../pack/open.ts'
import { fingerprintOf, type PublicKeyFile } from '../pack/signature.ts'
import type { KeyStatement } from '../pack/trust-chain.ts'
import type { ReadableDb } from './database.ts'
import { isoNow, type Desk } from './desk.ts'
import { note, type Actor } from './journal.ts'
import { makeKioskKey } from './kiosk-key.ts'
import {
  currentGeneration,
  keptGenerations,
  keyNumber,
  pinnedTownship,
  sequenceFloor,
  trustedKeys,
} from './state.ts'
import { keepCopy } from './state-copy.ts'

/** Done once by the installer. A kiosk never changes its township; another key of the same one may join. */
export function pinTownship(
  desk: Desk,
  key: PublicKeyFile,
  actor: Actor = 'installer',
): { ok: true; fingerprint: string } | { ok: false; refusal: Refusal } {
  const { state } = desk
  const at = isoNow(desk.clock)
  const outcome = state
    .transaction((): ReturnType<typeof pinTownship> => {
      const pinned = pinnedTownship(state)
      if (key.role === 'county') return addKey(desk, key, at, actor)
      if (pinned && pinned.code !== key.code)
        return { ok: false, refusal: { kind: 'wrong-township', pack: key.name, kiosk: pinned.name } }
      state
        .prepare('INSERT OR IGNORE INTO township (one, code, name, pinned_at) VALUES (1, ?, ?, ?)')
        .run(key.code, key.name, at)
      makeKioskKey(state, at)
      return addKey(desk, key, at, actor)
    })
    .immediate()
  keepCopy(desk)
  return outcome
}

function addKey(
  { state }: Desk,
  key: PublicKeyFile,
  at: string,
  actor: Actor,
): { ok: true; fingerprint: string } {
  const added = state
    .prepare(
      `INSERT OR IGNORE INTO trusted_key (key_id, algorithm, public_key, added_at, role)
       VALUES (?, ?, ?, ?, ?)`,
    )
    .run(key.keyId, key.algorithm, key.publicKey, at, key.role)
  const action = key.role === 'county' ? 'county-pinned' : 'township-pinned'
  if (added.changes > 0) note(state, at, actor, action, { of: key.code, key: key.keyId })
  return { ok: true, fingerprint: fingerprintOf(key.keyId) }
}

/** Inside the transaction that puts the pack on screen: new keys hold from then on, revoked ones no more. */
export function takeKeyChanges(
  { state }: Desk,
  changes: readonly KeyStatement[],
  at: string,
  actor: Actor,
): void {
  const add = state.prepare(
    `INSERT OR IGNORE INTO trusted_key (key_id, algorithm, public_key, added_at, role)
     VALUES (?, ?, ?, ?, 'township')`,
  )
  const revoke = state.prepare(
    "UPDATE trusted_key SET revoked_at = ? WHERE key_id = ? AND role = 'township' AND revoked_at IS NULL",
  )
  for (const change of changes) {
    for (const key of change.add) add.run(key.keyId, key.algorithm, key.publicKey, at)
    for (const keyId of change.revoke) revoke.run(at, keyId)
    state.prepare('INSERT OR REPLACE INTO key_number (one, number) VALUES (1, ?)').run(change.number)
    note(state, at, actor, 'keys-changed', {
      number: change.number,
      added: change.add.map((key) => key.keyId).join(' '),
      revoked: change.revoke.join(' '),
    })
  }
}

export function trustOf(
  { state }: { state: ReadableDb | null },
  appVersion: string,
): { ok: true; trust: Trust } | { ok: false; fault: StoreFault } {
  const pinned = state && pinnedTownship(state)
  const keys = state ? trustedKeys(state) : []
  if (!state || !pinned || !keys.some((key) => key.role === 'township'))
    return { ok: false, fault: { kind: 'not-provisioned' } }
  const { code: townshipCode, name: townshipName } = pinned
  const floor = floorOf(state)
  return {
    ok: true,
    trust: { townshipCode, townshipName, keys, keyNumber: keyNumber(state), floor, appVersion },
  }
}

/** The same pack may come in again only if what was made of it is lost. */
export function floorOf(state: ReadableDb): Floor | null {
  const floor = sequenceFloor(state)
  if (!floor) return null
  const kept = keptGenerations(state).some((row) => row.sequence === floor.sequence)
  return { ...floor, mayRepeat: !kept }
}

export function fingerprints({ state }: { state: ReadableDb | null }): string[] {
  if (!state) return []
  const holding = trustedKeys(state).filter((key) => key.role === 'township' && !key.revoked)
  return holding.map((key) => fingerprintOf(key.keyId))
}

/** Every key this kiosk was told of, those given up too: what two people compare over the telephone. */
export function knownKeys({ state }: { state: ReadableDb | null }): KnownKey[] {
  if (!state) return []
  return trustedKeys(state).map(({ keyId, role, revoked }) => ({
    fingerprint: fingerprintOf(keyId),
    role,
    revoked,
  }))
}

export type KnownKey = { fingerprint: string; role: 'township' | 'county'; revoked: boolean }

/**
 * What a preview holds for: what was on screen, how high the floor stood, which keys held. If any of it is another when
 * the clerk says yes, the pack is checked and shown anew.
 */
export function basisOf(state: ReadableDb): string {
  const holding = trustedKeys(state).filter((key) => !key.revoked)
  return JSON.stringify([
    currentGeneration(state)?.name ?? null,
    sequenceFloor(state),
    keyNumber(state),
    holding.map((key) => key.keyId),
  ])
}
