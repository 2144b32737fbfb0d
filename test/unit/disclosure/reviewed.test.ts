// Who must have signed before an item counts as reviewed.
import { expect, test } from 'vitest'
import { itemTypes } from '../../../disclosure/item-types/all.ts'
import { missingReviews } from '../../../disclosure/reviewed.ts'

const supervised = { signedBy: ['supervision'] } as const

test('a name or a seal is a signature, another step is none', () => {
  expect(missingReviews(supervised, [{ step: 'supervision', name: '吴监督', on: null }])).toEqual([])
  expect(missingReviews(supervised, [{ step: 'supervision', name: null, on: null }])).toEqual([])
  expect(missingReviews(supervised, [{ step: 'village-head', name: '张主任', on: null }])).toEqual([
    'supervision',
  ])
  expect(missingReviews(supervised, [])).toEqual(['supervision'])
})

test('a kind that asks for nobody lacks nobody, and the accounts ask for the village’s supervisors', () => {
  expect(missingReviews({}, [])).toEqual([])
  expect(missingReviews(undefined, [])).toEqual([])
  const asking = itemTypes.filter(({ signedBy }) => signedBy?.includes('supervision'))
  expect(asking.map(({ category }) => category)).toEqual(['finance', 'finance', 'finance'])
})
