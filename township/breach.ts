// How a check tells what it found: a fault with its cell, and whose item it is about.
import type { Severity } from '../disclosure/checks.ts'
import type { ItemType } from '../disclosure/item-type.ts'
import type { Village } from '../disclosure/township.ts'
import { seenAndExpected, textOf } from './figure-words.ts'
import type { SeenAndExpected } from './figure-words.ts'
import type { Fault, FaultKind } from './findings.ts'
import type { Line, LineFault, SheetContext } from './sheet-lines.ts'

export type Breach = {
  kind: FaultKind
  severity: Severity
  cell: string | null
  detail?: string
  values?: SeenAndExpected
}

/** The sheet being checked: where its faults are told, and where they are kept until the sheet is items. */
export type Checking = { context: SheetContext; faults: LineFault[] }

export function tell(
  { context, faults }: Checking,
  whose: { type: ItemType; village: Village | null },
  { kind, severity, cell, detail = '', values }: Breach,
): Fault {
  const { file, sheet } = context
  const fault = context.findings.fault({ file, sheet, cell }, kind, severity, detail, values)
  faults.push({ fault, type: whose.type, village: whose.village })
  return fault
}

/** A number of a line that should be another; nothing is `expected` where no one number would be right. */
export function tellNumber(
  checking: Checking,
  line: Line,
  name: string,
  expected: number | null,
  breach: Omit<Breach, 'cell' | 'values'>,
): void {
  const field = line.type.fields[name]
  if (!field) throw new Error(`${line.type.id} has no field ${name}`)
  const cell = line.cells[name] ?? null
  const shown = line.values[name]
  const value = typeof shown === 'number' ? shown : null
  tell(checking, line, {
    ...breach,
    cell,
    values: seenAndExpected(checking.context, cell, field, value, expected),
  })
}

/** Words of a line that something is wrong with. */
export function tellWords(
  checking: Checking,
  line: Line,
  name: string,
  breach: Omit<Breach, 'cell' | 'values'>,
  expected: SeenAndExpected['expected'] = null,
): void {
  const { grid, sweeper } = checking.context
  const value = line.values[name]
  // A day is told as the sheet writes it; a name only as the item shows it.
  const written = line.type.fields[name]?.kind === 'date' ? textOf(grid, line.cells[name] ?? '').trim() : ''
  const seen = written !== '' ? sweeper.name(written) : typeof value === 'string' ? sweeper.name(value) : null
  tell(checking, line, { ...breach, cell: line.cells[name] ?? null, values: { seen, expected } })
}

export const numberOf = (line: Line, field: string): number => {
  const value = line.values[field]
  return typeof value === 'number' ? value : 0
}
