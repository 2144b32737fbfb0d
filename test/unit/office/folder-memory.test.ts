// What is remembered of a folder lies outside it, survives a restart, and can be forgotten.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderMemory, freshMemory } from '../../../office/folder-memory.ts'
import { temporaryFolder } from '../../stand-ins/pack-world.ts'

test('a folder is as it was left, and its own files are untouched', () => {
  using place = temporaryFolder()
  const sheets = join(place.folder, 'sheets')
  mkdirSync(sheets)
  const memory = folderMemory(join(place.folder, 'memory'))
  memory.keep({ ...freshMemory(sheets), name: '石桥镇', step: 'review', keyFile: '/keys/township.key' })
  const later = folderMemory(join(place.folder, 'memory'))
  expect(later.of(sheets)).toMatchObject({ step: 'review', keyFile: '/keys/township.key' })
  expect(later.recent()).toEqual([{ folder: sheets, name: '石桥镇' }])
  expect(readdirSync(sheets)).toEqual([])
  later.forget(sheets)
  expect(later.recent()).toEqual([])
  expect(later.of(sheets)).toEqual(freshMemory(sheets))
})

test('a folder that has gone is not offered, and a damaged memory is a fresh one', () => {
  using place = temporaryFolder()
  const at = join(place.folder, 'memory')
  const sheets = join(place.folder, 'sheets')
  mkdirSync(sheets)
  const memory = folderMemory(at)
  memory.keep({ ...freshMemory(sheets), step: 'stick' })
  rmSync(sheets, { recursive: true })
  expect(memory.recent()).toEqual([])
  for (const name of readdirSync(at)) writeFileSync(join(at, name), '{"folder":')
  expect(memory.of(sheets)).toEqual(freshMemory(sheets))
})
