// What the kiosk was started with: its data folder, its sticks, its glass, and what only a developer may ask for.
import { isAbsolute, resolve } from 'node:path'
import { usualRound } from './night-round.ts'
import type { Round } from './night-round.ts'

export type LaunchOptions = {
  /** Null: the place the operating system keeps an app's data. */
  dataFolder: string | null
  /** Folders that count as sticks, besides the real ones. */
  stickFolders: string[]
  size: { width: number; height: number } | null
  /** Diagonal of the glass; null: as set on the device. */
  inches: number | null
  windowed: boolean
  /** The title of an ordinary window that may be moved and closed: the township looks before it signs. */
  preview: string | null
  screenshotFile: string | null
  /** Only where the app is not packaged: tests cannot wait a minute and a half for the idle reset. */
  idleSeconds: number | null
  idleWarningSeconds: number | null
  staffIdleMs: number
  round: Round
}

export type LaunchFault = { kind: 'bad-option'; option: string; value: string | null }

// 5 min: a clerk reads a long preview without touching, and a forgotten session does not outlive a coffee.
const staffIdleMs = 5 * 60_000

type Read = { ok: true; options: LaunchOptions } | { ok: false; fault: LaunchFault }

/** Reads our own switches out of a command line that also carries Chromium's, which are left alone. */
export function readLaunchOptions(of: {
  argv: readonly string[]
  env: Readonly<Record<string, string | undefined>>
  packaged: boolean
  workingFolder: string
}): Read {
  const given = switchesIn(of.argv)
  for (const [option, values] of given) {
    for (const value of values) {
      if (!isUsable(option, value)) return { ok: false, fault: { kind: 'bad-option', option, value } }
    }
  }
  const last = (option: string) => given.get(option)?.at(-1) ?? null
  const path = (value: string) => (isAbsolute(value) ? value : resolve(of.workingFolder, value))
  const dataFolder = last('--data')
  const screenshotFile = last('--screenshot')
  const inches = last('--inches')
  return {
    ok: true,
    options: {
      dataFolder: dataFolder === null ? null : path(dataFolder),
      stickFolders: (given.get('--stick') ?? []).flatMap((each) => (each === null ? [] : [path(each)])),
      size: sizeOf(last('--size')),
      inches: inches === null ? null : Number(inches),
      windowed: given.has('--windowed'),
      preview: last('--preview'),
      screenshotFile: screenshotFile === null ? null : path(screenshotFile),
      ...developerTimes(of.packaged ? {} : of.env),
    },
  }
}

const withValue = ['--data', '--stick', '--size', '--inches', '--screenshot', '--preview']
const withoutValue = ['--windowed']

function switchesIn(argv: readonly string[]): Map<string, (string | null)[]> {
  const found = new Map<string, (string | null)[]>()
  for (let at = 0; at < argv.length; at++) {
    const [option = '', ...rest] = (argv[at] ?? '').split('=')
    const inline = rest.length > 0 ? rest.join('=') : null
    if (withoutValue.includes(option)) found.set(option, [null])
    if (!withValue.includes(option)) continue
    const value = inline ?? argv[at + 1] ?? null
    if (inline === null) at++
    found.set(option, [...(found.get(option) ?? []), value])
  }
  return found
}

function isUsable(option: string, value: string | null): boolean {
  if (withoutValue.includes(option)) return true
  if (value === null || value === '' || value.startsWith('--')) return false
  if (option === '--size') return sizeOf(value) !== null
  // 7 to 110 inches: from a tablet to a wall; the same bounds stand in the contract.
  if (option === '--inches')
    return /^\d{1,3}(\.\d)?$/.test(value) && Number(value) >= 7 && Number(value) <= 110
  return true
}

function sizeOf(value: string | null): LaunchOptions['size'] {
  const sides = /^(\d{3,5})x(\d{3,5})$/.exec(value ?? '')
  return sides ? { width: Number(sides[1]), height: Number(sides[2]) } : null
}

function developerTimes(env: Readonly<Record<string, string | undefined>>) {
  const seconds = (name: string) => {
    const value = Number(env[name])
    return Number.isFinite(value) && value > 0 ? value : null
  }
  const staffSeconds = seconds('MINGBAI_STAFF_SECONDS')
  const roundSeconds = seconds('MINGBAI_ROUND_SECONDS')
  return {
    idleSeconds: seconds('MINGBAI_IDLE_SECONDS'),
    idleWarningSeconds: seconds('MINGBAI_IDLE_WARNING_SECONDS'),
    staffIdleMs: staffSeconds === null ? staffIdleMs : staffSeconds * 1000,
    round:
      roundSeconds === null ? usualRound : { everyMs: roundSeconds * 1000, quietMs: roundSeconds * 1000 },
  }
}
