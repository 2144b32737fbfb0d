// The other half of what opinions are closed with: worked out of the township's signing key, so that there is no second file to lose.
import {
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { Opinion } from '../../disclosure/opinion.ts'
import {
  ephemeralOf,
  opinionKeyOf,
  opinionLayout,
  opinionSecrets,
  sealedFor,
  x25519Public,
  type OpinionKey,
} from '../../pack/opinion-seal.ts'
import { parseStrictBytes } from '../../pack/strict-json.ts'
import type { KeyFile } from '../keys.ts'

/** What a pack carries. */
export const opinionKeyFor = (key: KeyFile): OpinionKey => opinionKeyOf(createPublicKey(openingKey(key)))

export type OpinionOpener = { keyId: string; publicKey: Buffer; privateKey: KeyObject }

export function openerOf(key: KeyFile): OpinionOpener {
  const privateKey = openingKey(key)
  const { keyId, publicKey } = opinionKeyOf(createPublicKey(privateKey))
  return { keyId, publicKey: Buffer.from(publicKey, 'base64'), privateKey }
}

// PrivateKeyInfo of X25519 is this fixed prefix and the key (RFC 8410).
const privatePrefix = Buffer.from('302e020100300506032b656e04220420', 'hex')

/** HKDF with a label of its own: nothing that is signed tells of this key, and this key signs nothing. */
function openingKey(key: KeyFile): KeyObject {
  const signing = createPrivateKey({
    key: Buffer.from(key.privateKey, 'base64'),
    format: 'der',
    type: 'pkcs8',
  })
  const secret = signing.export({ format: 'der', type: 'pkcs8' }).subarray(-32)
  const own = Buffer.from(hkdfSync('sha256', secret, '', 'mingbai-opinion-key-v1', 32))
  return createPrivateKey({ key: Buffer.concat([privatePrefix, own]), format: 'der', type: 'pkcs8' })
}

export type OpinionFlaw =
  | { kind: 'not-a-closed-opinion' }
  /** Closed for a key that is not at hand: of another township, or an older one of this. */
  | { kind: 'other-key'; keyId: string }
  /** Changed on its way. */
  | { kind: 'does-not-open' }
  /** Opened, and of another form than this program knows. */
  | { kind: 'malformed' }

export type OpinionOpened = { ok: true; opinion: Opinion } | { ok: false; flaw: OpinionFlaw }

export function openOpinion(sealed: Uint8Array, openers: readonly OpinionOpener[]): OpinionOpened {
  const keyId = sealedFor(sealed)
  if (keyId === null) return { ok: false, flaw: { kind: 'not-a-closed-opinion' } }
  const opener = openers.find((each) => each.keyId === keyId)
  if (!opener) return { ok: false, flaw: { kind: 'other-key', keyId } }
  const plain = unsealed(sealed, opener)
  if (plain === null) return { ok: false, flaw: { kind: 'does-not-open' } }
  const parsed = parseStrictBytes(plain.subarray(2, 2 + plain.readUInt16BE()))
  const read = Opinion.safeParse(parsed.ok ? parsed.value : null)
  return read.success ? { ok: true, opinion: read.data } : { ok: false, flaw: { kind: 'malformed' } }
}

function unsealed(sealed: Uint8Array, { privateKey, publicKey }: OpinionOpener): Buffer | null {
  const front = sealed.subarray(0, opinionLayout.front)
  const end = sealed.length - opinionLayout.tag
  try {
    const shared = diffieHellman({ privateKey, publicKey: x25519Public(ephemeralOf(sealed)) })
    const { key, nonce } = opinionSecrets(shared, front, publicKey)
    const cipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: opinionLayout.tag })
    cipher.setAAD(front)
    cipher.setAuthTag(sealed.subarray(end))
    return Buffer.concat([cipher.update(sealed.subarray(opinionLayout.front, end)), cipher.final()])
  } catch {
    // A wrong tag, or a point of small order in place of the opinion's own key.
    return null
  }
}
