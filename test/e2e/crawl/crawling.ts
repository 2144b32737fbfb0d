// Every villager screen, reached by taps alone, on one glass, at every size, in every way of looking.
// `npm run e2e -- crawl` walks a part in which every two of those meet, `npm run e2e -- crawl --all` all of it.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kioskWith, type Kiosk } from '../harness.ts'
import { root, screensFolder } from '../places.ts'
import { beginAnew, learnLonger } from './long-words.ts'
import { emptyVillage, longName, longVillage, shortVillage } from './odd-township.ts'
import { everyWay, nameOf, pairwise, panelNamed, type Panel, type Way } from './panels.ts'
import { errand, everyScreen, inPlace, mostTaps, shortRoute, wholeRoute } from './route.ts'
import { walkFromHome, type Walk } from './walk.ts'

const isAll = process.env['MINGBAI_CRAWL'] === 'all'
const ways = isAll ? everyWay : pairwise
/** Nobody looks at a thousand pictures who did not ask for them: else, those of screens with something to find. */
const keepsPictures = process.env['MINGBAI_CRAWL_PICTURES'] === 'all'
const pictures = join(screensFolder, 'crawl')
const villages = new Map([
  [longVillage, longName],
  [shortVillage, '岭村'],
  [emptyVillage, '空山村'],
])

/** Each glass is a file of its own, so that several are walked at the same time. */
export function crawl(name: string): void {
  const panel = panelNamed(name)
  const here = ways.filter((way) => way.panel === panel)
  describe(`${panel.name}: ${panel.inches} inches, ${panel.size}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'mingbai-crawl-'))
    let kiosk: Kiosk
    beforeAll(async () => {
      mkdirSync(pictures, { recursive: true })
      kiosk = await hung(makeOddTownship(folder), panel)
    }, 120_000)
    afterAll(async () => {
      await kiosk?.close()
      rmSync(folder, { recursive: true, force: true })
    })
    test.each(here.map((way) => ({ name: nameOf(way), way })))(
      '$name',
      // Never a second try: what is cut once in two walks is cut.
      { timeout: 600_000, retry: 0 },
      ({ way }) => holdsOn(kiosk, way),
    )
  })
}

async function holdsOn(kiosk: Kiosk, way: Way): Promise<void> {
  await chooseWay(kiosk, way)
  const walk = await walkFromHome({
    kiosk,
    route: isAll ? wholeRoute : shortRoute,
    // Within reach less stands on a page: what opens from an item's second comes on its third.
    pages: isAll || way.mode === 'low' ? 3 : 2,
    inPlace,
    errand,
    villages,
    other: way.language === 'ug',
    moves: way.mode === 'usual',
    picture: async (where, isFaulty) => {
      if (!isFaulty && !keepsPictures) return
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
}

const fileOf = (words: string): string => words.replaceAll(/[^\w-]+/g, '-').replace(/-+$/, '')

const toldOf = ({ findings, seen }: Walk): string =>
  [`${findings.length} to mend`, ...findings, '', `${seen.length} seen`, ...seen, ''].join('\n')

/** A kiosk's data with the township nobody wishes to set in type; answers with their folder. */
function makeOddTownship(folder: string): string {
  const data = join(folder, 'kiosk')
  const run = (...program: string[]) =>
    execFileSync(process.execPath, program, {
      cwd: root,
      env: { ...process.env, MINGBAI_SQLITE_BINDING: '' },
    })
  run(join(import.meta.dirname, 'odd-township.ts'), folder)
  run(join(root, 'electron', 'kiosk-command.ts'), '--data', data, 'language', 'ug=on')
  return data
}

/** With what an installer sets once, through the machine's own doors; each walk draws the page with it from the start. */
async function hung(data: string, panel: Panel): Promise<Kiosk> {
  const kiosk = await kioskWith({ data, asIs: true, glass: panel, env: { MINGBAI_IDLE_SECONDS: '3600' } })
  await kiosk.call('setFirstPin', { pin: '246810' })
  await kiosk.call('setLowerEdge', { lowerEdgeMm: panel.lowerEdgeMm })
  await kiosk.call('lock', {})
  await learnLonger(kiosk)
  return kiosk
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
