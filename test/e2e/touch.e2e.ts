// What a finger, a sleeve, a trembling hand and a keyboard do on the glass (ux.md A08 to A16, H03, H04, H06).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { kioskWith, world } from './harness.ts'
import type { Kiosk } from './harness.ts'

let kiosk: Kiosk
beforeEach(async () => {
  kiosk = await kioskWith({ data: world().afterQuarter })
  await kiosk.arrives('home-start')
})
afterEach(() => kiosk?.close())

type Point = { x: number; y: number }
const finger = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: Point[]) =>
  kiosk.touch.send('Input.dispatchTouchEvent', { type, touchPoints })

async function boxOf(what: string) {
  const box = await kiosk.page.getByTestId(what).first().boundingBox()
  if (!box) throw new Error(`${what} is not on the glass`)
  return { ...box, middle: { x: box.x + box.width / 2, y: box.y + box.height / 2 } }
}
const mm = () =>
  kiosk.page.evaluate<number>(`parseFloat(document.documentElement.style.getPropertyValue('--mm'))`)

describe('a finger', () => {
  test('two at once do nothing, and magnify nothing', async () => {
    const { middle } = await boxOf('home-start')
    await finger('touchStart', middle)
    await finger('touchStart', middle, { x: middle.x + 150, y: middle.y })
    await finger('touchMove', middle, { x: middle.x + 300, y: middle.y })
    await finger('touchEnd')
    expect(await kiosk.isThere('home-start')).toBe(true)
    expect(await kiosk.page.evaluate('visualViewport.scale')).toBe(1)
    await kiosk.tap('home-start')
    await kiosk.arrives('villages')
  })

  test('that rests shows no menu and selects nothing', async () => {
    await kiosk.page.evaluate(
      `window.menus = []; window.addEventListener('contextmenu', (event) => window.menus.push(event.defaultPrevented)); true`,
    )
    const { middle } = await boxOf('home-figure')
    await finger('touchStart', middle)
    await pause(1_500)
    expect(await kiosk.page.evaluate('getSelection().toString()')).toBe('')
    expect(await kiosk.page.evaluate('window.menus.includes(false)')).toBe(false)
    await finger('touchEnd')
  })

  test('that wanders 30 mm on a button before it lets go did not mean it', async () => {
    const { middle } = await boxOf('home-start')
    await finger('touchStart', middle)
    await finger('touchMove', { x: middle.x + 30 * (await mm()), y: middle.y })
    await finger('touchEnd')
    expect(await kiosk.isThere('home-start')).toBe(true)
  })

  test('that slips 8 mm off the edge of a button still meant it', async () => {
    const { middle, y, height } = await boxOf('home-start')
    await finger('touchStart', { x: middle.x, y: y + height - 4 })
    await finger('touchMove', { x: middle.x, y: y + height - 4 + 8 * (await mm()) })
    await finger('touchEnd')
    await kiosk.arrives('villages')
  })

  test('that taps twice opens one screen, not the next as well', async () => {
    const { middle } = await boxOf('home-start')
    for (let tap = 0; tap < 2; tap++) {
      await finger('touchStart', middle)
      await finger('touchEnd')
      await pause(120)
    }
    await kiosk.arrives('villages')
    await pause(500)
    expect(await kiosk.page.getByTestId('villages').isVisible()).toBe(true)
    await kiosk.tap('nav-back')
    await kiosk.arrives('home')
  })

  test('is not felt on the outer 5 mm', async () => {
    await kiosk.page.evaluate(
      `window.felt = 0; document.addEventListener('pointerdown', () => window.felt++); true`,
    )
    for (const at of [
      { x: 2, y: 900 },
      { x: 540, y: 3 },
      { x: 1077, y: 900 },
    ]) {
      await finger('touchStart', at)
      await finger('touchEnd')
    }
    expect(await kiosk.page.evaluate('window.felt')).toBe(0)
    await finger('touchStart', { x: 40, y: 900 })
    await finger('touchEnd')
    expect(await kiosk.page.evaluate('window.felt')).toBe(1)
  })

  test('is answered by the look of the button before anything else is drawn', async () => {
    await kiosk.page.evaluate(
      `window.addEventListener('pointerdown', (event) => { window.pressed = 'pressed' in event.target.closest('button').dataset }); true`,
    )
    const { middle } = await boxOf('home-start')
    await finger('touchStart', middle)
    expect(await kiosk.page.evaluate('window.pressed')).toBe(true)
    await finger('touchEnd')
  })

  test('that never rises is dropped after ten seconds and written down; the next one works', async () => {
    const { middle } = await boxOf('home-start')
    await finger('touchStart', middle)
    await pause(11_500)
    await finger('touchEnd')
    expect(await kiosk.isThere('home-start')).toBe(true)
    const log = readFileSync(join(kiosk.dataFolder, 'logs', 'machine.jsonl'), 'utf8')
    expect(log.match(/"touch-stuck"/g)).toHaveLength(1)
    await kiosk.tap('home-start')
    await kiosk.arrives('villages')
  })
})

describe('a keyboard', () => {
  const focused = () =>
    kiosk.page.evaluate<{ id: string; outline: number; y: number }>(
      `(({ dataset, tagName }, style, box) => ({ id: dataset.testid ?? tagName, outline: parseFloat(style.outlineWidth), y: box.y }))(document.activeElement, getComputedStyle(document.activeElement), document.activeElement.getBoundingClientRect())`,
    )

  test('goes through all of a screen in the order one reads it, always seen, and out of it again', async () => {
    await kiosk.tap('home-start')
    await kiosk.arrives('villages')
    const wanted = await kiosk.page.evaluate<string[]>(
      `[...document.querySelectorAll('#page button:enabled')].filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest('[inert]')).map((each) => each.dataset.testid)`,
    )
    const went: string[] = []
    for (const _ of wanted) {
      await kiosk.page.keyboard.press('Tab')
      const { id, outline } = await focused()
      went.push(id)
      expect([id, outline >= 4]).toEqual([id, true])
    }
    expect(went).toEqual(wanted)
    await kiosk.page.keyboard.press('Tab')
    expect(went.slice(1)).not.toContain((await focused()).id)
  })

  test('opens a question, stays in it, leaves it by Escape and is where it was', async () => {
    await kiosk.page.getByTestId('nav-eyes').focus()
    await kiosk.page.keyboard.press('Enter')
    await kiosk.arrives('eyes-dialog')
    await expect.poll(async () => (await focused()).id).toMatch(/^(size|contrast|eyes)-/)
    for (let tab = 0; tab < 8; tab++) {
      expect((await focused()).id).toMatch(/^(size|contrast|eyes)-/)
      await kiosk.page.keyboard.press('Tab')
    }
    await kiosk.page.keyboard.press('Escape')
    await kiosk.page.getByTestId('eyes-dialog').waitFor({ state: 'detached' })
    await expect.poll(async () => (await focused()).id).toBe('nav-eyes')
    expect(await kiosk.isThere('home-start')).toBe(true)
  })

  test('goes back by Escape', async () => {
    await kiosk.tap('home-start')
    await kiosk.arrives('villages')
    await kiosk.page.keyboard.press('Escape')
    await kiosk.arrives('home')
  })
})

describe('the glass', () => {
  test('stands still for one who asks for it', async () => {
    await kiosk.page.emulateMedia({ reducedMotion: 'reduce' })
    await kiosk.tap('home-start')
    await kiosk.tap('nav-home')
    expect(await kiosk.page.evaluate('document.getAnimations().length')).toBe(0)
  })

  test('is measured by a card, which is believed before what was written, also after a restart', async () => {
    const before = await mm()
    await kiosk.call('setFirstPin', { pin: '246810' })
    await kiosk.call('lock', {})
    await kiosk.openStaffDoor()
    await kiosk.typePin('246810')
    await kiosk.tap('staff-device')
    await kiosk.reach('card-larger')
    for (let tap = 0; tap < 4; tap++) await kiosk.tap('card-larger')
    await kiosk.tap('card-bit-smaller')
    const { width, height } = await boxOf('card-picture')
    expect(width / height).toBeCloseTo(85.6 / 53.98, 1)
    await kiosk.tap('card-save')
    await kiosk.sees(/已经用卡片量过/)
    const after = await mm()
    expect(after / before).toBeCloseTo(1.02 ** 5 / 1.004, 2)
    expect(Math.abs(width / after - 85.6)).toBeLessThan(0.5)
    const { dataFolder } = kiosk
    const again = await kioskWith({ data: dataFolder })
    await again.arrives('home-start')
    expect(
      await again.page.evaluate(`parseFloat(document.documentElement.style.getPropertyValue('--mm'))`),
    ).toBe(after)
    await again.close()
  })

  test('forgets loud colours and low reach with the person who wanted them', async () => {
    await kiosk.close()
    kiosk = await kioskWith({
      data: world().afterQuarter,
      env: { MINGBAI_IDLE_SECONDS: '4', MINGBAI_IDLE_WARNING_SECONDS: '1' },
    })
    await kiosk.tap('nav-reach')
    await kiosk.tap('contrast-high')
    const told = () =>
      kiosk.page.evaluate(
        `(({ contrast, reach, size }) => [contrast, reach, size])(document.documentElement.dataset)`,
      )
    expect(await told()).toEqual(['high', 'low', 'standard'])
    await expect.poll(told, { timeout: 30_000 }).toEqual(['usual', 'usual', 'standard'])
  })
})
