// A file on its way from a stick: copied once and whole, or nothing is left of it.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { magic } from '../../../pack/container.ts'
import { stage } from '../../../pack/stage.ts'
import { temporaryFolder } from '../../stand-ins/pack-world.ts'
import { mayMount, onSmallDisk } from '../../stand-ins/small-disk.ts'

// Real disks, and a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 60_000 })

const bytes = (length: number) => Buffer.concat([magic, Buffer.alloc(length, 7)])

test('the copy has the same bytes and the hash of them', async () => {
  using place = temporaryFolder()
  const source = join(place.folder, 'a.mbpack')
  writeFileSync(source, bytes(3_000_000))
  const progress: number[] = []
  const staged = await stage(source, join(place.folder, 'staging'), {
    onProgress: (done) => progress.push(done),
  })
  if (!staged.ok) throw new Error('not staged')
  expect(readFileSync(staged.file).equals(bytes(3_000_000))).toBe(true)
  expect(staged.sha256).toBe(createHash('sha256').update(bytes(3_000_000)).digest('hex'))
  expect(progress.at(-1)).toBe(staged.bytes)
})

test('what is no pack is not copied', async () => {
  using place = temporaryFolder()
  const source = join(place.folder, 'film.mp4')
  writeFileSync(source, Buffer.alloc(100_000, 1))
  const staging = join(place.folder, 'staging')
  expect(await stage(source, staging)).toEqual({ ok: false, refusal: { kind: 'not-a-pack' } })
  writeFileSync(source, '')
  expect(await stage(source, staging)).toEqual({ ok: false, refusal: { kind: 'not-a-pack' } })
  expect(readdirSync(staging)).toEqual([])
})

test('a stick that is gone is told apart from a bad file', async () => {
  using place = temporaryFolder()
  const outcome = await stage(join(place.folder, 'stick', 'a.mbpack'), join(place.folder, 'staging'))
  expect(outcome).toEqual({ ok: false, fault: { kind: 'stick-gone' } })
})

test('a copy that is called off leaves nothing', async () => {
  using place = temporaryFolder()
  const source = join(place.folder, 'a.mbpack')
  const staging = join(place.folder, 'staging')
  writeFileSync(source, bytes(5_000_000))
  const off = new AbortController()
  const copying = stage(source, staging, { signal: off.signal, onProgress: () => off.abort() })
  await expect(copying).rejects.toThrow()
  expect(readdirSync(staging)).toEqual([])
})

test('P18 a file that shrinks while it is copied is an interrupted copy', async () => {
  using place = temporaryFolder()
  const source = join(place.folder, 'a.mbpack')
  const staging = join(place.folder, 'staging')
  writeFileSync(source, bytes(5_000_000))
  let cut = false
  const outcome = await stage(source, staging, {
    onProgress: () => {
      if (!cut) writeFileSync(source, bytes(100))
      cut = true
    },
  })
  expect(outcome).toMatchObject({ ok: false, refusal: { kind: 'incomplete' } })
  expect(readdirSync(staging)).toEqual([])
})

test('a stick that is pulled while it is copied is told as such, and not as a bad copy', async () => {
  using place = temporaryFolder()
  const source = join(place.folder, 'a.mbpack')
  const staging = join(place.folder, 'staging')
  writeFileSync(source, bytes(5_000_000))
  const outcome = await stage(source, staging, {
    onProgress: () => {
      if (!existsSync(source)) return
      writeFileSync(source, bytes(100))
      rmSync(source)
    },
  })
  expect(outcome).toEqual({ ok: false, fault: { kind: 'stick-gone' } })
  expect(readdirSync(staging)).toEqual([])
})

test.skipIf(!mayMount)('a full disk is known before the copy begins', async () => {
  using place = temporaryFolder()
  const source = join(place.folder, 'a.mbpack')
  writeFileSync(source, bytes(1_000_000))
  const disk = join(place.folder, 'disk')
  await onSmallDisk(disk, 2048, async () => {
    const outcome = await stage(source, join(disk, 'staging'))
    expect(outcome).toMatchObject({ ok: false, fault: { kind: 'disk-full', needed: 3_000_024 } })
    expect(readdirSync(join(disk, 'staging'))).toEqual([])
  })
})
