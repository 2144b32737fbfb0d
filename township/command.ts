// The township's program without a window: a table of commands, JSON on stdout, words on stderr.
import { resolve } from 'node:path'
import { sweep } from '../disclosure/privacy.ts'
import type { SweptText } from '../disclosure/privacy.ts'
import { isSystemError } from '../pack/refused.ts'
import { buildCommand } from './commands/build-command.ts'
import { readArguments } from './commands/command-line.ts'
import type { Command, Outcome, Said } from './commands/command-line.ts'
import { changeKeysCommand, keysCommand } from './commands/key-commands.ts'
import { coverageCommand, receiptsCommand } from './commands/oversight-commands.ts'
import { opinionsCommand } from './commands/opinions-command.ts'
import { inspectCommand, putCommand, rowsCommand } from './commands/pack-commands.ts'
import { recordCommand } from './commands/record-command.ts'
import { checkCommand, templateCommand } from './commands/sheet-commands.ts'
import { withdrawCommand } from './commands/withdraw-command.ts'
import { sweptJson } from './sweep.ts'

/** Whatever a program of the township says was swept: a path, a title, a fault. */
export type Streams = { out: (text: SweptText) => void; err: (text: SweptText) => void }

/** In the order in which they are told to whoever calls one wrongly. */
const commands: Readonly<Record<string, Command>> = {
  keys: keysCommand,
  'change-keys': changeKeysCommand,
  template: templateCommand,
  check: checkCommand,
  build: buildCommand,
  withdraw: withdrawCommand,
  record: recordCommand,
  put: putCommand,
  inspect: inspectCommand,
  rows: rowsCommand,
  receipts: receiptsCommand,
  opinions: opinionsCommand,
  coverage: coverageCommand,
}

const usage = Object.values(commands)
  .map((command) => `${command.usage}\n`)
  .join('')

/** The exit code: 0 done, 1 refused or faulty (the JSON says the kind), 2 wrong usage. */
export async function townshipCommand(args: readonly string[], streams: Streams): Promise<0 | 1 | 2> {
  const said: Said = { err: (text) => streams.err(sweep(text, new Set()).text) }
  const outcome = await run(args, said)
  if ('usage' in outcome) {
    said.err(`${outcome.usage}\n\n${usage}`)
    return 2
  }
  const answer: object = 'done' in outcome ? outcome.done : outcome.failed
  streams.out(sweptJson(answer, outcome.open))
  if ('done' in outcome) return 0
  said.err(`${outcome.failed.kind}\n`)
  return 1
}

async function run(args: readonly string[], said: Said): Promise<Outcome> {
  const [act, ...rest] = args
  const given = readArguments(rest)
  if ('usage' in given) return given
  if (act === undefined) return { usage: 'no command' }
  const command = Object.hasOwn(commands, act) ? commands[act] : undefined
  if (!command) return { usage: `unknown command ${act}` }
  try {
    return await command.run(given, said)
  } catch (thrown) {
    if (isSystemError(thrown)) return { failed: { kind: ioKind(thrown.code), code: thrown.code } }
    throw thrown
  }
}

const ioKind = (code: string): string =>
  ({ ENOSPC: 'disk-full', EROFS: 'read-only', EACCES: 'read-only', EPERM: 'read-only' })[code] ?? 'io'

// Whoever reads only the head of the answer closes the pipe; that is no fault.
const closedPipe = (thrown: Error & { code?: string }) => {
  if (thrown.code !== 'EPIPE') throw thrown
}

if (
  process.argv[1] &&
  resolve(process.argv[1]).endsWith('command.ts') &&
  import.meta.url.endsWith('/township/command.ts')
) {
  process.stdout.on('error', closedPipe)
  process.exitCode = await townshipCommand(process.argv.slice(2), {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  })
}
