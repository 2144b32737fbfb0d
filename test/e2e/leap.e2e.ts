// A list of hundreds of lines on a low glass: any of its pages is a few touches away.
import { afterEach, describe, expect, test } from 'vitest'
import { kioskWith, world, type Kiosk } from './harness.ts'
import { truth } from './truth.ts'

const [village = { name: '', code: '' }] = truth.villages
const glasses = [
  { size: '1366x768', inches: '15.6' },
  { size: '1080x1920', inches: '21.5' },
]

let kiosk: Kiosk | null = null
afterEach(async () => {
  await kiosk?.close()
  kiosk = null
})

const pageOf = async (of: Kiosk) =>
  Number(
    /第 (\d+) 页|(\d+) \//
      .exec(await of.page.getByTestId('page-where').innerText())
      ?.slice(1)
      .find(Boolean),
  )

/** The sample's longest list, in the largest text. */
async function longList(glass: (typeof glasses)[number]): Promise<Kiosk> {
  const it = await kioskWith({ data: world().afterQuarter, glass })
  await it.tap('size-huge')
  await it.tap('home-start')
  await it.reach(`village-${village.code}`)
  await it.reach('category-subsidy')
  await it.reach(`entry-${village.code}.farmland-subsidy.payment.2026`)
  await it.tap('bookmark-table')
  await it.arrives('page-where')
  return (kiosk = it)
}

describe.each(glasses)('a long list on $inches inches', (glass) => {
  test('opens at any of its pages by what stands first on it', async () => {
    const it = await longList(glass)
    await it.tap('page-where')
    await it.arrives('leap-dialog')
    await it.shot('leap')
    const words = await it.page.getByTestId('leap-3').innerText()
    const [, wanted = ''] = /第(\d+)页/.exec(words) ?? []
    await it.tap('leap-3')
    // Each narrower choice begins with the page that was chosen.
    for (let choices = 1; choices < 3 && (await it.isThere('leap-dialog')); choices++) {
      expect(await it.page.getByTestId('leap-0').innerText()).toBe(words)
      await it.tap('leap-0')
    }
    await it.arrives('entry')
    expect(await it.isThere('leap-dialog')).toBe(false)
    expect(await pageOf(it)).toBe(Number(wanted))
    const begins = words.split('\n').at(-1)?.split(' ').at(-1) ?? ''
    expect(begins.length).toBeGreaterThan(0)
    expect(await it.text()).toContain(begins)
  })

  test('stays where it is for one who does not want to', async () => {
    const it = await longList(glass)
    const before = await pageOf(it)
    await it.tap('page-where')
    await it.tap('leap-5')
    await it.tap('leap-whole')
    await it.tap('leap-close')
    expect(await it.isThere('leap-dialog')).toBe(false)
    expect(await pageOf(it)).toBe(before)
    await it.page.keyboard.press('Escape')
    await it.arrives('category')
  })
})
