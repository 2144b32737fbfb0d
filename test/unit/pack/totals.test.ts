// Totals of an entry, summed exactly as its declaration says.
import { expect, test } from 'vitest'
import { itemType, sums } from '../../../disclosure/item-type.ts'
import { money, quantity, text } from '../../../disclosure/fields.ts'
import { isSubLineOf, totalsOf } from '../../../pack/totals.ts'
import { row, typeNamed } from '../../stand-ins/pack-world.ts'

const posting = typeNamed('posting-sheet')
const line = (cells: Parameters<typeof row>[1]) => row('posting-sheet', cells)

test('a total with a condition sums only its rows, and sub-lines are in no total', () => {
  const totals = totalsOf(posting)
  const lines = [
    line({ direction: 'income', subject: '经营收入', amount: 500 }),
    line({ direction: 'income', subject: '租金', parent: '经营收入', amount: 400 }),
    line({ direction: 'expense', subject: '办公费', amount: 300 }),
    line({ direction: 'expense', subject: '红字', amount: -100 }),
  ]
  for (const each of lines) totals.add(each)
  expect(totals.values()).toEqual({ income: 500, expense: 200 })
  expect(lines.map(isSubLineOf(posting))).toEqual([false, true, false, false])
})

const rice = itemType({
  ...posting,
  id: 'rice',
  layout: { kind: 'rows' },
  fields: { bags: quantity('bag', ['袋']), worth: money(['价']), note: text(['备注']) },
  list: ['bags'],
  totals: sums('bags', 'worth'),
  figures: {},
  headline: 'worth',
  bars: { by: 'note', value: 'worth' },
  parts: [],
  takeAway: [],
  checks: [],
})

const riceSum = (...bags: (string | null)[]) => {
  const totals = totalsOf(rice)
  for (const each of bags) totals.add([each, null, null])
  return totals.values()
}

test('decimals are summed exactly, and stand only when the sum is whole', () => {
  expect(riceSum('0.1', '0.2', '0.7')).toEqual({ bags: 1, worth: 0 })
  expect(riceSum('0.1', '0.2')).toEqual({ worth: 0 })
  expect(riceSum('-1.5', '0.50', null, '12345678.000')).toEqual({ bags: 12345677, worth: 0 })
  expect(riceSum()).toEqual({ bags: 0, worth: 0 })
})
