// The kiosk's own name and key, made when it is set up: what it sends home is known to be its own. It signs nothing else.
import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { z } from 'zod'
import { KioskId } from '../pack/return-envelope.ts'
import { fingerprintOf, keyIdOf, knownAlgorithm, PublicKey } from '../pack/signature.ts'
import type { ReadableDb, WritableDb } from './database.ts'
import type { Desk } from './desk.ts'
import { keepCopy } from './state-copy.ts'

const KioskName = z.strictObject({ id: KioskId, ...PublicKey.shape })
/** Which kiosk this is, and the public half of its key. */
export type KioskName = z.infer<typeof KioskName>

export function kioskName(state: ReadableDb): (KioskName & { fingerprint: string }) | null {
  const row = state
    .prepare('SELECT id, key_id AS keyId, algorithm, public_key AS publicKey FROM kiosk_key')
    .get()
  if (row === undefined) return null
  const name = KioskName.parse(row)
  return { ...name, fingerprint: fingerprintOf(name.keyId) }
}

/** Inside the transaction that sets the kiosk up, or later for one that was set up before there were such keys. */
export function makeKioskKey(state: WritableDb, at: string): void {
  if (kioskName(state) !== null) return
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  state
    .prepare(
      `INSERT INTO kiosk_key (one, id, key_id, algorithm, public_key, private_key, made_at)
       VALUES (1, @id, @keyId, @algorithm, @publicKey, @privateKey, @at)`,
    )
    .run({
      id: randomBytes(6).toString('hex'),
      keyId: keyIdOf(raw),
      algorithm: knownAlgorithm,
      publicKey: raw.toString('base64'),
      privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
      at,
    })
}

export function ownKioskName(desk: Desk, at: string): KioskName {
  if (kioskName(desk.state) === null) {
    desk.state.transaction(() => makeKioskKey(desk.state, at)).immediate()
    keepCopy(desk)
  }
  const name = kioskName(desk.state)
  if (!name) throw new Error('a kiosk key that was just made is not there')
  const { fingerprint: _fingerprint, ...own } = name
  return own
}

/** The secret half never leaves this file. */
export function signAsKiosk(state: ReadableDb, message: Buffer): Buffer {
  const row = state.prepare<[], { secret: string }>('SELECT private_key AS secret FROM kiosk_key').get()
  if (row === undefined) throw new Error('this kiosk has no key')
  const secret = createPrivateKey({ key: Buffer.from(row.secret, 'base64'), format: 'der', type: 'pkcs8' })
  return sign(null, message, secret)
}
