// Kept packs: without their attachments, whole ones of an earlier kiosk, and what is built from them once more.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { attachmentFile, generationFile, packFile, packsFolder } from '../../../db/data-folder.ts'
import { openDurable } from '../../../db/database.ts'
import { entryLines } from '../../../db/entries.ts'
import { generationVersion } from '../../../db/generation-schema.ts'
import { history, rollBack } from '../../../db/history.ts'
import { keptPackOf } from '../../../db/kept-packs.ts'
import { openReader, sha256OfFile } from '../../../db/reader.ts'
import { needsRepair, repairContent } from '../../../db/repair.ts'
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
  type World,
} from '../../stand-ins/pack-world.ts'
import { largePng, sha256Of } from '../../stand-ins/photo.ts'

vi.setConfig({ testTimeout: 60_000 })

async function withWriter<T>(data: string, work: (writer: Writer) => T | Promise<T>): Promise<T> {
  const opened = openWriter(data)
  if (!opened.ok) throw new Error(opened.fault.kind)
  try {
    return await work(opened.writer)
  } finally {
    opened.writer.close()
  }
}

function look<T>(data: string, see: (reader: ReturnType<typeof openReader>['reader']) => T): T {
  const { reader } = openReader(data)
  try {
    return see(reader)
  } finally {
    reader.close()
  }
}

const shown = (data: string) =>
  look(data, (reader) => ({ sequence: reader.content?.sequence, entries: entryLines(reader) }))

const photo = largePng()
const photoHash = sha256Of(photo)

/** Three packs, the second with a photo; the third builds on both. */
async function kioskWithPhoto(folder: string): Promise<{ world: World; data: string; files: string[] }> {
  const world = await worldIn(folder)
  const data = kioskOf(world)
  const file = join(folder, 'photo.png')
  writeFileSync(file, photo)
  const attachments = [{ sha256: photoHash, label: '照片', type: 'image/png' as const }]
  const withPhoto = dibao({ payees: ['张三'], attachments })
  const files = [
    await packOf(world, 1, [posting()]),
    await packOf(world, 2, [withPhoto], { attachments: [{ sha256: photoHash, type: 'image/png', file }] }),
    await packOf(world, 3, [posting({ period: '2026Q1' })]),
  ]
  for (const each of files) expect(await importInto(data, each)).toMatchObject({ ok: true })
  return { world, data, files }
}

const wreck = (file: string): void => writeFileSync(file, readFileSync(file).fill(0xff, 5000))

test('all content is rebuilt from packs that hold no attachment, and the photo is still there', async () => {
  using place = temporaryFolder()
  const { data } = await kioskWithPhoto(place.folder)
  const before = shown(data)
  const rows = await withWriter(data, ({ state }) => generations(state))
  for (const name of readdirSync(packsFolder(data)))
    expect(readFileSync(join(packsFolder(data), name)).includes(photo)).toBe(false)
  for (const row of rows) wreck(generationFile(data, row.name))
  expect(await withWriter(data, repairContent)).toMatchObject({ ok: true, kind: 'rebuilt', sequence: 3 })
  expect(shown(data)).toEqual(before)
  expect(readFileSync(attachmentFile(data, photoHash)).equals(photo)).toBe(true)
  expect(look(data, verifyStore)).toMatchObject({ flaws: [], generations: 3, packs: 3 })
})

test('a kept pack that is damaged, missing or cut is told by verify, and nothing is built from it', async () => {
  using place = temporaryFolder()
  const { data } = await kioskWithPhoto(place.folder)
  const [newest] = await withWriter(data, ({ state }) => generations(state))
  if (!newest) throw new Error('no generation')
  const kept = keptPackOf(data, newest)
  const whole = readFileSync(kept.file)
  const wrongs = [
    whole.subarray(0, whole.length - 1),
    Buffer.concat([whole, Buffer.from([0])]),
    flipped(whole),
  ]
  for (const wrong of wrongs) {
    writeFileSync(kept.file, wrong)
    expect(look(data, verifyStore).flaws).toEqual([{ kind: 'damaged-pack', file: kept.name }])
  }
  wreck(generationFile(data, newest.name))
  expect(await withWriter(data, repairContent)).toMatchObject({ ok: false, fault: { kind: 'damaged' } })
  expect(shown(data).sequence).toBe(2)
  writeFileSync(kept.file, whole)
  expect(await withWriter(data, repairContent)).toMatchObject({ ok: true, kind: 'rebuilt', sequence: 3 })
})

const flipped = (bytes: Buffer): Buffer => {
  const copy = Buffer.from(bytes)
  copy.writeUInt8(copy.readUInt8(copy.length - 3) ^ 1, copy.length - 3)
  return copy
}

test('a photo that content speaks of and that is gone is told by verify', async () => {
  using place = temporaryFolder()
  const { data } = await kioskWithPhoto(place.folder)
  rmSync(attachmentFile(data, photoHash))
  expect(look(data, verifyStore).flaws).toEqual([{ kind: 'damaged-attachment', file: photoHash }])
})

test('whole packs that an earlier kiosk has kept still serve, and bring back a lost photo', async () => {
  using place = temporaryFolder()
  const { data, files } = await kioskWithPhoto(place.folder)
  await withWriter(data, ({ state }) => asEarlierKiosk(data, files, generations(state)))
  expect(look(data, verifyStore).flaws).toEqual([])
  await withWriter(data, ({ state }) => {
    state.prepare('UPDATE generation SET kept_sha256 = NULL, newest_quarter = NULL, whole = 0').run()
    for (const row of generations(state)) wreck(generationFile(data, row.name))
  })
  rmSync(attachmentFile(data, photoHash))
  expect(await withWriter(data, repairContent)).toMatchObject({ ok: true, kind: 'rebuilt', sequence: 3 })
  expect(readFileSync(attachmentFile(data, photoHash)).equals(photo)).toBe(true)
  expect(look(data, verifyStore).flaws).toEqual([])
})

function asEarlierKiosk(data: string, files: readonly string[], rows: ReturnType<typeof generations>): void {
  const state = openDurable(join(data, 'state.db'))
  state.prepare('UPDATE generation SET kept_sha256 = NULL, newest_quarter = NULL, whole = 0').run()
  state.close()
  for (const [at, row] of [...rows].reverse().entries()) {
    rmSync(keptPackOf(data, row).file)
    cpSync(files[at] ?? '', packFile(data, row.pack_sha256))
  }
}

test('content of an older form is built once more: what is on screen first, then all that can be gone back to', async () => {
  using place = temporaryFolder()
  const { data } = await kioskWithPhoto(place.folder)
  const before = shown(data)
  const rows = await withWriter(data, ({ state }) => generations(state))
  const state = openDurable(join(data, 'state.db'))
  for (const row of rows) {
    const file = generationFile(data, row.name)
    const db = openDurable(file)
    db.pragma(`user_version = ${generationVersion - 1}`)
    db.close()
    state.prepare('UPDATE generation SET sha256 = ? WHERE number = ?').run(sha256OfFile(file), row.number)
  }
  state.close()
  expect(look(data, (reader) => [reader.content, reader.trouble?.kind])).toEqual([null, 'older-schema'])
  expect(look(data, needsRepair)).toBe(true)
  const [, second] = rows
  await withWriter(data, (writer) =>
    expect(rollBack(writer, second?.name)).toMatchObject({ ok: false, fault: { kind: 'older-schema' } }),
  )
  expect(await withWriter(data, repairContent)).toMatchObject({ kind: 'rebuilt', sequence: 3, others: 2 })
  expect(shown(data)).toEqual(before)
  expect(look(data, needsRepair)).toBe(false)
  const names = look(data, (reader) => history(reader).map((each) => each.generation))
  expect(names).toHaveLength(3)
  await withWriter(data, (writer) =>
    expect(rollBack(writer, names[2])).toMatchObject({ ok: true, sequence: 1 }),
  )
  expect(look(data, verifyStore).flaws).toEqual([])
})

test('older content that cannot be built any more is let go of, said in the journal, and not offered', async () => {
  using place = temporaryFolder()
  const { data } = await kioskWithPhoto(place.folder)
  const [, , first] = await withWriter(data, ({ state }) => generations(state))
  if (!first) throw new Error('no first generation')
  await withWriter(data, ({ state }) =>
    state.prepare("UPDATE generation SET condition = 'damaged' WHERE number = ?").run(first.number),
  )
  rmSync(keptPackOf(data, first).file)
  rmSync(generationFile(data, first.name))
  expect(await withWriter(data, repairContent)).toEqual({ ok: true, kind: 'nothing-to-repair' })
  expect(look(data, (reader) => history(reader).map((each) => each.sequence))).toEqual([3, 2])
  const lost = look(data, ({ state }) =>
    state?.prepare("SELECT 1 FROM journal WHERE action = 'generation-lost'").all(),
  )
  expect(lost).toHaveLength(1)
  expect(existsSync(generationFile(data, first.name))).toBe(false)
})
