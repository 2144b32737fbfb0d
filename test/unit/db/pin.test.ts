// The staff's PIN: tries are counted before they are checked, and no restart or clock shortens a wait.
import { randomBytes, scryptSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { stateFile } from '../../../db/data-folder.ts'
import { openDesk, type Clock, type Desk } from '../../../db/desk.ts'
import { setFirstPin, staffPin, unlock } from '../../../db/pin.ts'
import { temporaryFolder } from '../../stand-ins/pack-world.ts'

// Real disks, and a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 60_000 })

const pin = '493817'
const minute = 60_000

/** A machine whose clocks the test moves: `pass` lets time go by, `set` turns the wall clock alone. */
function machine() {
  let wall = Date.UTC(2026, 6, 1)
  let monotonic = 5000
  const clock: Clock = { wallMs: () => wall, monotonicMs: () => monotonic }
  return {
    clock,
    pass: (ms: number) => {
      wall += ms
      monotonic += ms
    },
    set: (ms: number) => (wall += ms),
    restart: () => (monotonic = 0),
  }
}

function deskIn(folder: string, clock: Clock): Desk {
  const opened = openDesk(join(folder, 'data'), { clock })
  if (!opened.ok) throw new Error(opened.fault.kind)
  return opened.desk
}

/** Sets the PIN at a cost that lets a test try many times; the cost is stored with the hash and kept to. */
async function setQuickPin(desk: Desk): Promise<void> {
  await setFirstPin(desk, pin)
  const salt = randomBytes(16)
  const hash = scryptSync(pin, salt, 32, { N: 1024, r: 8, p: 1 })
  desk.state.prepare('UPDATE pin SET cost = 1024, salt = ?, hash = ?').run(salt, hash)
}

async function wrongTries(desk: Desk, times: number) {
  let answer
  for (let n = 0; n < times; n++) answer = await unlock(desk, '000000')
  return answer
}

test('there is no PIN to begin with, one is set once, and only it opens', { timeout: 30_000 }, async () => {
  using place = temporaryFolder()
  const desk = deskIn(place.folder, machine().clock)
  expect(staffPin(desk)).toEqual({ pinSet: false, waitMs: 0, freeTries: 5 })
  expect(await unlock(desk, '000000')).toMatchObject({ ok: false })
  expect(await setFirstPin(desk, '12345')).toEqual({ ok: false })
  expect(await setFirstPin(desk, pin)).toEqual({ ok: true })
  expect(await setFirstPin(desk, '111111')).toEqual({ ok: false })
  expect(await unlock(desk, '111111')).toEqual({ ok: false, waitMs: 0, freeTries: 4 })
  expect(await unlock(desk, pin)).toEqual({ ok: true })
  expect(staffPin(desk)).toEqual({ pinSet: true, waitMs: 0, freeTries: 5 })
  desk.close()
  expect(readFileSync(stateFile(join(place.folder, 'data'))).includes(pin)).toBe(false)
})

test('five tries are free, then 15 s, doubling to an hour', async () => {
  using place = temporaryFolder()
  const { clock, pass } = machine()
  const desk = deskIn(place.folder, clock)
  await setQuickPin(desk)
  expect(await wrongTries(desk, 4)).toEqual({ ok: false, waitMs: 0, freeTries: 1 })
  const waits = []
  for (let n = 5; n <= 14; n++) {
    waits.push((await wrongTries(desk, 1))?.ok === false ? staffPin(desk).waitMs / 1000 : 'open')
    expect(await unlock(desk, pin)).toMatchObject({ ok: false })
    pass(staffPin(desk).waitMs)
  }
  expect(waits).toEqual([15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600])
  expect(await unlock(desk, pin)).toEqual({ ok: true })
  desk.close()
})

test('a try during the wait is neither checked nor counted', async () => {
  using place = temporaryFolder()
  const { clock, pass } = machine()
  const desk = deskIn(place.folder, clock)
  await setQuickPin(desk)
  await wrongTries(desk, 5)
  pass(10_000)
  expect(await unlock(desk, pin)).toEqual({ ok: false, waitMs: 5000, freeTries: 0 })
  pass(5000)
  expect(await unlock(desk, pin)).toEqual({ ok: true })
  desk.close()
})

test('the wait outlives a restart, whatever happens to the clock', async () => {
  using place = temporaryFolder()
  const { clock, pass, set, restart } = machine()
  const before = deskIn(place.folder, clock)
  await setQuickPin(before)
  await wrongTries(before, 5)
  pass(15_000)
  await wrongTries(before, 1)
  expect(staffPin(before).waitMs).toBe(30_000)
  before.close()
  restart()
  pass(10_000)
  const after = deskIn(place.folder, clock)
  expect(staffPin(after).waitMs).toBe(20_000)
  set(365 * 24 * 60 * minute)
  expect(staffPin(after).waitMs).toBe(20_000)
  after.close()
})

test('a battery that dies (1970) gives the whole wait again, and no more than that', async () => {
  using place = temporaryFolder()
  const { clock, pass, set, restart } = machine()
  const before = deskIn(place.folder, clock)
  await setQuickPin(before)
  await wrongTries(before, 5)
  before.close()
  restart()
  set(-clock.wallMs())
  const after = deskIn(place.folder, clock)
  expect(staffPin(after).waitMs).toBe(15_000)
  expect(await unlock(after, pin)).toMatchObject({ ok: false })
  pass(15_000)
  expect(await unlock(after, pin)).toEqual({ ok: true })
  after.close()
})

test('within one run no setting of the clock shortens the wait, forward or back', async () => {
  using place = temporaryFolder()
  const { clock, pass, set } = machine()
  const desk = deskIn(place.folder, clock)
  await setQuickPin(desk)
  await wrongTries(desk, 5)
  set(10 * 365 * 24 * 60 * minute)
  expect(staffPin(desk).waitMs).toBe(15_000)
  set(-20 * 365 * 24 * 60 * minute)
  pass(14_000)
  expect(staffPin(desk).waitMs).toBe(1000)
  desk.close()
})

test('a try counts though its process dies before the answer', async () => {
  using place = temporaryFolder()
  const { clock } = machine()
  const desk = deskIn(place.folder, clock)
  await setQuickPin(desk)
  const dying = unlock(desk, '000000')
  const other = deskIn(place.folder, clock)
  expect(staffPin(other).freeTries).toBe(4)
  await dying
  other.close()
  desk.close()
})

test('many tries at once are not more than five', async () => {
  using place = temporaryFolder()
  const desk = deskIn(place.folder, machine().clock)
  await setQuickPin(desk)
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, n) => unlock(desk, n === 11 ? pin : '000000')),
  )
  expect(answers.every((answer) => !answer.ok)).toBe(true)
  expect(staffPin(desk)).toEqual({ pinSet: true, waitMs: 15_000, freeTries: 0 })
  desk.close()
})
