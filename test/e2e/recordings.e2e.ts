// Recordings that came in a pack, played by the real Electron: before any voice, and where there is no voice at all.
import { createHash } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { openDesk } from '../../db/desk.ts'
import { setLanguage } from '../../db/language-switches.ts'
import { baseLanguage, type LanguageCode, type OtherLanguage } from '../../disclosure/languages.ts'
import { flacOf } from '../../township/recordings/flac.ts'
import { sentencesOf } from '../../township/recordings/pack-sentences.ts'
import { sentenceKey } from '../../township/recordings/sentence-key.ts'
import {
  importInto,
  kioskOf,
  openIn,
  packOf,
  posting,
  temporaryFolder,
  township,
  worldIn,
} from '../stand-ins/pack-world.ts'
import { giveVoice, texts } from './fake-voice.ts'
import { kioskWith } from './harness.ts'
import type { Kiosk } from './harness.ts'

let kiosk: Kiosk | null = null
let temporary: ReturnType<typeof temporaryFolder> | null = null
afterEach(async () => {
  await kiosk?.close()
  temporary?.[Symbol.dispose]()
  kiosk = temporary = null
})

/** Each sentence is a tone of its own length: a fifth of a second and more. */
function recordingOf(spoken: string, at: number) {
  const samples = Int16Array.from({ length: 3200 + at * 160 }, (_each, n) =>
    Math.round(6000 * Math.sin((n * 2 * Math.PI * 300) / 16_000)),
  )
  const bytes = flacOf({ rate: 16_000, samples })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { sentence: sentenceKey(spoken), sha256, type: 'audio/flac' as const, bytes, spoken }
}

const noted = `(() => {
  window.sounds = []
  const play = HTMLMediaElement.prototype.play
  HTMLMediaElement.prototype.play = function () {
    const sound = { src: this.src.split('/').pop(), ended: false, duration: 0, pausedAt: null }
    window.sounds.push(sound)
    this.addEventListener('ended', () => { sound.ended = true; sound.duration = this.duration })
    this.addEventListener('pause', () => (sound.pausedAt ??= performance.now()))
    return play.call(this)
  }
})()`

type Sound = { src: string; ended: boolean; duration: number; pausedAt: number | null }
const sounds = (of: Kiosk): Promise<Sound[]> => of.page.evaluate('window.sounds')

async function kioskWithRecordings(voices: string[], language: LanguageCode = baseLanguage) {
  temporary = temporaryFolder()
  const world = await worldIn(temporary.folder)
  const bare = await openIn(world, await packOf(world, 1, [posting()]))
  if (!bare.ok) throw new Error(bare.refusal.kind)
  const recorded = sentencesOf({ township, entries: bare.pack.entries }, language).map(recordingOf)
  const data = kioskOf(world)
  const applied = await importInto(data, await packOf(world, 2, [posting()], { recordings: recorded }))
  expect(applied).toMatchObject({ ok: true })
  if (language !== baseLanguage) switchOn(data, language)
  kiosk = await kioskWith({ data })
  await kiosk.page.addInitScript(noted)
  await giveVoice(kiosk, 30, voices)
  const soundOf = (spoken: string) => recorded.find((each) => each.spoken === spoken)?.sha256
  return { it: kiosk, soundOf }
}

function switchOn(data: string, language: OtherLanguage): void {
  const opened = openDesk(data)
  if (!opened.ok) throw new Error(opened.fault.kind)
  setLanguage(opened.desk, { language, on: true })
  opened.desk.close()
}

test('a machine without a Chinese voice and without recordings offers no button, and tells its staff', async () => {
  temporary = temporaryFolder()
  const world = await worldIn(temporary.folder)
  const data = kioskOf(world)
  await importInto(data, await packOf(world, 1, [posting()]))
  const it = (kiosk = await kioskWith({ data }))
  await giveVoice(it, 10, [])
  expect(await it.isThere('speech-read')).toBe(false)
  await it.openStaffDoor()
  await it.typePin('246810')
  await it.typePin('246810')
  await it.arrives('staff')
  await it.tap('staff-device')
  for (let turns = 0; turns < 6 && !(await it.isThere('speech-fault')); turns++) await it.tap('page-next')
  expect(await it.isThere('speech-fault')).toBe(true)
  expect(await it.isThere('speech-read')).toBe(false)
  await it.shot('speech-fault')
}, 120_000)

const silent = async (it: Kiosk) => {
  for (let n = 0; n < 400 && (await it.isThere('speech-bar')); n++) await it.page.waitForTimeout(50)
  expect(await it.isThere('speech-bar')).toBe(false)
}

test('without any voice the recorded sentences are heard to their end, and the others passed over', async () => {
  const { it, soundOf } = await kioskWithRecordings([])
  await it.tap('speech-read')
  await it.arrives('speech-bar')
  await silent(it)
  const heard = await sounds(it)
  expect(heard.map(({ src }) => src)).toEqual([
    soundOf('石桥镇村务公开，三个村的账，大家看'),
    soundOf('点这里，看我们村的账，轻轻碰一下就行'),
  ])
  expect(heard.every(({ ended, duration }) => ended && duration > 0.19)).toBe(true)
}, 120_000)

test('a recording goes before the voice, and 停 ends it within 200 ms', async () => {
  const { it, soundOf } = await kioskWithRecordings(['Microsoft Huihui'])
  await it.tap('home-start')
  await it.reach('village-990102100201')
  await it.reach('category-finance')
  await it.reach('entry-990102100201.posting-sheet.2026Q2')
  await it.tap('speech-read')
  await it.arrives('speech-bar')
  await silent(it)
  const heard = (await sounds(it)).map(({ src }) => src)
  for (const spoken of ['柳沟村，二零二六年第二季度', '收支公开榜', '支出三百元。'])
    expect(heard, spoken).toContain(soundOf(spoken))
  const voiced = await texts(it)
  expect(voiced).not.toContain('收支公开榜')
  expect(voiced.length).toBeGreaterThan(0)
  await it.page.evaluate(
    `window.sounds.length = 0, void addEventListener('pointerup', () => (window.liftedAt = performance.now()), { capture: true })`,
  )
  await it.tap('speech-read')
  await it.tap('speech-slow')
  await it.tap('speech-stop')
  const lifted = await it.page.evaluate<number>('window.liftedAt')
  const last = (await sounds(it)).at(-1)
  expect(last?.ended || (last?.pausedAt ?? Infinity) - lifted <= 200).toBe(true)
  expect(await it.isThere('speech-bar')).toBe(false)
}, 120_000)

test('a language that was recorded is heard from its recordings, though no machine has a voice for it', async () => {
  const { it, soundOf } = await kioskWithRecordings([], 'ug')
  await it.tap('nav-language')
  await it.tap('language-ug')
  await it.page.locator('html[lang="ug"]').waitFor()
  await it.tap('home-start')
  await it.reach('village-990102100201')
  await it.arrives('village')
  await it.tap('speech-read')
  await it.arrives('speech-bar')
  await it.shot('speech-recorded-ug')
  await silent(it)
  const heard = (await sounds(it)).map(({ src }) => src)
  // The period over the page and what the village took in: its own name is Chinese, and nobody recorded that.
  expect(heard).toContain(soundOf('ئىككى مىڭ يىگىرمە ئالتىنچى يىلى ئىككىنچى پەسىل'))
  expect(heard).toContain(soundOf('ئۈچ يۈز يۈەن خەجلەندى.'))
  expect(await texts(it)).toEqual([])
}, 120_000)
