// The head of a pack that still lies on a stick: who signed what, for choosing. Nothing read here is trusted later.
import { createHash } from 'node:crypto'
import { partSpans } from './container.ts'
import type { Manifest } from './manifest.ts'
import { readManifest } from './manifest.ts'
import { checkTrust, knownSigner, openPlainFile, readFront, type Bytes, type Trust } from './open.ts'
import type { Refusal } from './refusal.ts'
import { refusalAsValue, refuse, Refused } from './refused.ts'
import { fingerprintOf, readSignatures, signerAmong } from './signature.ts'
import { walkStatements } from './trust-chain.ts'

/** `standing` is why a pack that is signed as it should be would be refused all the same; null: it may come in. */
export type PackHead = {
  manifest: Manifest
  manifestSha256: string
  signer: string
  standing: Refusal | null
}

export type HeadRead = { ok: true; head: PackHead } | { ok: false; refusal: Refusal }

/** A plain file, opened; a stick under test brings its own. */
export type OpenedFile = { handle: Bytes & { close(): Promise<void> }; bytes: number }

/** At most 264 KiB are read, and the manifest is parsed only if its signature holds. */
export function readHead(
  file: string,
  trust: Trust,
  openFile: (file: string) => Promise<OpenedFile> = openPlainFile,
): Promise<HeadRead> {
  return refusalAsValue(async () => {
    const { handle, bytes } = await openFile(file)
    try {
      return { head: await headOf(handle, bytes, trust) }
    } finally {
      // A pulled stick cannot even close a file; what was read before counts.
      await handle.close().catch(() => undefined)
    }
  })
}

async function headOf(handle: Bytes, bytes: number, trust: Trust): Promise<PackHead> {
  const { header, manifestBytes, signatureBytes } = await readFront(handle, bytes)
  const { signatures, statements } = readSignatures(signatureBytes)
  const { keys } = walkStatements(trust, statements)
  const key = knownSigner(manifestBytes, trust, () => signerAmong(keys, signatures, manifestBytes))
  const manifest = readManifest(manifestBytes)
  const manifestSha256 = createHash('sha256').update(manifestBytes).digest('hex')
  const standing = standingOf(() => {
    checkTrust(manifest, manifestSha256, trust)
    const sizes = manifest.parts.map((part) => part.size)
    const { end } = partSpans(header, sizes)
    if (end !== bytes) refuse({ kind: 'incomplete', expected: end, actual: bytes })
  })
  return { manifest, manifestSha256, signer: fingerprintOf(key.keyId), standing }
}

function standingOf(check: () => void): Refusal | null {
  try {
    check()
    return null
  } catch (thrown) {
    if (thrown instanceof Refused) return thrown.refusal
    throw thrown
  }
}
