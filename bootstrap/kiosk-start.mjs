// npm start: everything a bare machine needs, then the kiosk on its screen or on a virtual one.
import { mkdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { become, say } from './child.mjs'
import { demoData } from './demo.mjs'
import { electronForThisMachine, environmentFor } from './electron-runtime.mjs'
import { personsFolder, root } from './places.mjs'
import { hasScreen, openVirtualScreen } from './screen.mjs'
import { buildIfChanged } from './sources.mjs'
import { parseStartArguments, startUsage } from './start-arguments.mjs'

/** @typedef {import('./start-arguments.mjs').StartArguments} StartArguments */

const kioskSize = '1080x1920'

/**
 * @param {string[]} args
 * @param {string} node
 * @returns {Promise<number>} the exit code of the app
 */
export async function start(args, node) {
  const parsed = parseStartArguments(args, personsFolder(process.env))
  if (!parsed.ok) {
    say(`${parsed.fault}\n${startUsage}`)
    return 2
  }
  const electron = await electronForThisMachine(process.env)
  // Side by side: on a first start the engine is a minute of compiling, and the others do not need it.
  const [env, data] = await Promise.all([
    environmentFor(electron, process.env),
    parsed.given.data ?? demoData(node),
    buildIfChanged(node),
  ])
  const virtual = !hasScreen(env)
  const given = virtual ? onVirtualScreen(parsed.given) : parsed.given
  const screen = virtual
    ? await openVirtualScreen(given.size ?? kioskSize, { forOneProgram: true })
    : undefined
  const watch = given.screenshot ? announceScreenshot(given.screenshot) : undefined
  const began = Date.now()
  const code = await become(electron.program, [...switches(virtual), root, ...appArguments(given, data)], {
    env: screen ? { ...env, DISPLAY: screen.display } : env,
    cwd: root,
    // Told twice to end, Electron falls over its own shutdown; half a second is enough when told once.
    passSignalsAfterMs: 1500,
  })
  watch?.stop()
  screen?.close()
  if (code === 0 && Date.now() - began < 2000 && !watch?.seen())
    say(`ended at once: is another kiosk open on ${data}?`)
  return code
}

// Nobody sees a virtual screen: a picture of it is what there is to look at.
/** @type {(given: StartArguments) => StartArguments} */
function onVirtualScreen(given) {
  return { size: kioskSize, screenshot: join(root, '.cache', 'home.png'), ...given }
}

/** Chromium's own switches; none of them belongs in what is installed in a township hall. */
function switches(/** @type {boolean} */ virtual) {
  const asRoot = process.getuid?.() === 0
  if (asRoot) say('running as root, so without the sandbox: for development only')
  // Log level 3: without a session bus Chromium complains ten times about nothing that matters here.
  return [...(asRoot ? ['--no-sandbox'] : []), ...(virtual ? ['--disable-gpu', '--log-level=3'] : [])]
}

/** @type {(given: StartArguments, data: string) => string[]} */
export function appArguments(given, data) {
  const args = ['--data', data]
  for (const each of given.stick ?? []) args.push('--stick', each)
  for (const name of /** @type {const} */ (['size', 'inches', 'screenshot'])) {
    const value = given[name]
    if (value !== undefined) args.push(`--${name}`, value)
  }
  return given.windowed ? [...args, '--windowed'] : args
}

/** Says so once the app has written its picture completely. */
function announceScreenshot(/** @type {string} */ file) {
  mkdirSync(dirname(file), { recursive: true })
  rmSync(file, { force: true })
  let sizeBefore = 0
  let said = false
  const look = () => {
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
    if (!said && size > 0 && size === sizeBefore) {
      said = true
      console.log(`screenshot saved: ${file}`)
    }
    sizeBefore = size
  }
  const timer = setInterval(look, 100)
  const stop = () => {
    look()
    look()
    clearInterval(timer)
  }
  return { stop, seen: () => said }
}
