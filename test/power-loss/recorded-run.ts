// The kiosk's real programs under the recorder: written down, made to fail at one call, or killed at one.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'

export const mayRecord = process.platform === 'linux'
/** In memory if there is such a place: the recorder needs the calls, not the disk. */
export const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/** What a program is asked to do to a data folder. */
export type Act =
  | { program: 'command'; words: readonly string[] }
  /** The process that imports for the window: told to read a pack and to apply it, as the window does. */
  | { program: 'importer'; pack: string }
  /** What every start does before anything else: opens the folder for writing and closes it. */
  | { program: 'start' }

/** `killAt`: "12" ends it before its 12th call, "12:half" in the middle; `killAfterMs`: whenever that is. */
export type Wish = { log?: string; failAt?: string; killAt?: string; killAfterMs?: number }

/** `said`: what a program told last, JSON; null if it did not come to say anything. */
export type Ended = { code: number | null; killed: boolean; said: unknown; ms: number }

const fileAt = (path: string): string => new URL(`../../${path}`, import.meta.url).pathname
const urlAt = (path: string): string => JSON.stringify(new URL(`../../${path}`, import.meta.url).href)

export async function run(recorder: string, data: string, act: Act, wish: Wish = {}): Promise<Ended> {
  const child = spawn(process.execPath, wordsOf(act, data), {
    stdio: ['ignore', 'pipe', 'ignore', ...(act.program === 'importer' ? ['ipc' as const] : [])],
    env: {
      ...process.env,
      LD_PRELOAD: recorder,
      POWER_ROOT: data,
      UV_USE_IO_URING: '0',
      ...(wish.log === undefined ? {} : { POWER_LOG: wish.log }),
      ...(wish.failAt === undefined ? {} : { POWER_FAIL: wish.failAt }),
      ...(wish.killAt === undefined ? {} : { POWER_KILL: wish.killAt }),
    },
  })
  const start = performance.now()
  const told = act.program === 'importer' ? importing(child, act.pack) : printed(child)
  const timer =
    wish.killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), wish.killAfterMs)
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.once('close', (...how) => resolve(how)),
  )
  clearTimeout(timer)
  return { code, killed: signal === 'SIGKILL', said: told(), ms: performance.now() - start }
}

function wordsOf(act: Act, data: string): string[] {
  if (act.program === 'command') return [fileAt('electron/kiosk-command.ts'), '--data', data, ...act.words]
  if (act.program === 'importer')
    return [
      '--import',
      fileAt('test/power-loss/parent-port-stand-in.ts'),
      fileAt('electron/importer-process.ts'),
      data,
      '0.1.0',
    ]
  const script = `
    import { openWriter } from ${urlAt('db/writer.ts')}
    const opened = openWriter(${JSON.stringify(data)})
    if (opened.ok) opened.writer.close()
    console.log(JSON.stringify(opened.ok ? { kind: 'started' } : opened.fault))`
  return ['--input-type=module', '-e', script]
}

function printed(child: ChildProcess): () => unknown {
  let text = ''
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return () => jsonOrNull(text)
}

/** Plays the window's part; an import that has come to an end is let go, as the window lets it go. */
function importing(child: ChildProcess, pack: string): () => unknown {
  let said: unknown = null
  child.on('message', (message) => {
    said = stateIn(message)
    const kind = kindOf(said)
    if (kind === 'ready') child.send({ kind: 'apply' })
    if (kind === 'applied' || kind === 'refused' || kind === 'failed') child.kill('SIGTERM')
  })
  child.send({ kind: 'read', path: pack, file: 'a.mbpack' })
  return () => said
}

const stateIn = (message: unknown): unknown =>
  typeof message === 'object' && message !== null && 'state' in message ? message.state : null

export const kindOf = (said: unknown): string =>
  typeof said === 'object' && said !== null && 'kind' in said ? String(said.kind) : ''

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
