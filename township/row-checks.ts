// The checks a type declares for its lines, run over one sheet; a breach is told with its cell.
import { severityOf } from '../disclosure/checks.ts'
import type { Check } from '../disclosure/checks.ts'
import type { ItemType } from '../disclosure/item-type.ts'
import { monthsOf } from '../disclosure/period.ts'
import { checkBalances } from './balance-check.ts'
import { numberOf, tell, tellNumber } from './breach.ts'
import type { Checking } from './breach.ts'
import { checkAhead, checkInPeriod } from './date-checks.ts'
import { checkLumps, checkNegatives } from './lump-check.ts'
import { checkOnce } from './same-rows.ts'
import type { Line, SheetContext, SheetLines } from './sheet-lines.ts'
import { checkSubLines } from './sub-lines.ts'
import { checkAges, checkArrears, checkTerms } from './term-checks.ts'
import { checkPlausible } from './unit-check.ts'

export function checkLines(context: SheetContext, sheet: SheetLines): void {
  const checking = { context, faults: sheet.faults }
  for (const type of new Set(sheet.lines.map((line) => line.type))) {
    const lines = sheet.lines.filter((line) => line.type === type)
    for (const check of type.checks ?? []) runCheck(checking, check, type, lines, sheet)
    checkNegatives(checking, type, lines)
    checkAhead(checking, type, lines)
  }
}

type Of<Kind extends Check['kind']> = Extract<Check, { kind: Kind }>

function runCheck(
  checking: Checking,
  check: Check,
  type: ItemType,
  lines: readonly Line[],
  sheet: SheetLines,
): void {
  switch (check.kind) {
    case 'rate':
      return lines.forEach((line) => checkRate(checking, check, line))
    case 'times':
    case 'months':
      return lines.forEach((line) => checkTimes(checking, check, line))
    case 'difference':
      return lines.forEach((line) => checkSum(checking, check, line, [check.left], [check.right]))
    case 'sum':
      return lines.forEach((line) => checkSum(checking, check, line, check.parts, []))
    case 'at-most':
      return lines.forEach((line) => checkAtMost(checking, check, line))
    case 'balance':
      return checkBalances(checking, check, type, lines, sheet)
    case 'whole':
      return checkWholes(checking, check, lines)
    case 'sub-lines':
      return checkSubLines(checking, check, lines)
    case 'once':
      return checkOnce(checking, check, lines)
    case 'arrears':
      return checkArrears(checking, check, lines)
    case 'term':
      return checkTerms(checking, check, lines)
    case 'age':
      return checkAges(checking, check, lines)
    case 'lump':
      return checkLumps(checking, check, lines)
    case 'in-period':
      return checkInPeriod(checking, check, lines)
    case 'plausible':
      return checkPlausible(checking, check, type, lines)
    case 'returned':
      return lines.forEach((line) => tellReturned(checking, check, line))
    case 'carries-over':
    case 'both-sides':
    case 'agrees':
    case 'names-change':
      // They need more than one sheet: across-sheets.ts.
      return
    default:
      throw new Error(`no check for ${JSON.stringify(check satisfies never)}`)
  }
}

/** A decimal as an integer of its last place, and that place. */
function exact(decimal: string): { integer: bigint; scale: bigint } {
  const [whole = '0', fraction = ''] = decimal.split('.')
  return { integer: BigInt(whole + fraction), scale: 10n ** BigInt(fraction.length) }
}

const sizeOf = (value: bigint): bigint => (value < 0n ? -value : value)

const nearest = (value: bigint, per: bigint): number =>
  Number((value * 2n + (value < 0n ? -per : per)) / (per * 2n))

/** 5 分: each household's amount is rounded by itself (domain.md §2.4). */
const rowTolerance = 5n

/** 0.0001 亩 × 元 is 10^-4 元, so 100 of them are a 分. */
const areaPerFen = 100n

function checkRate(checking: Checking, check: Of<'rate'>, line: Line): void {
  if (check.unless !== undefined && typeof line.values[check.unless] === 'number') return
  const rate = line.values[check.rate]
  const quantity = line.values[check.quantity]
  const amount = line.values[check.amount]
  if (typeof rate !== 'string' || typeof quantity !== 'number' || typeof amount !== 'number') return
  const { integer, scale } = exact(rate)
  const product = BigInt(quantity) * integer
  const per = areaPerFen * scale
  if (sizeOf(product - BigInt(amount) * per) <= rowTolerance * per) return
  tellNumber(checking, line, check.amount, nearest(product, per), {
    kind: 'row-differs',
    severity: severityOf(check),
    detail: `${check.quantity} × ${check.rate}`,
  })
}

/** 月标准 × 月数, 单台补贴额 × 台数, 面积 × 价格; a remark beside a month that was not paid explains it. */
function checkTimes(checking: Checking, check: Of<'times'> | Of<'months'>, line: Line): void {
  const one = line.values[check.one]
  const amount = line.values[check.amount]
  const times = timesOf(checking.context, check, line)
  if (typeof one !== 'number' || typeof amount !== 'number' || times === null) return
  const field = check.kind === 'times' ? line.type.fields[check.times] : undefined
  const per = field?.kind === 'area' ? 10_000n : 1n
  const product = BigInt(one) * BigInt(times)
  const difference = sizeOf(product - BigInt(amount) * per)
  if (difference <= (per === 1n ? 0n : rowTolerance * per)) return
  // Who came or left within the period was paid for fewer months, but for whole ones.
  if (check.kind === 'months' && amount > 0 && one > 0 && amount < one * times && amount % one === 0) return
  if (check.note !== undefined && line.values[check.note]) return
  tellNumber(checking, line, check.amount, nearest(product, per), {
    kind: 'row-differs',
    severity: severityOf(check),
    detail: `${check.one} × ${check.kind === 'times' ? check.times : times}`,
  })
}

function timesOf(context: SheetContext, check: Of<'times'> | Of<'months'>, line: Line): number | null {
  if (check.kind === 'times') {
    const times = line.values[check.times]
    return typeof times === 'number' ? times : null
  }
  const { first, last } = monthsOf(context.period)
  return Number.isFinite(last) ? last - first + 1 : null
}

function checkSum(
  checking: Checking,
  check: Of<'sum'> | Of<'difference'>,
  line: Line,
  plus: readonly string[],
  minus: readonly string[],
): void {
  const { equals } = check
  if (typeof line.values[equals] !== 'number') return
  // A sheet without the column of what is taken away does not say that nothing was.
  if (check.kind === 'difference' && !(check.left in line.cells && check.right in line.cells)) return
  if (![...plus, ...minus].some((name) => typeof line.values[name] === 'number')) return
  const sum =
    plus.reduce((all, name) => all + numberOf(line, name), 0) -
    minus.reduce((all, name) => all + numberOf(line, name), 0)
  if (sum === numberOf(line, equals)) return
  tellNumber(checking, line, equals, sum, {
    kind: 'row-differs',
    severity: severityOf(check),
    detail: plus.join(' + ') + minus.map((name) => ` − ${name}`).join(''),
  })
}

function checkAtMost(checking: Checking, check: Of<'at-most'>, line: Line): void {
  const part = figureOf(line, check.part)
  const whole = figureOf(line, check.whole)
  if (part === null || whole === null || part <= whole) return
  const shown = line.values[check.whole]
  const breach = {
    kind: 'part-exceeds',
    severity: severityOf(check),
    detail: `${check.part} ≤ ${check.whole}`,
  } as const
  if (typeof shown === 'number') tellNumber(checking, line, check.part, shown, breach)
  else tell(checking, line, { ...breach, cell: line.cells[check.part] ?? null })
}

/** Only to compare: a quantity is a decimal string, and no sum is made of it. */
function figureOf(line: Line, name: string): number | null {
  const value = line.values[name]
  if (typeof value === 'number') return value
  return typeof value === 'string' && line.type.fields[name]?.kind === 'quantity' ? Number(value) : null
}

/** Rows of one household follow each other; the first that breaks the sum stands for all of them. */
function checkWholes(checking: Checking, check: Of<'whole'>, lines: readonly Line[]): void {
  const isSame = (one: Line | undefined, other: Line) =>
    one?.values[check.of] === other.values[check.of] &&
    one?.values[check.equals] === other.values[check.equals]
  for (const [at, first] of lines.entries()) {
    if (typeof first.values[check.equals] !== 'number' || isSame(lines[at - 1], first)) continue
    const after = lines.slice(at).findIndex((line) => !isSame(first, line))
    const own = lines.slice(at, after < 0 ? undefined : at + after)
    const sum = own.reduce((all, line) => all + numberOf(line, check.part), 0)
    if (sum !== numberOf(first, check.equals))
      tellNumber(checking, first, check.equals, sum, {
        kind: 'row-differs',
        severity: severityOf(check),
        detail: `Σ ${check.part}`,
      })
  }
}

/** The money is still there: whoever it belongs to has to be asked for the right account. */
function tellReturned(checking: Checking, check: Of<'returned'>, line: Line): void {
  if (line.values[check.field] !== check.value) return
  const cell = line.cells[check.field] ?? null
  tell(checking, line, { kind: 'returned-payments', severity: severityOf(check), cell })
}
