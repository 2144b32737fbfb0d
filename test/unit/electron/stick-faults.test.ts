// Sticks that are pulled, die, fill up or lie, under the real state machine and a simulated operating system.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { copyFileSync, symlinkSync, truncateSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Stick } from '../../../electron/contract.ts'
import { sticks } from '../../../electron/sticks.ts'
import { stage } from '../../../pack/stage.ts'
import {
  dibao,
  keysOf,
  packOf,
  passedOff,
  posting,
  trustIn,
  worldIn,
  type World,
} from '../../stand-ins/pack-world.ts'
import { simulatedMachine, simulatedStick } from '../../stand-ins/simulated-sticks.ts'
import type { Fault, SimulatedStick } from '../../stand-ins/simulated-sticks.ts'

const place = mkdtempSync(join(tmpdir(), 'mingbai-faults-'))
let world: World
let [ninth, eleventh, strangers] = ['', '', '']

beforeAll(async () => {
  world = await worldIn(place)
  ninth = await packOf(world, 9, [posting()])
  eleventh = await packOf(world, 11, [dibao({ payees: ['赵甲'] })], {
    reviews: [{ step: 'pre-review', name: passedOff('王保安'), on: passedOff('2026-07-08') }],
  })
  const other = { ...world, ...(await keysOf(join(place, 'other'))) }
  strangers = await packOf(other, 12, [posting()], { out: join(place, 'strangers.mbpack') })
})
afterAll(() => rmSync(place, { recursive: true, force: true }))

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(place, 'stick-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const patience = { listMs: 300, silentMs: 150, stepMs: 300, troubleMs: 0 }

function deskWith(...all: SimulatedStick[]) {
  const machine = simulatedMachine(all)
  const trust = trustIn(world, { floor: { sequence: 10, manifestSha256: 'f'.repeat(64), mayRepeat: false } })
  return { machine, desk: sticks({ machine, trust: () => trust, patience }) }
}

function stickWith(
  packs: Readonly<Record<string, string>>,
  more: Partial<SimulatedStick> = {},
): SimulatedStick {
  const own = join(folder, `u-${readdirSync(folder).length}`)
  mkdirSync(own)
  for (const [name, pack] of Object.entries(packs)) copyFileSync(pack, join(own, name))
  return simulatedStick(own, more)
}

/** Lists until every head is read, as a page does that is told of each change. */
async function listed(desk: ReturnType<typeof deskWith>['desk'], isDone = settled): Promise<Stick[]> {
  let seen = await desk.list()
  for (let tries = 0; tries < 100 && !seen.every(isDone); tries++) seen = await desk.list()
  return seen
}
const settled = ({ state, packs }: Stick) =>
  state.kind !== 'opening' && packs.every(({ front }) => front.kind !== 'reading')

describe('the chooser', () => {
  test('says of each pack who, when and what, newest first by number whatever the clocks said', async () => {
    const stick = stickWith({ 'a.mbpack': ninth, 'b.mbpack': eleventh, 'c.mbpack': strangers })
    utimesSync(join(stick.folder, 'a.mbpack'), 4_000_000_000, 4_000_000_000)
    writeFileSync(join(stick.folder, 'd.mbpack'), 'no pack at all')
    writeFileSync(join(stick.folder, '信.docx'), 'never opened')
    const [seen] = await listed(deskWith(stick).desk)
    const told = (seen?.packs ?? []).map(({ file, front }) => [
      file,
      front.kind === 'signed'
        ? [front.township, front.sequence, front.issuedOn, front.standing?.kind ?? 'new']
        : '',
      front.kind === 'unreadable' ? front.refusal.kind : '',
    ])
    expect(told.slice(0, 2)).toEqual([
      ['b.mbpack', ['石桥镇', 11, '2026-07-10', 'new'], ''],
      ['a.mbpack', ['石桥镇', 9, '2026-07-10', 'older'], ''],
    ])
    expect(told.slice(2)).toEqual(
      expect.arrayContaining([
        ['c.mbpack', '', 'unknown-signer'],
        ['d.mbpack', '', 'not-a-pack'],
      ]),
    )
  })

  test('tells the reviewers of a signed pack, and nothing of one whose signature does not hold', async () => {
    const stick = stickWith({ 'good.mbpack': eleventh, 'bad.mbpack': eleventh })
    const bytes = readFileSync(eleventh)
    // One letter within the manifest: a name somebody would like to read there.
    bytes.writeUInt8(bytes.readUInt8(60) ^ 1, 60)
    writeFileSync(join(stick.folder, 'bad.mbpack'), bytes)
    const [seen] = await listed(deskWith(stick).desk)
    const fronts = Object.fromEntries((seen?.packs ?? []).map(({ file, front }) => [file, front]))
    expect(fronts['good.mbpack']).toMatchObject({ reviews: [{ step: 'pre-review', name: '王保安' }] })
    expect(fronts['bad.mbpack']).toMatchObject({ kind: 'unreadable', refusal: { kind: 'bad-signature' } })
    expect(Object.keys(fronts['bad.mbpack'] ?? {})).toEqual(['kind', 'refusal'])
  })

  test('reads the head alone, and each head once', async () => {
    const stick = stickWith({ 'a.mbpack': eleventh })
    const { machine, desk } = deskWith(stick)
    let read = 0
    const open = machine.files.open
    machine.files.open = async (path) => {
      const { handle, bytes } = await open(path)
      const counted: typeof handle.read = async (...args) => {
        const got = await handle.read(...args)
        read += got.bytesRead
        return got
      }
      return { bytes, handle: { read: counted, close: () => handle.close() } }
    }
    await listed(desk)
    const once = read
    await desk.list()
    expect(read).toBe(once)
    expect(once).toBeLessThan(264 * 1024 + 32)
    expect(once).toBeLessThan(statSync(eleventh).size)
  })

  test('a pack whose copying was interrupted is said so before it is copied', async () => {
    const stick = stickWith({ 'a.mbpack': eleventh })
    writeFileSync(join(stick.folder, 'a.mbpack'), readFileSync(eleventh).subarray(0, -10))
    const [seen] = await listed(deskWith(stick).desk)
    expect(seen?.packs[0]?.front).toMatchObject({ kind: 'signed', standing: { kind: 'incomplete' } })
  })
})

describe('what is named like a pack and is none', () => {
  test('links, pipes, folders and devices are not listed; a terabyte is refused; none of them is read', async () => {
    const stick = stickWith({})
    const at = (name: string) => join(stick.folder, name)
    mkdirSync(at('folder.mbpack'))
    symlinkSync('/etc/shadow', at('shadow.mbpack'))
    symlinkSync('/dev/zero', at('endless.mbpack'))
    execFileSync('mkfifo', [at('pipe.mbpack')])
    writeFileSync(at('huge.mbpack'), '')
    truncateSync(at('huge.mbpack'), 2 ** 40)
    const { machine, desk } = deskWith(stick)
    const opened: string[] = []
    const { open } = machine.files
    machine.files.open = async (path) => {
      opened.push(path)
      const file = await open(path)
      throw new Error(`opened ${path} of ${file.bytes} bytes`)
    }
    const [seen] = await listed(desk)
    expect(seen?.packs).toMatchObject([
      { file: 'huge.mbpack', front: { kind: 'unreadable', refusal: { kind: 'limit', limit: 'packBytes' } } },
    ])
    expect(opened).toEqual([at('huge.mbpack')])
  })

  test('5,000 packs among 20,000 files, with names that reverse, break and fill a line: capped, escaped, and soon', async () => {
    const stick = stickWith({})
    const at = (name: string) => join(stick.folder, name)
    for (let n = 0; n < 20_000; n++) writeFileSync(at(`${n}.jpg`), '')
    for (let n = 0; n < 4_997; n++) writeFileSync(at(`${n}.mbpack`), '')
    const names = [`${'长'.repeat(82)}.mbpack`, '\u202Ekcapbm.exe.mbpack', 'a\nb.mbpack']
    for (const name of names) {
      writeFileSync(at(name), 'x')
      utimesSync(at(name), 4_000_000_000, 4_000_000_000)
    }
    const [seen] = await listed(deskWith(stick).desk)
    expect([seen?.packs.length, seen?.more]).toEqual([50, 4_950])
    const shown = seen?.packs.map(({ file }) => file) ?? []
    expect(shown).toEqual(expect.arrayContaining(['\\u{202e}kcapbm.exe.mbpack', 'a\\u{a}b.mbpack']))
    expect(Math.max(...shown.map(({ length }) => length))).toBeLessThanOrEqual(120)
  })
})

describe('a stick in trouble', () => {
  const flaws = ['no-file-system', 'locked', 'damaged', 'not-allowed'] as const
  test.each(flaws)('%s is its own word, and the other stick is listed all the same', async (kind) => {
    const { desk } = deskWith(stickWith({}, { flaw: { kind } }), stickWith({ 'a.mbpack': eleventh }))
    expect((await listed(desk)).map(({ state }) => state.kind)).toEqual([kind, 'open'])
  })

  test('an empty one and one without packs are told apart', async () => {
    const other = stickWith({})
    writeFileSync(join(other.folder, '照片.jpg'), 'x')
    const seen = await listed(deskWith(stickWith({}), other).desk)
    expect(seen.map(({ state }) => state.kind)).toEqual(['nothing-on-it', 'no-packs'])
  })

  const steps: Fault['at'][] = ['mount', 'names', 'about', 'open', 'read']
  test.each(steps)('one that never answers at "%s" is silent, and holds nobody up', async (at) => {
    const dying = stickWith({ 'a.mbpack': eleventh }, { fault: { at, what: 'hang' } })
    const { desk } = deskWith(dying, stickWith({ 'b.mbpack': eleventh }))
    const seen = await listed(
      desk,
      ({ state, packs }) => state.kind === 'silent' || settled({ state, packs } as Stick),
    )
    expect(seen.map(({ state }) => state.kind)).toEqual(['silent', 'open'])
    // Pulled and put in again, it is looked at anew.
    dying.fault = null
    dying.mounted = null
    dying.sequence++
    expect((await listed(desk)).map(({ state }) => state.kind)).toEqual(['open', 'open'])
  })

  test.each(steps.slice(1))(
    'pulled at "%s", it is gone from the list, and its tokens lead nowhere',
    async (at) => {
      const stick = stickWith(
        { 'a.mbpack': eleventh, 'b.mbpack': ninth },
        { fault: { at, after: 1, what: 'gone' } },
      )
      const { desk } = deskWith(stick)
      const before = await desk.list()
      const packId = before[0]?.packs[0]?.packId ?? ''
      expect(await listed(desk)).toEqual([])
      expect(desk.find(packId)).toBe(null)
    },
  )

  test('a block that cannot be read is told of its pack alone', async () => {
    const stick = stickWith({ 'a.mbpack': eleventh, 'b.mbpack': eleventh })
    stick.fault = { at: 'read', after: 2, what: 'EIO' }
    const { desk } = deskWith(stick)
    const [seen] = await listed(desk)
    expect(seen?.packs.map(({ front }) => front.kind).sort()).toEqual(['signed', 'unreadable'])
    // Not remembered: the next look may be luckier.
    stick.fault = null
    await listed(desk)
    const [later] = await listed(desk)
    expect(later?.packs.map(({ front }) => front.kind)).toEqual(['signed', 'signed'])
  })

  test('a slow one is opening, then lists, and is never called silent while it moves', async () => {
    const stick = stickWith({ 'a.mbpack': eleventh, 'b.mbpack': ninth }, { bytesPerSecond: 200_000 })
    const { desk } = deskWith(stick)
    const seen = await listed(desk)
    expect(seen[0]?.packs.map(({ front }) => front.kind)).toEqual(['signed', 'signed'])
  })
})

describe('copying', () => {
  const shares = [0.01, 0.5, 0.99]
  test.each(shares)('pulled at %d of the way, the copy says so and leaves nothing', async (share) => {
    const stick = stickWith({})
    const large = Buffer.concat([readFileSync(eleventh), Buffer.alloc(99 * 1024 * 1024)])
    writeFileSync(join(stick.folder, 'a.mbpack'), large)
    const chunks = Math.ceil(large.length / (1 << 20))
    stick.fault = { at: 'read', after: Math.floor(chunks * share), what: 'gone' }
    const staging = join(folder, 'staging')
    const { machine } = deskWith(stick)
    const staged = await stage(join(stick.folder, 'a.mbpack'), staging, { openFile: machine.files.open })
    expect(staged).toEqual({ ok: false, fault: { kind: 'stick-gone' } })
    expect(readdirSync(staging)).toEqual([])
  })
})

describe('taking a stick out', () => {
  test('it may be pulled only after everything is written out and it is let go of', async () => {
    const stick = stickWith({ 'a.mbpack': eleventh })
    const { desk } = deskWith(stick)
    const [seen] = await listed(desk)
    expect(await desk.eject(seen?.stickId ?? '')).toEqual({ kind: 'may-pull' })
    expect(stick.asked).toEqual(['mount for read', 'sync', 'unmount'])
    // It says so until it is gone, and is not opened again under the clerk's hand.
    expect((await desk.list()).map(({ state }) => state.kind)).toEqual(['may-pull'])
    expect(stick.asked).toHaveLength(3)
    stick.in = false
    expect(await desk.list()).toEqual([])
    stick.in = true
    stick.sequence++
    expect((await listed(desk)).map(({ state }) => state.kind)).toEqual(['open'])
  })

  test('once somebody mounts it again, it may no longer be pulled', async () => {
    const stick = stickWith({ 'a.mbpack': eleventh })
    const { desk } = deskWith(stick)
    const [seen] = await listed(desk)
    await desk.eject(seen?.stickId ?? '')
    stick.mounted = 'write'
    expect((await listed(desk))[0]?.state.kind).toBe('open')
  })

  test('while something else uses it, that is said, and it stays', async () => {
    const stick = stickWith({ 'a.mbpack': eleventh }, { mayUnmount: false })
    const { desk } = deskWith(stick)
    const [seen] = await listed(desk)
    expect(await desk.eject(seen?.stickId ?? '')).toEqual({ kind: 'busy' })
    stick.mayUnmount = true
    expect(await desk.eject(seen?.stickId ?? '')).toEqual({ kind: 'may-pull' })
  })

  test.each(['sync', 'unmount'] as const)('one that dies at "%s" is never said to be ready', async (at) => {
    const stick = stickWith({ 'a.mbpack': eleventh }, { fault: { at, what: 'hang' } })
    const { desk } = deskWith(stick)
    const [seen] = await listed(desk)
    expect(await desk.eject(seen?.stickId ?? '')).toEqual({ kind: 'silent' })
    expect((await desk.list())[0]?.state.kind).not.toBe('may-pull')
  })

  test('when the clerk leaves, what the kiosk has mounted is let go of, and opened again for the next', async () => {
    const stick = stickWith({ 'a.mbpack': eleventh })
    const { desk } = deskWith(stick)
    await listed(desk)
    await desk.leave()
    expect(stick.mounted).toBe(null)
    expect((await listed(desk))[0]?.state.kind).toBe('open')
  })

  test('two sticks: the one that was chosen is let go of', async () => {
    const [one, two] = [stickWith({ 'a.mbpack': eleventh }), stickWith({ 'b.mbpack': eleventh })]
    const { desk } = deskWith(one, two)
    const seen = await listed(desk)
    await desk.eject(seen[1]?.stickId ?? '')
    expect([one.mounted, two.mounted]).toEqual(['read', null])
  })
})

describe('writing on a stick', () => {
  const file = { name: 'mingbai-receipt.json', bytes: Buffer.from('回执'.repeat(50_000)) }
  const left = (stick: SimulatedStick) =>
    readdirSync(stick.folder).filter((name) => !name.endsWith('.mbpack'))

  async function savedOn(stick: SimulatedStick, prepare: () => void = () => {}) {
    const { desk } = deskWith(stick)
    const [seen] = await listed(desk)
    prepare()
    return desk.save(seen?.stickId ?? '', [file])
  }

  test('it is mounted for writing only for the write, read back, and let go of before it may be pulled', async () => {
    const stick = stickWith({ 'a.mbpack': eleventh })
    expect(await savedOn(stick)).toEqual({ kind: 'saved', files: [file.name], mayPull: true })
    expect(stick.asked).toEqual(['mount for read', 'unmount', 'mount for write', 'sync', 'unmount'])
    expect(left(stick)).toEqual([file.name])
    expect(readFileSync(join(stick.folder, file.name)).equals(file.bytes)).toBe(true)
  })

  test('a full one says how much is missing', async () => {
    const stick = stickWith({ 'a.mbpack': eleventh }, { freeBytes: 1000 })
    expect(await savedOn(stick)).toMatchObject({ kind: 'failed', fault: { kind: 'stick-full', free: 1000 } })
    expect(left(stick)).toEqual([])
  })

  const faults: [Fault, string][] = [
    [{ at: 'write', after: 2, what: 'ENOSPC' }, 'stick-full'],
    [{ at: 'create', what: 'EROFS' }, 'stick-read-only'],
    [{ at: 'write', after: 1, what: 'gone' }, 'stick-gone'],
    [{ at: 'fsync', what: 'gone' }, 'stick-gone'],
    [{ at: 'fsync', what: 'EIO' }, 'stick-gone'],
    [{ at: 'rename', what: 'EIO' }, 'stick-gone'],
    [{ at: 'fsync', what: 'hang' }, 'silent'],
    [{ at: 'write', what: 'ENOTSUP' }, 'stick-fault'],
  ]
  test.each(faults)('%o ends as %s, and nothing lies under the final name', async (fault, kind) => {
    const stick = stickWith({ 'a.mbpack': eleventh })
    const saved = await savedOn(stick, () => void (stick.fault = fault))
    expect(saved).toMatchObject({ kind: 'failed', fault: { kind } })
    expect(left(stick)).not.toContain(file.name)
    // What was begun is taken away where the stick still lets us.
    if (fault.what !== 'gone') expect(left(stick)).toEqual([])
  })

  test('one that is locked against writing is said so', async () => {
    const stick = stickWith({ 'a.mbpack': eleventh }, { readOnly: true })
    expect(await savedOn(stick)).toEqual({ kind: 'failed', fault: { kind: 'stick-read-only' } })
  })

  test('one that keeps other bytes than it was given loses the file again', async () => {
    const stick = stickWith({ 'a.mbpack': eleventh })
    const { machine, desk } = deskWith(stick)
    const [seen] = await listed(desk)
    const rename = machine.files.rename
    machine.files.rename = async (from, to) => {
      await rename(from, to)
      const bytes = readFileSync(to)
      bytes.writeUInt8(bytes.readUInt8(9) ^ 1, 9)
      writeFileSync(to, bytes)
    }
    const saved = await desk.save(seen?.stickId ?? '', [file])
    expect(saved).toEqual({ kind: 'failed', fault: { kind: 'reads-differently' } })
    expect(left(stick)).toEqual([])
  })

  test('pressed ten times, it is written once', async () => {
    const stick = stickWith({ 'a.mbpack': eleventh })
    const { desk } = deskWith(stick)
    const [seen] = await listed(desk)
    const all = await Promise.all(Array.from({ length: 10 }, () => desk.save(seen?.stickId ?? '', [file])))
    expect(all.filter(({ kind }) => kind === 'saved')).toHaveLength(1)
    expect(stick.asked.filter((each) => each === 'mount for write')).toHaveLength(1)
  })

  test('a stick that was changed for another is not written on', async () => {
    const stick = stickWith({ 'a.mbpack': eleventh })
    const { desk } = deskWith(stick)
    const [seen] = await listed(desk)
    stick.sequence++
    stick.mounted = null
    await listed(desk)
    expect(await desk.save(seen?.stickId ?? '', [file])).toEqual({
      kind: 'failed',
      fault: { kind: 'stick-gone' },
    })
    expect(left(stick)).toEqual([])
  })
})
