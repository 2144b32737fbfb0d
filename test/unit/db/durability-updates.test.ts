// Updates under strain (security.md P01, P10, P14, P16, P18, P30, D06): clocks, sticks, full disks, two at once.
import { cpSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { stagingFolder } from '../../../db/data-folder.ts'
import { openDesk, type Clock } from '../../../db/desk.ts'
import { entryLines } from '../../../db/entries.ts'
import { kioskState } from '../../../db/kiosk-state.ts'
import { checkJournal } from '../../../db/journal.ts'
import { openReader, type Reader } from '../../../db/reader.ts'
import { trustOf } from '../../../db/trust.ts'
import { applyPack } from '../../../db/updates.ts'
import { verifyStore } from '../../../db/verify.ts'
import { openWriter } from '../../../db/writer.ts'
import { kioskCommand } from '../../../electron/kiosk-command.ts'
import { openPack } from '../../../pack/open.ts'
import { stage } from '../../../pack/stage.ts'
import {
  appVersion,
  dibao,
  importInto,
  kioskOf,
  packOf,
  posting,
  temporaryFolder,
  worldIn,
  type World,
} from '../../stand-ins/pack-world.ts'
import { mayMount, onSmallDisk } from '../../stand-ins/small-disk.ts'
import { started } from '../../power-loss/kiosk-after.ts'
import { place as inMemory } from '../../power-loss/recorded-run.ts'

vi.setConfig({ testTimeout: 180_000 })

// In memory: thousands of syncs of a busy disk would only take time.
const place = temporaryFolder(inMemory)
let world: World
beforeAll(async () => {
  world = await worldIn(place.folder)
})
afterAll(() => place[Symbol.dispose]())

let made = 0
const freshKiosk = () => kioskOf(world, `kiosk-${made++}`)
const pack = (sequence: number, expense = sequence) => packOf(world, sequence, [posting({ expense })])

function look<T>(data: string, see: (reader: Reader) => T): T {
  const { reader } = openReader(data)
  try {
    return see(reader)
  } finally {
    reader.close()
  }
}
async function told(data: string, ...words: string[]): Promise<Record<string, unknown>> {
  let said = ''
  await kioskCommand(['--data', data, ...words], { out: (text) => (said += text), err: () => undefined })
  return JSON.parse(said)
}
const lastNoted = (data: string) =>
  look(data, ({ state }) =>
    state?.prepare('SELECT action, details FROM journal ORDER BY number DESC LIMIT 1').get(),
  )

test('P01 a valid next pack is in, with a receipt to read out and a line in the journal that agrees with it', async () => {
  const data = freshKiosk()
  const said = await told(data, 'import', await pack(1))
  expect(said).toMatchObject({
    kind: 'applied',
    sequence: 1,
    receipt: expect.stringMatching(/^[0-9A-F]{8}$/),
  })
  const head = look(data, ({ state }) => (state ? checkJournal(state) : null))
  expect(head?.kind === 'whole' && head.head.slice(0, 8).toUpperCase()).toBe(said['receipt'])
  expect(lastNoted(data)).toMatchObject({
    action: 'imported',
    details: expect.stringContaining('"sequence":1'),
  })
})

test('P10 T2.5 a lower sequence, the same pack again, and another under the same number: told apart, noted, changing nothing', async () => {
  const data = freshKiosk()
  const [first, second] = [await pack(1), await pack(2)]
  for (const each of [first, second]) expect(await importInto(data, each)).toMatchObject({ ok: true })
  const other = await packOf(world, 2, [posting({ expense: 99 })], {
    out: join(place.folder, 'other.mbpack'),
  })
  const shown = look(data, entryLines)
  for (const [file, kind] of [
    [first, 'older'],
    [second, 'already-installed'],
    [other, 'sequence-conflict'],
  ] as const) {
    expect(await told(data, 'import', file)).toMatchObject({ kind })
    expect(lastNoted(data)).toEqual({ action: 'refused', details: JSON.stringify({ kind }) })
  }
  expect(look(data, entryLines)).toEqual(shown)
  expect(started(data)).toEqual({ sequence: 2, trouble: null, flaws: [] })
})

test('P05 P14 T2.5 whatever is refused leaves the folder as it was, name by name and byte by byte, but for one line', async () => {
  const data = freshKiosk()
  const first = await pack(1)
  expect(await importInto(data, first)).toMatchObject({ ok: true })
  const names = () => readdirSync(data, { recursive: true, encoding: 'utf8' }).sort()
  const before = names()
  const lines = () => look(data, ({ state }) => state?.prepare('SELECT count(*) AS n FROM journal').get())
  const [had] = [lines()]
  const bytes = readFileSync(await pack(2))
  const flipped = join(place.folder, 'flipped.mbpack')
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 9) ^ 4, bytes.length - 9)
  writeFileSync(flipped, bytes)
  expect(await told(data, 'import', flipped)).toMatchObject({ kind: 'damaged-part' })
  expect(names()).toEqual(before)
  expect(lines()).toEqual({ n: Number((had as { n: number }).n) + 1 })
})

describe('P16 clocks', () => {
  const clockAt = (iso: string): Clock => ({ wallMs: () => Date.parse(iso), monotonicMs: () => 0 })
  async function importAt(data: string, file: string, iso: string): Promise<boolean> {
    const opened = openWriter(data, { clock: clockAt(iso) })
    if (!opened.ok) return false
    try {
      const found = trustOf(opened.writer, appVersion)
      const staged = await stage(file, stagingFolder(data))
      if (!found.ok || !staged.ok) return false
      const checked = await openPack(staged.file, found.trust)
      return checked.ok && (await applyPack(opened.writer, checked.pack)).ok
    } finally {
      opened.writer.close()
    }
  }

  // Order comes from sequences; a date is shown and never compared.
  test('1970, then 2099, then right again: nothing is hidden, and each later pack comes in', async () => {
    const data = freshKiosk()
    const days = [
      '2026-07-12T08:00:00Z',
      '1970-01-01T00:00:00Z',
      '2099-12-31T23:59:59Z',
      '2026-07-20T08:00:00Z',
    ]
    for (const [at, day] of days.entries()) {
      expect(await importAt(data, await pack(at + 1), day), day).toBe(true)
      expect(look(data, (reader) => kioskState(reader).content?.sequence)).toBe(at + 1)
      expect(look(data, entryLines)).toHaveLength(1)
    }
    expect(look(data, (reader) => verifyStore(reader).flaws)).toEqual([])
    expect(await importAt(data, await pack(2), '2099-12-31T23:59:59Z')).toBe(false)
  })
})

describe('P18 a stick pulled', () => {
  for (const percent of [1, 50, 99])
    test(`at ${percent} %: told as a copy cut short, nothing of it stays, the old pack stays, and it starts anew`, async () => {
      const data = freshKiosk()
      expect(await importInto(data, await pack(1))).toMatchObject({ ok: true })
      const stick = join(place.folder, `stick-${percent}.mbpack`)
      const whole = readFileSync(await pack(2))
      // Padded, so that the copy has several pieces; only the copy is tried here.
      const long = Buffer.concat([whole, Buffer.alloc(12 << 20)])
      writeFileSync(stick, long)
      let pulled = false
      const staged = await stage(stick, stagingFolder(data), {
        onProgress: (done, total) => {
          if (pulled || (done / total) * 100 < percent - 9) return
          pulled = true
          truncateSync(stick, Math.min(done, Math.floor((total * percent) / 100)))
        },
      })
      expect(pulled).toBe(true)
      expect(staged).toMatchObject({ ok: false, refusal: { kind: 'incomplete' } })
      expect(readdirSync(stagingFolder(data))).toEqual([])
      expect(look(data, (reader) => reader.content?.sequence)).toBe(1)
      writeFileSync(stick, whole)
      expect(await importInto(data, stick)).toMatchObject({ ok: true, sequence: 2 })
    })
})

test('P30 ten presses at once are one import, and what comes of it does not depend on chance', async () => {
  const data = freshKiosk()
  const file = await pack(1)
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => importInto(data, file)))
  const kinds = outcomes.map((each) =>
    each.ok ? 'applied' : 'fault' in each ? each.fault.kind : each.refusal.kind,
  )
  expect(kinds.toSorted()).toEqual(['applied', ...Array.from({ length: 9 }, () => 'in-use')])
  expect(started(data)).toEqual({ sequence: 1, trouble: null, flaws: [] })
})

test('P30 two sticks one after the other, in either order: the higher number is shown, the lower never after it', async () => {
  for (const order of [
    [1, 2],
    [2, 1],
  ]) {
    const data = freshKiosk()
    for (const sequence of order) await importInto(data, await pack(sequence))
    expect(started(data)).toEqual({ sequence: 2, trouble: null, flaws: [] })
  }
})

test('a folder that a file stands in the place of, and one that cannot be made, are faults and no crash', () => {
  const file = join(place.folder, 'a-file')
  writeFileSync(file, 'x')
  expect(openDesk(file)).toMatchObject({ ok: false })
  expect(openDesk(join(file, 'below'))).toMatchObject({ ok: false })
  expect(look(file, (reader) => reader.content)).toBeNull()
})

describe.skipIf(!mayMount)('D06 a disk full at any moment', () => {
  test('at every 20 KB: the import fails in words, what was shown stays, nothing is left, and with room it goes in', async () => {
    const data = freshKiosk()
    expect(await importInto(data, await pack(1))).toMatchObject({ ok: true })
    const payees = Array.from({ length: 500 }, (_, at) => `户主${at}号`)
    const file = await packOf(world, 2, [dibao({ payees })])
    const disk = join(place.folder, 'disk')
    const kinds: string[] = []
    for (
      let kilobytes = kilobytesOf(data) + 4;
      kinds.filter((kind) => kind === 'applied').length < 3;
      kilobytes += 20
    ) {
      await onSmallDisk(disk, kilobytes, async (resize) => {
        const copy = join(disk, 'data')
        cpSync(data, copy, { recursive: true })
        const outcome = await importInto(copy, file)
        const kind = outcome.ok ? 'applied' : 'fault' in outcome ? outcome.fault.kind : outcome.refusal.kind
        kinds.push(kind)
        // Still full: reading goes on.
        expect(
          look(copy, (reader) => reader.content?.sequence),
          `${kilobytes} KB`,
        ).toBe(outcome.ok ? 2 : 1)
        resize(20_000)
        expect(started(copy), `${kilobytes} KB`).toEqual({
          sequence: outcome.ok ? 2 : 1,
          trouble: null,
          flaws: [],
        })
        expect((await importInto(copy, file)).ok).toBe(!outcome.ok)
        expect(started(copy)).toEqual({ sequence: 2, trouble: null, flaws: [] })
      })
      if (kinds.length > 200) throw new Error('it never went in')
    }
    expect([...new Set(kinds)].sort()).toEqual(['applied', 'disk-full'])
    // It would prove little if the first size already had room enough.
    expect(kinds.indexOf('applied')).toBeGreaterThan(3)
  })
})

/** As a disk of pages holds it. */
function kilobytesOf(folder: string): number {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
  const bytes = names.map((each) =>
    each.isFile() ? Math.ceil(readFileSync(join(each.parentPath, each.name)).length / 4096) * 4 : 4,
  )
  return bytes.reduce((sum, each) => sum + each, 0)
}
