// What stays of earlier content: the last four quarters by what the packs cover, what is older as the disk allows.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { generationsFolder, packsFolder } from '../../../db/data-folder.ts'
import { openDesk } from '../../../db/desk.ts'
import { freeBytes } from '../../../db/faults.ts'
import { history, rollBack } from '../../../db/history.ts'
import { openReader } from '../../../db/reader.ts'
import { historyBudget, keptBytes, newestQuarter, quarterName } from '../../../db/retention.ts'
import { setSetting } from '../../../db/settings.ts'
import { generations } from '../../../db/state.ts'
import { verifyStore } from '../../../db/verify.ts'
import { openWriter } from '../../../db/writer.ts'
import {
  dibao,
  importInto,
  kioskOf,
  packOf,
  posting,
  temporaryFolder,
  worldIn,
  type World,
} from '../../stand-ins/pack-world.ts'
import { largePng, sha256Of } from '../../stand-ins/photo.ts'
import { mayMount, onSmallDisk } from '../../stand-ins/small-disk.ts'

vi.setConfig({ testTimeout: 120_000 })

const look = <T>(data: string, see: (reader: ReturnType<typeof openReader>['reader']) => T): T => {
  const { reader } = openReader(data)
  try {
    return see(reader)
  } finally {
    reader.close()
  }
}
const kept = (data: string) => look(data, (reader) => history(reader))
const sequences = (data: string) => kept(data).map((each) => each.sequence)

function setBudget(data: string, bytes: number): void {
  const opened = openDesk(data)
  if (!opened.ok) throw new Error(opened.fault.kind)
  setSetting(opened.desk, 'historyBytes', bytes)
  opened.desk.close()
}

async function mustImport(data: string, file: string): Promise<void> {
  const outcome = await importInto(data, file)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
}

/** One quarter after the other, a pack each, from 2024Q1 on. */
async function takeQuarters(world: World, data: string, from: number, count: number): Promise<void> {
  for (let at = from; at < from + count; at++) {
    const period = quarterName(2024 * 4 + at)
    await mustImport(data, await packOf(world, at + 1, [posting({ period, income: 50_000 + at })]))
  }
}

describe('the quarter that content has come to', () => {
  test('is the latest of its quarters, months and days; a plan for the year does not count', () => {
    expect(quarterName(newestQuarter(['2026Q2', '2026-08', 'standing', '2026', '2025Q4']) ?? 0)).toBe(
      '2026Q3',
    )
    expect(quarterName(newestQuarter(['2026H1', '2026Q1']) ?? 0)).toBe('2026Q2')
    expect(quarterName(newestQuarter(['2026-10-02']) ?? 0)).toBe('2026Q4')
    expect(quarterName(newestQuarter(['2025', 'standing']) ?? 0)).toBe('2025Q4')
    expect(newestQuarter(['standing'])).toBeNull()
  })
})

describe('earlier content', () => {
  test('all stays while it fits into the budget', async () => {
    using place = temporaryFolder()
    const world = await worldIn(place.folder)
    const data = kioskOf(world)
    await takeQuarters(world, data, 0, 8)
    expect(sequences(data)).toEqual([8, 7, 6, 5, 4, 3, 2, 1])
    expect(kept(data)[0]).toMatchObject({ current: true, quarter: '2025Q4', entries: 8 })
    expect(look(data, verifyStore)).toMatchObject({ flaws: [], generations: 8, packs: 8 })
  })

  test('of the last four quarters stays whatever the budget, corrections too; what is older goes, oldest first', async () => {
    using place = temporaryFolder()
    const world = await worldIn(place.folder)
    const data = kioskOf(world)
    setBudget(data, 1)
    await takeQuarters(world, data, 0, 6)
    expect(sequences(data)).toEqual([6, 5, 4, 3])
    await mustImport(data, await packOf(world, 7, [posting({ period: '2025Q2', correctionNote: '更正' })]))
    expect(sequences(data)).toEqual([7, 6, 5, 4, 3])
    // A correction of long ago is of today's content: it does not count as of its own quarter.
    await mustImport(data, await packOf(world, 8, [posting({ period: '2024Q1', correctionNote: '更正' })]))
    expect(sequences(data)).toEqual([8, 7, 6, 5, 4, 3])
    expect(look(data, verifyStore).flaws).toEqual([])
    expect(readdirSync(generationsFolder(data))).toHaveLength(6)
    const dropped = look(data, (reader) =>
      reader.state?.prepare("SELECT details FROM journal WHERE action = 'generation-dropped'").all(),
    )
    expect(dropped).toHaveLength(2)
  })

  test('goes one by one as far as the budget asks', async () => {
    using place = temporaryFolder()
    const world = await worldIn(place.folder)
    const data = kioskOf(world)
    await takeQuarters(world, data, 0, 7)
    const bytes = look(data, (reader) => (reader.state ? generations(reader.state)[0]?.bytes : 0)) ?? 0
    setBudget(data, keptBytes(data) - bytes)
    await takeQuarters(world, data, 7, 1)
    const left = sequences(data)
    expect(left[0]).toBe(8)
    expect(left.length).toBeGreaterThan(4)
    expect(left.length).toBeLessThan(8)
    expect(keptBytes(data)).toBeLessThanOrEqual(look(data, historyBudget))
  })

  test('that is on screen and the one before it stay, however old they are', async () => {
    using place = temporaryFolder()
    const world = await worldIn(place.folder)
    const data = kioskOf(world)
    await takeQuarters(world, data, 0, 6)
    const opened = openWriter(data)
    if (!opened.ok) throw new Error(opened.fault.kind)
    const second = generations(opened.writer.state).find((row) => row.sequence === 2)
    expect(rollBack(opened.writer, second?.name)).toMatchObject({ ok: true, sequence: 2 })
    opened.writer.close()
    setBudget(data, 1)
    await takeQuarters(world, data, 6, 1)
    // The seventh was built on the second, which is what going back from it means.
    expect(sequences(data)).toEqual([7, 6, 5, 4, 2])
    expect(look(data, verifyStore).flaws).toEqual([])
  })

  test('of a township that corrects day after day is bounded all the same, and no quarter is lost by it', async () => {
    using place = temporaryFolder()
    const world = await worldIn(place.folder)
    const data = kioskOf(world)
    setBudget(data, 1)
    await takeQuarters(world, data, 0, 4)
    for (let sequence = 5; sequence < 35; sequence++)
      await mustImport(data, await packOf(world, sequence, [posting({ period: '2024Q4', income: sequence })]))
    const left = kept(data)
    expect(left.length).toBeLessThanOrEqual(28)
    expect(new Set(left.map((each) => each.quarter)).size).toBe(4)
    expect(left[0]).toMatchObject({ sequence: 34, current: true })
  })

  test('makes room on a disk that is short, and only then is it said to be full, with both numbers', async () => {
    if (!mayMount) return
    using place = temporaryFolder()
    const world = await worldIn(place.folder)
    const disk = join(place.folder, 'disk')
    await onSmallDisk(disk, 64 * 1024, async (resize) => {
      const data = kioskOf(world, 'disk')
      setBudget(data, 1024 ** 3)
      await takeQuarters(world, data, 0, 10)
      expect(kept(data)).toHaveLength(10)
      resize(64 * 1024 - Math.floor(freeBytes(disk) / 1024) + 60)
      await takeQuarters(world, data, 10, 1)
      const left = kept(data).length
      expect(left).toBeLessThan(11)
      expect(left).toBeGreaterThanOrEqual(4)
      expect(sequences(data)[0]).toBe(11)
      const many = Array.from({ length: 6000 }, (_, at) => `赵${at}`)
      const large = await packOf(world, 12, [dibao({ payees: many, period: '2026Q4' })])
      expect(await importInto(data, large)).toMatchObject({
        ok: false,
        fault: { kind: 'disk-full', needed: expect.any(Number), free: expect.any(Number) },
      })
      expect(sequences(data).slice(0, 4)).toEqual([11, 10, 9, 8])
    })
  })
})

test('sixty packs, five years: the policy holds and the start asks no more than with one', async () => {
  using place = temporaryFolder()
  const world = await worldIn(place.folder)
  const [one, sixty] = [kioskOf(world, 'one'), kioskOf(world, 'sixty')]
  setBudget(sixty, 1_500_000)
  for (let at = 0; at < 60; at++) {
    const month = `${2021 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
    const pack = await packOf(world, at + 1, [posting({ period: month })])
    await mustImport(sixty, pack)
    if (at === 59) await mustImport(one, pack)
  }
  const left = kept(sixty)
  expect(left.slice(0, 12).map((each) => each.sequence)).toEqual([
    60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49,
  ])
  expect(look(sixty, verifyStore)).toMatchObject({ flaws: [] })
  expect(keptBytes(sixty)).toBeLessThan(4_000_000)
  // What a start reads: the file on screen once, and of the others their heads.
  const opened = openWriter(sixty)
  if (!opened.ok) throw new Error(opened.fault.kind)
  opened.writer.close()
  expect(look(sixty, (reader) => reader.content?.sequence)).toBe(60)
})

describe('a kept pack', () => {
  test('has no attachment in it, and its own hash is known', async () => {
    using place = temporaryFolder()
    const world = await worldIn(place.folder)
    const data = kioskOf(world)
    const { withPhoto, photo } = await packWithPhoto(place.folder, world)
    await mustImport(data, withPhoto)
    const [name = ''] = readdirSync(packsFolder(data))
    const bytes = readFileSync(join(packsFolder(data), name))
    expect(bytes.includes(photo)).toBe(false)
    expect(readFileSync(withPhoto).subarray(0, bytes.length).equals(bytes)).toBe(true)
    expect(bytes.length).toBeLessThan(statSync(withPhoto).size - photo.length + 1)
    expect(look(data, verifyStore).flaws).toEqual([])
  })
})

async function packWithPhoto(folder: string, world: World) {
  const photo = largePng()
  const sha256 = sha256Of(photo)
  const file = join(folder, 'photo.png')
  writeFileSync(file, photo)
  const entries = [dibao({ payees: ['张三'], attachments: [{ sha256, label: '照片', type: 'image/png' }] })]
  const withPhoto = await packOf(world, 1, entries, { attachments: [{ sha256, type: 'image/png', file }] })
  return { withPhoto, photo, sha256 }
}
