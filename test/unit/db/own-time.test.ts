// What time a kiosk takes it to be: clocks of 1970, 2000 and 2099, jumps, what staff say about it, and what is written down.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  dayTold,
  isClockDoubtful,
  lookAt,
  noteIssue,
  noticeClock,
  ownTime,
  tellTime,
} from '../../../db/own-time.ts'
import { openDesk, type Clock, type Desk } from '../../../db/desk.ts'
import { entryLines } from '../../../db/entries.ts'
import { checkJournal } from '../../../db/journal.ts'
import { openReader } from '../../../db/reader.ts'
import { setSetting } from '../../../db/settings.ts'
import { noteRefusal } from '../../../db/updates.ts'
import {
  dibao,
  importInto,
  kioskOf,
  packOf,
  temporaryFolder,
  worldIn,
  type World,
} from '../../stand-ins/pack-world.ts'

vi.setConfig({ testTimeout: 60_000 })

const place = temporaryFolder()
let world: World
let pack = ''
beforeAll(async () => {
  world = await worldIn(place.folder)
  pack = await packOf(world, 1, [dibao({ payees: ['赵甲一'] })], { issuedOn: '2026-07-10' })
})
afterAll(() => place[Symbol.dispose]())

const at = (year: number, month: number, day: number, hour = 12) =>
  new Date(year, month - 1, day, hour).getTime()
const day = 86_400_000

/** A clock that is set by the test; time goes by on both of its hands, a jump only on one. */
class Hands implements Clock {
  #wall: number
  #monotonic = 1000
  constructor(wall: number) {
    this.#wall = wall
  }
  wallMs = () => this.#wall
  monotonicMs = () => this.#monotonic
  passes(ms: number): void {
    this.#wall += ms
    this.#monotonic += ms
  }
  jumpsTo(wall: number): void {
    this.#wall = wall
  }
}

async function kiosk(): Promise<string> {
  const data = kioskOf(world, `kiosk-${randomUUID()}`)
  expect(await importInto(data, pack)).toMatchObject({ ok: true })
  return data
}
function sit<T>(data: string, clock: Clock, work: (desk: Desk) => T): T {
  const opened = openDesk(data, { clock })
  if (!opened.ok) throw new Error(opened.fault.kind)
  try {
    return work(opened.desk)
  } finally {
    opened.desk.close()
  }
}
const journal = (desk: Desk) =>
  desk.state
    .prepare<[], { at: string; action: string }>('SELECT at, action FROM journal ORDER BY number')
    .all()

describe('a clock', () => {
  test.each([
    ['1970', at(1970, 1, 1), 'before-floor'],
    ['2000', at(2000, 1, 1), 'before-floor'],
    ['two days before the newest pack', at(2026, 7, 8), 'before-floor'],
    ['of another zone on the pack’s own day', at(2026, 7, 9, 18), null],
    ['on the pack’s day', at(2026, 7, 10), null],
    ['a day after it', at(2026, 7, 11), null],
    ['399 days after it', at(2026, 7, 10) + 399 * day, null],
    ['402 days after it', at(2026, 7, 10) + 402 * day, 'far-ahead'],
    ['2099', at(2099, 1, 1), 'far-ahead'],
  ])('of %s is judged', async (_name, wall, doubt) => {
    const data = await kiosk()
    sit(data, new Hands(wall), (desk) => {
      const own = ownTime(desk, desk.clock)
      expect(own.doubt).toBe(doubt)
      expect(isClockDoubtful(desk, desk.clock)).toBe(doubt !== null)
      expect(own.nowMs).toBeGreaterThanOrEqual(at(2026, 7, 10, 0))
    })
  })

  test('before the first pack is doubtful only when it is older than this program', () => {
    const data = kioskOf(world, `kiosk-${randomUUID()}`)
    const doubt = (wall: number) => sit(data, new Hands(wall), (desk) => ownTime(desk, desk.clock).doubt)
    expect([doubt(at(1970, 1, 1)), doubt(at(2026, 2, 1)), doubt(at(2031, 1, 1))]).toEqual([
      'before-floor',
      null,
      null,
    ])
  })

  test('that is wrong hides nothing, refuses nothing, and dates no line before the newest pack', async () => {
    const data = await kiosk()
    sit(data, new Hands(at(1970, 1, 1)), (desk) => {
      noteRefusal(desk, { kind: 'not-a-pack' })
      expect(journal(desk).at(-1)?.at.slice(0, 4)).toBe('2026')
      expect(checkJournal(desk.state).kind).toBe('whole')
    })
    const { reader } = openReader(data)
    expect(entryLines(reader)).toHaveLength(1)
    reader.close()
  })

  test.each([
    ['right', at(2026, 8, 1)],
    ['right, and no pack has come for two years', at(2028, 8, 1)],
    ['that stands at 1970', at(1970, 1, 1)],
  ])('nor is it with a clock %s, which still lets a date of these years raise it', async (_, wall) => {
    sit(await kiosk(), new Hands(wall), (desk) => {
      noteIssue(desk, '2099-01-01')
      expect(ownTime(desk).floorMs).toBe(at(2026, 7, 10, 0))
      noteIssue(desk, '2027-07-10')
      expect(ownTime(desk).floorMs).toBe(at(2027, 7, 10, 0))
    })
  })
})

describe('what staff say', () => {
  test('is believed from then on, over restarts, and is written into the journal at the time it says', async () => {
    const data = await kiosk()
    const hands = new Hands(at(1970, 1, 1))
    sit(data, hands, (desk) => {
      expect(tellTime(desk, { year: 2026, month: 11, day: 22, hour: 9 })).toEqual({ ok: true })
      expect(ownTime(desk, desk.clock)).toMatchObject({ doubt: null, nowMs: at(2026, 11, 22, 9) })
      expect(journal(desk).at(-1)).toMatchObject({ action: 'clock-told' })
      expect(new Date(journal(desk).at(-1)?.at ?? 0).getTime()).toBe(at(2026, 11, 22, 9))
    })
    hands.passes(3 * day)
    sit(data, hands, (desk) => {
      expect(noticeClock(desk, null)).toBe(false)
      expect(ownTime(desk, desk.clock)).toMatchObject({ doubt: null, nowMs: at(2026, 11, 25, 9) })
    })
  })

  test('is the day against which a preview holds the date of a pack; unasked, it is the clock’s, however wrong', async () => {
    const data = await kiosk()
    const hands = new Hands(at(1970, 1, 1))
    sit(data, hands, (desk) => {
      expect(dayTold(desk, hands)).toBe('1970-01-01')
      tellTime(desk, { year: 2026, month: 11, day: 22, hour: 9 })
      expect(dayTold(desk, hands)).toBe('2026-11-22')
    })
  })

  test('makes even a clock far ahead a good one: nobody had brought anything for so long', async () => {
    const data = await kiosk()
    sit(data, new Hands(at(2028, 3, 1)), (desk) => {
      expect(ownTime(desk, desk.clock).doubt).toBe('far-ahead')
      expect(tellTime(desk, { year: 2028, month: 3, day: 1, hour: 12 })).toEqual({ ok: true })
      expect(ownTime(desk, desk.clock).doubt).toBeNull()
    })
  })

  test('cannot be before what is certain, nor a day that does not exist', async () => {
    const data = await kiosk()
    sit(data, new Hands(at(1970, 1, 1)), (desk) => {
      expect(tellTime(desk, { year: 2026, month: 7, day: 1, hour: 0 })).toEqual({
        ok: false,
        kind: 'before-floor',
      })
      expect(tellTime(desk, { year: 2027, month: 2, day: 30, hour: 0 })).toEqual({
        ok: false,
        kind: 'no-such-day',
      })
      expect(ownTime(desk, desk.clock).correctionMs).toBeNull()
    })
  })

  test('holds no more when the clock is set while the kiosk runs', async () => {
    const data = await kiosk()
    const hands = new Hands(at(2026, 8, 1))
    sit(data, hands, (desk) => {
      tellTime(desk, { year: 2026, month: 8, day: 2, hour: 12 })
      const last = lookAt(hands)
      hands.passes(5000)
      expect(noticeClock(desk, last)).toBe(false)
      const later = lookAt(hands)
      hands.passes(5000)
      hands.jumpsTo(hands.wallMs() + day)
      expect(noticeClock(desk, later)).toBe(true)
      expect(ownTime(desk, desk.clock)).toMatchObject({ correctionMs: null, doubt: null })
      expect(journal(desk).at(-1)?.action).toBe('clock-changed')
    })
  })

  test('holds no more when the battery dies: 1970 once more, and they are asked once more', async () => {
    const data = await kiosk()
    const hands = new Hands(at(2000, 1, 5))
    sit(data, hands, (desk) => tellTime(desk, { year: 2026, month: 11, day: 22, hour: 9 }))
    sit(data, new Hands(at(2000, 1, 1)), (desk) => {
      expect(noticeClock(desk, null)).toBe(true)
      expect(ownTime(desk, desk.clock).doubt).toBe('before-floor')
    })
  })

  test('holds no more when somebody sets the clock right while the kiosk is switched off', async () => {
    const data = await kiosk()
    sit(data, new Hands(at(1970, 1, 1)), (desk) =>
      tellTime(desk, { year: 2026, month: 11, day: 22, hour: 9 }),
    )
    sit(data, new Hands(at(2026, 11, 23)), (desk) => {
      expect(noticeClock(desk, null)).toBe(true)
      expect(ownTime(desk, desk.clock)).toMatchObject({ doubt: null, nowMs: at(2026, 11, 23) })
    })
  })

  test('a clock that jumps back an hour without a word of staff goes back an hour, and nothing else happens', async () => {
    const data = await kiosk()
    const hands = new Hands(at(2026, 8, 1))
    sit(data, hands, (desk) => {
      const last = lookAt(hands)
      hands.jumpsTo(hands.wallMs() - 3_600_000)
      expect(noticeClock(desk, last)).toBe(false)
      setSetting(desk, 'inches', 43)
      expect(ownTime(desk, desk.clock)).toMatchObject({ doubt: null, nowMs: at(2026, 8, 1, 11) })
    })
  })
})

describe('the floor', () => {
  test('rises with the newest date of any accepted pack and never falls', async () => {
    const data = await kiosk()
    const older = await packOf(world, 2, [dibao({ payees: ['钱乙二'] })], { issuedOn: '2026-05-01' })
    expect(await importInto(data, older)).toMatchObject({ ok: true })
    sit(data, new Hands(at(1970, 1, 1)), (desk) => {
      expect(ownTime(desk, desk.clock).floorMs).toBe(at(2026, 7, 10, 0))
    })
  })

  test('is not raised by a pack whose own date cannot be: 2099 would make every later answer a wrong one', async () => {
    const data = await kiosk()
    const absurd = await packOf(world, 3, [dibao({ payees: ['钱乙二'] })], { issuedOn: '2099-01-01' })
    expect(await importInto(data, absurd)).toMatchObject({ ok: true })
    const { reader } = openReader(data)
    expect(reader.content?.sequence).toBe(3)
    expect(ownTime(reader).floorMs).toBe(at(2026, 7, 10, 0))
    reader.close()
  })
})
