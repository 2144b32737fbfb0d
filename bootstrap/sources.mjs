// Whether what was built still is what the sources say, and building it again when not.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { mustRun, say } from './child.mjs'
import { withLock } from './lock.mjs'
import { root } from './places.mjs'

const builtFrom = [
  'electron',
  'renderer',
  'office',
  'township',
  'db',
  'pack',
  'disclosure',
  'assets',
  'bootstrap/build.mjs',
  'package-lock.json',
]

/**
 * Builds the page and the machine's programs into dist/ if a source has changed since.
 * @param {string} node
 * @returns {Promise<number>} an exit code
 */
export async function buildIfChanged(node) {
  const stampFile = join(root, 'dist', 'built-from')
  if (isCurrent(stampFile, builtFrom)) return 0
  await withLock(join(root, '.cache', 'build.lock'), async () => {
    if (isCurrent(stampFile, builtFrom)) return
    say('building the kiosk')
    const stamp = stampOfFiles(root, builtFrom)
    rmSync(stampFile, { force: true })
    await mustRun(node, [join(root, 'bootstrap', 'build.mjs')], { cwd: root, quiet: true })
    writeStamp(stampFile, stamp)
  })
  return 0
}

/** Whether a stamp file still agrees with the files it was made from. */
export function isCurrent(/** @type {string} */ stampFile, /** @type {string[]} */ places) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stampOfFiles(root, places)
}

export function writeStamp(/** @type {string} */ stampFile, /** @type {string} */ stamp) {
  mkdirSync(dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, stamp)
}

/**
 * Name, size and time of every file: reading them all would cost a start more than it is worth.
 * @param {string} folder
 * @param {string[]} places files and folders inside it; those that do not exist count as empty
 * @returns {string}
 */
export function stampOfFiles(folder, places) {
  const hash = createHash('sha256')
  for (const file of places.flatMap((each) => filesUnder(join(folder, each)))) {
    const { size, mtimeMs } = statSync(file)
    hash.update(`${relative(folder, file)} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/** @type {(place: string) => string[]} */
function filesUnder(place) {
  if (!existsSync(place)) return []
  if (statSync(place).isFile()) return [place]
  const inside = readdirSync(place, { recursive: true, encoding: 'utf8' }).map((each) => join(place, each))
  return inside.filter((each) => statSync(each).isFile()).toSorted()
}
