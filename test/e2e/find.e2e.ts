// Finding by letters, and one household's public lines: by a finger on the glass, over the sample township.
import { afterEach, describe, expect, test } from 'vitest'
import { kioskWith, landscape, portrait, world, type Kiosk, type Wishes } from './harness.ts'
import { truth } from './truth.ts'

const [village = { name: '', code: '' }] = truth.villages
let kiosk: Kiosk | null = null
afterEach(async () => {
  await kiosk?.close()
  kiosk = null
})
const started = async (wishes: Wishes) => (kiosk = await kioskWith(wishes))

async function inVillage(wishes: Wishes): Promise<Kiosk> {
  const screen = await started(wishes)
  await screen.tap('home-start')
  await screen.reach(`village-${village.code}`)
  return screen
}

/** The second group, its first surname, its first name. */
async function atHousehold(screen: Kiosk): Promise<string> {
  await screen.reach('village-household')
  await screen.arrives('groups')
  await screen.shot('groups')
  await screen.tap('choice-1')
  await screen.arrives('surnames')
  await screen.shot('surnames')
  await screen.tap('choice-0')
  await screen.arrives('names')
  const name = await screen.page.getByTestId('choice-0').first().innerText()
  await screen.shot('names')
  await screen.tap('choice-0')
  await screen.arrives('household-line')
  return name
}

const small = { size: '1366x768', inches: '15.6' }

describe.each([
  ['portrait', portrait],
  ['landscape', landscape],
  ['small', small],
])('%s', (_name, glass) => {
  test('two letters find an item, and coming back they are still there', async () => {
    const screen = await inVillage({ data: world().afterQuarter, glass })
    await screen.reach('village-find')
    await screen.shot('find')
    await screen.tap('key-g')
    await screen.tap('key-l')
    await screen.shot('find-gl')
    await screen.sees(/高龄|管理|公路/)
    await screen.tap('key-clear')
    for (const key of 'szgk') await screen.tap(`key-${key}`)
    await screen.tap(`found-${village.code}.posting-sheet.2026Q3`)
    await screen.arrives('entry')
    await screen.tap('nav-back')
    await screen.sees('SZGK')
    // Larger letters draw the screen anew; what was typed and the way of typing stay.
    await screen.tap('way-pinyin')
    await screen.tap('size-large')
    await screen.sees('SZGK')
    expect(await screen.page.getByTestId('way-pinyin').getAttribute('aria-pressed')).toBe('true')
    await screen.tap('way-initials')
    for (const key of 'qqqqq') await screen.tap(`key-${key}`)
    await screen.shot('find-none')
    await screen.sees('没找到')
  })

  test('a household is reached in six taps, its amounts can be hidden, and nothing of it stays', async () => {
    const screen = await inVillage({ data: world().afterQuarter, glass })
    const name = await atHousehold(screen)
    await screen.shot('household')
    expect(await screen.text()).toContain(name)
    expect(await screen.text()).toMatch(/[\d,]+\.\d{2}元/)
    await screen.tap('household-shield')
    await screen.shot('household-shielded')
    expect(await screen.text()).not.toMatch(/[\d,]+\.\d{2}元/)
    await screen.tap('household-clear')
    await screen.arrives('home')
    expect(await screen.page.content()).not.toContain(name)
  })
})
