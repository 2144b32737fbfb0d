// Closes an opinion so that the township alone can read it: the kiosk that closed it, and whoever finds the stick, cannot.
import {
  createCipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { z } from 'zod'
import { Opinion } from '../disclosure/opinion.ts'
import { keyIdOf } from './signature.ts'

/** The half of the township's key that a pack carries: whatever is closed with it only the other half opens. */
export const OpinionKey = z
  .strictObject({
    keyId: z.string().regex(/^[0-9a-f]{16}$/),
    /** X25519, the raw 32 bytes, base64. */
    publicKey: z.string().refine((text) => isUsable(text), 'not a key of X25519'),
  })
  .refine(
    ({ keyId, publicKey }) => keyIdOf(Buffer.from(publicKey, 'base64')) === keyId,
    'keyId of another key',
  )
export type OpinionKey = z.infer<typeof OpinionKey>

/**
 * version (1) · id of the township's key (8) · this opinion's own public key (32) · AES-256-GCM (1536) · its tag (16).
 * All are of one length: 看不懂 and two hundred characters look alike.
 */
export const opinionLayout = { front: 1 + 8 + 32, padded: 1536, tag: 16 } as const
export const sealedOpinionBytes = opinionLayout.front + opinionLayout.padded + opinionLayout.tag
const formatVersion = 1

/** Its own pair of keys for each, forgotten at once. */
export function sealOpinion(opinion: Opinion, key: OpinionKey): Buffer {
  const { publicKey: ephemeral, privateKey } = generateKeyPairSync('x25519')
  const front = Buffer.concat([Buffer.from([formatVersion]), Buffer.from(key.keyId, 'hex'), rawOf(ephemeral)])
  const township = Buffer.from(key.publicKey, 'base64')
  const shared = diffieHellman({ privateKey, publicKey: x25519Public(township) })
  const secrets = opinionSecrets(shared, front, township)
  const cipher = createCipheriv('aes-256-gcm', secrets.key, secrets.nonce)
  cipher.setAAD(front)
  const closed = Buffer.concat([cipher.update(padded(opinion)), cipher.final()])
  return Buffer.concat([front, closed, cipher.getAuthTag()])
}

/** The public key that was made for this opinion alone. */
export const ephemeralOf = (sealed: Uint8Array): Uint8Array => sealed.subarray(9, opinionLayout.front)

/** For whose key it was closed; null: it is no closed opinion of this format. */
export function sealedFor(sealed: Uint8Array): string | null {
  if (sealed.length !== sealedOpinionBytes || sealed[0] !== formatVersion) return null
  return Buffer.from(sealed.subarray(1, 9)).toString('hex')
}

/** One key and one nonce, used once: the shared secret is of a pair that served no other opinion. */
export function opinionSecrets(
  shared: Uint8Array,
  front: Uint8Array,
  township: Uint8Array,
): { key: Buffer; nonce: Buffer } {
  const salt = Buffer.concat([front, township])
  const bytes = Buffer.from(hkdfSync('sha256', shared, salt, 'mingbai-opinion-v1', 44))
  return { key: bytes.subarray(0, 32), nonce: bytes.subarray(32) }
}

/** Two bytes of length, the JSON, and zeros up to where every opinion ends. */
function padded(opinion: Opinion): Buffer {
  const json = Buffer.from(JSON.stringify(Opinion.parse(opinion)), 'utf8')
  if (json.length > opinionLayout.padded - 2) throw new Error(`an opinion of ${json.length} bytes`)
  const bytes = Buffer.alloc(opinionLayout.padded)
  bytes.writeUInt16BE(json.length)
  json.copy(bytes, 2)
  return bytes
}

export const opinionKeyOf = (publicKey: KeyObject): OpinionKey => {
  const raw = rawOf(publicKey)
  return OpinionKey.parse({ keyId: keyIdOf(raw), publicKey: raw.toString('base64') })
}

const rawOf = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' }).subarray(-32)

// SubjectPublicKeyInfo of X25519 is this fixed prefix and the key (RFC 8410).
const publicPrefix = Buffer.from('302a300506032b656e032100', 'hex')

export const x25519Public = (raw: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([publicPrefix, raw]), format: 'der', type: 'spki' })

/** A point of small order gives everybody the same secret: OpenSSL and BoringSSL refuse it, so it is tried. */
function isUsable(text: string): boolean {
  const raw = Buffer.from(text, 'base64')
  if (raw.length !== 32 || raw.toString('base64') !== text) return false
  try {
    diffieHellman({ privateKey: generateKeyPairSync('x25519').privateKey, publicKey: x25519Public(raw) })
    return true
  } catch {
    return false
  }
}
