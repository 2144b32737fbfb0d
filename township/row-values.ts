// The values of one line, field by field, and the gate they pass before they are a line.
import type { Field, Value } from '../disclosure/fields.ts'
import type { ItemType } from '../disclosure/item-type.ts'
import { maskMiddle, minorMark } from '../disclosure/masking.ts'
import { plainText } from '../disclosure/parse.ts'
import type { MoneyUnit, Parsed } from '../disclosure/parse.ts'
import type { Place } from '../disclosure/privacy.ts'
import type { Cell } from './grid.ts'
import { readCell, readPart } from './read-cell.ts'
import type { Line, SheetContext } from './sheet-lines.ts'
import { formed } from './sweep.ts'

/** A value as it stands in the sheet: `at` as a clerk names the place. */
export type FoundCell = { cell: Cell; at: string; unit: MoneyUnit }

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
    const own = field.takenFrom && field.headers.length > 0 ? find(name) : null
    const found = own ?? find(field.takenFrom?.field ?? name)
    if (found) values.cells[name] = found.at
    if (field.takenFrom && !own) {
      values.raw[name] = found ? partOf(context, type, field.takenFrom, found) : null
      continue
    }
    values.raw[name] = found ? valueOf(context, type, name, field, found, values) : without(name, field)
    if (found?.cell.broken)
      context.findings.fault({ ...context, cell: found.at }, 'formula-without-value', 'warning')
  }
  addRemarks(type, values)
  return values
}

function partOf(
  { hint }: SheetContext,
  type: ItemType,
  { field, part }: NonNullable<Field['takenFrom']>,
  { cell, unit }: FoundCell,
): Value {
  const base = type.fields[field]
  return base ? readPart(part, cell, readCell(base, cell, unit, hint), hint) : null
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
  const read: Parsed<Value> = readCell(field, cell, unit, context.hint)
  const isSummed = Object.values(type.totals).some(({ sum }) => sum === name)
  if (isSummed && cell.broken) unread.push(name)
  if (read.kind === 'blank') return null
  if (read.kind === 'value') {
    if (read.rounded) context.findings.fault(where, 'too-precise', 'warning', name)
    if (read.words && field.kind === 'person') remarks.push(read.words)
    return read.value
  }
  const kept = Object.values(type.fields).some(
    (each) => each.takenFrom?.field === name && each.takenFrom.part === 'words',
  )
  if (field.kind === 'choice') context.findings.fault(where, 'unknown-choice', 'warning', name)
  else if (!kept) {
    context.findings.fault(where, 'text-in-value', 'warning', name)
    // 未发 is no amount; 1万2 is one, and a sum without it would be published too small.
    if (isSummed && /\d|^#/.test(read.words)) unread.push(name)
  }
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
  const entries = Object.entries(type.fields).map(([name, field]) => {
    const at = { file: context.file, sheet: context.sheet, cell: cells[name] ?? '' }
    // Dates, decimals and choices have a form of their own; a phone column is public by declaration.
    if (!['text', 'person', 'list'].includes(field.kind)) return [name, formed(raw[name] ?? null)]
    const value = field.kind === 'person' ? shownName(field, raw[name] ?? null, minor) : (raw[name] ?? null)
    return [name, context.sweeper.value(value, at, place)]
  })
  return Object.fromEntries(entries)
}

/** What a list of people who get help says of one of them; a list of policies speaks of nobody. */
const placeOf = (type: ItemType): Place =>
  ['subsidy', 'social-assistance'].includes(type.category) &&
  Object.values(type.fields).some(({ kind }) => kind === 'person')
    ? 'person-row'
    : 'anywhere'

function shownName(field: Field, name: Value, minor: boolean): Value {
  if (typeof name !== 'string') return name
  if (minor) return minorMark
  return field.mask === 'middle' ? maskMiddle(name) : name
}
