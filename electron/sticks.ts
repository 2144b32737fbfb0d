// Which USB sticks are in and which packs lie on them; a folder given at start counts as a stick.
import { createHmac, randomBytes } from 'node:crypto'
import { lstat, opendir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Stick, StickPack } from './contract.ts'

/** Where a pack the page chose really lies; the page only ever holds the token. */
export type FoundPack = { path: string; file: string; bytes: number }

export type Sticks = {
  list(): Promise<Stick[]>
  /** The pack behind a token handed out by `list`, or null if it was never there. */
  find(packId: string): FoundPack | null
  /** While somebody may act on it, says when a stick or a pack came or went. */
  watch(changed: () => void): void
  unwatch(): void
}

// A clerk chooses among the newest; a stick with thousands of packs is a mistake, not a library.
const mostPacks = 50
// 100,000 files on a stick are read past in about a second; beyond that the listing says "more".
const mostNames = 100_000
const mostLooks = 5_000
const longestName = 120
const pollMs = 1500

export function sticks(of: { folders: readonly string[]; mounts: () => Promise<string[]> }): Sticks {
  // Tokens are the same for the same file as long as this process lives, and mean nothing outside it.
  const secret = randomBytes(32)
  const tokenOf = (...parts: (string | number)[]) =>
    createHmac('sha256', secret).update(parts.join('\0')).digest('hex').slice(0, 32)
  let handedOut = new Map<string, FoundPack>()
  let timer: ReturnType<typeof setInterval> | undefined

  const list = async (): Promise<Stick[]> => {
    const folders = [...of.folders, ...(await of.mounts())]
    const found = await Promise.all(folders.map((folder) => readStick(folder)))
    const now = new Map<string, FoundPack>()
    const listed = found.flatMap((each) => {
      if (each === null) return []
      const packs = each.packs.map(({ path, ...about }): StickPack => {
        const packId = tokenOf(path, about.modifiedMs, about.bytes)
        now.set(packId, { path, file: about.file, bytes: about.bytes })
        return { packId, ...about }
      })
      return [
        { stickId: tokenOf(each.folder), label: shownName(basename(each.folder)), packs, more: each.more },
      ]
    })
    handedOut = now
    return listed
  }

  const unwatch = () => {
    clearInterval(timer)
    timer = undefined
  }
  return {
    list,
    find: (packId) => handedOut.get(packId) ?? null,
    unwatch,
    watch(changed) {
      unwatch()
      let seen: string | null = null
      let looking = false
      const look = async () => {
        // A dying stick can hold a read for seconds: never start a second look behind it.
        if (looking) return
        looking = true
        const now = JSON.stringify(await list().catch(() => []))
        looking = false
        if (seen !== null && seen !== now && timer !== undefined) changed()
        seen = now
      }
      timer = setInterval(() => void look(), pollMs)
      timer.unref?.()
      void look()
    },
  }
}

type PackFile = Omit<StickPack, 'packId'> & { path: string }

/** The packs at the top of a stick, newest first; null if the folder is not there (any more). */
async function readStick(
  folder: string,
): Promise<{ folder: string; packs: PackFile[]; more: number } | null> {
  const names: string[] = []
  try {
    if (!(await stat(folder)).isDirectory()) return null
    let read = 0
    for await (const entry of await opendir(folder, { bufferSize: 1024 })) {
      if (++read > mostNames) break
      if (entry.name.toLowerCase().endsWith('.mbpack') && !isHidden(entry.name)) names.push(entry.name)
    }
  } catch {
    return null
  }
  const looked = await Promise.all(names.slice(0, mostLooks).map((name) => packAt(folder, name)))
  const packs = looked.flatMap((each) => (each ? [each] : []))
  packs.sort((a, b) => b.modifiedMs - a.modifiedMs || (a.file < b.file ? -1 : 1))
  const unlooked = names.length - Math.min(names.length, mostLooks)
  return { folder, packs: packs.slice(0, mostPacks), more: Math.max(0, packs.length - mostPacks) + unlooked }
}

// macOS leaves ._name.mbpack beside every file it copies to a stick.
const isHidden = (name: string) => name.startsWith('.')

// Only regular files count: a link, a pipe or a device named like a pack is never opened.
async function packAt(folder: string, name: string): Promise<PackFile | null> {
  const path = join(folder, name)
  try {
    const about = await lstat(path)
    if (!about.isFile()) return null
    return { path, file: shownName(name), bytes: about.size, modifiedMs: Math.round(about.mtimeMs) }
  } catch {
    return null
  }
}

/** A file's name as it may stand on the glass: what would reverse, break or hide text is written out. */
export function shownName(name: string): string {
  const visible = name.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu,
    (each) => `\\u{${(each.codePointAt(0) ?? 0).toString(16)}}`,
  )
  return visible.length > longestName ? `${visible.slice(0, longestName - 1)}…` : visible
}

const stickPlaces = [/^\/media\/[^/]+\/[^/]+$/, /^\/run\/media\/[^/]+\/[^/]+$/, /^\/mnt\/[^/]+$/]
// File systems that sticks are formatted with; a disk of the machine itself has another.
const stickFileSystems = new Set([
  'vfat',
  'exfat',
  'msdos',
  'ntfs',
  'ntfs3',
  'fuseblk',
  'iso9660',
  'udf',
  'hfsplus',
])

/** Mounted sticks, as /proc/mounts of a Linux machine tells them. */
export async function mountedSticks(mountsFile = '/proc/mounts'): Promise<string[]> {
  const mounts = await readFile(mountsFile, 'utf8').catch(() => '')
  return mounts.split('\n').flatMap((line) => {
    const [device = '', place = '', fileSystem = ''] = line.split(' ').map(unescapedMount)
    const isStick =
      device.startsWith('/dev/') &&
      stickFileSystems.has(fileSystem) &&
      stickPlaces.some((pattern) => pattern.test(place))
    return isStick ? [place] : []
  })
}

// The kernel writes blanks in a mount's path as \040.
const unescapedMount = (field: string) =>
  field.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
