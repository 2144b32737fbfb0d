// What a program did to a folder, as the recorder wrote it down, and what a disk may hold of it after a power cut.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** `call`: which of all calls on the folder it was; those that failed count and are not here. */
export type Act = { call: number } & (
  | { op: 'create'; inode: string; path: string }
  | { op: 'write'; inode: string; path: string; offset: number; bytes: Buffer }
  | { op: 'truncate'; inode: string; path: string; length: number }
  | { op: 'sync'; inode: string; path: string }
  | { op: 'rename'; path: string; to: string }
  | { op: 'unlink' | 'mkdir' | 'rmdir'; path: string }
  | { op: 'killed'; path: string; before: string }
)

const ops = [
  '',
  'create',
  'write',
  'truncate',
  'sync',
  'rename',
  'unlink',
  'mkdir',
  'rmdir',
  'killed',
] as const

/** Builds the recorder for this machine; needs a C compiler, as the SQLite binding of development does. */
export function buildRecorder(into: string): string {
  const library = join(into, 'recorder.so')
  const source = new URL('recorder.c', import.meta.url).pathname
  execFileSync('cc', ['-shared', '-fPIC', '-O2', '-w', '-o', library, source, '-ldl', '-lpthread'])
  return library
}

const headBytes = 32

export function readActs(file: string): Act[] {
  const log = readFileSync(file)
  const acts: Act[] = []
  for (let at = 0; at < log.length;) {
    const pathEnd = at + headBytes + log.readUInt32LE(at + 4)
    const end = pathEnd + log.readUInt32LE(at + 24)
    const head = {
      call: log.readUInt32LE(at + 28),
      inode: String(log.readBigUInt64LE(at + 8)),
      path: log.toString('utf8', at + headBytes, pathEnd),
    }
    const offset = Number(log.readBigUInt64LE(at + 16))
    acts.push(actOf(ops[log.readUInt32LE(at)] ?? '', head, offset, log.subarray(pathEnd, end)))
    at = end
  }
  return acts
}

function actOf(
  op: string,
  { call, inode, path }: { call: number; inode: string; path: string },
  offset: number,
  bytes: Buffer,
): Act {
  switch (op) {
    case 'create':
    case 'sync':
      return { call, op, inode, path }
    case 'write':
      return { call, op, inode, path, offset, bytes }
    case 'truncate':
      return { call, op, inode, path, length: offset }
    case 'rename':
      return { call, op, path, to: bytes.toString('utf8') }
    case 'unlink':
    case 'mkdir':
    case 'rmdir':
      return { call, op, path }
    case 'killed':
      return { call, op, path, before: ops[bytes.readUInt8(0)] ?? '' }
    default:
      throw new Error(`the recorder wrote an act of kind ${op}`)
  }
}

/**
 * `strict`: an entry in a folder is on the disk only when that folder was synced. `ext4-like`: any sync also commits
 * every earlier change of folders. Real file systems lie between the two.
 */
export type Model = 'strict' | 'ext4-like'

/** Names and contents; a folder's content is null. */
export type Snapshot = Map<string, Buffer | null>

export function snapshotOf(folder: string): Snapshot {
  const found: Snapshot = new Map()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name)
    found.set(path, statSync(path).isDirectory() ? null : readFileSync(path))
  }
  return found
}

type File = { pages: Map<number, Buffer>; length: number }
type Change = Extract<Act, { op: 'write' | 'truncate' }>
type FolderChange = Extract<Act, { op: 'create' | 'rename' | 'unlink' | 'mkdir' | 'rmdir' }>

const pageBytes = 4096

/** The disk after a power cut just before act `cut`: what was synced, and of the rest whatever `random` lets through. */
export function diskAfterCut(
  before: Snapshot,
  acts: readonly Act[],
  cut: number,
  model: Model,
  random: () => number,
): Snapshot {
  const disk = new Disk(before)
  for (const act of acts.slice(0, cut)) disk.take(act, model)
  return disk.afterPowerLoss(random)
}

/** Keeps apart what is on the disk for certain and what only the system's memory holds. */
class Disk {
  /** path → inode, or null for a folder. */
  readonly #names = new Map<string, string | null>()
  readonly #files = new Map<string, File>()
  readonly #unsynced = new Map<string, Change[]>()
  #folderChanges: FolderChange[] = []

  constructor(before: Snapshot) {
    for (const [path, bytes] of before) {
      this.#names.set(path, bytes === null ? null : path)
      if (bytes) this.#files.set(path, fileOf(bytes))
    }
  }

  take(act: Act, model: Model): void {
    switch (act.op) {
      case 'write':
      case 'truncate': {
        const inode = this.#inodeOf(act)
        this.#unsynced.set(inode, [...(this.#unsynced.get(inode) ?? []), act])
        return
      }
      case 'sync':
        return this.#sync(act, model)
      case 'killed':
        return
      default:
        this.#folderChanges.push(act)
    }
  }

  #sync(act: Extract<Act, { op: 'sync' }>, model: Model): void {
    const inode = this.#inodeOf(act)
    for (const change of this.#unsynced.get(inode) ?? []) this.#apply(inode, change, () => 1)
    this.#unsynced.delete(inode)
    const isSynced = (change: FolderChange) =>
      model === 'ext4-like' ||
      dirname(change.path) === act.path ||
      (change.op === 'rename' && dirname(change.to) === act.path)
    for (const change of this.#folderChanges) if (isSynced(change)) this.#rename(change)
    this.#folderChanges = this.#folderChanges.filter((change) => !isSynced(change))
  }

  afterPowerLoss(random: () => number): Snapshot {
    for (const [inode, changes] of this.#unsynced)
      for (const change of changes) this.#apply(inode, change, random)
    // Folders change in order; how far they got is chance.
    const reached = Math.floor(random() * (this.#folderChanges.length + 1))
    for (const change of this.#folderChanges.slice(0, reached)) this.#rename(change)
    const left: Snapshot = new Map()
    for (const [path, inode] of this.#names)
      left.set(path, inode === null ? null : bytesOf(this.#files.get(inode)))
    return left
  }

  /** Files that were there before go by their path of then; others by the inode they were created with. */
  #inodeOf(act: { inode: string; path: string }): string {
    if (this.#inodes.has(act.inode)) return this.#inodes.get(act.inode) ?? act.inode
    const known = this.#files.has(act.path) ? act.path : act.inode
    this.#inodes.set(act.inode, known)
    return known
  }
  readonly #inodes = new Map<string, string>()

  #rename(change: FolderChange): void {
    switch (change.op) {
      case 'create':
        if (!this.#files.has(change.inode)) this.#files.set(change.inode, { pages: new Map(), length: 0 })
        this.#names.set(change.path, change.inode)
        return
      case 'mkdir':
        this.#names.set(change.path, null)
        return
      case 'unlink':
      case 'rmdir':
        this.#names.delete(change.path)
        return
      case 'rename': {
        const inode = this.#names.get(change.path)
        if (inode === undefined) return
        this.#names.delete(change.path)
        this.#names.set(change.to, inode)
      }
    }
  }

  /** Page by page, as a disk takes it; `random` above one half lets a page through. */
  #apply(inode: string, change: Change, random: () => number): void {
    const file = this.#files.get(inode) ?? { pages: new Map<number, Buffer>(), length: 0 }
    this.#files.set(inode, file)
    if (change.op === 'truncate') {
      if (random() > 0.5) file.length = change.length
      for (const page of file.pages.keys()) if (page * pageBytes >= file.length) file.pages.delete(page)
      return
    }
    const { offset, bytes } = change
    for (let at = 0; at < bytes.length;) {
      const page = Math.floor((offset + at) / pageBytes)
      const start = (offset + at) % pageBytes
      const length = Math.min(pageBytes - start, bytes.length - at)
      if (random() > 0.5) {
        const next = Buffer.from(file.pages.get(page) ?? Buffer.alloc(pageBytes))
        bytes.copy(next, start, at, at + length)
        file.pages.set(page, next)
        file.length = Math.max(file.length, offset + at + length)
      }
      at += length
    }
  }
}

function fileOf(bytes: Buffer): File {
  const pages = new Map<number, Buffer>()
  for (let at = 0; at < bytes.length; at += pageBytes) {
    const page = Buffer.alloc(pageBytes)
    bytes.copy(page, 0, at, Math.min(at + pageBytes, bytes.length))
    pages.set(at / pageBytes, page)
  }
  return { pages, length: bytes.length }
}

function bytesOf(file: File | undefined): Buffer {
  const bytes = Buffer.alloc(file?.length ?? 0)
  for (const [page, content] of file?.pages ?? [])
    if (page * pageBytes < bytes.length) content.copy(bytes, page * pageBytes)
  return bytes
}

/** Puts a disk's state where it was: SQLite's journals hold absolute paths, so no other folder will do. */
export function restore(folder: string, state: Snapshot): void {
  for (const name of existsSync(folder) ? readdirSync(folder) : [])
    rmSync(join(folder, name), { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const path of [...state.keys()].sort()) {
    const bytes = state.get(path)
    if (bytes === null || bytes === undefined) mkdirSync(path, { recursive: true })
    else if (existsSync(dirname(path))) writeFileSync(path, bytes)
  }
}
