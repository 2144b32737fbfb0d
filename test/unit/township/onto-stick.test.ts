// Onto a stick: what lies there afterwards is the pack, byte for byte, or nothing.
import { chmodSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { writeOntoStick } from '../../../township/onto-stick.ts'
import { dibao, packOf, temporaryFolder, worldIn } from '../../stand-ins/pack-world.ts'
import type { World } from '../../stand-ins/pack-world.ts'
import { mayMount, onSmallDisk, whileReadOnly } from '../../stand-ins/small-disk.ts'

async function packedIn(folder: string): Promise<{ world: World; pack: string; stick: string }> {
  const world = await worldIn(folder)
  const pack = await packOf(world, 7, [dibao({ payees: ['赵甲一', '钱乙'] })])
  const stick = join(folder, 'stick')
  mkdirSync(stick)
  return { world, pack, stick }
}

test('the pack lies there whole, and both halves of the way were told', async () => {
  using place = temporaryFolder()
  const { world, pack, stick } = await packedIn(place.folder)
  const phases = new Set<string>()
  const written = await writeOntoStick({
    pack,
    folder: stick,
    name: 'a.mbpack',
    pub: world.pub,
    onProgress: (phase) => phases.add(phase),
  })
  expect(written).toMatchObject({ ok: true, file: join(stick, 'a.mbpack') })
  expect(readFileSync(join(stick, 'a.mbpack')).equals(readFileSync(pack))).toBe(true)
  expect([...phases]).toEqual(['writing', 'reading-back'])
  expect(readdirSync(stick)).toEqual(['a.mbpack'])
})

test('written twice it is the same; over another file of that name it is refused', async () => {
  using place = temporaryFolder()
  const { world, pack, stick } = await packedIn(place.folder)
  const put = () => writeOntoStick({ pack, folder: stick, name: 'a.mbpack', pub: world.pub })
  expect((await put()).ok).toBe(true)
  expect((await put()).ok).toBe(true)
  writeFileSync(join(stick, 'a.mbpack'), 'homework')
  expect(await put()).toEqual({ ok: false, fault: { kind: 'name-taken', file: 'a.mbpack' } })
  expect(readFileSync(join(stick, 'a.mbpack'), 'utf8')).toBe('homework')
})

test('a pack that the township’s own key does not open was written badly', async () => {
  using place = temporaryFolder()
  using elsewhere = temporaryFolder()
  const { pack, stick } = await packedIn(place.folder)
  const stranger = await worldIn(elsewhere.folder)
  const written = await writeOntoStick({ pack, folder: stick, name: 'a.mbpack', pub: stranger.pub })
  expect(written).toEqual({ ok: false, fault: { kind: 'reads-differently' } })
  expect(readdirSync(stick)).toEqual([])
})

test('a stick that is not there any more is gone, and a lost pack is told apart from it', async () => {
  using place = temporaryFolder()
  const { world, pack, stick } = await packedIn(place.folder)
  rmSync(stick, { recursive: true })
  const put = () => writeOntoStick({ pack, folder: stick, name: 'a.mbpack', pub: world.pub })
  expect(await put()).toEqual({ ok: false, fault: { kind: 'stick-gone' } })
  mkdirSync(stick)
  chmodSync(stick, 0o700)
  rmSync(pack)
  expect(await put()).toEqual({ ok: false, fault: { kind: 'pack-unreadable' } })
})

describe.skipIf(!mayMount)('real disks', () => {
  test('a full stick is told with numbers before anything is written', async () => {
    using place = temporaryFolder()
    const { world, pack } = await packedIn(place.folder)
    const disk = join(place.folder, 'small')
    await onSmallDisk(disk, 256, async () => {
      const written = await writeOntoStick({ pack, folder: disk, name: 'a.mbpack', pub: world.pub })
      expect(written).toMatchObject({ ok: false, fault: { kind: 'stick-full' } })
      if (!written.ok && written.fault.kind === 'stick-full')
        expect(written.fault.needed).toBeGreaterThan(written.fault.free)
      expect(readdirSync(disk)).toEqual([])
    })
  })

  test('a locked stick is told as one', async () => {
    using place = temporaryFolder()
    const { world, pack, stick } = await packedIn(place.folder)
    await whileReadOnly(stick, async () => {
      const written = await writeOntoStick({ pack, folder: stick, name: 'a.mbpack', pub: world.pub })
      expect(written).toEqual({ ok: false, fault: { kind: 'stick-read-only' } })
    })
  })
})
