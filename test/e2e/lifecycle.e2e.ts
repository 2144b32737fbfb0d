// What becomes of an item after it was published, and of a kiosk whose clock is wrong: corrections, withdrawals, 今天是几号?
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  dibao,
  entry,
  packOf,
  passedOff,
  posting,
  row,
  villageCodes,
  worldIn,
} from '../stand-ins/pack-world.ts'
import type { World } from '../stand-ins/pack-world.ts'
import { dayFromTheDay } from '../stand-ins/the-day.ts'
import { comesInAsStaff, kioskWith, portrait } from './harness.ts'
import type { Kiosk } from './harness.ts'
import { kioskOfWorld } from './programs.ts'

const pin = '246810'
const small = { size: '1366x768', inches: '15.6' }
const [liugou] = villageCodes
const dibaoId = `${liugou}.dibao-list.2026Q2`
const reason = '名单里有不该公开的内容'

const folder = mkdtempSync(join(tmpdir(), 'mingbai-lifecycle-'))
let world: World
beforeAll(async () => {
  world = await worldIn(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let kiosk: Kiosk | null = null
afterEach(async () => {
  await kiosk?.close()
  kiosk = null
})

const dataWith = (name: string, packs: readonly string[]): string => kioskOfWorld(folder, name, packs)

let number = 0
const pack = (entries: Parameters<typeof packOf>[2], more: Parameters<typeof packOf>[3] = {}) =>
  packOf(world, ++number, entries, { issuedOn: dayFromTheDay(-3), ...more })

const households = (monthly: (at: number) => number, note: string | null = null) =>
  entry({
    itemType: 'dibao-list',
    correctionNote: note,
    rowsOf: Array.from({ length: 24 }, (_, at) =>
      row('dibao-list', {
        group: (at % 3) + 1,
        payee: `${'赵钱孙李周吴郑王'[at % 8]}${'甲乙丙'[at % 3]}${'一二三四五六七八'[at % 8]}`,
        householdSize: 3,
        beneficiaries: 1,
        monthly: monthly(at),
      }),
    ),
  })

const toCategory = async (screen: Kiosk, category: string) => {
  await screen.tap('home-start')
  await screen.reach(`village-${liugou}`)
  await screen.reach(category)
}

describe.each([
  ['portrait', portrait],
  ['landscape', small],
] as const)('%s', (_name, glass) => {
  test('a villager sees that an item was corrected, why, and what it said before', async () => {
    const note = '第二组的标准算错了'
    const packs = [
      await pack([households(() => 30_000), posting()]),
      await pack([households((at) => (at % 3 === 1 ? 36_000 : 30_000), note), posting({ expense: 31_000 })]),
    ]
    const screen = await kioskWith({ data: dataWith(`corrected-${glass.size}`, packs), glass })
    kiosk = screen
    await toCategory(screen, 'category-social-assistance')
    expect(await screen.text()).toContain('更正')
    await screen.shot('category-corrected')
    await screen.reach(`entry-${dibaoId}`)
    await screen.tap('bookmark-changes')
    await screen.shot('entry-changes')
    const text = await screen.textOfAllPages()
    for (const words of ['这一项改过1次', note, '7,200.00元', '7,680.00元', '有8条的数改了', '现在360.00元'])
      expect(text).toContain(words)
    await screen.tap('size-huge')
    await screen.tap('bookmark-changes')
    await screen.shot('entry-changes-huge')
    await screen.tap('nav-back')
    await screen.shot('category-corrected-huge')
    await screen.tap('nav-home')
    await screen.tap('size-standard')
    await toCategory(screen, 'category-finance')
    await screen.reach(`entry-${liugou}.posting-sheet.2026Q2`)
    expect(await screen.textOfAllPages()).toContain('没有说明原因')
  }, 180_000)

  test('what was taken back is one line with its reason, also when the clerk goes back to older content', async () => {
    const packs = [
      await pack([dibao({ payees: ['孙不该', '赵甲一'] }), posting()]),
      await pack([], { withdrawn: passedOff([dibaoId]), withdrawnReason: passedOff(reason) }),
    ]
    const screen = await kioskWith({ data: dataWith(`taken-${glass.size}`, packs), glass })
    kiosk = screen
    for (const round of ['new', 'old'] as const) {
      await toCategory(screen, 'category-social-assistance')
      const text = await screen.textOfAllPages()
      expect(text).toContain(`这一项已撤下：${reason}`)
      expect(text).not.toContain('孙不该')
      expect(await screen.isThere(`entry-${dibaoId}`)).toBe(false)
      if (round === 'old') break
      await screen.shot('category-withdrawn')
      await screen.tap('size-huge')
      await screen.shot('category-withdrawn-huge')
      await screen.tap('nav-home')
      await screen.tap('size-standard')
      await screen.call('setFirstPin', { pin })
      const history = await screen.call('history', {})
      const older = history.ok ? history.answer.at(-1) : undefined
      const back = await screen.call('rollBack', { generation: older?.generation ?? '' })
      expect(back).toMatchObject({ ok: true, answer: { ok: true } })
      await screen.call('lock', {})
    }
  }, 180_000)

  test('a clock that cannot be right is asked about before an import, and pages for villagers say no date', async () => {
    const data = dataWith(`clock-${glass.size}`, [await pack([posting()], { issuedOn: dayFromTheDay(200) })])
    const next = await pack([posting({ expense: 31_000 })], { issuedOn: dayFromTheDay(201) })
    const screen = await kioskWith({ data, glass })
    kiosk = screen
    expect(await screen.isThere('home-old')).toBe(false)
    await toCategory(screen, 'category-finance')
    expect(await screen.text()).not.toMatch(/周[一二三四五六日]/)
    await screen.tap('nav-home')
    await comesInAsStaff(screen, pin)
    await screen.tap('staff-device')
    await screen.reach('device-clock')
    await screen.arrives('clock-yes')
    await screen.tap('nav-back')
    await screen.tap('nav-back')
    screen.put(next)
    await screen.arrives('pack-0')
    await screen.tap('pack-0')
    await screen.arrives('clock-yes')
    await screen.shot('clock')
    const shown = Number((await screen.page.getByTestId('clock-hour').first().innerText()).replace(/\D/g, ''))
    await screen.tap('clock-hour-more')
    expect(await screen.page.getByTestId('clock-hour').first().innerText()).toContain(
      String((shown + 1) % 24),
    )
    await screen.tap('size-huge')
    await screen.shot('clock-huge')
    await screen.tap('clock-yes')
    await screen.arrives('update-ready', 30_000)
    await screen.tap('size-standard')
    await screen.arrives('update-ready', 30_000)
    const state = await screen.call('kiosk', {})
    expect(state).toMatchObject({ answer: { clock: { doubtful: false } } })
    const told = state.ok ? Date.now() + state.answer.clock.offsetMs : 0
    expect(new Date(told).toISOString().slice(0, 4)).toBe(dayFromTheDay(200).slice(0, 4))
    // The low sheet has no room for a date at all.
    if (glass === portrait) expect(await screen.text()).toMatch(/周[一二三四五六日]/)
  }, 180_000)
})
