// From which hour to which it is night on a machine.
import { expect, test } from 'vitest'
import { isNight, usualNight } from '../../../renderer/night/night.ts'

const hoursOf = (fromHour: number, toHour: number) =>
  Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => isNight(hour, { fromHour, toHour }))

test('a night mostly goes over midnight, and the hour it ends at is day', () => {
  expect(hoursOf(usualNight.fromHour, usualNight.toHour)).toEqual([0, 1, 2, 3, 4, 5, 22, 23])
  expect(hoursOf(23, 0)).toEqual([23])
})

test('one within a day does not', () => {
  expect(hoursOf(12, 14)).toEqual([12, 13])
})

test('the same hour twice is none, and so is none', () => {
  expect(hoursOf(6, 6)).toEqual([])
  expect(isNight(0, null)).toBe(false)
})
