// Where things lie: the project, its cache folder on this machine, and the Node the project runs on.
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/**
 * What is downloaded or compiled once for a machine and shared by every checkout on it.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string}
 */
export function cacheFolder(env) {
  if (env.MINGBAI_CACHE) return resolve(env.MINGBAI_CACHE)
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'mingbai')
}

/** The program file of an npm package's command, e.g. vitest. */
export function packageCommand(/** @type {string} */ name) {
  return join(root, 'node_modules', '.bin', name)
}

/**
 * The Node 24 the project runs on: the one npm installed, since a machine's own Node may be 20,
 * where better-sqlite3's prebuilt binary crashes.
 * @returns {string | undefined}
 */
export function projectNode() {
  const installed = join(nodePackage(), 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(installed)) return installed
  return Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : undefined
}

/** The npm package that carries Node 24 for this kind of machine, with its headers. */
export function nodePackage() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  return join(root, 'node_modules', `node-${platform}-${process.arch}`)
}

/**
 * Where the person stands who called us: npm moves to the project before it runs a script, and the
 * paths a person gives are meant from where they are.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string}
 */
export function personsFolder(env) {
  const movedByNpm = env.npm_lifecycle_event && env.INIT_CWD && process.cwd() === root
  return movedByNpm ? /** @type {string} */ (env.INIT_CWD) : process.cwd()
}
