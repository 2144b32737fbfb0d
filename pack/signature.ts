// Who signed a pack: public keys, their fingerprints, and the check of a signature. Nothing here can sign.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { z } from 'zod'
import { limits } from './limits.ts'
import { refuse, refuseAbove } from './refused.ts'
import { parseStrictBytes } from './strict-json.ts'

const keyIdPattern = z.string().regex(/^[0-9a-f]{16}$/)

/** The one algorithm this kiosk checks; it is named in every key and signature so that another can join it. */
export const knownAlgorithm = 'ed25519' as const

export const PublicKey = z.strictObject({
  keyId: keyIdPattern,
  algorithm: z.literal(knownAlgorithm),
  /** The raw 32 bytes, base64. */
  publicKey: z.string().refine((text) => exactBase64(text, 32) !== null, 'not 32 bytes of base64'),
})
export type PublicKey = z.infer<typeof PublicKey>

/** township.pub: what a kiosk is told to trust, once, by the installer. */
export const PublicKeyFile = z
  .strictObject({
    format: z.literal('mingbai-township-key-1'),
    code: z.string().regex(/^\d{6,9}$/),
    name: z.string().min(1).max(40),
    ...PublicKey.shape,
    /** A county's key stands above its townships'; a kiosk is told of it by the installer too. */
    role: z.enum(['township', 'county']).default('township'),
  })
  .refine((file) => keyIdOf(Buffer.from(file.publicKey, 'base64')) === file.keyId, 'keyId is of another key')
export type PublicKeyFile = z.infer<typeof PublicKeyFile>

export function keyIdOf(rawPublicKey: Uint8Array): string {
  return createHash('sha256').update(rawPublicKey).digest('hex').slice(0, 16)
}

/**
 * The digits of a fingerprint. Two people read it to each other over a bad line, in whatever Mandarin their valley
 * speaks: 7 is left out, because 一 and 七 rhyme (on the telephone 1 is therefore 幺) and 1 and 7 look alike; 9 is left
 * out, because 六 and 九 rhyme and 6 and 9 are the same figure on its head. 四 and 十 cannot be mixed up where only
 * digits are read. Words were the road not taken: 48 bits in four words need a list of 4,096, and no one has heard
 * 4,096 words against each other where n and l, s and sh, h and f are one sound; digits everybody reads aloud daily.
 */
const spokenDigits = '01234568'

/**
 * How people compare keys: four groups of four digits, 48 bits, worked out of the key's id and so of the key alone. To
 * make a second key of the same fingerprint takes some 10^14 tries.
 */
export const fingerprintOf = (keyId: string): string => {
  const bits = BigInt(`0x0${keyId.slice(0, 12)}`)
  const digits = Array.from(
    { length: 16 },
    (_, at) => spokenDigits[Number((bits >> BigInt(3 * (15 - at))) & 7n)],
  )
  return digits.join('').match(/.{4}/g)?.join(' ') ?? ''
}

/** Domain-separated, over the raw bytes: nothing is parsed before it holds, and no other file can be passed off. */
export const signedMessage = (manifestBytes: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from('mingbai-pack-v1\0', 'latin1'), manifestBytes])

export const Signature = z.strictObject({
  keyId: keyIdPattern,
  algorithm: z.string().max(40),
  signature: z.string().max(4000),
})
export type Signature = z.infer<typeof Signature>

/** A change of keys, as text that was signed, and who signed it. */
export const SignedStatement = z.strictObject({
  statement: z.string().max(4000),
  signatures: z.array(Signature).max(8),
})
export type SignedStatement = z.infer<typeof SignedStatement>

/** Of another kind than a manifest: the one can never be passed off as the other. */
export const signedStatement = (statement: string): Buffer =>
  Buffer.concat([Buffer.from('mingbai-keys-v1\0', 'latin1'), Buffer.from(statement)])

export type Signing = { signatures: Signature[]; statements: SignedStatement[] }

/** A township that never changed its keys has only signatures to tell. */
const SigningPart = z.union([
  z.array(Signature).transform((signatures): Signing => ({ signatures, statements: [] })),
  z.strictObject({ signatures: z.array(Signature), statements: z.array(SignedStatement).max(64) }),
])

export function readSignatures(bytes: Uint8Array): Signing {
  const parsed = parseStrictBytes(bytes)
  if (!parsed.ok) return refuse({ kind: 'malformed', at: 'signatures', why: parsed.why })
  const read = SigningPart.safeParse(parsed.value)
  if (!read.success) return refuse({ kind: 'malformed', at: 'signatures', why: 'shape' })
  refuseAbove('signatures', limits.signatures, read.data.signatures.length)
  return read.data
}

/** Whether one of `keys` signed; garbage beside a good signature does no harm. */
export const hasSignatureBy = (
  keys: readonly PublicKey[],
  signatures: readonly Signature[],
  message: Uint8Array,
): boolean => signedBy(keys, signatures, message) !== null

function signedBy<K extends PublicKey>(
  keys: readonly K[],
  signatures: readonly Signature[],
  message: Uint8Array,
): K | null {
  for (const each of signatures) {
    const key = keys.find((candidate) => candidate.keyId === each.keyId)
    if (key && each.algorithm === key.algorithm && isSignedBy(key, message, each.signature)) return key
  }
  return null
}

/** The key that signed: one that holds, or the reason why there is none. */
export function signerAmong(
  keys: readonly (PublicKey & { role: 'township' | 'county'; revoked: boolean })[],
  signatures: readonly Signature[],
  manifestBytes: Uint8Array,
): PublicKey {
  const message = signedMessage(manifestBytes)
  const holding = keys.filter((key) => key.role === 'township' && !key.revoked)
  const signer = signedBy(holding, signatures, message)
  if (signer) return signer
  const revoked = signedBy(
    keys.filter((key) => key.revoked),
    signatures,
    message,
  )
  if (revoked) return refuse({ kind: 'revoked-signer', signer: fingerprintOf(revoked.keyId) })
  const known = signatures.filter((each) => holding.some((key) => key.keyId === each.keyId))
  const first = known[0]
  if (!first) {
    const named = signatures[0]
    return refuse({ kind: 'unknown-signer', signer: named ? fingerprintOf(named.keyId) : null })
  }
  if (known.every((each) => each.algorithm !== knownAlgorithm))
    return refuse({ kind: 'unknown-algorithm', algorithm: first.algorithm })
  return refuse({ kind: 'bad-signature', signer: fingerprintOf(first.keyId) })
}

function isSignedBy(key: PublicKey, message: Uint8Array, signature: string): boolean {
  const raw = exactBase64(key.publicKey, 32)
  const bytes = exactBase64(signature, 64)
  if (!raw || !bytes) return false
  // SubjectPublicKeyInfo of Ed25519 is this fixed prefix and the key (RFC 8410).
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw])
  return verify(null, message, createPublicKey({ key: spki, format: 'der', type: 'spki' }), bytes)
}

/** Base64 has several spellings of the same bytes; only the one without stray bits counts. */
function exactBase64(text: string, length: number): Buffer | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.length === length && bytes.toString('base64') === text ? bytes : null
}
