// One cell as the value of a field: the unit of its column, the year of its sheet, and what stands beside it.
import type { Field, Value } from '../disclosure/fields.ts'
import {
  compact,
  parseArea,
  parseChoice,
  parseCount,
  parseDate,
  parseDecimal,
  parseGroup,
  parseList,
  parseMoney,
  parsePerson,
  parsePhone,
  parseSpan,
  parseText,
  plainText,
  shifted,
  trimmed,
  isMetres,
} from '../disclosure/parse.ts'
import type { CellText, DateHint, Parsed } from '../disclosure/parse.ts'

export function readCell(
  field: Field,
  cell: CellText,
  unit: string,
  hint: DateHint | undefined,
): Parsed<Value> {
  switch (field.kind) {
    case 'money':
      return parseMoney(cell, unit)
    case 'area':
      return parseArea(cell, unit)
    case 'count':
      return parseCount(cell)
    case 'quantity':
      return quantityOf(field, cell, unit)
    case 'rate':
      return rateOf(cell, unit)
    case 'date':
      return parseDate(cell, hint)
    case 'group':
      return parseGroup(cell)
    case 'person':
      return parsePerson(cell)
    case 'choice':
      return parseChoice(cell.text, field.choices ?? {})
    case 'phone':
      return parsePhone(cell.text)
    case 'list':
      return listOf(cell.text)
    case 'text':
      return textOf(cell.text)
    default:
      throw new Error(`no reader for a ${field.kind satisfies never}`)
  }
}

/** 约260 and 120㎡ are 260 and 120: the unit is a field of its own or the column's. 0.18亩 is no number of ㎡. */
function quantityOf(field: Field, cell: CellText, unit: string): Parsed<string> {
  const parsed = parseDecimal(cell)
  if (parsed.kind !== 'value') return parsed
  const own = parsed.words ?? unit
  return field.unit === 'sqm' && own !== '' && !isMetres(own)
    ? { kind: 'words', words: plainText(cell.text) }
    : { kind: 'value', value: parsed.value }
}

/** 500斤稻谷/亩 is no number; under 万元/亩 a bare 1.2 is 12000. */
function rateOf(cell: CellText, unit: string): Parsed<string> {
  const parsed = parseDecimal(cell)
  if (parsed.kind !== 'value') return parsed
  if (parsed.words !== undefined && !/^(?:元|[/%‰])/.test(parsed.words))
    return { kind: 'words', words: plainText(cell.text) }
  const isWan = parsed.words === undefined && unit.startsWith('万')
  return { kind: 'value', value: isWan ? trimmed(shifted(parsed.value, 4)) : parsed.value }
}

function textOf(text: string): Parsed<string> {
  const value = parseText(text)
  return value === '' || /^[-—–/\\]+$/.test(value) ? { kind: 'blank' } : { kind: 'value', value }
}

function listOf(text: string): Parsed<readonly string[]> {
  const value = parseList(text).filter((part) => !/^[-—–/\\]+$/.test(part))
  return value.length === 0 ? { kind: 'blank' } : { kind: 'value', value }
}

/** The part of another field's cell that is this field's value. */
export function readPart(
  part: NonNullable<Field['takenFrom']>['part'],
  cell: CellText,
  read: Parsed<Value>,
  hint: DateHint | undefined,
): Value {
  if (part === 'words') return read.kind === 'words' ? read.words : null
  if (part === 'start' || part === 'end') return parseSpan(cell.text, hint)[part]
  const numbers = compact(cell.text).split(/[/、:]/)
  const at = numbers[part - 1]
  return numbers.length === 3 && at !== undefined && /^\d{1,5}$/.test(at) ? Number(at) : null
}
