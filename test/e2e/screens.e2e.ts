// A picture of every screen in both ways a kiosk hangs, in test/e2e/screens/: for people to look at, and for the README.
import { afterEach, describe, expect, test } from 'vitest'
import { kioskWith, landscape, lookThroughRisks, portrait, world } from './harness.ts'
import type { Kiosk, Wishes } from './harness.ts'
import { truth } from './truth.ts'

const pin = '246810'
const [village = { name: '', code: '' }] = truth.villages
const categories = ['finance', 'subsidy', 'social-assistance', 'land', 'organization', 'notice'] as const

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
  test('what villagers see', async () => {
    const screen = await started({ data: world().afterQuarter, glass })
    await screen.shot('home')
    await screen.tap('home-notices')
    await screen.shot('notices')
    await screen.tap('nav-home')
    await screen.tap('home-start')
    await screen.shot('villages')
    await screen.reach(`village-${village.code}`)
    await screen.shot('village')
    await screen.tap('size-huge')
    await screen.shot('village-huge')
    await screen.tap('size-standard')
    for (const category of categories) {
      await screen.reach(`category-${category}`)
      await screen.shot(`category-${category}`)
      await screen.tap('nav-back')
    }
    for (const [category, type] of [
      ['finance', 'posting-sheet'],
      ['finance', 'cash-ledger'],
      ['social-assistance', 'dibao-list'],
    ] as const) {
      await screen.reach(`category-${category}`)
      await screen.reach(`entry-${village.code}.${type}.2026Q3`)
      await screen.shot(`entry-${type}`)
      await screen.tap('bookmark-table')
      await screen.shot(`entry-${type}-table`)
      await screen.tap('nav-home')
      await screen.tap('home-start')
      await screen.reach(`village-${village.code}`)
    }
    await screen.tap('period-all')
    await screen.shot('periods')
    expect(await screen.isThere('period-dialog')).toBe(true)
  }, 180_000)

  test('what one who went away leaves behind', async () => {
    const env = { MINGBAI_IDLE_SECONDS: '2', MINGBAI_IDLE_WARNING_SECONDS: '60' }
    const screen = await started({ data: world().afterQuarter, glass, env })
    await screen.tap('home-start')
    await screen.arrives('idle-dialog')
    await screen.shot('idle')
  })

  test('a kiosk that was just set up', async () => {
    const screen = await started({ data: world().provisioned, glass })
    await screen.arrives('home-empty')
    await screen.shot('home-empty')
    await screen.openStaffDoor()
    await screen.shot('pin-first')
  })

  test('what a clerk sees', async () => {
    const screen = await started({ data: world().beforeQuarter, glass })
    await screen.call('setFirstPin', { pin })
    await screen.call('lock', {})
    await screen.openStaffDoor()
    await screen.shot('pin')
    await screen.typePin('111111')
    await screen.sees('密码不对')
    await screen.shot('pin-wrong')
    await screen.typePin(pin)
    await screen.arrives('staff')
    await screen.shot('staff-no-pack')
    screen.put(world().packs.flipped)
    await screen.arrives('pack-0')
    await screen.shot('staff')
    await screen.tap('pack-0')
    await screen.arrives('update-refused')
    await screen.shot('update-refused')
    await screen.tap('update-dismiss')
    screen.put(world().packs.newest, '石桥镇2026年第三季度.mbpack')
    await screen.sees('石桥镇2026年第三季度.mbpack')
    await screen.tap('石桥镇2026年第三季度.mbpack')
    await screen.arrives('update-ready', 30_000)
    await screen.shot('update-preview')
    await lookThroughRisks(screen)
    await screen.tap('update-apply')
    await screen.arrives('update-applied', 60_000)
    await screen.shot('update-applied')
    await screen.tap('nav-back')
    await screen.tap('staff-history')
    await screen.shot('history')
    await screen.tap('nav-back')
    await screen.tap('staff-device')
    await screen.shot('device')
  }, 180_000)
})
