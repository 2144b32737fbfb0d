// One import from beginning to end, in a process of its own: however long it takes or however it ends, the window stays.
import { rmSync } from 'node:fs'
import { stagingFolder } from '../db/data-folder.ts'
import { openReader } from '../db/reader.ts'
import { repairContent } from '../db/repair.ts'
import { trustOf } from '../db/trust.ts'
import { drawItems } from '../db/spot-check.ts'
import { broughtBy, compare } from '../db/update-comparison.ts'
import { previewOf } from '../db/update-preview.ts'
import { applyPack, noteRefusal } from '../db/updates.ts'
import { openWriter } from '../db/writer.ts'
import type { Writer } from '../db/writer.ts'
import { openPack } from '../pack/open.ts'
import type { VerifiedPack } from '../pack/open.ts'
import type { EntryLine, Preview } from '../pack/preview.ts'
import type { Refusal } from '../pack/refusal.ts'
import { stage } from '../pack/stage.ts'
import { giveWay } from './give-way.ts'
import { ImporterOrder } from './importer-protocol.ts'
import type { ImporterReport, ImporterState } from './importer-protocol.ts'
import { localDay } from './local-day.ts'
import { argumentOf, dieWhenThrown, parentPort } from './parent-port.ts'

type Ready = {
  writer: Writer
  pack: VerifiedPack
  file: string
  staged: string
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
  // The lock is held from here to the end: whoever previews must find the same content when applying.
  const opened = openWriter(folder)
  if (!opened.ok) return { kind: 'failed', file, fault: opened.fault }
  const { writer } = opened
  const trusted = trustOf(writer, appVersion)
  if (!trusted.ok) return { kind: 'failed', file, fault: trusted.fault }

  const copying = progress((done, total) => ({ kind: 'copying', file, done, total }))
  const staged = await stage(path, stagingFolder(folder), { onProgress: copying })
  if (!staged.ok) {
    if ('refusal' in staged) return refused(writer, file, staged.refusal)
    return { kind: 'failed', file, fault: staged.fault }
  }
  const checking = progress((done, total) => ({ kind: 'checking', file, done, total }))
  const verified = await openPack(staged.file, trusted.trust, { onProgress: checking })
  if (!verified.ok) {
    rmSync(staged.file, { force: true })
    return refused(writer, file, verified.refusal)
  }
  const { pack } = verified
  const { reader } = openReader(folder, { justChecked: true })
  const comparison = compare(reader, pack)
  const preview = previewOf(reader, pack, comparison, localDay(new Date()))
  const { content } = reader
  const previous = content && { generation: content.name, sequence: content.sequence }
  reader.close()
  ready = { writer, pack, file, staged: staged.file, preview, brought: broughtBy(comparison), previous }
  return { kind: 'ready', file, preview }
}

async function apply(of: Ready): Promise<ImporterState> {
  const { writer, pack, file, staged } = of
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
  if (applied.ok) {
    const { sequence, entries, rows, receipt } = applied
    const { counts: change } = of.preview
    const drawn = drawItems(of.brought)
    return { kind: 'applied', sequence, entries, rows, receipt, change, previous: of.previous, drawn }
  }
  if ('refusal' in applied) return refused(writer, file, applied.refusal)
  return { kind: 'failed', file, fault: applied.fault }
}

function refused(writer: Writer, file: string, refusal: Refusal): ImporterState {
  noteRefusal(writer, refusal)
  return { kind: 'refused', file, refusal }
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
