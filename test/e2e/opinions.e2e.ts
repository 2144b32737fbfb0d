// 提意见 and 看答复 by touch: left without a name, closed at once, carried home on a stick, and answered by its number.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import stickWords from '../../assets/locales/zh-CN/sticks.json' with { type: 'json' }
import { isOpinionNumber } from '../../disclosure/opinion.ts'
import { readOpinionFile } from '../../pack/opinion-file.ts'
import { giveClock } from './fake-clock.ts'
import { giveVoice, texts } from './fake-voice.ts'
import { kioskWith, landscape, lookThroughRisks, portrait, world } from './harness.ts'
import type { Kiosk, Wishes } from './harness.ts'
import { firstReply, writeCell } from './opinion-sheet.ts'
import { program, townshipCommand } from './programs.ts'
import { caught, choosePrinter, standInPrinters } from './stand-in-printers.ts'
import { home, replyText } from './tasks/walk-township.ts'

const pin = '246810'
const small = { size: '1366x768', inches: '15.6' }

let folder = ''
let kiosk: Kiosk | null = null
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingbai-opinions-'))
  walkTownship()
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(async () => {
  await kiosk?.close()
  kiosk = null
})

function walkTownship(...args: string[]): void {
  program(join(import.meta.dirname, 'tasks', 'walk-township.ts'), folder, ...args)
}

const started = async (wishes: Wishes = {}) =>
  (kiosk = await kioskWith({ data: join(folder, 'kiosk'), ...wishes }))

async function toSay(it: Kiosk): Promise<void> {
  await it.tap('home-box')
  await it.tap('box-say')
  await it.arrives('say-village')
  // Eighteen villages are more than a page on a low glass.
  await it.reach(home.name)
  await it.arrives('say')
}

async function leave(it: Kiosk, reason = 'household-missing'): Promise<string> {
  await toSay(it)
  await it.reach(`say-${reason}`)
  await it.arrives('check-sentence')
  await it.tap('check-send')
  await it.arrives('said-number')
  return numberOn(it)
}

/** As a person says a number that is written down: one digit after the other. */
const spokenDigits = (number: string) =>
  [...number].map((digit) => '零一二三四五六七八九'[Number(digit)]).join('、')

const numberOn = async (it: Kiosk) =>
  (await it.page.getByTestId('said-number').filter({ visible: true }).first().innerText()).replace(/\s/g, '')

async function typeNumber(it: Kiosk, number: string): Promise<void> {
  for (const digit of number) await it.tap(`number-${digit}`)
  await it.tap('number-ok')
}

async function staffAt(it: Kiosk): Promise<void> {
  await it.openStaffDoor()
  await it.typePin(pin)
  await it.arrives('staff')
}

describe.each([
  ['portrait', portrait, 'standard'],
  ['portrait, largest text', portrait, 'huge'],
  ['landscape', landscape, 'standard'],
  ['landscape, largest text', landscape, 'huge'],
  ['small', small, 'standard'],
  ['small, largest text', small, 'huge'],
] as const)('pictures, %s', (_name, glass, size) => {
  test('every screen of it is looked at', async () => {
    const it = await started({ glass })
    const shot = (name: string) => it.shot(`opinion-${name}-${size}`)
    await it.tap('home-box')
    if (size !== 'standard') await it.tap(`size-${size}`)
    await it.arrives('box-say')
    await shot('box')
    await it.tap('box-say')
    await shot('village')
    await it.reach(home.name)
    await it.arrives('say')
    await shot('say')
    await it.reach('say-wrong-amount')
    await it.arrives('check-sentence')
    await shot('check')
    await it.tap('check-write')
    await it.arrives('say-words')
    await shot('hand')
    await it.tap('way-pinyin')
    for (const letter of 'xiulu') await it.tap(`key-${letter}`)
    await it.tap('candidate-1')
    await shot('pinyin')
    await it.tap('words-done')
    await it.arrives('check-sentence')
    await shot('check-words')
    await it.tap('check-send')
    await it.arrives('said')
    await shot('said')
    await it.tap('nav-home')
    await it.tap('home-box')
    await it.reach('box-replies')
    await it.arrives('replies')
    await shot('pad')
    await typeNumber(it, '12345678')
    await shot('pad-wrong')
    await it.tap('nav-home')
    await shot('home')
    await it.tap('home-start')
    await it.reach(`village-${home.code}`)
    await it.arrives('village-summary')
    await shot('village-page')
    await it.reach('village-box')
    await it.arrives('box-say')
  }, 180_000)
})

test('left without a name, put on a slip and said, carried home on a stick, answered by a pack and found by its number', async () => {
  const it = await started()
  await giveVoice(it, 15)
  await standInPrinters(it, [{ name: 'Slip', options: { 'printer-state': '3' } }])
  await choosePrinter(it, 'Slip', 'slip')
  const number = await leave(it)
  expect(isOpinionNumber(number)).toBe(true)
  // Printed on a slip.
  await it.tap('said-print')
  await it.arrives('print-printed', 60_000)
  expect((await caught(it)).pdfs).toHaveLength(1)
  await it.tap('speech-read')
  await expect.poll(async () => (await texts(it)).join('')).toContain(spokenDigits(number))
  await it.tap('nav-home')
  // The next person finds the start, and no number.
  expect(await it.text()).not.toContain(number.slice(0, 4))

  await it.tap('home-box')
  await it.tap('box-replies')
  const last = Number(number[7])
  await typeNumber(it, `${number.slice(0, 7)}${(last + 1) % 10}`)
  await it.arrives('replies-mistyped')
  await it.tap('number-del')
  await it.tap(`number-${last}`)
  await it.tap('number-ok')
  await it.arrives('reply-left')
  await it.shot('opinion-reply-waiting')
  await it.tap('nav-home')

  await staffAt(it)
  await it.sees('把回执和1条意见存到U盘')
  await it.reach('stick-receipt')
  await it.sees(stickWords.savedOpinions.replace('{{count}}', '1'))
  const [name = ''] = readdirSync(it.stickFolder).filter((each) => each.startsWith('mingbai-opinions-'))
  const file = readOpinionFile(readFileSync(join(it.stickFolder, name)))
  expect(file.ok && file.body.opinions.map((each) => each.number)).toEqual([number])
  // Through the township's own hands: opened with its key, answered in its sheet.
  const sheet = join(folder, '村民意见.xlsx')
  const key = join(folder, 'keys', 'township.key')
  const came = JSON.parse(townshipCommand('opinions', it.stickFolder, '--key', key, '--out', sheet)) as object
  expect(came).toMatchObject({ files: 1, added: 1 })
  writeCell(sheet, firstReply, replyText)
  walkTownship('reply', sheet)
  it.put(join(folder, 'reply.mbpack'))
  await it.tap('pack-0')
  await it.arrives('update-ready', 60_000)
  await lookThroughRisks(it)
  await it.tap('update-apply')
  await it.arrives('update-applied', 60_000)
  await it.tap('update-done')
  await it.tap('home-box')
  await it.arrives('box-counts')
  await it.tap('box-replies')
  await typeNumber(it, number)
  await it.arrives('reply-replied')
  await it.sees(replyText.slice(0, 9))
  await it.shot('opinion-reply-answered')
}, 240_000)

test('content without a key for opinions shows no way to leave one, and still says how to object', async () => {
  const it = (kiosk = await kioskWith({ data: world().afterQuarter }))
  await it.arrives('home-start')
  expect(await it.isThere('home-box')).toBe(false)
  expect(await it.call('leaveOpinion', { village: null, entry: null, reason: 'other', text: '' })).toEqual({
    ok: true,
    answer: { kind: 'not-kept', why: 'closed' },
  })
  await it.tap('home-start')
  await it.reach('village-990102100201')
  await it.arrives('village-summary')
  expect(await it.isThere('village-box')).toBe(false)
})

test('what is not taken in is said in words, and what was written is still there', async () => {
  const it = await started()
  for (let at = 0; at < 30; at++)
    await it.call('leaveOpinion', {
      village: home.code,
      entry: null,
      reason: 'other',
      text: `第${at}次`,
    })
  await toSay(it)
  await it.reach('say-other')
  await it.arrives('check-sentence')
  await it.tap('check-write')
  await it.tap('way-pinyin')
  for (const letter of 'xiulu') await it.tap(`key-${letter}`)
  await it.tap('candidate-1')
  // The way back keeps what was written as the key that says so does.
  await it.tap('nav-back')
  await it.tap('check-send')
  await it.arrives('opinion-not-kept')
  await it.sees('修路')
  await it.shot('opinion-not-kept')
}, 120_000)

// ux.md C12.
describe('whoever writes and stops', () => {
  async function writing(it: Kiosk): Promise<void> {
    await toSay(it)
    await it.reach('say-other')
    await it.arrives('check-sentence')
  }

  test('is asked after three minutes, and half a minute later nothing of it is left', async () => {
    const it = await started()
    const clock = await giveClock(it)
    await writing(it)
    await clock.jump(178)
    expect(await it.isThere('idle-dialog')).toBe(false)
    await clock.jump(3)
    await it.arrives('idle-dialog')
    await it.shot('opinion-idle')
    await clock.jump(31)
    await it.arrives('home-start')
    await toSay(it)
    expect(await it.isThere('say-kept')).toBe(false)
  }, 120_000)

  test('finds it again for five minutes, under the same item alone, if they have asked for it', async () => {
    const it = await started()
    const clock = await giveClock(it)
    await writing(it)
    await clock.jump(181)
    await it.tap('idle-later')
    await it.arrives('home-start')
    await clock.jump(240)
    await it.tap('home-box')
    await it.tap('box-say')
    await it.tap('安平村')
    await it.arrives('say')
    expect(await it.isThere('say-kept')).toBe(false)
    await it.tap('nav-home')
    await toSay(it)
    await it.tap('say-kept')
    await it.arrives('check-sentence')
    // Taken up once, it is not kept for the next.
    await it.tap('nav-home')
    await toSay(it)
    expect(await it.isThere('say-kept')).toBe(false)
    await it.reach('say-other')
    await clock.jump(181)
    await it.tap('idle-later')
    await it.arrives('home-start')
    await clock.jump(301)
    await toSay(it)
    expect(await it.isThere('say-kept')).toBe(false)
  }, 180_000)
})
