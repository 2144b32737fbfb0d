// Finds an Electron for this machine: the pinned one, or the development one where its host is out of reach.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { run, say } from './child.mjs'
import { install, MachineLacks } from './debian.mjs'
import {
  buildDevelopmentElectron,
  canHaveDevelopmentElectron,
  developmentElectronFolder,
} from './development-electron.mjs'
import { cacheFolder, projectNode, root } from './places.mjs'
import { librariesNeeded } from './libraries.mjs'
import { screenNeeded } from './screen.mjs'
import { compiledBinding, compilerNeeded, runsPrebuilt } from './sqlite-binding.mjs'

/** @typedef {{ program: string, version: string, why: string }} Electron */

/**
 * An Electron that can start here: with its libraries, something to draw on, and a compiler if its
 * database engine must still be made.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Electron>}
 */
export async function electronForThisMachine(env) {
  const cache = cacheFolder(env)
  const electron = await findElectron(env, cache)
  say(`Electron ${electron.version}: ${electron.why} (${electron.program})`)
  const compiler = needsOwnBinding(electron, env) ? compilerNeeded(cache) : []
  await install([...(await librariesNeeded(electron.program)), ...screenNeeded(env), ...compiler])
  return electron
}

/**
 * What the kiosk's environment must say so that its Electron opens the database.
 * @param {Electron} electron
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function environmentFor(electron, env) {
  // An editor built on Electron may leave this in its terminal, and the kiosk would start as a bare Node.
  const clean = { ...env, ELECTRON_RUN_AS_NODE: undefined }
  if (!needsOwnBinding(electron, env)) return clean
  return { ...clean, MINGBAI_SQLITE_BINDING: await compiledBinding(cacheFolder(env), electron.program) }
}

/** @type {(electron: Electron, env: NodeJS.ProcessEnv) => boolean} */
function needsOwnBinding(electron, env) {
  return !runsPrebuilt(electron.version) && !env.MINGBAI_SQLITE_BINDING
}

/** @type {(env: NodeJS.ProcessEnv, cache: string) => Promise<Electron>} */
async function findElectron(env, cache) {
  const here = electronHere(env, cache)
  if (here) return here
  if (await installPinned(env)) {
    const installed = electronHere(env, cache)
    if (installed) return installed
  }
  if (!canHaveDevelopmentElectron()) throw new MachineLacks(noElectron)
  say('the pinned Electron cannot be downloaded here: building the development one instead')
  await buildDevelopmentElectron(cache)
  const built = electronHere(env, cache)
  if (!built) throw new Error(`no Electron in ${developmentElectronFolder(cache)} after building it`)
  return built
}

const noElectron = `Electron's download host does not answer and there is no development Electron for \
${process.platform} ${process.arch}. Set ELECTRON_MIRROR to a mirror that answers, or \
ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.`

/**
 * Which Electron is already on this machine, best first.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} cache
 * @param {string} [packageFolder] the npm package electron
 * @returns {Electron | undefined}
 */
export function electronHere(env, cache, packageFolder = join(root, 'node_modules', 'electron')) {
  if (env.MINGBAI_ELECTRON) return electronAt(env.MINGBAI_ELECTRON, 'named by MINGBAI_ELECTRON')
  const chosen = env.ELECTRON_OVERRIDE_DIST_PATH
  if (chosen) return electronAt(join(chosen, programName), 'named by ELECTRON_OVERRIDE_DIST_PATH')
  const pinned = join(packageFolder, 'dist', programName)
  if (existsSync(pinned)) return electronAt(pinned, 'the pinned one')
  const development = join(developmentElectronFolder(cache), programName)
  if (existsSync(development))
    return electronAt(development, "the development one, for want of the pinned one's download")
  return undefined
}

const programName =
  process.platform === 'win32'
    ? 'electron.exe'
    : process.platform === 'darwin'
      ? 'Electron.app/Contents/MacOS/Electron'
      : 'electron'

function electronAt(/** @type {string} */ program, /** @type {string} */ why) {
  if (!existsSync(program)) throw new MachineLacks(`no Electron at ${program}, ${why}`)
  const note = join(program.slice(0, -programName.length) || dirname(program), 'version')
  if (!existsSync(note)) throw new MachineLacks(`no file ${note} saying which Electron ${program} is`)
  return { program, version: readFileSync(note, 'utf8').trim().replace(/^v/, ''), why }
}

/**
 * Lets the npm package electron fetch its own binary, when its host answers at all.
 * @param {NodeJS.ProcessEnv} env
 */
async function installPinned(env) {
  const node = projectNode()
  if (!node || !(await answers(downloadAddress(env)))) return false
  say('downloading the pinned Electron (once)')
  const installer = join(root, 'node_modules', 'electron', 'install.js')
  const ended = await run(node, [installer], { env, timeoutMs: 15 * 60_000 })
  return ended.code === 0
}

// As @electron/get puts it together; only asked whether it is there.
function downloadAddress(/** @type {NodeJS.ProcessEnv} */ env) {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8'))
  const mirror =
    env.ELECTRON_MIRROR ||
    env.npm_config_electron_mirror ||
    'https://github.com/electron/electron/releases/download/'
  const folder = (env.ELECTRON_CUSTOM_DIR || 'v{{ version }}').replace('{{ version }}', version)
  return `${mirror}${folder}/electron-v${version}-${process.platform}-${process.arch}.zip`
}

// 4 s: a host that is there answers within one; a closed network often drops packets without a word.
async function answers(/** @type {string} */ address) {
  try {
    const answer = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(4000) })
    return answer.ok
  } catch {
    return false
  }
}
