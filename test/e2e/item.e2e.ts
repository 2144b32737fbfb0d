// What a villager does on one item beyond reading its table: compare it with other times, look up a word.
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

describe.each([
  ['portrait', portrait],
  ['landscape', landscape],
])('%s', (_name, glass) => {
  test('last quarter stands beside this one, in words and in bars, and is one touch away', async () => {
    const screen = await started({ data: world().afterQuarter, glass })
    await screen.tap('home-start')
    await screen.reach(`village-${village.code}`)
    await screen.reach('category-finance')
    await screen.reach(`entry-${village.code}.posting-sheet.2026Q3`)
    await screen.tap('bookmark-compare')
    await screen.shot('entry-compare')
    expect(await screen.text()).toMatch(/比上季度(多|少).*。/)
    await screen.reach('compared-open-former')
    expect(await screen.text()).toContain('2026年第二季度')
    await screen.tap('nav-back')
    expect(await screen.isThere('bookmark-compare')).toBe(true)
  })

  test('a word one does not know is looked up without losing the place', async () => {
    const screen = await started({ data: world().afterQuarter, glass })
    await screen.tap('home-start')
    await screen.reach(`village-${village.code}`)
    await screen.reach('category-finance')
    await screen.reach(`entry-${village.code}.posting-sheet.2026Q3`)
    await screen.reach('entry-terms')
    await screen.shot('terms')
    expect(await screen.text()).toMatch(/收进来、花出去以后还剩的钱/)
    await screen.tap('nav-back')
    expect(await screen.isThere('bookmark-table')).toBe(true)
  })
})
