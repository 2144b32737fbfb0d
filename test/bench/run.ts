// Every measurement of the project, each as a ratio to a named baseline of the same run; prints one table, asserts nothing.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../e2e/places.ts'
import { alone, isAlone } from './alone.ts'
import { benchCheck } from './check.ts'
import { benchImport, type ImportBench } from './import.ts'
import { questions } from './reads.ts'
import { bareWindow, coldStart, tapToPaint } from './start-and-tap.ts'
import { seconds, tableOf, type Line } from './table.ts'
import { together } from './took.ts'

const folder = mkdtempSync(join(tmpdir(), 'mingbai-bench-'))
const say = (line: string) => process.stderr.write(`${line}\n`)
const [asked = '1000000', count] = process.argv.slice(2)
const lineCount = Number(asked)

try {
  if (isAlone(asked))
    console.log(tableOf(await alone[asked](folder, count === undefined ? undefined : Number(count))))
  else if (Number.isSafeInteger(lineCount) && lineCount > 0) await everything()
  else throw new Error(`neither a measurement nor a number of lines: ${asked}`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function everything(): Promise<void> {
  say('the sample township: sheets → pack → kiosk')
  const sample = importSample()
  say(`an import of ${lineCount} lines, what follows from it, and villagers' reads beside it`)
  const large = await benchImport(lineCount)
  say('reading sheets against merely parsing them')
  const sheets = await benchCheck(100_000, 50)
  say('start against a bare window')
  const [bare, ours] = [await bareWindow(5), await coldStart(sample.data, 5)]
  say('taps at full speed and at a quarter')
  const [plain, slow] = [await tapToPaint(sample.data, 1, 12), await tapToPaint(sample.data, 4, 12)]
  const lines: Line[] = [
    {
      what: 'start to a home screen that can be touched, median of 5',
      baseline: ['bare window of the same Electron', seconds(bare.median)],
      ours: seconds(ours.median),
      ratio: ours.median / bare.median,
    },
    ...importLines(large),
    ...readLines(large),
    {
      what: `read ${sheets.rows} rows in ${sheets.workbooks} workbooks, with all checks`,
      baseline: ['SheetJS merely parsing the same files', seconds(sheets.parseMs)],
      ours: `${seconds(sheets.checkMs)}, ${Math.round(sheets.peakMegabytes)} MB`,
      ratio: sheets.ratio,
    },
    {
      what: 'the sample township from its sheets: build and sign; import (whole processes)',
      ours: `${seconds(sample.buildMs)}; ${seconds(sample.importMs)}`,
    },
    {
      what: `tap to painted screen, p95 of ${plain.runs}`,
      baseline: ['full speed', seconds(plain.p95)],
      ours: `processor slowed four times, ${seconds(slow.p95)}`,
      ratio: slow.p95 / plain.p95,
    },
  ]
  console.log(tableOf(lines))
}

function importSample(): { data: string; buildMs: number; importMs: number } {
  const data = join(folder, 'data')
  const pack = join(folder, 'sample.mbpack')
  command(
    'township/command.ts',
    'keys',
    '--out',
    join(folder, 'keys'),
    '--code',
    '990102',
    '--name',
    '石桥镇',
  )
  command('electron/kiosk-command.ts', '--data', data, 'trust', join(folder, 'keys', 'township.pub'))
  const key = join(folder, 'keys', 'township.key')
  const sheets = join(root, 'test/fixtures/shiqiao')
  const buildMs = timed(() =>
    command('township/command.ts', 'build', sheets, '--out', pack, '--key', key, '--sequence', '1'),
  )
  const importMs = timed(() => command('electron/kiosk-command.ts', '--data', data, 'import', pack))
  return { data, buildMs, importMs }
}

function command(file: string, ...args: string[]): void {
  execFileSync(process.execPath, [join(root, file), ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'ignore'],
    // What Electron's binding is for is not what this Node needs.
    env: { ...process.env, MINGBAI_SQLITE_BINDING: '' },
  })
}

function timed(act: () => void): number {
  const started = performance.now()
  act()
  return performance.now() - started
}

function importLines(large: ImportBench): Line[] {
  const [run] = large.runs
  if (!run) return []
  const { bare, ours } = run
  const whole = together(...Object.values(ours.steps))
  const runs = `medians of ${large.runs.length}, processor time`
  const steps = Object.entries(ours.steps).map(([name, took]) => `${name} ${seconds(took.processorMs)}`)
  return [
    {
      what: `stage, check and apply ${large.lines} lines in ${large.entries} entries (${runs})`,
      baseline: ['bare insert, a column a cell, same keys and indexes', seconds(bare.columns.processorMs)],
      ours: `${seconds(whole.processorMs)} (${steps.join(', ')})`,
      ratio: large.ratio.columns,
      aim: 1.6,
    },
    {
      what: 'the same by the clock',
      baseline: ['the same', seconds(bare.columns.ms)],
      ours: seconds(whole.ms),
      ratio: large.clockRatio.columns,
      aim: 1.6,
    },
    {
      what: 'the same, against our own finished texts',
      baseline: ['bare insert of the finished lines into our schema', seconds(bare.ready.processorMs)],
      ours: seconds(whole.processorMs),
      ratio: large.ratio.ready,
    },
    {
      what: 'most memory of the importing process',
      baseline: ['300 MB', '300 MB'],
      ours: `${Math.round(large.peakMegabytes)} MB`,
      ratio: large.peakMegabytes / 300,
      aim: 1,
    },
    {
      what: `the same of ${large.manyEntries.entries} entries with a page of text each, against as many`,
      baseline: ['300 MB', '300 MB'],
      ours: `${Math.round(large.manyEntries.peakMegabytes)} MB`,
      ratio: large.manyEntries.peakMegabytes / 300,
      aim: 1,
    },
    {
      what: 'signature, manifest and every byte, before anything is parsed',
      baseline: ['SHA-256 of the file', seconds(large.bytes.hashMs)],
      ours: seconds(large.bytes.oursMs),
      ratio: large.bytes.ratio,
      aim: 1.3,
    },
    {
      what: 'the complete check of the pack, every line',
      baseline: ['SHA-256 of the file', seconds(large.bytes.hashMs)],
      ours: seconds(large.wholeCheckMs),
      ratio: large.wholeCheckMs / large.bytes.hashMs,
    },
    { what: `preview of ${large.entries} entries against as many`, ours: seconds(large.previewMs) },
    {
      what: 'one corrected entry brought into it: stage, check, apply',
      baseline: ['the large import', seconds(whole.processorMs)],
      ours: seconds(large.urgent.processorMs),
      ratio: large.urgent.processorMs / whole.processorMs,
    },
    {
      what: 'back to the generation before, until it is shown (under 10 s)',
      ours: seconds(large.rollBack.ms),
    },
    {
      what: 'kiosk verify: two generations, two packs, journal',
      baseline: ['SHA-256 of the same files', seconds(large.verify.hashing.processorMs)],
      ours: seconds(large.verify.took.processorMs),
      ratio: large.verify.ratio,
      aim: 1.3,
    },
  ]
}

function readLines({ reads }: ImportBench): Line[] {
  const each = questions.map((question) => ({
    what: `answer to '${question}' while such an import runs, p95 of ${reads.during[question].asked}`,
    baseline: ['the same without', seconds(reads.usual[question].p95Ms)] as const,
    ours: `${seconds(reads.during[question].p95Ms)}, longest ${seconds(reads.during[question].longestMs)}`,
    ratio: reads.during[question].ratio,
    aim: 2,
  }))
  const { usualP95Ms, duringP95Ms, ratio } = reads.all
  return [
    ...each,
    {
      what: 'all of these together, p95',
      baseline: ['the same without', seconds(usualP95Ms)],
      ours: seconds(duringP95Ms),
      ratio,
      aim: 2,
    },
    { what: 'first answer of the new content after its switch', ours: seconds(reads.afterSwitchMs) },
  ]
}
