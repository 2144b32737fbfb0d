// A picture of every state of an update in test/e2e/screens/, on three glasses and in two sizes of text; nothing is cut.
// The states are told to the real page by its real machine, which for the picture's sake says what the test wants.
import { afterEach, describe, expect, test } from 'vitest'
import { refusalOrder, tellInstead } from './told-states.ts'
import { comesInAsStaff, kioskWith, landscape, portrait, world } from './harness.ts'
import type { Kiosk } from './harness.ts'
import { checking, preview, refusedStates, states } from './update-states.ts'

const pin = '246810'

let kiosk: Kiosk | null = null
afterEach(async () => {
  await kiosk?.close()
  kiosk = null
})

/**
 * What is wider than its place, and what lies outside of the glass or under something else. A closing mark at the
 * end of a line is set at half its width (text-spacing-trim), which scrollWidth counts whole: half a letter is forgiven.
 */
const cut = `(() => {
  const blank = (each) => /[，。、；：？！）》」』】]/.test(each.textContent) ? parseFloat(getComputedStyle(each).fontSize) / 2 : 0
  const seen = [...document.querySelectorAll('main *, nav *')].filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest('[inert]'))
  const names = (each) => (each.dataset.testid ?? '') + ' ' + (each.textContent ?? '').slice(0, 30)
  const wide = seen.filter((each) => each.scrollWidth > each.clientWidth + 1 + blank(each) && each.clientWidth > 0 && getComputedStyle(each).display !== 'inline')
  const out = seen.filter((each) => { const box = each.getBoundingClientRect(); return box.width > 0 && (box.bottom > innerHeight + 1 || box.right > innerWidth + 1 || box.top < -1 || box.left < -1) })
  const page = document.querySelector('[data-testid="flow-page"]')
  const room = page?.parentElement?.getBoundingClientRect()
  const over = page && room && page.getBoundingClientRect().bottom > room.bottom + 2 ? [page] : []
  return [...new Set([...wide, ...out, ...over].map(names))].slice(0, 8)
})()`

async function toFirstPage(screen: Kiosk): Promise<void> {
  while (
    (await screen.isThere('page-prev')) &&
    (await screen.page.getByTestId('page-prev').first().isEnabled())
  )
    await screen.tap('page-prev')
}

describe.each([
  ['portrait', portrait],
  ['landscape', landscape],
  ['small', { size: '1366x768', inches: '15.6' }],
])('%s', (_name, glass) => {
  test('every state of an update can be read whole', async () => {
    const screen = await kioskWith({ data: world().afterQuarter, glass })
    kiosk = screen
    await comesInAsStaff(screen, pin)
    screen.put(world().packs.withdrawing)
    await screen.tap('pack-0')
    await screen.arrives('update-ready', 30_000)
    const tell = await tellInstead(screen)
    const faults: string[] = []
    const look = async (name: string) => {
      await screen.shot(`flow-${name}`)
      const found = await screen.page.evaluate<string[]>(cut)
      if (found.length > 0) faults.push(`${name}: ${found.join(' | ')}`)
    }
    for (const size of ['standard', 'huge'] as const) {
      await tell(states.copying)
      await screen.tap(`size-${size}`)
      for (const [name, state] of Object.entries(states)) {
        await tell(state)
        await look(`${size}-${name}`)
      }
      const every =
        size === 'standard' ? refusedStates : refusedStates.filter(([kind]) => refusalOrder.has(kind))
      for (const [kind, state] of every) {
        await tell(state)
        await look(`${size}-refused-${kind}`)
      }
      await tell(states.ready)
      for (const { kind } of preview.risks) {
        await toFirstPage(screen)
        await screen.reach(`risk-${kind}`)
        await screen.arrives(`risk-card-${kind}`)
        await look(`${size}-risk-${kind}`)
        await screen.tap('nav-back')
      }
      await toFirstPage(screen)
      await screen.reach(`preview-village-${preview.villages[1]?.code}`)
      await look(`${size}-village`)
      await screen.tap(`preview-type-${preview.villages[1]?.types[0]?.itemType}`)
      await look(`${size}-items`)
      await screen.tap('nav-back')
      await screen.tap('nav-back')
      await tell(states.applied)
      await screen.tap('update-check')
      for (const [name, results] of [
        ['begin', []],
        ['match', ['matches', 'matches', 'matches']],
        ['differ', ['matches', 'differs', null]],
      ] as const) {
        await tell(checking(...results))
        await look(`${size}-checks-${name}`)
      }
      // A sheet that is measured anew under the finger takes that touch with it, as from any hand.
      for (let touches = 0; touches < 3 && !(await screen.isThere('rollback-no')); touches++)
        await screen.tap('check-rollback')
      await look(`${size}-checks-question`)
      await screen.tap('rollback-no')
      await screen.tap('nav-back')
    }
    expect(faults).toEqual([])
  }, 400_000)
})
