// A clerk with a stick: the first PIN, what a pack would change, its import, and every pack that is refused.
import { rmSync, readdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import refusalWords from '../../assets/locales/zh-CN/refusal.json' with { type: 'json' }
import { comesInAsStaff, kioskWith, lookThroughRisks, world } from './harness.ts'
import type { Kiosk, Wishes } from './harness.ts'
import { financeOf, truth, yuan } from './truth.ts'

const pin = '246810'
const [village = { name: '', code: '' }] = truth.villages

let kiosk: Kiosk | null = null
afterEach(async () => {
  await kiosk?.close()
  kiosk = null
})

/** A clerk who comes in with the PIN that was set on an earlier day. */
async function clerkAt(data: string | null, wishes: Wishes = {}): Promise<Kiosk> {
  const running = await kioskWith({ ...(data ? { data } : {}), ...wishes })
  kiosk = running
  await comesInAsStaff(running, pin)
  return running
}

const Shown = z.object({ new: z.number(), changed: z.number(), gone: z.number(), unchanged: z.number() })

test('a stick is put in, the pack is read, previewed and applied, and the screen shows the new quarter', async () => {
  const clerk = await kioskWith({ data: world().beforeQuarter })
  kiosk = clerk
  // The very first time: a PIN is chosen, and typed once more.
  await clerk.openStaffDoor()
  await clerk.typePin(pin)
  await clerk.typePin(pin)
  await clerk.sees('U盘里没有资料包')
  // The stick is looked at again every moment: nobody presses anything.
  clerk.put(world().packs.newest, '石桥镇2026年第三季度.mbpack')
  await clerk.sees('石桥镇2026年第三季度.mbpack')
  await clerk.tap('pack-0')
  await clerk.arrives('update-ready', 30_000)

  const ready = await clerk.call('updateState', {})
  const preview = ready.ok && ready.answer.kind === 'ready' ? ready.answer.preview : null
  expect(await clerk.text()).toContain('石桥镇')
  const shown = Shown.parse(
    Object.fromEntries(
      await Promise.all(
        ['new', 'changed', 'gone', 'unchanged'].map(async (kind) => [
          kind,
          Number(await clerk.page.getByTestId(`count-${kind}`).first().innerText()),
        ]),
      ),
    ),
  )
  expect(preview?.counts).toMatchObject(shown)
  expect(shown.new).toBeGreaterThan(0)
  expect(await clerk.textOfAllPages()).toContain(preview?.signer)

  await lookThroughRisks(clerk)
  await clerk.tap('update-apply')
  await clerk.arrives('update-applied', 60_000)
  await clerk.tap('update-done')
  await clerk.tap('home-start')
  await clerk.reach(`village-${village.code}`)
  await clerk.reach('category-finance')
  await clerk.reach(`entry-${village.code}.posting-sheet.2026Q3`)
  expect(await clerk.textOfAllPages()).toContain(yuan(financeOf(village.name, '2026Q3').expense))
  expect(readdirSync(join(clerk.dataFolder, 'staging'))).toEqual([])
})

test('the first pack of all turns an empty kiosk into a full one', async () => {
  const clerk = await clerkAt(world().provisioned)
  clerk.put(world().packs.newest)
  await clerk.tap('pack-0')
  await clerk.arrives('update-ready', 30_000)
  expect(await clerk.text()).toContain('第一次装资料')
  await lookThroughRisks(clerk)
  await clerk.tap('update-apply')
  await clerk.arrives('update-applied', 60_000)
  await clerk.tap('update-done')
  await clerk.arrives('home-start')
})

test('what a pack takes away is looked at, one by one, before anything can begin', async () => {
  const clerk = await clerkAt(world().afterQuarter)
  clerk.put(world().packs.withdrawing)
  await clerk.tap('pack-0')
  await clerk.arrives('update-ready', 30_000)
  expect(await clerk.isThere('update-apply')).toBe(false)
  // Nor can a page that has lost its way begin it.
  await clerk.call('applyUpdate', { sequence: 12 })
  await clerk.arrives('update-ready')
  await clerk.tap('update-look')
  await clerk.arrives('risk-card-withdrawn')
  expect(await clerk.text()).toContain('第1处，共1处')
  expect(await clerk.text()).toContain('撤下')
  await clerk.tap('risk-stop')
  await clerk.arrives('staff')
  expect(await sequenceOf(clerk)).toBe(11)
  await clerk.tap('pack-0')
  await clerk.arrives('update-ready', 30_000)
  expect(await lookThroughRisks(clerk)).toBe(1)
  await clerk.tap('update-apply')
  await clerk.arrives('update-applied', 60_000)
  expect(await sequenceOf(clerk)).toBe(12)
})

test('a clerk who says no changes nothing', async () => {
  const clerk = await clerkAt(world().beforeQuarter)
  clerk.put(world().packs.newest)
  await clerk.tap('pack-0')
  await clerk.tap('update-cancel')
  await clerk.arrives('staff')
  expect(await sequenceOf(clerk)).toBe(10)
})

type Refused = [why: string, pack: keyof ReturnType<typeof world>['packs'], kind: keyof typeof refusalWords]
const refused: Refused[] = [
  ['signed by another key', 'otherKey', 'unknown-signer'],
  ['with one bit flipped', 'flipped', 'damaged-part'],
  ['of a lower sequence', 'older', 'older'],
  ['that is in already', 'earlier', 'already-installed'],
  ['of another township', 'otherTownship', 'wrong-township'],
  ['that was copied by half', 'halfCopied', 'incomplete'],
]

// One kiosk for all of them: a refusal leaves nothing behind, so the next begins where the first began.
test('each pack that must not come in is refused in one plain sentence, and nothing changes', async () => {
  const clerk = await clerkAt(world().beforeQuarter)
  for (const [why, pack, kind] of refused) {
    const file = clerk.put(world().packs[pack], `${why}.mbpack`)
    await clerk.sees(`${why}.mbpack`)
    await clerk.tap('pack-0')
    await clerk.arrives('update-refused', 30_000)
    const state = await clerk.call('updateState', {})
    expect(state).toMatchObject({ answer: { kind: 'refused', refusal: { kind } } })
    const text = await clerk.text()
    expect(text).toContain(firstWords(refusalWords[kind].sentence))
    expect(text).toContain(firstWords(refusalWords[kind].action))
    expect(readdirSync(join(clerk.dataFolder, 'staging'))).toEqual([])
    expect(await sequenceOf(clerk)).toBe(10)
    rmSync(file)
    await clerk.tap('update-dismiss')
    await clerk.arrives('staff')
  }
})

test('a stick that is pulled while its pack is copied changes nothing, and is told as such', async () => {
  const clerk = await clerkAt(world().beforeQuarter)
  // Long enough that the copy can be interrupted; for a program a pulled stick is a file that ends early.
  const pack = join(clerk.stickFolder, 'long.mbpack')
  writeFileSync(pack, 'MBPACK\r\n')
  truncateSync(pack, 400 * 1024 * 1024)
  await clerk.arrives('pack-0')
  await clerk.tap('pack-0')
  await expect.poll(() => copied(clerk), { timeout: 20_000, interval: 5 }).toBeGreaterThan(0)
  // A kiosk that is quicker than the test must not come to the end of it: both in one breath.
  truncateSync(pack, 0)
  rmSync(clerk.stickFolder, { recursive: true })
  await clerk.arrives('update-failed', 30_000)
  expect(await clerk.text()).toContain(firstWords(refusalWords['stick-gone'].sentence))
  expect(readdirSync(join(clerk.dataFolder, 'staging'))).toEqual([])
  expect(await sequenceOf(clerk)).toBe(10)
})

test('a stick that is gone before the pack was touched is said so', async () => {
  const clerk = await clerkAt(world().beforeQuarter)
  clerk.put(world().packs.newest)
  await clerk.arrives('pack-0')
  rmSync(clerk.stickFolder, { recursive: true })
  await clerk.tap('pack-0')
  await clerk.arrives('update-failed')
  expect(await clerk.text()).toContain(firstWords(refusalWords['stick-gone'].sentence))
})

test('a kiosk that was never told whom to trust takes no pack', async () => {
  const clerk = await clerkAt(null)
  clerk.put(world().packs.newest)
  await clerk.tap('pack-0')
  await clerk.arrives('update-failed')
  expect(await clerk.text()).toContain(firstWords(refusalWords['not-provisioned'].sentence))
})

test('going back to the pack before is one decision, and forward again another', async () => {
  const clerk = await clerkAt(world().afterQuarter)
  await clerk.tap('staff-history')
  await clerk.tap('rollback-10')
  await clerk.tap('rollback-yes')
  await expect.poll(() => sequenceOf(clerk)).toBe(10)
  await clerk.tap('nav-home')
  await clerk.tap('home-start')
  await clerk.reach(`village-${village.code}`)
  expect(await clerk.text()).not.toContain('2026年第三季度')
})

const firstWords = (template: string) => template.split('{{')[0]?.trim() ?? ''

async function sequenceOf(running: Kiosk): Promise<number | null> {
  const reply = await running.call('kiosk', {})
  return reply.ok ? (reply.answer.content?.sequence ?? null) : null
}

async function copied(running: Kiosk): Promise<number> {
  const reply = await running.call('updateState', {})
  return reply.ok && reply.answer.kind === 'copying' ? reply.answer.done : 0
}
