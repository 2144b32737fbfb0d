// Opinions on the kiosk: closed at once, merged, bounded, carried home, answered, and forgotten only when nobody needs them.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Clock, Desk } from '../../../db/desk.ts'
import { openDesk } from '../../../db/desk.ts'
import { exportedJournal } from '../../../db/journal.ts'
import { opinionByNumber, opinionCounts } from '../../../db/opinion-answers.ts'
import { opinionKeyIn } from '../../../db/opinion-replies.ts'
import { asSent, mostAnHour, mostWaiting, opinionBox, waitingIn } from '../../../db/opinions.ts'
import { markHandedOver, opinionsForStick, tidyOpinions } from '../../../db/opinions-home.ts'
import { openReader, type Reader } from '../../../db/reader.ts'
import { longestOpinion } from '../../../disclosure/opinion.ts'
import { findPersonal } from '../../../disclosure/privacy.ts'
import type { SweptText } from '../../../disclosure/privacy.ts'
import { readOpinionFile, writeOpinionFile } from '../../../pack/opinion-file.ts'
import { openOpinion, openerOf } from '../../../township/opinions/opinion-key.ts'
import type { OpinionsToWrite } from '../../../township/write.ts'
import {
  importInto,
  kioskOf,
  packOf,
  passedOff,
  posting,
  temporaryFolder,
  villageCodes,
  worldIn,
  type World,
} from '../../stand-ins/pack-world.ts'

const day = 86_400_000
const [village] = villageCodes
const item = `${village}.posting-sheet.2026Q2`
const words = '三组李家修路的钱对不上'
const wish = { village, entry: item, reason: 'wrong-amount', text: words } as const

type Kiosk = {
  data: string
  world: World
  desk: Desk
  reader: Reader
  pass: (ms: number) => void
} & Disposable

async function kioskIn(folder: string, opinions: OpinionsToWrite | null = { replies: [] }): Promise<Kiosk> {
  const world = await worldIn(folder)
  const data = kioskOf(world)
  const pack = await packOf(world, 1, [posting()], opinions ? { opinions } : {})
  const applied = await importInto(data, pack)
  if (!applied.ok) throw new Error(JSON.stringify(applied))
  let now = Date.parse('2026-08-01T04:00:00Z')
  const clock: Clock = { wallMs: () => now, monotonicMs: () => now }
  const opened = openDesk(data, { clock })
  if (!opened.ok) throw new Error(opened.fault.kind)
  const { desk } = opened
  const { reader } = openReader(data)
  return {
    data,
    world,
    desk,
    reader,
    pass: (ms) => void (now += ms),
    [Symbol.dispose]: () => {
      reader.close()
      desk.close()
    },
  }
}

async function answered(
  kiosk: Kiosk,
  sequence: number,
  numbers: readonly string[],
  on: string,
): Promise<void> {
  const replies = numbers.map((number) => ({ number, on, text: '已经核对，明天公布。' as SweptText }))
  const pack = await packOf(kiosk.world, sequence, [], { issuedOn: on, opinions: { replies } })
  const applied = await importInto(kiosk.data, pack)
  if (!applied.ok) throw new Error(JSON.stringify(applied))
  kiosk.reader.refresh()
}

function kept(kiosk: Kiosk, box = opinionBox(), more: Partial<Parameters<typeof box.leave>[2]> = {}): string {
  const left = box.leave(() => kiosk.desk, kiosk.reader, { ...wish, ...more })
  if (left.kind !== 'kept') throw new Error(left.why)
  return left.number
}

test('an opinion is closed for the township, which reads it as it was left', async () => {
  using place = temporaryFolder()
  using kiosk = await kioskIn(place.folder)
  const number = kept(kiosk)
  const stick = opinionsForStick(kiosk.desk, kiosk.reader)
  if (!stick) throw new Error('nothing for the stick')
  const file = readOpinionFile(Buffer.from(writeOpinionFile(stick.body, stick.sign)))
  if (!file.ok) throw new Error(file.flaw.kind)
  const [sealed] = file.body.opinions
  const read = openOpinion(Buffer.from(sealed?.sealed ?? '', 'base64'), [openerOf(kiosk.world.key)])
  expect(read).toEqual({
    ok: true,
    opinion: { number, village, entry: item, reason: 'wrong-amount', text: words, on: '2026-08-01' },
  })
})

test('what somebody wrote stands in no file of the kiosk, nor on the stick', async () => {
  using place = temporaryFolder()
  using kiosk = await kioskIn(place.folder)
  kept(kiosk)
  const stick = opinionsForStick(kiosk.desk, kiosk.reader)
  if (!stick) throw new Error('nothing for the stick')
  markHandedOver(kiosk.desk, stick.numbers)
  const files = readdirSync(kiosk.data, { recursive: true, encoding: 'utf8' })
    .map((name) => join(kiosk.data, name))
    .filter((file) => statSync(file).isFile())
  expect(files.length).toBeGreaterThan(2)
  const held = [
    ...files.map((file) => readFileSync(file)),
    Buffer.from(writeOpinionFile(stick.body, stick.sign)),
  ]
  for (const bytes of held)
    for (const said of [words, '对不上', 'wrong-amount'])
      for (const encoding of ['utf8', 'utf16le'] as const)
        expect(bytes.includes(Buffer.from(said, encoding))).toBe(false)
  expect(JSON.stringify(exportedJournal(kiosk.desk.state))).not.toContain('对不上')
})

test('numbers of people are hidden before it is closed, and what the township tells people to call is not', async () => {
  using place = temporaryFolder()
  using kiosk = await kioskIn(place.folder)
  const text = asSent(kiosk.reader, '我的电话13912345678，打12388没人接')
  expect(text).not.toContain('13912345678')
  expect(text).toContain('〔已隐去〕')
  expect(text).toContain('12388')
})

test('however much of it has to be hidden, what is sent is short enough and holds nothing more to hide', async () => {
  using place = temporaryFolder()
  using kiosk = await kioskIn(place.folder)
  // A mark is longer than 肺癌, so the text is cut behind 200 characters; 乙肝 is hidden only once 疫苗 is cut off.
  const text = asSent(kiosk.reader, `${'肺癌，'.repeat(33)}乙肝疫苗打了没有`)
  expect(text).toMatch(/^(〔已隐去〕，){32}$/)
  expect([...text].length).toBeLessThanOrEqual(longestOpinion)
  expect(findPersonal(text, new Set())).toEqual([])
})

test('the same said twice by one person within ten minutes is one; other words, another person or later is not', async () => {
  using place = temporaryFolder()
  using kiosk = await kioskIn(place.folder)
  const box = opinionBox()
  const first = kept(kiosk, box)
  expect(kept(kiosk, box)).toBe(first)
  expect(kept(kiosk, box, { text: '还有一笔也不对' })).not.toBe(first)
  kiosk.pass(601_000)
  expect(kept(kiosk, box)).not.toBe(first)
  const again = kept(kiosk, box)
  box.visitOver()
  expect(kept(kiosk, box)).not.toBe(again)
  expect(waitingIn(kiosk.desk.state)).toBe(4)
})

test('a bored hand is stopped within the hour, and served again after it', async () => {
  using place = temporaryFolder()
  using kiosk = await kioskIn(place.folder)
  const box = opinionBox()
  for (let at = 0; at < mostAnHour; at++) kept(kiosk, box, { text: `第${at}次` })
  const leave = () => box.leave(() => kiosk.desk, kiosk.reader, { ...wish, text: '再来' })
  expect(leave()).toEqual({ kind: 'not-kept', why: 'too-many' })
  kiosk.pass(3_601_000)
  expect(leave().kind).toBe('kept')
})

test('a full box says so before the disk does, and a box that was emptied takes more', async () => {
  using place = temporaryFolder()
  using kiosk = await kioskIn(place.folder)
  const { state } = kiosk.desk
  state.exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${mostWaiting})
    INSERT INTO opinion (number, village, entry, left_on, sealed)
    SELECT printf('%08d', i), NULL, NULL, '2026-08-01', x'00' FROM n
  `)
  const leave = () => opinionBox().leave(() => kiosk.desk, kiosk.reader, wish)
  expect(leave()).toEqual({ kind: 'not-kept', why: 'full' })
  state.exec(`UPDATE opinion SET handed_on = '2026-08-01'`)
  expect(leave().kind).toBe('kept')
})

test('a disk that takes nothing is told, and nothing is half kept', async () => {
  using place = temporaryFolder()
  using kiosk = await kioskIn(place.folder)
  kiosk.desk.state.pragma('query_only = 1')
  const left = opinionBox().leave(() => kiosk.desk, kiosk.reader, wish)
  kiosk.desk.state.pragma('query_only = 0')
  expect(left).toEqual({ kind: 'not-kept', why: 'disk' })
  expect(waitingIn(kiosk.desk.state)).toBe(0)
})

test('without a key in what is shown nothing is taken in', async () => {
  using place = temporaryFolder()
  using kiosk = await kioskIn(place.folder, null)
  expect(opinionKeyIn(kiosk.reader)).toBeNull()
  const left = opinionBox().leave(() => kiosk.desk, kiosk.reader, wish)
  expect(left).toEqual({ kind: 'not-kept', why: 'closed' })
  expect(opinionCounts(kiosk.reader)).toBeNull()
})

test('it counts as handed over only when it is marked, and what was not answered goes along once more', async () => {
  using place = temporaryFolder()
  using kiosk = await kioskIn(place.folder)
  const number = kept(kiosk)
  const first = opinionsForStick(kiosk.desk, kiosk.reader)
  // The stick was pulled: nothing was marked, and the same is tried again.
  expect(waitingIn(kiosk.desk.state)).toBe(1)
  expect(opinionsForStick(kiosk.desk, kiosk.reader)?.numbers).toEqual(first?.numbers)
  kiosk.pass(day)
  markHandedOver(kiosk.desk, first?.numbers ?? [])
  expect(waitingIn(kiosk.desk.state)).toBe(0)
  expect(opinionsForStick(kiosk.desk, kiosk.reader)).toBeNull()
  expect(opinionByNumber(kiosk.reader, { number })).toMatchObject({
    kind: 'found',
    left: { on: '2026-08-01', handedOn: '2026-08-02', village, entry: item },
    reply: null,
  })
  const second = kept(kiosk, opinionBox(), { text: '第二条' })
  expect(opinionsForStick(kiosk.desk, kiosk.reader)?.numbers.toSorted()).toEqual([number, second].toSorted())
})

test('what went on a stick that was lost goes along on the next, also when nobody has said anything since', async () => {
  using place = temporaryFolder()
  using kiosk = await kioskIn(place.folder)
  const number = kept(kiosk)
  markHandedOver(kiosk.desk, [number])
  expect(opinionsForStick(kiosk.desk, kiosk.reader)).toBeNull()
  kiosk.pass(day)
  expect(opinionsForStick(kiosk.desk, kiosk.reader)?.numbers).toEqual([number])
  // The day it first went home stays; the next tries are its copies.
  markHandedOver(kiosk.desk, [number])
  expect(opinionByNumber(kiosk.reader, { number })).toMatchObject({ left: { handedOn: '2026-08-01' } })
  await answered(kiosk, 2, [number], '2026-08-10')
  kiosk.pass(day)
  expect(opinionsForStick(kiosk.desk, kiosk.reader)).toBeNull()
})

test('a reply is found by its number; a slip of the finger is told apart from a number nobody has', async () => {
  using place = temporaryFolder()
  using kiosk = await kioskIn(place.folder)
  const number = kept(kiosk)
  await answered(kiosk, 2, [number], '2026-08-10')
  expect(opinionByNumber(kiosk.reader, { number })).toMatchObject({
    kind: 'found',
    reply: { on: '2026-08-10', text: '已经核对，明天公布。' },
  })
  expect(opinionCounts(kiosk.reader)).toEqual({ received: 1, answered: 1 })
  const last = Number(number[7])
  const mistyped = `${number.slice(0, 7)}${(last + 1) % 10}`
  expect(opinionByNumber(kiosk.reader, { number: mistyped })).toEqual({ kind: 'mistyped' })
  const stranger = kept(kiosk, opinionBox(), { text: '别的' })
  kiosk.desk.state.prepare('DELETE FROM opinion WHERE number = ?').run(stranger)
  expect(opinionByNumber(kiosk.reader, { number: stranger })).toEqual({ kind: 'unknown' })
})

test('a pack that only takes an item back leaves the key and the answers as they were', async () => {
  using place = temporaryFolder()
  using kiosk = await kioskIn(place.folder)
  const number = kept(kiosk)
  await answered(kiosk, 2, [number], '2026-08-10')
  const urgent = await packOf(kiosk.world, 3, [], { withdrawn: [passedOff(item)] })
  expect(await importInto(kiosk.data, urgent)).toMatchObject({ ok: true })
  kiosk.reader.refresh()
  expect(opinionKeyIn(kiosk.reader)).not.toBeNull()
  expect(opinionByNumber(kiosk.reader, { number })).toMatchObject({ reply: { on: '2026-08-10' } })
})

test('ninety days after its answer one is let go of and still counted; one that never went home never is', async () => {
  using place = temporaryFolder()
  using kiosk = await kioskIn(place.folder)
  const number = kept(kiosk)
  markHandedOver(kiosk.desk, [number])
  const waiting = kept(kiosk, opinionBox(), { text: '没交的' })
  await answered(kiosk, 2, [number], '2026-08-10')
  kiosk.pass(60 * day)
  tidyOpinions(kiosk.desk, kiosk.reader)
  const numbers = () =>
    kiosk.desk.state
      .prepare<[], { number: string }>('SELECT number FROM opinion')
      .all()
      .map((each) => each.number)
  expect(numbers().toSorted()).toEqual([number, waiting].toSorted())
  kiosk.pass(60 * day)
  tidyOpinions(kiosk.desk, kiosk.reader)
  expect(numbers()).toEqual([waiting])
  expect(opinionCounts(kiosk.reader)).toEqual({ received: 2, answered: 1 })
  kiosk.pass(300 * day)
  tidyOpinions(kiosk.desk, kiosk.reader)
  expect(numbers()).toEqual([waiting])
})
