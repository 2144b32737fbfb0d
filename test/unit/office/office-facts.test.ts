// The window offers a reason only where the reader would take it.
import { expect, test } from 'vitest'
import { answerableFaults, neverAccepted } from '../../../office/office-facts.ts'
import { neverAccepted as readersNever } from '../../../township/accept.ts'
import { faultKinds } from '../../../township/findings.ts'

test('no reason is asked for a fault that the reader accepts for no reason', () => {
  expect([...neverAccepted].sort()).toEqual([...readersNever].sort())
})

test('what an answer puts right is a kind of fault that the reader tells', () => {
  expect(answerableFaults.filter((kind) => !faultKinds.some((each) => each === kind))).toEqual([])
})
