// The door to everything this project can do on a bare machine: node bootstrap/run.mjs <command> [args].
import { join } from 'node:path'
import { become, ProgramFailed, say } from './child.mjs'
import { MachineLacks } from './debian.mjs'
import { personsFolder, root } from './places.mjs'
import { ready } from './ready.mjs'

/** @typedef {(args: string[], node: string) => Promise<number>} Command given the Node to run on, answers with the exit code */

// Each loads only what it needs: a township command should not wait for what a kiosk needs.
/** @type {Record<string, Command>} */
const commands = {
  start: async (args, node) => (await import('./kiosk-start.mjs')).start(args, node),
  build: async (_args, node) => (await import('./sources.mjs')).buildIfChanged(node),
  test: async (_args, node) => (await import('./checks.mjs')).test(node),
  check: async (_args, node) => (await import('./checks.mjs')).check(node),
  e2e: async (args, node) => (await import('./checks.mjs')).e2e(args, node),
  bench: async (args, node) => (await import('./checks.mjs')).bench(args, node),
  // Without a word it is the clerk's window; with one, the command.
  township: async (args, node) =>
    opensWindow(args)
      ? (await import('./office-start.mjs')).openOffice(args, node)
      : program('township/command.ts', args, node),
  kiosk: (args, node) => program('electron/kiosk-command.ts', args, node),
}

process.exitCode = await main(process.argv.slice(2))

/** @type {(words: string[]) => Promise<number>} */
async function main([name = '', ...args]) {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    say(`usage: node bootstrap/run.mjs <${Object.keys(commands).join('|')}> [arguments]`)
    return 2
  }
  try {
    return await command(args, await ready())
  } catch (fault) {
    if (!(fault instanceof MachineLacks || fault instanceof ProgramFailed)) throw fault
    say(fault.message)
    return fault instanceof MachineLacks ? 2 : 1
  }
}

/** A command begins with its act; the window takes only switches of its own. */
function opensWindow(/** @type {string[]} */ args) {
  return args.length === 0 || ['--data', '--stick', '--size'].includes(args[0] ?? '')
}

/** One of the project's own programs, as if it had been called directly. */
function program(/** @type {string} */ file, /** @type {string[]} */ args, /** @type {string} */ node) {
  return become(node, [join(root, file), ...args], {
    cwd: personsFolder(process.env),
  })
}
