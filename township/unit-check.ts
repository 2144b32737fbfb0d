// Whether amounts are of a likely size: a column ten thousand times off has 元 and 万元 mixed up.
import { severityEverywhere, severityOf } from '../disclosure/checks.ts'
import { columnName } from './grid.ts'
import type { Column } from './header.ts'
import { columnKey, headerOfColumn } from './layout-key.ts'
import type { Check } from '../disclosure/checks.ts'
import type { ItemType } from '../disclosure/item-type.ts'
import { tellNumber } from './breach.ts'
import type { Checking } from './breach.ts'
import type { Line } from './sheet-lines.ts'

type Plausible = Extract<Check, { kind: 'plausible' }>

const wan = 10_000

/** A list without the column that an amount goes by: a household has no more people, and few have more 亩. */
const mostPer = 30

const withoutPer = ({ kind, value, least, most, severity }: Plausible): Plausible => ({
  kind,
  value,
  least,
  most: most * mostPer,
  ...(severity === undefined ? {} : { severity }),
})

export function checkPlausible(
  checking: Checking,
  check: Plausible,
  type: ItemType,
  lines: readonly Line[],
): void {
  const { per } = check
  if (per !== undefined && !lines.some((line) => typeof line.values[per] === 'number'))
    return checkPlausible(checking, withoutPer(check), type, lines)
  const measured = lines.flatMap((line) => {
    const size = sizeOf(check, line)
    return size === null ? [] : [{ line, size }]
  })
  const first = measured[0]
  if (!first) return
  const factor = factorOf(check, medianOf(measured.map(({ size }) => size)))
  if (factor !== null) {
    const column = columnAt(checking, check, first.line)
    return column?.isUnitSaid
      ? undefined
      : askUnit(checking, check, type, { line: first.line, factor, column })
  }
  for (const { line, size } of measured) {
    const own = factorOf(check, size)
    if (own === null && isPossible(check, size)) continue
    const value = line.values[check.value]
    const expected = own === null || typeof value !== 'number' ? null : Math.round(value * own)
    tellNumber(checking, line, check.value, expected, {
      kind: own === null ? 'implausible' : 'unit-implausible',
      severity: severityOf(check),
      detail: `${check.least / 100}–${check.most / 100}`,
    })
  }
}

/** The sheet's own column in which the checked value stands; a form has none. */
function columnAt({ context }: Checking, check: Plausible, line: Line): Column | undefined {
  const cell = line.cells[check.value]
  return context.columns?.find(({ index }) => cell?.replace(/\d+$/, '') === columnName(index))
}

/** Only to compare sizes; nothing of it is stored. */
function sizeOf(check: Plausible, line: Line): number | null {
  const value = line.values[check.value]
  if (typeof value !== 'number' || value <= 0) return null
  if (check.per === undefined) return value
  const per = line.values[check.per]
  if (typeof per !== 'number' || per <= 0) return null
  return line.type.fields[check.per]?.kind === 'area' ? (value * 10_000) / per : value / per
}

/** Small amounts are rare, large ones are wrong: a tenth of the least is still nobody's mistake. */
const isPossible = (check: Plausible, size: number): boolean => size >= check.least / 10 && size <= check.most

const isLikely = (check: Plausible, size: number): boolean => size >= check.least && size <= check.most

/** What the size must be multiplied by to be likely: 10,000, a ten-thousandth, or nothing helps. */
function factorOf(check: Plausible, size: number): number | null {
  if (isLikely(check, size)) return null
  return [wan, 1 / wan].find((factor) => isLikely(check, size * factor)) ?? null
}

const medianOf = (sizes: readonly number[]): number =>
  [...sizes].sort((one, other) => one - other)[Math.floor(sizes.length / 2)] ?? 0

/** The whole column is off: the unit in its header, or above the table, is not the one its numbers are in. */
function askUnit(
  checking: Checking,
  check: Plausible,
  type: ItemType,
  { line, factor, column }: { line: Line; factor: number; column: Column | undefined },
): void {
  const { context } = checking
  const value = line.values[check.value]
  const cell = line.cells[check.value] ?? null
  tellNumber(checking, line, check.value, typeof value === 'number' ? Math.round(value * factor) : null, {
    kind: 'unit-implausible',
    severity: severityEverywhere(type.severities, 'wrong-unit'),
    detail: `${check.least / 100}–${check.most / 100}`,
  })
  context.findings.ask({
    kind: 'which-unit',
    file: context.file,
    sheet: context.sheet,
    cell,
    about: column ? context.sweeper.name(headerOfColumn(column)) : null,
    key: column ? context.sweeper.name(columnKey(context.layout, column)) : context.file,
    candidates: ['元', '万元'],
  })
}
