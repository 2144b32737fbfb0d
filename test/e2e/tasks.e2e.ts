// ux.md's walk-through tasks 1 to 14, done by a finger on the glass with every tap counted: an item within four taps of
// home (D11), one's own household within six, and never deeper than four screens below home (D10).
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { isHere } from '../stand-ins/loop-stick.ts'
import { giveVoice, texts } from './fake-voice.ts'
import { kioskWith, portrait, world } from './harness.ts'
import type { Kiosk, Wishes } from './harness.ts'
import { withLanguages } from './languages-on.ts'
import { kioskCommand, program } from './programs.ts'
import { caught, choosePrinter, standInPrinters } from './stand-in-printers.ts'
import {
  dibaoHouseholds,
  farAway,
  guideTitle,
  home,
  hotline,
  oldMan,
  replyText,
  signer,
  villageNames,
} from './tasks/walk-township.ts'
import { truth } from './truth.ts'

const mostToAnItem = 4
const mostToAHousehold = 6
const money = `entry-${home.code}.posting-sheet.2026Q3`

/** A tenth of the times a villager has: 90 s, then 30 s of warning. */
const tenth = { MINGBAI_IDLE_SECONDS: '9', MINGBAI_IDLE_WARNING_SECONDS: '3' }

const noPoppler = isHere('pdftotext') ? null : 'needs pdftotext (apt-get install poppler-utils)'
if (noPoppler) console.warn(`NOT TESTED, what stands on the printed list of task 11: ${noPoppler}`)

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingbai-tasks-'))
  makeTownship(folder)
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function makeTownship(...args: string[]): void {
  program(join(import.meta.dirname, 'tasks', 'walk-township.ts'), ...args)
}

const kioskOfEighteen = (wishes: Wishes = {}): Promise<Kiosk> =>
  kioskWith({ data: join(folder, 'kiosk'), ...wishes })

/** One after the other, turning pages where it must; how many taps that was. */
async function way(kiosk: Kiosk, ...whats: string[]): Promise<number> {
  let taps = 0
  for (const what of whats) taps += await kiosk.reach(what)
  return taps
}

/** From a village by group, surname and name to what is public of one household. */
async function toHousehold(kiosk: Kiosk): Promise<number> {
  let taps = await way(kiosk, 'village-household')
  for (const [screen, word] of [
    ['groups', '3组'],
    ['surnames', '赵'],
    ['names', oldMan],
  ] as const) {
    await kiosk.arrives(screen)
    await kiosk.arrives('choice-0')
    const choices = await kiosk.page.evaluate<[id: string, words: string][]>(
      `[...document.querySelectorAll('[data-testid="${screen}"] [data-testid^="choice-"]')].map((each) => [each.dataset.testid, each.innerText])`,
    )
    const [chosen = ''] = choices.find(([, words]) => words.includes(word)) ?? []
    taps += await way(kiosk, chosen)
  }
  await kiosk.arrives('household-line')
  return taps
}

const startOver = async (kiosk: Kiosk) => {
  if (await kiosk.isThere('nav-home')) await kiosk.tap('nav-home')
}
const until = async (holds: () => Promise<boolean>, ms = 20_000): Promise<void> => {
  for (const end = Date.now() + ms; Date.now() < end; await pause(50)) if (await holds()) return
  throw new Error(`it did not come in ${ms} ms`)
}

describe('a villager alone in front of the glass', () => {
  let kiosk: Kiosk
  beforeAll(async () => {
    kiosk = await kioskOfEighteen()
    await giveVoice(kiosk, 15)
  }, 120_000)
  afterAll(() => kiosk?.close())
  beforeEach(() => startOver(kiosk))

  const toVillage = ['home-start', `village-${home.code}`]

  test('task 1: what the village spent this quarter and on what', async () => {
    const taps = await way(kiosk, ...toVillage)
    await kiosk.sees('2026年第三季度村里收了12万3千元。花了9万8千元。')
    await kiosk.sees('花得最多的是修路，6万2千元。')
    const toItem = taps + (await way(kiosk, 'village-summary'))
    await kiosk.arrives('entry-sentence')
    const glass = await kiosk.text()
    for (const each of ['花了9万8千元', '98,000.00', '修路', '62,000.00', '村干部报酬', '21,000.00'])
      expect(glass).toContain(each)
    await kiosk.shot('task-1')
    expect([taps, toItem]).toEqual([2, 3])
  })

  test('the newest figures on the first screen are the village’s own, and lead to it wherever they are touched (D01, D02)', async () => {
    for (const [across, down] of [
      [0.1, 0.1],
      [0.5, 0.5],
      [0.9, 0.9],
    ] as const) {
      const glass = await kiosk.text()
      for (const each of [
        home.name,
        '2026年第三季度',
        '12万3千元',
        '9万8千元',
        '45万6千元',
        '2026年10月10日',
      ])
        expect(glass).toContain(each)
      const box = await kiosk.page.getByTestId('home-figure').boundingBox()
      if (!box) throw new Error('there is no figure')
      const at = { x: Math.round(box.x + box.width * across), y: Math.round(box.y + box.height * down) }
      await kiosk.touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] })
      await kiosk.touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
      await kiosk.arrives('village')
      await kiosk.sees(home.name)
      await startOver(kiosk)
      await kiosk.arrives('home-figure')
    }
  })

  test('a sum that is not the one on the sheet is said openly, with both (E03)', async () => {
    await way(kiosk, ...toVillage, 'category-finance', `entry-${home.code}.cash-ledger.2026Q3`)
    await kiosk.arrives('entry-sentence')
    const glass = await kiosk.text()
    expect(glass).toContain('数不一致，请大家留意')
    expect(glass).toMatch(/表上印的是84,000\.00.*一条条加起来是83,000\.00/)
  })

  test('a keyboard or a scanner types into 找一找 as the letters do (F12)', async () => {
    await way(kiosk, ...toVillage, 'village-find')
    await kiosk.arrives('find')
    await kiosk.page.keyboard.type('GLJT', { delay: 30 })
    await kiosk.arrives(`found-${home.code}.senior-allowance.2026Q3`)
    await kiosk.page.keyboard.press('Backspace')
    await kiosk.sees('GLJ')
    await kiosk.tap('key-clear')
  })

  test('task 2: one who cannot read hears the sum', async () => {
    const taps = await way(kiosk, ...toVillage, 'village-summary', 'speech-read')
    await until(async () => (await texts(kiosk)).join('').includes('花了九万八千元'))
    expect(taps).toBeLessThanOrEqual(mostToAnItem)
    if (await kiosk.isThere('speech-stop')) await kiosk.tap('speech-stop')
  })

  test('task 3: the allowance of a man with a rare name, and nobody after him sees it', async () => {
    const taps = (await way(kiosk, ...toVillage)) + (await toHousehold(kiosk))
    const glass = await kiosk.textOfAllPages()
    expect(glass).toContain('高龄津贴')
    expect(glass).toContain('150.00')
    expect(taps).toBeLessThanOrEqual(mostToAHousehold)
    expect(await isDrawn(kiosk, '㐂')).toBe(true)
    await kiosk.shot('task-3')
    await kiosk.tap('household-clear')
    await kiosk.arrives('home')
    expect(await kiosk.isThere('nav-back')).toBe(false)
    expect(await kiosk.page.content()).not.toContain(oldMan)
    await way(kiosk, ...toVillage, 'village-household')
    await kiosk.arrives('groups')
    expect(await kiosk.page.content()).not.toContain(oldMan)
  })

  test('task 4: one village of eighteen by a trembling hand', async () => {
    await kiosk.tap('home-start')
    expect(await kiosk.isThere(`village-${farAway.code}`)).toBe(true)
    await trembling(kiosk, `village-${farAway.code}`)
    await kiosk.arrives('village')
    await pause(600)
    // The second touch of the same tremble has not chosen anything on the next screen.
    expect(await kiosk.isThere('village-summary')).toBe(true)
    await kiosk.sees(farAway.name)
  })

  test('the eighteen stand in the order of their sound, and only letters that begin one can be touched', async () => {
    await kiosk.tap('home-start')
    const pages = await kiosk.textOfAllPages()
    const seen = villageNames.toSorted((one, other) => pages.indexOf(one) - pages.indexOf(other))
    expect(seen).toEqual(villageNames)
    const letters = await kiosk.page.evaluate<string[]>(
      `[...document.querySelectorAll('[data-testid^="letter-"]')].filter((each) => each.checkVisibility({ visibilityProperty: true })).map((each) => each.innerText)`,
    )
    expect(['', [...'ACDGHLMNQSTWXYZ'].join('')]).toContain([...new Set(letters)].join(''))
  })

  test('task 5: the road cost too much: the voucher, who signed, whom to tell', async () => {
    const taps = await way(kiosk, ...toVillage, 'village-summary', 'bookmark-approval')
    expect(taps).toBe(mostToAnItem)
    const trust = await kiosk.textOfAllPages()
    expect(trust).toContain(signer)
    expect(trust).toContain('镇里审核')
    for (const phone of [hotline, '12388', '12345']) expect(trust).toContain(phone)
    await kiosk.tap('bookmark-approval')
    expect(await way(kiosk, 'entry-photos')).toBeLessThanOrEqual(2)
    await kiosk.arrives('photo')
    await kiosk.page.locator('img').filter({ visible: true }).first().waitFor()
    await kiosk.shot('task-5')
  })

  test('task 6: this quarter against the same one last year, in words', async () => {
    const taps = await way(kiosk, ...toVillage, 'village-summary', 'bookmark-compare')
    expect(taps).toBe(mostToAnItem)
    const words = await kiosk.textOfAllPages()
    expect(words).toContain('比去年同期多2万1千元。主要是修路。')
    expect(words).toContain('比上季度多5万3千元。主要是修路。')
  })

  test('task 7: the first task from a wheelchair, with every touch within reach', async () => {
    await kiosk.tap('nav-reach')
    expect(await kiosk.page.evaluate('document.documentElement.dataset.reach')).toBe('low')
    let taps = 1
    for (const what of [...toVillage, 'village-summary']) {
      await turnTo(kiosk, what)
      expect(await outOfReach(kiosk)).toEqual([])
      taps += await kiosk.reach(what)
    }
    await kiosk.arrives('entry-sentence')
    expect(await kiosk.text()).toContain('花了9万8千元')
    expect(await outOfReach(kiosk)).toEqual([])
    await kiosk.shot('task-7')
    await kiosk.tap('nav-reach')
    expect(taps).toBeLessThanOrEqual(mostToAHousehold)
  })

  test('task 9: with keys alone to the number of 低保 households, and heard', async () => {
    const before = (await texts(kiosk)).length
    for (const what of [...toVillage, 'category-social-assistance', `entry-${home.code}.dibao-list.2026Q3`])
      await byKeys(kiosk, what)
    await kiosk.sees(`全村有${dibaoHouseholds}户、3人领低保`)
    await byKeys(kiosk, 'speech-read')
    await until(async () => (await texts(kiosk)).slice(before).join('').includes('全村有三户'))
    await until(async () => !(await kiosk.isThere('speech-bar')))
  })

  test('task 10: 粮食补贴 without knowing a letter of pinyin', async () => {
    const taps = await way(
      kiosk,
      ...toVillage,
      'village-find',
      `found-${home.code}.grain-grower-subsidy.2026`,
    )
    await kiosk.arrives('entry')
    await kiosk.sees('全村4户领种粮补贴')
    expect(taps).toBeLessThanOrEqual(mostToAnItem)
  })

  test('task 11: what to bring for the disability card, and all of it on paper', async () => {
    const taps = await way(kiosk, ...toVillage, 'category-service-guide', guideTitle)
    await kiosk.arrives('entry')
    const papers = await kiosk.textOfAllPages()
    for (const each of ['带什么', '身份证', '户口簿', '一寸照片两张', '1号窗口'])
      expect(papers).toContain(each)
    expect(taps).toBeLessThanOrEqual(mostToAnItem)
    await standInPrinters(kiosk, [{ name: '窗口打印机' }])
    await choosePrinter(kiosk, '窗口打印机', 'slip')
    await way(kiosk, 'open-takeaway', 'takeaway-print')
    await kiosk.arrives('print-printed')
    const { pdfs, asked } = await caught(kiosk)
    expect(asked.map(({ deviceName }) => deviceName)).toEqual(['窗口打印机'])
    expect(pdfs).toHaveLength(1)
    if (noPoppler) return
    const file = join(folder, 'errand.pdf')
    writeFileSync(file, Buffer.from(pdfs[0] ?? '', 'base64'))
    const printed = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
    for (const each of ['身份证', '户口簿', '一寸照片两张', '1号窗口']) expect(printed).toContain(each)
  })

  test('task 12: says that a household is missing from a list, and two weeks later finds the reply by its number', async () => {
    const before = await way(kiosk, ...toVillage, 'category-social-assistance')
    const list = `entry-${home.code}.dibao-list.2026Q3`
    const taps = before + (await way(kiosk, list, 'bookmark-object', 'entry-say', 'say-household-missing'))
    await kiosk.sees(/低保.*：没有我家。/)
    await kiosk.tap('check-send')
    await kiosk.arrives('said-number')
    await kiosk.shot('task-12')
    const number = (
      await kiosk.page.getByTestId('said-number').filter({ visible: true }).innerText()
    ).replace(/\s/g, '')
    expect(taps + 1).toBeLessThanOrEqual(9)
    await kiosk.tap('nav-home')
    makeTownship(folder, 'reply', number)
    kioskCommand(kiosk.dataFolder, 'import', join(folder, 'reply.mbpack'))
    await kiosk.tap('home-box')
    // The machine looks every five seconds whether somebody has brought something.
    await kiosk.arrives('box-counts', 30_000)
    const back = 1 + (await way(kiosk, 'box-replies'))
    for (const digit of number) await kiosk.tap(`number-${digit}`)
    await kiosk.tap('number-ok')
    await kiosk.arrives('reply-replied')
    await kiosk.sees(replyText.slice(0, 9))
    // Besides the digits (F11).
    expect(back + 1).toBeLessThanOrEqual(4)
  })

  test('task 13: the amounts are hidden from one who looks over the shoulder, also from what is read aloud', async () => {
    await way(kiosk, ...toVillage)
    await toHousehold(kiosk)
    const whole = await kiosk.text()
    expect(whole).toMatch(/\d+\.\d{2}/)
    await kiosk.tap('household-shield')
    expect(await kiosk.text()).not.toMatch(/\d+\.\d{2}/)
    // Nor in names for screen readers, nor in what is measured unseen.
    expect(await kiosk.page.content()).not.toMatch(/\d+\.\d{2}元/)
    const before = (await texts(kiosk)).length
    await kiosk.tap('speech-read')
    await until(async () => !(await kiosk.isThere('speech-bar')))
    expect((await texts(kiosk)).slice(before).join('')).not.toMatch(/[一二三四五六七八九十百千万]元/)
    await kiosk.tap('household-clear')
  })
})

describe('one who stops in the middle', () => {
  let kiosk: Kiosk | null = null
  afterEach(async () => {
    await kiosk?.close()
    kiosk = null
  })

  test('task 14: comes back after 100 s and finds everything as it was', async () => {
    const it = (kiosk = await kioskOfEighteen({ env: tenth }))
    await way(it, 'home-start', `village-${home.code}`, 'category-finance', money)
    await it.tap('bookmark-table')
    const before = await it.text()
    await it.arrives('idle-dialog', 12_000)
    await it.tap('idle-stay')
    expect(await it.text()).toBe(before)
  })

  test('task 14: does not come back, and nothing of his is there for the next', async () => {
    const it = (kiosk = await kioskOfEighteen({ env: tenth }))
    await way(it, 'home-start', `village-${home.code}`)
    await toHousehold(it)
    await it.arrives('home', 20_000)
    expect(await it.page.content()).not.toContain(oldMan)
    expect(await it.isThere('nav-back')).toBe(false)
  })
})

test('a township of one village has nothing to choose (D05)', async () => {
  const alone = join(folder, 'alone')
  makeTownship(alone, 'alone')
  const kiosk = await kioskWith({ data: join(alone, 'kiosk') })
  try {
    await kiosk.tap('home-start')
    await kiosk.arrives('village')
    await kiosk.sees(home.name)
    await kiosk.tap('nav-back')
    await kiosk.arrives('home')
  } finally {
    await kiosk.close()
  }
})

describe('one who reads Uyghur', () => {
  let all: ReturnType<typeof withLanguages>
  let kiosk: Kiosk
  beforeAll(async () => {
    all = withLanguages(join(folder, 'kiosk'), ['ug'])
    kiosk = await kioskWith({ data: all.data, env: tenth })
  }, 120_000)
  afterAll(async () => {
    await kiosk?.close()
    all.forget()
  })
  const said = () => kiosk.page.evaluate<string>('document.documentElement.lang')

  test('task 8: chooses the language, finds the subsidies, and after him it is Chinese again', async () => {
    const taps =
      (await way(kiosk, 'nav-language', 'language-ug')) +
      (await way(kiosk, 'home-start', `village-${home.code}`, 'category-subsidy'))
    await kiosk.arrives('category')
    expect(await said()).toBe('ug')
    // The word of ug/ui.json for 补贴, in its own letters and from the right.
    expect(await kiosk.text()).toMatch(/\p{Script=Arabic}{4}/u)
    expect(await kiosk.page.evaluate('document.documentElement.dir')).toBe('rtl')
    await way(kiosk, `entry-${home.code}.grain-grower-subsidy.2026`)
    await kiosk.arrives('entry')
    await kiosk.shot('task-8')
    // Two taps more than in Chinese: the language.
    expect(taps + 1).toBeLessThanOrEqual(mostToAnItem + 2)
    await kiosk.arrives('home', 30_000)
    expect(await said()).toBe('zh-CN')
  })
})

describe('the sample township', () => {
  let kiosk: Kiosk
  const [richest = { name: '', code: '' }] = truth.villages
  beforeAll(async () => {
    kiosk = await kioskWith({ data: world().afterQuarter, glass: portrait })
  }, 120_000)
  afterAll(() => kiosk?.close())

  test('every item of the newest quarter is four taps from home (D11), at most (D10)', async () => {
    const far: string[] = []
    let items = 0
    await startOver(kiosk)
    const toVillage = await way(kiosk, 'home-start', `village-${richest.code}`)
    const categories = await shownOnAllPages(kiosk, 'category-')
    for (const { id: category, page } of categories) {
      const toCategory = toVillage + (await way(kiosk, category))
      expect(toCategory).toBe(toVillage + page + 1)
      for (const entry of await shownOnAllPages(kiosk, 'entry-')) {
        items++
        const taps = toCategory + entry.page + 1
        if (taps > mostToAnItem) far.push(`${entry.id}: ${taps}`)
      }
      await kiosk.tap('nav-back')
      await kiosk.arrives('village')
      while (await kiosk.isThere('page-prev')) {
        if (!(await kiosk.page.getByTestId('page-prev').first().isEnabled())) break
        await kiosk.tap('page-prev')
      }
    }
    expect(items).toBeGreaterThan(20)
    expect(far).toEqual([])
  }, 240_000)
})

/** Buttons by the beginning of their name, with the page of this screen on which each stands. */
async function shownOnAllPages(kiosk: Kiosk, start: string): Promise<{ id: string; page: number }[]> {
  const found = new Map<string, number>()
  for (let page = 0; ; page++) {
    await kiosk.isThere('nav-home')
    const here = await kiosk.page.evaluate<string[]>(
      `[...document.querySelectorAll('[data-testid^="${start}"]')].filter((each) => each.checkVisibility({ visibilityProperty: true }) && each.tagName === 'BUTTON').map((each) => each.dataset.testid)`,
    )
    for (const id of here) found.set(id, found.get(id) ?? page)
    const next = kiosk.page.getByTestId('page-next').filter({ visible: true })
    if ((await next.count()) === 0 || !(await next.first().isEnabled())) break
    await kiosk.tap('page-next')
  }
  return [...found].map(([id, page]) => ({ id, page }))
}

/** Turns pages until it is on the glass, without touching it. */
async function turnTo(kiosk: Kiosk, what: string): Promise<void> {
  for (let turns = 0; turns < 8 && !(await kiosk.isThere(what)); turns++) await kiosk.tap('page-next')
}

/** What can be touched now but not reached from a wheelchair. */
const outOfReach = (kiosk: Kiosk): Promise<string[]> =>
  kiosk.page.evaluate<string[]>(`(() => {
    const style = getComputedStyle(document.documentElement)
    const top = parseFloat(style.getPropertyValue('--band-top'))
    const bottom = innerHeight - parseFloat(style.getPropertyValue('--band-bottom'))
    return [...document.querySelectorAll('#page button:enabled')]
      .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest('[inert]'))
      .filter((each) => { const box = each.getBoundingClientRect(); return box.width > 0 && (box.top < top - 1 || box.bottom > bottom + 1) })
      .map((each) => each.dataset.testid ?? each.innerText)
  })()`)

/** Whether this character has a glyph of its own: .notdef is drawn the same for every character without one. */
const isDrawn = (kiosk: Kiosk, character: string): Promise<boolean> =>
  kiosk.page.evaluate<boolean>(`(() => {
    const inkOf = (text) => {
      const canvas = new OffscreenCanvas(80, 80)
      const pen = canvas.getContext('2d')
      pen.font = '48px ' + getComputedStyle(document.body).fontFamily
      pen.fillText(text, 8, 60)
      return pen.getImageData(0, 0, 80, 80).data.join()
    }
    const drawn = inkOf(${JSON.stringify(character)})
    return drawn !== inkOf('\\u{10ffff}') && drawn !== inkOf(' ')
  })()`)

/** Down, a slip of 5 mm, up, and the same again a tenth of a second later. */
async function trembling(kiosk: Kiosk, what: string): Promise<void> {
  const box = await kiosk.page.getByTestId(what).filter({ visible: true }).first().boundingBox()
  if (!box) throw new Error(`${what} has no place on the page`)
  const mm = await kiosk.page.evaluate<number>(
    `parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--mm'))`,
  )
  const at = { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) }
  const slipped = { x: at.x + Math.round(5 * mm), y: at.y + Math.round(2 * mm) }
  for (let touches = 0; touches < 2; touches++) {
    await kiosk.touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] })
    await kiosk.touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [slipped] })
    await kiosk.touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await pause(120)
  }
}

/** Tab until it is focused, visibly, then Enter; pages are turned by keys as well. */
async function byKeys(kiosk: Kiosk, what: string): Promise<void> {
  await kiosk.arrives(what)
  await kiosk.isThere(what)
  const focused = () =>
    kiosk.page.evaluate<{ id: string; ring: string }>(
      `({ id: document.activeElement?.dataset?.testid ?? '', ring: getComputedStyle(document.activeElement ?? document.body).outlineStyle })`,
    )
  for (let presses = 0; presses < 60; presses++) {
    await kiosk.page.keyboard.press('Tab')
    const { id, ring } = await focused()
    if (id !== what) continue
    expect(ring, `${what} shows no focus`).not.toBe('none')
    await kiosk.page.keyboard.press('Enter')
    return
  }
  throw new Error(`Tab does not lead to ${what}`)
}
