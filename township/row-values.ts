// The values of one line, field by field, and the gate they pass before they are a line.
import type { Field, Value } from '../disclosure/fields.ts'
import type { ItemType } from '../disclosure/item-type.ts'
import { maskMiddle, minorMark } from '../disclosure/masking.ts'
import { isBlank, isImpossibleDate, mayMeanAnotherDay, plainText } from '../disclosure/parse.ts'
import type { Parsed } from '../disclosure/parse.ts'
import { placeOf } from '../disclosure/privacy.ts'
import type { FaultKind, Severity } from './findings.ts'
import type { Cell } from './grid.ts'
import { readCell, readPart } from './read-cell.ts'
import type { Line, SheetContext } from './sheet-lines.ts'
import { unitOf } from './units.ts'

/** A value as it stands in the sheet: `at` as a clerk names the place, `unit` that of its column, if it has one. */
export type FoundCell = { cell: Cell; at: string; unit: string }

export type RawValues = {
  raw: Record<string, Value>
  cells: Record<string, string>
  remarks: string[]
  /** Fields of sums whose cells hold a figure nobody can read (1万2, #N/A). */
  unread: string[]
}

/** `find` knows where a field stands, `without` what a field is that stands nowhere. */
export function readFields(
  context: SheetContext,
  type: ItemType,
  find: (name: string) => FoundCell | null,
  without: (name: string, field: Field) => Value,
): RawValues {
  const values: RawValues = { raw: {}, cells: {}, remarks: [], unread: [] }
  for (const [name, field] of Object.entries(type.fields)) {
    // 同意 反对 弃权 may have columns of their own, or one for all three.
    // A column of its own goes before what stands in another, unless nobody has filled it in.
    const column = field.takenFrom && field.headers.length > 0 ? find(name) : null
    const own = column && !isBlank(column.cell.text) ? column : null
    const found = own ?? find(field.takenFrom?.field ?? name)
    if (found) values.cells[name] = found.at
    if (field.takenFrom && !own) {
      values.raw[name] = found ? partOf(context, type, field.takenFrom, found) : null
      continue
    }
    values.raw[name] = found ? valueOf(context, type, name, field, found, values) : without(name, field)
    if (found?.cell.broken) {
      // #REF! and its like are text in the cell; a formula that was never calculated shows none.
      const kind = found.cell.text === '' ? 'formula-without-value' : 'error-value'
      const seen = context.sweeper.name(found.cell.text)
      context.findings.fault({ ...context, cell: found.at }, kind, 'warning', '', { seen, expected: null })
    }
  }
  addRemarks(type, values)
  return values
}

function partOf(
  context: SheetContext,
  type: ItemType,
  { field, part }: NonNullable<Field['takenFrom']>,
  { cell, unit }: FoundCell,
): Value {
  const base = type.fields[field]
  const { hint } = context
  return base ? readPart(part, cell, readCell(base, cell, unitOf(base, unit, context), hint), hint) : null
}

function valueOf(
  context: SheetContext,
  type: ItemType,
  name: string,
  field: Field,
  { cell, at, unit }: FoundCell,
  { remarks, unread }: RawValues,
): Value {
  const where = { file: context.file, sheet: context.sheet, cell: at }
  const tell = (kind: FaultKind, severity: Severity) => {
    const seen = context.sweeper.text(plainText(cell.text), where, placeOf(type))
    context.findings.fault(where, kind, severity, name, { seen, expected: null })
  }
  const read: Parsed<Value> = readCell(field, cell, unitOf(field, unit, context), context.hint)
  const isSummed = Object.values(type.totals).some(({ sum }) => sum === name)
  if (isSummed && cell.broken) unread.push(name)
  if (read.kind === 'blank') return null
  if (read.kind === 'value') {
    if (read.rounded) tell('too-precise', 'warning')
    if (field.kind === 'date' && mayMeanAnotherDay(cell)) tell('ambiguous-date', 'warning')
    if (read.words && field.kind === 'person') remarks.push(read.words)
    return read.value
  }
  const kept = Object.values(type.fields).some(
    (each) => each.takenFrom?.field === name && each.takenFrom.part === 'words',
  )
  if (field.kind === 'date' && isImpossibleDate(cell.text, context.hint)) tell('impossible-date', 'warning')
  else if (field.kind === 'choice') tell('unknown-choice', 'warning')
  else tell('text-in-value', kept ? 'info' : 'warning')
  // 未发 is no amount; 1万2 is one, and a sum without it would be published too small.
  if (!kept && isSummed && /\d|^#/.test(read.words)) unread.push(name)
  return null
}

/** (已故) behind a name belongs to the remarks. */
function addRemarks(type: ItemType, { raw, remarks }: RawValues): void {
  if (remarks.length === 0 || type.fields['note'] === undefined) return
  const note = raw['note']
  raw['note'] = [typeof note === 'string' ? note : '', ...remarks.map(plainText)]
    .filter((part) => part !== '')
    .join(';')
}

export function sweptValues(
  context: SheetContext,
  type: ItemType,
  raw: Record<string, Value>,
  cells: Record<string, string>,
  minor = false,
): Line['values'] {
  const place = placeOf(type)
  // Once per row of every sheet: a plain loop costs half of what entries and pairs do.
  const values: Line['values'] = {}
  for (const name in type.fields) {
    const field = type.fields[name]
    if (!field) continue
    const found = raw[name] ?? null
    const at = { file: context.file, sheet: context.sheet, cell: cells[name] ?? '' }
    if (field.kind !== 'text' && field.kind !== 'person' && field.kind !== 'list') {
      values[name] = context.sweeper.exact(found, field.kind, at)
      continue
    }
    const value = field.kind === 'person' ? shownName(field, found, minor) : found
    values[name] = context.sweeper.value(value, at, place)
  }
  return values
}

function shownName(field: Field, name: Value, minor: boolean): Value {
  if (typeof name !== 'string') return name
  if (minor) return minorMark
  return field.mask === 'middle' ? maskMiddle(name) : name
}
