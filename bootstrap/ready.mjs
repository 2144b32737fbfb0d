// Makes node_modules what package-lock.json says, at no cost when it already is.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { mustRun, run, say } from './child.mjs'
import { MachineLacks } from './debian.mjs'
import { withLock } from './lock.mjs'
import { packageCommand, projectNode, root } from './places.mjs'

/**
 * After this, node_modules is complete and the answer is the Node 24 to run the project on.
 * @returns {Promise<string>}
 */
export async function ready() {
  const node = nodeIfReady()
  if (node) return node
  return await withLock(join(root, '.cache', 'install.lock'), async () => nodeIfReady() ?? (await install()))
}

function nodeIfReady() {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
  if (readIfThere(stampFile()) !== stampOf(lock)) return undefined
  return projectNode()
}

/** npm's words go to stderr; no package may run an install script (see .npmrc). */
async function install() {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
  if (!alreadyInstalled(lock)) {
    say('installing the packages of package-lock.json (npm ci)')
    await mustRun('npm', ['ci', '--ignore-scripts', '--loglevel=error', '--no-progress'], {
      cwd: root,
      quiet: true,
    })
  }
  const node = projectNode()
  if (!node || !(await isNode24(node))) throw new MachineLacks(noNode)
  linkNode(node)
  writeFileSync(stampFile(), stampOf(lock))
  return node
}

const noNode = `npm brought no Node 24 for ${process.platform} ${process.arch} and this machine's own is \
${process.version}: install Node 24 and start again.`

async function isNode24(/** @type {string} */ node) {
  const ended = await run(node, ['--version'], { quiet: true })
  return Number(/^v(\d+)\./.exec(ended.output)?.[1] ?? 0) >= 24
}

// npm 10 makes no link for the command of an optional package when install scripts are off.
function linkNode(/** @type {string} */ node) {
  const link = packageCommand('node')
  if (process.platform !== 'win32' && !existsSync(link)) symlinkSync(relative(dirname(link), node), link)
}

// Somebody may have run npm install by hand: then npm's own record already agrees, and emptying
// node_modules under the feet of their running programs would gain nothing.
function alreadyInstalled(/** @type {string} */ lock) {
  const record = readIfThere(join(root, 'node_modules', '.package-lock.json'))
  return record !== undefined && holdsAll(JSON.parse(lock), JSON.parse(record))
}

/**
 * Whether npm's record of what is installed holds every package of the lockfile and none besides.
 * @typedef {{ packages: Record<string, { version?: string, integrity?: string, optional?: boolean }> }} Lockfile
 * @param {Lockfile} lock
 * @param {Lockfile} record
 */
export function holdsAll(lock, record) {
  const wanted = Object.entries(lock.packages).filter(([place]) => place !== '')
  const matches = wanted.every(([place, { integrity, optional }]) => {
    const installed = record.packages[place]
    return installed ? installed.integrity === integrity : optional === true
  })
  return matches && Object.keys(record.packages).every((place) => place in lock.packages)
}

/** What node_modules is for: this lockfile on this kind of machine. */
export function stampOf(/** @type {string} */ lock) {
  return createHash('sha256').update(`${process.platform} ${process.arch}\n${lock}`).digest('hex')
}

// Inside node_modules, so that removing the folder removes the claim that it is complete.
function stampFile() {
  return join(root, 'node_modules', '.mingbai-ready')
}

function readIfThere(/** @type {string} */ file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
