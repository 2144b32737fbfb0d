// 合计 6户: how many there are, as the sheet counts them and as they are.
import { severityEverywhere } from '../disclosure/checks.ts'
import { tell } from './breach.ts'
import type { Checking } from './breach.ts'
import { textOf } from './figure-words.ts'
import type { Line } from './sheet-lines.ts'
import type { TotalRow } from './sum-scopes.ts'

const counted = /(?:小计|合计|总计|共计|共)[:(]?(\d{1,5})(户|人|笔|名|宗|项|台)/

/** People may be the rows, or the heads of the households in them; only what fits neither is told. */
export function checkPrintedCount(checking: Checking, total: TotalRow, scope: readonly Line[]): void {
  const [, digits, word = ''] = counted.exec(total.label) ?? []
  const [first] = scope
  if (digits === undefined || !first) return
  const printed = Number(digits)
  const rows = scope.filter((line) => !line.isSubLine)
  const payees = new Set(rows.map((line) => nameOf(line)))
  const people = Object.entries(first.type.fields).flatMap(([name, { kind, unit }]) =>
    kind === 'count' && unit !== 'year'
      ? [rows.reduce((sum, line) => sum + Number(line.values[name] ?? 0), 0)]
      : [],
  )
  const right = [rows.length, payees.size, ...(word === '户' || word === '笔' ? [] : people)]
  if (right.includes(printed)) return
  const { context } = checking
  const seen = textOf(context.grid, total.cell).trim() || total.label
  const expected = first.type.repeated ? payees.size : rows.length
  tell(
    checking,
    { type: first.type, village: first.village },
    {
      kind: 'total-differs',
      severity: severityEverywhere(first.type.severities, 'printed-count'),
      cell: total.cell,
      detail: word,
      values: {
        seen: context.sweeper.name(seen),
        expected: context.sweeper.name(seen.replace(String(printed), String(expected))),
      },
    },
  )
}

function nameOf(line: Line): string {
  const person = Object.entries(line.type.fields).find(([, { kind }]) => kind === 'person')
  const group = Object.entries(line.type.fields).find(([, { kind }]) => kind === 'group')
  return JSON.stringify([person, group].map((field) => (field ? line.values[field[0]] : line.row)))
}
