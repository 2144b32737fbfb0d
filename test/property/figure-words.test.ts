// A figure told in the sheet's own hand still means what it meant.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { grouped } from '../../disclosure/amount.ts'
import { area, money } from '../../disclosure/fields.ts'
import { parseArea, parseMoney } from '../../disclosure/parse.ts'
import { Findings } from '../../township/findings.ts'
import { seenAndExpected } from '../../township/figure-words.ts'
import { plainSheet } from '../../township/grid.ts'
import { Sweeper } from '../../township/sweep.ts'

const place = (text: string) => ({
  grid: { name: null, ...plainSheet, rows: [[undefined, { text }]], merges: [] },
  sweeper: new Sweeper(new Set(), new Findings()),
})

const fen = fc.integer({ min: -9_999_999_99, max: 9_999_999_99 })

/** 1234.50, 1,234.5, 1234元, ¥1,234.50 */
function written(value: number, places: number, commas: boolean, least: number, unit: string): string {
  const digits = String(Math.abs(value)).padStart(places + 1, '0')
  const whole = Number(digits.slice(0, -places))
  const rest = digits.slice(-places)
  const decimals = rest.slice(0, Math.max(least, rest.replace(/0+$/, '').length))
  return `${value < 0 ? '-' : ''}${commas ? grouped(whole) : whole}${decimals === '' ? '' : `.${decimals}`}${unit}`
}

test('money: what is expected reads back as itself, and what is seen is the cell', () => {
  fc.assert(
    fc.property(
      fen,
      fen,
      fc.boolean(),
      fc.constantFrom(0, 1, 2),
      fc.constantFrom('', '元'),
      (value, expected, commas, least, unit) => {
        const text = written(value, 2, commas, least, unit)
        const told = seenAndExpected(place(text), 'B1', money([]), value, expected)
        expect(told.seen).toBe(text)
        expect(parseMoney({ text: String(told.expected) })).toMatchObject({ kind: 'value', value: expected })
      },
    ),
  )
})

test('money in 万元 is told in 万元', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 99_999 }),
      fc.integer({ min: 0, max: 9_999_999 }),
      (value, expected) => {
        const text = written(value * 10_000, 6, false, 0, '')
        const told = seenAndExpected(place(text), 'B1', money([]), value * 10_000, expected)
        expect(told.seen).toBe(text)
        expect(parseMoney({ text: String(told.expected) }, 'wan')).toMatchObject({
          kind: 'value',
          value: expected,
        })
      },
    ),
  )
})

test('areas likewise', () => {
  fc.assert(
    fc.property(
      fc.nat(99_999_999),
      fc.nat(99_999_999),
      fc.constantFrom('', '亩'),
      (value, expected, unit) => {
        const text = written(value, 4, false, 2, unit)
        const told = seenAndExpected(place(text), 'B1', area([]), value, expected)
        expect(told.seen).toBe(text)
        expect(parseArea({ text: String(told.expected) })).toMatchObject({ kind: 'value', value: expected })
      },
    ),
  )
})
