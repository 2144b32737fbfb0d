// Whether this machine has the shared libraries an Electron is linked against, and what brings the missing ones.
import { run } from './child.mjs'

// These five bring all the others with them; "|" stands before the name Debian 13 and Ubuntu 24.04 use.
const packages = ['libgtk-3-0|libgtk-3-0t64', 'libnss3', 'libgbm1', 'libasound2|libasound2t64', 'libxss1']

/**
 * What must be installed before that Electron can start.
 * @param {string} electron the program
 * @returns {Promise<import('./debian.mjs').Need[]>}
 */
export async function librariesNeeded(electron) {
  if (process.platform !== 'linux') return []
  const listed = await run('ldd', [electron], { quiet: true })
  const missing = notFoundIn(listed.output)
  return missing.length === 0 ? [] : [{ lacks: `${inShort(missing)} for Electron`, packages }]
}

// A bare Debian lacks 26 of them; three say enough.
function inShort(/** @type {string[]} */ names) {
  return names.length > 4
    ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more libraries`
    : names.join(', ')
}

/** The libraries that ldd could not find. */
export function notFoundIn(/** @type {string} */ listing) {
  return [...listing.matchAll(/^\s*(\S+) => not found$/gm)].map((found) => found[1] ?? '')
}
