// Money that is carried on: each balance follows from the one before, and the last from all that came and went.
import { severityOf } from '../disclosure/checks.ts'
import type { Check } from '../disclosure/checks.ts'
import type { ItemType } from '../disclosure/item-type.ts'
import { numberOf, tell, tellNumber } from './breach.ts'
import type { Checking } from './breach.ts'
import { seenAndExpected } from './figure-words.ts'
import type { Line, SheetLines } from './sheet-lines.ts'

type Balance = Extract<Check, { kind: 'balance' }>

export function checkBalances(
  checking: Checking,
  check: Balance,
  type: ItemType,
  lines: readonly Line[],
  sheet: SheetLines,
): void {
  if (lines.some((line) => 'opening' in line.values && 'closing' in line.values))
    for (const line of lines) checkRow(checking, check, line)
  const villages = new Set(lines.map((line) => line.village))
  const figures = villages.size === 1 ? (sheet.figures.get(type.id) ?? {}) : {}
  for (const village of villages)
    checkRunning(
      checking,
      check,
      lines.filter((line) => line.village === village),
      figures['opening'],
    )
  checkClosing(checking, check, type, sheet, lines, figures)
}

/** 期初 + 增加 − 减少 = 期末, line by line. */
function checkRow(checking: Checking, check: Balance, line: Line): void {
  const { opening, closing } = line.values
  if (typeof closing !== 'number') return
  if (![opening, line.values[check.income], line.values[check.expense]].some((each) => each !== null)) return
  const sum = numberOf(line, 'opening') + numberOf(line, check.income) - numberOf(line, check.expense)
  if (sum === closing) return
  tellNumber(checking, line, 'closing', sum, {
    kind: 'row-differs',
    severity: severityOf(check),
    detail: `opening + ${check.income} − ${check.expense}`,
  })
}

/** Without an opening balance the first one that is shown begins the chain. */
function checkRunning(
  checking: Checking,
  check: Balance,
  lines: readonly Line[],
  opening: number | undefined,
): void {
  if (check.balance === undefined) return
  let balance = opening
  for (const line of lines) {
    if (balance !== undefined) balance += flowOf(check, line)
    const shown = line.values[check.balance]
    if (typeof shown !== 'number') continue
    if (balance !== undefined && shown !== balance)
      tellNumber(checking, line, check.balance, balance, {
        kind: 'balance-differs',
        severity: severityOf(check),
      })
    balance = shown
  }
}

/** The closing balance a sheet prints, against opening + income − expense: a printed sum like any other. */
function checkClosing(
  checking: Checking,
  check: Balance,
  type: ItemType,
  sheet: SheetLines,
  lines: readonly Line[],
  { opening, closing }: Record<string, number>,
): void {
  const figure = type.figures?.['closing']
  const field = figure ? type.fields[figure.field] : undefined
  if (!field || opening === undefined || closing === undefined) return
  const sum = lines.reduce((all, line) => all + (line.isSubLine ? 0 : flowOf(check, line)), opening)
  const cell = sheet.figureCells.get(`${type.id}.closing`) ?? ''
  const village = lines[0]?.village ?? null
  sheet.printed.push({ cell, field: 'closing', printed: closing, sum, matches: sum === closing, village })
  if (sum === closing) return
  tell(
    checking,
    { type, village },
    {
      kind: 'balance-differs',
      severity: severityOf(check),
      cell,
      detail: 'opening + income − expense',
      values: seenAndExpected(checking.context, cell, field, closing, sum),
    },
  )
}

/** In a ledger the amounts stand in two columns; on the posting sheet the line itself says its direction. */
function flowOf(check: Balance, line: Line): number {
  const direction = line.values['direction']
  if (direction === 'income') return numberOf(line, 'amount')
  if (direction === 'expense') return -numberOf(line, 'amount')
  return numberOf(line, check.income) - numberOf(line, check.expense)
}
