// Whoever sees no colours, or a glass that has lost them: whatever a colour says stands in words as well (B08).
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { comesInAsStaff, kioskWith, world, type Kiosk } from './harness.ts'
import { program } from './programs.ts'
import { home } from './tasks/walk-township.ts'

const pin = '246810'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingbai-grey-'))
  program(join(import.meta.dirname, 'tasks', 'walk-township.ts'), folder)
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let kiosk: Kiosk | null = null
afterEach(async () => {
  await kiosk?.close()
  kiosk = null
})

type Coloured = { name: string; colour: string; words: string }

/** All that stands in a colour which means something, with the words that stand there too. */
const coloured = (it: Kiosk): Promise<Coloured[]> =>
  it.page.evaluate<Coloured[]>(`(() => {
    const probe = document.body.appendChild(document.createElement('i'))
    const meaning = Object.fromEntries(['ok', 'warn', 'red-bright', 'red-wash'].map((token) => {
      probe.style.color = 'var(--' + token + ')'
      return [getComputedStyle(probe).color, token]
    }))
    probe.remove()
    return [...document.querySelectorAll('#page *')].flatMap((each) => {
      if (!each.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return []
      const style = getComputedStyle(each)
      const above = getComputedStyle(each.parentElement)
      const edges = ['Top', 'Right', 'Bottom', 'Left'].filter((side) => parseFloat(style['border' + side + 'Width']) > 0)
      const colours = [style.backgroundColor, ...edges.map((side) => style['border' + side + 'Color'])]
      if (style.color !== above.color) colours.push(style.color)
      const found = colours.map((colour) => meaning[colour]).find(Boolean)
      if (!found) return []
      // A drawn sign is said by what stands beside it.
      const holder = each.closest('svg') ? each.closest('svg').parentElement : each
      return [{ name: each.dataset.testid ?? each.className.baseVal ?? each.className, colour: found, words: (holder.innerText || holder.parentElement.innerText).trim() }]
    })
  })()`)

/** A picture without colours, to be looked at; and nothing in it that only a colour says. */
async function grey(it: Kiosk, name: string): Promise<Coloured[]> {
  const found = await coloured(it)
  expect(found.filter(({ words }) => !/\p{L}/u.test(words))).toEqual([])
  await it.page.evaluate(`void (document.documentElement.style.filter = 'grayscale(1)')`)
  await it.shot(`grey-${name}`)
  await it.page.evaluate(`void (document.documentElement.style.filter = '')`)
  return found
}

test('on the way to an item whose sum is not that of its sheet', async () => {
  const it = await kioskWith({ data: join(folder, 'kiosk') })
  kiosk = it
  await grey(it, 'home')
  await it.tap('home-start')
  await it.reach(`village-${home.code}`)
  await it.arrives('village')
  await grey(it, 'village')
  await it.reach('category-finance')
  await it.arrives('category')
  await grey(it, 'category')
  await it.reach(`entry-${home.code}.cash-ledger.2026Q3`)
  await it.arrives('entry-differs')
  const marked = await grey(it, 'mismatch')
  expect(marked.find(({ name }) => name === 'entry-differs')?.words).toContain('数不一致')
}, 60_000)

test('in what a clerk sees: the preview of a pack, and how the machine is', async () => {
  const it = await kioskWith({ data: world().beforeQuarter })
  kiosk = it
  await comesInAsStaff(it, pin)
  await grey(it, 'staff')
  it.put(world().packs.newest)
  await it.arrives('pack-0')
  await grey(it, 'stick')
  await it.tap('pack-0')
  await it.arrives('update-ready', 30_000)
  await grey(it, 'preview')
  await it.call('dismissUpdate', {})
  await it.tap('nav-home')
  await it.openStaffDoor()
  await it.typePin(pin)
  await it.arrives('staff')
  await it.tap('staff-device')
  await it.arrives('lights')
  const lights = await grey(it, 'device')
  expect(lights.length).toBeGreaterThan(3)
  // Good and bad are not the same words.
  const told = await it.page.evaluate<[string, string][]>(
    `[...document.querySelectorAll('[data-testid="lights"] > div')].filter((each) => each.checkVisibility()).map((each) => [each.dataset.level, each.querySelector('dd').innerText])`,
  )
  const words = new Map(told)
  expect(words.size).toBeGreaterThan(0)
  expect(new Set(words.values()).size).toBe(words.size)
}, 120_000)
