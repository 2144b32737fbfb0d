// The township's signing key: made once, kept at the township; its public half goes to every kiosk.
import { generateKeyPairSync } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { fingerprintOf, keyIdOf, knownAlgorithm, PublicKeyFile } from '../pack/signature.ts'
import { seal, Sealed, shortestPassphrase, unseal } from './sealed-key.ts'

const publicHalf = {
  code: PublicKeyFile.shape.code,
  name: PublicKeyFile.shape.name,
  role: PublicKeyFile.shape.role,
  keyId: PublicKeyFile.shape.keyId,
  algorithm: z.literal(knownAlgorithm),
  publicKey: PublicKeyFile.shape.publicKey,
}

export const KeyFile = z.strictObject({
  format: z.literal('mingbai-township-secret-1'),
  ...publicHalf,
  /** PKCS #8, base64. Whoever has it can sign for the township. */
  privateKey: z.string(),
})
export type KeyFile = z.infer<typeof KeyFile>

/** The same with its secret half under a passphrase: what the township's window makes. */
export const SealedKeyFile = z.strictObject({
  format: z.literal('mingbai-township-secret-2'),
  ...publicHalf,
  sealed: Sealed,
})
export type SealedKeyFile = z.infer<typeof SealedKeyFile>

export type KeysMade =
  | { ok: true; keyFile: string; pubFile: string; keyId: string; fingerprint: string }
  | { ok: false; kind: 'exists'; file: string }
  | { ok: false; kind: 'wrong-code-or-name' | 'short-passphrase' }

/** Never over an existing key: packs signed with a new one would be strangers to every kiosk. */
export async function makeKeys(of: {
  out: string
  code: string
  name: string
  role?: PublicKeyFile['role']
  /** Null leaves the secret half open: for tests, and for machines that keep their disk sealed. */
  passphrase?: string | null
}): Promise<KeysMade> {
  const { role = 'township', passphrase = null } = of
  if (passphrase !== null && [...passphrase.trim()].length < shortestPassphrase)
    return { ok: false, kind: 'short-passphrase' }
  const keyFile = join(of.out, `${role}.key`)
  const pubFile = join(of.out, `${role}.pub`)
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  const shared = {
    code: of.code,
    name: of.name,
    role,
    algorithm: knownAlgorithm,
    publicKey: raw.toString('base64'),
    keyId: keyIdOf(raw),
  }
  const pub = PublicKeyFile.safeParse({ format: 'mingbai-township-key-1', ...shared })
  if (!pub.success) return { ok: false, kind: 'wrong-code-or-name' }
  const bare = privateKey.export({ format: 'der', type: 'pkcs8' })
  const secret: KeyFile | SealedKeyFile =
    passphrase === null
      ? { format: 'mingbai-township-secret-1', ...shared, privateKey: bare.toString('base64') }
      : { format: 'mingbai-township-secret-2', ...shared, sealed: seal(bare, passphrase, shared.keyId) }
  await mkdir(of.out, { recursive: true })
  if (!(await writeNew(keyFile, secret, 0o600))) return { ok: false, kind: 'exists', file: keyFile }
  if (!(await writeNew(pubFile, pub.data, 0o644))) return { ok: false, kind: 'exists', file: pubFile }
  return { ok: true, keyFile, pubFile, keyId: shared.keyId, fingerprint: fingerprintOf(shared.keyId) }
}

type Unread = 'not-a-key' | 'unreadable'
export type KeyRead<T, Kind = Unread> = { ok: true; key: T } | { ok: false; kind: Kind; file: string }

/** A key as it lies on the disk: whose it is can be seen without the passphrase. */
export const readKeyFile = (file: string): Promise<KeyRead<KeyFile | SealedKeyFile>> =>
  read(file, z.union([KeyFile, SealedKeyFile]))

/** The key ready for signing. */
export async function readKey(
  file: string,
  passphrase: string | null = null,
): Promise<KeyRead<KeyFile, Unread | 'passphrase-needed' | 'wrong-passphrase'>> {
  const found = await readKeyFile(file)
  if (!found.ok) return found
  if (!('sealed' in found.key)) return { ok: true, key: found.key }
  if (passphrase === null) return { ok: false, kind: 'passphrase-needed', file }
  const { sealed, format: _format, ...shared } = found.key
  const bare = unseal(sealed, passphrase, shared.keyId)
  if (bare === null) return { ok: false, kind: 'wrong-passphrase', file }
  const key = { format: 'mingbai-township-secret-1' as const, ...shared, privateKey: bare.toString('base64') }
  return { ok: true, key }
}

export const readPub = (file: string): Promise<KeyRead<PublicKeyFile>> => read(file, PublicKeyFile)

async function read<T>(file: string, shape: z.ZodType<T>): Promise<KeyRead<T>> {
  let text
  try {
    text = await readFile(file, 'utf8')
  } catch {
    return { ok: false, kind: 'unreadable', file }
  }
  const parsed = shape.safeParse(jsonOrNull(text))
  return parsed.success ? { ok: true, key: parsed.data } : { ok: false, kind: 'not-a-key', file }
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function writeNew(file: string, content: object, mode: number): Promise<boolean> {
  let handle
  try {
    handle = await open(file, 'wx', mode)
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST') return false
    throw thrown
  }
  try {
    await handle.writeFile(`${JSON.stringify(content, null, 2)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return true
}
