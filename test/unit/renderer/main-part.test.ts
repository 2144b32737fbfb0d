// The one part a difference mostly comes from.
import { expect, test } from 'vitest'
import { mainPart, partsSpeakFor } from '../../../renderer/entry/main-part.ts'

const part = (label: string, now: number, before: number) => ({ label, now, before })

test.each([
  ['it carries most of a rise', [part('修路', 900, 0), part('水费', 200, 100)], 1000, '修路'],
  ['it carries most of a fall', [part('修路', 0, 900), part('水费', 300, 100)], -700, '修路'],
  ['small ones together make it up', [part('甲', 40, 0), part('乙', 30, 0), part('丙', 30, 0)], 100, null],
  [
    'what changed most went the other way',
    [part('修路', 0, 900), part('甲', 40, 0), part('乙', 60, 0)],
    100,
    '乙',
  ],
  ['nothing changed', [part('修路', 900, 900)], 0, null],
  ['it is what nobody named', [part('', 900, 0)], 900, null],
  ['there are none', [], 500, null],
])('when %s', (_what, parts, difference, label) => {
  expect(mainPart(parts, difference)?.label ?? null).toBe(label)
})

test('bars of spending say nothing of why income changed', () => {
  const where = { field: 'direction', values: ['expense'] }
  const type = {
    bars: { by: 'subject', value: 'amount', where },
    totals: { expense: { sum: 'amount', where }, income: { sum: 'amount' } },
  }
  expect(partsSpeakFor(type, 'expense')).toBe(true)
  expect(partsSpeakFor(type, 'income')).toBe(false)
})
