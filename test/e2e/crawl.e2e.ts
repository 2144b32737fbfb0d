// Every villager screen, reached by taps alone, on every glass, at every size, in every way of looking.
// `npm run e2e -- crawl` walks a part in which every two of those meet, `npm run e2e -- crawl --all` all of it.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kioskWith } from './harness.ts'
import type { Kiosk } from './harness.ts'
import { emptyVillage, longName, longVillage, shortVillage } from './crawl/odd-township.ts'
import { beginAnew, learnLonger } from './crawl/long-words.ts'
import { everyWay, nameOf, pairwise, panels, type Panel, type Way } from './crawl/panels.ts'
import { walkFromHome, type InPlace, type Route, type Walk } from './crawl/walk.ts'
import { root, screensFolder } from './places.ts'

const isAll = process.env['MINGBAI_CRAWL'] === 'all'
const ways = isAll ? everyWay : pairwise
/** Nobody looks at a thousand pictures of a walk in CI: there, those of screens with something to find. */
const keepsPictures = !process.env['CI']
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
  const run = (...program: string[]) =>
    execFileSync(process.execPath, program, {
      cwd: root,
      env: { ...process.env, MINGBAI_SQLITE_BINDING: '' },
    })
  run(join(import.meta.dirname, 'crawl', 'odd-township.ts'), folder)
  const data = ['--data', join(folder, 'kiosk')]
  run(join(root, 'electron', 'kiosk-command.ts'), ...data, 'language', 'ug=on')
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
    // Never a second try: what is cut once in two walks is cut.
    { timeout: 600_000, retry: 0 },
    async ({ way }) => {
      await chooseWay(kiosk, way)
      const walk = await walkFromHome({
        kiosk,
        route: isAll ? wholeRoute : shortRoute,
        // Within reach less stands on a page: what opens from an item's second comes on its third.
        pages: isAll || way.mode === 'low' ? 3 : 2,
        inPlace,
        villages,
        other: way.language === 'ug',
        moves: way.mode === 'usual',
        picture: async (where, found) => {
          if (!found && !keepsPictures) return
          const path = join(pictures, `${fileOf(`${nameOf(way)} ${where}`)}.jpg`)
          await kiosk.page.screenshot({ path, quality: 80, type: 'jpeg' })
        },
      })
      // Beside the pictures, for one who looks at them while other walks go on.
      writeFileSync(join(pictures, `${fileOf(nameOf(way))}.txt`), toldOf(walk))
      expect(walk.findings).toEqual([])
      const kinds = new Set(walk.seen.map((each) => each.split(' ')[0]))
      expect([...kinds].toSorted()).toEqual(everyScreen)
      for (const [screen, taps] of Object.entries(walk.depth))
        expect([screen, taps <= mostTaps(screen)]).toEqual([screen, true])
    },
  )
})

const fileOf = (words: string): string => words.replaceAll(/[^\w-]+/g, '-').replace(/-+$/, '')

const toldOf = ({ findings, seen }: Walk): string =>
  [`${findings.length} to mend`, ...findings, '', `${seen.length} seen`, ...seen, ''].join('\n')

const everyScreen = [
  'call-dialog',
  'category',
  'charts',
  'codes',
  'entry',
  'eyes-dialog',
  'find',
  'first',
  'groups',
  'help',
  'home',
  'household',
  'language-dialog',
  'names',
  'notices',
  'period-dialog',
  'photo',
  'row',
  'surnames',
  'takeaway',
  'terms',
  'village',
  'villages',
]

const entriesOf = (village: string, ...types: string[]) => types.map((each) => `entry-${village}.${each}`)

/** To an item four taps, to what is opened from it one more; group, surname and name lead to a household (ux.md D10, D11). */
const mostTaps = (screen: string): number =>
  tapsBeyond.get(screen) ?? (['surnames', 'names', 'household'].includes(screen) ? 6 : 4)

/** A household's page is taken home in two taps more; with each of these screens help is one. */
const tapsBeyond = new Map([
  ...['row', 'photo', 'terms', 'charts'].map((screen) => [screen, 5] as const),
  ['takeaway', 7],
  ['codes', 8],
  ['help', 7],
])

/** One of each kind of screen, with the content that is hardest to set. */
const shortButtons = new Set([
  'home-first',
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
  'entry-document-1',
  'open-takeaway',
  'takeaway-codes',
  'entry-terms',
  'charts-trend',
  'charts-parts',
  'village-household',
  'village-find',
  'choice-0',
])

/** Help says something else on each screen, in the same form. */
const helpedScreens = new Set(['home', 'entry', 'find', 'household'])

/** What stands where something else stood: the steps of a first visit, a picture enlarged, letters and what they find. */
const inPlace: Readonly<Record<string, readonly InPlace[]>> = {
  first: [
    { now: 'second', touch: ['first-next'] },
    { now: 'third', touch: ['first-next'] },
  ],
  photo: [
    { now: 'enlarged', touch: ['photo-larger', 'photo-larger', 'photo-right', 'photo-down'] },
    { now: 'whole', touch: ['photo-whole'] },
  ],
  charts: [{ now: 'table', touch: ['charts-other'] }],
  household: [
    { now: 'shielded', touch: ['household-shield'] },
    { now: 'open', touch: ['household-shield'] },
  ],
  find: [
    { now: 'some', touch: ['key-d'] },
    { now: 'none', touch: ['key-q', 'key-x', 'key-v', 'key-v', 'key-w'] },
    { now: 'digits', touch: ['key-clear', 'key-other', 'key-1', 'key-2'] },
    { now: 'pinyin', touch: ['key-clear', 'way-pinyin', 'key-d', 'key-i', 'key-b'] },
    { now: 'not pinyin', touch: ['key-clear', 'key-q', 'key-x', 'key-v'] },
  ],
}

const shortRoute: Route = (screen, button) =>
  shortButtons.has(button) ||
  (button === 'nav-help' && helpedScreens.has(screen)) ||
  (button === 'help-call' && screen === 'help') ||
  (/^nav-(eyes|language)$/.test(button) && screen === 'home') ||
  (button === 'period-all' && screen === 'village')

const moreVillages = new Set([shortVillage, emptyVillage].map((code) => `village-${code}`))

const wholeRoute: Route = (screen, button) =>
  shortRoute(screen, button) ||
  moreVillages.has(button) ||
  button === 'home-figure' ||
  (button === 'nav-help' && screen !== 'help') ||
  /^(category|entry|absent)-/.test(button) ||
  (button === 'period-all' && screen !== 'home')

/** What an installer sets once, through the machine's own doors; the page is then drawn with it from the start. */
async function hangAt(data: string, panel: Panel): Promise<void> {
  const installer = await kioskWith({ data, asIs: true, glass: panel })
  await installer.call('setFirstPin', { pin: '246810' })
  await installer.call('setLowerEdge', { lowerEdgeMm: panel.lowerEdgeMm })
  await installer.close()
}

async function chooseWay(kiosk: Kiosk, way: Way): Promise<void> {
  await beginAnew(kiosk, { longer: way.language === 'long' })
  await kiosk.tap(`size-${way.size}`)
  if (way.mode === 'contrast') await kiosk.tap('contrast-high')
  if (way.mode === 'low' && (await kiosk.isThere('nav-reach'))) await kiosk.tap('nav-reach')
  if (way.language !== 'ug') return
  await kiosk.tap('nav-language')
  await kiosk.tap('language-ug')
  await kiosk.page.locator('html[lang="ug"]').waitFor()
}
