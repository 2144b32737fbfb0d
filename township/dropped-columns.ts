// The columns of a sheet that no declaration asks for: they stay in the office, and are told of by their names.
import type { ItemType } from '../disclosure/item-type.ts'
import { isBlank } from '../disclosure/parse.ts'
import { isPersonalHeader, isStructural } from './fit.ts'
import type { Fit } from './fit.ts'
import { addressOf, textAt } from './grid.ts'
import { headerKey, nameOfColumn } from './header.ts'
import type { Column, Header } from './header.ts'
import type { Line, SheetContext } from './sheet-lines.ts'

/** Reports every column that no type asks for; true if the sheet holds numbers of persons: a bank's or office's own list. */
export function reportDropped(
  context: SheetContext,
  header: Header,
  fits: readonly Fit[],
  lines: readonly Line[] = [],
): boolean {
  const keeps = new Map(
    fits.map((fit) => [fit.type, new Set([...fit.fields.values(), fit.village, fit.place, fit.picture])]),
  )
  // 备注 of 高龄津贴 is published; on the same sheet that of 残疾人两项补贴 says what somebody suffers from.
  const leavesOut = (column: Column) =>
    [...keeps.values()].every((columns) => !columns.has(column)) ||
    lines.some(
      ({ type, row }) =>
        keeps.get(type)?.has(column) === false && !isBlank(textAt(context.grid, row, column.index)),
    )
  const pairedKeys = new Set(fits.flatMap(({ type }) => keysOf(type)))
  let isPrivate = false
  for (const column of header.columns) {
    if (!leavesOut(column) || isStructural(column) || pairedKeys.has(column.leaf)) continue
    if (header.monthAndDay && [header.monthAndDay.month, header.monthAndDay.day].includes(column.index))
      continue
    noteDamaged(context, header, column)
    const personal = isPersonalHeader(column) || holdsPersonal(context, header, column)
    context.findings.dropped.push({
      file: context.file,
      sheet: context.sheet,
      column: context.sweeper.name(nameOfColumn(column)),
      why: personal ? 'personal' : 'not-declared',
    })
    if (personal && /身份证|证号|账号|帐号|卡号|银行|存折|开户/.test(column.path)) isPrivate = true
  }
  return isPrivate
}

/** 6.2171E+18: the sheet itself has lost the number, and the office may not know. */
function noteDamaged(context: SheetContext, header: Header, column: Column): void {
  for (let row = header.lastRow + 1; row < context.grid.rows.length; row++)
    if (/^\d(?:\.\d+)?E\+1\d$/i.test(textAt(context.grid, row, column.index).trim())) {
      const cell = addressOf(row, column.index)
      context.findings.note({ file: context.file, sheet: context.sheet, cell }, 'damaged-number')
    }
}

function keysOf(type: ItemType): string[] {
  if (type.layout.kind !== 'paired') return []
  const fields = Object.values(type.fields).flatMap((field) => field.headers)
  return [...fields, ...type.layout.halves.flatMap((half) => half.header)].map(headerKey)
}

function holdsPersonal(context: SheetContext, header: Header, column: Column): boolean {
  const { grid } = context
  for (let row = header.lastRow + 1; row < Math.min(grid.rows.length, header.lastRow + 200); row++)
    if (context.sweeper.personalIn(textAt(grid, row, column.index), 'person-row').length > 0) return true
  return false
}
