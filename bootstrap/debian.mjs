// What a Debian machine lacks: installed when we may, named with the exact command when we may not.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run, say } from './child.mjs'

/** A machine that lacks something only its administrator can add; ends the bootstrap with 2. */
export class MachineLacks extends Error {}

/** Whether a program is on the path. */
export function hasProgram(/** @type {string} */ name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/**
 * @typedef {{ lacks: string, packages: string[] }} Need
 *   a package name with "|" lists what it is called on older and newer Debians
 */

/**
 * Installs what is needed as root; anybody else is told everything in one command.
 * @param {Need[]} needs
 * @returns {Promise<void>}
 */
export async function install(needs) {
  if (needs.length === 0) return
  const why = `this machine lacks ${needs.map((each) => each.lacks).join('; ')}`
  const packages = needs.flatMap((each) => each.packages)
  const isRoot = process.getuid?.() === 0
  if (!isRoot || !hasProgram('apt-get')) throw new MachineLacks(`${why}\n${await advice(packages)}`)
  say(`${why}: installing with apt-get`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-qq'], { env, quiet: true })
  const names = await namesHere(packages)
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...names]
  const ended = await run('apt-get', args, { env, quiet: true })
  if (ended.code !== 0) throw new MachineLacks(`${ended.output}${why}\n${await advice(packages)}`)
}

async function advice(/** @type {string[]} */ packages) {
  const names = (await namesHere(packages)).join(' ')
  return `install it once with:\n  sudo apt-get update && sudo apt-get install -y ${names}`
}

/** @type {(packages: string[]) => Promise<string[]>} */
function namesHere(packages) {
  return Promise.all(packages.map(nameHere))
}

/** Debian 13 renamed libraries for 64-bit time: the name this Debian really has. */
async function nameHere(/** @type {string} */ each) {
  const names = each.split('|')
  for (const name of names) {
    const shown = await run('apt-cache', ['show', '--no-all-versions', name], { quiet: true })
    if (shown.code === 0) return name
  }
  return names[0] ?? each
}
