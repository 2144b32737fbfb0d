// The secret half of a key under a passphrase: a lost stick with township.key on it must not sign for the township.
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { z } from 'zod'

/** 64 MB and a quarter of a second for each guess; a clerk waits that long once a quarter. */
const cost = 2 ** 16
const blockSize = 8
const mostMemory = 160 * 1024 * 1024
export const shortestPassphrase = 8

const base64 = z.string().regex(/^[0-9A-Za-z+/]+={0,2}$/)

export const Sealed = z.strictObject({
  derivation: z.literal('scrypt'),
  cost: z.literal(cost),
  blockSize: z.literal(blockSize),
  salt: base64,
  cipher: z.literal('aes-256-gcm'),
  nonce: base64,
  tag: base64,
  bytes: base64,
})
export type Sealed = z.infer<typeof Sealed>

/** `bound` is the key's own id: a sealed half that was moved beside another public half does not open. */
export function seal(secret: Buffer, passphrase: string, bound: string): Sealed {
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFrom(passphrase, salt), nonce)
  cipher.setAAD(Buffer.from(bound))
  const bytes = Buffer.concat([cipher.update(secret), cipher.final()])
  return {
    derivation: 'scrypt',
    cost,
    blockSize,
    salt: salt.toString('base64'),
    cipher: 'aes-256-gcm',
    nonce: nonce.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    bytes: bytes.toString('base64'),
  }
}

/** Null: another passphrase, or somebody has changed the file; nobody can tell which. */
export function unseal(sealed: Sealed, passphrase: string, bound: string): Buffer | null {
  const key = keyFrom(passphrase, Buffer.from(sealed.salt, 'base64'))
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.nonce, 'base64'))
    cipher.setAAD(Buffer.from(bound))
    cipher.setAuthTag(Buffer.from(sealed.tag, 'base64'))
    return Buffer.concat([cipher.update(Buffer.from(sealed.bytes, 'base64')), cipher.final()])
  } catch {
    return null
  }
}

// The same words typed on another keyboard: composed alike, without the blanks around them.
const keyFrom = (passphrase: string, salt: Buffer): Buffer =>
  scryptSync(passphrase.normalize('NFC').trim(), salt, 32, {
    N: cost,
    r: blockSize,
    p: 1,
    maxmem: mostMemory,
  })
