// The township's signing key: made once, kept at the township; its public half goes to every kiosk.
import { generateKeyPairSync } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { fingerprintOf, keyIdOf, knownAlgorithm, PublicKeyFile } from '../pack/signature.ts'

export const KeyFile = z.strictObject({
  format: z.literal('mingbai-township-secret-1'),
  code: PublicKeyFile.shape.code,
  name: PublicKeyFile.shape.name,
  role: PublicKeyFile.shape.role,
  keyId: PublicKeyFile.shape.keyId,
  algorithm: z.literal(knownAlgorithm),
  publicKey: PublicKeyFile.shape.publicKey,
  /** PKCS #8, base64. Whoever has it can sign for the township. */
  privateKey: z.string(),
})
export type KeyFile = z.infer<typeof KeyFile>

export type KeysMade =
  | { ok: true; keyFile: string; pubFile: string; keyId: string; fingerprint: string }
  | { ok: false; kind: 'exists'; file: string }
  | { ok: false; kind: 'wrong-code-or-name' }

/** Never over an existing key: packs signed with a new one would be strangers to every kiosk. */
export async function makeKeys(of: {
  out: string
  code: string
  name: string
  role?: PublicKeyFile['role']
}): Promise<KeysMade> {
  const { role = 'township' } = of
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
  const secret: KeyFile = {
    format: 'mingbai-township-secret-1',
    ...shared,
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  }
  await mkdir(of.out, { recursive: true })
  if (!(await writeNew(keyFile, secret, 0o600))) return { ok: false, kind: 'exists', file: keyFile }
  if (!(await writeNew(pubFile, pub.data, 0o644))) return { ok: false, kind: 'exists', file: pubFile }
  return { ok: true, keyFile, pubFile, keyId: shared.keyId, fingerprint: fingerprintOf(shared.keyId) }
}

export type KeyRead<T> = { ok: true; key: T } | { ok: false; kind: 'not-a-key' | 'unreadable'; file: string }

export const readKey = (file: string): Promise<KeyRead<KeyFile>> => read(file, KeyFile)
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
