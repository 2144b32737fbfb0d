// Content that was damaged on the disk, built once more from the packs it was made of, while older content is shown.
import { randomBytes } from 'node:crypto'
import { existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { faulty, syncFolder } from '../pack/disk.ts'
import { reopenPack } from '../pack/open.ts'
import type { StoreFault } from '../pack/refusal.ts'
import { storeAttachments } from './attachments.ts'
import { openReadable, type ReadableDb } from './database.ts'
import { generationFile, generationsFolder, packFile, syncFile } from './data-folder.ts'
import { isoNow } from './desk.ts'
import { asFault } from './faults.ts'
import { buildGeneration, checkBuilt, type Building } from './generation.ts'
import { generationVersion } from './generation-schema.ts'
import { note } from './journal.ts'
import { isIntact, sha256OfFile } from './reader.ts'
import { currentGeneration, generations, type GenerationRow } from './state.ts'
import { versionOf } from './state-schema.ts'
import { keepCopy } from './state-copy.ts'
import { point } from './switch.ts'
import { withdrawals } from './withdrawals.ts'
import type { Writer } from './writer.ts'

export type Repaired =
  | { ok: true; kind: 'nothing-to-repair' }
  | { ok: true; kind: 'rebuilt'; generation: string; sequence: number }
  | { ok: false; fault: StoreFault }

/** Brings back what had to make way because its file was damaged, or what an older kiosk has built in another form. */
export async function repairContent(writer: Writer, building: Building = {}): Promise<Repaired> {
  const lost = lostContent(writer)
  if (!lost) return { ok: true, kind: 'nothing-to-repair' }
  try {
    let base: GenerationRow | null = null
    for (const row of chainTo(writer, lost)) {
      // Its new name and its place on screen are one change: between the two nobody would know what was lost.
      const stored = row.number === lost.number ? (built: GenerationRow) => putBack(writer, built) : undefined
      if (!isUsable(writer.folder, row)) base = await rebuild(writer, row, base, building, stored)
      else {
        base = row
        stored?.(row)
      }
    }
    if (!base) throw new Error(`no generation leads to ${lost.name}`)
    keepCopy(writer)
    return { ok: true, kind: 'rebuilt', generation: base.name, sequence: base.sequence }
  } catch (thrown) {
    const fault = asFault(thrown, writer.folder)
    if (!fault) throw thrown
    return { ok: false, fault }
  }
}

/** What this kiosk fell back from at some start, and nobody has chosen anything else since; or is of an older form. */
function lostContent({ state, folder }: Writer): GenerationRow | null {
  const last = state
    .prepare<[], { action: string; details: string }>(
      `SELECT action, details FROM journal
       WHERE action IN ('imported', 'rolled-back', 'fell-back', 'rebuilt')
       ORDER BY number DESC LIMIT 1`,
    )
    .get()
  if (last?.action === 'fell-back') {
    const details: unknown = JSON.parse(last.details)
    const from = typeof details === 'object' && details !== null && 'from' in details ? details.from : null
    return generations(state).find((row) => row.name === from) ?? null
  }
  const current = currentGeneration(state)
  return current && isIntact(folder, current) && versionIn(folder, current) !== generationVersion
    ? current
    : null
}

/** From the first that can be built upon to the one wanted; each is built on the one before. */
function chainTo({ state, folder }: Writer, wanted: GenerationRow): GenerationRow[] {
  const all = new Map(generations(state).map((row) => [row.number, row]))
  const chain = [wanted]
  for (let at = wanted.based_on; at !== null;) {
    const row = all.get(at)
    if (!row) break
    chain.unshift(row)
    if (isUsable(folder, row)) break
    at = row.based_on
  }
  return chain
}

const isUsable = (folder: string, row: GenerationRow): boolean =>
  row.condition === 'good' && isIntact(folder, row) && versionIn(folder, row) === generationVersion

function versionIn(folder: string, row: GenerationRow): number {
  let db: ReadableDb | undefined
  try {
    db = openReadable(generationFile(folder, row.name))
    return versionOf(db)
  } finally {
    db?.close()
  }
}

/** The same row with a new file: the pack is the one that was verified when it came, byte for byte. */
async function rebuild(
  writer: Writer,
  row: GenerationRow,
  base: GenerationRow | null,
  building: Building,
  stored: (built: GenerationRow) => void = () => undefined,
): Promise<GenerationRow> {
  const { folder, state } = writer
  const kept = packFile(folder, row.pack_sha256)
  const opened = existsSync(kept) ? await reopenPack(kept, row.pack_sha256) : null
  if (!opened?.ok) return faulty({ kind: 'damaged', file: `${row.pack_sha256}.mbpack` })
  const { pack } = opened
  const name = `${row.sequence}-${randomBytes(4).toString('hex')}`
  const unfinished = generationFile(folder, name).replace(/\.db$/, '.tmp')
  try {
    await storeAttachments(folder, pack)
    const of = {
      file: unfinished,
      base: base && generationFile(folder, base.name),
      pack,
      packSha256: row.pack_sha256,
      withdrawals: withdrawals(state),
    }
    await buildGeneration(of, building)
    checkBuilt(unfinished, pack)
    const sha256 = sha256OfFile(unfinished) ?? faulty({ kind: 'io', code: 'built-generation' })
    syncFile(unfinished)
    const { size: bytes } = statSync(unfinished)
    renameSync(unfinished, generationFile(folder, name))
    await syncFolder(generationsFolder(folder))
    const rebuilt = { ...row, name, sha256, bytes, condition: 'good' as const }
    state
      .transaction(() => {
        state
          .prepare(
            "UPDATE generation SET name = ?, sha256 = ?, bytes = ?, condition = 'good' WHERE number = ?",
          )
          .run(name, sha256, bytes, row.number)
        stored(rebuilt)
      })
      .immediate()
    return rebuilt
  } finally {
    for (const each of [unfinished, `${unfinished}-journal`]) rmSync(each, { force: true })
  }
}

function putBack(writer: Writer, row: GenerationRow): void {
  const at = isoNow(writer.clock)
  writer.state.transaction(() => {
    point(writer, row.number, at)
    note(writer.state, at, 'kiosk', 'rebuilt', { generation: row.name, sequence: row.sequence })
  })()
}
