// A hand that knows nothing, at a villager's screen: whatever it touches, the staff's side stays shut (ux.md J01) and
// the machine goes on. A part of ux.md's ten thousand touches; all of them with MONKEY=10000.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kioskWith, world } from './harness.ts'
import type { Kiosk } from './harness.ts'
import { homeAgain, touchAtRandom } from './monkey.ts'

const taps = Number(process.env['MONKEY'] ?? 500)
const ofStaff = ['pin', 'staff', 'update', 'spot', 'history', 'device', 'clock', 'journal', 'checks']

let kiosk: Kiosk
beforeAll(async () => {
  kiosk = await kioskWith({ data: world().afterQuarter })
  await kiosk.call('setFirstPin', { pin: '246810' })
  await kiosk.call('lock', {})
}, 120_000)
afterAll(() => kiosk?.close())

test(
  `${taps} touches anywhere reach many screens of villagers, none of the staff's, and break nothing`,
  async () => {
    const faults: string[] = []
    kiosk.page.on('pageerror', (fault) => faults.push(fault.message))
    kiosk.page.on('crash', () => faults.push('the page crashed'))
    const { screens } = await touchAtRandom(kiosk.page, kiosk.touch, { taps, seed: 7 })
    const seen = [...screens.keys()]
    expect(seen.filter((each) => ofStaff.includes(each))).toEqual([])
    expect(seen).toEqual(expect.arrayContaining(['home', 'villages', 'village', 'category', 'entry']))
    expect(faults).toEqual([])
    expect(await kiosk.call('updateState', {})).toMatchObject({ ok: false })
    // And it still does what a villager wants.
    await homeAgain(kiosk.page)
    await kiosk.tap('home-start')
    await kiosk.arrives('villages')
  },
  Math.max(120_000, taps * 300),
)
