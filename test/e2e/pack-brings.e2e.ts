// What comes with a pack besides figures, on the glass: the pages of a PDF, and a township's own words in another language.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { madePdf } from '../stand-ins/made-pdf.ts'
import { kioskWith, portrait, type Kiosk } from './harness.ts'
import { root } from './places.ts'
import { kioskCommand, setUpKiosk, townshipCommand } from './programs.ts'
import { truth } from './truth.ts'

const [village = { name: '', code: '' }] = truth.villages
const quarter = '2026年第三季度'
const minutes = `${quarter}/附件/柳沟村村民代表会议记录.pdf`
const pages = 3
const ownBack = 'قايتىپ چىقىش'

const folder = mkdtempSync(join(tmpdir(), 'mingbai-brings-'))
const at = (...names: string[]) => join(folder, ...names)
let kiosk: Kiosk | null = null

beforeAll(() => {
  const sheets = join(root, 'test/fixtures/shiqiao')
  cpSync(join(sheets, '乡镇信息.xlsx'), at('sheets', '乡镇信息.xlsx'), { recursive: true })
  cpSync(join(sheets, quarter, '会议'), at('sheets', quarter, '会议'), { recursive: true })
  mkdirSync(at('sheets', quarter, '附件'))
  const page = (number: number) => ({
    words: [`page ${number} of the minutes`],
    picture: Buffer.alloc(64, number * 60),
  })
  writeFileSync(at('sheets', minutes), madePdf(Array.from({ length: pages }, (_, index) => page(index + 1))))
  writeFileSync(at('answers.json'), JSON.stringify({ picture: { [minutes]: 'show' } }))
  mkdirSync(at('words'))
  writeFileSync(
    at('words', 'ug.json'),
    JSON.stringify({ reviewed: true, words: { 'ui:nav.back': ownBack, 'ui:nav.home': '{{name}} not ours' } }),
  )
  townshipCommand('keys', '--out', at('keys'), '--code', '990102', '--name', '石桥镇')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(async () => {
  await kiosk?.close()
  kiosk = null
})

const build = () => {
  const signed = ['--key', at('keys', 'township.key'), '--sequence', '1', '--out', at('own.mbpack')]
  return townshipCommand(
    'build',
    at('sheets'),
    ...signed,
    '--answers',
    at('answers.json'),
    '--words',
    at('words'),
  )
}

test('a PDF is paged through on the glass, and a township’s own words stand where ours stood', async () => {
  // A word that asks for what ours is not given does not get into a pack.
  expect(build).toThrow()
  writeFileSync(at('words', 'ug.json'), JSON.stringify({ reviewed: true, words: { 'ui:nav.back': ownBack } }))
  build()
  setUpKiosk(at('data'), at('keys', 'township.pub'))
  kioskCommand(at('data'), 'import', at('own.mbpack'))
  kiosk = await kioskWith({ data: at('data'), glass: portrait })

  await kiosk.tap('home-start')
  if (await kiosk.isThere(`village-${village.code}`)) await kiosk.tap(`village-${village.code}`)
  await kiosk.arrives('village')
  await kiosk.reach('category-village-affairs')
  await kiosk.reach(`entry-${village.code}.resolutions.2026Q3`)
  await kiosk.reach('entry-document-0')
  await kiosk.arrives('photo-window')
  const shown: string[] = []
  for (let page = 1; page <= pages; page++) {
    await kiosk.page.waitForFunction(
      `[...document.querySelectorAll('[data-testid="photo-window"] img')].some((each) => each.complete && each.naturalWidth > 400)`,
    )
    shown.push((await kiosk.page.locator('[data-testid="photo-window"] img').getAttribute('src')) ?? '')
    await kiosk.sees(new RegExp(`第\\s*${page}\\s*页`))
    await kiosk.shot(`pdf-page-${page}`)
    if (page < pages) await kiosk.tap('page-next')
  }
  expect(new Set(shown).size).toBe(pages)
  expect(await kiosk.page.getByTestId('page-next').isDisabled()).toBe(true)

  await kiosk.tap('nav-home')
  // Read by somebody whose language it is, says the pack: nobody has to switch it on.
  await kiosk.tap('nav-language')
  await kiosk.tap('language-ug')
  await kiosk.page.locator('html[lang="ug"]').waitFor()
  await kiosk.tap('home-start')
  await kiosk.page.getByTestId('nav-back').filter({ visible: true }).waitFor()
  expect(await kiosk.page.getByTestId('nav-back').innerText()).toContain(ownBack)
  await kiosk.shot('own-words-ug')
}, 120_000)
