// One look at a stick: the packs at its top, and of the newest of them the head; nothing else on it is ever opened.
import { join } from 'node:path'
import { readHead } from '../pack/head.ts'
import type { Trust } from '../pack/open.ts'
import { isSystemError } from '../pack/refused.ts'
import type { PackFront, StickState } from './contract.ts'
import type { StickFiles } from './stick-machine.ts'

export type SeenPack = { path: string; name: string; bytes: number; modifiedMs: number; front: PackFront }

/** What is known so far; it fills in while the look goes on. */
export type Look = {
  trouble: StickState | null
  /** A folder given at start that is not there (any more). */
  folderGone: boolean
  /** Null until the names are read. */
  packs: SeenPack[] | null
  more: number
  isEmpty: boolean
  /** When the stick last gave a sign of life. */
  signMs: number
}

/** Heads that were read, by stick, file and what is trusted: a head that did not change is not read again. */
export type FrontMemory = Map<string, PackFront>

// A clerk chooses among the newest; a stick with thousands of packs is a mistake, not a library.
const mostPacks = 50
// 100,000 files on a stick are read past in about a second; beyond that the listing says "more".
const mostNames = 100_000
const mostLooks = 5_000
const longestName = 120
const mostFronts = 500

export async function lookAt(
  look: Look,
  of: {
    folder: string
    files: StickFiles
    trust: Trust | null
    fronts: FrontMemory
    key: string
    sign: () => void
  },
): Promise<void> {
  const { folder, files, fronts, sign } = of
  try {
    const names: string[] = []
    let read = 0
    for await (const name of files.names(folder)) {
      sign()
      if (++read > mostNames) break
      if (name.toLowerCase().endsWith('.mbpack') && !isHidden(name)) names.push(name)
    }
    look.isEmpty = read === 0
    const packs: SeenPack[] = []
    for (const name of names.slice(0, mostLooks)) {
      const pack = await packAt(files, folder, name)
      sign()
      if (pack) packs.push(pack)
    }
    packs.sort((a, b) => b.modifiedMs - a.modifiedMs || (a.name < b.name ? -1 : 1))
    look.more = Math.max(0, packs.length - mostPacks) + Math.max(0, names.length - mostLooks)
    const shown = packs.slice(0, mostPacks)
    for (const pack of shown) pack.front = fronts.get(memoryKey(of, pack)) ?? pack.front
    look.packs = inOrder(shown)
    for (const pack of shown) {
      if (pack.front.kind !== 'reading' || of.trust === null) continue
      pack.front = await frontOf(pack, of.trust, files)
      sign()
      if (fronts.size > mostFronts) fronts.clear()
      if (!hasVanished(pack.front)) fronts.set(memoryKey(of, pack), pack.front)
      look.packs = inOrder(shown)
    }
  } catch (thrown) {
    if (!isSystemError(thrown)) throw thrown
    if (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR') look.folderGone = true
    else look.trouble = { kind: thrown.code === 'EACCES' ? 'not-allowed' : 'damaged' }
  }
}

// macOS leaves ._name.mbpack beside every file it copies to a stick.
const isHidden = (name: string) => name.startsWith('.')

// Only regular files count: a link, a pipe or a device named like a pack is never opened.
async function packAt(files: StickFiles, folder: string, name: string): Promise<SeenPack | null> {
  const path = join(folder, name)
  try {
    const { isFile, bytes, modifiedMs } = await files.about(path)
    return isFile ? { path, name, bytes, modifiedMs, front: { kind: 'reading' } } : null
  } catch (thrown) {
    if (isSystemError(thrown)) return null
    throw thrown
  }
}

const memoryKey = (of: { key: string; trust: Trust | null }, { path, bytes, modifiedMs }: SeenPack) =>
  JSON.stringify([of.key, path, bytes, modifiedMs, of.trust])

/** What was read while the stick was on its way out is no fact about the pack. */
const hasVanished = (front: PackFront) => front.kind === 'unreadable' && front.refusal.kind === 'unreadable'

async function frontOf(pack: SeenPack, trust: Trust, files: StickFiles): Promise<PackFront> {
  const read = await readHead(pack.path, trust, files.open)
  if (!read.ok) return { kind: 'unreadable', refusal: read.refusal }
  const { manifest, signer, standing } = read.head
  const { township, sequence, issuedOn, periods, reviews = [] } = manifest
  return { kind: 'signed', township: township.name, sequence, issuedOn, periods, reviews, signer, standing }
}

/** Newest first, by the number that only grows; a clock decides only among those that have none. */
function inOrder(packs: readonly SeenPack[]): SeenPack[] {
  const numberOf = ({ front }: SeenPack) => (front.kind === 'signed' ? front.sequence : 0)
  return [...packs].sort((a, b) => numberOf(b) - numberOf(a))
}

/** A file's name as it may stand on the glass: what would reverse, break or hide text is written out. */
export function shownName(name: string): string {
  const visible = name.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu,
    (each) => `\\u{${(each.codePointAt(0) ?? 0).toString(16)}}`,
  )
  return visible.length > longestName ? `${visible.slice(0, longestName - 1)}…` : visible
}
