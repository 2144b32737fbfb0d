// When nobody has touched the glass: present, then asked, then gone.
import { expect, test } from 'vitest'
import { idleLeft, idleMsOf, patienceWith } from '../../../renderer/idle.ts'

const after = (idleMs: number) => idleLeft({ idleMs, seconds: 90, warningSeconds: 30 })

test('for 90 seconds nothing is asked', () => {
  expect(after(0)).toEqual({ kind: 'present' })
  expect(after(89_999)).toEqual({ kind: 'present' })
})

test('then one is asked for 30 seconds, counted down to one', () => {
  expect(after(90_000)).toEqual({ kind: 'asked', seconds: 30 })
  expect(after(90_001)).toEqual({ kind: 'asked', seconds: 30 })
  expect(after(118_999)).toEqual({ kind: 'asked', seconds: 2 })
  expect(after(119_999)).toEqual({ kind: 'asked', seconds: 1 })
})

test('then everything is forgotten, also after a sleep of hours', () => {
  expect(after(120_000)).toEqual({ kind: 'gone' })
  expect(after(7_200_000)).toEqual({ kind: 'gone' })
})

test('a household is left after a minute at most, a machine that waits less waits less', () => {
  const waits = { idleSeconds: 90, idleWarningSeconds: 30 }
  expect(patienceWith(waits, 'usual')).toEqual({ seconds: 90, warningSeconds: 30 })
  expect(patienceWith(waits, 'personal')).toEqual({ seconds: 60, warningSeconds: 20 })
  expect(patienceWith({ idleSeconds: 40, idleWarningSeconds: 10 }, 'personal')).toEqual({
    seconds: 40,
    warningSeconds: 10,
  })
})

test('whoever writes an opinion has three minutes, and is asked as long as everybody', () => {
  const waits = { idleSeconds: 90, idleWarningSeconds: 30 }
  expect(patienceWith(waits, 'writing')).toEqual({ seconds: 180, warningSeconds: 30 })
})

test('after ten minutes of touches one is asked all the same', () => {
  const stay = (stayMs: number) => {
    const idleMs = idleMsOf({ untouchedMs: 1000, stayMs, seconds: 90, longestSeconds: 600 })
    return idleLeft({ idleMs, seconds: 90, warningSeconds: 30 })
  }
  expect(stay(599_000)).toEqual({ kind: 'present' })
  expect(stay(600_000)).toEqual({ kind: 'asked', seconds: 30 })
  expect(stay(630_000)).toEqual({ kind: 'gone' })
})
