// Signs a pack's manifest with the township's key. Only the township has this file; no kiosk can sign.
import { createPrivateKey, sign } from 'node:crypto'
import { signedMessage, signedStatement, type Signature, type SignedStatement } from '../pack/signature.ts'
import type { KeyStatement } from '../pack/trust-chain.ts'
import type { KeyFile } from './keys.ts'

export const signManifest = (manifestBytes: Uint8Array, key: KeyFile): Signature =>
  signatureOver(signedMessage(manifestBytes), key)

/** A change of keys, signed by a key that holds: an old one of the township, or the county's. */
export function signStatement(statement: KeyStatement, key: KeyFile): SignedStatement {
  const text = JSON.stringify(statement)
  return { statement: text, signatures: [signatureOver(signedStatement(text), key)] }
}

function signatureOver(message: Uint8Array, key: KeyFile): Signature {
  const secret = createPrivateKey({
    key: Buffer.from(key.privateKey, 'base64'),
    format: 'der',
    type: 'pkcs8',
  })
  const signature = sign(null, message, secret).toString('base64')
  return { keyId: key.keyId, algorithm: key.algorithm, signature }
}
