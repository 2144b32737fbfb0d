// Content files that rot, shrink, vanish or cannot be read (security.md D10, D14–D18): noticed, and older content shown.
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  generationFile,
  generationsFolder,
  lockFile,
  packsFolder,
  stateFile,
} from '../../../db/data-folder.ts'
import { entryLines } from '../../../db/entries.ts'
import { history, rollBack } from '../../../db/history.ts'
import { openDesk } from '../../../db/desk.ts'
import { openReader, type Reader } from '../../../db/reader.ts'
import { repairContent } from '../../../db/repair.ts'
import { setSetting } from '../../../db/settings.ts'
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
import { restore, snapshotOf, type Snapshot } from '../../power-loss/recorded-disk.ts'
import { place as inMemory } from '../../power-loss/recorded-run.ts'

vi.setConfig({ testTimeout: 180_000 })

// In memory: thousands of syncs of a busy disk would only take time.
const place = temporaryFolder(inMemory)
let world: World
let data = ''
let before: Snapshot
let newest = ''
beforeAll(async () => {
  world = await worldIn(place.folder)
  data = kioskOf(world)
  await must(await packOf(world, 1, [posting(), dibao({ payees: ['赵甲一'] })]))
  await must(await packOf(world, 2, [posting({ expense: 31_000 })]))
  before = snapshotOf(data)
  newest = generationFile(
    data,
    look((reader) => reader.content?.name ?? ''),
  )
})
afterAll(() => place[Symbol.dispose]())

async function must(pack: string, into = data): Promise<void> {
  const applied = await importInto(into, pack)
  if (!applied.ok) throw new Error(JSON.stringify(applied))
}
function look<T>(see: (reader: Reader) => T, folder = data): T {
  const { reader } = openReader(folder)
  try {
    return see(reader)
  } finally {
    reader.close()
  }
}
/** What a villager sees after a start that finds the folder as it is now. */
function start(folder = data): { sequence: number | null; trouble: string | null; flaws: number } {
  const opened = openWriter(folder)
  if (opened.ok) opened.writer.close()
  return look(seen, folder)
}
const seen = (reader: Reader) => ({
  sequence: reader.content?.sequence ?? null,
  trouble: reader.trouble?.kind ?? null,
  flaws: verifyStore(reader).flaws.length,
})
const fellBack = { sequence: 1, trouble: 'damaged' }

/** The same chances in every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

test('D10 1,500 bit flips in the content on screen: every one is noticed at the next look, and older content is shown', () => {
  restore(data, before)
  const random = seeded(10)
  const bytes = readFileSync(newest)
  const unnoticed: number[] = []
  for (let time = 0; time < 1_500; time++) {
    const at = random(bytes.length)
    put(newest, at, bytes.readUInt8(at) ^ (1 << random(8)))
    const { sequence, trouble } = look((reader) => ({
      sequence: reader.content?.sequence,
      trouble: reader.trouble?.kind,
    }))
    if (sequence !== 1 || trouble !== 'damaged') unnoticed.push(at)
    put(newest, at, bytes.readUInt8(at))
  }
  expect(unnoticed).toEqual([])
  expect(look(seen)).toEqual({ sequence: 2, trouble: null, flaws: 0 })
})

function put(file: string, at: number, byte: number): void {
  const descriptor = openSync(file, 'r+')
  writeSync(descriptor, Buffer.from([byte]), 0, 1, at)
  closeSync(descriptor)
}

test('D15 content truncated at 300 lengths is noticed at every one, and a start and a repair bring it back', async () => {
  const random = seeded(15)
  const { size } = statSync(newest)
  const unnoticed: number[] = []
  restore(data, before)
  const whole = readFileSync(newest)
  for (let time = 0; time < 300; time++) {
    const length = time === 0 ? 0 : time === 1 ? size - 1 : random(size)
    truncateSync(newest, length)
    if (look((reader) => reader.content?.sequence) !== 1) unnoticed.push(length)
    writeFileSync(newest, whole)
  }
  expect(unnoticed).toEqual([])
  for (const length of [0, 1, 512, 4095, 4096, size >> 1, size - 1]) {
    restore(data, before)
    truncateSync(newest, length)
    expect(start(), `length ${length}`).toMatchObject(fellBack)
    const opened = openWriter(data)
    if (!opened.ok) throw new Error(opened.fault.kind)
    expect(await repairContent(opened.writer)).toMatchObject({ ok: true, kind: 'rebuilt', sequence: 2 })
    opened.writer.close()
    expect(look(seen), `length ${length}`).toEqual({ sequence: 2, trouble: null, flaws: 0 })
  }
})

describe('D14 stale companions', () => {
  const suffixes = ['-wal', '-shm', '-journal']
  const fillings: Record<string, () => Buffer> = {
    empty: () => Buffer.alloc(0),
    zeros: () => Buffer.alloc(8192),
    noise: () => Buffer.alloc(8192, 0xa5),
    'a WAL of another database': () => walOfAnother(),
  }
  for (const [what, filling] of Object.entries(fillings))
    test(`(${what}) beside state.db, lock.db and each content change nothing`, async () => {
      restore(data, before)
      const shown = look((reader) => entryLines(reader))
      const files = [
        stateFile(data),
        lockFile(data),
        ...readdirSync(generationsFolder(data)).map((name) => join(generationsFolder(data), name)),
      ]
      for (const file of files) for (const suffix of suffixes) writeFileSync(file + suffix, filling())
      // Before any start a reader may find that it cannot read past such a file; never does it show anything else.
      const atOnce = look((reader) => entryLines(reader))
      expect([shown, []]).toContainEqual(atOnce)
      expect(start()).toEqual({ sequence: 2, trouble: null, flaws: 0 })
      expect(look((reader) => entryLines(reader))).toEqual(shown)
      await must(await packOf(world, 3, [posting({ expense: 32_000 })]))
      expect(start()).toEqual({ sequence: 3, trouble: null, flaws: 0 })
      expect(readdirSync(generationsFolder(data)).filter((name) => !name.endsWith('.db'))).toEqual([])
    })

  test('(a journal that would be rolled back into it) beside the content: it is swept, the content is as it was', () => {
    restore(data, before)
    const shown = look((reader) => entryLines(reader))
    writeFileSync(`${newest}-journal`, hotJournal())
    expect(start()).toEqual({ sequence: 2, trouble: null, flaws: 0 })
    expect(existsSync(`${newest}-journal`)).toBe(false)
    expect(look((reader) => entryLines(reader))).toEqual(shown)
  })
})

function walOfAnother(): Buffer {
  const file = join(place.folder, 'other.db')
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.exec('CREATE TABLE IF NOT EXISTS entry (id); DELETE FROM entry; INSERT INTO entry VALUES (1)')
  const wal = readFileSync(`${file}-wal`)
  db.close()
  return wal
}

/** As a program leaves it that was killed in the midst of a commit, of a database with other pages. */
function hotJournal(): Buffer {
  const file = join(place.folder, 'killed.db')
  const db = new Database(file)
  db.exec('CREATE TABLE IF NOT EXISTS t (x); INSERT INTO t VALUES (zeroblob(20000))')
  db.pragma('cache_spill = 1')
  db.pragma('cache_size = 1')
  db.exec('BEGIN; UPDATE t SET x = randomblob(60000)')
  const journal = readFileSync(`${file}-journal`)
  db.close()
  expect(journal.length).toBeGreaterThan(512)
  return journal
}

describe('D17 content that cannot be read', () => {
  const hindrances: Record<string, () => void> = {
    'is a folder': () => {
      rmSync(newest)
      mkdirSync(newest)
    },
    'is gone': () => rmSync(newest),
    'is a link to nowhere': () => {
      rmSync(newest)
      symlinkSync('/nowhere', newest)
    },
    'is a link to itself': () => {
      rmSync(newest)
      symlinkSync(newest, newest)
    },
    'is another content under its name': () =>
      writeFileSync(newest, readFileSync(join(generationsFolder(data), olderName()))),
  }
  const olderName = () => readdirSync(generationsFolder(data)).find((name) => name.startsWith('1-')) ?? ''
  for (const [what, hinder] of Object.entries(hindrances))
    test(`because it ${what}: the older is shown, with a notice, and a repair brings it back`, async () => {
      restore(data, before)
      hinder()
      expect(look((reader) => reader.content?.sequence)).toBe(1)
      expect(start()).toMatchObject(fellBack)
      const opened = openWriter(data)
      if (!opened.ok) throw new Error(opened.fault.kind)
      expect(await repairContent(opened.writer)).toMatchObject({ ok: true, sequence: 2 })
      opened.writer.close()
      expect(start()).toEqual({ sequence: 2, trouble: null, flaws: 0 })
    })

  test.skipIf(process.getuid?.() !== 0 && process.platform === 'win32')(
    'because nobody may read it (EACCES): notice and older content',
    () => {
      restore(data, before)
      chmodSync(newest, 0)
      const back = asNobody()
      try {
        expect(look((reader) => seen(reader))).toMatchObject(fellBack)
      } finally {
        back()
        chmodSync(newest, 0o600)
      }
    },
  )

  test('because the whole folder of content is gone: nothing is shown, the packs bring all of it back', async () => {
    restore(data, before)
    renameSync(generationsFolder(data), join(place.folder, 'elsewhere'))
    expect(start()).toMatchObject({ sequence: null, trouble: 'damaged' })
    const opened = openWriter(data)
    if (!opened.ok) throw new Error(opened.fault.kind)
    expect(await repairContent(opened.writer)).toMatchObject({ ok: true, sequence: 2 })
    opened.writer.close()
    expect(look(seen)).toEqual({ sequence: 2, trouble: null, flaws: 0 })
    rmSync(join(place.folder, 'elsewhere'), { recursive: true })
  })
})

/** Root reads everything: while the test runs, this process is nobody and owns nothing but the folder. */
function asNobody(): () => void {
  const { seteuid, geteuid } = process
  if (!seteuid || geteuid?.() !== 0) return () => undefined
  for (const name of ['', ...readdirSync(data, { recursive: true, encoding: 'utf8' })])
    if (join(data, name) !== newest) chmodSync(join(data, name), 0o777)
  chmodSync(place.folder, 0o777)
  seteuid(65_534)
  return () => {
    seteuid(0)
    chmodSync(place.folder, 0o700)
  }
}

test('D16 a thousand flips through every kept content with somebody reading: each read is whole, of one content', async () => {
  restore(data, before)
  for (let sequence = 3; sequence <= 8; sequence++)
    await must(await packOf(world, sequence, [posting({ income: sequence * 1_000, expense: sequence })]))
  const kept = look((reader) => history(reader)).map((each) => each.generation)
  expect(kept.length).toBeGreaterThanOrEqual(5)
  const readings = readingIn(data)
  await readings.begun
  const opened = openWriter(data)
  if (!opened.ok) throw new Error(opened.fault.kind)
  const flips = Number(process.env['FLIPS'] ?? 1_000)
  let last = kept[0]
  for (let flip = 0; flip < flips; flip++) {
    const next = kept[(flip + 1) % kept.length]
    const back = rollBack(opened.writer, next)
    if (!back.ok) throw new Error(`flip ${flip}: ${back.fault.kind}`)
    last = back.generation
  }
  opened.writer.close()
  const { reads, mixed, seenContents } = await readings.end()
  expect(mixed).toEqual([])
  expect(reads).toBeGreaterThan(50)
  expect(seenContents).toBeGreaterThan(1)
  expect(look((reader) => reader.content?.name)).toBe(last)
  expect(look((reader) => verifyStore(reader).flaws)).toEqual([])
})

/** A process of its own that looks again and again, as the store's process does, and checks that what it reads agrees. */
function readingIn(folder: string) {
  const at = (path: string) => JSON.stringify(new URL(`../../../${path}`, import.meta.url).href)
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { openReader } from ${at('db/reader.ts')}
       import { entryLines } from ${at('db/entries.ts')}
       import { home } from ${at('db/figures.ts')}
       const { reader } = openReader(${JSON.stringify(folder)})
       const mixed = [], contents = new Set()
       let reads = 0, ending = false
       process.on('message', () => (ending = true))
       process.send('begun')
       const once = () => {
         reader.refresh()
         const { sequence } = reader.content
         const about = reader.content.db.prepare('SELECT sequence FROM about').get().sequence
         const income = entryLines(reader).find((line) => line.itemType === 'posting-sheet').totals.income
         const wanted = about < 3 ? 50000 : about * 1000
         if (about !== sequence || income !== wanted || home(reader).entries < 1) mixed.push([sequence, about, income])
         contents.add(about)
         reads++
         if (!ending) return setImmediate(once)
         process.send({ reads, mixed, seenContents: contents.size }, () => process.exit(0))
       }
       once()`,
    ],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  )
  const begun = new Promise<void>((resolve) => child.once('message', () => resolve()))
  const end = () =>
    new Promise<{ reads: number; mixed: unknown[]; seenContents: number }>((resolve, reject) => {
      child.once('message', (message) => resolve(message as never))
      child.once('exit', () => reject(new Error('the reader ended')))
      child.send('end')
    })
  return { begun, end }
}

test('D18 five years of packs: sixty are taken one after the other, old content goes, the start stays short', async () => {
  const many = kioskOf(world, 'five-years')
  const opened = openDesk(many)
  if (!opened.ok) throw new Error(opened.fault.kind)
  // A disk that has no room for more than what must stay.
  setSetting(opened.desk, 'historyBytes', 1)
  opened.desk.close()
  for (let sequence = 1; sequence <= 60; sequence++)
    await must(
      await packOf(world, sequence, [posting({ income: sequence, period: `${2020 + (sequence % 6)}Q1` })]),
      many,
    )
  const kept = look((reader) => history(reader), many)
  // Not without end, and at least four to go back to.
  expect(kept.length).toBeGreaterThanOrEqual(5)
  expect(kept.length).toBeLessThan(60)
  expect(kept[0]).toMatchObject({ sequence: 60, current: true })
  expect(readdirSync(generationsFolder(many))).toHaveLength(kept.length)
  expect(readdirSync(packsFolder(many)).length).toBeGreaterThanOrEqual(kept.length)
  expect(start(many)).toEqual({ sequence: 60, trouble: null, flaws: 0 })
  // All six years are on screen though only some contents are kept.
  expect(look((reader) => entryLines(reader), many)).toHaveLength(6)
})
