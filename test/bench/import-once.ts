// One import in a process of its own, as the importer does it: what each step takes, and the most memory it ever had.
import { stagingFolder } from '../../db/data-folder.ts'
import { openReader } from '../../db/reader.ts'
import { trustOf } from '../../db/trust.ts'
import { previewPack } from '../../db/update-preview.ts'
import { applyPack } from '../../db/updates.ts'
import { openWriter } from '../../db/writer.ts'
import { openPack } from '../../pack/open.ts'
import { stage } from '../../pack/stage.ts'
import { appVersion } from '../stand-ins/pack-world.ts'
import { stopwatch, type Took } from './took.ts'

export type ImportOnce = {
  lines: number
  entries: number
  packBytes: number
  /** Of each step: by the clock, and of the processor's time, which neighbours on the machine do not change. */
  steps: Record<'stage' | 'check' | 'apply', Took>
  /** Of this very pack against what it has become: every entry is looked up, none has changed. */
  preview: Took
  peakMegabytes: number
}

async function importOnce(data: string, file: string): Promise<ImportOnce> {
  const opened = openWriter(data)
  if (!opened.ok) throw new Error(opened.fault.kind)
  const { writer } = opened
  const found = trustOf(writer, appVersion)
  if (!found.ok) throw new Error(found.fault.kind)
  const laps = stopwatch()
  const staged = await stage(file, stagingFolder(data))
  if (!staged.ok) throw new Error('not staged')
  const stageTook = laps()
  const checked = await openPack(staged.file, found.trust)
  if (!checked.ok) throw new Error(checked.refusal.kind)
  const checkTook = laps()
  const applied = await applyPack(writer, checked.pack)
  if (!applied.ok) throw new Error('not applied')
  const applyTook = laps()
  const { reader } = openReader(data, { justChecked: true })
  const previewed = stopwatch()
  previewPack(reader, checked.pack)
  const preview = previewed()
  reader.close()
  writer.close()
  return {
    lines: checked.pack.manifest.counts.lines,
    entries: checked.pack.entries.length,
    packBytes: checked.pack.bytes,
    steps: { stage: stageTook, check: checkTook, apply: applyTook },
    preview,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  }
}

const [data, file] = process.argv.slice(2)
if (data !== undefined && file !== undefined)
  process.stdout.write(JSON.stringify(await importOnce(data, file)))
