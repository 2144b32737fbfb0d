// A small file onto a stick: under a name of its own first, synced, renamed, read back; or nothing under the final name.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { isSystemError } from '../pack/refused.ts'
import type { StickFault } from './stick-fault.ts'
import { stickFiles } from './stick-files.ts'
import { NoAnswer, within } from './stick-machine.ts'
import type { StickFiles } from './stick-machine.ts'

export type Written = { ok: true; bytes: number } | { ok: false; fault: StickFault }

/** Cheap sticks write in blocks, and the file system wants some of them for itself. */
const roomBeside = 256 * 1024
const chunkBytes = 64 * 1024
/** A worn stick erases a block in seconds, not in half a minute. */
const stepMs = 30_000

export async function writeOnStick(
  folder: string,
  name: string,
  bytes: Buffer,
  files: StickFiles = stickFiles,
  patienceMs: number = stepMs,
): Promise<Written> {
  const file = join(folder, name)
  const part = join(folder, `.mingbai-${randomBytes(6).toString('hex')}.tmp`)
  const step = <T>(promise: Promise<T>) => within(patienceMs, promise)
  const needed = bytes.length + roomBeside
  try {
    const free = await step(files.freeBytes(folder))
    if (free < needed) return fault({ kind: 'stick-full', needed, free })
    await writeSynced(files, part, bytes, step)
    await step(files.rename(part, file))
    await step(files.syncFolder(folder))
    if (await readsAs(files, file, bytes, step)) return { ok: true, bytes: bytes.length }
    // Nobody shall carry away what is known to be bad.
    await step(files.remove(file))
    return fault({ kind: 'reads-differently' })
  } catch (thrown) {
    await step(files.remove(part)).catch(() => undefined)
    return fault(await faultOf(thrown, () => step(files.freeBytes(folder)), needed))
  }
}

const fault = (told: StickFault): Written => ({ ok: false, fault: told })

type Step = <T>(promise: Promise<T>) => Promise<T>

async function writeSynced(files: StickFiles, path: string, bytes: Buffer, step: Step): Promise<void> {
  const target = await step(files.create(path))
  try {
    for (let at = 0; at < bytes.length; at += chunkBytes)
      await step(target.write(bytes.subarray(at, at + chunkBytes)))
    await step(target.sync())
  } finally {
    await step(target.close())
  }
}

async function readsAs(files: StickFiles, path: string, bytes: Buffer, step: Step): Promise<boolean> {
  const { handle, bytes: size } = await step(files.open(path))
  try {
    if (size !== bytes.length) return false
    const buffer = Buffer.alloc(chunkBytes)
    for (let at = 0; at < size;) {
      const { bytesRead } = await step(handle.read(buffer, 0, Math.min(chunkBytes, size - at), at))
      if (bytesRead === 0) return false
      if (!buffer.subarray(0, bytesRead).equals(bytes.subarray(at, at + bytesRead))) return false
      at += bytesRead
    }
    return true
  } finally {
    await step(handle.close())
  }
}

const goneCodes = ['ENOENT', 'EIO', 'ENODEV', 'ENXIO', 'ENOTCONN', 'ESTALE', 'EBADF', 'UNKNOWN']

async function faultOf(thrown: unknown, free: () => Promise<number>, needed: number): Promise<StickFault> {
  if (thrown instanceof NoAnswer) return { kind: 'silent' }
  if (!isSystemError(thrown)) throw thrown
  const { code } = thrown
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return { kind: 'stick-full', needed, free: await free().catch(() => 0) }
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return { kind: 'stick-read-only' }
  return goneCodes.includes(code) ? { kind: 'stick-gone' } : { kind: 'stick-fault', code }
}
