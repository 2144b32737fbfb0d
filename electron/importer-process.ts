// One import from beginning to end, in a process of its own: however long it takes or however it ends, the window stays.
import { rmSync } from 'node:fs'
import { stagingFolder } from '../db/data-folder.ts'
import { openReader } from '../db/reader.ts'
import { repairContent } from '../db/repair.ts'
import { trustOf } from '../db/trust.ts'
import { previewPack } from '../db/update-preview.ts'
import { applyPack, noteRefusal } from '../db/updates.ts'
import { openWriter } from '../db/writer.ts'
import type { Writer } from '../db/writer.ts'
import { openPack } from '../pack/open.ts'
import type { VerifiedPack } from '../pack/open.ts'
import type { Refusal } from '../pack/refusal.ts'
import { stage } from '../pack/stage.ts'
import { giveWay } from './give-way.ts'
import { ImporterOrder } from './importer-protocol.ts'
import type { ImporterReport, ImporterState } from './importer-protocol.ts'
import { argumentOf, dieWhenThrown, parentPort } from './parent-port.ts'

type Ready = { writer: Writer; pack: VerifiedPack; file: string; staged: string }

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
  ready = { writer, pack: verified.pack, file, staged: staged.file }
  const { reader } = openReader(folder, { justChecked: true })
  const preview = previewPack(reader, verified.pack)
  reader.close()
  return { kind: 'ready', file, preview }
}

async function apply({ writer, pack, file, staged }: Ready): Promise<ImporterState> {
  const applying = progress((done, total, village) => ({ kind: 'applying', file, village, done, total }))
  const applied = await applyPack(writer, pack, { onProgress: applying })
  rmSync(staged, { force: true })
  if (applied.ok) return { kind: 'applied', ...pick(applied) }
  if ('refusal' in applied) return refused(writer, file, applied.refusal)
  return { kind: 'failed', file, fault: applied.fault }
}

function refused(writer: Writer, file: string, refusal: Refusal): ImporterState {
  noteRefusal(writer, refusal)
  return { kind: 'refused', file, refusal }
}

const pick = ({ sequence, entries, rows }: { sequence: number; entries: number; rows: number }) => ({
  sequence,
  entries,
  rows,
})

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
