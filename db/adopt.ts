// What a kiosk that has lost its memory learns again from its own files: township, floor, and the content it can show.
import { createHash } from 'node:crypto'
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { headerLength, readHeader } from '../pack/container.ts'
import { readManifest, type Manifest } from '../pack/manifest.ts'
import { Refused } from '../pack/refused.ts'
import { openReadable, readPragma, type ReadableDb } from './database.ts'
import { generationFile, generationsFolder, namesIn, packsFolder, slimPackFile } from './data-folder.ts'
import { isoNow, type Desk } from './desk.ts'
import { asFault } from './faults.ts'
import { generationVersion } from './generation-schema.ts'
import { note } from './journal.ts'
import { noteIssue } from './own-time.ts'
import { sha256OfFile } from './reader.ts'
import { newestQuarterOf } from './retention.ts'
import { generations, pinnedTownship, sequenceFloor, type GenerationRow } from './state.ts'
import { versionOf } from './state-schema.ts'
import { point } from './switch.ts'
import { relearnWithdrawals, takeWithdrawals } from './withdrawals.ts'

/**
 * Call when state.db was just made anew: whether this kiosk had a life before it is in its files. Keys and PIN are in no
 * file and do not come back: until an installer says whom to trust, nothing is taken in and nobody may set a PIN.
 */
export function adoptIfForgotten(desk: Desk): boolean {
  const { state, folder } = desk
  if (pinnedTownship(state) || state.prepare('SELECT 1 FROM journal LIMIT 1').get()) return false
  const found = unknownGenerations(desk, 0)
  const packs = keptSequences(folder)
  if (found.length === 0 && packs.length === 0) return false
  const township = found[0]?.township ?? packs[0]?.township
  return state
    .transaction(() => {
      // Another process may have been faster: look again under the lock.
      if (pinnedTownship(state)) return false
      const at = isoNow(desk.clock)
      if (township)
        state
          .prepare('INSERT INTO township (one, code, name, pinned_at) VALUES (1, ?, ?, ?)')
          .run(township.code, township.name, at)
      adopt(desk, found, at)
      relearn(desk, found, packs)
      const floor = raiseFloor(desk, [...found.map(({ row }) => floorIn(row)), ...packs])
      note(state, at, 'kiosk', 'state-rebuilt', {
        generations: found.length,
        sequence: found[0]?.row.sequence ?? null,
        floor: floor?.sequence ?? null,
      })
      return true
    })
    .immediate()
}

/**
 * Call while state.db is being put back from a copy that may be older than what was shown since, before it gets its name:
 * newer content that lies here whole is known again and on screen, and no older pack comes in than was ever shown.
 */
export function adoptNewer(desk: DeskOfFiles): void {
  const { state } = desk
  const at = isoNow(desk.clock)
  const before = sequenceFloor(state)
  const found = unknownGenerations(desk, before?.sequence ?? 0)
  const packs = keptSequences(desk.folder).filter((pack) => pack.sequence > (before?.sequence ?? 0))
  const until = state
    .prepare<[], { at: string }>('SELECT at FROM journal ORDER BY number DESC LIMIT 1')
    .get()?.at
  state
    .transaction(() => {
      adopt(desk, found, at)
      relearn(desk, found, packs)
      const floor = raiseFloor(desk, [...found.map(({ row }) => floorIn(row)), ...packs])
      note(state, at, 'kiosk', 'state-restored', {
        until: until ?? null,
        generations: found.length,
        floorBefore: before?.sequence ?? null,
        floor: floor?.sequence ?? null,
      })
    })
    .immediate()
}

/** A desk, or the part of one that there is while its state.db has no name yet. */
type DeskOfFiles = Pick<Desk, 'folder' | 'state' | 'clock'>

type Sequence = { sequence: number; manifestSha256: string }
type Found = { row: Omit<GenerationRow, 'number' | 'based_on' | 'condition'>; township: TownshipName }

const TownshipName = z.object({ code: z.string(), name: z.string() })
type TownshipName = z.infer<typeof TownshipName>

const floorIn = (row: Found['row']): Sequence => ({
  sequence: row.sequence,
  manifestSha256: row.manifest_sha256,
})

/** Files whose pages are in order, of sequences above `floor`, newest first. */
function unknownGenerations({ state, folder }: DeskOfFiles, floor: number): Found[] {
  const known = new Set(generations(state).map((row) => `${row.name}.db`))
  return namesIn(generationsFolder(folder))
    .filter((name) => name.endsWith('.db') && !known.has(name))
    .flatMap((name) => foundIn(folder, name.slice(0, -'.db'.length)) ?? [])
    .filter(({ row }) => row.sequence > floor)
    .sort((one, other) => other.row.sequence - one.row.sequence)
}

const About = z.object({
  sequence: z.number().int().positive(),
  issued_on: z.string(),
  mode: z.enum(['partial', 'whole']),
  manifest_sha256: z.string(),
  pack_sha256: z.string(),
  township: z.string().transform((text) => TownshipName.parse(JSON.parse(text))),
  entries: z.number().int(),
  rows: z.number().int(),
})

function foundIn(folder: string, name: string): Found | null {
  const file = generationFile(folder, name)
  const about = aboutIn(file)
  const sha256 = about && sha256OfFile(file)
  if (!about || sha256 === null) return null
  const { township, mode, ...rest } = about
  const { size: bytes, mtime } = statSync(file)
  const slim = slimPackFile(folder, about.pack_sha256)
  return {
    township,
    row: {
      ...rest,
      name,
      sha256,
      bytes,
      installed_at: mtime.toISOString(),
      kept_sha256: existsSync(slim) ? sha256OfFile(slim) : null,
      newest_quarter: newestQuarterOf(file),
      whole: mode === 'whole' ? 1 : 0,
    },
  }
}

function aboutIn(file: string): z.infer<typeof About> | null {
  let db: ReadableDb | undefined
  try {
    db = openReadable(file)
    if (versionOf(db) !== generationVersion || readPragma(db, 'quick_check') !== 'ok') return null
    const row = db
      .prepare(
        `SELECT about.*, (SELECT count(*) FROM entry) AS entries, (SELECT coalesce(sum(rows), 0) FROM entry) AS rows
         FROM about`,
      )
      .get()
    const read = About.safeParse(row)
    return read.success ? read.data : null
  } catch (thrown) {
    if (asFault(thrown, file)) return null
    throw thrown
  } finally {
    db?.close()
  }
}

/** What was it built on? Nobody knows any more: a row based on itself leads nowhere, and is never built from half its packs. */
function adopt(desk: DeskOfFiles, found: readonly Found[], at: string): void {
  const { state } = desk
  const insert = state.prepare(
    `INSERT INTO generation (name, sequence, issued_on, installed_at, sha256, bytes, pack_sha256, manifest_sha256,
       entries, rows, based_on, condition, kept_sha256, newest_quarter, whole)
     VALUES (@name, @sequence, @issued_on, @installed_at, @sha256, @bytes, @pack_sha256, @manifest_sha256,
       @entries, @rows, NULL, 'good', @kept_sha256, @newest_quarter, @whole)`,
  )
  const onItself = state.prepare('UPDATE generation SET based_on = number WHERE number = ? AND whole = 0')
  for (const { row } of [...found].reverse()) {
    const { lastInsertRowid } = insert.run(row)
    onItself.run(lastInsertRowid)
    point(desk, Number(lastInsertRowid), at)
  }
}

/** What was taken back, and how late it is at least, stands in the content too, and in packs whose content is lost. */
function relearn(desk: DeskOfFiles, found: readonly Found[], packs: readonly Claims[]): void {
  for (const { row } of found) {
    const content = openReadable(generationFile(desk.folder, row.name))
    try {
      relearnWithdrawals(desk.state, content)
    } finally {
      content.close()
    }
    noteIssue(desk, row.issued_on)
  }
  for (const { manifest } of packs) {
    takeWithdrawals(desk.state, manifest)
    noteIssue(desk, manifest.issuedOn)
  }
}

function raiseFloor({ state }: DeskOfFiles, seen: readonly Sequence[]): Sequence | null {
  const floor = sequenceFloor(state)
  const highest = seen.reduce((high, each) => (each.sequence > (high?.sequence ?? 0) ? each : high), floor)
  if (highest && highest !== floor)
    state
      .prepare('INSERT OR REPLACE INTO floor (one, sequence, manifest_sha256) VALUES (1, ?, ?)')
      .run(highest.sequence, highest.manifestSha256)
  return highest
}

type Claims = Sequence & { township: TownshipName; manifest: Manifest }

/** What the kept packs say of themselves, newest first. */
function keptSequences(folder: string): Claims[] {
  return namesIn(packsFolder(folder))
    .flatMap((name) => claimsIn(join(packsFolder(folder), name)) ?? [])
    .sort((one, other) => other.sequence - one.sequence)
}

function claimsIn(file: string): Claims | null {
  let descriptor
  try {
    descriptor = openSync(file, 'r')
    const head = Buffer.alloc(headerLength)
    readSync(descriptor, head, 0, headerLength, 0)
    const { manifestLength } = readHeader(head, statSync(file).size)
    const bytes = Buffer.alloc(manifestLength)
    readSync(descriptor, bytes, 0, manifestLength, headerLength)
    const manifest = readManifest(bytes)
    const { sequence, township } = manifest
    const manifestSha256 = createHash('sha256').update(bytes).digest('hex')
    return { sequence, manifestSha256, township: { code: township.code, name: township.name }, manifest }
  } catch (thrown) {
    if (thrown instanceof Refused || asFault(thrown, file)) return null
    throw thrown
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}
