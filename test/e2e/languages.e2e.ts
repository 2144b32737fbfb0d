// Other languages on the glass: chosen by touch, kept through the screens, right to left where they run so, forgotten after.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { withoutIsolates } from '../../renderer/language-rules.ts'
import { kioskWith, landscape, portrait, world, type Kiosk, type Wishes } from './harness.ts'
import { withLanguages } from './languages-on.ts'
import { root } from './places.ts'
import { truth } from './truth.ts'

const [village = { name: '', code: '' }] = truth.villages
const small = { size: '1366x768', inches: '15.6' }

let all: ReturnType<typeof withLanguages>
let kiosk: Kiosk | null = null
beforeAll(() => {
  all = withLanguages(world().afterQuarter, ['ug', 'ko', 'en'])
})
afterAll(() => all.forget())
afterEach(async () => {
  await kiosk?.close()
  kiosk = null
})
const started = async (wishes: Wishes) => (kiosk = await kioskWith({ data: all.data, ...wishes }))

const choose = async (screen: Kiosk, language: string) => {
  await screen.tap('nav-language')
  await screen.arrives('language-dialog')
  await screen.tap(`language-${language}`)
  await screen.page.locator(`html[lang="${language}"]`).waitFor()
}

const now = (screen: Kiosk) =>
  screen.page.evaluate<{ lang: string; dir: string }>(
    '({ lang: document.documentElement.lang, dir: document.documentElement.dir })',
  )

/** Left edge of what stands first and what stands after it. */
const leftOf = async (screen: Kiosk, testId: string): Promise<number> =>
  (await screen.page.getByTestId(testId).filter({ visible: true }).first().boundingBox())?.x ?? Number.NaN

describe.each([
  ['portrait', portrait],
  ['landscape', landscape],
  ['low', small],
] as const)('%s', (name, glass) => {
  test.each(['ug', 'ko', 'en'] as const)(
    '%s from home to an item and back, and Chinese again',
    async (language) => {
      const screen = await started({ glass })
      await screen.shot(`language-home-zh-${name}`)
      await screen.tap('nav-language')
      await screen.arrives('language-dialog')
      await screen.shot(`language-dialog-${name}`)
      await screen.tap('language-close')
      await choose(screen, language)
      expect(await now(screen)).toEqual({ lang: language, dir: language === 'ug' ? 'rtl' : 'ltr' })
      await screen.shot(`language-home-${language}-${name}`)
      await screen.tap('home-start')
      await screen.shot(`language-villages-${language}-${name}`)
      await screen.reach(`village-${village.code}`)
      await screen.arrives('village')
      await screen.shot(`language-village-${language}-${name}`)
      // The way back stands where one begins to read.
      const isBackFirst = (await leftOf(screen, 'nav-back')) < (await leftOf(screen, 'nav-home'))
      if (glass === portrait) expect(isBackFirst).toBe(language !== 'ug')
      await screen.reach('category-finance')
      await screen.arrives('category')
      await screen.shot(`language-category-${language}-${name}`)
      await screen.reach(`entry-${village.code}.cash-ledger.2026Q3`)
      await screen.arrives('entry')
      await screen.shot(`language-item-${language}-${name}`)
      await screen.tap('bookmark-table')
      await screen.shot(`language-table-${language}-${name}`)
      await screen.tap('bookmark-compare')
      await screen.shot(`language-compare-${language}-${name}`)
      await screen.tap('bookmark-object')
      await screen.shot(`language-object-${language}-${name}`)
      await screen.tap('nav-back')
      await screen.arrives('category')
      await screen.tap('nav-back')
      await screen.arrives('village')
      await screen.tap('nav-home')
      await screen.arrives('home')
      expect((await now(screen)).lang).toBe(language)
      await choose(screen, 'zh-CN')
      expect(await now(screen)).toEqual({ lang: 'zh-CN', dir: 'ltr' })
    },
  )
})

test('whoever leaves takes the language along: the next one finds Chinese', async () => {
  const screen = await started({
    env: { MINGBAI_IDLE_SECONDS: '3', MINGBAI_IDLE_WARNING_SECONDS: '3' },
  })
  await choose(screen, 'ug')
  await screen.tap('home-start')
  await screen.arrives('idle-dialog', 8000)
  await screen.shot('language-idle-ug')
  await screen.arrives('home', 8000)
  expect(await now(screen)).toEqual({ lang: 'zh-CN', dir: 'ltr' })
  // Home itself is left alone as well.
  await choose(screen, 'en')
  await screen.arrives('idle-dialog', 8000)
  await screen.sees('点这里，看我们村的账')
})

test('figures, dates and telephone numbers keep their order in a page that runs to the left', async () => {
  const screen = await started({})
  await choose(screen, 'ug')
  await screen.tap('home-start')
  await screen.reach(`village-${village.code}`)
  await screen.reach('category-finance')
  await screen.reach(`entry-${village.code}.cash-ledger.2026Q3`)
  await screen.arrives('entry-total')
  // Digit by digit from left to right, where each is drawn.
  const places = await screen.page.evaluate<number[]>(
    `(() => { const text = document.querySelector('[data-testid="entry-total"]').firstChild; const range = document.createRange(); return [...text.data].flatMap((digit, at) => { if (!/[0-9,.]/.test(digit)) return []; range.setStart(text, at); range.setEnd(text, at + 1); return [range.getBoundingClientRect().left] }) })()`,
  )
  expect(places.length).toBeGreaterThan(6)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  const marked = await screen.page.evaluate<string[]>(
    `[...document.querySelectorAll('[data-testid="bar"] [lang="zh-CN"]')].map((each) => each.textContent)`,
  )
  expect(marked.length).toBeGreaterThan(3)
  const unmarked = await screen.page.evaluate<string[]>(
    `[...document.querySelectorAll('#page *')].filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && /^[^\\u0600-\\u06ff]*[\\u4e00-\\u9fff][^\\u0600-\\u06ff]*$/.test(node.data)) && each.closest('[lang]').lang !== 'zh-CN').map((each) => each.textContent)`,
  )
  expect(unmarked).toEqual([])
})

test('a language is off until staff turn it on, and staff read Chinese', async () => {
  const screen = await started({ data: world().afterQuarter })
  expect(await screen.isThere('nav-language')).toBe(false)
  await screen.openStaffDoor()
  await screen.typePin('222222')
  await screen.typePin('222222')
  await screen.arrives('staff')
  await screen.tap('staff-device')
  await screen.reach('language-on-ug')
  await screen.sees('译文还没有人审过')
  // Nor can it be heard here: no test machine has a voice.
  await screen.sees('机器没有这种声音')
  await screen.shot('language-switches')
  await screen.tap('nav-home')
  await screen.arrives('home')
  await choose(screen, 'ug')
  await screen.openStaffDoor()
  await screen.arrives('pin')
  expect(await now(screen)).toEqual({ lang: 'zh-CN', dir: 'ltr' })
})

test('words that a language lacks stand in Chinese, are marked as Chinese, and are counted in the log (H10)', async () => {
  const screen = await started({})
  // The words of most screens, as if nobody had translated them.
  await screen.app.evaluate(
    ({ BrowserWindow }, page) => {
      const protocol = BrowserWindow.getAllWindows()[0]?.webContents.session.protocol
      const { readFileSync: read } = process.getBuiltinModule('node:fs')
      const types: Record<string, string> = { js: 'text/javascript', css: 'text/css', html: 'text/html' }
      protocol?.unhandle('app')
      protocol?.handle('app', ({ url }) => {
        const { pathname } = new URL(url)
        if (/\/ui-[\w-]+\.js$/.test(pathname)) return new Response(null, { status: 404 })
        const type = types[pathname.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
        return new Response(read(page + pathname), { headers: { 'Content-Type': type } })
      })
    },
    join(root, 'dist/renderer'),
  )
  // A page that is there goes on with what it was begun with.
  await screen.page.reload()
  await screen.arrives('home')
  await choose(screen, 'ug')
  await screen.tap('home-start')
  await screen.arrives('villages')
  const back = await screen.page.evaluate<{ words: string; lang: string }>(
    `(() => { const words = [...document.querySelectorAll('[data-testid="nav-back"] *')].find((each) => each.childElementCount === 0 && each.textContent.trim()); return { words: words.textContent, lang: words.closest('[lang]').lang } })()`,
  )
  expect({ ...back, words: withoutIsolates(back.words) }).toEqual({ words: '返回', lang: 'zh-CN' })
  expect(await screen.text()).not.toMatch(/nav\.|villages\./)
  await screen.tap('nav-home')
  await choose(screen, 'zh-CN')
  const log = () => readFileSync(join(screen.dataFolder, 'logs', 'machine.jsonl'), 'utf8')
  await expect.poll(log, { timeout: 10_000 }).toMatch(/words-missing[^\n]*"language":"ug"/)
  const count = Number(/words-missing[^\n]*"count":(\d+)/.exec(log())?.[1])
  expect(count).toBeGreaterThan(5)
})
