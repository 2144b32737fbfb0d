// What an import does to a kiosk: whole or not at all, and what stays when something goes wrong.
import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  attachmentFile,
  attachmentsFolder,
  generationFile,
  generationsFolder,
  stagingFolder,
  stateFile,
} from '../../../db/data-folder.ts'
import { freeBytes } from '../../../db/faults.ts'
import { openDesk } from '../../../db/desk.ts'
import { entryLines, rows } from '../../../db/entries.ts'
import { kioskState } from '../../../db/kiosk-state.ts'
import { history, rollBack } from '../../../db/history.ts'
import { openReader } from '../../../db/reader.ts'
import { setSetting } from '../../../db/settings.ts'
import { stateVersion } from '../../../db/state-schema.ts'
import { trustOf } from '../../../db/trust.ts'
import { previewPack } from '../../../db/update-preview.ts'
import { verifyStore } from '../../../db/verify.ts'
import { openWriter } from '../../../db/writer.ts'
import type { EntryLine } from '../../../pack/preview.ts'
import {
  appVersion,
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
import { largePng, photoIn } from '../../stand-ins/photo.ts'
import { mayMount, onSmallDisk, whileReadOnly } from '../../stand-ins/small-disk.ts'

// Real disks, and a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 60_000 })

const place = temporaryFolder()
let world: World
beforeAll(async () => {
  world = await worldIn(place.folder)
})
afterAll(() => place[Symbol.dispose]())

const freshKiosk = () => kioskOf(world, `kiosk-${randomUUID()}`)
const [liugou, shiqiaotou] = villageCodes
const at = { liugou: `${liugou}.dibao-list.2026Q2`, shiqiaotou: `${shiqiaotou}.dibao-list.2026Q2` }

function look<T>(data: string, see: (reader: ReturnType<typeof openReader>['reader']) => T): T {
  const { reader } = openReader(data)
  try {
    return see(reader)
  } finally {
    reader.close()
  }
}
const shown = (data: string): EntryLine[] => look(data, (reader) => entryLines(reader))
const ids = (data: string) => shown(data).map((line) => line.id)
const payees = (data: string, id: string) =>
  look(data, (reader) => rows(reader, { id, offset: 0, limit: 100 }).rows.map((row) => row[1]))

async function mustImport(data: string, file: string): Promise<void> {
  const outcome = await importInto(data, file)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
}

function setBudget(data: string, bytes: number): void {
  const opened = openDesk(data)
  if (!opened.ok) throw new Error(opened.fault.kind)
  setSetting(opened.desk, 'historyBytes', bytes)
  opened.desk.close()
}

describe('an import', () => {
  test('P01 shows entries and rows exactly as they were written', async () => {
    const data = freshKiosk()
    await mustImport(data, await packOf(world, 1, [dibao({ payees: ['张三', '李四'] }), posting()]))
    expect(shown(data)).toMatchObject([
      { itemType: 'posting-sheet', village: '柳沟村', totals: { income: 50_000, expense: 30_000 }, rows: 2 },
      { itemType: 'dibao-list', rows: 2, totals: { monthly: 60_000 } },
    ])
    expect(payees(data, at.liugou)).toEqual(['张三', '李四'])
    expect(look(data, (reader) => rows(reader, { id: at.liugou, offset: 1, limit: 1 }))).toMatchObject({
      offset: 1,
      total: 2,
    })
  })

  test('partial: replaces by id, takes away what is withdrawn, leaves the rest', async () => {
    const data = freshKiosk()
    await mustImport(
      data,
      await packOf(world, 2, [
        dibao({ payees: ['张三'] }),
        dibao({ payees: ['王五'], villageCode: shiqiaotou }),
        posting(),
      ]),
    )
    const corrected = dibao({ payees: ['张三', '赵六'], correctionNote: '补一户' })
    const file = await packOf(world, 3, [corrected], {
      withdrawn: passedOff([`${liugou}.posting-sheet.2026Q2`]),
    })
    await mustImport(data, file)
    expect(ids(data)).toEqual([at.liugou, at.shiqiaotou])
    expect(payees(data, at.liugou)).toEqual(['张三', '赵六'])
    expect(payees(data, at.shiqiaotou)).toEqual(['王五'])
  })

  test('whole: afterwards there is this pack alone', async () => {
    const data = freshKiosk()
    await mustImport(data, await packOf(world, 4, [dibao({ payees: ['张三'] }), posting()]))
    await mustImport(
      data,
      await packOf(world, 5, [dibao({ payees: ['王五'], villageCode: shiqiaotou })], { mode: 'whole' }),
    )
    expect(ids(data)).toEqual([at.shiqiaotou])
  })

  test('what was taken away is in no file of the content any more', async () => {
    const data = freshKiosk()
    await mustImport(data, await packOf(world, 6, [dibao({ payees: ['欧阳不见'] }), posting()]))
    await mustImport(data, await packOf(world, 7, [], { withdrawn: passedOff([at.liugou]) }))
    const current = look(data, (reader) => reader.content?.name ?? '')
    expect(readFileSync(generationFile(data, current)).includes('欧阳不见')).toBe(false)
  })

  test('an attachment that several packs carry is stored once, and each pack is whole by itself', async () => {
    const data = freshKiosk()
    const photo = photoIn(place.folder, 2, largePng(600))
    const { sha256 } = photo
    const about = [{ sha256, label: '照片', type: 'image/png' as const }]
    const attachments = [photo]
    const first = await packOf(world, 50, [posting({ attachments: about })], { attachments })
    const second = await packOf(world, 51, [posting({ attachments: about, expense: 1 })], { attachments })
    for (const pack of [first, second]) await mustImport(data, pack)
    expect(readdirSync(attachmentsFolder(data))).toEqual([sha256])
    // A kiosk that missed the first has the picture all the same.
    const late = freshKiosk()
    await mustImport(late, second)
    expect(readFileSync(attachmentFile(late, sha256))).toEqual(readFileSync(photo.file))
  })

  test('an attachment lies under its hash, and goes when no kept content uses it', async () => {
    const data = freshKiosk()
    const photo = photoIn(place.folder, 1)
    const { sha256 } = photo
    const withPhoto = dibao({ payees: ['张三'], attachments: [{ sha256, label: '照片', type: 'image/png' }] })
    await mustImport(data, await packOf(world, 8, [withPhoto], { attachments: [photo] }))
    expect(readFileSync(attachmentFile(data, sha256))).toEqual(readFileSync(photo.file))
    // Every quarter a pack that has everything, and a disk budget that leaves room for the last year only.
    setBudget(data, 1)
    for (const [later, period] of ['2026Q3', '2026Q4', '2027Q1', '2027Q2'].entries()) {
      expect(existsSync(attachmentFile(data, sha256))).toBe(true)
      const pack = await packOf(world, 9 + later, [posting({ period })], { mode: 'whole' })
      await mustImport(data, pack)
    }
    expect(existsSync(attachmentFile(data, sha256))).toBe(false)
  })
})

describe('a preview', () => {
  test('says per village what is new, changed, gone and the same, and switches nothing', async () => {
    const data = freshKiosk()
    const same = () => posting({ villageCode: shiqiaotou })
    await mustImport(data, await packOf(world, 20, [dibao({ payees: ['张三'] }), same(), posting()]))
    const file = await packOf(
      world,
      21,
      [
        dibao({ payees: ['李四'], monthly: 99, correctionNote: '更正' }),
        same(),
        dibao({ payees: ['王五'], villageCode: shiqiaotou }),
      ],
      { withdrawn: passedOff([`${liugou}.posting-sheet.2026Q2`]) },
    )
    const opened = await openIn(world, file)
    if (!opened.ok) throw new Error(opened.refusal.kind)
    const preview = look(data, (reader) => previewPack(reader, opened.pack))
    expect(preview.counts).toEqual({ new: 1, changed: 1, gone: 1, unchanged: 1, rows: 4 })
    expect(preview).toMatchObject({ installedSequence: 20, sequence: 21, mode: 'partial' })
    expect(preview.villages.map((village) => village.village)).toEqual(['柳沟村', '石桥头村'])
    const [first, second] = preview.villages
    expect(first?.changed[0]).toMatchObject({
      before: { totals: { monthly: 30_000 } },
      after: { totals: { monthly: 99 } },
      correctionNote: '更正',
    })
    expect(first?.gone[0]?.itemType).toBe('posting-sheet')
    expect(second).toMatchObject({ unchanged: 1, new: [{ itemType: 'dibao-list' }] })
    expect(payees(data, at.liugou)).toEqual(['张三'])
  })
})

describe('going back', () => {
  test('to the last content and forward again; the floor never sinks', async () => {
    const data = freshKiosk()
    const older = await packOf(world, 30, [dibao({ payees: ['张三'] })])
    const newer = await packOf(world, 31, [dibao({ payees: ['李四'] })])
    await mustImport(data, older)
    await mustImport(data, newer)
    const desk = deskOf(data)
    expect(rollBack(desk)).toMatchObject({ ok: true, sequence: 30 })
    expect(payees(data, at.liugou)).toEqual(['张三'])
    expect(look(data, (reader) => kioskState(reader).content)).toMatchObject({
      sequence: 30,
      rolledBack: true,
    })
    expect(rollBack(desk)).toEqual({ ok: false, fault: { kind: 'nothing-to-roll-back-to' } })
    expect(await importInto(data, older)).toEqual({
      ok: false,
      refusal: { kind: 'older', have: 31, got: 30 },
    })
    expect(await importInto(data, newer)).toEqual({
      ok: false,
      refusal: { kind: 'already-installed', sequence: 31 },
    })
    const [newest] = look(data, (reader) => history(reader))
    expect(rollBack(desk, newest?.generation)).toMatchObject({ ok: true, sequence: 31 })
    expect(payees(data, at.liugou)).toEqual(['李四'])
    desk.close()
  })

  test('means what was on screen before, not what was rolled back already', async () => {
    const data = freshKiosk()
    await mustImport(data, await packOf(world, 34, [dibao({ payees: ['好'] })]))
    await mustImport(data, await packOf(world, 35, [dibao({ payees: ['坏'] })]))
    const desk = deskOf(data)
    rollBack(desk)
    await mustImport(data, await packOf(world, 36, [posting()]))
    expect(payees(data, at.liugou)).toEqual(['好'])
    expect(rollBack(desk)).toMatchObject({ ok: true, sequence: 34 })
    desk.close()
  })

  test('a reader that is open sees the switch when it looks again', async () => {
    const data = freshKiosk()
    await mustImport(data, await packOf(world, 32, [dibao({ payees: ['张三'] })]))
    const { reader } = openReader(data)
    expect(reader.refresh()).toBe(false)
    await mustImport(data, await packOf(world, 33, [posting()], { mode: 'whole' }))
    expect(entryLines(reader)).toHaveLength(1)
    expect(entryLines(reader)[0]?.itemType).toBe('dibao-list')
    expect(reader.refresh()).toBe(true)
    expect(entryLines(reader)[0]?.itemType).toBe('posting-sheet')
    reader.close()
  })
})

describe('trouble', () => {
  test('a damaged current content makes way for the older one, and may then be imported again', async () => {
    const data = freshKiosk()
    await mustImport(data, await packOf(world, 60, [dibao({ payees: ['张三'] })]))
    const file = await packOf(world, 61, [dibao({ payees: ['李四'] })])
    await mustImport(data, file)
    const current = look(data, (reader) => reader.content?.name ?? '')
    flipByte(generationFile(data, current), 5000)
    look(data, (reader) => {
      expect(reader.trouble).toEqual({ kind: 'damaged', file: `${current}.db` })
      expect(reader.content).toMatchObject({ sequence: 60, rolledBack: true })
      expect(verifyStore(reader).flaws).toContainEqual({ kind: 'damaged-generation', file: `${current}.db` })
    })
    await mustImport(data, file)
    look(data, (reader) => expect(reader).toMatchObject({ trouble: null, content: { sequence: 61 } }))
    expect(payees(data, at.liugou)).toEqual(['李四'])
    expect(look(data, verifyStore).flaws).toEqual([])
  })

  test('the notice of damaged newest content outlives the start that found it', async () => {
    const data = freshKiosk()
    await mustImport(data, await packOf(world, 62, [dibao({ payees: ['张三'] })]))
    await mustImport(data, await packOf(world, 63, [dibao({ payees: ['李四'] })]))
    truncateSync(
      generationFile(
        data,
        look(data, (reader) => reader.content?.name ?? ''),
      ),
      4096,
    )
    for (let start = 0; start < 2; start++) {
      writerOf(data).close()
      look(data, (reader) => {
        expect(reader.trouble?.kind).toBe('damaged')
        expect(reader.content?.sequence).toBe(62)
      })
    }
  })

  test('a state of a later kiosk: nothing is written, the content stays on screen', async () => {
    const data = freshKiosk()
    await mustImport(data, await packOf(world, 64, [dibao({ payees: ['张三'] })]))
    const state = new Database(stateFile(data))
    state.pragma('user_version = 99')
    state.close()
    const before = readFileSync(stateFile(data))
    expect(openWriter(data)).toEqual({
      ok: false,
      fault: { kind: 'newer-schema', found: 99, known: stateVersion },
    })
    look(data, (reader) => {
      expect(reader.trouble).toEqual({ kind: 'newer-schema', found: 99, known: stateVersion })
      expect(entryLines(reader)).toHaveLength(1)
    })
    expect(readFileSync(stateFile(data)).equals(before)).toBe(true)
  })

  test('a state.db full of zeros: the content stays on screen', async () => {
    const data = freshKiosk()
    await mustImport(data, await packOf(world, 65, [dibao({ payees: ['张三'] })]))
    writeFileSync(stateFile(data), Buffer.alloc(8192))
    look(data, (reader) => {
      expect(reader.trouble).toMatchObject({ kind: 'damaged' })
      expect(entryLines(reader)).toHaveLength(1)
    })
  })

  test('P30 a second importer is told that the folder is in use, and the first goes on', async () => {
    const data = freshKiosk()
    const writer = writerOf(data)
    expect(openWriter(data)).toEqual({ ok: false, fault: { kind: 'in-use' } })
    const other = spawnSync(process.execPath, ['--input-type=module', '-e', tryToWrite(data)], {
      encoding: 'utf8',
    })
    expect(other.stdout.trim()).toBe('in-use')
    writer.close()
    const now = spawnSync(process.execPath, ['--input-type=module', '-e', tryToWrite(data)], {
      encoding: 'utf8',
    })
    expect(now.stdout.trim()).toBe('ok')
  })

  test('what a power cut left behind is gone after the next start', async () => {
    const data = freshKiosk()
    await mustImport(data, await packOf(world, 66, [dibao({ payees: ['张三'] })]))
    const leftovers = [
      join(stagingFolder(data), 'x.mbpack'),
      join(generationsFolder(data), '67-aaaa.tmp'),
      join(generationsFolder(data), '67-aaaa.tmp-journal'),
      generationFile(data, '67-bbbb'),
      join(data, 'packs', `${'0'.repeat(64)}.mbpack`),
      attachmentFile(data, '1'.repeat(64)),
    ]
    for (const file of leftovers) writeFileSync(file, 'half')
    writerOf(data).close()
    expect(leftovers.filter(existsSync)).toEqual([])
    expect(payees(data, at.liugou)).toEqual(['张三'])
  })

  test('D14 a stale journal beside the content or the state changes nothing', async () => {
    const data = freshKiosk()
    await mustImport(data, await packOf(world, 68, [dibao({ payees: ['张三'] })]))
    const current = look(data, (reader) => reader.content?.name ?? '')
    for (const suffix of ['-wal', '-shm']) {
      writeFileSync(generationFile(data, current) + suffix, Buffer.alloc(4096, 1))
      writeFileSync(stateFile(data) + suffix, Buffer.alloc(4096, 1))
    }
    expect(payees(data, at.liugou)).toEqual(['张三'])
    await mustImport(data, await packOf(world, 69, [dibao({ payees: ['李四'] })]))
    expect(payees(data, at.liugou)).toEqual(['李四'])
  })

  test('an import that is called off leaves the old content and no file', async () => {
    const data = freshKiosk()
    await mustImport(data, await packOf(world, 70, [dibao({ payees: ['张三'] })]))
    const before = readdirSync(generationsFolder(data))
    const off = AbortSignal.abort()
    await expect(importInto(data, await packOf(world, 71, [posting()]), { signal: off })).rejects.toThrow()
    expect(readdirSync(generationsFolder(data))).toEqual(before)
    expect(payees(data, at.liugou)).toEqual(['张三'])
  })
})

describe('killed at any moment', () => {
  test('D04 the kiosk shows the old content or the new', { timeout: 120_000 }, async () => {
    const data = freshKiosk()
    const many = Array.from({ length: 3000 }, (_, index) => `户${index}`)
    await mustImport(data, await packOf(world, 80, [dibao({ payees: many })]))
    const file = await packOf(world, 81, [dibao({ payees: many.map((name) => `${name}新`) }), posting()])
    const scratch = join(place.folder, 'killed')
    const attempt = async (ms: number) => {
      cpSync(data, scratch, { recursive: true })
      return killAfter(ms, scratch, file)
    }
    const wholeMs = await attempt(60_000)
    rmSync(scratch, { recursive: true })
    const seen = { old: 0, new: 0 }
    for (let round = 0; round < 20; round++) {
      // Random moments, a few of them around the very end, where the switch is.
      await attempt(wholeMs * (round % 4 === 0 ? 0.9 + Math.random() * 0.2 : Math.random()))
      writerOf(scratch).close()
      const [first] = payees(scratch, at.liugou)
      expect(`${first} ${ids(scratch).length}`).toBe(first === '户0' ? '户0 1' : '户0新 2')
      expect(look(scratch, verifyStore).flaws).toEqual([])
      expect(readdirSync(generationsFolder(scratch)).filter((name) => !name.endsWith('.db'))).toEqual([])
      seen[first === '户0' ? 'old' : 'new']++
      rmSync(scratch, { recursive: true })
    }
    expect(seen.old).toBeGreaterThan(0)
  })
})

describe.skipIf(!mayMount)('disks', () => {
  test(
    'D06 full: at whatever point, the old content stays and the next import succeeds',
    { timeout: 120_000 },
    async () => {
      const data = freshKiosk()
      await mustImport(data, await packOf(world, 90, [dibao({ payees: ['张三'] })]))
      const many = Array.from({ length: 4000 }, (_, index) => `户主${index}号`)
      const file = await packOf(world, 91, [dibao({ payees: many })])
      const kinds = new Set<string>()
      for (let kilobytes = 300; kilobytes <= 1700; kilobytes += 200) {
        const disk = join(place.folder, 'disk')
        await onSmallDisk(disk, kilobytes, async (resize) => {
          const copy = join(disk, 'data')
          cpSync(data, copy, { recursive: true })
          const outcome = await importInto(copy, file)
          kinds.add(kindOf(outcome))
          expect(payees(copy, at.liugou)[0]).toBe(outcome.ok ? '户主0号' : '张三')
          expect(look(copy, verifyStore).flaws).toEqual([])
          if (outcome.ok) return
          resize(20_000)
          await mustImport(copy, file)
        })
      }
      expect([...kinds].sort()).toEqual(['applied', 'disk-full'])
    },
  )

  test('full while building, though there seemed to be room: nothing of it stays', async () => {
    const data = freshKiosk()
    const many = Array.from({ length: 4000 }, (_, index) => `户主${index}号`)
    const file = await packOf(world, 94, [dibao({ payees: many })])
    const disk = join(place.folder, 'filling')
    await onSmallDisk(disk, 3000, async () => {
      const copy = join(disk, 'data')
      cpSync(data, copy, { recursive: true })
      const filler = () => {
        if (freeBytes(disk) > 200_000)
          writeFileSync(join(disk, 'filler'), Buffer.alloc(freeBytes(disk) - 100_000))
      }
      const outcome = await importInto(copy, file, { onProgress: filler })
      expect(kindOf(outcome)).toBe('disk-full')
      expect(readdirSync(generationsFolder(copy))).toEqual([])
      expect(look(copy, verifyStore).flaws).toEqual([])
    })
  })

  test('read-only: reading goes on, writing says so', async () => {
    const data = freshKiosk()
    await mustImport(data, await packOf(world, 92, [dibao({ payees: ['张三'] })]))
    const file = await packOf(world, 93, [posting()])
    await whileReadOnly(data, async () => {
      expect(await importInto(data, file)).toEqual({ ok: false, fault: { kind: 'read-only' } })
      expect(openDesk(data)).toEqual({ ok: false, fault: { kind: 'read-only' } })
      expect(payees(data, at.liugou)).toEqual(['张三'])
      look(data, (reader) => {
        expect(reader.trouble).toEqual({ kind: 'read-only' })
        expect(trustOf(reader, appVersion).ok).toBe(true)
      })
    })
  })
})

const kindOf = (outcome: Awaited<ReturnType<typeof importInto>>): string =>
  outcome.ok ? 'applied' : 'fault' in outcome ? outcome.fault.kind : outcome.refusal.kind

function deskOf(data: string) {
  const opened = openDesk(data)
  if (!opened.ok) throw new Error(opened.fault.kind)
  return opened.desk
}

function writerOf(data: string) {
  const opened = openWriter(data)
  if (!opened.ok) throw new Error(opened.fault.kind)
  return opened.writer
}

function flipByte(file: string, at_: number): void {
  const bytes = readFileSync(file)
  bytes.writeUInt8(bytes.readUInt8(at_) ^ 1, at_)
  writeFileSync(file, bytes)
}

const moduleAt = (path: string) => JSON.stringify(new URL(`../../../${path}`, import.meta.url).href)

const tryToWrite = (data: string) => `
  import { openWriter } from ${moduleAt('db/writer.ts')}
  const opened = openWriter(${JSON.stringify(data)})
  console.log(opened.ok ? 'ok' : opened.fault.kind)`

/** Runs the import in a process of its own and takes its power away after some milliseconds; says how long it ran. */
async function killAfter(ms: number, data: string, file: string): Promise<number> {
  const script = `
    import { importInto } from ${moduleAt('test/stand-ins/pack-world.ts')}
    process.stdout.write('ready')
    await importInto(${JSON.stringify(data)}, ${JSON.stringify(file)})`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  const start = performance.now()
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const timer = setTimeout(() => child.kill('SIGKILL'), ms)
  await ended
  clearTimeout(timer)
  return performance.now() - start
}
