// What every e2e test starts from: the sample township's packs and a kiosk's data, made once a run by the real commands.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { root } from './places.ts'
import { kioskCommand, program, setUpKiosk, townshipCommand } from './programs.ts'

const fixtures = join(root, 'test', 'fixtures')
/** 柳沟村's posting sheet of a quarter is what the withdrawing pack takes away. */
export const withdrawnVillage = '990102100201'
const newestQuarter = '2026年第三季度'

export type World = {
  /** A kiosk that trusts the township and shows everything but the newest quarter (sequence 10). */
  beforeQuarter: string
  /** The same after the newest quarter's pack (sequence 11). */
  afterQuarter: string
  /** A kiosk that trusts the township and was never given a pack. */
  provisioned: string
  packs: Record<
    'earlier' | 'newest' | 'older' | 'withdrawing' | 'otherKey' | 'otherTownship' | 'flipped' | 'halfCopied',
    string
  >
}

declare module 'vitest' {
  export interface ProvidedContext {
    world: World
  }
}

export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-e2e-'))
  project.provide('world', makeWorld(folder))
  return () => rmSync(folder, { recursive: true, force: true })
}

function makeWorld(folder: string): World {
  const at = (name: string) => join(folder, name)
  for (const name of ['keys', 'strangers-keys', 'neighbours-keys']) {
    const code = name.startsWith('neighbours') ? '990103' : '990102'
    townshipCommand(
      'keys',
      '--out',
      at(name),
      '--code',
      code,
      '--name',
      code === '990103' ? '清河镇' : '石桥镇',
    )
  }
  const build = (name: string, sheets: string, keys: string, sequence: number, ...more: string[]) => {
    const signing = ['--key', join(at(keys), 'township.key'), '--sequence', String(sequence)]
    townshipCommand('build', sheets, '--out', at(name), ...signing, ...more)
    return at(name)
  }
  const sheets = join(fixtures, 'shiqiao')
  const earlierSheets = at('sheets')
  cpSync(sheets, earlierSheets, { recursive: true })
  rmSync(join(earlierSheets, newestQuarter), { recursive: true })

  // Packs that are refused need no more than one notice in them.
  const fewSheets = at('few-sheets')
  for (const each of ['乡镇信息.xlsx', join('2025年第三季度', '通知公告')])
    cpSync(join(sheets, each), join(fewSheets, each), { recursive: true })

  const older = build('older.mbpack', fewSheets, 'keys', 9)
  const earlier = build('earlier.mbpack', earlierSheets, 'keys', 10)
  const newest = build('newest.mbpack', sheets, 'keys', 11)
  const otherKey = build('other-key.mbpack', fewSheets, 'strangers-keys', 12)
  const withdrawn = `${withdrawnVillage}.posting-sheet.2026Q2`
  const withdrawing = build('withdrawing.mbpack', fewSheets, 'keys', 12, '--withdraw', withdrawn)
  const provisioned = at('provisioned')
  setUpKiosk(provisioned, join(at('keys'), 'township.pub'))
  const beforeQuarter = at('before-quarter')
  cpSync(provisioned, beforeQuarter, { recursive: true })
  kioskCommand(beforeQuarter, 'import', earlier)
  const afterQuarter = at('after-quarter')
  cpSync(beforeQuarter, afterQuarter, { recursive: true })
  kioskCommand(afterQuarter, 'import', newest)

  return {
    beforeQuarter,
    afterQuarter,
    provisioned,
    packs: {
      earlier,
      newest,
      older,
      withdrawing,
      otherKey,
      otherTownship: packOfNeighbours(folder, at('neighbours-keys')),
      flipped: flipped(newest, at('flipped.mbpack')),
      halfCopied: halfOf(newest, at('half-copied.mbpack')),
    },
  }
}

/** The neighbouring township's own sheet folder: one file that says which township it is, one notice. */
function packOfNeighbours(folder: string, keys: string): string {
  const sheets = join(folder, 'neighbours-sheets')
  const pack = join(folder, 'other-township.mbpack')
  mkdirSync(sheets)
  program(
    join(import.meta.dirname, 'neighbours-sheets.ts'),
    join(fixtures, 'shiqiao', '乡镇信息.xlsx'),
    sheets,
  )
  townshipCommand('build', sheets, '--out', pack, '--key', join(keys, 'township.key'), '--sequence', '12')
  return pack
}

function flipped(pack: string, to: string): string {
  const bytes = readFileSync(pack)
  const middle = Math.floor(bytes.length / 2)
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle)
  writeFileSync(to, bytes)
  return to
}

function halfOf(pack: string, to: string): string {
  cpSync(pack, to)
  truncateSync(to, Math.floor(readFileSync(pack).length / 2))
  return to
}
