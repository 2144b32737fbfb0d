// What the staff is told of the machine, its journal, and the way back and forward, in the real Electron.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { comesInAsStaff, kioskWith, landscape, lookThroughRisks, portrait, world } from './harness.ts'
import type { Kiosk, Wishes } from './harness.ts'
import { root } from './places.ts'
import { kioskCommand } from './programs.ts'

const pin = '246810'
const low = { size: '1366x768', inches: '19' }

let kiosk: Kiosk | null = null
afterEach(async () => {
  await kiosk?.close()
  kiosk = null
})

async function staffAt(data: string, wishes: Wishes = {}): Promise<Kiosk> {
  const running = await kioskWith({ data, ...wishes })
  kiosk = running
  await comesInAsStaff(running, pin)
  return running
}

async function sequenceOf(running: Kiosk): Promise<number | null> {
  const reply = await running.call('kiosk', {})
  return reply.ok ? (reply.answer.content?.sequence ?? null) : null
}

test('the way back is one confirmed touch, villagers are told quietly, and forward again is another', async () => {
  const staff = await staffAt(world().afterQuarter)
  await staff.tap('staff-history')
  const list = await staff.text()
  expect(list).toContain('第11期')
  expect(list).toContain('第10期')
  expect(list).toContain('资料到2026年第三季度')
  await staff.tap('rollback-10')
  await staff.tap('rollback-yes')
  await expect.poll(() => sequenceOf(staff)).toBe(10)
  await staff.sees('现在显示第10期')
  await staff.tap('nav-home')
  await staff.sees('正在显示第10期（较早的）')
  await staff.tap('home-start')
  await staff.sees('正在显示第10期（较早的）')
  await staff.tap('nav-home')
  await staff.openStaffDoor()
  await staff.typePin(pin)
  await staff.arrives('staff')
  await staff.tap('staff-history')
  await staff.tap('rollback-11')
  await staff.sees('换到第11期吗')
  await staff.tap('rollback-yes')
  await expect.poll(() => sequenceOf(staff)).toBe(11)
  await staff.tap('nav-back')
  await staff.tap('staff-device')
  await staff.reach('device-journal')
  await staff.sees(/从头到尾查过：一条不少/)
  const journal = await staff.textOfAllPages()
  expect(journal).toMatch(/换到第11期[\s\S]*换到第10期[\s\S]*装上了第11期[\s\S]*装上了乡镇的公钥/)
  await staff.tap('nav-home')
  await staff.arrives('home-start')
  expect(await staff.text()).not.toContain('较早的')
}, 120_000)

test('while a clerk looks at a preview others may work, and a preview that is not true any more is made anew', async () => {
  const clerk = await staffAt(world().beforeQuarter)
  clerk.put(world().packs.withdrawing)
  await clerk.tap('pack-0')
  await clerk.arrives('update-ready', 60_000)
  // Sequence 11 comes in over a maintenance line; the clerk has 12 in hand, made for what was there before.
  expect(kioskCommand(clerk.dataFolder, 'import', world().packs.newest)).toContain('applied')
  await lookThroughRisks(clerk)
  await clerk.tap('update-apply')
  await clerk.sees('您看的时候，屏幕上的资料已经换过了')
  await clerk.arrives('update-ready')
  await expect.poll(() => sequenceOf(clerk), { timeout: 20_000 }).toBe(11)
  await clerk.shot('keeping-preview-again')
  await lookThroughRisks(clerk)
  await clerk.tap('update-apply')
  await clerk.arrives('update-applied', 60_000)
  expect(await sequenceOf(clerk)).toBe(12)
  expect(JSON.parse(kioskCommand(clerk.dataFolder, 'verify'))).toMatchObject({ kind: 'whole', flaws: [] })
}, 120_000)

test('a pack that is too old by the time the clerk says yes is refused, not applied', async () => {
  const clerk = await staffAt(world().beforeQuarter)
  clerk.put(world().packs.newest)
  await clerk.tap('pack-0')
  await clerk.arrives('update-ready', 60_000)
  kioskCommand(clerk.dataFolder, 'import', world().packs.withdrawing)
  await lookThroughRisks(clerk)
  await clerk.tap('update-apply')
  await clerk.arrives('update-refused', 60_000)
  expect(await clerk.call('updateState', {})).toMatchObject({
    answer: { refusal: { kind: 'older', have: 12, got: 11 } },
  })
  // The window looks every few seconds at what others have switched.
  await expect.poll(() => sequenceOf(clerk), { timeout: 20_000 }).toBe(12)
}, 120_000)

test('a machine whose memory and its copy are damaged goes on showing, and says what it has lost', async () => {
  const first = await kioskWith({ data: world().afterQuarter })
  const data = first.dataFolder
  await first.app.close()
  for (const name of ['state.db', 'state.db.bak']) writeFileSync(join(data, name), 'no database at all')
  kiosk = first
  const again = await kioskWith({ data })
  try {
    await again.arrives('home-start')
    expect(await sequenceOf(again)).toBe(11)
    expect(await again.text()).not.toContain('坏')
    // Whoever stands there first does not become the clerk.
    expect(await again.call('setFirstPin', { pin })).toMatchObject({ ok: true, answer: { ok: false } })
  } finally {
    await again.close()
  }
}, 120_000)

test('content that is damaged while the machine runs is noticed at night and built once more, and the page begins anew', async () => {
  const alone = await kioskWith({ data: world().afterQuarter, env: { MINGBAI_ROUND_SECONDS: '4' } })
  kiosk = alone
  await alone.arrives('home-start')
  await alone.page.evaluate("document.body.dataset.before = 'yes'")
  const damaged = newestFile(join(alone.dataFolder, 'generations'), '11-')
  const bytes = readFileSync(damaged)
  bytes.fill(0xff, 4096, 8192)
  writeFileSync(damaged, bytes)
  // No call of the test's own meanwhile: it would be a sign of a person.
  await expect
    .poll(() => kioskCommand(alone.dataFolder, 'journal'), { timeout: 60_000, interval: 1_000 })
    .toMatch(/\tgeneration-damaged\t[\s\S]*\tfell-back\t[\s\S]*\trebuilt\t/)
  await expect.poll(() => alone.page.evaluate('document.body.dataset.before ?? null')).toBe(null)
  await alone.arrives('home-start')
  expect(await sequenceOf(alone)).toBe(11)
  expect(JSON.parse(kioskCommand(alone.dataFolder, 'verify'))).toMatchObject({ kind: 'whole', flaws: [] })
}, 120_000)

describe('what the staff is told', () => {
  test('of content that was damaged and of a journal that was changed, in words, and is seen once', async () => {
    const prepared = await kioskWith({ data: world().afterQuarter })
    const data = prepared.dataFolder
    await prepared.app.close()
    try {
      const current = newestFile(join(data, 'generations'), '11-')
      const bytes = readFileSync(current)
      writeFileSync(current, bytes.fill(0xff, 4096))
      for (const pack of readdirSync(join(data, 'packs'))) rmSync(join(data, 'packs', pack))
      changeJournal(data)
      const staff = await staffAt(data)
      expect(await sequenceOf(staff)).toBe(10)
      await staff.arrives('staff-notices')
      await staff.shot('keeping-staff-strip')
      await staff.tap('staff-notices')
      await staff.arrives('device')
      const told = await staff.textOfAllPages()
      expect(told).toContain('操作记录对不上')
      expect(told).toMatch(/现在显示的是较早的一期|机器自己修不好/)
      await staff.shot('keeping-trouble')
      await staff.tap('nav-back')
      await staff.tap('staff-device')
      await staff.reach('device-journal')
      await staff.sees(/第2条被改过/)
      await staff.shot('keeping-journal-broken')
    } finally {
      await prepared.close().catch(() => undefined)
    }
  }, 120_000)
})

const newestFile = (folder: string, start: string): string =>
  join(folder, readdirSync(folder).find((name) => name.startsWith(start)) ?? '')

/** A hand on the disk: the second line says something else than was hashed. */
function changeJournal(data: string): void {
  const script = `
    const { openDurable } = await import(${JSON.stringify(join(root, 'db/database.ts'))})
    for (const name of ['state.db', 'state.db.bak']) {
      const db = openDurable(${JSON.stringify(data)} + '/' + name)
      db.prepare("UPDATE journal SET details = '{}' WHERE number = 2").run()
      db.close()
    }`
  execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    env: { ...process.env, MINGBAI_SQLITE_BINDING: '' },
  })
}

describe.each([
  ['portrait', portrait],
  ['landscape', landscape],
  ['low', low],
])('pictures, %s', (_name, glass) => {
  test('device, journal and history, in the standard size and the largest', async () => {
    const staff = await staffAt(world().afterQuarter, { glass })
    for (const size of ['standard', 'huge']) {
      await staff.tap(`size-${size}`)
      await staff.tap('staff-history')
      await staff.arrives('history')
      await staff.shot(`keeping-history-${size}`)
      await staff.tap('nav-back')
      await staff.tap('staff-device')
      await staff.arrives('device')
      await staff.shot(`keeping-device-${size}`)
      let page = 1
      while (!(await staff.isThere('device-journal')) || !(await staff.isThere('key-print'))) {
        const next = staff.page.getByTestId('page-next').filter({ visible: true })
        if ((await next.count()) === 0 || !(await next.first().isEnabled())) break
        await staff.tap('page-next')
        await staff.shot(`keeping-device-${size}-${++page}`)
      }
      await staff.tap('nav-back')
      await staff.tap('staff-device')
      await staff.reach('device-journal')
      await staff.sees(/从头到尾查过/)
      await staff.shot(`keeping-journal-${size}`)
      await staff.tap('nav-back')
      await staff.tap('nav-back')
      await staff.arrives('staff')
    }
    await staff.tap('size-standard')
  }, 180_000)
})
