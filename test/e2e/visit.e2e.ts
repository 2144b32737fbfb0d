// What one person leaves behind on the glass, over minutes that pass in a moment: nothing (ux.md C01 to C06, C10).
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { giveClock } from './fake-clock.ts'
import { giveVoice, texts } from './fake-voice.ts'
import { kioskWith, world, type Kiosk } from './harness.ts'
import { truth } from './truth.ts'

const [village = { name: '', code: '' }] = truth.villages

let kiosk: Kiosk | null = null
afterEach(async () => {
  await kiosk?.close()
  kiosk = null
})
const started = async () => (kiosk = await kioskWith({ data: world().afterQuarter }))

async function atHousehold(of: Kiosk): Promise<string> {
  await of.tap('home-start')
  await of.reach(`village-${village.code}`)
  await of.reach('village-household')
  await of.tap('choice-1')
  await of.tap('choice-0')
  await of.arrives('names')
  const name = await of.page.getByTestId('choice-0').first().innerText()
  await of.tap('choice-0')
  await of.arrives('household-line')
  return name
}

/** All of the page that a person could have changed, but for the time of day. */
const state = (of: Kiosk) =>
  of.page.evaluate<string>(
    `document.documentElement.outerHTML.replaceAll(/\\d\\d:\\d\\d|<script.*?<\\/script>|<style.*?<\\/style>| data-pressed=""/gs, '')`,
  )
const isAtStart = async (of: Kiosk) =>
  (await of.isThere('home-start')) && !(await of.isThere('idle-dialog')) && !(await of.isThere('help-close'))

describe('nobody there', () => {
  test('is asked about after 90 seconds and settled after 120', async () => {
    const it = await started()
    const clock = await giveClock(it)
    await it.tap('home-start')
    await it.arrives('villages')
    await clock.jump(88)
    expect(await it.isThere('idle-dialog')).toBe(false)
    await clock.jump(3)
    await it.arrives('idle-dialog')
    await clock.jump(24)
    expect(await it.isThere('idle-dialog')).toBe(true)
    await clock.jump(6)
    await it.arrives('home-start')
    expect(await isAtStart(it)).toBe(true)
  })

  test('is denied by a touch anywhere; after ten minutes by the button, as often as one likes', async () => {
    const it = await started()
    const clock = await giveClock(it)
    await it.tap('home-start')
    await it.arrives('villages')
    for (let time = 0; time < 5; time++) {
      await clock.jump(92)
      await it.arrives('idle-dialog')
      await it.touch.send('Input.dispatchTouchEvent', {
        type: 'touchStart',
        touchPoints: [{ x: 540, y: 300 }],
      })
      await it.touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
      await it.page.getByTestId('idle-dialog').waitFor({ state: 'detached' })
    }
    for (let time = 0; time < 20; time++) {
      for (let part = 0; part < 10 && !(await it.isThere('idle-dialog')); part++) await clock.jump(10)
      await it.tap('idle-stay')
      await it.page.getByTestId('idle-dialog').waitFor({ state: 'detached' })
    }
    expect(await it.isThere(`village-${village.code}`)).toBe(true)
  }, 120_000)

  test('is told truly how to deny it: a glass that touches itself for ten minutes must be answered', async () => {
    const it = await started()
    const clock = await giveClock(it)
    await it.tap('home-start')
    const anywhere = async () => {
      await it.touch.send('Input.dispatchTouchEvent', {
        type: 'touchStart',
        touchPoints: [{ x: 540, y: 300 }],
      })
      await it.touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    }
    for (let time = 0; time < 10; time++) {
      await clock.jump(60)
      await anywhere()
    }
    await clock.jump(2)
    await it.arrives('idle-dialog')
    expect(await it.page.getByTestId('idle-left').innerText()).toContain('请点“我还在看”')
    await anywhere()
    expect(await it.isThere('idle-dialog')).toBe(true)
    await it.tap('idle-stay')
    expect(await it.isThere('idle-dialog')).toBe(false)
  })

  test('is not thought of while something is read, however long that takes', async () => {
    const it = await started()
    await giveVoice(it, 10_000)
    const clock = await giveClock(it)
    await it.tap('home-start')
    await it.reach(`village-${village.code}`)
    await it.reach('category-finance')
    await it.reach(`entry-${village.code}.cash-ledger.2026Q3`)
    await it.tap('speech-read')
    await it.arrives('speech-bar')
    for (let part = 0; part < 26; part++) {
      await clock.live(5)
      // Whether there is a recording is asked of the machine, whose time is the real one.
      await pause(300)
    }
    expect(await it.isThere('speech-bar')).toBe(true)
    expect(await it.isThere('idle-dialog')).toBe(false)
    await it.tap('speech-stop')
    await clock.jump(92)
    await it.arrives('idle-dialog')
  }, 120_000)

  test('is counted down aloud to one who had something read, and to nobody else', async () => {
    const it = await started()
    await giveVoice(it, 300)
    const clock = await giveClock(it)
    await it.tap('home-start')
    await clock.jump(92)
    await it.arrives('idle-dialog')
    expect(await texts(it)).toEqual([])
    await it.tap('idle-stay')
    await it.tap('speech-read')
    await it.tap('speech-stop')
    const before = (await texts(it)).length
    await clock.jump(91)
    await it.arrives('idle-dialog')
    for (let second = 0; second < 26; second++) await clock.live(1)
    const said = (await texts(it)).slice(before)
    expect(said[0]).toMatch(/^您还在看吗，还有.*秒/)
    expect(said.slice(1)).toEqual(['二十秒', '十五秒', '十秒', '五秒'])
  })
})

describe('one who has gone', () => {
  test('leaves the screen exactly as it was at first, whatever they had changed', async () => {
    const it = await started()
    // Its first sentence lasts: no page is turned by being read.
    await giveVoice(it, 0)
    const clock = await giveClock(it)
    await it.arrives('home-start')
    const before = await state(it)
    await it.tap('size-huge')
    await it.tap('contrast-high')
    await it.tap('nav-reach')
    await it.tap('home-start')
    await it.tap('speech-read')
    await it.tap('speech-slow')
    await it.tap('speech-louder')
    if (await it.isThere('speech-stop')) await it.tap('speech-stop')
    await it.reach(`village-${village.code}`)
    await it.reach('village-find')
    await it.tap('key-g')
    await it.tap('nav-help')
    await it.arrives('help')
    await clock.jump(92)
    await it.arrives('idle-dialog')
    await clock.jump(31)
    await it.page.getByTestId('idle-dialog').waitFor({ state: 'detached' })
    await it.arrives('home-start')
    expect(await isAtStart(it)).toBe(true)
    expect(await state(it)).toBe(before)
    // The letters of the search are gone, and the voice is as loud and as fast as at first.
    await it.tap('home-start')
    await it.reach(`village-${village.code}`)
    await it.reach('village-find')
    // What stands there while nothing is typed.
    await it.sees('点字母。比如')
    await it.tap('speech-read')
    // The voice begins a moment after the touch; till then the last it said is the countdown.
    await expect
      .poll(() => it.page.evaluate('window.fakeVoice.said.at(-1)'), { timeout: 5000 })
      .toMatchObject({ rate: 1, volume: 0.6 })
  }, 120_000)

  test('leaves no trace of the household they looked up: not on the glass, not in memory, not by going back', async () => {
    const it = await started()
    const clock = await giveClock(it)
    const name = await atHousehold(it)
    expect(await inMemory(it, name)).toBe(true)
    await it.tap('household-shield')
    await clock.jump(50)
    expect(await it.isThere('idle-dialog')).toBe(false)
    await clock.jump(11)
    await it.arrives('idle-dialog')
    await clock.jump(21)
    await it.arrives('home-start')
    expect(await it.page.content()).not.toContain(name)
    for (const key of ['Escape', 'Backspace', 'Alt+ArrowLeft']) {
      await it.page.keyboard.press(key)
      expect(await isAtStart(it)).toBe(true)
    }
    const kept = await it.page.evaluate<number[]>(
      '[localStorage.length, sessionStorage.length, history.length, document.cookie.length]',
    )
    expect(kept).toEqual([0, 0, 1, 0])
    // A minute of home passes over what React keeps of a screen that is gone.
    for (let time = 0; time < 12; time++) await clock.jump(6)
    await expect.poll(() => inMemory(it, name), { timeout: 60_000, interval: 2000 }).toBe(false)
  }, 180_000)

  test('who went by 首页 leaves nothing of it either', async () => {
    const it = await started()
    const clock = await giveClock(it)
    const name = await atHousehold(it)
    await it.tap('nav-home')
    await it.arrives('home-start')
    for (let time = 0; time < 12; time++) await clock.jump(6)
    await expect.poll(() => inMemory(it, name), { timeout: 60_000, interval: 2000 }).toBe(false)
  }, 180_000)
})

/** Whether the name stands anywhere in what the page's program can still reach. */
async function inMemory(of: Kiosk, name: string): Promise<boolean> {
  const session = await of.page.context().newCDPSession(of.page)
  let text = ''
  const take = ({ chunk }: { chunk: string }) => (text += chunk)
  session.on('HeapProfiler.addHeapSnapshotChunk', take)
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  return text.includes(escaped(name))
}

/** As a snapshot writes what is not ASCII. */
const escaped = (name: string) =>
  [...name].map((each) => `\\u${each.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`).join('')

test('staff switch 查我家 off for their hall, and on again', async () => {
  const pin = '246810'
  const it = await started()
  await it.call('setFirstPin', { pin })
  await it.call('lock', {})
  const set = async (to: string) => {
    await it.openStaffDoor()
    await it.typePin(pin)
    await it.tap('staff-device')
    await it.reach(`household-${to}`)
    await expect
      .poll(() => it.page.getByTestId(`household-${to}`).first().getAttribute('aria-pressed'))
      .toBe('true')
    await it.shot(`device-household-${to}`)
    await it.tap('nav-home')
    await it.arrives('home-start')
    await it.tap('home-start')
    await it.reach(`village-${village.code}`)
    await it.arrives('village')
  }
  const isOffered = async () => (await it.textOfAllPages()).includes('查我家')
  await set('off')
  expect(await isOffered()).toBe(false)
  await it.tap('nav-home')
  await set('on')
  expect(await isOffered()).toBe(true)
}, 120_000)

test('staff set when the glass goes dark', async () => {
  const pin = '246810'
  const it = await started()
  await it.call('setFirstPin', { pin })
  await it.call('lock', {})
  await it.openStaffDoor()
  await it.typePin(pin)
  await it.tap('staff-device')
  await it.reach('night-on')
  // Its hours come with the machine's answer, on the same page.
  await it.tap('night-from-less')
  await it.tap('night-to-more')
  await it.shot('device-night')
  await expect
    .poll(() => it.call('kiosk', {}))
    .toMatchObject({ answer: { night: { fromHour: 21, toHour: 7 } } })
  await it.tap('night-off')
  await expect.poll(() => it.call('kiosk', {})).toMatchObject({ answer: { night: null } })
})

test('a household is read without its name, and with it to one who asks', async () => {
  const it = await started()
  await giveVoice(it, 15)
  const name = await atHousehold(it)
  const asSaid = name.replaceAll('*', '某')
  await it.tap('speech-read')
  await expect.poll(async () => !(await it.isThere('speech-bar')), { timeout: 40_000 }).toBe(true)
  const unasked = (await texts(it)).join('')
  expect(unasked).toContain('公开的名单里')
  expect(unasked).not.toContain(asSaid)
  await it.page.evaluate('void (window.fakeVoice.ms = 0)')
  await it.tap('speech-read')
  await it.tap('speech-names')
  await expect.poll(async () => (await texts(it)).join(''), { timeout: 20_000 }).toContain(asSaid)
}, 120_000)
