// What a clerk meets when an update does not simply go well: every kind of bad pack, a crash, a power cut, ten fingers at once.
import { execFileSync, spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import refusalWords from '../../assets/locales/zh-CN/refusal.json' with { type: 'json' }
import type { UpdateState } from '../../electron/contract.ts'
import {
  dibao,
  keysOf,
  packOf,
  passedOff,
  posting,
  township,
  worldIn,
  type World,
} from '../stand-ins/pack-world.ts'
import { kioskWith, lookThroughRisks } from './harness.ts'
import type { Kiosk } from './harness.ts'
import { root } from './places.ts'
import { kioskCommand, kioskCommandLine, ownEnvironment, setUpKiosk } from './programs.ts'

const pin = '246810'
const names = ['赵一', '钱二', '孙三', '李四', '周五', '吴六']
const villages = township.villages.map(({ code }) => code)

let kiosk: Kiosk | null = null
let world: World
let base: string
let folder: string
/** An importer that a test holds still; a kiosk cannot end while it does. */
let stopped: number | null = null
const goOn = () => {
  if (stopped !== null) process.kill(stopped, 'SIGCONT')
  stopped = null
}
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mingbai-refusals-'))
  world = await worldIn(folder)
  base = join(folder, 'base')
  setUpKiosk(base, join(folder, 'keys', 'township.pub'))
  kioskCommand(base, 'import', await packOf(world, 10, everywhere(30_000)))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(async () => {
  goOn()
  await kiosk?.close()
  kiosk = null
})

const everywhere = (expense: number) =>
  villages.flatMap((villageCode) => [
    posting({ villageCode, expense }),
    dibao({ villageCode, payees: names }),
  ])

async function clerkAt(): Promise<Kiosk> {
  const running = await kioskWith({ data: base })
  kiosk = running
  await choosePin(running)
  await comesIn(running)
  return running
}

/** The PIN of an earlier day. */
async function choosePin(running: Kiosk): Promise<void> {
  const isSet = async () => {
    await running.call('setFirstPin', { pin })
    const reply = await running.call('staffState', {})
    return reply.ok && reply.answer.pinSet
  }
  await expect.poll(isSet, { timeout: 30_000 }).toBe(true)
  await running.call('lock', {})
}

async function comesIn(running: Kiosk): Promise<void> {
  await running.openStaffDoor()
  await running.typePin(pin)
}

const firstWords = (template: string) => template.split('{{')[0]?.trim() ?? ''
const stateOf = async (running: Kiosk): Promise<UpdateState | null> => {
  const reply = await running.call('updateState', {})
  return reply.ok ? reply.answer : null
}
const sequenceOf = async (running: Kiosk): Promise<number | null> => {
  const reply = await running.call('kiosk', {})
  return reply.ok ? (reply.answer.content?.sequence ?? null) : null
}

const importersOf = ({ app }: Kiosk): Promise<number[]> =>
  app.evaluate((electron) =>
    electron.app
      .getAppMetrics()
      .filter((each) => `${each.name} ${each.serviceName}`.includes('importer-process'))
      .map((each) => each.pid),
  )

function journalOf(data: string): { action: string; details: unknown }[] {
  const state = new DatabaseSync(join(data, 'state.db'), { readOnly: true })
  const lines = state.prepare('SELECT action, details FROM journal ORDER BY number').all()
  state.close()
  return lines.map(({ action, details }) => ({
    action: String(action),
    details: JSON.parse(String(details)),
  }))
}

type Look = 'calm' | 'stop' | 'alarm'

/** A pack of each kind that can be made by hand, what it is refused as, and how that looks. */
async function badPacks(): Promise<[string, keyof typeof refusalWords, Look][]> {
  const good = await packOf(world, 11, everywhere(31_000))
  const changed = (name: string, change: (bytes: Buffer) => Buffer): string => {
    const to = join(folder, `${name}.mbpack`)
    writeFileSync(to, change(readFileSync(good)))
    return to
  }
  const flip = (at: (bytes: Buffer) => number) => (bytes: Buffer) => {
    bytes.writeUInt8(bytes.readUInt8(at(bytes)) ^ 1, at(bytes))
    return bytes
  }
  const huge = changed('huge', (bytes) => bytes)
  truncateSync(huge, 2 * 1024 ** 3)
  const stranger = { ...world, ...(await keysOf(join(folder, 'stranger'))) }
  const next = { ...world, ...(await keysOf(join(folder, 'next'), { code: '990103', name: '清河镇' })) }
  const out = (name: string) => ({ out: join(folder, `${name}.mbpack`) })
  const few = [posting()]
  return [
    [changed('text', () => Buffer.from('not a pack at all')), 'not-a-pack', 'stop'],
    [changed('format', (bytes) => (bytes.writeUInt16BE(2, 8), bytes)), 'newer-format', 'stop'],
    [changed('half', (bytes) => bytes.subarray(0, bytes.length / 2)), 'incomplete', 'stop'],
    [huge, 'limit', 'stop'],
    // Inside the manifest, past its length: nobody signed that.
    [
      changed(
        'manifest',
        flip(() => 60),
      ),
      'bad-signature',
      'alarm',
    ],
    [
      changed(
        'part',
        flip((bytes) => bytes.length - 5),
      ),
      'damaged-part',
      'stop',
    ],
    [await packOf(stranger, 11, few, out('stranger')), 'unknown-signer', 'alarm'],
    [
      await packOf(next, 11, [], {
        ...out('next'),
        township: passedOff({ ...township, code: '990103', name: '清河镇' }),
      }),
      'wrong-township',
      'stop',
    ],
    [await packOf(world, 9, few), 'older', 'stop'],
    [join(folder, '10.mbpack'), 'already-installed', 'calm'],
    [await packOf(world, 10, few, out('other-ten')), 'sequence-conflict', 'alarm'],
    [await packOf(world, 900, few), 'sequence-leap', 'stop'],
    [await packOf(world, 11, few, { ...out('app'), leastApp: '9.0.0' }), 'needs-newer-app', 'stop'],
  ]
}

test('every bad pack has a screen of its own: a sentence, an act, a code, its look; and nothing changes', async () => {
  const packs = await badPacks()
  const clerk = await clerkAt()
  const codes = new Set<string>()
  for (const [pack, kind, look] of packs) {
    const file = join(clerk.stickFolder, `${kind}.mbpack`)
    copyFileSync(pack, file)
    await clerk.sees(`${kind}.mbpack`)
    await clerk.tap('pack-0')
    await clerk.arrives('update-refused', 30_000)
    expect(await stateOf(clerk), kind).toMatchObject({ refusal: { kind } })
    await clerk.arrives(`look-${look}`)
    const text = await clerk.text()
    expect(text).toContain(firstWords(refusalWords[kind].sentence))
    expect(text).toContain(firstWords(refusalWords[kind].action))
    codes.add(/E-\d\d/.exec(text)?.[0] ?? '')
    await clerk.shot(`refused-${kind}`)
    rmSync(file)
    await clerk.tap('update-dismiss')
    await clerk.arrives('staff')
  }
  expect(codes.size).toBe(packs.length)
  expect(await sequenceOf(clerk)).toBe(10)
}, 300_000)

test('the same pack after a way back is not said to be in use', async () => {
  const clerk = await clerkAt()
  clerk.put(await packOf(world, 12, everywhere(31_000)))
  await clerk.tap('pack-0')
  await clerk.arrives('update-ready', 30_000)
  await lookThroughRisks(clerk)
  await clerk.tap('update-apply')
  await clerk.arrives('update-applied', 60_000)
  await clerk.tap('nav-back')
  await clerk.tap('staff-history')
  await clerk.tap('rollback-10')
  await clerk.tap('rollback-yes')
  await expect.poll(() => sequenceOf(clerk)).toBe(10)
  await clerk.tap('nav-back')
  await clerk.tap('pack-0')
  await clerk.arrives('update-refused')
  expect(await clerk.text()).toContain('现在用的是第10期')
})

describe('from applying to paper', () => {
  test('a page that is loaded anew while an update is applied comes back to it, and it is never silent', async () => {
    const clerk = await clerkAt()
    clerk.put(await packOf(world, 13, everywhere(31_000)))
    await clerk.tap('pack-0')
    await clerk.arrives('update-ready', 30_000)
    await lookThroughRisks(clerk)
    const [importer = 0] = await importersOf(clerk)
    // A disk that takes its time.
    process.kill(importer, 'SIGSTOP')
    stopped = importer
    await clerk.tap('update-apply')
    await clerk.arrives('update-applying')
    await clerk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload())
    await clerk.arrives('home-start')
    await comesIn(clerk)
    await clerk.arrives('update-applying')
    // Left and found again.
    await clerk.tap('nav-back')
    await clerk.tap('staff-running')
    await clerk.arrives('update-applying')
    const texts: string[] = []
    for (let look = 0; look < 4; look++) {
      texts.push(await clerk.page.getByTestId('progress-time').innerText())
      await pause(2_000)
    }
    expect(new Set(texts).size).toBe(texts.length)
    goOn()
    await clerk.arrives('update-applied', 60_000)
    expect(await sequenceOf(clerk)).toBe(13)
  })

  test('three items are held against paper; one does not match, and the way back is one confirmed touch', async () => {
    const clerk = await clerkAt()
    clerk.put(await packOf(world, 14, everywhere(31_000)))
    await clerk.tap('pack-0')
    await clerk.arrives('update-ready', 30_000)
    // Three figures nobody explains, and three packs that never came.
    expect(await lookThroughRisks(clerk)).toBe(4)
    await clerk.tap('update-apply')
    await clerk.arrives('update-applied', 60_000)
    await clerk.shot('spot-applied')
    await clerk.tap('update-check')
    for (const [at, answer] of ['spot-matches', 'spot-differs', 'spot-matches'].entries()) {
      await clerk.tap(`check-${at}`)
      await clerk.arrives('spot')
      // As villagers see it: the same screen with the same words.
      await clerk.arrives('entry')
      if (at === 0) await clerk.shot('spot-entry')
      await clerk.tap(answer)
      await clerk.arrives('update-checks')
    }
    await clerk.arrives('check-differs')
    await clerk.shot('spot-differs')
    await clerk.tap('check-rollback')
    await clerk.tap('rollback-yes')
    await clerk.arrives('check-said')
    expect(await sequenceOf(clerk)).toBe(10)
    await clerk.tap('check-done')
    await clerk.arrives('home-start')
    const items = journalOf(clerk.dataFolder).filter(({ action }) => action === 'spot-checked')
    expect(items).toMatchObject([
      { details: { sequence: 14, result: 'matches' } },
      { details: { sequence: 14, result: 'differs' } },
      { details: { sequence: 14, result: 'matches' } },
    ])
    expect(new Set(items.map(({ details }) => JSON.stringify(details))).size).toBe(3)
    // And forward again, by touch.
    await comesIn(clerk)
    await clerk.tap('staff-history')
    await clerk.tap('rollback-14')
    await clerk.tap('rollback-yes')
    await expect.poll(() => sequenceOf(clerk)).toBe(14)
  })

  test('whoever does not compare is free to, and the journal says so', async () => {
    const clerk = await clerkAt()
    clerk.put(await packOf(world, 15, everywhere(31_000)))
    await clerk.tap('pack-0')
    await clerk.arrives('update-ready', 30_000)
    await lookThroughRisks(clerk)
    await clerk.tap('update-apply')
    await clerk.arrives('update-applied', 60_000)
    await clerk.tap('update-done')
    await clerk.arrives('home-start')
    await expect
      .poll(() => journalOf(clerk.dataFolder).at(-1))
      .toEqual({ action: 'spot-checked', details: { sequence: 15, result: 'skipped', left: 3 } })
  })
})

test('ten touches and another importer at once: one import, and everything whole', async () => {
  const pack = await packOf(world, 16, everywhere(31_000))
  const clerk = await clerkAt()
  clerk.put(pack)
  await clerk.arrives('pack-0')
  const sticks = await clerk.call('sticks', {})
  const packId = sticks.ok ? (sticks.answer[0]?.packs[0]?.packId ?? '') : ''
  await Promise.all(Array.from({ length: 10 }, () => clerk.call('readPack', { packId })))
  expect((await importersOf(clerk)).length).toBe(1)
  await expect.poll(async () => (await stateOf(clerk))?.kind, { timeout: 30_000 }).toBe('ready')
  const ready = await stateOf(clerk)
  for (const { id } of ready?.kind === 'ready' ? ready.preview.risks : [])
    await clerk.call('seeRisk', { sequence: 16, id })
  const beside = spawn(process.execPath, kioskCommandLine(clerk.dataFolder, 'import', pack), {
    cwd: root,
    env: ownEnvironment(),
    stdio: 'ignore',
  })
  const ended = new Promise((done) => beside.once('exit', done))
  await Promise.all(Array.from({ length: 10 }, () => clerk.call('applyUpdate', { sequence: 16 })))
  await ended
  await expect.poll(() => sequenceOf(clerk), { timeout: 30_000 }).toBe(16)
  const imports = journalOf(clerk.dataFolder).filter(({ action }) => action === 'imported')
  expect(imports.length).toBe(2)
  const history = await clerk.call('history', {})
  expect(history.ok && history.answer.map(({ sequence }) => sequence)).toEqual([16, 10])
})

test('an update that the power went out on is told to the next clerk', async () => {
  const data = mkdtempSync(join(tmpdir(), 'mingbai-cut-'))
  execFileSync('cp', ['-a', `${base}/.`, data])
  const earlier = await kioskWith({ data, asIs: true })
  kiosk = earlier
  await choosePin(earlier)
  await earlier.close()
  copyFileSync(join(folder, '10.mbpack'), join(data, 'staging', 'a-copy-that-was-cut.mbpack'))
  const clerk = await kioskWith({ data, asIs: true })
  kiosk = clerk
  await comesIn(clerk)
  await clerk.arrives('update-failed')
  expect(await clerk.text()).toContain(firstWords(refusalWords.interrupted.sentence))
  await clerk.shot('refused-interrupted')
  await clerk.tap('update-dismiss')
  await clerk.arrives('staff')
  await clerk.close()
  kiosk = null
  rmSync(data, { recursive: true, force: true })
})
