// A villager at the screen: to the money of their village and to 低保, other periods, pages, and the way back.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { kioskWith, landscape, portrait, world } from './harness.ts'
import type { Kiosk } from './harness.ts'
import { dibaoOf, financeOf, truth, yuan } from './truth.ts'

const [village = { name: '', code: '' }] = truth.villages
const newest = '2026Q3'
const before = '2026Q2'
const toTheSheet = [
  `village-${village.code}`,
  'category-finance',
  `entry-${village.code}.posting-sheet.${newest}`,
]

// Every village once; the other way a screen hangs needs no more than one to show that it works too.
describe.each([
  ['portrait', portrait, truth.villages, truth.villages.slice(0, 3)],
  ['landscape', landscape, truth.villages.slice(5, 6), truth.villages.slice(6, 7)],
] as const)('%s', (_name, glass, forFinance, forDibao) => {
  let kiosk: Kiosk
  beforeAll(async () => {
    kiosk = await kioskWith({ data: world().afterQuarter, glass })
  })
  afterAll(() => kiosk?.close())
  beforeEach(async () => {
    if (await kiosk.isThere('nav-home')) await kiosk.tap('nav-home')
  })

  const toVillage = async (code: string) => {
    await kiosk.tap('home-start')
    await kiosk.reach(`village-${code}`)
  }

  test.each(forFinance)(
    '$name: 财务收支 in three taps, with the figures of the sheet',
    async ({ code, name }) => {
      await toVillage(code)
      const taps =
        (await kiosk.reach('category-finance')) + (await kiosk.reach(`entry-${code}.posting-sheet.${newest}`))
      expect(taps).toBeLessThanOrEqual(3)
      const text = await kiosk.textOfAllPages()
      const { opening, income, expense, closing } = financeOf(name, newest)
      for (const fen of [opening, income, expense, closing]) expect(text).toContain(yuan(fen))
    },
  )

  test.each(forDibao)(
    '$name: 低保 in three taps, with the households of the sheet',
    async ({ code, name }) => {
      await toVillage(code)
      const taps =
        (await kiosk.reach('category-social-assistance')) +
        (await kiosk.reach(`entry-${code}.dibao-list.${newest}`))
      expect(taps).toBeLessThanOrEqual(3)
      const text = await kiosk.textOfAllPages()
      const { rows, monthly } = dibaoOf(name, newest)
      expect(text).toContain(yuan(monthly))
      expect(text).toContain(`${rows}户`)
    },
  )

  test('another period is one touch away, and its figures are its own', async () => {
    await toVillage(village.code)
    await kiosk.reach('category-finance')
    await kiosk.reach(`entry-${village.code}.posting-sheet.${newest}`)
    await kiosk.tap('period-prev')
    const text = await kiosk.textOfAllPages()
    expect(text).toContain(yuan(financeOf(village.name, before).expense))
    expect(text).not.toContain(yuan(financeOf(village.name, newest).closing))
    await kiosk.tap('period-next')
    expect(await kiosk.textOfAllPages()).toContain(yuan(financeOf(village.name, newest).expense))
  })

  test('a long list turns by pages, and turning back shows the first again', async () => {
    await toVillage(village.code)
    await kiosk.reach('category-finance')
    await kiosk.reach(`entry-${village.code}.cash-ledger.${newest}`)
    const first = await kiosk.text()
    await kiosk.tap('page-next')
    expect(await kiosk.text()).not.toBe(first)
    await kiosk.tap('page-prev')
    expect(await kiosk.text()).toBe(first)
  })

  test('back and home stand in the same place on every screen', async () => {
    const ways = async () => [
      await kiosk.page.getByTestId('nav-back').first().boundingBox(),
      await kiosk.page.getByTestId('nav-home').first().boundingBox(),
    ]
    await kiosk.tap('home-start')
    const first = await ways()
    for (const next of toTheSheet) {
      await kiosk.reach(next)
      expect([next, await ways()]).toEqual([next, first])
    }
  })

  test('back leads step by step the way one came', async () => {
    await toVillage(village.code)
    await kiosk.reach('category-finance')
    await kiosk.reach(`entry-${village.code}.posting-sheet.${newest}`)
    await kiosk.tap('nav-back')
    await kiosk.arrives('category')
    await kiosk.tap('nav-back')
    await kiosk.arrives('village')
    await kiosk.tap('nav-back')
    await kiosk.arrives('villages')
    await kiosk.tap('nav-back')
    await kiosk.arrives('home')
  })

  test('nothing on any of these screens can be scrolled or hangs over the edge', async () => {
    await kiosk.tap('home-start')
    for (const next of toTheSheet) {
      await kiosk.reach(next)
      const over = await kiosk.page.evaluate<string>(
        `((page) => page.scrollWidth - page.clientWidth + 'x' + (page.scrollHeight - page.clientHeight))(document.scrollingElement)`,
      )
      expect(over).toBe('0x0')
    }
  })
})
