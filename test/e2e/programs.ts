// The commands that a township and an installer type, as a test types them: the files that `npm run` starts, on the day of
// the tests. better-sqlite3 in them is Node's own, not Electron's.
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './places.ts'

const thatDay = join(root, 'test', 'stand-ins', 'that-day.ts')

/** What it says on stdout; throws, with its words, if it ends with anything but 0. */
export function program(...words: string[]): string {
  return execFileSync(process.execPath, words, {
    cwd: root,
    encoding: 'utf8',
    // Its words are shown only if it fails.
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 256 * 1024 * 1024,
    env: ownEnvironment(),
  })
}

export const ownEnvironment = (): NodeJS.ProcessEnv => ({ ...process.env, MINGBAI_SQLITE_BINDING: '' })

export const townshipCommand = (...words: string[]): string =>
  program('--import', thatDay, join(root, 'township', 'command.ts'), ...words)

/** By the machine's own clock: what it is told of the day lies in its data. */
export const kioskCommand = (data: string, ...words: string[]): string =>
  program(...kioskCommandLine(data, ...words))

export const kioskCommandLine = (data: string, ...words: string[]): string[] => [
  join(root, 'electron', 'kiosk-command.ts'),
  '--data',
  data,
  ...words,
]

/** A kiosk as an installer sets it up: it knows the township's key, and what day it is. */
export function setUpKiosk(data: string, pub: string): void {
  kioskCommand(data, 'trust', pub)
  program(join(root, 'test', 'stand-ins', 'told-the-day.ts'), data)
}

/** The same of a made township (`worldIn(folder)`), with its packs brought in one after the other. */
export function kioskOfWorld(folder: string, name: string, packs: readonly string[]): string {
  const data = join(folder, name)
  const pub = readdirSync(join(folder, 'keys')).find((file) => file.endsWith('.pub')) ?? ''
  setUpKiosk(data, join(folder, 'keys', pub))
  for (const pack of packs) kioskCommand(data, 'import', pack)
  return data
}
