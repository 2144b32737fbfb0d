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
  })
  .refine((file) => keyIdOf(Buffer.from(file.publicKey, 'base64')) === file.keyId, 'keyId is of another key')
export type PublicKeyFile = z.infer<typeof PublicKeyFile>

export function keyIdOf(rawPublicKey: Uint8Array): string {
  return createHash('sha256').update(rawPublicKey).digest('hex').slice(0, 16)
}

/** How people compare keys, over the telephone: four groups of four. */
export const fingerprintOf = (keyId: string): string => keyId.match(/.{4}/g)?.join(' ') ?? keyId

/** Domain-separated, over the raw bytes: nothing is parsed before it holds, and no other file can be passed off. */
export const signedMessage = (manifestBytes: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from('mingbai-pack-v1\0', 'latin1'), manifestBytes])

export const Signature = z.strictObject({
  keyId: keyIdPattern,
  algorithm: z.string().max(40),
  signature: z.string().max(4000),
})
export type Signature = z.infer<typeof Signature>

export function readSignatures(bytes: Uint8Array): Signature[] {
  const parsed = parseStrictBytes(bytes)
  if (!parsed.ok) return refuse({ kind: 'malformed', at: 'signatures', why: parsed.why })
  const read = z.array(Signature).safeParse(parsed.value)
  if (!read.success) return refuse({ kind: 'malformed', at: 'signatures', why: 'shape' })
  refuseAbove('signatures', limits.signatures, read.data.length)
  return read.data
}

/** The trusted key that signed; garbage beside a good signature does no harm. */
export function signerAmong(
  keys: readonly PublicKey[],
  signatures: readonly Signature[],
  manifestBytes: Uint8Array,
): PublicKey {
  const message = signedMessage(manifestBytes)
  const known = signatures.filter((each) => keys.some((key) => key.keyId === each.keyId))
  for (const each of known) {
    const key = keys.find((candidate) => candidate.keyId === each.keyId)
    if (key && each.algorithm === key.algorithm && isSignedBy(key, message, each.signature)) return key
  }
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
