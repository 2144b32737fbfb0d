// Signs a pack's manifest with the township's key. Only the township has this file; no kiosk can sign.
import { createPrivateKey, sign } from 'node:crypto'
import { signedMessage, type Signature } from '../pack/signature.ts'
import type { KeyFile } from './keys.ts'

export function signManifest(manifestBytes: Uint8Array, key: KeyFile): Signature {
  const secret = createPrivateKey({
    key: Buffer.from(key.privateKey, 'base64'),
    format: 'der',
    type: 'pkcs8',
  })
  const signature = sign(null, signedMessage(manifestBytes), secret).toString('base64')
  return { keyId: key.keyId, algorithm: key.algorithm, signature }
}
