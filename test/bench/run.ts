// Every measurement of the project, each as a ratio to a named baseline of the same run; prints, asserts nothing.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../e2e/places.ts'
import { benchCheck } from './check.ts'
import { benchImport } from './import.ts'
import { bareWindow, coldStart, tapToPaint } from './start-and-tap.ts'

const folder = mkdtempSync(join(tmpdir(), 'mingbai-bench-'))
const say = (line: string) => process.stderr.write(`${line}\n`)
const ms = (value: number) => Math.round(value)

try {
  say('the sample township: sheets → pack → kiosk')
  const sample = importSample()
  say('import against a bare insert')
  const lines = await benchImport(100_000)
  say('reading sheets against merely parsing them')
  const sheets = await benchCheck(100_000, 50)
  say('start against a bare window')
  const [bare, ours] = [await bareWindow(5), await coldStart(sample.data, 5)]
  say('taps at full speed and at a quarter')
  const [plain, slow] = [await tapToPaint(sample.data, 1, 12), await tapToPaint(sample.data, 4, 12)]
  console.log(
    JSON.stringify(
      {
        coldStart: {
          baseline: 'a bare Electron window, same binary',
          bareMs: ms(bare.median),
          oursMs: ms(ours.median),
          ratio: round(ours.median / bare.median),
          runs: ours.runs,
        },
        importSample: {
          buildMs: ms(sample.buildMs),
          importMs: ms(sample.importMs),
          note: 'whole processes, Node start included',
        },
        importLines: {
          baseline: 'better-sqlite3, one plain table, one transaction',
          lines: lines.lines,
          bareMs: ms(lines.bareMs),
          stageMs: ms(lines.stageMs),
          checkMs: ms(lines.checkMs),
          applyMs: ms(lines.applyMs),
          ratio: round(lines.ratio),
          peakMegabytes: Math.round(lines.peakMegabytes),
        },
        checkSheets: {
          baseline: 'SheetJS parsing the same workbooks in one thread',
          rows: sheets.rows,
          workbooks: sheets.workbooks,
          parseMs: ms(sheets.parseMs),
          checkMs: ms(sheets.checkMs),
          ratio: round(sheets.ratio),
          peakMegabytes: Math.round(sheets.peakMegabytes),
        },
        tapToPaint: {
          p95Ms: ms(plain.p95),
          medianMs: ms(plain.median),
          taps: plain.runs,
          throttled4: { p95Ms: ms(slow.p95), medianMs: ms(slow.median), ratio: round(slow.p95 / plain.p95) },
        },
      },
      null,
      2,
    ),
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
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

function round(value: number): number {
  return Math.round(value * 100) / 100
}
