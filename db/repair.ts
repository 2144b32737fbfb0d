// Content that was damaged on the disk or is of an older form, built once more from the packs it was made of.
import { randomBytes } from 'node:crypto'
import { renameSync, rmSync, statSync } from 'node:fs'
import { faulty, syncFolder } from '../pack/disk.ts'
import { claimsOf, reopenPack } from '../pack/open.ts'
import type { StoreFault } from '../pack/refusal.ts'
import { storeAttachments } from './attachments.ts'
import { generationFile, generationsFolder, syncFile } from './data-folder.ts'
import { isoNow } from './desk.ts'
import { asFault } from './faults.ts'
import { buildGeneration, checkBuilt, type Building } from './generation.ts'
import { generationVersion } from './generation-schema.ts'
import { versionInHeader } from './generation-version.ts'
import { note } from './journal.ts'
import { keptPackOf } from './kept-packs.ts'
import { lineageOf } from './lineage.ts'
import { isIntact, sha256OfFile, type Reader } from './reader.ts'
import { currentGeneration, generations, insteadOf, type GenerationRow } from './state.ts'
import { keepCopy } from './state-copy.ts'
import { point } from './switch.ts'
import { withdrawals } from './withdrawals.ts'
import type { Writer } from './writer.ts'

export type Repaired =
  | { ok: true; kind: 'nothing-to-repair' }
  /** `others`: earlier content that can be gone back to again. */
  | { ok: true; kind: 'rebuilt'; generation: string; sequence: number; others: number }
  | { ok: false; fault: StoreFault }

/**
 * First what belongs on the screen, then what can be gone back to. Of the latter, what cannot be built any more is let
 * go of with a line in the journal: a list of earlier content must not promise what does not come.
 */
export async function repairContent(writer: Writer, building: Building = {}): Promise<Repaired> {
  const lost = lostContent(writer)
  const first = lost ? await attempt(writer, () => rebuildOne(writer, lost, building, 'show')) : null
  if (lost && first && !first.ok) noteFailure(writer, lost, first.fault)
  const others = await attempt(writer, () => rebuildOthers(writer, lost, building))
  if (first && !first.ok) showWhatThereIs(writer)
  keepCopyIf(writer, first?.ok || (others.ok && others.done > 0))
  const failed = [first, others].find((each) => each?.ok === false)
  if (failed && !failed.ok) return failed
  const count = others.ok ? others.done : 0
  const row = currentGeneration(writer.state)
  if (!row || (!first && count === 0)) return { ok: true, kind: 'nothing-to-repair' }
  return { ok: true, kind: 'rebuilt', generation: row.name, sequence: row.sequence, others: count }
}

const keepCopyIf = (writer: Writer, changed: boolean | undefined): void => {
  if (changed) keepCopy(writer)
}

async function attempt<T>(
  { folder }: Writer,
  work: () => Promise<T>,
): Promise<{ ok: true; done: T } | { ok: false; fault: StoreFault }> {
  try {
    return { ok: true, done: await work() }
  } catch (thrown) {
    const fault = asFault(thrown, folder)
    if (!fault) throw thrown
    return { ok: false, fault }
  }
}

/** Whether `repairContent` would find anything: cheap enough to be asked at every start. */
export function needsRepair({ state, folder }: Reader): boolean {
  if (!state) return false
  const rows = generations(state)
  return (
    rows.some((row) => row.condition === 'damaged') ||
    rows.some((row) => row.condition === 'good' && isOfOtherForm(folder, row))
  )
}

/** What this kiosk fell back from at some start, and nobody has chosen anything else since; or is of another form. */
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
  return current && isIntact(folder, current) && isOfOtherForm(folder, current) ? current : null
}

const isOfOtherForm = (folder: string, row: GenerationRow): boolean => {
  const version = versionInHeader(generationFile(folder, row.name))
  return version !== null && version !== generationVersion
}

const isUsable = (folder: string, row: GenerationRow): boolean =>
  row.condition === 'good' && isIntact(folder, row) && !isOfOtherForm(folder, row)

/** Oldest first, so that each finds the one it is built upon. */
async function rebuildOthers(
  writer: Writer,
  lost: GenerationRow | null,
  building: Building,
): Promise<number> {
  const { state, folder } = writer
  let rebuilt = 0
  for (const { number } of generations(state).reverse()) {
    const row = generations(state).find((each) => each.number === number)
    if (!row || row.condition === 'dropped' || row.number === lost?.number) continue
    if (row.condition === 'good' && !isOfOtherForm(folder, row)) continue
    try {
      await rebuildOne(writer, row, building, 'keep')
      rebuilt++
    } catch (thrown) {
      const fault = asFault(thrown, folder)
      // Of a full disk it may come back another day.
      if (fault?.kind !== 'damaged') throw thrown
      letGo(writer, row, fault)
    }
  }
  return rebuilt
}

/** The same row with a new file, built up from the nearest one in its line that can be built upon. */
async function rebuildOne(
  writer: Writer,
  wanted: GenerationRow,
  building: Building,
  then: 'show' | 'keep',
): Promise<void> {
  const { folder, state } = writer
  const { base, packs } = await buildingPlan(folder, lineageOf(state, wanted))
  let built = base && generationFile(folder, base.name)
  let unfinished: string | null = null
  try {
    for (const row of packs) {
      built = await build(writer, row, built, building)
      if (unfinished) remove(unfinished)
      unfinished = built
    }
    // Its new name and its place on screen are one change: between the two nobody would know what was lost.
    if (unfinished) await giveName(writer, wanted, unfinished, then)
    else if (then === 'show') putBack(writer, wanted)
  } finally {
    if (unfinished) remove(unfinished)
  }
}

const remove = (file: string): void => {
  for (const each of [file, `${file}-journal`]) rmSync(each, { force: true })
}

/** What can be built upon, and the packs that lead from there to the last of the line. */
async function buildingPlan(
  folder: string,
  line: readonly GenerationRow[],
): Promise<{ base: GenerationRow | null; packs: GenerationRow[] }> {
  const packs: GenerationRow[] = []
  for (const row of [...line].reverse()) {
    if (isUsable(folder, row)) return { base: row, packs }
    packs.unshift(row)
    if (row.based_on === null || (await startsAnew(folder, row))) return { base: null, packs }
  }
  return faulty({ kind: 'damaged', file: `${line.at(-1)?.name}.db` })
}

/** Kiosks before this one did not note it; the pack knows. */
async function startsAnew(folder: string, row: GenerationRow): Promise<boolean> {
  if (row.whole === 1) return true
  const claims = await claimsOf(keptPackOf(folder, row).file)
  return claims.ok && claims.pack.manifest.mode === 'whole'
}

/** The pack is the one that was verified when it came, byte for byte; returns an unfinished file of its own name. */
async function build(
  { folder, state }: Writer,
  row: GenerationRow,
  base: string | null,
  building: Building,
): Promise<string> {
  const kept = keptPackOf(folder, row)
  const opened = await reopenPack(kept.file, kept.sha256)
  if (!opened.ok) return faulty({ kind: 'damaged', file: kept.name })
  const { pack } = opened
  const file = generationFile(folder, newNameOf(row)).replace(/\.db$/, '.tmp')
  // A slim pack has none to give; those of an earlier kiosk bring back what was lost.
  if (row.kept_sha256 === null) await storeAttachments(folder, pack)
  const of = { file, base, pack, packSha256: row.pack_sha256, withdrawals: withdrawals(state) }
  await buildGeneration(of, building)
  checkBuilt(file, pack)
  return file
}

const newNameOf = (row: GenerationRow): string => `${row.sequence}-${randomBytes(4).toString('hex')}`

async function giveName(
  writer: Writer,
  row: GenerationRow,
  unfinished: string,
  then: 'show' | 'keep',
): Promise<void> {
  const { folder, state } = writer
  const name = newNameOf(row)
  const sha256 = sha256OfFile(unfinished) ?? faulty({ kind: 'io', code: 'built-generation' })
  syncFile(unfinished)
  const { size: bytes } = statSync(unfinished)
  renameSync(unfinished, generationFile(folder, name))
  await syncFolder(generationsFolder(folder))
  const details = { generation: name, sequence: row.sequence }
  const at = isoNow(writer.clock)
  state
    .transaction(() => {
      state
        .prepare("UPDATE generation SET name = ?, sha256 = ?, bytes = ?, condition = 'good' WHERE number = ?")
        .run(name, sha256, bytes, row.number)
      if (then === 'show') point(writer, row.number, at)
      note(state, at, 'kiosk', then === 'show' ? 'rebuilt' : 'rebuilt-earlier', details)
    })
    .immediate()
}

function putBack(writer: Writer, row: GenerationRow): void {
  const at = isoNow(writer.clock)
  writer.state
    .transaction(() => {
      point(writer, row.number, at)
      note(writer.state, at, 'kiosk', 'rebuilt', { generation: row.name, sequence: row.sequence })
    })
    .immediate()
}

/** What was wanted cannot be built: the best that can be read stands in its place, and the next start tries again. */
function showWhatThereIs(writer: Writer): void {
  const { state, folder } = writer
  const current = currentGeneration(state)
  if (!current || isUsable(folder, current)) return
  const next = insteadOf(state, current).find((row) => isUsable(folder, row))
  if (!next) return
  const at = isoNow(writer.clock)
  state
    .transaction(() => {
      point(writer, next.number, at)
      const details = { from: current.name, to: next.name, sequence: next.sequence }
      note(state, at, 'kiosk', 'fell-back', details)
    })
    .immediate()
}

/** Said once: a kiosk that cannot be repaired is started every morning. */
function noteFailure(writer: Writer, lost: GenerationRow, fault: StoreFault): void {
  const { state } = writer
  const details = { generation: lost.name, sequence: lost.sequence, fault: fault.kind }
  const last = state
    .prepare<[string], { details: string }>(
      'SELECT details FROM journal WHERE action = ? ORDER BY number DESC LIMIT 1',
    )
    .get('rebuild-failed')
  if (last?.details === JSON.stringify(details)) return
  try {
    state.transaction(() => note(state, isoNow(writer.clock), 'kiosk', 'rebuild-failed', details)).immediate()
  } catch (thrown) {
    // A disk on which nothing can be built may not take a line of the journal either.
    if (!asFault(thrown, writer.folder)) throw thrown
  }
}

function letGo(writer: Writer, row: GenerationRow, fault: StoreFault): void {
  const { state } = writer
  if (currentGeneration(state)?.number === row.number) return
  state
    .transaction(() => {
      state.prepare("UPDATE generation SET condition = 'dropped' WHERE number = ?").run(row.number)
      const details = { generation: row.name, sequence: row.sequence, fault: fault.kind }
      note(state, isoNow(writer.clock), 'kiosk', 'generation-lost', details)
    })
    .immediate()
}
