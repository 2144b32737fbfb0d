// A pack onto a stick: room first, written beside its name, and read back from there before anybody may pull it.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rename, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from '../pack/disk.ts'
import { openPack } from '../pack/open.ts'
import { isSystemError } from '../pack/refused.ts'
import type { PublicKeyFile } from '../pack/signature.ts'

export type StickFault =
  | { kind: 'stick-full'; needed: number; free: number }
  | { kind: 'stick-read-only' }
  | { kind: 'stick-gone' }
  /** Another file of this name lies there: it is nobody's to overwrite. */
  | { kind: 'name-taken'; file: string }
  /** What was read back is not what was written: the stick is failing. */
  | { kind: 'reads-differently' }
  | { kind: 'pack-unreadable' }
  | { kind: 'stick-fault'; code: string }

export type OntoStick =
  { ok: true; file: string; bytes: number; sha256: string } | { ok: false; fault: StickFault }

export type Phase = 'writing' | 'reading-back'

type TownshipKey = Pick<PublicKeyFile, 'code' | 'name' | 'keyId' | 'algorithm' | 'publicKey'>

/** Cheap sticks write in blocks, and the file system wants some of them for itself. */
const roomBeside = 1024 * 1024
const chunkBytes = 1 << 20

export async function writeOntoStick(of: {
  pack: string
  folder: string
  name: string
  pub: TownshipKey
  onProgress?: (phase: Phase, done: number, total: number) => void
}): Promise<OntoStick> {
  const source = await hashOf(of.pack).catch(() => null)
  if (source === null) return fault({ kind: 'pack-unreadable' })
  const file = join(of.folder, of.name)
  const part = join(of.folder, `.${of.name}.part`)
  try {
    const there = await hashOf(file).catch(() => null)
    if (there !== null && there.sha256 !== source.sha256) return fault({ kind: 'name-taken', file: of.name })
    const free = await freeBytes(of.folder)
    if (free < source.bytes + roomBeside)
      return fault({ kind: 'stick-full', needed: source.bytes + roomBeside, free })
    await copy(of.pack, part, (done) => of.onProgress?.('writing', done, source.bytes))
    await rename(part, file)
    await syncFolder(of.folder)
    const back = await hashOf(file, (done) => of.onProgress?.('reading-back', done, source.bytes))
    const isOurs = back.sha256 === source.sha256 && (await opensAs(file, of.pub))
    if (isOurs) return { ok: true, file, ...source }
    // Nobody shall carry to a kiosk what is known to be bad.
    await rm(file, { force: true })
    return fault({ kind: 'reads-differently' })
  } catch (thrown) {
    if (!isSystemError(thrown)) throw thrown
    return fault(await meaningOf(thrown.code, of.folder, source.bytes))
  } finally {
    await rm(part, { force: true }).catch(() => undefined)
  }
}

const fault = (told: StickFault): OntoStick => ({ ok: false, fault: told })

async function copy(from: string, to: string, onProgress: (done: number) => void): Promise<void> {
  const target = await open(to, 'w', 0o644)
  try {
    let done = 0
    for await (const chunk of createReadStream(from, { highWaterMark: chunkBytes })) {
      await target.writeFile(chunk)
      done += chunk.length
      onProgress(done)
    }
    await target.sync()
  } finally {
    await target.close()
  }
}

async function hashOf(
  file: string,
  onProgress: (done: number) => void = () => undefined,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(file, { highWaterMark: chunkBytes })) {
    hash.update(chunk)
    bytes += chunk.length
    onProgress(bytes)
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** The kiosk's own door, with the township's public half. */
async function opensAs(
  file: string,
  { code, name, keyId, algorithm, publicKey }: TownshipKey,
): Promise<boolean> {
  const keys = [{ keyId, algorithm, publicKey, role: 'township' as const, revoked: false }]
  const opened = await openPack(file, {
    townshipCode: code,
    townshipName: name,
    keys,
    keyNumber: 0,
    floor: null,
    // Which app a kiosk has is not the stick's matter.
    appVersion: '99999.0.0',
  })
  return opened.ok
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

async function meaningOf(code: string, folder: string, needed: number): Promise<StickFault> {
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return { kind: 'stick-full', needed, free: await freeBytes(folder).catch(() => 0) }
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return { kind: 'stick-read-only' }
  const isThere = await stat(folder).then(
    () => true,
    () => false,
  )
  if (!isThere || code === 'ENODEV' || code === 'ENXIO' || code === 'EIO') return { kind: 'stick-gone' }
  return { kind: 'stick-fault', code }
}
