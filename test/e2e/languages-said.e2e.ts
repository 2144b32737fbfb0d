// Reading aloud in another language: by a voice of that language, Chinese names by a Chinese one, and else not at all.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { giveVoice, said } from './fake-voice.ts'
import { kioskWith, world, type Kiosk } from './harness.ts'
import { withLanguages } from './languages-on.ts'
import { truth } from './truth.ts'

const [village = { name: '', code: '' }] = truth.villages
const chinese = 'Microsoft Huihui'
const uyghur = { name: 'Uyghur espeak-ng', lang: 'ug' }
const korean = { name: 'Korean espeak-ng', lang: 'ko' }
const english = { name: 'English (America) espeak-ng', lang: 'en-US' }

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

async function speaking(voices: Parameters<typeof giveVoice>[2]): Promise<Kiosk> {
  kiosk = await kioskWith({ data: all.data })
  await giveVoice(kiosk, 5, voices)
  return kiosk
}
const choose = async (it: Kiosk, language: string) => {
  await it.tap('nav-language')
  await it.tap(`language-${language}`)
  await it.page.locator(`html[lang="${language}"]`).waitFor()
}
const toLedger = async (it: Kiosk) => {
  await it.tap('home-start')
  await it.reach(`village-${village.code}`)
  await it.reach('category-finance')
  await it.reach(`entry-${village.code}.cash-ledger.2026Q3`)
  await it.arrives('entry-total')
}

test.each([
  ['ug', uyghur, /\p{Script=Arabic}/u],
  ['ko', korean, /\p{Script=Hangul}/u],
  ['en', english, /[a-z]/i],
] as const)(
  '%s is read by its own voice, and what is Chinese in it by a Chinese one',
  async (language, voice, letters) => {
    const it = await speaking([chinese, uyghur, korean, english])
    await choose(it, language)
    await toLedger(it)
    await it.tap('speech-read')
    await it.arrives('speech-bar')
    await expect.poll(async () => (await said(it)).length, { timeout: 40_000 }).toBeGreaterThan(25)
    await it.shot(`speech-${language}`)
    const heard = await said(it)
    const own = heard.filter(({ lang }) => lang === voice.lang)
    const byChinese = heard.filter(({ lang }) => lang === 'zh-CN')
    expect(own.length + byChinese.length).toBe(heard.length)
    expect(own.length).toBeGreaterThan(10)
    expect(own.filter(({ text }) => /\p{Script=Han}|\p{N}/u.test(text) || !letters.test(text))).toEqual([])
    expect(byChinese.length).toBeGreaterThan(1)
    expect(byChinese.filter(({ text }) => !/^[\p{Script=Han}，。、！？]+$/u.test(text))).toEqual([])
    expect(byChinese.map(({ text }) => text).join()).toContain(village.name)
  },
  120_000,
)

test('without a voice of its own a language has no button, and a Chinese voice never reads it', async () => {
  const it = await speaking([chinese, korean])
  expect(await it.isThere('speech-read')).toBe(true)
  await choose(it, 'ug')
  expect(await it.isThere('speech-read')).toBe(false)
  await toLedger(it)
  expect(await it.isThere('speech-read')).toBe(false)
  expect(await said(it)).toEqual([])
}, 60_000)

test('where only Chinese has no voice, its names are passed over and the rest is heard', async () => {
  const it = await speaking([english])
  expect(await it.isThere('speech-read')).toBe(false)
  await choose(it, 'en')
  await toLedger(it)
  await it.tap('speech-read')
  await expect.poll(async () => (await said(it)).length, { timeout: 40_000 }).toBeGreaterThan(10)
  expect(
    (await said(it)).filter(({ lang, text }) => lang !== 'en-US' || /\p{Script=Han}/u.test(text)),
  ).toEqual([])
}, 60_000)

test('another language ends what is being read', async () => {
  const it = await speaking([chinese, english])
  await it.page.evaluate('void (window.fakeVoice.ms = 0)')
  await it.tap('speech-read')
  await it.arrives('speech-bar')
  await choose(it, 'en')
  await it.page.getByTestId('speech-bar').waitFor({ state: 'detached' })
  expect((await said(it)).every(({ lang }) => lang === 'zh-CN')).toBe(true)
}, 60_000)
