// Reading aloud in the real Electron, with a stand-in for the voice that writes down what it is given.
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { giveVoice, isSpeaking, said, takes, texts } from './fake-voice.ts'
import { kioskWith, portrait, world } from './harness.ts'
import type { Kiosk, Wishes } from './harness.ts'
import { truth } from './truth.ts'

const [village = { name: '', code: '' }] = truth.villages
const small = { size: '1366x768', inches: '15.6' }
const stumbles = /[^\p{L}\p{M}，。、！？]|\p{N}/u

let kiosk: Kiosk | null = null
afterEach(async () => {
  await kiosk?.close()
  kiosk = null
})

async function listener(ms: number, wishes: Wishes = {}): Promise<Kiosk> {
  kiosk = await kioskWith({ data: world().afterQuarter, ...wishes })
  await giveVoice(kiosk, ms)
  return kiosk
}

async function atEntry(of: Kiosk, category: string, type: string): Promise<void> {
  await of.tap('home-start')
  await of.reach(`village-${village.code}`)
  await of.reach(`category-${category}`)
  await of.reach(`entry-${village.code}.${type}.2026Q3`)
}

const until = async (holds: () => Promise<boolean>, ms = 20_000): Promise<void> => {
  for (const end = Date.now() + ms; Date.now() < end; await pause(50)) if (await holds()) return
  throw new Error(`it did not come in ${ms} ms`)
}
const isSilent = async (of: Kiosk) => !(await of.isThere('speech-bar'))

describe('reading aloud', () => {
  test('every screen of villagers has sentences, in their order, without a digit or a mark', async () => {
    const it = await listener(15)
    const read = async (): Promise<string[]> => {
      const before = (await texts(it)).length
      await it.tap('speech-read')
      await until(async () => (await texts(it)).length > before)
      await until(() => isSilent(it), 60_000)
      const now = (await texts(it)).slice(before)
      expect(now.filter((each) => stumbles.test(each))).toEqual([])
      return now
    }
    expect((await read()).join('')).toMatch(/村务公开.*最近公开.*收入.*点这里，看我们村的账/)
    await it.tap('home-notices')
    expect((await read())[0]).toContain('村务公开')
    await it.tap('nav-home')
    await it.tap('home-start')
    expect((await read()).join('')).toContain(village.name)
    await it.reach(`village-${village.code}`)
    expect((await read()).join('')).toMatch(/第三季度.*村里收了.*财务/)
    await it.reach('category-finance')
    expect((await read()).join('')).toContain('收支公开榜')
    await it.reach(`entry-${village.code}.posting-sheet.2026Q3`)
    const entry = (await read()).join('')
    expect(entry).toMatch(/收支公开榜.*村里收了.*元.*第一行.*制表|收支公开榜.*村里收了.*元.*第一行.*谁审过/)
  }, 240_000)

  test('the sentence is shown and marked where it stands, and pages turn by themselves', async () => {
    const it = await listener(60)
    await atEntry(it, 'finance', 'cash-ledger')
    await it.tap('speech-read')
    await it.arrives('speech-bar')
    const pages = new Set<string>()
    const marks = new Set<string>()
    await until(async () => {
      const seen = await it.page.evaluate<{ where: string; mark: string | null; sentence: string | null }>(
        `({ where: document.querySelector('[data-testid="page-where"]')?.innerText ?? '',
            mark: (document.querySelector('[data-saying]')?.dataset ?? {}).spoken ?? (document.querySelector('[data-saying]')?.dataset ?? {}).row ?? null,
            sentence: document.querySelector('[data-testid="speech-sentence"]')?.innerText ?? null })`,
      )
      pages.add(seen.where)
      if (seen.mark) marks.add(seen.mark)
      return pages.size >= 3 && [...marks].some((each) => each.startsWith('row '))
    }, 60_000)
    expect(marks).toContain('head')
    expect([...marks].some((each) => each.startsWith('row '))).toBe(true)
  }, 120_000)

  test('停 is silence within 200 ms, and so is leaving the screen', async () => {
    const it = await listener(0)
    await atEntry(it, 'finance', 'posting-sheet')
    await it.tap('speech-read')
    await it.arrives('speech-bar')
    await it.page.evaluate(
      `void addEventListener('pointerup', () => (window.liftedAt = performance.now()), { capture: true })`,
    )
    await it.tap('speech-stop')
    const [first] = await said(it)
    const lifted = await it.page.evaluate<number>('window.liftedAt')
    expect((first?.stoppedAt ?? Infinity) - lifted).toBeLessThanOrEqual(200)
    expect(await isSilent(it)).toBe(true)
    await it.tap('speech-read')
    await it.arrives('speech-bar')
    await it.tap('nav-back')
    expect(await isSpeaking(it)).toBe(false)
    const last = (await said(it)).at(-1)
    expect(
      (last?.stoppedAt ?? Infinity) - (await it.page.evaluate<number>('window.liftedAt')),
    ).toBeLessThanOrEqual(200)
  })

  test('names of a list are read only to somebody who asks for them', async () => {
    const it = await listener(15)
    await atEntry(it, 'social-assistance', 'dibao-list')
    await it.tap('speech-read')
    await it.arrives('speech-names', 40_000)
    const rows = await it.call('rows', { id: `${village.code}.dibao-list.2026Q3`, offset: 0, limit: 5 })
    const names = rows.ok
      ? rows.answer.rows.flatMap((row) =>
          row.filter(
            (cell) => typeof cell === 'string' && /^\p{Script=Han}[\p{Script=Han}*]{1,2}$/u.test(cell),
          ),
        )
      : []
    expect(names.length).toBeGreaterThan(0)
    const asSaid = names.map((name) => String(name).replaceAll('*', '某'))
    await until(() => isSilent(it), 60_000)
    const unasked = (await texts(it)).join('')
    expect(unasked).toContain('名字不念出来')
    expect(asSaid.filter((name) => unasked.includes(name))).toEqual([])
    // The first sentence lasts until the names are asked for.
    await takes(it, 0)
    await it.tap('speech-read')
    await it.tap('speech-names')
    await until(async () => (await texts(it)).some((each) => asSaid.some((name) => each.includes(name))))
  }, 150_000)

  test('slower and louder hold for the session and are forgotten with it', async () => {
    const it = await listener(0, { env: { MINGBAI_IDLE_SECONDS: '2', MINGBAI_IDLE_WARNING_SECONDS: '12' } })
    await it.tap('home-start')
    await it.tap('speech-read')
    await it.tap('speech-slow')
    await it.tap('speech-louder')
    await it.tap('speech-louder')
    // Each touch begins the sentence anew; the last one is heard a moment later.
    await expect
      .poll(async () => (await said(it)).at(-1), { timeout: 5000 })
      .toMatchObject({ rate: 0.7, volume: 1 })
    // While it speaks nobody is asked whether they are there, however long it takes.
    await pause(6000)
    expect(await it.isThere('idle-dialog')).toBe(false)
    await it.tap('speech-stop')
    await it.arrives('idle-dialog', 8000)
    await it.arrives('home', 20_000)
    expect(
      (await texts(it)).filter((each) => each.endsWith('秒。') || each === '十秒' || each === '五秒').length,
    ).toBeGreaterThan(1)
    await it.tap('speech-read')
    await it.arrives('speech-bar')
    expect((await said(it)).at(-1)).toMatchObject({ rate: 1 })
    expect((await said(it)).at(-1)?.volume).toBeCloseTo(0.6)
  }, 120_000)

  test.each([
    ['portrait', portrait],
    ['small', small],
  ])(
    'how it looks while it is read: %s',
    async (_name, glass) => {
      const it = await listener(0, { glass })
      await it.shot('speech-home')
      await it.tap('speech-read')
      await it.shot('speech-home-speaking')
      await it.tap('speech-stop')
      for (const size of ['standard', 'huge']) {
        await it.tap(`size-${size}`)
        await atEntry(it, 'finance', 'posting-sheet')
        await takes(it, 120)
        await it.tap('speech-read')
        await until(async () => (await texts(it)).some((each) => each.includes('村里收了')))
        await takes(it, 0)
        await it.shot(`speech-${size}`)
        await it.tap('nav-home')
      }
      await it.tap('size-standard')
      await atEntry(it, 'social-assistance', 'dibao-list')
      await it.tap('speech-read')
      await it.shot('speech-names')
      expect(await it.isThere('speech-names')).toBe(true)
    },
    180_000,
  )
})
