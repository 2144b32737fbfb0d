// How long it still takes, as it is told: only when it can be known, steady, and never too hopeful.
import { expect, test } from 'vitest'
import { seen, timeLeft, told, watchFrom, type Watch } from '../../../electron/time-left.ts'

/** Work that goes on at `perSecond` for so many seconds, reported ten times a second. */
function goes(watch: Watch, perSecond: number, seconds: number, from: number): Watch {
  let at = watch
  let done = watch.done
  for (let tenth = 1; tenth <= seconds * 10; tenth++) {
    done += perSecond / 10
    at = seen(at, { done, total: watch.total, atMs: from + tenth * 100 })
  }
  return at
}

test('nothing is said before anything can be known', () => {
  const start = watchFrom(0, 1000)
  expect(timeLeft(start, 5000)).toBeNull()
  expect(timeLeft(goes(start, 100, 1, 0), 1000)).toBeNull()
  // Two in a hundred must be done too: the first bytes come out of a cache.
  expect(timeLeft(seen(watchFrom(0, 100_000), { done: 500, total: 100_000, atMs: 4000 }), 4000)).toBeNull()
})

test('at an even pace it is what is left at that pace', () => {
  const watch = goes(watchFrom(0, 1000), 100, 4, 0)
  expect(timeLeft(watch, 4000)).toBeCloseTo(6000, -1)
})

test('a stick that becomes slower is noticed within seconds', () => {
  const fast = goes(watchFrom(0, 10_000), 1000, 4, 0)
  expect(timeLeft(fast, 4000)).toBeCloseTo(6000, -1)
  const slow = goes(fast, 100, 12, 4000)
  // 4,800 are left at 100 a second: 48 seconds, and the speed of before may still flatter a little.
  expect(timeLeft(slow, 16_000)).toBeGreaterThan(30_000)
  expect(timeLeft(slow, 16_000)).toBeLessThan(49_000)
})

test('while nothing arrives the answer grows instead of running down', () => {
  const watch = goes(watchFrom(0, 1000), 100, 4, 0)
  const answers = [4000, 10_000, 20_000, 40_000].map((now) => timeLeft(watch, now) ?? 0)
  expect(answers).toEqual(answers.toSorted((one, other) => one - other))
  expect(answers.at(-1)).toBeGreaterThan(20_000)
})

test('a pace that wavers does not make the answer jump', () => {
  let watch = goes(watchFrom(0, 10_000), 100, 4, 0)
  const answers: number[] = []
  for (let second = 4; second < 30; second++) {
    watch = goes(watch, second % 2 ? 115 : 87, 1, second * 1000)
    const answer = told(watch, (second + 1) * 1000)
    watch = answer.watch
    answers.push(answer.leftMs ?? 0)
  }
  const rises = answers.slice(1).filter((leftMs, at) => leftMs > (answers[at] ?? 0))
  expect(rises).toEqual([])
})

test('done is done, and other work is watched from its own beginning', () => {
  const watch = goes(watchFrom(0, 1000), 250, 4, 0)
  expect(timeLeft(watch, 4000)).toBe(0)
  const other = seen(watch, { done: 0, total: 7000, atMs: 5000 })
  expect([other.rate, timeLeft(other, 9000)]).toEqual([null, null])
})
