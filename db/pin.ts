// The staff's PIN: kept as a scrypt hash, tries counted before they are checked, waits that no restart shortens.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import type { ReadableDb } from './database.ts'
import { isoNow, machineClock, type Clock, type Desk, type LastTry } from './desk.ts'
import { note } from './journal.ts'
import { keepCopy } from './state-copy.ts'

/** 128 MB and about 0.4 s a try: six digits then take months even for whoever carries the file away. */
const cost = { N: 2 ** 17, r: 8, p: 1 }

const freeTries = 5
const firstWaitMs = 15_000
const longestWaitMs = 3_600_000

export type PinState = { pinSet: boolean; waitMs: number; freeTries: number }
export type PinAnswer = { ok: true } | { ok: false; waitMs: number; freeTries: number }

type Attempts = { failed: number; wall_ms: number }
type Waiting = { state: ReadableDb | null; clock?: Clock; lastTry?: LastTry }

export function staffPin(of: Waiting): PinState {
  const { state } = of
  if (!state) return { pinSet: false, waitMs: 0, freeTries }
  const pinSet = state.prepare('SELECT 1 FROM pin').get() !== undefined
  const attempts = attemptsIn(state)
  return {
    pinSet,
    waitMs: waitLeft(attempts, of.clock ?? machineClock, of.lastTry ?? { wallMs: null, monotonicMs: 0 }),
    freeTries: Math.max(0, freeTries - attempts.failed),
  }
}

/** Once: there is no PIN to begin with, and a set one is only changed by whoever knows it. */
export async function setFirstPin(desk: Desk, pin: string): Promise<{ ok: boolean }> {
  if (!/^\d{6}$/.test(pin) || staffPin(desk).pinSet || hasForgottenKeys(desk.state)) return { ok: false }
  const salt = randomBytes(16)
  const hash = await hashOf(pin, salt, cost)
  const at = isoNow(desk.clock)
  const set = desk.state
    .transaction(() => {
      const { changes } = desk.state
        .prepare(
          `INSERT OR IGNORE INTO pin (one, salt, hash, cost, block_size, parallel, set_at)
           VALUES (1, @salt, @hash, @N, @r, @p, @at)`,
        )
        .run({ salt, hash, ...cost, at })
      if (changes > 0) note(desk.state, at, 'installer', 'pin-set')
      return { ok: changes > 0 }
    })
    .immediate()
  keepCopy(desk)
  return set
}

/**
 * A kiosk whose memory is gone has no PIN, and stands in a hall: the first hand on it must not become its clerk. Once an
 * installer has said whom to trust, the PIN is chosen as on the first day.
 */
const hasForgottenKeys = (state: ReadableDb): boolean =>
  state.prepare("SELECT 1 FROM journal WHERE action = 'state-rebuilt'").get() !== undefined &&
  state.prepare('SELECT 1 FROM trusted_key').get() === undefined

export async function unlock(desk: Desk, pin: string): Promise<PinAnswer> {
  const stored = desk.state
    .prepare<[], { salt: Buffer; hash: Buffer; cost: number; block_size: number; parallel: number }>(
      'SELECT * FROM pin',
    )
    .get()
  if (!stored || !countTry(desk)) return refused(desk)
  const hash = await hashOf(pin, stored.salt, { N: stored.cost, r: stored.block_size, p: stored.parallel })
  if (!timingSafeEqual(hash, stored.hash)) {
    noteLock(desk)
    return refused(desk)
  }
  desk.state.prepare('DELETE FROM attempts').run()
  return { ok: true }
}

function noteLock(desk: Desk): void {
  const { failed } = attemptsIn(desk.state)
  if (failed < freeTries) return
  const details = { failed, waitMs: waitAfter(failed) }
  desk.state
    .transaction(() => note(desk.state, isoNow(desk.clock), 'kiosk', 'pin-locked', details))
    .immediate()
}

const refused = (desk: Desk): PinAnswer => {
  const { waitMs, freeTries: left } = staffPin(desk)
  return { ok: false, waitMs, freeTries: left }
}

/** Counts the try as a wrong one before anybody knows; false while there is still waiting to do. */
function countTry(desk: Desk): boolean {
  return desk.state
    .transaction(() => {
      if (staffPin(desk).waitMs > 0) return false
      const failed = attemptsIn(desk.state).failed + 1
      const wallMs = Math.round(desk.clock.wallMs())
      desk.state
        .prepare('INSERT OR REPLACE INTO attempts (one, failed, wall_ms) VALUES (1, ?, ?)')
        .run(failed, wallMs)
      Object.assign(desk.lastTry, { wallMs, monotonicMs: desk.clock.monotonicMs() })
      return true
    })
    .immediate()
}

const attemptsIn = (state: ReadableDb): Attempts =>
  state.prepare<[], Attempts>('SELECT failed, wall_ms FROM attempts').get() ?? { failed: 0, wall_ms: 0 }

const waitAfter = (failed: number): number =>
  failed < freeTries ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** (failed - freeTries))

/**
 * Within one run the clock that cannot be set decides. A try of an earlier run is placed on it once: by the wall clock,
 * and where that was set back (a dead battery: 1970) as if it had been made just now. So a wait never gets shorter by
 * turning a clock, and never longer than it was.
 */
function waitLeft(attempts: Attempts, clock: Clock, lastTry: LastTry): number {
  const wait = waitAfter(attempts.failed)
  if (wait === 0) return 0
  if (lastTry.wallMs !== attempts.wall_ms) {
    lastTry.monotonicMs = clock.monotonicMs() - Math.max(0, clock.wallMs() - attempts.wall_ms)
    lastTry.wallMs = attempts.wall_ms
  }
  return Math.ceil(Math.max(0, wait - (clock.monotonicMs() - lastTry.monotonicMs)))
}

function hashOf(pin: string, salt: Buffer, of: { N: number; r: number; p: number }): Promise<Buffer> {
  // Node's default of 32 MB would refuse this cost.
  const options = { ...of, maxmem: 256 * of.N * of.r }
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
