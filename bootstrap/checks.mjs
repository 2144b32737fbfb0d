// Every check of the project, each by the tool that does it, and what they say together.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { become, say } from './child.mjs'
import { electronForThisMachine, environmentFor } from './electron-runtime.mjs'
import { packageCommand, root } from './places.mjs'
import { hasScreen, openVirtualScreen } from './screen.mjs'
import { buildIfChanged } from './sources.mjs'
import { addTestPrograms } from './test-programs.mjs'

/** Where vitest leaves its counts and a failed gate its name, for the closing line of .ci/run. */
export const reports = join(root, '.cache', 'reports')

const floors = ['bootstrap', 'disclosure', 'pack', 'db', 'electron', 'renderer', 'township', 'office', 'test']

/** A kiosk under test waits as long as it works, for fingers and for the moment in which a new screen takes no touch. */
const testsAtOnce = availableParallelism() + 1

/** @typedef {{ name: string, run: () => Promise<number> }} Gate */

/** @type {(node: string) => Promise<number>} */
export async function test(node) {
  await addTestPrograms()
  return passAll([types(node), lint(node), units(node), { name: 'end to end', run: () => e2e([], node) }])
}

/** @type {(node: string) => Promise<number>} */
export function check(node) {
  return passAll([types(node), lint(node), format(node), units(node)])
}

/**
 * In the real Electron, which needs a screen. `--all`: the crawler walks every glass, size and way of looking, not
 * only a part in which every two of them meet. `--pictures`: of each screen it comes to, not only of those with faults.
 * @type {(args: string[], node: string) => Promise<number>}
 */
export async function e2e(args, node) {
  const folder = join('test', 'e2e')
  const config = ['--config', join(folder, 'vitest.config.ts')]
  const own = ['--all', '--pictures']
  const wanted = [
    `--reporter=./${join(folder, 'second-try.ts')}`,
    ...args.filter((each) => !own.includes(each)),
  ]
  const crawl = {
    ...(args.includes('--all') && { MINGBAI_CRAWL: 'all' }),
    ...(args.includes('--pictures') && { MINGBAI_CRAWL_PICTURES: 'all' }),
  }
  return withKiosk(node, testsAtOnce, (env) =>
    vitest(node, [...config, ...wanted], 'e2e', { ...env, ...crawl }),
  )
}

/** @type {(args: string[], node: string) => Promise<number>} */
export async function bench(args, node) {
  const file = join(root, 'test', 'bench', 'run.ts')
  return withKiosk(node, 1, (env) => become(node, [file, ...args], { cwd: root, env }))
}

/**
 * All of them, even after one has failed: whoever reads the output wants to know everything at once.
 * @param {Gate[]} gates
 * @returns {Promise<number>}
 */
async function passAll(gates) {
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })
  const failed = []
  for (const { name, run } of gates) {
    say(name)
    if ((await run()) === 0) continue
    failed.push(name)
    writeFileSync(join(reports, `${name.replaceAll(/\W+/g, '-')}.failed`), '')
  }
  if (failed.length > 0) say(`failed: ${failed.join(', ')}`)
  return failed.length === 0 ? 0 : 1
}

/** One tsconfig per world: Node, the pure ground, the page, these scripts. @type {(node: string) => Gate} */
function types(node) {
  const configs = ['.', ...floors, join('office', 'page')]
    .map((each) => join(each, 'tsconfig.json'))
    .filter((each) => existsSync(join(root, each)))
  return { name: 'types', run: () => everyOne(configs, (config) => tool(node, 'tsc', ['--project', config])) }
}

/** @type {(node: string) => Gate} */
function lint(node) {
  return { name: 'lint', run: () => tool(node, 'oxlint', ['--deny-warnings', ...floorsHere()]) }
}

/** @type {(node: string) => Gate} */
function format(node) {
  const globs = floorsHere().map((each) => `${each}/**/*.{ts,tsx,mjs,css,html}`)
  const args = ['--check', '--log-level=warn', '--no-error-on-unmatched-pattern', ...globs]
  return { name: 'format', run: () => tool(node, 'prettier', args) }
}

/** @type {(node: string) => Gate} */
function units(node) {
  return {
    name: 'arrows, unit, property',
    run: () => vitest(node, ['--config', join('test', 'vitest.config.ts')], 'unit', process.env),
  }
}

/** @type {(node: string, args: string[], report: string, env: NodeJS.ProcessEnv) => Promise<number>} */
function vitest(node, args, report, env) {
  const outputFile = join(reports, `${report}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${outputFile}`]
  return tool(node, 'vitest', ['run', '--passWithNoTests', ...reporters, ...args], env)
}

/** @type {(node: string, name: string, args: string[], env?: NodeJS.ProcessEnv) => Promise<number>} */
function tool(node, name, args, env = process.env) {
  return become(node, [packageCommand(name), ...args], { cwd: root, env })
}

/** @type {<T>(each: T[], act: (one: T) => Promise<number>) => Promise<number>} */
async function everyOne(each, act) {
  let worst = 0
  for (const one of each) worst = Math.max(worst, await act(one))
  return worst
}

function floorsHere() {
  const here = new Set(readdirSync(root))
  return floors.filter((each) => here.has(each))
}

/**
 * With the kiosk built, an Electron and screens, all named in the environment. Two kiosks on one screen would take
 * the focus from each other: each that runs at the same time has its own.
 * @param {string} node
 * @param {number} count of screens, where they are virtual
 * @param {(env: NodeJS.ProcessEnv) => Promise<number>} act
 * @returns {Promise<number>}
 */
async function withKiosk(node, count, act) {
  const electron = await electronForThisMachine(process.env)
  const ready = await environmentFor(electron, process.env)
  await buildIfChanged(node)
  const screens = hasScreen(ready) ? [] : await openScreens(count)
  const [first] = screens
  const env = {
    ...ready,
    MINGBAI_ELECTRON: electron.program,
    ...(first && { DISPLAY: first.display, MINGBAI_SCREENS: screens.map((each) => each.display).join() }),
  }
  try {
    return await act(env)
  } finally {
    for (const screen of screens) screen.close()
  }
}

/** @type {(count: number) => Promise<{ display: string, close: () => void }[]>} */
async function openScreens(count) {
  const screens = []
  // Wide and tall enough for both ways a kiosk hangs.
  while (screens.length < count) screens.push(await openVirtualScreen('1920x1920'))
  return screens
}
