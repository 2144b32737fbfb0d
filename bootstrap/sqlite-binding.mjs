// Compiles better-sqlite3 for an Electron too old for its prebuilt binary, once, into the cache folder.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { mustRun, run, say } from './child.mjs'
import { hasProgram } from './debian.mjs'
import { withLock } from './lock.mjs'
import { nodePackage, root } from './places.mjs'

// better-sqlite3 13's prebuilt asks for Node-API 10, which Electron has from 36 on.
const firstElectronWithPrebuilt = 36

const source = join(root, 'node_modules', 'better-sqlite3')

/** Whether that Electron runs better-sqlite3's own prebuilt binary. */
export function runsPrebuilt(/** @type {string} */ electronVersion) {
  return Number(electronVersion.split('.')[0]) >= firstElectronWithPrebuilt
}

/**
 * What must be installed to compile it; nothing once it is compiled.
 * @param {string} cache
 * @returns {import('./debian.mjs').Need[]}
 */
export function compilerNeeded(cache) {
  if (existsSync(bindingPlace(cache)) || (hasProgram('g++') && hasProgram('gcc'))) return []
  return [{ lacks: 'g++ to compile better-sqlite3 for the development Electron', packages: ['g++'] }]
}

/**
 * The compiled binding for the given Electron; node_modules stays as npm left it, so that what is
 * packaged is always the official binary.
 * @param {string} cache
 * @param {string} electron the program
 * @returns {Promise<string>} the path of the .node file
 */
export async function compiledBinding(cache, electron) {
  const binding = bindingPlace(cache)
  if (existsSync(binding)) return binding
  await withLock(`${dirname(binding)}.lock`, async () => {
    if (existsSync(binding)) return
    say('compiling better-sqlite3 for the development Electron (about a minute, once)')
    mkdirSync(cache, { recursive: true })
    const work = mkdtempSync(`${dirname(binding)}.work-`)
    try {
      await compile(work)
      await proveItOpens(electron, join(work, 'better_sqlite3.node'))
      renameSync(work, dirname(binding))
    } finally {
      rmSync(work, { recursive: true, force: true })
    }
  })
  return binding
}

// A changed recipe or version is another folder, never the old file under a new meaning.
function bindingPlace(/** @type {string} */ cache) {
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'))
  const hash = createHash('sha256').update(JSON.stringify(recipe)).digest('hex')
  const name = `better-sqlite3-${version}-${process.platform}-${process.arch}-${hash.slice(0, 8)}`
  return join(cache, name, 'better_sqlite3.node')
}

// What binding.gyp asks for on Linux, without link-time optimisation, which costs minutes and gains little.
const recipe = {
  c: ['-O2', '-fPIC', '-std=c99', '-w', '-DNDEBUG'],
  cpp: ['-O2', '-fPIC', '-std=c++20', '-w', '-fvisibility=hidden', '-fvisibility-inlines-hidden', '-DNDEBUG'],
  // In place of NAPI_VERSION=10: the Node 20.18 inside Electron 33 has every function that is used, but
  // answers 9, so the addon says "experimental". The opt-out keeps finalisers as version 10 has them.
  addon: [
    '-DNAPI_EXPERIMENTAL',
    '-DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
    '-DNODE_API_EXPERIMENTAL_NO_WARNING',
    '-DNAPI_DISABLE_CPP_EXCEPTIONS',
    '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
    '-DBUILDING_NODE_EXTENSION',
    '-DNODE_GYP_MODULE_NAME=better_sqlite3',
  ],
  link: ['-shared', '-s', '-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL'],
}

/**
 * Calls the compilers directly: node-gyp would need Python, make and Node's own headers from a host
 * a closed network does not reach.
 * @param {string} work
 */
async function compile(work) {
  const sqlite = join(source, 'deps', 'sqlite3')
  const engine = join(work, 'sqlite3.o')
  const addon = join(work, 'addon.o')
  const settings = sqliteSettings().map((each) => `-D${each}`)
  const headers = [
    join(nodePackage(), 'include', 'node'),
    join(root, 'node_modules', 'node-addon-api'),
    sqlite,
  ]
  await Promise.all([
    compiler('gcc', [...recipe.c, ...settings, '-c', join(sqlite, 'sqlite3.c'), '-o', engine]),
    compiler('g++', [
      ...recipe.cpp,
      ...recipe.addon,
      ...headers.map((each) => `-I${each}`),
      '-c',
      join(source, 'src', 'better_sqlite3.cpp'),
      '-o',
      addon,
    ]),
  ])
  const libraries = ['-ldl', '-lpthread', '-lm']
  await compiler('g++', [
    ...recipe.link,
    addon,
    engine,
    ...libraries,
    '-o',
    join(work, 'better_sqlite3.node'),
  ])
  rmSync(engine)
  rmSync(addon)
}

/** @type {(program: string, args: string[]) => Promise<void>} */
function compiler(program, args) {
  return mustRun(program, args, { quiet: true })
}

/** The package's own list of SQLite settings, so that both binaries answer alike. */
function sqliteSettings() {
  const list = readFileSync(join(source, 'deps', 'defines.gypi'), 'utf8')
  const settings = [...list.matchAll(/^\s*'([A-Z0-9_]+(?:=[-\w]+)?)',?$/gm)].map((found) => found[1] ?? '')
  if (!settings.includes('SQLITE_ENABLE_FTS5'))
    throw new Error(`no SQLite settings read from ${source}/deps/defines.gypi`)
  return settings
}

async function proveItOpens(/** @type {string} */ electron, /** @type {string} */ nativeBinding) {
  const trial = `const Database = require('better-sqlite3')
    const db = new Database(':memory:', { nativeBinding: ${JSON.stringify(nativeBinding)} })
    db.exec("CREATE VIRTUAL TABLE t USING fts5(a); INSERT INTO t VALUES ('石桥')")
    if (db.prepare('SELECT count(*) AS n FROM t').get().n !== 1) process.exit(3)`
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const ended = await run(electron, ['-e', trial], { cwd: root, env, quiet: true, timeoutMs: 20_000 })
  if (ended.code !== 0)
    throw new Error(`the compiled better-sqlite3 does not work in Electron: ${ended.output}`)
}
