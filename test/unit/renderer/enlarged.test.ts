// Enlarging a picture and moving what is seen of it: never past an edge, and every part of it can be reached.
import { expect, test } from 'vitest'
import {
  at,
  canMove,
  fullTimes,
  larger,
  moved,
  placeOf,
  smaller,
  steps,
  whole,
  wholeSize,
} from '../../../renderer/photo/enlarged.ts'

const page = { width: 1131, height: 1600 }
const room = { width: 1000, height: 1000 }

test('the whole picture touches its window on two sides and stands in the middle', () => {
  expect(wholeSize(page, room)).toEqual({ width: 706.875, height: 1000 })
  expect(placeOf(whole, page, room)).toEqual({ width: 706.875, height: 1000, left: 146.5625, top: 0 })
  expect(wholeSize({ width: 300, height: 150 }, room)).toEqual({ width: 1000, height: 500 })
})

test('each touch is one step, up to the last and back to the whole', () => {
  let look = whole
  for (const _ of steps) look = at(look, larger(look), page, room)
  expect(look.times).toBe(steps.at(-1))
  expect(larger(look)).toBe(look.times)
  for (const _ of steps) look = at(look, smaller(look), page, room)
  expect(look).toEqual(whole)
})

test('no step shows what lies beside the picture where it is larger than the window', () => {
  for (const times of steps.filter((step) => step > 1.5))
    for (const direction of ['left', 'right', 'up', 'down'] as const) {
      let look = at(whole, times, page, room)
      for (let step = 0; step < 20; step++) look = moved(look, direction, page, room)
      const { left, top, width, height } = placeOf(look, page, room)
      expect(left).toBeLessThanOrEqual(0.001)
      expect(top).toBeLessThanOrEqual(0.001)
      expect(left + width).toBeGreaterThanOrEqual(room.width - 0.001)
      expect(top + height).toBeGreaterThanOrEqual(room.height - 0.001)
      expect(canMove(look, direction, page, room)).toBe(false)
    }
})

test('two steps always overlap, so that no line of a page is jumped over', () => {
  const look = at(whole, 4, page, room)
  const one = placeOf(look, page, room)
  const next = placeOf(moved(look, 'down', page, room), page, room)
  expect(one.top - next.top).toBeCloseTo(room.height / 2)
})

test('what fits into the window cannot be moved', () => {
  for (const direction of ['left', 'right', 'up', 'down'] as const)
    expect(canMove(whole, direction, page, room)).toBe(false)
})

test('every dot of a large photograph can be seen at once, a small one is whole already', () => {
  expect(fullTimes({ width: 4000, height: 3000 }, room)).toBe(4)
  expect(fullTimes(page, room)).toBeCloseTo(1.6)
  expect(fullTimes({ width: 300, height: 200 }, room)).toBeNull()
})
