// Real file systems on loop devices, mounted by the kiosk itself as on a machine without a desktop.
import { execFileSync } from 'node:child_process'
import { closeSync, copyFileSync, existsSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs'
import { mkdirSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test as anyTest } from 'vitest'
import type { Stick } from '../../../electron/contract.ts'
import { linuxSticks } from '../../../electron/linux-sticks.ts'
import { sticks } from '../../../electron/sticks.ts'
import { writeOnStick } from '../../../electron/stick-write.ts'
import { stage } from '../../../pack/stage.ts'
import { isHere, lacksFor, loopStick, mountsOf, newFolder, whyNoLoops } from '../../stand-ins/loop-stick.ts'
import type { Format, LoopStick } from '../../stand-ins/loop-stick.ts'
import { packOf, posting, trustIn, worldIn, type World } from '../../stand-ins/pack-world.ts'

const whyNot = whyNoLoops()
const skipped = new Set<string>()

/** Counted as skipped and said aloud with the reason: a test that did not run has proved nothing. */
function test(what: string, lacks: string | null, work: () => Promise<void>): void {
  const why = whyNot ?? lacks
  if (why) skipped.add(`${what}: ${why}`)
  anyTest.skipIf(why !== null)(why ? `${what} (skipped: ${why})` : what, work)
}

const place = newFolder()
let world: World
let pack = ''
const chinese = '石桥镇2026年第三季度.mbpack'

beforeAll(async () => {
  for (const each of skipped) console.warn(`REAL STICK NOT TESTED: ${each}`)
  world = await worldIn(place.folder)
  pack = await packOf(world, 11, [posting()])
})
afterAll(() => place[Symbol.dispose]())

/** The kiosk's own sticks, but of loop devices only those of this test. */
function kioskWith(...own: LoopStick[]) {
  const ownFolder = join(place.folder, 'mounts')
  const names = new Set(own.map(({ name }) => name))
  const machine = linuxSticks({
    ownFolder,
    isStickDisk: (name) => names.has(name),
    drivers: { exfat: 'mount.exfat-fuse', ntfs: 'ntfs-3g', vfat: 'fusefat' },
  })
  return { machine, desk: sticks({ machine, trust: () => trustIn(world), patience: { troubleMs: 0 } }) }
}

async function listed(desk: ReturnType<typeof kioskWith>['desk']): Promise<Stick[]> {
  for (;;) {
    const seen = await desk.list()
    const isReady = ({ state, packs }: Stick) =>
      state.kind !== 'opening' && packs.every(({ front }) => front.kind !== 'reading')
    if (seen.every(isReady)) return seen
  }
}

/** The pack put there as an office PC would: by another mount, before the kiosk sees the stick. */
function filled(format: Format, partitioned = false): LoopStick {
  const stick = loopStick(place.folder, { format, partitioned })
  const folder = join(place.folder, `office-${stick.name}`)
  mkdirSync(folder, { recursive: true })
  const drivers: Partial<Record<Format, string>> = {
    exfat: 'mount.exfat-fuse',
    ntfs: 'ntfs-3g',
    ext4: 'mount',
  }
  execFileSync(drivers[format] ?? 'mount', [stick.node, folder], { stdio: 'ignore' })
  copyFileSync(pack, join(folder, chinese))
  execFileSync('umount', [folder])
  return stick
}

const formats: [Format, string | null][] = [
  ['exfat', lacksFor('exfat', ['mount.exfat-fuse'])],
  ['ntfs', lacksFor('ntfs', ['ntfs-3g'])],
  ['ext4', lacksFor('ext4')],
]
for (const [format, lacks] of formats)
  for (const partitioned of [false, true])
    test(
      `${format} ${partitioned ? 'with' : 'without'} a partition table: read, written on, taken out`,
      lacks,
      async () => {
        using stick = filled(format, partitioned)
        const { desk } = kioskWith(stick)
        const [seen] = await listed(desk)
        expect(seen?.packs.map(({ file, front }) => [file, front.kind])).toEqual([[chinese, 'signed']])
        const found = desk.find(seen?.packs[0]?.packId ?? '')
        const mounts = readFileSync('/proc/mounts', 'utf8').split('\n')
        const options =
          mounts
            .find((line) => line.startsWith(`${stick.node} `))
            ?.split(' ')[3]
            ?.split(',') ?? []
        expect(options).toEqual(expect.arrayContaining(['ro', 'nosuid', 'nodev']))

        const staged = await stage(found?.path ?? '', join(place.folder, 'staging'))
        expect(staged).toMatchObject({ ok: true, bytes: statSync(pack).size })

        const receipt = { name: 'mingbai-receipt.json', bytes: Buffer.from('{"a":1}\n') }
        const saved = await desk.save(seen?.stickId ?? '', [receipt])
        expect(saved).toEqual({ kind: 'saved', files: [receipt.name], mayPull: true })
        expect(mountsOf(stick.node)).toEqual([])
        expect((await desk.list())[0]?.state).toEqual({ kind: 'may-pull' })

        // Another machine, later: the file is on the stick, whole, and nothing of the writing is left beside it.
        const { desk: office, machine } = kioskWith(stick)
        await listed(office)
        const [mounted = ''] = mountsOf(stick.node)
        expect(
          readdirSync(mounted)
            .filter((name) => !/^(\$|lost\+found|System)/.test(name))
            .sort(),
        ).toEqual([receipt.name, chinese].sort())
        expect(readFileSync(join(mounted, receipt.name)).equals(receipt.bytes)).toBe(true)
        const written = await writeOnStick(mounted, 'x.json', receipt.bytes, machine.files)
        expect(written).toEqual({ ok: false, fault: { kind: 'stick-read-only' } })
        await office.leave()
        expect(mountsOf(stick.node)).toEqual([])
      },
    )

// The kernel here has no driver for FAT and the one in user space only reads; the office's side is played by mtools.
const fatLacks = lacksFor('vfat', ['mcopy']) ?? (isHere('fusefat') ? null : 'needs fusefat')
test('FAT32: read and taken out', fatLacks, async () => {
  const fill = (image: string, at: number) =>
    void execFileSync('mcopy', ['-i', `${image}@@${at}`, pack, '::clerk.mbpack'], { stdio: 'ignore' })
  using stick = loopStick(place.folder, { format: 'vfat', fill })
  const { desk } = kioskWith(stick)
  const [seen] = await listed(desk)
  expect(seen?.packs.map(({ file, front }) => [file.toLowerCase(), front.kind])).toEqual([
    ['clerk.mbpack', 'signed'],
  ])
  expect(await desk.eject(seen?.stickId ?? '')).toEqual({ kind: 'may-pull' })
  expect(mountsOf(stick.node)).toEqual([])
})

test(
  'a stick with a lock against writing is read, and says that it cannot be written on',
  lacksFor('ext4'),
  async () => {
    const filledStick = filled('ext4')
    const { image } = filledStick
    execFileSync('losetup', ['--detach', filledStick.node])
    const node = execFileSync('losetup', ['--find', '--show', '--read-only', image], {
      encoding: 'utf8',
    }).trim()
    using stick: LoopStick = {
      ...filledStick,
      node,
      name: node.slice('/dev/'.length),
      [Symbol.dispose]: () => release(node),
    }
    const { desk } = kioskWith(stick)
    const [seen] = await listed(desk)
    expect([seen?.state.kind, seen?.readOnly]).toEqual(['open', true])
    const saved = await desk.save(seen?.stickId ?? '', [{ name: 'a.json', bytes: Buffer.from('{}') }])
    expect(saved).toEqual({ kind: 'failed', fault: { kind: 'stick-read-only' } })
  },
)

test(
  'a full stick says so, and keeps nothing of the file',
  lacksFor('exfat', ['mount.exfat-fuse']),
  async () => {
    using stick = filled('exfat')
    const { desk } = kioskWith(stick)
    const [seen] = await listed(desk)
    const much = Buffer.alloc(80 * 1024 * 1024, 1)
    const saved = await desk.save(seen?.stickId ?? '', [{ name: 'a.json', bytes: much }])
    expect(saved).toMatchObject({ kind: 'failed', fault: { kind: 'stick-full' } })
    await listed(desk)
    expect(readdirSync(mountsOf(stick.node)[0] ?? '')).toEqual([chinese])
    await desk.leave()
  },
)

test(
  'one that was never formatted, and one whose file system is torn, are told apart',
  lacksFor('ntfs'),
  async () => {
    using bare = loopStick(place.folder, { format: 'none' })
    using torn = loopStick(place.folder, { format: 'ntfs', fill: tear })
    using strange = loopStick(place.folder, { format: 'none', fill: (image) => stamp(image, 32, 'NXSB') })
    using locked = loopStick(place.folder, { format: 'none', fill: (image) => stamp(image, 3, '-FVE-FS-') })
    const { desk } = kioskWith(bare, torn, strange, locked)
    const kinds = new Map((await listed(desk)).map(({ state }) => [state.kind, state]))
    expect([...kinds.keys()].sort()).toEqual(['damaged', 'locked', 'no-file-system', 'unknown-file-system'])
    expect(kinds.get('unknown-file-system')).toMatchObject({ fileSystem: 'apfs' })
    for (const { node } of [bare, torn, strange, locked]) expect(mountsOf(node)).toEqual([])
  },
)

test('pulled in the middle of a copy: the copy says so, and nothing is kept', lacksFor('ext4'), async () => {
  using stick = filled('ext4')
  const office = join(place.folder, `office-${stick.name}`)
  execFileSync('mount', [stick.node, office])
  writeFileSync(join(office, 'large.mbpack'), Buffer.concat([readFileSync(pack), Buffer.alloc(40 << 20, 7)]))
  execFileSync('umount', [office])
  const { desk } = kioskWith(stick)
  const [seen] = await listed(desk)
  const large = seen?.packs.find(({ file }) => file === 'large.mbpack')
  const staging = join(place.folder, 'staging-pulled')
  let pulled = false
  const staged = await stage(desk.find(large?.packId ?? '')?.path ?? '', staging, {
    onProgress(done, total) {
      if (pulled || done < total / 2) return
      pulled = true
      // A lazy unmount alone leaves open files alive, as no pulled stick does: the device must be gone below them.
      truncateSync(stick.image, 0)
      stick.pull()
    },
  })
  expect([pulled, staged]).toEqual([true, { ok: false, fault: { kind: 'stick-gone' } }])
  expect(readdirSync(staging)).toEqual([])
})

test('what is mounted of a stick that is gone is found and let go of', lacksFor('ext4'), async () => {
  using stick = filled('ext4')
  const before = kioskWith(stick)
  await listed(before.desk)
  const [mounted = ''] = mountsOf(stick.node)
  // For this kiosk the device is no longer in the machine: what is left in its own folder is a phantom.
  expect(await listed(kioskWith().desk)).toEqual([])
  expect([mountsOf(stick.node), existsSync(mounted)]).toEqual([[], false])
})

test('a stick that another program holds is busy until that program is done', lacksFor('ext4'), async () => {
  using stick = filled('ext4')
  const { desk } = kioskWith(stick)
  const [seen] = await listed(desk)
  const held = openSync(desk.find(seen?.packs[0]?.packId ?? '')?.path ?? '', 'r')
  expect(await desk.eject(seen?.stickId ?? '')).toEqual({ kind: 'busy' })
  closeSync(held)
  expect(await desk.eject(seen?.stickId ?? '')).toEqual({ kind: 'may-pull' })
})

function tear(image: string): void {
  const descriptor = openSync(image, 'r+')
  // The first sector stays, so that it still calls itself NTFS; the tables it points to are gone.
  writeSync(descriptor, Buffer.alloc(40 * 1024 * 1024, 0xaa), 0, 40 * 1024 * 1024, 4096)
  closeSync(descriptor)
}

function stamp(image: string, at: number, mark: string): void {
  const descriptor = openSync(image, 'r+')
  writeSync(descriptor, Buffer.from(mark, 'latin1'), 0, mark.length, at)
  closeSync(descriptor)
}

function release(node: string): void {
  for (const mounted of mountsOf(node)) execFileSync('umount', [mounted])
  execFileSync('losetup', ['--detach', node])
}
