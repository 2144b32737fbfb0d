// Which sticks are in this office PC, how they are called, and how much room they have.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile, stat, statfs } from 'node:fs/promises'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import type { Drive } from './office-contract.ts'

/** The page holds the id; only this side knows the path. */
export type FoundDrive = Drive & { path: string }

export async function removableDrives(given: readonly string[]): Promise<FoundDrive[]> {
  const found = process.platform === 'win32' ? await windowsDrives() : await mountedDrives()
  const places = [...given.map((path) => ({ path, label: basename(path) })), ...found]
  const drives = await Promise.all(places.map(driveAt))
  return drives.flatMap((drive) => (drive ? [drive] : []))
}

type Place = { path: string; label: string }

async function driveAt({ path, label }: Place): Promise<FoundDrive | null> {
  const isThere = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (!isThere) return null
  const free = await statfs(path).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  )
  const driveId = createHash('sha256').update(path).digest('hex').slice(0, 24)
  return { driveId, path, label, freeBytes: free }
}

/** UOS and Kylin mount sticks under /media/NAME/ or /run/media/NAME/, a plain Debian under /mnt. */
const stickPlaces = [/^\/media\/[^/]+(\/[^/]+)?$/, /^\/run\/media\/[^/]+\/[^/]+$/, /^\/mnt\/[^/]+$/]
const stickFileSystems = new Set(['vfat', 'exfat', 'msdos', 'ntfs', 'ntfs3', 'fuseblk', 'udf', 'hfsplus'])

export async function mountedDrives(mountsFile = '/proc/mounts'): Promise<Place[]> {
  const mounts = await readFile(mountsFile, 'utf8').catch(() => '')
  return mounts.split('\n').flatMap((line) => {
    const [device = '', path = '', fileSystem = ''] = line.split(' ').map(unescapedMount)
    const isStick =
      device.startsWith('/dev/') &&
      stickFileSystems.has(fileSystem) &&
      stickPlaces.some((pattern) => pattern.test(path))
    return isStick ? [{ path, label: basename(path) }] : []
  })
}

// The kernel writes blanks in a mount's path as \040.
const unescapedMount = (field: string) =>
  field.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))

/** DriveType 2 is what Windows itself calls removable. */
async function windowsDrives(): Promise<Place[]> {
  const query =
    "Get-CimInstance Win32_LogicalDisk -Filter 'DriveType=2' | ForEach-Object { $_.DeviceID + '|' + $_.VolumeName }"
  const { stdout } = await promisify(execFile)('powershell.exe', ['-NoProfile', '-Command', query], {
    timeout: 8000,
    windowsHide: true,
  }).catch(() => ({ stdout: '' }))
  return drivesInList(stdout)
}

export function drivesInList(list: string): Place[] {
  return list.split(/\r?\n/).flatMap((line) => {
    const [letter = '', name = ''] = line.trim().split('|')
    return /^[A-Z]:$/.test(letter) ? [{ path: `${letter}\\`, label: name || letter }] : []
  })
}
