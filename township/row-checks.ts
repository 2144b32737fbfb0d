// The arithmetic each line must satisfy by its type's declaration; a breach is reported with its cell.
import type { Check, ItemType } from '../disclosure/item-type.ts'
import type { Line, SheetContext, SheetLines } from './sheet-lines.ts'

export function checkLines(context: SheetContext, sheet: SheetLines): void {
  for (const type of new Set(sheet.lines.map((line) => line.type))) {
    const lines = sheet.lines.filter((line) => line.type === type)
    const figures = sheet.figures.get(type.id) ?? {}
    for (const check of type.checks ?? []) runCheck(context, check, lines, figures)
    checkClosing(context, type, sheet, lines, figures)
  }
}

function runCheck(
  context: SheetContext,
  check: Check,
  lines: readonly Line[],
  figures: Record<string, number>,
): void {
  switch (check.kind) {
    case 'rate':
      for (const line of lines) checkRate(context, check, line)
      return
    case 'difference':
      for (const line of lines) checkSum(context, line, [check.left], [check.right], check.equals)
      return
    case 'sum':
      for (const line of lines) checkSum(context, line, check.parts, [], check.equals)
      return
    case 'balance':
      if (lines.some((line) => 'opening' in line.values && 'closing' in line.values))
        for (const line of lines)
          checkSum(context, line, ['opening', check.income], [check.expense], 'closing')
      else checkBalance(context, check, lines, figures)
      return
    case 'whole':
      return checkWholes(context, check, lines)
    case 'sub-lines':
      return checkSubLines(context, lines)
    default:
      throw new Error(`no check for ${JSON.stringify(check satisfies never)}`)
  }
}

const numberOf = (line: Line, field: string): number => {
  const value = line.values[field]
  return typeof value === 'number' ? value : 0
}

/** |area × rate − amount| ≤ 5 分: each household's amount is rounded by itself (domain.md §2.4). */
function checkRate(context: SheetContext, check: Extract<Check, { kind: 'rate' }>, line: Line): void {
  if (check.unless !== undefined && typeof line.values[check.unless] === 'number') return
  const rate = line.values[check.rate]
  const quantity = line.values[check.quantity]
  const amount = line.values[check.amount]
  if (typeof rate !== 'string' || typeof quantity !== 'number' || typeof amount !== 'number') return
  const [whole = '0', fraction = ''] = rate.split('.')
  const scale = 10n ** BigInt(fraction.length)
  // quantity is in 0.0001 亩 and the amount in 分: 10^4 / 10^2 = 100 between them.
  const difference = BigInt(quantity) * BigInt(whole + fraction) - BigInt(amount) * 100n * scale
  const size = difference < 0n ? -difference : difference
  if (size > 500n * scale) report(context, line, check.amount, `${check.quantity} × ${check.rate}`)
}

function checkSum(
  context: SheetContext,
  line: Line,
  plus: readonly string[],
  minus: readonly string[],
  equals: string,
): void {
  const named = [...plus, ...minus, equals]
  if (
    typeof line.values[equals] !== 'number' ||
    !named.some((name) => name !== equals && typeof line.values[name] === 'number')
  )
    return
  const sum =
    plus.reduce((all, name) => all + numberOf(line, name), 0) -
    minus.reduce((all, name) => all + numberOf(line, name), 0)
  if (sum !== numberOf(line, equals)) report(context, line, equals, `${sum} ≠ ${numberOf(line, equals)}`)
}

/** Each running balance follows from the one before; opening + income − expense = closing. */
function checkBalance(
  context: SheetContext,
  check: Extract<Check, { kind: 'balance' }>,
  lines: readonly Line[],
  figures: Record<string, number>,
): void {
  const { opening } = figures
  if (opening === undefined || check.balance === undefined) return
  let balance = opening
  for (const line of lines) {
    balance += flowOf(check, line)
    const shown = line.values[check.balance]
    if (typeof shown !== 'number' || shown === balance) continue
    report(context, line, check.balance, `${balance} ≠ ${shown}`, 'balance-differs')
    balance = shown
  }
}

/** The closing balance a sheet prints, against opening + income − expense: a printed sum like any other. */
function checkClosing(
  context: SheetContext,
  type: ItemType,
  sheet: SheetLines,
  lines: readonly Line[],
  figures: Record<string, number>,
): void {
  const check = type.checks?.find((each) => each.kind === 'balance')
  const { opening, closing } = figures
  if (check?.kind !== 'balance' || opening === undefined || closing === undefined) return
  const sum = lines.reduce((all, line) => all + (line.isSubLine ? 0 : flowOf(check, line)), opening)
  const cell = sheet.figureCells.get(`${type.id}.closing`) ?? ''
  const village = lines[0]?.village ?? null
  sheet.printed.push({ cell, field: 'closing', printed: closing, sum, matches: sum === closing, village })
  if (sum !== closing)
    context.findings.fault({ ...context, cell }, 'balance-differs', 'warning', `${sum} ≠ ${closing}`)
}

/** In a ledger the amounts stand in two columns; on the posting sheet the line itself says its direction. */
function flowOf(check: Extract<Check, { kind: 'balance' }>, line: Line): number {
  const direction = line.values['direction']
  if (direction === 'income') return numberOf(line, 'amount')
  if (direction === 'expense') return -numberOf(line, 'amount')
  return numberOf(line, check.income) - numberOf(line, check.expense)
}

/** Rows of one household follow each other; the first that breaks the sum stands for all of them. */
function checkWholes(
  context: SheetContext,
  check: Extract<Check, { kind: 'whole' }>,
  lines: readonly Line[],
): void {
  const isSame = (one: Line | undefined, other: Line) =>
    one?.values[check.of] === other.values[check.of] &&
    one?.values[check.equals] === other.values[check.equals]
  for (const [at, first] of lines.entries()) {
    if (typeof first.values[check.equals] !== 'number' || isSame(lines[at - 1], first)) continue
    const after = lines.slice(at).findIndex((line) => !isSame(first, line))
    const own = lines.slice(at, after < 0 ? undefined : at + after)
    const sum = own.reduce((all, line) => all + numberOf(line, check.part), 0)
    if (sum !== numberOf(first, check.equals))
      report(context, first, check.equals, `${sum} ≠ ${numberOf(first, check.equals)}`)
  }
}

/** 其中 lines add up to their line or to less of it. */
function checkSubLines(context: SheetContext, lines: readonly Line[]): void {
  for (const [index, line] of lines.entries()) {
    if (line.isSubLine) continue
    const half = line.values['direction']
    const subs = []
    for (const next of lines.slice(index + 1)) {
      if (next.values['direction'] !== half) continue
      if (!next.isSubLine) break
      subs.push(next)
    }
    const sum = subs.reduce((all, sub) => all + numberOf(sub, 'amount'), 0)
    if (subs.length > 0 && Math.abs(sum) > Math.abs(numberOf(line, 'amount')))
      report(context, line, 'amount', `${sum} > ${numberOf(line, 'amount')}`, 'sub-lines-differ')
  }
}

function report(
  context: SheetContext,
  line: Line,
  field: string,
  detail: string,
  kind: 'row-differs' | 'balance-differs' | 'sub-lines-differ' = 'row-differs',
): void {
  context.findings.fault({ ...context, cell: line.cells[field] ?? null }, kind, 'warning', detail)
}
