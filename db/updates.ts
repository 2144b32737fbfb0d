// Brings a verified pack in, whole or not at all: built aside, checked, synced, and only then switched to.
import { randomBytes } from 'node:crypto'
import { renameSync, rmSync, statSync } from 'node:fs'
import { faulty, syncFolder } from '../pack/disk.ts'
import { checkFloor, type VerifiedPack } from '../pack/open.ts'
import type { Refusal, StoreFault } from '../pack/refusal.ts'
import { Refused } from '../pack/refused.ts'
import { storeAttachments } from './attachments.ts'
import { generationFile, generationsFolder, syncFile } from './data-folder.ts'
import { asFault, freeBytes } from './faults.ts'
import { buildGeneration, checkBuilt, type Building } from './generation.ts'
import { note, type Actor } from './journal.ts'
import { keepPack } from './kept-packs.ts'
import { sha256OfFile } from './reader.ts'
import { dropOldGenerations, makeRoom, newestQuarterOf } from './retention.ts'
import { currentGeneration, type GenerationRow } from './state.ts'
import { keepCopy } from './state-copy.ts'
import { switchTo, type NewGeneration } from './switch.ts'
import { floorOf } from './trust.ts'
import { withdrawals } from './withdrawals.ts'
import type { Writer } from './writer.ts'
import { isoNow, type Desk } from './desk.ts'

export type Applied =
  | { ok: true; generation: string; sequence: number; entries: number; rows: number; receipt: string }
  | { ok: false; fault: StoreFault }
  | { ok: false; refusal: Refusal }

/**
 * Files first, one transaction last: a power cut at any line leaves the old content or the new, never a mix.
 * What an interrupted import leaves behind is swept at the next start.
 */
export async function applyPack(
  writer: Writer,
  pack: VerifiedPack,
  building: Building & { actor?: Actor } = {},
): Promise<Applied> {
  const { folder, state } = writer
  const name = `${pack.manifest.sequence}-${randomBytes(4).toString('hex')}`
  const unfinished = generationFile(folder, name).replace(/\.db$/, '.tmp')
  try {
    const floor = floorOf(state)
    if (floor) checkFloor(pack.manifest.sequence, pack.manifestSha256, floor)
    const base = currentGeneration(state)
    checkRoom(writer, base, pack)
    const packSha256 = sha256OfFile(pack.file) ?? faulty({ kind: 'io', code: 'staged-pack' })
    await storeAttachments(folder, pack)
    const counted = await buildGeneration(
      {
        file: unfinished,
        base: base && generationFile(folder, base.name),
        pack,
        packSha256,
        withdrawals: withdrawals(state),
      },
      building,
    )
    const finished = await finishFiles(folder, name, unfinished, pack, packSha256)
    const whole = pack.manifest.mode === 'whole' || base === null ? 1 : 0
    const built = { ...finished, ...counted, whole } as const
    const actor = building.actor ?? 'clerk'
    const switched = switchTo(writer, built, base?.name ?? null, actor, pack)
    if (!switched.ok) return switched
    letOldGo(writer)
    keepCopy(writer)
    return {
      ok: true,
      generation: name,
      sequence: pack.manifest.sequence,
      ...counted,
      receipt: switched.receipt,
    }
  } catch (thrown) {
    if (thrown instanceof Refused) return { ok: false, refusal: thrown.refusal }
    const fault = asFault(thrown, folder)
    if (!fault) throw thrown
    return { ok: false, fault }
  } finally {
    // Gone already if it got its name.
    for (const each of [unfinished, `${unfinished}-journal`]) rmSync(each, { force: true })
  }
}

/** The import is done and said to be: what cannot be tidied on a bad disk is tidied another day. */
function letOldGo(writer: Writer): void {
  try {
    dropOldGenerations(writer)
  } catch (thrown) {
    if (!asFault(thrown, writer.folder)) throw thrown
  }
}

/** The journal keeps what was refused; kinds only, never what was found. */
export function noteRefusal(desk: Desk, refusal: Refusal, actor: Actor = 'clerk'): void {
  desk.state
    .transaction(() => note(desk.state, isoNow(desk.clock), actor, 'refused', { kind: refusal.kind }))
    .immediate()
}

/** What stays, what comes (twice: as it grows and as indexes), and its attachments. */
function checkRoom(writer: Writer, base: GenerationRow | null, { manifest }: VerifiedPack): void {
  const attachments = manifest.parts.slice(1).reduce((sum, part) => sum + part.size, 0)
  const needed = (base?.bytes ?? 0) + 3 * (manifest.parts[0]?.plainSize ?? 0) + attachments
  makeRoom(writer, needed)
  const free = freeBytes(writer.folder)
  if (free < needed) faulty({ kind: 'disk-full', needed, free })
}

/** Checked, on the disk, and under names that never existed before. */
async function finishFiles(
  folder: string,
  name: string,
  unfinished: string,
  pack: VerifiedPack,
  packSha256: string,
): Promise<Omit<NewGeneration, 'entries' | 'rows' | 'whole'>> {
  checkBuilt(unfinished, pack)
  const sha256 = sha256OfFile(unfinished) ?? faulty({ kind: 'io', code: 'built-generation' })
  syncFile(unfinished)
  const { size: bytes } = statSync(unfinished)
  renameSync(unfinished, generationFile(folder, name))
  await syncFolder(generationsFolder(folder))
  const keptSha256 = await keepPack(folder, pack, packSha256)
  return {
    name,
    sequence: pack.manifest.sequence,
    issued_on: pack.manifest.issuedOn,
    sha256,
    bytes,
    pack_sha256: packSha256,
    manifest_sha256: pack.manifestSha256,
    kept_sha256: keptSha256,
    newest_quarter: newestQuarterOf(generationFile(folder, name)),
  }
}
