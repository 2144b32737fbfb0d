// Which Electron a machine uses, and what it must be given to open the database.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { developmentElectronFolder } from '../../../bootstrap/development-electron.mjs'
import { electronHere } from '../../../bootstrap/electron-runtime.mjs'
import { notFoundIn } from '../../../bootstrap/libraries.mjs'
import { cacheFolder } from '../../../bootstrap/places.mjs'
import { runsPrebuilt } from '../../../bootstrap/sqlite-binding.mjs'

function machine() {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-machine-'))
  return {
    cache: join(folder, 'cache'),
    packageFolder: join(folder, 'electron'),
    chosen: join(folder, 'chosen'),
  }
}

function putElectron(folder: string, version: string) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'electron'), '')
  writeFileSync(join(folder, 'version'), version)
}

test('nothing staged is nothing found', () => {
  const { cache, packageFolder } = machine()
  expect(electronHere({}, cache, packageFolder)).toBeUndefined()
})

test('the pinned Electron goes before the development one, a chosen one before both', () => {
  const { cache, packageFolder, chosen } = machine()
  putElectron(developmentElectronFolder(cache), '33.2.1')
  expect(electronHere({}, cache, packageFolder)).toMatchObject({ version: '33.2.1' })
  putElectron(join(packageFolder, 'dist'), 'v45.4.1\n')
  expect(electronHere({}, cache, packageFolder)).toMatchObject({ version: '45.4.1', why: 'the pinned one' })
  putElectron(chosen, '40.0.0')
  const env = { ELECTRON_OVERRIDE_DIST_PATH: chosen }
  expect(electronHere(env, cache, packageFolder)).toMatchObject({
    version: '40.0.0',
    program: join(chosen, 'electron'),
  })
})

test('a chosen Electron that is not there is said, not silently replaced', () => {
  const { cache, packageFolder } = machine()
  putElectron(developmentElectronFolder(cache), '33.2.1')
  const env = { ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' }
  expect(() => electronHere(env, cache, packageFolder)).toThrow('/nowhere/electron')
})

test('only an Electron before 36 needs a better-sqlite3 of our own making', () => {
  expect(runsPrebuilt('33.2.1')).toBe(false)
  expect(runsPrebuilt('36.0.0')).toBe(true)
  expect(runsPrebuilt('45.4.1')).toBe(true)
})

test('the cache is where the person says, else where the system keeps caches', () => {
  expect(cacheFolder({ MINGBAI_CACHE: '/a', XDG_CACHE_HOME: '/b' })).toBe('/a')
  expect(cacheFolder({ XDG_CACHE_HOME: '/b' })).toBe('/b/mingbai')
  expect(cacheFolder({})).toMatch(/\/\.cache\/mingbai$/)
})

test('missing libraries are read from what ldd says', () => {
  const listing = `	linux-vdso.so.1 (0x00007ffd)
	libgtk-3.so.0 => not found
	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
	libnss3.so => not found
`
  expect(notFoundIn(listing)).toEqual(['libgtk-3.so.0', 'libnss3.so'])
})
