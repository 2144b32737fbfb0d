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

export type Took = { ms: number; processorMs: number }

export type ImportOnce = {
  lines: number
  entries: number
  packBytes: number
  /** Of each step: by the clock, and of the processor's time, which neighbours on the machine do not change. */
  steps: Record<'stage' | 'check' | 'preview' | 'apply', Took>
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
  const { reader } = openReader(data)
  previewPack(reader, checked.pack)
  reader.close()
  const previewTook = laps()
  const applied = await applyPack(writer, checked.pack)
  if (!applied.ok) throw new Error('not applied')
  const applyTook = laps()
  writer.close()
  return {
    lines: checked.pack.manifest.counts.lines,
    entries: checked.pack.entries.length,
    packBytes: checked.pack.bytes,
    steps: { stage: stageTook, check: checkTook, preview: previewTook, apply: applyTook },
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  }
}

/** What has passed since it was asked last. */
function stopwatch(): () => Took {
  let at = performance.now()
  let used = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(used)
    const took = { ms: performance.now() - at, processorMs: (user + system) / 1000 }
    at = performance.now()
    used = process.cpuUsage()
    return took
  }
}

const [data, file] = process.argv.slice(2)
if (data !== undefined && file !== undefined)
  process.stdout.write(JSON.stringify(await importOnce(data, file)))
