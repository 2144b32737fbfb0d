// A screen to draw on: the machine's own, or a virtual one where there is none.
import { spawn } from 'node:child_process'
import { hasProgram } from './debian.mjs'
import { say } from './child.mjs'

/** Whether a window can open here without help. */
export function hasScreen(/** @type {NodeJS.ProcessEnv} */ env) {
  if (process.platform !== 'linux') return true
  return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

/**
 * What must be installed to draw where nobody has a display.
 * @param {NodeJS.ProcessEnv} env
 * @returns {import('./debian.mjs').Need[]}
 */
export function screenNeeded(env) {
  if (hasScreen(env) || hasProgram('Xvfb')) return []
  return [{ lacks: 'a display, and Xvfb to stand in for one', packages: ['xvfb'] }]
}

/**
 * Starts Xvfb itself rather than xvfb-run, which does not pass signals on to what it runs.
 * @param {string} size e.g. 1080x1920
 * @param {{ forOneProgram?: boolean }} [options] forOneProgram: it goes by itself when that program has gone
 * @returns {Promise<{ display: string, close: () => void }>}
 */
export async function openVirtualScreen(size, options = {}) {
  const afterLast = options.forOneProgram ? '-terminate' : '-noreset'
  const args = ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', afterLast]
  // Detached: a terminal's Ctrl-C must end the program that draws before the screen it draws on.
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true })
  let faults = ''
  server.stderr?.on('data', (piece) => (faults += piece))
  const number = await firstLine(server, () => faults)
  const close = () => void server.kill('SIGTERM')
  process.on('exit', close)
  server.unref()
  say(`no display here: drawing on a virtual one, :${number} of ${size}`)
  return { display: `:${number}`, close }
}

/**
 * Xvfb writes the number of the display it took once it can be drawn on.
 * @param {import('node:child_process').ChildProcess} server
 * @param {() => string} faults
 * @returns {Promise<string>}
 */
function firstLine(server, faults) {
  return new Promise((done, fail) => {
    server.stdio[3]?.once('data', (piece) => done(String(piece).trim()))
    server.on('exit', (code) => fail(new Error(`Xvfb ended with ${code}: ${faults()}`)))
    server.on('error', fail)
  })
}
