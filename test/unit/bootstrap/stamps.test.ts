// When a second start may skip what the first one did.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { holdsAll, stampOf } from '../../../bootstrap/ready.mjs'
import { isCurrent, stampOfFiles, writeStamp } from '../../../bootstrap/sources.mjs'

function tree() {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-stamps-'))
  mkdirSync(join(folder, 'electron', 'deep'), { recursive: true })
  writeFileSync(join(folder, 'electron', 'deep', 'main.ts'), 'one')
  writeFileSync(join(folder, 'single.json'), '{}')
  return folder
}

const changes: [name: string, change: (folder: string) => void][] = [
  ['a changed file', (folder) => writeFileSync(join(folder, 'electron', 'deep', 'main.ts'), 'other length')],
  ['an added file', (folder) => writeFileSync(join(folder, 'electron', 'added.ts'), '')],
  ['a removed file', (folder) => rmSync(join(folder, 'electron', 'deep', 'main.ts'))],
  ['a file with another time', (folder) => utimesSync(join(folder, 'single.json'), 1, 1)],
]

test.each(changes)('%s is another stamp', (_name, change) => {
  const folder = tree()
  const places = ['electron', 'single.json', 'not-there-yet']
  const before = stampOfFiles(folder, places)
  expect(stampOfFiles(folder, places)).toBe(before)
  change(folder)
  expect(stampOfFiles(folder, places)).not.toBe(before)
})

test('a stamp file that is missing or speaks of other files is not current', () => {
  const file = join(tree(), 'dist', 'built-from')
  expect(isCurrent(file, ['package.json'])).toBe(false)
  writeStamp(file, 'something else')
  expect(isCurrent(file, ['package.json'])).toBe(false)
})

test('node_modules is taken as complete only when it holds exactly the lockfile', () => {
  const one = { version: '1.0.0', integrity: 'sha512-one' }
  const lock = {
    packages: {
      '': {},
      'node_modules/one': one,
      'node_modules/mac': { integrity: 'sha512-mac', optional: true },
    },
  }
  expect(holdsAll(lock, { packages: { 'node_modules/one': one } })).toBe(true)
  expect(holdsAll(lock, { packages: {} })).toBe(false)
  expect(holdsAll(lock, { packages: { 'node_modules/one': { ...one, integrity: 'sha512-two' } } })).toBe(
    false,
  )
  expect(holdsAll(lock, { packages: { 'node_modules/one': one, 'node_modules/old': one } })).toBe(false)
})

test('another lockfile is another stamp', () => {
  const lock = readFileSync('package-lock.json', 'utf8')
  expect(stampOf(lock)).toBe(stampOf(lock))
  expect(stampOf(lock)).not.toBe(stampOf(`${lock} `))
})
