// Where a villager reads why something odd is shown.
import { expect, test } from 'vitest'
import { explainedApart, explainedAt } from '../../../renderer/entry/explained.ts'

const printed = (cell: string, matches: boolean) => ({ cell, field: 'monthly', printed: 2, sum: 1, matches })
const entry = {
  printedTotals: [printed('F5', false), printed('F9', true)],
  explanations: [
    { kind: 'total-differs', cell: 'F5', text: '合计栏漏加一户' },
    { kind: 'row-differs', cell: 'E3', text: '按实际丈量' },
    { kind: 'row-differs', cell: 'E4', text: '按实际丈量' },
    { kind: 'same-names', cell: null, text: '是两个人' },
  ],
}

test('the reason for a total that differs stands beside it, all others apart and once', () => {
  expect(explainedAt(entry, 'F5').map(({ text }) => text)).toEqual(['合计栏漏加一户'])
  expect(explainedApart(entry).map(({ text }) => text)).toEqual(['按实际丈量', '是两个人'])
})
