// An import of a million lines and what follows from it, each as a ratio to a named baseline of the same run.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { generationFile, packsFolder, namesIn } from '../../db/data-folder.ts'
import { rollBack } from '../../db/history.ts'
import { openReader, sha256OfFile } from '../../db/reader.ts'
import { keptGenerations } from '../../db/state.ts'
import { verifyStore } from '../../db/verify.ts'
import { openWriter } from '../../db/writer.ts'
import { headerLength, partSpans, partsStart, readHeader } from '../../pack/container.ts'
import { readManifest } from '../../pack/manifest.ts'
import { checkBytes } from '../../pack/part-bytes.ts'
import { readSignatures, signerAmong } from '../../pack/signature.ts'
import { root } from '../e2e/places.ts'
import { kioskOf, temporaryFolder, trustIn, worldIn, type World } from '../stand-ins/pack-world.ts'
import type { BareInsert, BareWay } from './bare-insert.ts'
import type { ImportOnce } from './import-once.ts'
import { writeLargePack, writeManyEntries, writeUrgentPack } from './large-pack.ts'
import { benchReads, type ReadsBench } from './reads.ts'
import { medianOf, stopwatch, together, type Took } from './took.ts'

export type ImportBench = {
  lines: number
  entries: number
  packBytes: number
  runs: { bare: Record<BareWay, BareInsert>; ours: ImportOnce }[]
  /** Medians over the runs, of the processor's time: of stage, check and apply together. */
  ratio: Record<BareWay, number>
  /** The same by the clock. */
  clockRatio: Record<BareWay, number>
  peakMegabytes: number
  /** The same of 20,000 entries with a page of text each, which is held against as many. */
  manyEntries: { entries: number; peakMegabytes: number }
  previewMs: number
  bytes: { hashMs: number; oursMs: number; ratio: number }
  /** The complete check of a pack against merely hashing its unpacked content. */
  wholeCheckMs: number
  urgent: Took
  rollBack: Took
  verify: { took: Took; hashing: Took; ratio: number }
  reads: ReadsBench
}

export async function benchImport(lines = 1_000_000, times = 3): Promise<ImportBench> {
  using place = temporaryFolder()
  const world = await worldIn(place.folder)
  const pack = await writeLargePack(world, 1, lines)
  const runs: ImportBench['runs'] = []
  let data = ''
  for (let run = 0; run < times; run++) {
    if (data !== '') rmSync(data, { recursive: true })
    const bare = {
      columns: await bareInsert(place.folder, lines, 'columns'),
      ready: await bareInsert(place.folder, lines, 'ready'),
    }
    data = kioskOf(world, `kiosk-${run}`)
    runs.push({ bare, ours: await importOnce(data, pack) })
  }
  const urgent = await importOnce(data, await writeUrgentPack(world, 2))
  const [first] = runs
  const ratioBy = (of: (took: Took) => number) => (way: BareWay) =>
    medianOf(runs.map(({ bare, ours }) => of(together(...Object.values(ours.steps))) / of(bare[way])))
  const [byProcessor, byClock] = [ratioBy((took) => took.processorMs), ratioBy((took) => took.ms)]
  return {
    lines: first?.ours.lines ?? 0,
    entries: first?.ours.entries ?? 0,
    packBytes: first?.ours.packBytes ?? 0,
    runs,
    ratio: { columns: byProcessor('columns'), ready: byProcessor('ready') },
    clockRatio: { columns: byClock('columns'), ready: byClock('ready') },
    peakMegabytes: Math.max(...runs.map(({ ours }) => ours.peakMegabytes)),
    manyEntries: await importMany(world),
    previewMs: medianOf(runs.map(({ ours }) => ours.preview.ms)),
    bytes: await bytesBeforeParsing(world, pack),
    wholeCheckMs: medianOf(runs.map(({ ours }) => ours.steps.check.ms)),
    urgent: together(...Object.values(urgent.steps)),
    rollBack: thereAndBack(data),
    verify: verified(data),
    reads: await benchReads(data, await writeLargePack(world, 3, lines)),
  }
}

async function importMany(world: World): Promise<ImportBench['manyEntries']> {
  const data = kioskOf(world, 'kiosk-many')
  await importOnce(data, await writeManyEntries(world, 1))
  const same = await importOnce(data, await writeManyEntries(world, 2))
  const changed = await importOnce(data, await writeManyEntries(world, 3, '更正'))
  rmSync(data, { recursive: true })
  return { entries: same.entries, peakMegabytes: Math.max(same.peakMegabytes, changed.peakMegabytes) }
}

const run = promisify(execFile)

async function childSays(file: string, ...args: string[]): Promise<string> {
  // What Electron's binding is for is not what this Node needs.
  const env = { ...process.env, MINGBAI_SQLITE_BINDING: '' }
  // As the window starts its importer.
  const words = ['--max-semi-space-size=16', join(root, 'test/bench', file), ...args]
  return (await run(process.execPath, words, { cwd: root, env })).stdout
}

async function bareInsert(folder: string, lines: number, way: BareWay): Promise<BareInsert> {
  const file = join(folder, 'bare.db')
  const said: BareInsert = JSON.parse(await childSays('bare-insert.ts', file, String(lines), way))
  rmSync(file)
  return said
}

async function importOnce(data: string, pack: string): Promise<ImportOnce> {
  const said: ImportOnce = JSON.parse(await childSays('import-once.ts', data, pack))
  return said
}

/** Signature, manifest and the hashes of all parts, which is all that happens before a byte of content is parsed. */
async function bytesBeforeParsing(world: World, pack: string): Promise<ImportBench['bytes']> {
  const [hashing, ours]: [number[], number[]] = [[], []]
  for (let turn = 0; turn < 9; turn++) {
    const hash = stopwatch()
    await hashOf(pack)
    hashing.push(hash().ms)
    const check = stopwatch()
    await checkAll(world, pack)
    ours.push(check().ms)
  }
  const [hashMs, oursMs] = [medianOf(hashing), medianOf(ours)]
  return { hashMs, oursMs, ratio: oursMs / hashMs }
}

async function hashOf(file: string): Promise<string> {
  const handle = await open(file)
  const hash = createHash('sha256')
  for await (const chunk of handle.createReadStream({ highWaterMark: 1 << 18 })) hash.update(chunk)
  return hash.digest('hex')
}

async function checkAll(world: World, file: string): Promise<void> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    const read = async (start: number, length: number) =>
      (await handle.read(Buffer.alloc(length), 0, length, start)).buffer
    const header = readHeader(await read(0, headerLength), size)
    const manifestBytes = await read(headerLength, header.manifestLength)
    const start = headerLength + header.manifestLength
    const { signatures } = readSignatures(await read(start, partsStart(header) - start))
    signerAmong(trustIn(world).keys, signatures, manifestBytes)
    const { parts } = readManifest(manifestBytes)
    const { spans } = partSpans(
      header,
      parts.map((part) => part.size),
    )
    for (const [at, part] of parts.entries())
      await checkBytes(handle, part, spans[at] ?? { start: 0, length: 0 }, {})
  } finally {
    await handle.close()
  }
}

/** As the staff's touch does it: the lock, the check of what is shown, the check of what will be, the switch, the answer. */
function thereAndBack(data: string): Took {
  const { reader } = openReader(data)
  const lap = stopwatch()
  const opened = openWriter(data)
  if (!opened.ok) throw new Error(opened.fault.kind)
  const back = rollBack(opened.writer)
  opened.writer.close()
  reader.refresh()
  const took = lap()
  reader.close()
  if (!back.ok) throw new Error(back.fault.kind)
  return took
}

/** `kiosk verify` against hashing the same files and nothing else. */
function verified(data: string): ImportBench['verify'] {
  const { reader } = openReader(data)
  const lap = stopwatch()
  const found = verifyStore(reader)
  const took = lap()
  if (found.flaws.length > 0) throw new Error(JSON.stringify(found.flaws))
  const generations = reader.state ? keptGenerations(reader.state) : []
  const files = [
    ...generations.map((row) => generationFile(data, row.name)),
    ...namesIn(packsFolder(data)).map((name) => join(packsFolder(data), name)),
  ]
  lap()
  for (const file of files) sha256OfFile(file)
  const hashing = lap()
  reader.close()
  return { took, hashing, ratio: took.processorMs / hashing.processorMs }
}

if (process.argv[1]?.endsWith('bench/import.ts'))
  console.log(
    JSON.stringify(
      await benchImport(Number(process.argv[2] ?? 1_000_000), Number(process.argv[3] ?? 3)),
      null,
      1,
    ),
  )
