// Help on every screen, somebody called over, and three steps for one who stands here for the first time.
import { afterEach, describe, expect, test } from 'vitest'
import { findingsOf } from './crawl/checks.ts'
import { giveVoice, isSpeaking, texts } from './fake-voice.ts'
import { kioskWith, landscape, portrait, world, type Kiosk, type Wishes } from './harness.ts'
import { truth } from './truth.ts'

const [village = { name: '', code: '' }] = truth.villages
const narrow = { size: '1080x1920', inches: '21.5' }
const small = { size: '1366x768', inches: '15.6' }

let kiosk: Kiosk | null = null
afterEach(async () => {
  await kiosk?.close()
  kiosk = null
})
const started = async (wishes: Wishes = {}) =>
  (kiosk = await kioskWith({ data: world().afterQuarter, ...wishes }))

const placeOf = (of: Kiosk, what: string) =>
  of.page.evaluate<number[] | null>(
    `(() => { const found = [...document.querySelectorAll('[data-testid="${what}"]')].find((each) => each.checkVisibility({ visibilityProperty: true }));
      if (!found) return null; const { x, y, width, height } = found.getBoundingClientRect(); return [x, y, width, height].map(Math.round) })()`,
  )

/** One of every kind of screen a villager comes to, by taps. */
async function everyScreen(of: Kiosk, look: (screen: string) => Promise<void>): Promise<void> {
  const go = async (tap: string, screen: string) => {
    await of.reach(tap)
    await of.arrives(screen)
    await look(screen)
  }
  const back = () => of.tap('nav-back')
  await of.arrives('home')
  await look('home')
  await go('home-first', 'first')
  await back()
  await go('home-notices', 'notices')
  await back()
  await go('home-start', 'villages')
  await go(`village-${village.code}`, 'village')
  await go('village-find', 'find')
  await back()
  await go('village-household', 'groups')
  await go('choice-1', 'surnames')
  await go('choice-0', 'names')
  await go('choice-0', 'household')
  await go('household-line', 'row')
  await of.tap('nav-home')
  await of.tap('home-start')
  await of.reach(`village-${village.code}`)
  await go('category-finance', 'category')
  await go(`entry-${village.code}.cash-ledger.2026Q3`, 'entry')
  await go('entry-terms', 'terms')
}

describe('help', () => {
  test('is in the same corner of every screen, speaks of that screen, and closing it changes nothing', async () => {
    const it = await started()
    const places = new Set<string>()
    const told = new Map<string, string>()
    await everyScreen(it, async (screen) => {
      places.add(String(await placeOf(it, 'nav-help')))
      const before = withoutTime(await it.page.getByTestId(screen).first().innerText())
      await it.tap('nav-help')
      await it.arrives('help')
      const help = await it.page.getByTestId('help').innerText()
      expect(help).toContain('叫工作人员')
      told.set(screen, help.slice(0, help.indexOf('点错了')))
      await it.tap('help-close')
      expect(await it.isThere('help-close')).toBe(false)
      expect(withoutTime(await it.page.getByTestId(screen).first().innerText())).toBe(before)
    })
    expect(places.size).toBe(1)
    expect(told.size).toBe(14)
    expect(new Set(told.values()).size).toBe(14)
  }, 180_000)

  test('keeps the letters that were typed and the amounts that were hidden', async () => {
    const it = await started()
    await it.tap('home-start')
    await it.reach(`village-${village.code}`)
    await it.reach('village-find')
    await it.tap('key-g')
    await it.tap('key-l')
    await it.tap('nav-help')
    await it.arrives('help')
    await it.tap('nav-back')
    await it.sees('GL')
    await it.tap('nav-back')
    await it.reach('village-household')
    for (const choice of ['choice-1', 'choice-0', 'choice-0']) await it.tap(choice)
    await it.tap('household-shield')
    await it.tap('nav-help')
    await it.arrives('help')
    await it.tap('help-close')
    expect(await it.text()).not.toMatch(/[\d,]+\.\d{2}元/)
    expect(await it.text()).toContain('●●●')
  })

  test('is read aloud for itself, and the screen below afterwards as before', async () => {
    const it = await started()
    await giveVoice(it, 15)
    await it.tap('home-start')
    await it.arrives('villages')
    await it.tap('nav-help')
    await it.tap('speech-read')
    await expect.poll(() => texts(it)).toContain('找到您的村，点一下。')
    await expect.poll(async () => (await texts(it)).join('')).toContain('窗口')
    expect((await texts(it)).join('')).not.toContain(village.name)
    await it.tap('help-close')
    await expect.poll(() => isSpeaking(it)).toBe(false)
    await it.tap('speech-read')
    await expect.poll(async () => (await texts(it)).join('')).toContain(village.name)
  })

  test('calls staff with large words, which go by themselves after a minute', async () => {
    const it = await started()
    await it.page.clock.install()
    await it.page.reload()
    await it.arrives('home-start')
    await it.tap('nav-help')
    await it.tap('help-call')
    await it.arrives('call-dialog')
    await it.sees('请工作人员来帮忙')
    await it.page.clock.fastForward(58_000)
    expect(await it.isThere('call-dialog')).toBe(true)
    await it.page.clock.fastForward(3000)
    await it.page.getByTestId('call-dialog').waitFor({ state: 'detached' })
    await it.tap('nav-help')
    await it.tap('help-call')
    await it.tap('call-enough')
    expect(await it.isThere('call-dialog')).toBe(false)
    expect(await it.isThere('home-start')).toBe(true)
  })

  test('is there for staff as well, without a bell', async () => {
    const it = await started()
    await it.openStaffDoor()
    await it.arrives('pin')
    await it.tap('nav-help')
    await it.sees('这里只给工作人员用。')
    expect(await it.isThere('help-call')).toBe(false)
  })
})

const withoutTime = (text: string) => text.replaceAll(/\d\d:\d\d/g, '')

describe('the first three steps', () => {
  test('are spoken, and end where one chooses a village', async () => {
    const it = await started()
    await giveVoice(it, 15)
    await it.tap('home-first')
    await it.arrives('first')
    await expect.poll(async () => (await texts(it)).join('')).toContain('碰一下就松开')
    await it.tap('first-next')
    await expect.poll(async () => (await texts(it)).join('')).toContain('找到您的村')
    await it.tap('first-next')
    await expect.poll(async () => (await texts(it)).join('')).toContain('想看什么')
    await it.tap('first-next')
    await it.arrives('villages')
    expect(await isSpeaking(it)).toBe(false)
    // They are not gone through again on the way back.
    await it.tap('nav-back')
    await it.arrives('home')
  })

  test('show themselves without a voice, and are left at any of them', async () => {
    const it = await started()
    await it.tap('home-first')
    await it.sees('轻轻碰一下就行')
    expect(await it.isThere('speech-read')).toBe(false)
    await it.tap('first-next')
    await it.sees('先选您的村')
    await it.tap('first-stop')
    await it.arrives('home-start')
  })
})

describe.each([
  ['portrait', portrait],
  ['narrow', narrow],
  ['landscape', landscape],
  ['small', small],
])('how it looks: %s', (name, glass) => {
  test('nothing of it is too small, cut or covered, in the least and the largest size', async () => {
    const it = await started({ glass })
    await giveVoice(it, 1)
    const found: string[] = []
    const look = async (what: string) => {
      await it.shot(`guide-${name}-${what}`)
      for (const finding of await findingsOf(it.page, { villager: true, other: false }))
        found.push(`${what}: ${finding}`)
    }
    for (const size of ['standard', 'huge']) {
      await it.tap(`size-${size}`)
      await look(`home-${size}`)
      await it.tap('nav-help')
      await it.arrives('help')
      await look(`help-home-${size}`)
      await it.reach('help-call')
      await it.arrives('call-dialog')
      await look(`call-${size}`)
      await it.tap('call-enough')
      await it.tap('home-first')
      for (const step of [1, 2, 3]) {
        await it.sees(`第${step}步`)
        // It reads by itself, and so short that a finger may come too late to stop it.
        await it.page.getByTestId('speech-bar').waitFor({ state: 'hidden' })
        await look(`first-${step}-${size}`)
        await it.reach('first-next')
      }
      await it.arrives('villages')
      await look(`villages-${size}`)
      await it.tap('nav-help')
      await it.arrives('help')
      await look(`help-villages-${size}`)
      await it.tap('nav-home')
    }
    expect(found).toEqual([])
  }, 240_000)
})
