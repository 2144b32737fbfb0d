// A demo township for npm start: sample sheets, through the real builder, into a real kiosk's data.
import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { mustRun, say } from './child.mjs'
import { withLock } from './lock.mjs'
import { root } from './places.mjs'
import { isCurrent, stampOfFiles, writeStamp } from './sources.mjs'

const sheets = join('test', 'fixtures', 'shiqiao')
const madeFrom = [sheets, 'township', 'pack', 'disclosure', 'db']

/**
 * The demo's data folder; made anew when the sheets or the programs that read them have changed.
 * @param {string} node
 * @returns {Promise<string>}
 */
export async function demoData(node) {
  const demo = join(root, '.cache', 'demo')
  const stampFile = join(demo, 'made-from')
  if (!isCurrent(stampFile, madeFrom)) {
    await withLock(`${demo}.lock`, async () => {
      if (isCurrent(stampFile, madeFrom)) return
      const stamp = stampOfFiles(root, madeFrom)
      await make(node, `${demo}.work`)
      rmSync(demo, { recursive: true, force: true })
      renameSync(`${demo}.work`, demo)
      writeStamp(stampFile, stamp)
    })
  }
  return join(demo, 'data')
}

async function make(/** @type {string} */ node, /** @type {string} */ work) {
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { recursive: true })
  const [keys, pack] = [join(work, 'keys'), join(work, 'shiqiao.mbpack')]
  const township = (/** @type {string[]} */ ...args) => command(node, 'township/command.ts', args)
  const kiosk = (/** @type {string[]} */ ...args) =>
    command(node, 'electron/kiosk-command.ts', ['--data', join(work, 'data'), ...args])

  say('demo: making keys for an invented township')
  await township('keys', '--out', keys, '--code', '990102', '--name', '石桥镇')
  say('demo: building a signed pack from the sample sheets')
  const signing = ['--key', join(keys, 'township.key'), '--sequence', '1']
  await township('build', join(root, sheets), '--out', pack, ...signing, '--opinions')
  say('demo: telling the kiosk whom to trust')
  await kiosk('trust', join(keys, 'township.pub'))
  say('demo: importing the pack into the kiosk')
  await kiosk('import', pack)
}

/** @type {(node: string, file: string, args: string[]) => Promise<void>} */
function command(node, file, args) {
  return mustRun(node, [join(root, file), ...args], { cwd: root, quiet: true })
}
