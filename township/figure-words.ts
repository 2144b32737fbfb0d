// A figure as its sheet writes it: what a cell shows beside what it should show, in the same hand.
import { muFigure, yuanFigure } from '../disclosure/amount.ts'
import type { Field } from '../disclosure/fields.ts'
import { scaled } from '../disclosure/parse.ts'
import type { SweptText } from '../disclosure/privacy.ts'
import { cellAt } from './grid.ts'
import type { Cell, Grid } from './grid.ts'
import type { SheetContext } from './sheet-lines.ts'

export type SeenAndExpected = { seen: SweptText | null; expected: SweptText | null }

type Place = Pick<SheetContext, 'grid' | 'sweeper'>

/** `value` is what was read from the cell (null: nothing), `expected` what it should be, both as the pack holds them. */
export function seenAndExpected(
  { grid, sweeper }: Place,
  cell: string | null,
  field: Field,
  value: number | null,
  expected: number | null,
): SeenAndExpected {
  const shown = cell === null ? '' : textOf(grid, cell)
  const found = value === null ? null : numberOf(shown, field, value)
  const wanted = expected === null ? null : found ? like(shown, found, expected) : plainly(field, expected)
  const seen = found ? around(shown, found, found.written) : value === null ? null : plainly(field, value)
  return {
    seen: seen === null ? null : sweeper.name(seen),
    expected: wanted === null ? null : sweeper.name(wanted),
  }
}

/** The text of a cell by its name; nothing for a line of a text file. */
export const textOf = (grid: Grid, cell: string): string => cellNamed(grid, cell)?.text ?? ''

/** The number that is stored behind what a cell shows. */
export const numberAt = (grid: Grid, cell: string): number | undefined => cellNamed(grid, cell)?.number

function cellNamed(grid: Grid, cell: string): Cell | undefined {
  const match = /^([A-Z]{1,3})([1-9]\d*)$/.exec(cell)
  if (!match) return undefined
  const column = [...(match[1] ?? '')].reduce((sum, char) => sum * 26 + char.charCodeAt(0) - 64, 0)
  return cellAt(grid, Number(match[2]) - 1, column - 1)
}

/** As a table prints it when the sheet gives no example. */
export const plainly = (field: Field, value: number): string =>
  field.kind === 'money' ? yuanFigure(value) : field.kind === 'area' ? muFigure(value) : String(value)

type Written = { written: string; at: number; places: number; decimals: number; commas: boolean }

/** The number in a text that means this value: 元 have two places behind them, 万元 six, 亩 four. */
function numberOf(shown: string, field: Field, value: number): Written | null {
  const text = shown.normalize('NFKC')
  const places = field.kind === 'money' ? [2, 6] : field.kind === 'area' ? [4] : [0]
  for (const match of text.matchAll(/-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?/g)) {
    const written = match[0]
    const decimal = written.replaceAll(',', '')
    const own = places.find((each) => scaled(decimal, each)?.integer === value)
    if (own === undefined) continue
    const decimals = decimal.split('.')[1]?.length ?? 0
    return { written, at: match.index, places: own, decimals, commas: written.includes(',') }
  }
  return null
}

/** 小计 3户 becomes 小计 2户; of a long text only the number is told. */
const around = (shown: string, { written, at }: Written, instead: string): string => {
  const text = shown.normalize('NFKC').trim()
  const start = shown.normalize('NFKC').indexOf(text)
  if (text.length > written.length + 8) return instead
  return text.slice(0, at - start) + instead + text.slice(at - start + written.length)
}

function like(shown: string, found: Written, value: number): string {
  const digits = String(Math.abs(value)).padStart(found.places + 1, '0')
  const whole = digits.slice(0, digits.length - found.places)
  const rest = digits.slice(digits.length - found.places)
  // A minus in front of a number that had none, or the other way round, is part of the number.
  const sign = value < 0 ? '-' : ''
  const needed = rest.replace(/0+$/, '').length
  const decimals = rest.slice(0, Math.max(needed, Math.min(found.decimals, found.places)))
  const grouped =
    found.commas || (found.decimals === 2 && !/\d{4}/.test(found.written))
      ? whole.replace(/\B(?=(\d{3})+$)/g, ',')
      : whole
  return around(shown, found, sign + grouped + (decimals === '' ? '' : `.${decimals}`))
}
