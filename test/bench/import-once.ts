// One import in a process of its own, as the importer does it: what each step takes, and the most memory it ever had.
import { stagingFolder } from '../../db/data-folder.ts'
import { openReader } from '../../db/reader.ts'
import { trustOf } from '../../db/trust.ts'
import { previewPack } from '../../db/update-preview.ts'
import { applyPack } from '../../db/updates.ts'
import { openWriter } from '../../db/writer.ts'
import { openPack } from '../../pack/open.ts'
import { stage } from '../../pack/stage.ts'
import { appVersion } from '../helpers/pack-world.ts'

export type ImportOnce = {
  lines: number
  entries: number
  packBytes: number
  stageMs: number
  checkMs: number
  previewMs: number
  applyMs: number
  peakMegabytes: number
}

async function importOnce(data: string, file: string): Promise<ImportOnce> {
  const opened = openWriter(data)
  if (!opened.ok) throw new Error(opened.fault.kind)
  const { writer } = opened
  const found = trustOf(writer, appVersion)
  if (!found.ok) throw new Error(found.fault.kind)
  const times = [performance.now()]
  const lap = () => times.push(performance.now())
  const staged = await stage(file, stagingFolder(data))
  if (!staged.ok) throw new Error('not staged')
  lap()
  const checked = await openPack(staged.file, found.trust)
  if (!checked.ok) throw new Error(checked.refusal.kind)
  lap()
  const { reader } = openReader(data)
  previewPack(reader, checked.pack)
  reader.close()
  lap()
  const applied = await applyPack(writer, checked.pack)
  if (!applied.ok) throw new Error('not applied')
  lap()
  writer.close()
  const [stageMs = 0, checkMs = 0, previewMs = 0, applyMs = 0] = times
    .slice(1)
    .map((each, at) => each - (times[at] ?? 0))
  return {
    lines: checked.pack.manifest.counts.lines,
    entries: checked.pack.entries.length,
    packBytes: checked.pack.bytes,
    stageMs,
    checkMs,
    previewMs,
    applyMs,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  }
}

const [data, file] = process.argv.slice(2)
if (data !== undefined && file !== undefined)
  process.stdout.write(JSON.stringify(await importOnce(data, file)))
