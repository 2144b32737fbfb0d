// What the township takes back stays away: on older content, after a way back, rebuilt, and until it is published again.
import { randomUUID } from 'node:crypto'
import { readdirSync, rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { generationFile, generationsFolder, stateFile } from '../../../db/data-folder.ts'
import { entries, villageHome } from '../../../db/village-pages.ts'
import { entryLines, entryPage, rows } from '../../../db/entries.ts'
import { home } from '../../../db/figures.ts'
import { kioskState } from '../../../db/kiosk-state.ts'
import { find } from '../../../db/find.ts'
import { rollBack } from '../../../db/history.ts'
import { openReader, type Reader } from '../../../db/reader.ts'
import { repairContent } from '../../../db/repair.ts'
import { previewPack } from '../../../db/update-preview.ts'
import { verifyStore } from '../../../db/verify.ts'
import { openWriter, type Writer } from '../../../db/writer.ts'
import {
  dibao,
  importInto,
  kioskOf,
  openIn,
  packOf,
  passedOff,
  posting,
  temporaryFolder,
  villageCodes,
  worldIn,
  type World,
} from '../../stand-ins/pack-world.ts'

vi.setConfig({ testTimeout: 60_000 })

const place = temporaryFolder()
let world: World
const files = new Map<string, string>()
const [liugou] = villageCodes
const id = `${liugou}.dibao-list.2026Q2`
const reason = '名单里有不该公开的内容'

beforeAll(async () => {
  world = await worldIn(place.folder)
  files.set('first', await packOf(world, 1, [dibao({ payees: ['孙不该', '赵甲一'] }), posting()]))
  files.set('second', await packOf(world, 2, [posting({ expense: 31_000 })]))
  const taken = { withdrawn: passedOff([id]), withdrawnReason: passedOff(reason), issuedOn: '2026-07-20' }
  files.set('taken', await packOf(world, 3, [], taken))
  files.set('other', await packOf(world, 4, [posting({ period: '2026Q3' })]))
  files.set('again', await packOf(world, 5, [dibao({ payees: ['赵甲一'] })]))
})
afterAll(() => place[Symbol.dispose]())

async function kioskGiven(...names: string[]): Promise<string> {
  const data = kioskOf(world, `kiosk-${randomUUID()}`)
  for (const name of names) await give(data, name)
  return data
}
async function give(data: string, name: string): Promise<void> {
  expect(await importInto(data, files.get(name) ?? '')).toMatchObject({ ok: true })
}
function look<T>(data: string, see: (reader: Reader) => T): T {
  const { reader } = openReader(data)
  try {
    return see(reader)
  } finally {
    reader.close()
  }
}
async function atWork<T>(data: string, work: (writer: Writer) => T | Promise<T>): Promise<T> {
  const opened = openWriter(data)
  if (!opened.ok) throw new Error(opened.fault.kind)
  try {
    return await work(opened.writer)
  } finally {
    opened.writer.close()
  }
}
const goTo = (data: string, sequence: number) =>
  atWork(data, (writer) => {
    const row = writer.state
      .prepare<[number], { name: string }>(
        'SELECT name FROM generation WHERE sequence = ? ORDER BY number DESC',
      )
      .get(sequence)
    expect(rollBack(writer, row?.name)).toMatchObject({ ok: true, sequence })
  })

/** Every way in which a villager or a clerk could come to the item. */
const traces = (data: string) =>
  look(data, (reader) => ({
    page: entryPage(reader, { id }),
    rows: rows(reader, { id, offset: 0, limit: 10 }).total,
    lines: entryLines(reader).filter((line) => line.id === id).length,
    all: home(reader).entries,
    listed: page(reader).entries.map((entry) => entry.id),
    counted: villageHome(reader, { villageCode: liugou, period: '2026Q2' }).categories.find(
      ({ category }) => category === 'social-assistance',
    ),
    found: ['entry', 'line', 'bar', 'attachment'].map(
      (table) =>
        reader.content?.db
          .prepare<[], { n: number }>(
            `SELECT count(*) AS n FROM ${table} WHERE ${table === 'entry' ? 'key' : 'entry'} IN
               (SELECT key FROM main.entry WHERE id = '${id}')`,
          )
          .get()?.n,
    ),
  }))
const page = (reader: Reader) =>
  entries(reader, { villageCode: liugou, category: 'social-assistance', period: '2026Q2' })
const notes = (data: string) => look(data, (reader) => page(reader).withdrawn)
const nothing = (all: number) => ({
  page: null,
  rows: 0,
  lines: 0,
  all,
  listed: [],
  // What was taken back on purpose is not missing either.
  counted: { category: 'social-assistance', entries: 0, withdrawn: 1, missing: [] },
  found: [0, 0, 0, 0],
})
const note = { id, itemType: 'dibao-list', stage: null, period: '2026Q2', reason, on: '2026-07-20' }

describe('an item that was taken back', () => {
  test('is gone, and one line with reason and date stands in its place', async () => {
    const data = await kioskGiven('first', 'second', 'taken')
    expect(traces(data)).toEqual(nothing(1))
    expect(notes(data)).toMatchObject([note])
  })

  test('does not count as never published, and does not make the data newer', async () => {
    const data = await kioskGiven('first', 'second', 'taken')
    expect(look(data, (reader) => page(reader).absent.map(({ itemType }) => itemType))).not.toContain(
      'dibao-list',
    )
    expect(look(data, (reader) => kioskState(reader).content)).toMatchObject({
      sequence: 3,
      issuedOn: '2026-07-20',
      contentOn: '2026-07-10',
    })
  })

  test('stays away from every older generation, back and forth', async () => {
    const data = await kioskGiven('first', 'second', 'taken')
    for (const sequence of [2, 1, 3, 1]) {
      await goTo(data, sequence)
      expect(traces(data), `at ${sequence}`).toEqual(nothing(1))
      expect(notes(data), `at ${sequence}`).toMatchObject([note])
    }
  })

  test('does not come back by a pack that is built on older content', async () => {
    const data = await kioskGiven('first', 'second', 'taken')
    await goTo(data, 1)
    await give(data, 'other')
    expect(traces(data)).toEqual(nothing(2))
    expect(look(data, ({ content }) => content?.db.serialize().includes('孙不该'))).toBe(false)
    expect(notes(data)).toMatchObject([note])
  })

  test('stays away when content had to be rebuilt', async () => {
    const data = await kioskGiven('first', 'second', 'taken')
    await goTo(data, 1)
    await give(data, 'other')
    const name = look(data, ({ content }) => content?.name ?? '')
    truncateSync(generationFile(data, name), 4096)
    // Falls back to older content at the next start; there too it is hidden.
    await atWork(data, () => undefined)
    expect(traces(data).page).toBeNull()
    expect(await atWork(data, (writer) => repairContent(writer))).toMatchObject({
      kind: 'rebuilt',
      sequence: 4,
    })
    expect(traces(data)).toEqual(nothing(2))
    expect(look(data, verifyStore).flaws).toEqual([])
  })

  test('stays away though state.db is lost and put back from a copy made before', async () => {
    const data = await kioskGiven('first', 'second')
    const { readFileSync, writeFileSync } = await import('node:fs')
    const copy = readFileSync(`${stateFile(data)}.bak`)
    await give(data, 'taken')
    writeFileSync(`${stateFile(data)}.bak`, copy)
    truncateSync(stateFile(data), 0)
    // The copy knows of two packs; the file of the third says what was taken back, and is known again.
    await atWork(data, () => undefined)
    expect(look(data, ({ content }) => content?.sequence)).toBe(3)
    expect(traces(data).page).toBeNull()
    expect(notes(data)).toMatchObject([note])
    await goTo(data, 1)
    expect(traces(data).page).toBeNull()
  })

  test('stays away though state.db is put back and the content that took it back is lost: its kept pack says so', async () => {
    const data = await kioskGiven('first', 'second')
    const { readFileSync, writeFileSync } = await import('node:fs')
    const copy = readFileSync(`${stateFile(data)}.bak`)
    const before = new Set(readdirSync(generationsFolder(data)))
    await give(data, 'taken')
    for (const name of readdirSync(generationsFolder(data)))
      if (!before.has(name)) rmSync(join(generationsFolder(data), name))
    writeFileSync(`${stateFile(data)}.bak`, copy)
    truncateSync(stateFile(data), 0)
    await atWork(data, () => undefined)
    expect(look(data, ({ content }) => content?.sequence)).toBe(2)
    expect(traces(data).page).toBeNull()
  })

  test('may be published again by a later pack, as if for the first time; older content still hides it', async () => {
    const data = await kioskGiven('first', 'second', 'taken', 'again')
    expect(traces(data).page).toMatchObject({ entry: { rows: 1 }, versions: [] })
    expect(notes(data)).toEqual([])
    await goTo(data, 1)
    expect(traces(data)).toEqual(nothing(1))
    await goTo(data, 5)
    expect(traces(data).page).not.toBeNull()
  })

  test('published again over older content is compared with nothing that was taken back', async () => {
    const data = await kioskGiven('first', 'second', 'taken')
    await goTo(data, 1)
    await give(data, 'again')
    expect(traces(data).page).toMatchObject({ versions: [] })
    expect(look(data, ({ content }) => content?.db.serialize().includes('孙不该'))).toBe(false)
  })

  test('is not found by a search that remembers the same content from before', async () => {
    const data = await kioskGiven('first', 'second')
    await goTo(data, 1)
    const { reader } = openReader(data)
    const found = () => find(reader, { villageCode: liugou, text: 'db' }).items.map((item) => item.id)
    expect(found()).toContain(id)
    await give(data, 'taken')
    await goTo(data, 1)
    // The same file as before: its name does not tell that something else is shown of it now.
    expect(reader.refresh()).toBe(true)
    expect(found()).not.toContain(id)
    reader.close()
  })

  test('is no longer there for the preview of the next pack either', async () => {
    const data = await kioskGiven('first', 'second', 'taken')
    await goTo(data, 1)
    const opened = await openIn(world, files.get('again') ?? '')
    if (!opened.ok) throw new Error(opened.refusal.kind)
    const { pack } = opened
    expect(look(data, (reader) => previewPack(reader, pack).counts)).toMatchObject({
      new: 1,
      changed: 0,
      gone: 0,
    })
  })
})

test('a reason with a number of a person in it is refused with the whole pack', async () => {
  const withdrawnReason = passedOff('张三 13800001234 要求撤下')
  await expect(packOf(world, 9, [], { withdrawn: passedOff([id]), withdrawnReason })).rejects.toThrow(
    'personal-data',
  )
})
