// Brings a file from a stick onto this machine, once and whole; the stick is never read again.
import { createHash, randomUUID } from 'node:crypto'
import { lstat, mkdir, open, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { hasMagic } from './container.ts'
import { faulty, Faulty, faultOf, syncFolder } from './disk.ts'
import type { OpenedFile } from './head.ts'
import { openPlainFile, type Bytes, type Opening } from './open.ts'
import type { Refusal, StoreFault } from './refusal.ts'
import { isSystemError, refuse, Refused } from './refused.ts'

export type Staged =
  | { ok: true; file: string; bytes: number; sha256: string }
  | { ok: false; refusal: Refusal }
  | { ok: false; fault: StoreFault }

/** The copy, the content built of it, and as much again to breathe. */
export const roomFactor = 3

/** Copies `source` into `folder` under a name of its own; nothing is left there if it does not come to an end. */
export async function stage(
  source: string,
  folder: string,
  opening: Opening & { openFile?: (file: string) => Promise<OpenedFile> } = {},
): Promise<Staged> {
  const target = join(folder, `${randomUUID()}.mbpack`)
  try {
    const from = await openSource(source, opening.openFile ?? openPlainFile)
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await checkRoom(folder, from.bytes)
      const sha256 = await copy(from.handle, from.bytes, target, opening).catch((thrown: unknown) =>
        toldByStick(thrown, source),
      )
      await syncFolder(folder)
      return { ok: true, file: target, bytes: from.bytes, sha256 }
    } finally {
      // A pulled stick cannot even close a file; what matters has been read or has failed by now.
      await from.handle.close().catch(() => undefined)
    }
  } catch (thrown) {
    await rm(target, { force: true })
    return asOutcome(thrown)
  }
}

/** Marks on which side of the copy an error of the file system happened: ours or the stick's. */
class StickError extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

async function openSource(
  source: string,
  openFile: (file: string) => Promise<OpenedFile>,
): Promise<OpenedFile> {
  try {
    return await openFile(source)
  } catch (thrown) {
    if (isSystemError(thrown)) throw new StickError(thrown.code)
    throw thrown
  }
}

/** A file that ends early because its stick is gone was not copied badly: the stick was pulled. */
async function toldByStick(thrown: unknown, source: string): Promise<never> {
  if (thrown instanceof Refused && thrown.refusal.kind === 'incomplete') {
    const isThere = await lstat(source).then(
      () => true,
      () => false,
    )
    if (!isThere) throw new StickError('ENODEV')
  }
  throw thrown
}

async function checkRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  const needed = bytes * roomFactor
  if (free < needed) faulty({ kind: 'disk-full', needed, free })
}

async function copy(from: Bytes, bytes: number, target: string, opening: Opening): Promise<string> {
  const hash = createHash('sha256')
  const to = await open(target, 'wx', 0o600)
  try {
    let done = 0
    const buffer = Buffer.alloc(1 << 20)
    while (done < bytes) {
      opening.signal?.throwIfAborted()
      const chunk = await readFrom(from, buffer, Math.min(buffer.length, bytes - done), done)
      // What is no pack at all is not worth minutes of copying.
      if (done === 0 && !hasMagic(chunk)) refuse({ kind: 'not-a-pack' })
      if (chunk.length === 0) refuse({ kind: 'incomplete', expected: bytes, actual: done })
      hash.update(chunk)
      await to.writeFile(chunk)
      done += chunk.length
      opening.onProgress?.(done, bytes)
    }
    if (bytes === 0) refuse({ kind: 'not-a-pack' })
    await to.sync()
  } finally {
    await to.close()
  }
  return hash.digest('hex')
}

async function readFrom(from: Bytes, buffer: Buffer, length: number, position: number): Promise<Buffer> {
  try {
    const { bytesRead } = await from.read(buffer, 0, length, position)
    return buffer.subarray(0, bytesRead)
  } catch (thrown) {
    if (isSystemError(thrown)) throw new StickError(thrown.code)
    throw thrown
  }
}

function asOutcome(thrown: unknown): Staged {
  if (thrown instanceof Refused) return { ok: false, refusal: thrown.refusal }
  if (thrown instanceof Faulty) return { ok: false, fault: thrown.fault }
  if (thrown instanceof StickError)
    return goneCodes.has(thrown.code)
      ? { ok: false, fault: { kind: 'stick-gone' } }
      : { ok: false, refusal: { kind: 'unreadable', code: thrown.code } }
  if (isSystemError(thrown)) return { ok: false, fault: faultOf(thrown.code) }
  throw thrown
}

/** How a pulled stick looks from here, on Linux and on Windows. */
const goneCodes: ReadonlySet<string> = new Set([
  'ENOENT',
  'EIO',
  'ENODEV',
  'ENXIO',
  'ESTALE',
  'EBADF',
  'UNKNOWN',
])
