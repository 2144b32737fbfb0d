// The files of a mounted stick through the file system, with what file systems of sticks do differently.
import { lstat, open, opendir, rename, rm, statfs } from 'node:fs/promises'
import { syncFolder } from '../pack/disk.ts'
import { openPlainFile } from '../pack/open.ts'
import { isSystemError } from '../pack/refused.ts'
import type { StickFiles } from './stick-machine.ts'

export const stickFiles: StickFiles = {
  async *names(folder) {
    for await (const entry of await opendir(folder, { bufferSize: 1024 })) yield entry.name
  },
  async about(path) {
    const about = await lstat(path)
    return { isFile: about.isFile(), bytes: about.size, modifiedMs: Math.round(about.mtimeMs) }
  },
  open: openPlainFile,
  async create(path) {
    // A name nobody else has: a link that lies there is not written through.
    const handle = await open(path, 'wx', 0o644)
    return {
      write: (bytes) => handle.writeFile(bytes),
      sync: () => handle.sync(),
      close: () => handle.close(),
    }
  },
  rename,
  remove: (path) => rm(path, { force: true }),
  syncFolder: (folder) => syncFolder(folder).catch(unlessUnknown),
  async freeBytes(folder) {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  },
}

/** exFAT and NTFS in user space know no fsync of a folder; the whole stick is synced afterwards anyway. */
function unlessUnknown(thrown: unknown): void {
  if (isSystemError(thrown) && ['EINVAL', 'ENOSYS', 'ENOTSUP', 'EISDIR', 'EPERM'].includes(thrown.code))
    return
  throw thrown
}
