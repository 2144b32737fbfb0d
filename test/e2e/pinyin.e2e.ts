// Whole pinyin on the glass: characters to choose, the query they are put into, a keyboard, and what is forgotten.
import { afterEach, describe, expect, test } from 'vitest'
import { kioskWith, landscape, portrait, world, type Kiosk, type Wishes } from './harness.ts'
import { truth } from './truth.ts'

const [village = { name: '', code: '' }] = truth.villages
let kiosk: Kiosk | null = null
afterEach(async () => {
  await kiosk?.close()
  kiosk = null
})

async function atFind(wishes: Wishes, size?: 'huge'): Promise<Kiosk> {
  const screen = (kiosk = await kioskWith({ data: world().afterQuarter, ...wishes }))
  if (size) {
    await screen.tap(`size-${size}`)
    if (await screen.isThere('eyes-close')) await screen.tap('eyes-close')
  }
  await screen.tap('home-start')
  await screen.reach(`village-${village.code}`)
  await screen.reach('village-find')
  await screen.arrives('key-a')
  return screen
}

const type = async (screen: Kiosk, letters: string) => {
  for (const letter of letters) await screen.tap(`key-${letter}`)
}
const field = (screen: Kiosk) => screen.page.getByTestId('find-text').first().innerText()
const says = (screen: Kiosk, words: string) =>
  expect.poll(() => field(screen), { timeout: 10_000 }).toBe(words)
const firstIs = (screen: Kiosk, words: string) =>
  expect
    .poll(
      () =>
        screen.page
          .getByTestId('candidate-1')
          .first()
          .innerText()
          .catch(() => ''),
      { timeout: 10_000 },
    )
    .toContain(words)

type Box = { left: number; top: number; right: number; bottom: number }
const boxes = (screen: Kiosk) =>
  screen.page.evaluate<Record<string, Box>>(`Object.fromEntries(
    [...document.querySelectorAll('[data-testid]')]
      .filter((each) => /^(key-|candidate|way-|find-text)/.test(each.dataset.testid) && each.checkVisibility({ visibilityProperty: true }))
      .map((each) => { const { left, top, right, bottom } = each.getBoundingClientRect(); return [each.dataset.testid, { left, top, right, bottom }] }))`)

const glasses = [
  ['portrait', portrait],
  ['landscape', landscape],
  ['small', { size: '1366x768', inches: '15.6' }],
  ['square', { size: '1280x1024', inches: '19' }],
] as const

describe.each(glasses)('%s', (_name, glass) => {
  test('pinyin becomes characters by a touch, and what they name is found (F02, F05)', async () => {
    const screen = await atFind({ glass })
    await screen.tap('way-pinyin')
    await screen.shot('pinyin-empty')
    await type(screen, 'gaolingj')
    await firstIs(screen, '高龄津贴')
    await screen.shot('pinyin-letters')
    await screen.tap('candidate-1')
    await says(screen, '高龄津贴')
    await screen.sees(/高龄津贴/)
    await screen.shot('pinyin-chosen')
    // One step back is a character now; a letter where letters stand.
    await screen.tap('key-delete')
    await says(screen, '高龄津')
    await type(screen, 'lv')
    await says(screen, '高龄津LÜ')
    await screen.tap('key-delete')
    await says(screen, '高龄津L')
    await screen.tap('key-clear')
    await screen.arrives('way-initials')
    expect(await screen.isThere('candidate-1')).toBe(false)
  })

  test('in the largest letters all keys and characters stand on the glass and cover nothing (F09)', async () => {
    const screen = await atFind({ glass }, 'huge')
    await screen.tap('way-pinyin')
    await type(screen, 'cun')
    await firstIs(screen, '村')
    await screen.shot('pinyin-huge')
    const seen = await boxes(screen)
    const [width = 0, height = 0] = glass.size.split('x').map(Number)
    expect(Object.keys(seen).filter((name) => /^key-[a-z]$/.test(name))).toHaveLength(26)
    expect(Object.keys(seen).filter((name) => /^candidate-\d$/.test(name)).length).toBeGreaterThan(2)
    for (const [name, box] of Object.entries(seen)) {
      expect(box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height, name).toBe(true)
      for (const [other, with_] of Object.entries(seen)) {
        if (other === name || [name, other].includes('candidates')) continue
        const apart =
          box.right <= with_.left ||
          with_.right <= box.left ||
          box.bottom <= with_.top ||
          with_.bottom <= box.top
        expect(apart, `${name} and ${other}`).toBe(true)
      }
    }
  })
})

describe('whole pinyin', () => {
  test('characters that do not fit stand on further pages, each once', async () => {
    const screen = await atFind({ glass: landscape })
    await screen.tap('way-pinyin')
    await type(screen, 'shi')
    await screen.arrives('candidate-1')
    const shown = () =>
      screen.page.evaluate<string[]>(
        `[...document.querySelectorAll('[data-testid^="candidate-"]')].filter((each) => each.checkVisibility()).map((each) => each.innerText)`,
      )
    const first = await shown()
    expect(first.length).toBeGreaterThan(3)
    await screen.tap('candidates-next')
    const second = await shown()
    expect(second.filter((text) => first.includes(text))).toEqual([])
    await screen.tap('candidates-prev')
    expect(await shown()).toEqual(first)
  })

  test('what was typed is the same by another tab, is there on the way back, and gone for the next visitor (F10)', async () => {
    const screen = await atFind({ glass: portrait })
    await screen.tap('way-pinyin')
    await type(screen, 'dibao')
    await firstIs(screen, '低保')
    await screen.tap('candidate-1')
    await says(screen, '低保')
    await type(screen, 'md')
    await screen.tap('way-initials')
    await says(screen, '低保MD')
    await screen.tap('way-pinyin')
    await screen.sees('低保名单')
    await screen.page
      .getByTestId(/^found-/)
      .first()
      .waitFor()
    const id = await screen.page
      .getByTestId(/^found-/)
      .first()
      .getAttribute('data-testid')
    await screen.tap(id ?? '')
    await screen.arrives('entry')
    await screen.tap('nav-back')
    await says(screen, '低保MD')
    await screen.arrives('candidate-1')
    await screen.tap('nav-home')
    await screen.tap('home-start')
    await screen.reach(`village-${village.code}`)
    await screen.reach('village-find')
    expect(await field(screen)).not.toContain('低保')
    expect(await screen.page.getByTestId('way-initials').first().getAttribute('aria-pressed')).toBe('true')
    expect(await screen.isThere('candidate-1')).toBe(false)
  })

  test('a keyboard types letters, chooses by digits, Enter and the space bar, and takes back (F12)', async () => {
    const screen = await atFind({ glass: portrait })
    await screen.tap('way-pinyin')
    const { keyboard } = screen.page
    await keyboard.type('fangan')
    await firstIs(screen, '方案')
    await screen.shot('pinyin-keyboard')
    const second = (await screen.page.getByTestId('candidate-2').first().innerText()).replace(/\d|\s/g, '')
    await keyboard.press('2')
    await says(screen, second)
    await keyboard.press('Backspace')
    await keyboard.press('Backspace')
    // Enter right after the last letter, before anything can have answered.
    await keyboard.type('dibao')
    await keyboard.press('Enter')
    await says(screen, '低保')
    await keyboard.type('mingdan')
    await firstIs(screen, '名单')
    await keyboard.press('Space')
    await says(screen, '低保名单')
    // With no letters waiting a digit is one that is looked for.
    await keyboard.press('2')
    await says(screen, '低保名单2')
    expect(await screen.page.getByTestId('way-pinyin').first().getAttribute('aria-pressed')).toBe('true')
  })
})
