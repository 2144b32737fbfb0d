// What the staff is told: of each fault once, in kinds that words exist for, while reading goes on.
import { createHash } from 'node:crypto'
import { chmodSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import machineWords from '../../../assets/locales/zh-CN/machine.json' with { type: 'json' }
import { stateFile } from '../../../db/data-folder.ts'
import { openDurable, type WritableDb } from '../../../db/database.ts'
import { openDesk } from '../../../db/desk.ts'
import { entryLines } from '../../../db/entries.ts'
import { checkJournal, exportedJournal, journalHead, journalPage } from '../../../db/journal.ts'
import { noticeKinds, type NoticeKind } from '../../../db/notice-kinds.ts'
import { markSeen, notices } from '../../../db/staff-notices.ts'
import { setFirstPin } from '../../../db/pin.ts'
import { openReader } from '../../../db/reader.ts'
import { generations, keptGenerations, pinnedTownship, sequenceFloor } from '../../../db/state.ts'
import { stateCopy } from '../../../db/state-copy.ts'
import { stateVersion } from '../../../db/state-schema.ts'
import { pinTownship } from '../../../db/trust.ts'
import { verifyStore } from '../../../db/verify.ts'
import { openWriter } from '../../../db/writer.ts'
import { localDay } from '../../../disclosure/local-day.ts'
import {
  importInto,
  keysOf,
  kioskOf,
  packOf,
  posting,
  temporaryFolder,
  worldIn,
} from '../../stand-ins/pack-world.ts'
import { mayMount, onSmallDisk, whileReadOnly } from '../../stand-ins/small-disk.ts'

vi.setConfig({ testTimeout: 60_000 })

const plenty = () => 10 * 1024 ** 3

function look<T>(data: string, see: (reader: ReturnType<typeof openReader>['reader']) => T): T {
  const { reader } = openReader(data)
  try {
    return see(reader)
  } finally {
    reader.close()
  }
}
const kindsAt = (data: string): NoticeKind[] =>
  look(data, (reader) => notices(reader, plenty).map((each) => each.kind))
const sequenceAt = (data: string) => look(data, (reader) => reader.content?.sequence ?? null)

function atDesk<T>(
  data: string,
  work: (desk: Extract<ReturnType<typeof openDesk>, { ok: true }>['desk']) => T,
): T {
  const opened = openDesk(data)
  if (!opened.ok) throw new Error(opened.fault.kind)
  try {
    return work(opened.desk)
  } finally {
    opened.desk.close()
  }
}

async function kioskWithTwo(folder: string) {
  const world = await worldIn(folder)
  const data = kioskOf(world)
  // Of today: this kiosk goes by the machine's clock, and packs of long ago would put it in doubt.
  const more = { issuedOn: localDay(new Date()) }
  const packs = [
    await packOf(world, 1, [posting()], more),
    await packOf(world, 2, [posting({ expense: 31_000 })], more),
  ]
  for (const pack of packs) expect(await importInto(data, pack)).toMatchObject({ ok: true })
  return { world, data, packs }
}

/** Lines as `note` writes them, chained by what the format says and not by our own function. */
function writeLines(state: WritableDb, count: number): void {
  const insert = state.prepare('INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?)')
  let { number, hash } = journalHead(state) ?? { number: 0, hash: '0'.repeat(64) }
  state
    .transaction(() => {
      for (let at = 0; at < count; at++) {
        const row = [++number, '2026-11-22T00:00:00Z', 'clerk', 'refused', `{"at":${at}}`]
        const next = createHash('sha256')
          .update(`${hash}\n${JSON.stringify(row)}`)
          .digest('hex')
        insert.run(...row, hash, next)
        hash = next
      }
      state.prepare('UPDATE journal_head SET number = ?, hash = ?').run(number, hash)
    })
    .immediate()
}

test('there is a sentence and something to do for every kind', () => {
  const words: Record<string, unknown> = machineWords.notice
  for (const kind of noticeKinds)
    expect(words[kind]).toMatchObject({ sentence: expect.any(String), action: expect.any(String) })
})

test('a kiosk in order has nothing to tell', async () => {
  using place = temporaryFolder()
  const { data } = await kioskWithTwo(place.folder)
  expect(kindsAt(data)).toEqual([])
})

test('a disk that fills up is told below 500 MB, and otherwise below 100 MB', async () => {
  using place = temporaryFolder()
  const { data } = await kioskWithTwo(place.folder)
  const at = (megabytes: number) =>
    look(data, (reader) => notices(reader, () => megabytes * 1024 ** 2).map((each) => each.kind))
  expect([at(501), at(499), at(101), at(99)]).toEqual([[], ['disk-low'], ['disk-low'], ['disk-very-low']])
})

describe('a state.db that is damaged', () => {
  test('and put back from its copy: until when the copy knew is told, until somebody has seen it', async () => {
    using place = temporaryFolder()
    const { data } = await kioskWithTwo(place.folder)
    writeFileSync(stateFile(data), 'no database')
    atDesk(data, () => undefined)
    const [notice] = look(data, (reader) => notices(reader, plenty))
    expect(notice).toMatchObject({
      kind: 'state-restored',
      level: 'bad',
      facts: { generations: 0, floor: 2 },
    })
    expect(String(notice?.facts['until'])).toMatch(/^\d{4}-\d\d-\d\dT/)
    atDesk(data, (desk) => markSeen(desk, 'state-restored', notice?.line ?? 0))
    expect(kindsAt(data)).toEqual([])
    writeFileSync(stateFile(data), 'no database')
    atDesk(data, () => undefined)
    expect(kindsAt(data)).toEqual(['state-restored'])
  })

  for (const [what, spoil] of [
    ['are both other bytes', (file: string) => writeFileSync(file, 'no database at all')],
    ['are both gone', (file: string) => rmSync(file)],
    ['are both empty', (file: string) => writeFileSync(file, '')],
  ] as const)
    test(`and its copy, when they ${what}: township, floor and content come back, keys and PIN do not`, async () => {
      using place = temporaryFolder()
      const { world, data, packs } = await kioskWithTwo(place.folder)
      const before = look(data, (reader) => entryLines(reader))
      spoil(stateFile(data))
      spoil(stateCopy(data))
      expect(sequenceAt(data)).toBe(what === 'are both empty' ? null : 2)
      const opened = openWriter(data)
      if (!opened.ok) throw new Error(opened.fault.kind)
      const { state } = opened.writer
      expect(pinnedTownship(state)).toEqual({ code: '990102', name: '石桥镇' })
      expect(sequenceFloor(state)?.sequence).toBe(2)
      expect(keptGenerations(state).map((row) => row.sequence)).toEqual([2, 1])
      expect(await setFirstPin(opened.writer, '271828')).toEqual({ ok: false })
      opened.writer.close()
      expect(look(data, (reader) => entryLines(reader))).toEqual(before)
      expect(look(data, verifyStore).flaws).toEqual([])
      expect(kindsAt(data)).toEqual(['no-keys', 'state-rebuilt'])
      expect(await importInto(data, packs[0] ?? '')).toMatchObject({ fault: { kind: 'not-provisioned' } })

      const stranger = await keysOf(join(place.folder, 'neighbours'), { code: '990103', name: '榆林铺镇' })
      atDesk(data, (desk) =>
        expect(pinTownship(desk, stranger.pub)).toMatchObject({ refusal: { kind: 'wrong-township' } }),
      )
      atDesk(data, (desk) => expect(pinTownship(desk, world.pub).ok).toBe(true))
      expect(await importInto(data, packs[0] ?? '')).toMatchObject({ refusal: { kind: 'older', have: 2 } })
      const third = await packOf(world, 3, [posting({ expense: 32_000 })])
      expect(await importInto(data, third)).toMatchObject({ ok: true, sequence: 3 })
      expect(kindsAt(data)).toEqual(['state-rebuilt'])
    })

  test('and gone with all generations: the kept packs still say whose it is and how far it was', async () => {
    using place = temporaryFolder()
    const { data } = await kioskWithTwo(place.folder)
    for (const each of ['state.db', 'state.db.bak', 'generations'])
      rmSync(join(data, each), { recursive: true })
    atDesk(data, ({ state }) => {
      expect(pinnedTownship(state)?.name).toBe('石桥镇')
      expect(sequenceFloor(state)?.sequence).toBe(2)
      expect(generations(state)).toEqual([])
    })
  })
})

test('a state.db of a newer program: what is on screen stays there, and the staff is told', async () => {
  using place = temporaryFolder()
  const { data } = await kioskWithTwo(place.folder)
  const db = openDurable(stateFile(data))
  // As it stands after going back: the pointer of a newer kiosk is respected.
  db.prepare('UPDATE pointer SET generation = 1').run()
  db.exec('ALTER TABLE generation ADD COLUMN of_tomorrow TEXT')
  db.pragma(`user_version = ${stateVersion + 1}`)
  db.close()
  expect(sequenceAt(data)).toBe(1)
  expect(kindsAt(data)).toEqual(['state-newer'])
})

test('a generation of a newer program makes way for an older one, and the staff is told', async () => {
  using place = temporaryFolder()
  const { data } = await kioskWithTwo(place.folder)
  const [row] = look(data, ({ state }) => (state ? generations(state) : []))
  const file = join(data, 'generations', `${row?.name}.db`)
  const db = openDurable(file)
  db.pragma('user_version = 1000')
  db.close()
  const { sha256OfFile } = await import('../../../db/reader.ts')
  const state = openDurable(stateFile(data))
  state.prepare('UPDATE generation SET sha256 = ? WHERE name = ?').run(sha256OfFile(file), row?.name)
  state.close()
  expect(sequenceAt(data)).toBe(1)
  expect(kindsAt(data)).toEqual(['content-newer'])
})

test('a file that may not be read (EACCES) is as good as damaged: older content, and the staff is told', async () => {
  if (process.getuid?.() === 0) return
  using place = temporaryFolder()
  const { data } = await kioskWithTwo(place.folder)
  const [row] = look(data, ({ state }) => (state ? generations(state) : []))
  chmodSync(join(data, 'generations', `${row?.name}.db`), 0)
  expect(sequenceAt(data)).toBe(1)
  expect(kindsAt(data)).toEqual(['content-damaged'])
})

describe('disks', () => {
  test('a folder that cannot be written is read and told', async () => {
    if (!mayMount) return
    using place = temporaryFolder()
    const { data } = await kioskWithTwo(place.folder)
    await whileReadOnly(data, async () => {
      expect(sequenceAt(data)).toBe(2)
      expect(kindsAt(data)).toEqual(['read-only'])
    })
  })

  test('a small disk is measured, not guessed', async () => {
    if (!mayMount) return
    using place = temporaryFolder()
    const disk = join(place.folder, 'disk')
    const world = await worldIn(place.folder)
    await onSmallDisk(disk, 20 * 1024, async () => {
      const data = kioskOf(world, 'disk')
      expect(look(data, (reader) => notices(reader).map((each) => each.kind))).toEqual(['disk-very-low'])
    })
  })
})

describe('the journal', () => {
  test('is told newest first, a part at a time, and exported so that anybody can walk the chain', async () => {
    using place = temporaryFolder()
    const { data } = await kioskWithTwo(place.folder)
    look(data, ({ state }) => {
      if (!state) throw new Error('no state')
      const all = journalPage(state, { offset: 0, limit: 100 })
      expect(all.lines.map((line) => [line.number, line.action])).toEqual([
        [3, 'imported'],
        [2, 'imported'],
        [1, 'township-pinned'],
      ])
      expect(journalPage(state, { offset: 1, limit: 1 })).toMatchObject({ total: 3, lines: [{ number: 2 }] })
      const exported = exportedJournal(state)
      expect(exported).toMatchObject({ township: { name: '石桥镇' }, check: { kind: 'whole', lines: 3 } })
      expect(exported.lines.at(-1)?.hash).toBe(exported.head?.hash)
      expect(exported.lines[1]?.previous_hash).toBe(exported.lines[0]?.hash)
    })
  })

  test('of a hundred thousand lines is read through, told in parts and exported', async () => {
    using place = temporaryFolder()
    const { data } = await kioskWithTwo(place.folder)
    atDesk(data, ({ state }) => {
      writeLines(state, 100_000)
      expect(checkJournal(state)).toMatchObject({ kind: 'whole', lines: 100_003 })
      expect(journalPage(state, { offset: 99_990, limit: 100 }).lines).toHaveLength(13)
      expect(exportedJournal(state).lines).toHaveLength(100_003)
    })
  })

  test('that somebody has changed is told, with the line', async () => {
    using place = temporaryFolder()
    const { data } = await kioskWithTwo(place.folder)
    atDesk(data, ({ state }) => state.prepare("UPDATE journal SET details = '{}' WHERE number = 2").run())
    const [notice] = look(data, (reader) => notices(reader, plenty))
    expect(notice).toMatchObject({ kind: 'journal-broken', facts: { kind: 'changed-line', number: 2 } })
  })
})
