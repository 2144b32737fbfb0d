// What a villager sees of what is not there: not yet due, overdue with its day, a whole quarter that did not come.
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { dibao, entry, packOf, posting, villageCodes, worldIn } from '../stand-ins/pack-world.ts'
import { dayFromTheDay } from '../stand-ins/the-day.ts'
import { giveClock } from './fake-clock.ts'
import { kioskWith, portrait } from './harness.ts'
import type { Kiosk } from './harness.ts'
import { kioskOfWorld } from './programs.ts'

const small = { size: '1366x768', inches: '15.6' }
const [liugou, shiqiaotou] = villageCodes

const folder = mkdtempSync(join(tmpdir(), 'mingbai-duties-'))
let pack = ''
let packAhead = ''
beforeAll(async () => {
  const world = await worldIn(folder)
  const entries = [
    posting({ period: '2026Q3', publishedOn: '2026-10-24' }),
    posting({ period: '2026Q2' }),
    dibao({ payees: ['赵甲一', '钱乙二'], period: '2026Q2' }),
    entry({
      itemType: 'resolutions',
      period: '2026Q3',
      rowsOf: [],
      publishedOn: null,
      declaredNil: { by: '张秀英', on: '2026-10-12' },
    }),
    posting({ period: '2026Q2', villageCode: shiqiaotou }),
  ]
  pack = await packOf(world, 1, entries, { issuedOn: dayFromTheDay(-3) })
  packAhead = await packOf(world, 2, entries, { issuedOn: dayFromTheDay(200) })
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let kiosk: Kiosk | null = null
afterEach(async () => {
  await kiosk?.close()
  kiosk = null
})

function dataWith(name: string, file: string): string {
  const data = join(folder, name)
  // Once more after a test that failed: the world is the same.
  return existsSync(data) ? data : kioskOfWorld(folder, name, [file])
}

const noon = (day: string) => new Date(`${day}T12:00:00`)

async function toVillage(screen: Kiosk, code: string): Promise<void> {
  await screen.tap('home-start')
  await screen.reach(`village-${code}`)
}

describe.each([
  ['portrait', portrait],
  ['landscape', small],
] as const)('%s', (_name, glass) => {
  test('what should be public and is not is counted, and stands with its day where the item would', async () => {
    const screen = await kioskWith({ data: dataWith(`overdue-${glass.size}`, pack), glass })
    kiosk = screen
    await giveClock(screen, noon('2026-10-26'))
    await toVillage(screen, liugou)
    await screen.shot('village-missing')
    const village = await screen.textOfAllPages()
    // Five of the accounts and the 低保 list; that no meeting was held is declared, and projects may well be none.
    for (const words of ['还差6项没公开', '1项 · 还差5项', '还差1项']) expect(village).toContain(words)
    await screen.tap('nav-home')
    await toVillage(screen, liugou)
    await screen.tap('size-huge')
    await screen.shot('village-missing-huge')
    await screen.reach('category-finance')
    await screen.shot('category-overdue-huge')
    await screen.tap('size-standard')
    await screen.shot('category-overdue')
    const finance = await screen.textOfAllPages()
    expect(finance.match(/应该10月15日前公开，还没有/g)?.length).toBeGreaterThanOrEqual(5)
    await screen.tap('nav-home')
    await toVillage(screen, liugou)
    await screen.reach('category-social-assistance')
    expect(await screen.textOfAllPages()).toMatch(
      /低保名单\s+应该10月15日前公开，还没有。\s+最近一次是2026年第二季度/,
    )
    await screen.tap('nav-home')
    await toVillage(screen, liugou)
    await screen.reach('category-finance')
    await screen.reach(`entry-${liugou}.posting-sheet.2026Q3`)
    await screen.tap('bookmark-approval')
    await screen.shot('entry-late')
    expect(await screen.textOfAllPages()).toContain('应该10月15日前公开，晚了9天')
  }, 180_000)

  test('what its supervisors have not signed is shown as not reviewed, with the marks that stand on paper too', async () => {
    const screen = await kioskWith({ data: dataWith(`unsigned-${glass.size}`, pack), glass })
    kiosk = screen
    await toVillage(screen, liugou)
    await screen.reach('category-finance')
    await screen.shot('category-unreviewed')
    expect(await screen.page.getByTestId('card-unreviewed').count()).toBeGreaterThan(0)
    const id = `${liugou}.posting-sheet.2026Q3`
    await screen.reach(`entry-${id}`)
    await screen.tap('bookmark-approval')
    await screen.shot('entry-unreviewed')
    const text = await screen.textOfAllPages()
    expect(text).toContain('还没审完：表上没有村务监督委员会的签字。')
    // E15: of the very bytes that were signed, taken from the pack and hashed here once more.
    expect(text).toContain(`指纹 ${markOf(pack, id)}`)
    expect(text).toContain(`编号 ${id}`)
  }, 120_000)

  test('what is declared not to have happened is no lack: who stands for it is said', async () => {
    const screen = await kioskWith({ data: dataWith(`nil-${glass.size}`, pack), glass })
    kiosk = screen
    await toVillage(screen, liugou)
    await screen.reach('category-village-affairs')
    await screen.shot('category-nil')
    await screen.sees('声明没有发生。张秀英在2026年10月12日确认的。')
    expect(await screen.text()).not.toContain('应该')
    await screen.reach(`entry-${liugou}.resolutions.2026Q3`)
    await screen.shot('entry-nil')
    const text = await screen.textOfAllPages()
    expect(text).toContain('2026年第三季度没有这类事：会议决议。张秀英在2026年10月12日确认的。')
    for (const words of ['没有写谁审过', '来自原表', '还没审完']) expect(text).not.toContain(words)
  }, 120_000)

  test('a whole quarter that did not come is said, and can be turned to', async () => {
    const screen = await kioskWith({ data: dataWith(`quarter-${glass.size}`, pack), glass })
    kiosk = screen
    await giveClock(screen, noon('2026-10-26'))
    await toVillage(screen, shiqiaotou)
    await screen.shot('village-owed')
    await screen.sees('2026年第三季度的还没公开。应该10月15日前公开。')
    await screen.tap('village-owed')
    await screen.shot('village-owed-quarter')
    expect(await screen.textOfAllPages()).toContain('还差8项没公开')
  }, 120_000)

  test('before its day nothing is missing: its time has not come', async () => {
    const screen = await kioskWith({ data: dataWith(`early-${glass.size}`, pack), glass })
    kiosk = screen
    await giveClock(screen, noon('2026-10-15'))
    await toVillage(screen, liugou)
    expect(await screen.textOfAllPages()).not.toContain('还差')
    await screen.reach('category-finance')
    await screen.shot('category-not-yet')
    const finance = await screen.textOfAllPages()
    expect(finance).toContain('没到公开时间。10月15日前公开。')
    expect(finance).not.toContain('还没有。')
  }, 120_000)

  test('a clock that cannot be right accuses nobody', async () => {
    const screen = await kioskWith({ data: dataWith(`doubt-${glass.size}`, packAhead), glass })
    kiosk = screen
    await toVillage(screen, liugou)
    expect(await screen.textOfAllPages()).not.toContain('还差')
    await screen.reach('category-social-assistance')
    const text = await screen.textOfAllPages()
    expect(text).not.toContain('应该')
    expect(text).toContain('这个季度没有公开过，最近一次是2026年第二季度')
  }, 120_000)
})

/** The first letters of the SHA-256 over an entry's line and its rows' lines in the pack, without any code of ours. */
function markOf(file: string, id: string): string {
  const bytes = readFileSync(file)
  const [manifestBytes, signatureBytes] = [bytes.readUInt32BE(10), bytes.readUInt32BE(14)]
  const { parts } = JSON.parse(bytes.toString('utf8', 18, 18 + manifestBytes))
  const start = 18 + manifestBytes + signatureBytes
  const packed = bytes.subarray(start, start + parts[0].size)
  const lines = (parts[0].encoding === 'gzip' ? gunzipSync(packed) : packed).toString('utf8').split('\n')
  const at = lines.findIndex((line) => line.includes(`"id":"${id}"`))
  const { rows, subRows } = JSON.parse(lines[at] ?? 'null').entry
  const said = `${lines.slice(at, at + 1 + rows + subRows).join('\n')}\n`
  const digest = createHash('sha256').update(said).digest('hex').toUpperCase()
  return `${digest.slice(0, 4)}-${digest.slice(4, 8)}`
}
