// Builds dist/: the page with vite, and each program of the machine as one file Electron can start.
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { build } from 'vite'
import { root } from './places.mjs'

// Each is bundled alone: a sandboxed preload can load no second file, and a process none it does not need.
/** @type {[source: string, program: string][]} */
const programs = [
  ['electron/main.ts', 'electron/main.cjs'],
  ['electron/preload.ts', 'electron/preload.cjs'],
  ['electron/store-process.ts', 'electron/store-process.cjs'],
  ['electron/importer-process.ts', 'electron/importer-process.cjs'],
  ['electron/stick-process.ts', 'electron/stick-process.cjs'],
  // At the top of dist/, one step below package.json and the words, as its source is.
  ['electron/kiosk-command-process.ts', 'kiosk-command.cjs'],
  ['office/office-main.ts', 'office/main.cjs'],
  ['office/office-preload.ts', 'office/preload.cjs'],
  ['office/reading-process.ts', 'office/reading-process.cjs'],
  ['township/source-process.ts', 'office/source-process.cjs'],
  ['township/pdf-worker.ts', 'office/pdf-worker.cjs'],
]

/** @type {[folder: string, configFile: string, out: string][]} */
const pages = [
  ['renderer', 'renderer/vite.config.ts', 'renderer'],
  ['office/page', 'office/page/office-vite.config.ts', 'office/page'],
]

// What comes with Electron or holds a native binary stays outside the bundle.
const outside = ['electron', 'better-sqlite3', /^node:/, ...builtinModules]

await Promise.all(programs.map(buildProgram))
for (const page of pages) await buildPage(page)
nameOffice()
bringPdfium()

/** Electron starts a folder that says what is in it; the project's own package.json names the kiosk. */
function nameOffice() {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const about = { name: 'mingbai-office', version, main: 'main.cjs' }
  writeFileSync(join(root, 'dist', 'office', 'package.json'), `${JSON.stringify(about)}\n`)
}

/** The one part of the PDF reader that is no JavaScript lies beside the program that asks for it. */
function bringPdfium() {
  const wasm = join(root, 'node_modules', '@hyzyla', 'pdfium', 'dist', 'pdfium.wasm')
  if (existsSync(wasm)) copyFileSync(wasm, join(root, 'dist', 'office', 'pdfium.wasm'))
}

/** @param {[folder: string, configFile: string, out: string]} page */
async function buildPage([folder, config, out]) {
  const configFile = join(root, config)
  if (!existsSync(configFile)) return
  await build({
    root: join(root, folder),
    configFile,
    logLevel: 'warn',
    build: { outDir: join(root, 'dist', out), emptyOutDir: true },
  })
}

/** @param {[source: string, program: string]} program */
async function buildProgram([source, program]) {
  const entry = join(root, source)
  if (!existsSync(entry)) return
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20.18',
      outDir: join(root, 'dist'),
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input: entry,
        external: outside,
        output: { format: 'cjs', entryFileNames: program, codeSplitting: false },
      },
    },
  })
}
