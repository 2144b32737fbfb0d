// Builds dist/: the page with vite, and each program of the machine as one file Electron can start.
import { existsSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { basename, join } from 'node:path'
import { build } from 'vite'
import { root } from './places.mjs'

// Each is bundled alone: a sandboxed preload can load no second file, and a process none it does not need.
const programs = ['main.ts', 'preload.ts', 'store-process.ts', 'importer-process.ts']

// What comes with Electron or holds a native binary stays outside the bundle.
const outside = ['electron', 'better-sqlite3', /^node:/, ...builtinModules]

await Promise.all(programs.map(buildProgram))
await buildPage()

async function buildPage() {
  const configFile = join(root, 'renderer', 'vite.config.ts')
  if (!existsSync(configFile)) return
  await build({
    root: join(root, 'renderer'),
    configFile,
    logLevel: 'warn',
    build: { outDir: join(root, 'dist', 'renderer'), emptyOutDir: true },
  })
}

async function buildProgram(/** @type {string} */ file) {
  const entry = join(root, 'electron', file)
  if (!existsSync(entry)) return
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20.18',
      outDir: join(root, 'dist', 'electron'),
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input: entry,
        external: outside,
        output: { format: 'cjs', entryFileNames: `${basename(file, '.ts')}.cjs`, codeSplitting: false },
      },
    },
  })
}
