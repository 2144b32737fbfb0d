// Content whose file was damaged on the disk: older content at once, and the same content again from the kept packs.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { generationFile } from '../../../db/data-folder.ts'
import { entryLines } from '../../../db/entries.ts'
import { keptPackOf } from '../../../db/kept-packs.ts'
import { openReader } from '../../../db/reader.ts'
import { repairContent, type Repaired } from '../../../db/repair.ts'
import { rollBack } from '../../../db/history.ts'
import { generations } from '../../../db/state.ts'
import { verifyStore } from '../../../db/verify.ts'
import { openWriter, type Writer } from '../../../db/writer.ts'
import {
  dibao,
  importInto,
  kioskOf,
  packOf,
  posting,
  temporaryFolder,
  worldIn,
} from '../../stand-ins/pack-world.ts'

async function withWriter<T>(data: string, work: (writer: Writer) => T | Promise<T>): Promise<T> {
  const opened = openWriter(data)
  if (!opened.ok) throw new Error(opened.fault.kind)
  try {
    return await work(opened.writer)
  } finally {
    opened.writer.close()
  }
}

const repair = (data: string): Promise<Repaired> => withWriter(data, (writer) => repairContent(writer))

function shownBy(data: string) {
  const { reader } = openReader(data)
  try {
    return {
      sequence: reader.content?.sequence ?? null,
      trouble: reader.trouble?.kind ?? null,
      entries: entryLines(reader),
      flaws: verifyStore(reader).flaws,
    }
  } finally {
    reader.close()
  }
}

async function kioskWithThreePacks(folder: string) {
  const world = await worldIn(folder)
  const data = kioskOf(world)
  const packs = [
    await packOf(world, 1, [posting()]),
    await packOf(world, 2, [posting({ expense: 31_000 })]),
    await packOf(world, 3, [dibao({ payees: ['赵甲一', '钱乙二'] })]),
  ]
  for (const pack of packs) expect(await importInto(data, pack)).toMatchObject({ ok: true })
  const files = await withWriter(data, ({ state }) =>
    generations(state)
      .reverse()
      .map((row) => ({ file: generationFile(data, row.name), pack: keptPackOf(data, row).file })),
  )
  return { world, data, files }
}

const damage = (file: string | undefined): void => {
  const bytes = readFileSync(file ?? '')
  writeFileSync(file ?? '', bytes.fill(0xff, Math.floor(bytes.length / 2)))
}

describe('damaged content', () => {
  test('makes way for the older, and is on screen again once it is rebuilt: the same, row for row', async () => {
    using place = temporaryFolder()
    const { data, files } = await kioskWithThreePacks(place.folder)
    const before = shownBy(data)
    damage(files[2]?.file)
    await withWriter(data, () => undefined)
    expect(shownBy(data)).toMatchObject({ sequence: 2, trouble: 'damaged' })
    expect(await repair(data)).toMatchObject({ ok: true, kind: 'rebuilt', sequence: 3 })
    expect(shownBy(data)).toEqual(before)
    expect(await repair(data)).toEqual({ ok: true, kind: 'nothing-to-repair' })
  })

  test('is rebuilt from the first pack on when all of it is damaged', async () => {
    using place = temporaryFolder()
    const { data, files } = await kioskWithThreePacks(place.folder)
    const before = shownBy(data)
    for (const { file } of files) damage(file)
    await withWriter(data, () => undefined)
    expect(shownBy(data).sequence).toBeNull()
    expect(await repair(data)).toMatchObject({ ok: true, kind: 'rebuilt', sequence: 3 })
    expect(shownBy(data)).toEqual(before)
  })

  test('stays older content when its pack is damaged too', async () => {
    using place = temporaryFolder()
    const { data, files } = await kioskWithThreePacks(place.folder)
    damage(files[2]?.file)
    damage(files[2]?.pack)
    await withWriter(data, () => undefined)
    expect(await repair(data)).toMatchObject({ ok: false, fault: { kind: 'damaged' } })
    expect(shownBy(data)).toMatchObject({ sequence: 2, trouble: 'damaged' })
    rmSync(files[2]?.pack ?? '')
    expect(await repair(data)).toMatchObject({ ok: false, fault: { kind: 'damaged' } })
  })

  test('that a clerk has gone back from since is left alone', async () => {
    using place = temporaryFolder()
    const { data, files } = await kioskWithThreePacks(place.folder)
    damage(files[2]?.file)
    await withWriter(data, (writer) => expect(rollBack(writer)).toMatchObject({ ok: true, sequence: 1 }))
    // It can be gone forward to again, and what the clerk chose stays on screen.
    expect(await repair(data)).toMatchObject({ ok: true, kind: 'rebuilt', sequence: 1 })
    expect(shownBy(data)).toMatchObject({ sequence: 1, flaws: [] })
    expect(await repair(data)).toEqual({ ok: true, kind: 'nothing-to-repair' })
  })

  test('is rebuilt though the key that signed its pack was given up since', async () => {
    using place = temporaryFolder()
    const { data, files } = await kioskWithThreePacks(place.folder)
    await withWriter(data, ({ state }) =>
      state.prepare("UPDATE trusted_key SET revoked_at = '2026-11-22'").run(),
    )
    damage(files[2]?.file)
    await withWriter(data, () => undefined)
    expect(await repair(data)).toMatchObject({ ok: true, kind: 'rebuilt', sequence: 3 })
  })
})

test('a kiosk in order has nothing to repair', async () => {
  using place = temporaryFolder()
  const { data } = await kioskWithThreePacks(place.folder)
  expect(await repair(data)).toEqual({ ok: true, kind: 'nothing-to-repair' })
})
