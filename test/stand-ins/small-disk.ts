// Disks that are small or read-only, made by mounting; only where whoever runs the tests may mount.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Tried, not guessed: a container's root may be forbidden to mount. */
export const mayMount = ((): boolean => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return notMounting('needs root on Linux')
  const probe = mkdtempSync(join(tmpdir(), 'mingbai-mount-'))
  try {
    const tried = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', probe])
    if (tried.status === 0) execFileSync('umount', [probe])
    return tried.status === 0 || notMounting('mount is forbidden here')
  } finally {
    rmSync(probe, { recursive: true, force: true })
  }
})()

function notMounting(why: string): false {
  console.warn(`tests on small disks are skipped: ${why}`)
  return false
}

/** A disk of `kilobytes` at `folder` while `work` runs; `resize` changes its size. */
export async function onSmallDisk<T>(
  folder: string,
  kilobytes: number,
  work: (resize: (kilobytes: number) => void) => Promise<T>,
): Promise<T> {
  mkdirSync(folder, { recursive: true })
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder])
  try {
    return await work((to) => execFileSync('mount', ['-o', `remount,size=${to}k`, folder]))
  } finally {
    execFileSync('umount', [folder])
  }
}

/** The folder as a read-only disk shows it while `work` runs. */
export async function whileReadOnly(folder: string, work: () => Promise<void>): Promise<void> {
  execFileSync('mount', ['--bind', folder, folder])
  try {
    execFileSync('mount', ['-o', 'remount,ro,bind', folder])
    await work()
  } finally {
    execFileSync('umount', [folder])
  }
}
