// One import from beginning to end, in a process of its own: however long it takes or however it ends, the window stays.
import { rmSync } from 'node:fs'
import { openDesk, type Desk } from '../db/desk.ts'
import { dayTold } from '../db/own-time.ts'
import { openReader, type Reader } from '../db/reader.ts'
import { repairContent } from '../db/repair.ts'
import { drawItems } from '../db/spot-check.ts'
import { holdStaging, stagePack, type StagingHold } from '../db/staging.ts'
import { basisOf, trustOf } from '../db/trust.ts'
import { broughtBy, compare } from '../db/update-comparison.ts'
import { previewOf } from '../db/update-preview.ts'
import { applyPack, noteRefusal, type Applied } from '../db/updates.ts'
import { openWriter } from '../db/writer.ts'
import { openPack } from '../pack/open.ts'
import type { VerifiedPack } from '../pack/open.ts'
import type { EntryLine, Preview } from '../pack/preview.ts'
import type { Refusal, StoreFault } from '../pack/refusal.ts'
import { giveWay } from './give-way.ts'
import { ImporterOrder } from './importer-protocol.ts'
import type { ImporterReport, ImporterState } from './importer-protocol.ts'
import { argumentOf, dieWhenThrown, parentPort } from './parent-port.ts'

/** Long enough for a rollback to end; an import of somebody else is said to be in use. */
const patienceMs = 3000

type Ready = {
  pack: VerifiedPack
  file: string
  staged: string
  basis: string
  preview: Preview
  brought: EntryLine[]
  previous: { generation: string; sequence: number } | null
}

dieWhenThrown()
giveWay()
const port = parentPort()
const folder = argumentOf(0)
const appVersion = argumentOf(1)
let ready: Ready | null = null
/** Ends with this process: what is staged then is swept by whoever comes next. */
let hold: StagingHold | null = null

port.hear((message) => void obey(ImporterOrder.parse(message)))

async function obey(order: ImporterOrder): Promise<void> {
  if (order.kind === 'repair') port.say({ repaired: await repair() } satisfies ImporterReport)
  else if (order.kind === 'read') tell(await read(order.path, order.file))
  else if (ready) tell(await apply(ready))
}

const tell = (state: ImporterState) => port.say({ state } satisfies ImporterReport)

/** Quietly: villagers read the older content meanwhile, and a kiosk without damage is done at once. */
async function repair(): Promise<boolean> {
  const opened = openWriter(folder)
  if (!opened.ok) return false
  try {
    const repaired = await repairContent(opened.writer)
    return repaired.ok && repaired.kind === 'rebuilt'
  } finally {
    opened.writer.close()
  }
}

/** Copied to this machine first: from then on the stick may be pulled out, and nothing can change under our eyes. */
async function read(path: string, file: string): Promise<ImporterState> {
  // Locked while it is copied and no longer: a clerk may look at a preview for an hour.
  const opened = openWriter(folder, { waitMs: patienceMs })
  if (!opened.ok) return { kind: 'failed', file, fault: opened.fault }
  const { writer } = opened
  try {
    const trusted = trustOf(writer, appVersion)
    if (!trusted.ok) return { kind: 'failed', file, fault: trusted.fault }
    hold = holdStaging(folder, patienceMs)
    if (!hold) return { kind: 'failed', file, fault: { kind: 'in-use' } }
    const copying = progress((done, total) => ({ kind: 'copying', file, done, total }))
    const staged = await stagePack(writer, path, { onProgress: copying })
    if (!staged.ok) {
      if ('refusal' in staged) return refused(writer, file, staged.refusal)
      return { kind: 'failed', file, fault: staged.fault }
    }
    writer.close()
    return await check(staged.file, file)
  } finally {
    writer.close()
  }
}

/** `again`: why the clerk is shown a preview once more. */
async function check(staged: string, file: string, again?: StoreFault): Promise<ImporterState> {
  const { reader } = openReader(folder, { justChecked: true })
  try {
    const trusted = trustOf(reader, appVersion)
    if (!trusted.ok || !reader.state)
      return { kind: 'failed', file, fault: trusted.ok ? { kind: 'not-provisioned' } : trusted.fault }
    // First this, then a look at what is on screen: what changes in between is noticed when it is applied.
    const basis = basisOf(reader.state)
    reader.refresh()
    const checking = progress((done, total) => ({ kind: 'checking', file, done, total }))
    const verified = await openPack(staged, trusted.trust, { onProgress: checking })
    if (!verified.ok) {
      rmSync(staged, { force: true })
      return refusedAtDesk(file, verified.refusal)
    }
    ready = { ...compared(reader, verified.pack), file, staged, basis }
    return { kind: 'ready', file, preview: ready.preview, ...(again ? { again } : {}) }
  } finally {
    reader.close()
  }
}

/** What the pack would change, and what the clerk may go back to afterwards. */
function compared(reader: Reader, pack: VerifiedPack): Omit<Ready, 'file' | 'staged' | 'basis'> {
  const comparison = compare(reader, pack)
  const preview = previewOf(reader, pack, comparison, dayTold(reader))
  const { content } = reader
  const previous = content && { generation: content.name, sequence: content.sequence }
  return { pack, preview, brought: broughtBy(comparison), previous }
}

async function apply(of: Ready): Promise<ImporterState> {
  const { pack, file, staged, basis } = of
  const opened = openWriter(folder, { waitMs: patienceMs })
  if (!opened.ok) return { kind: 'failed', file, fault: opened.fault }
  const { writer } = opened
  try {
    if (basisOf(writer.state) !== basis) {
      writer.close()
      return await check(staged, file, { kind: 'base-changed' })
    }
    const placeOf = placesIn(pack)
    const applying = progress((done, total, village) => ({
      kind: 'applying',
      file,
      ...placeOf(village),
      done,
      total,
    }))
    const applied = await applyPack(writer, pack, { onProgress: applying })
    rmSync(staged, { force: true })
    if (applied.ok) return appliedOf(of, applied)
    if ('refusal' in applied) return refused(writer, file, applied.refusal)
    return { kind: 'failed', file, fault: applied.fault }
  } finally {
    writer.close()
  }
}

function appliedOf(of: Ready, applied: Extract<Applied, { ok: true }>): ImporterState {
  const { sequence, entries, rows, receipt } = applied
  const { counts: change } = of.preview
  const drawn = drawItems(of.brought)
  return { kind: 'applied', sequence, entries, rows, receipt, change, previous: of.previous, drawn }
}

function refused(desk: Desk, file: string, refusal: Refusal): ImporterState {
  noteRefusal(desk, refusal)
  return { kind: 'refused', file, refusal }
}

function refusedAtDesk(file: string, refusal: Refusal): ImporterState {
  const opened = openDesk(folder)
  if (!opened.ok) return { kind: 'refused', file, refusal }
  try {
    return refused(opened.desk, file, refusal)
  } finally {
    opened.desk.close()
  }
}

/** Which of how many villages is being written; between two entries it is still the last one. */
function placesIn(pack: VerifiedPack) {
  const all = new Set(pack.entries.flatMap((entry) => entry.villageCode ?? []))
  const met = new Set<string>()
  let last: string | null = null
  return (village: string | null) => {
    last = village ?? last
    if (last !== null) met.add(last)
    return {
      village: last,
      place: met.size > 0 ? { number: met.size, of: Math.max(all.size, met.size) } : null,
    }
  }
}

// Ten times a second is as often as an eye sees a bar move.
const tellEveryMs = 100

function progress(stateOf: (done: number, total: number, village: string | null) => ImporterState) {
  let lastMs = -Infinity
  return (done: number, total: number, village: string | null = null) => {
    const now = performance.now()
    if (now - lastMs < tellEveryMs && done < total) return
    lastMs = now
    tell(stateOf(done, total, village))
  }
}
