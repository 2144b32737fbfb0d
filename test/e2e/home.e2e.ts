// The start screen when nobody touches it: the hall's newest figures by turns, a hand anywhere, and the night.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { yuanWords } from '../../disclosure/amount.ts'
import { packOf, passedOff, posting, township, worldIn, type World } from '../stand-ins/pack-world.ts'
import { dayFromTheDay, theMoment } from '../stand-ins/the-day.ts'
import { findingsOf } from './crawl/checks.ts'
import { countTimers, giveClock, type FakeClock } from './fake-clock.ts'
import { kioskWith, landscape, portrait, world, type Kiosk, type Wishes } from './harness.ts'
import { kioskOfWorld } from './programs.ts'
import { financeOf, truth } from './truth.ts'

const small = { size: '1366x768', inches: '15.6' }
const folder = mkdtempSync(join(tmpdir(), 'mingbai-home-'))
let own: World
beforeAll(async () => {
  own = await worldIn(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let kiosk: Kiosk | null = null
afterEach(async () => {
  await kiosk?.close()
  kiosk = null
})
const started = async (wishes: Wishes = {}) =>
  (kiosk = await kioskWith({ data: world().afterQuarter, ...wishes }))

const shown = async (of: Kiosk) => {
  await of.arrives('home-figure')
  return of.page.evaluate<{ village: string; text: string }>(
    `(() => { const figure = [...document.querySelectorAll('[data-testid="home-figure"] [class*="figure"]:not([aria-hidden])')].at(-1);
      return { village: figure.querySelector('[class*="village"]').innerText, text: figure.innerText } })()`,
  )
}
const touchAt = async (of: Kiosk, x: number, y: number, ms = 0) => {
  await of.touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] })
  if (ms > 0) await new Promise((done) => setTimeout(done, ms))
  await of.touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}
const boxOf = async (of: Kiosk, what: string) => {
  const box = await of.page.getByTestId(what).first().boundingBox()
  if (!box) throw new Error(`${what} is not on the glass`)
  return box
}
const titleOf = (of: Kiosk) => of.page.evaluate<string>(`document.querySelector('h1').innerText`)

/** Half a minute of nobody, and then so many turns. */
async function turns(clock: FakeClock, count: number): Promise<void> {
  await clock.jump(30)
  for (let turn = 0; turn < count; turn++) await clock.jump(6)
}

/** What the page holds once what it let go of is swept. */
async function weighed(of: Kiosk): Promise<{ timers: number; nodes: number; listeners: number }> {
  await of.touch.send('Performance.enable')
  let [nodes, listeners] = [Infinity, Infinity]
  for (let sweeps = 0; sweeps < 8; sweeps++) {
    await of.touch.send('HeapProfiler.collectGarbage')
    const { metrics } = await of.touch.send('Performance.getMetrics')
    const named = (name: string) => metrics.find((each) => each.name === name)?.value ?? Infinity
    nodes = Math.min(nodes, named('Nodes'))
    listeners = Math.min(listeners, named('JSEventListeners'))
  }
  return { timers: await of.page.evaluate<number>('window.liveTimers()'), nodes, listeners }
}

describe('the figures of home', () => {
  test('stand still for half a minute, then come by turns: every village, as its sheet says it', async () => {
    const it = await started()
    const clock = await giveClock(it)
    const first = await shown(it)
    await clock.jump(29)
    await clock.jump(0.5)
    expect((await shown(it)).village).toBe(first.village)
    await clock.jump(1)
    const seen = new Map<string, string>()
    for (let turn = 0; turn < truth.villages.length; turn++) {
      await clock.jump(6)
      const { village, text } = await shown(it)
      seen.set(village, text)
    }
    expect([...seen.keys()].toSorted()).toEqual(truth.villages.map(({ name }) => name).toSorted())
    for (const [village, text] of seen) {
      const [, year, quarter] = /(\d{4})年第(.)季度/.exec(text) ?? []
      const of = financeOf(village, `${year}Q${'一二三四'.indexOf(quarter ?? '') + 1}`)
      expect(text).toContain(yuanWords(of.income))
      expect(text).toContain(yuanWords(of.expense))
      if (!Number.isNaN(of.closing)) expect(text).toContain(yuanWords(of.closing))
    }
    expect((await shown(it)).village).toBe(first.village)
  })

  test('a touch on any of nine points opens the village one sees', async () => {
    const it = await started()
    const clock = await giveClock(it)
    for (let point = 0; point < 9; point++) {
      await turns(clock, point % 4)
      await clock.jump(1)
      const { village } = await shown(it)
      const { x, y, width, height } = await boxOf(it, 'home-figure')
      await touchAt(
        it,
        x + (width * (1 + (point % 3) * 4)) / 10,
        y + (height * (1 + Math.floor(point / 3) * 4)) / 10,
      )
      await it.arrives('village')
      expect(await titleOf(it)).toBe(village)
      await it.tap('nav-home')
      await it.arrives('home-start')
    }
  }, 120_000)

  test('a finger that was on its way when they turned opens what it was on its way to', async () => {
    const it = await started()
    const clock = await giveClock(it)
    await turns(clock, 1)
    await clock.jump(1)
    const { village } = await shown(it)
    const { x, y, width, height } = await boxOf(it, 'home-figure')
    await clock.jump(5)
    await touchAt(it, x + width / 2, y + height / 2)
    await it.arrives('village')
    expect(await titleOf(it)).toBe(village)
  })

  test('a hand on bare paper comes to the villages; staff who let go too early come nowhere', async () => {
    const it = await started()
    for (const what of ['staff-door', 'home-date']) {
      const { x, y, width, height } = await boxOf(it, what)
      await touchAt(it, x + width / 2, y + height / 2)
      await it.arrives('villages')
      await it.tap('nav-back')
      await it.arrives('home-start')
    }
    const { x, y } = await boxOf(it, 'staff-door')
    await touchAt(it, x + 5, y + 20, 3000)
    expect(await it.isThere('home-start')).toBe(true)
  })

  test('nothing fades for one who asked for stillness, and what turned stays turned', async () => {
    const it = await started()
    await it.page.emulateMedia({ reducedMotion: 'reduce' })
    const clock = await giveClock(it)
    const first = await shown(it)
    await turns(clock, 1)
    expect(await it.page.evaluate('document.getAnimations().length')).toBe(0)
    await clock.jump(2)
    const second = await shown(it)
    expect(second.village).not.toBe(first.village)
    const { x, y, width, height } = await boxOf(it, 'home-figure')
    await touchAt(it, x + width / 2, y + height / 2)
    await it.arrives('village')
    expect(await titleOf(it)).toBe(second.village)
  })

  test('twelve hours of them leave no timer, no element and no listener behind (L10)', async () => {
    const it = await started()
    await it.page.addInitScript(countTimers)
    const clock = await giveClock(it)
    await turns(clock, 1)
    await clock.jump(1)
    const before = await weighed(it)
    for (let tenMinutes = 0; tenMinutes < 72; tenMinutes++) await clock.live(600)
    await clock.jump(1)
    const after = await weighed(it)
    // A turn may be on its way in one of the two and not in the other.
    expect(after.timers).toBeLessThanOrEqual(before.timers + 1)
    expect(after.nodes).toBeLessThanOrEqual(before.nodes * 1.2)
    expect(after.listeners).toBeLessThanOrEqual(before.listeners + 2)
  }, 300_000)
})

describe('what home says of its content', () => {
  test('a date, and after a hundred days that nothing newer has come', async () => {
    const it = await started()
    await giveClock(it, theMoment(99))
    await it.arrives('home-date')
    expect(await it.isThere('home-old')).toBe(false)
    await it.close()
    const later = await started()
    await giveClock(later, theMoment(102))
    await later.arrives('home-old')
    expect(await later.page.getByTestId('home-old').first().innerText()).toContain('新的还没送来')
    await later.shot('home-old')
  })

  test('without a pack: what staff must do, help, and nothing that leads nowhere', async () => {
    const it = (kiosk = await kioskWith())
    await it.arrives('home-empty')
    await it.sees(/请工作人员插U盘/)
    expect(await it.isThere('home-first')).toBe(false)
    const { x, y } = await boxOf(it, 'home-empty')
    await touchAt(it, x + 5, y + 5)
    expect(await it.isThere('home-empty')).toBe(true)
    await it.tap('nav-help')
    await it.sees('窗口里的人会帮您。')
  })

  test('a township of one village has nothing to choose', async () => {
    const pack = await packOf(own, 1, [posting()], {
      township: passedOff({ ...township, villages: township.villages.slice(0, 1) }),
    })
    const it = (kiosk = await kioskWith({ data: dataWith('one-village', pack) }))
    const [only] = township.villages
    await it.tap('home-start')
    await it.arrives('village')
    expect(await titleOf(it)).toBe(only?.name)
    expect(await it.isThere('village-change')).toBe(false)
    await it.tap('nav-back')
    await it.arrives('home-start')
    await it.tap('home-first')
    for (let step = 0; step < 3; step++) await it.tap('first-next')
    await it.arrives('village')
  })
})

const dataWith = (name: string, pack: string): string => kioskOfWorld(folder, name, [pack])

describe('at night', () => {
  const at = (hour: number) => {
    const day = theMoment()
    day.setHours(hour, 10, 0, 0)
    return day
  }
  const withNight = async (wishes: Wishes = {}) => {
    const it = await started(wishes)
    await it.call('setFirstPin', { pin: '246810' })
    await it.call('setNight', { fromHour: 22, toHour: 6 })
    await it.call('lock', {})
    return it
  }

  test('the glass goes dark when nobody is there, and the touch that wakes it does nothing else', async () => {
    const it = await withNight()
    const clock = await giveClock(it, at(23))
    await clock.jump(59)
    expect(await it.isThere('night-sheet')).toBe(false)
    await clock.jump(2)
    await it.arrives('night-sheet')
    await it.shot('night')
    expect(await it.text()).toMatch(/23:1\d/)
    const { x, y, width, height } = await boxOf(it, 'home-start')
    const middle = [x + width / 2, y + height / 2] as const
    await touchAt(it, ...middle)
    expect(await it.isThere('night-sheet')).toBe(false)
    expect(await it.isThere('home-start')).toBe(true)
    await touchAt(it, ...middle)
    await it.arrives('villages')
    // While somebody is on a page it stays light, however long they read.
    await clock.jump(70)
    expect(await it.isThere('night-sheet')).toBe(false)
  })

  test('by day it stays light', async () => {
    const it = await withNight()
    const clock = await giveClock(it, at(12))
    await clock.jump(300)
    expect(await it.isThere('night-sheet')).toBe(false)
  })

  test('a machine that cannot know what time it is never goes dark', async () => {
    const issuedOn = dayFromTheDay(200)
    const it = await withNight({
      data: dataWith('wrong-clock', await packOf(own, 2, [posting()], { issuedOn })),
    })
    expect(await it.call('kiosk', {})).toMatchObject({ answer: { clock: { doubtful: true } } })
    const clock = await giveClock(it, at(23))
    await clock.jump(300)
    expect(await it.isThere('night-sheet')).toBe(false)
  })
})

test.each([
  ['portrait', portrait],
  ['landscape', landscape],
  ['small', small],
])('dark, and after some turns, it looks as it should: %s', async (_name, glass) => {
  const it = await started({ glass })
  const clock = await giveClock(it)
  for (const size of ['standard', 'huge']) {
    await it.tap(`size-${size}`)
    await turns(clock, 3)
    await clock.jump(1)
    if (await it.isThere('idle-stay')) await it.tap('idle-stay')
    await it.shot(`home-${size}`)
    expect(await findingsOf(it.page, { villager: true, other: false })).toEqual([])
  }
})
