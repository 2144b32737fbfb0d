// Signing waits for two people who have both looked at exactly what is there.
import { expect, test } from 'vitest'
import { reviewsFor } from '../../../office/reviews.ts'

const zhang = { name: '张春梅', on: '2026-11-20' }
const li = { name: '李建国', on: '2026-11-21' }

test('both steps, by two people, of this content', () => {
  expect(reviewsFor({ 'pre-review': zhang, 'secrecy-review': li }, true)).toEqual([
    { step: 'pre-review', ...zhang },
    { step: 'secrecy-review', ...li },
  ])
})

test.each([
  ['nobody', { 'pre-review': null, 'secrecy-review': null }, true],
  ['only one', { 'pre-review': zhang, 'secrecy-review': null }, true],
  ['one person twice', { 'pre-review': zhang, 'secrecy-review': { ...zhang, on: '2026-11-22' } }, true],
  ['other content', { 'pre-review': zhang, 'secrecy-review': li }, false],
])('%s is not enough', (_what, reviews, areOfThisContent) => {
  expect(reviewsFor(reviews, areOfThisContent)).toBe(null)
})
