// Whether the real page can draw what stands in a village's papers, in Chinese forms, and sets figures under each other.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kioskWith, world } from './harness.ts'
import type { Kiosk } from './harness.ts'
import { root } from './places.ts'
import { truth } from './truth.ts'

const [village = { code: '' }] = truth.villages
const standard = readFileSync(join(root, 'test/fixtures/characters/standard-8105.txt'), 'utf8').replaceAll(
  '\n',
  '',
)
/** On identity cards for eighty years, and on few machines: extensions A to G, and forms of old GBK fonts. */
const rare =
  '𠮷䶮㛃𬱟𬴃𪨶㐂龘嚞𫝈𬉼𬜯𬞟𫠬𬸚𫘝𬇙㵘㕶䴖𬭎𬬻𬭊𫟼𫓧𫄷𫍯𬤊𫖮𬳵𬶋㭎㮾㳇㴔㸃㼆㽏䃅䅟䓨䗖䗛䝙䥽䦃䲟䲠䲢䴗䴘䴙䶑𪩘𫚖𣲗𣸣'

let kiosk: Kiosk
beforeAll(async () => {
  kiosk = await kioskWith({ data: world().afterQuarter })
}, 120_000)
afterAll(() => kiosk?.close())

/** In parts: a page that is busy for long is taken for one that hangs, and is begun anew. */
async function undrawn(characters: string): Promise<string[]> {
  const all = [...characters]
  const found: string[] = []
  for (let at = 0; at < all.length; at += 300) found.push(...(await undrawnOf(all.slice(at, at + 300))))
  return found
}

/** Characters whose drawing is that of a character no font has; the families fetch their files when first asked. */
const undrawnOf = (characters: readonly string[]): Promise<string[]> =>
  kiosk.page.evaluate<string[]>(`(async () => {
    const family = getComputedStyle(document.body).fontFamily
    const characters = ${JSON.stringify(characters)}
    await document.fonts.load('24px ' + family, characters.join(''))
    await document.fonts.ready
    const canvas = new OffscreenCanvas(32, 32)
    const pen = canvas.getContext('2d', { willReadFrequently: true })
    pen.font = '24px ' + family
    const inkOf = (text) => {
      pen.clearRect(0, 0, 32, 32)
      pen.fillText(text, 2, 26)
      const { data } = pen.getImageData(0, 0, 32, 32)
      let ink = 0
      for (let at = 3; at < data.length; at += 4) ink = (Math.imul(ink, 31) + data[at]) | 0
      return ink
    }
    const nothing = new Set([inkOf('\\u{10fffd}'), inkOf('\\u{e0fff}'), inkOf(' ')])
    return characters.filter((each) => nothing.has(inkOf(each)))
  })()`)

test('all 8,105 characters of the national table and sixty rare ones are drawn (B09)', async () => {
  expect([...standard]).toHaveLength(8105)
  expect([...rare].length).toBeGreaterThan(50)
  // What no font has is found: a private place and one of no script.
  expect(await undrawn('\u{10fffd}\u{e0fff}')).toHaveLength(2)
  expect(await undrawn(standard)).toEqual([])
  expect(await undrawn(rare)).toEqual([])
}, 120_000)

test('characters have their Chinese forms (B10)', async () => {
  const page = await kiosk.page.evaluate<{ lang: string; families: string[] }>(
    `({ lang: document.documentElement.lang,
        families: [...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family.replaceAll('"', '')) })`,
  )
  expect(page.lang).toBe('zh-CN')
  // Our own files are cut from the simplified Chinese faces; none of a system is asked first.
  expect(page.families).toContain('Mingbai Sans')
  const first = await kiosk.page.evaluate<string>(`getComputedStyle(document.body).fontFamily`)
  expect(first).toMatch(/^"?Mingbai Sans/)
})

test('figures stand under each other, at the right of their column, with the unit in its head (B11)', async () => {
  for (const what of [
    'home-start',
    `village-${village.code}`,
    'category-finance',
    `entry-${village.code}.cash-ledger.2026Q3`,
  ])
    await kiosk.reach(what)
  await kiosk.tap('bookmark-table')
  const table = await kiosk.page.evaluate<{ head: string; ends: number[]; texts: string[] }[]>(`(() => {
    const shown = [...document.querySelectorAll('table')].find((each) => each.checkVisibility({ visibilityProperty: true }))
    const heads = [...shown.querySelectorAll('thead th')]
    // A heading and the sum span columns.
    const rows = [...shown.querySelectorAll('tbody tr')].filter((row) => !row.querySelector('th'))
    return heads.map((head, at) => {
      const cells = rows.map((row) => row.children[at]).filter((cell) => cell && /^-?[\\d,]+\\.\\d{2}$/.test(cell.innerText.trim()))
      const ends = cells.map((cell) => {
        const range = document.createRange()
        range.selectNodeContents(cell)
        return Math.round(range.getBoundingClientRect().right)
      })
      return { head: head.innerText, ends: [...new Set(ends)], texts: cells.map((cell) => cell.innerText.trim()) }
    }).filter(({ texts }) => texts.length > 2)
  })()`)
  expect(table.length).toBeGreaterThan(0)
  for (const { head, ends } of table) {
    expect(head).toContain('元')
    expect(ends, head).toHaveLength(1)
  }
  const widths = await kiosk.page.evaluate<number[]>(`(() => {
    const cell = [...document.querySelectorAll('td')].find((each) => each.checkVisibility({ visibilityProperty: true }) && /\\d\\.\\d{2}/.test(each.innerText))
    const probe = document.createElement('span')
    probe.style.position = 'absolute'
    cell.append(probe)
    const found = [...'0123456789'].map((digit) => { probe.textContent = digit.repeat(10); return probe.getBoundingClientRect().width })
    probe.remove()
    return found
  })()`)
  expect(new Set(widths.map((each) => each.toFixed(1))).size).toBe(1)
})

test('bars are as long as what they stand for, from nothing, eight at most, each with its words (E06, E07)', async () => {
  await kiosk.tap('nav-home')
  for (const what of ['home-start', `village-${village.code}`, 'village-summary']) await kiosk.reach(what)
  await kiosk.arrives('entry-sentence')
  const bars = await kiosk.page.evaluate<{ label: string; value: number; px: number; whole: number }[]>(`
    [...document.querySelectorAll('[data-testid="bar"]')].filter((each) => each.checkVisibility({ visibilityProperty: true })).map((each) => {
      const [label, track, figure] = each.children
      return { label: label.innerText, value: Number(figure.innerText.replaceAll(',', '')),
        px: track.firstElementChild.getBoundingClientRect().width, whole: track.clientWidth }
    })`)
  expect(bars.length).toBeGreaterThan(1)
  expect(bars.length).toBeLessThanOrEqual(8)
  const most = Math.max(...bars.map(({ value }) => value))
  for (const { label, value, px, whole } of bars) {
    expect(label).not.toBe('')
    expect(value).toBeGreaterThan(0)
    expect(Math.abs(px - Math.max(2, (value / most) * whole)), label).toBeLessThanOrEqual(1)
  }
})
