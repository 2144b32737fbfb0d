// Every villager screen, reached by taps alone, on every glass, at every size, in every way of looking.
// `npm run e2e -- crawl` walks a part in which every two of those meet, `npm run e2e -- crawl --all` all of it.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kioskWith } from './harness.ts'
import type { Kiosk } from './harness.ts'
import { emptyVillage, longName, longVillage, shortVillage } from './crawl/odd-township.ts'
import { learnLonger, speakLonger } from './crawl/long-words.ts'
import { everyWay, nameOf, pairwise, panels, type Panel, type Way } from './crawl/panels.ts'
import { walkFromHome, type Route } from './crawl/walk.ts'
import { root, screensFolder } from './places.ts'

const isAll = process.env['MINGBAI_CRAWL'] === 'all'
const ways = isAll ? everyWay : pairwise
const pictures = join(screensFolder, 'crawl')
const villages = new Map([
  [longVillage, longName],
  [shortVillage, '岭村'],
  [emptyVillage, '空山村'],
])

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingbai-crawl-'))
  mkdirSync(pictures, { recursive: true })
  execFileSync(process.execPath, [join(import.meta.dirname, 'crawl', 'odd-township.ts'), folder], {
    cwd: root,
    env: { ...process.env, MINGBAI_SQLITE_BINDING: '' },
  })
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each(panels.map((panel) => ({ panel, ...panel })))('$name: $inches inches, $size', ({ panel }) => {
  let kiosk: Kiosk
  beforeAll(async () => {
    const data = join(folder, panel.name)
    cpSync(join(folder, 'kiosk'), data, { recursive: true })
    await hangAt(data, panel)
    kiosk = await kioskWith({ data, asIs: true, glass: panel, env: { MINGBAI_IDLE_SECONDS: '3600' } })
    await learnLonger(kiosk)
  })
  afterAll(() => kiosk?.close())

  const here = ways.filter((way) => way.panel === panel)
  test.each(here.map((way) => ({ name: nameOf(way), way })))(
    '$name',
    async ({ way }) => {
      await chooseWay(kiosk, way)
      const walk = await walkFromHome({
        kiosk,
        route: isAll ? wholeRoute : shortRoute,
        pages: isAll ? 3 : 2,
        villages,
        other: false,
        picture: async (where) => {
          const file = `${nameOf(way)} ${where}`.replaceAll(/[^\w-]+/g, '-').replace(/-+$/, '')
          await kiosk.page.screenshot({ path: join(pictures, `${file}.jpg`), quality: 80, type: 'jpeg' })
        },
      })
      expect(walk.findings).toEqual([])
      const kinds = new Set(walk.seen.map((each) => each.split(' ')[0]))
      expect([...kinds].toSorted()).toEqual(everyScreen)
      for (const [screen, taps] of Object.entries(walk.depth))
        expect([screen, taps <= (partsOfAnItem.has(screen) ? 5 : 4)]).toEqual([screen, true])
    },
    600_000,
  )
})

const everyScreen = [
  'category',
  'entry',
  'eyes-dialog',
  'find',
  'groups',
  'home',
  'household',
  'names',
  'notices',
  'period-dialog',
  'photo',
  'row',
  'surnames',
  'terms',
  'village',
  'villages',
]

const entriesOf = (village: string, ...types: string[]) => types.map((each) => `entry-${village}.${each}`)

/** What is opened from an item belongs to it: a tap more (ux.md D10). */
const partsOfAnItem = new Set(['row', 'photo', 'terms'])

/** One of each kind of screen, with the content that is hardest to set. */
const shortButtons = new Set([
  'home-start',
  'home-notices',
  `village-${longVillage}`,
  'category-finance',
  'category-project',
  'category-social-assistance',
  ...entriesOf(
    longVillage,
    'posting-sheet.2026Q2',
    'cash-ledger.2026Q2',
    'dibao-list.2026Q2',
    'tender-notice.2026-06-30',
  ),
  'row-0',
  'entry-photos',
  'entry-terms',
  'village-household',
  'village-find',
  'choice-0',
])

const shortRoute: Route = (screen, button) =>
  shortButtons.has(button) ||
  (button === 'nav-eyes' && screen === 'home') ||
  (button === 'period-all' && screen === 'village')

const moreVillages = new Set([shortVillage, emptyVillage].map((code) => `village-${code}`))

const wholeRoute: Route = (screen, button) =>
  shortRoute(screen, button) ||
  moreVillages.has(button) ||
  button === 'home-figure' ||
  /^(category|entry|absent)-/.test(button) ||
  (button === 'period-all' && screen !== 'home')

/** What an installer sets once, through the machine's own doors; the page is then drawn with it from the start. */
async function hangAt(data: string, panel: Panel): Promise<void> {
  const installer = await kioskWith({ data, asIs: true, glass: panel })
  await installer.call('setFirstPin', { pin: '246810' })
  await installer.call('setLowerEdge', { lowerEdgeMm: panel.lowerEdgeMm })
  await installer.close()
}

/** From whatever the walk before has left, by taps. */
async function chooseWay(kiosk: Kiosk, way: Way): Promise<void> {
  await speakLonger(kiosk, way.language === 'long')
  if (await kiosk.isThere('nav-home')) await kiosk.tap('nav-home')
  if ((await kiosk.page.evaluate('document.documentElement.dataset.reach')) === 'low')
    await kiosk.tap('nav-reach')
  await kiosk.tap(`size-${way.size}`)
  await kiosk.tap(way.mode === 'contrast' ? 'contrast-high' : 'contrast-usual')
  if (way.mode === 'low' && (await kiosk.isThere('nav-reach'))) await kiosk.tap('nav-reach')
}
