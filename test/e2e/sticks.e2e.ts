// A clerk and sticks by touch: choosing among packs, sending a receipt home, taking the stick out, and every trouble's picture.
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { Stick, StickPack, StickState } from '../../electron/contract.ts'
import stickWords from '../../assets/locales/zh-CN/sticks.json' with { type: 'json' }
import { lacksFor, loopStick, mountsOf, whyNoLoops } from '../stand-ins/loop-stick.ts'
import { comesInAsStaff, kioskWith, lookThroughRisks, portrait, world } from './harness.ts'
import type { Kiosk, Wishes } from './harness.ts'
import { root } from './places.ts'

const pin = '246810'

let kiosk: Kiosk | null = null
afterEach(async () => {
  await kiosk?.close()
  kiosk = null
})

async function clerkAt(data: string, wishes: Wishes = {}): Promise<Kiosk> {
  const running = await kioskWith({ data, ...wishes })
  kiosk = running
  await comesInAsStaff(running, pin)
  return running
}

test('of three packs the clerk sees which is whose, when made and whether it is newer, and takes the newest', async () => {
  const clerk = await clerkAt(world().beforeQuarter)
  clerk.put(world().packs.older, 'a.mbpack')
  clerk.put(world().packs.newest, 'b.mbpack')
  clerk.put(world().packs.otherTownship, 'c.mbpack')
  await clerk.sees('石桥镇 第11期')
  await clerk.sees('别的乡镇')
  const text = await clerk.textOfAllPages()
  expect(text).toMatch(/石桥镇 第11期\s*新的/)
  expect(text).toContain('比现在的旧')
  // Nothing began by itself.
  expect(await clerk.call('updateState', {})).toMatchObject({ answer: { kind: 'idle' } })
  while (await clerk.isThere('page-prev')) await clerk.tap('page-prev')
  await clerk.tap('石桥镇 第11期')
  await clerk.arrives('update-ready', 60_000)
  const ready = await clerk.call('updateState', {})
  expect(ready).toMatchObject({ answer: { kind: 'ready', preview: { sequence: 11 } } })
})

test('after an import the receipt goes home on the stick, and the township reads it', async () => {
  const clerk = await clerkAt(world().beforeQuarter)
  clerk.put(world().packs.newest)
  await clerk.tap('pack-0')
  await clerk.arrives('update-ready', 60_000)
  await lookThroughRisks(clerk)
  await clerk.tap('update-apply')
  await clerk.arrives('update-applied', 60_000)
  await clerk.tap('offer-receipt')
  // A folder given at start is nobody's to unmount: that is said, and not that it may be pulled.
  await clerk.sees(stickWords.saved['only-synced'])
  const files = readdirSync(clerk.stickFolder).filter((name) => name.startsWith('mingbai-'))
  expect(files.map((name) => name.split('-')[1]).sort()).toEqual(['journal', 'receipt'])
  expect(receiptsIn(clerk.stickFolder)).toMatchObject({
    newest: 11,
    kiosks: [{ sequence: 11, journal: { word: 'verified' } }],
    refused: [],
  })
})

const whyNot = whyNoLoops() ?? lacksFor('exfat', ['mount.exfat-fuse'])
if (whyNot) console.warn(`NOT TESTED, a mounted stick by touch: ${whyNot}`)

test.skipIf(whyNot !== null)(
  'a mounted stick comes by itself, carries the receipt, and may be pulled only when it is let go of',
  async () => {
    const place = mkdtempSync(join(tmpdir(), 'mingbai-e2e-stick-'))
    const mounted = `/mnt/mingbai-${process.pid}`
    using stick = loopStick(place, { format: 'exfat' })
    mkdirSync(mounted, { recursive: true })
    try {
      const clerk = await clerkAt(world().beforeQuarter)
      rmSync(clerk.stickFolder, { recursive: true })
      await clerk.sees('请插上装有资料包的U盘')
      execFileSync('mount.exfat-fuse', [stick.node, mounted], { stdio: 'ignore' })
      await clerk.sees('是空的')
      copyFileSync(world().packs.newest, join(mounted, '石桥镇2026年第三季度.mbpack'))
      await clerk.sees('石桥镇 第11期')
      await clerk.reach('stick-receipt')
      await clerk.sees('可以拔了')
      expect(mountsOf(stick.node)).toEqual([])
      // Another machine finds whole files.
      execFileSync('mount.exfat-fuse', [stick.node, mounted, '-o', 'ro'], { stdio: 'ignore' })
      expect(receiptsIn(mounted, join(place, 'kiosks.json'))).toMatchObject({ kiosks: [{ sequence: 10 }] })
      execFileSync('umount', [mounted])
      // Put in once more, and only taken out.
      execFileSync('mount.exfat-fuse', [stick.node, mounted], { stdio: 'ignore' })
      await clerk.arrives('stick-eject', 30_000)
      await clerk.tap('stick-eject')
      await clerk.sees('可以拔了')
      expect(mountsOf(stick.node)).toEqual([])
    } finally {
      stick.pull()
      if (existsSync(mounted)) rmSync(mounted, { recursive: true })
      rmSync(place, { recursive: true, force: true })
    }
  },
  180_000,
)

// Troubles that only a broken stick makes: the page is given what the machine would say, for people to look at.
describe.each([
  ['portrait', portrait],
  ['landscape', { size: '1366x768', inches: '15.6' }],
])('pictures, %s', (_name, glass) => {
  test('the clerk page with no stick, one, two, and each trouble', async () => {
    const clerk = await clerkAt(world().beforeQuarter, { glass })
    const troubles: StickState[] = [
      { kind: 'opening' },
      { kind: 'nothing-on-it' },
      { kind: 'no-packs' },
      { kind: 'no-file-system' },
      { kind: 'unknown-file-system', fileSystem: 'apfs' },
      { kind: 'locked' },
      { kind: 'damaged' },
      { kind: 'not-allowed' },
      { kind: 'silent' },
      { kind: 'may-pull' },
    ]
    const scenes: [string, Stick[]][] = [
      ['none', []],
      ['three-packs', [stickOf('KINGSTON', packs)]],
      [
        'two',
        [stickOf('KINGSTON', packs.slice(0, 1)), stickOf('U盘2', packs.slice(1, 2), { readOnly: true })],
      ],
      ...troubles.map((state): [string, Stick[]] => [state.kind, [stickOf('KINGSTON', [], { state })]]),
    ]
    for (const size of ['standard', 'huge']) {
      for (const [name, sticks] of scenes) {
        if (size === 'huge' && !['three-packs', 'two', 'silent', 'unknown-file-system'].includes(name))
          continue
        await answersWith(clerk, sticks)
        // Leaving and coming back asks the machine anew.
        await clerk.tap('staff-device')
        await clerk.tap('nav-back')
        await clerk.tap(`size-${size}`)
        await clerk.arrives('staff')
        await clerk.shot(`sticks-${name}-${size}`)
      }
    }
  }, 240_000)
})

const signed = { kind: 'signed', township: '石桥镇', issuedOn: '2026-10-12', signer: '' } as const
const packs: StickPack[] = [
  packOf('1', '石桥镇2026年第三季度.mbpack', {
    ...signed,
    sequence: 12,
    periods: ['2026Q3', '2026-07', '2026-08', '2026-09', '2026'],
    reviews: [
      { step: 'pre-review', name: '王保安', on: '2026-10-10' },
      { step: 'secrecy-review', name: '李文华', on: '2026-10-11' },
    ],
    standing: null,
  }),
  packOf('2', '石桥镇2026年第二季度(更正).mbpack', {
    ...signed,
    sequence: 9,
    periods: ['2026Q2'],
    reviews: [],
    standing: { kind: 'older', have: 10, got: 9 },
  }),
  packOf('3', '榆林铺镇2026年第三季度.mbpack', {
    kind: 'unreadable',
    refusal: { kind: 'wrong-township', pack: '榆林铺镇', kiosk: '石桥镇' },
  }),
]

function packOf(packId: string, file: string, front: StickPack['front']): StickPack {
  return { packId, file, front, bytes: 12_345_678, modifiedMs: Date.UTC(2026, 9, 12, 4) }
}

function stickOf(label: string, own: StickPack[], more: Partial<Stick> = {}): Stick {
  return { stickId: label, label, state: { kind: 'open' }, packs: own, more: 0, readOnly: false, ...more }
}

/** From now on the machine says this of its sticks; everything else it answers itself. */
async function answersWith(clerk: Kiosk, sticks: Stick[]): Promise<void> {
  await clerk.app.evaluate(({ ipcMain }, given) => {
    const handlers: unknown = Reflect.get(ipcMain, '_invokeHandlers')
    if (!(handlers instanceof Map)) throw new Error('Electron keeps its handlers elsewhere now')
    const before: unknown = Reflect.get(globalThis, 'handlerOfBefore') ?? handlers.get('kiosk:call')
    if (typeof before !== 'function') throw new Error('no handler of calls')
    Reflect.set(globalThis, 'handlerOfBefore', before)
    handlers.set('kiosk:call', (event: unknown, ...args: unknown[]) =>
      args[0] === 'sticks' ? { ok: true, answer: given } : Reflect.apply(before, undefined, [event, ...args]),
    )
  }, sticks)
}

function receiptsIn(folder: string, kiosks = join(folder, 'kiosks.json')): unknown {
  const args = [join(root, 'township/command.ts'), 'receipts', folder, '--kiosks', kiosks]
  return JSON.parse(execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' }))
}
