// The round of the night comes once a day and never under anybody's hands.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nightRound, usualRound } from '../../../electron/night-round.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const hour = 3_600_000

function machine() {
  const seen = { rounds: 0, busy: false }
  const round = nightRound({
    round: usualRound,
    isBusy: () => seen.busy,
    go: () => seen.rounds++,
    now: () => Date.now(),
  })
  return { seen, round }
}

test('a machine that nobody touches makes one round a day', () => {
  const { seen } = machine()
  vi.advanceTimersByTime(19 * hour)
  expect(seen.rounds).toBe(0)
  vi.advanceTimersByTime(2 * hour)
  expect(seen.rounds).toBe(1)
  vi.advanceTimersByTime(60 * hour)
  expect(seen.rounds).toBe(4)
})

test('while somebody asks for things, and half an hour after, it waits', () => {
  const { seen, round } = machine()
  for (let quarter = 0; quarter < 4 * 30; quarter++) {
    round.asked()
    vi.advanceTimersByTime(hour / 4)
  }
  expect(seen.rounds).toBe(0)
  vi.advanceTimersByTime(hour / 2)
  expect(seen.rounds).toBe(1)
})

test('not while staff are in or an import runs, but afterwards; and never once it was stopped', () => {
  const { seen, round } = machine()
  seen.busy = true
  vi.advanceTimersByTime(40 * hour)
  expect(seen.rounds).toBe(0)
  seen.busy = false
  vi.advanceTimersByTime(hour)
  expect(seen.rounds).toBe(1)
  round.stop()
  vi.advanceTimersByTime(100 * hour)
  expect(seen.rounds).toBe(1)
})
