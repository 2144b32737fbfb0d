// npm run township without a word: the clerk's window, on this machine's screen or on a virtual one.
import { join, resolve } from 'node:path'
import { become, say } from './child.mjs'
import { electronForThisMachine, environmentFor } from './electron-runtime.mjs'
import { personsFolder, root } from './places.mjs'
import { hasScreen, openVirtualScreen } from './screen.mjs'
import { buildIfChanged } from './sources.mjs'

const virtualSize = '1366x768'

/**
 * @param {string[]} args switches of the window: --data DIR, --stick DIR, --size WxH
 * @param {string} node
 * @returns {Promise<number>} the exit code of the window
 */
export async function openOffice(args, node) {
  const electron = await electronForThisMachine(process.env)
  const [env] = await Promise.all([environmentFor(electron, process.env), buildIfChanged(node)])
  const virtual = !hasScreen(env)
  const screen = virtual ? await openVirtualScreen(virtualSize, { forOneProgram: true }) : undefined
  const asRoot = process.getuid?.() === 0
  if (asRoot) say('running as root, so without the sandbox: for development only')
  const switches = [
    ...(asRoot ? ['--no-sandbox'] : []),
    ...(virtual ? ['--disable-gpu', '--log-level=3'] : []),
  ]
  const program = join(root, 'dist', 'office')
  const code = await become(electron.program, [...switches, program, ...fromTheirFolder(args)], {
    env: screen ? { ...env, DISPLAY: screen.display } : env,
    cwd: root,
    passSignalsAfterMs: 1500,
  })
  screen?.close()
  return code
}

/** Folders are meant from where the person stands; Electron is started in the project. */
function fromTheirFolder(/** @type {string[]} */ args) {
  const from = personsFolder(process.env)
  return args.map((word, at) =>
    ['--data', '--stick'].includes(args[at - 1] ?? '') ? resolve(from, word) : word,
  )
}
