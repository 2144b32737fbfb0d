// One at a time: two starts at once must not install or compile into the same folder.
import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { say } from './child.mjs'

/**
 * Does `act` while no other process holds the same lock folder.
 * @template T
 * @param {string} folder
 * @param {() => Promise<T>} act
 * @returns {Promise<T>}
 */
export async function withLock(folder, act) {
  mkdirSync(dirname(folder), { recursive: true })
  let waiting = false
  while (!take(folder)) {
    if (!waiting) say(`waiting for another start of mingbai that is already preparing (${folder})`)
    waiting = true
    await pause(200)
  }
  try {
    return await act()
  } finally {
    letGo(folder, process.pid)
  }
}

// The folder arrives already holding its owner's number: renaming onto a folder that is not empty
// fails, so there is no moment at which a lock is taken without saying by whom.
function take(/** @type {string} */ folder) {
  const mine = `${folder}.${process.pid}`
  mkdirSync(mine, { recursive: true })
  writeFileSync(join(mine, String(process.pid)), '')
  try {
    renameSync(mine, folder)
    return true
  } catch {
    rmSync(mine, { recursive: true, force: true })
    freeIfOwnerIsGone(folder)
    return false
  }
}

// A start that was killed leaves its lock behind: only that dead owner's mark is removed, so a
// newcomer's mark can never be removed by mistake.
function freeIfOwnerIsGone(/** @type {string} */ folder) {
  const owner = Number(ownerOf(folder))
  if (owner > 0 && !isAlive(owner)) letGo(folder, owner)
}

function ownerOf(/** @type {string} */ folder) {
  try {
    return readdirSync(folder)[0]
  } catch {
    return undefined
  }
}

function isAlive(/** @type {number} */ pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (fault) {
    return /** @type {NodeJS.ErrnoException} */ (fault).code === 'EPERM'
  }
}

function letGo(/** @type {string} */ folder, /** @type {number} */ owner) {
  try {
    unlinkSync(join(folder, String(owner)))
    rmdirSync(folder)
  } catch {
    // Somebody else removed the mark or has already taken the empty folder: both are fine.
  }
}
