// The kinds of field a disclosed table may have, and what a value of each kind looks like once it is exact.

/**
 * - money: integer 分; area: integer 0.0001 亩; count: integer of `unit`
 * - quantity, rate: decimal string, never a float (rates have up to 7 decimals, domain.md §0.7)
 * - date: ISO, as exact as the sheet says: 2025-07-10, 2025-07 or 2025
 * - person: a name as published (masked already where the declaration says so)
 * - group: villager group number; phone: a public contact; list: several texts of one cell
 */
export const fieldKinds = [
  'money',
  'area',
  'count',
  'quantity',
  'rate',
  'date',
  'person',
  'text',
  'choice',
  'group',
  'phone',
  'list',
] as const
export type FieldKind = (typeof fieldKinds)[number]

/** Unit codes of the glossary; how they are written on screen is a locale string. */
export const units = [
  'fen',
  '0.0001mu',
  'household',
  'person',
  'machine',
  'month',
  'sqm',
  'yuan-per-mu',
  'year',
  'floor',
  'plot',
  'item',
  'bag',
  'quilt',
  'bucket',
] as const
export type Unit = (typeof units)[number]

/** How a name is shown: whole (the list is the legal content), or 张*三 (the reason would reveal health). */
export type NameMask = 'none' | 'middle'

export type Field = {
  kind: FieldKind
  /** Header words of real sheets, most usual first; matched after NFKC and without spaces, units and brackets. */
  headers: readonly string[]
  unit?: Unit
  required?: boolean
  /** Some offices have no such column; where there is one, every row has a value. */
  expected?: boolean
  mask?: NameMask
  /** Goes into the search text. Names and titles do, amounts do not. */
  search?: boolean
  /** A day that may lie ahead: the end of a term, the month from which an allowance is paid. */
  ahead?: boolean
  /** Cells may hold a ditto mark or be merged downward; the value of the row above counts. */
  fillDown?: boolean
  /** Values a choice may have, each with the spellings of real sheets. */
  choices?: Readonly<Record<string, readonly string[]>>
  /**
   * Has no column of its own but is a part of another field's cell: start or end of 2021.1.1-2025.12.31, the first,
   * second or third number of 30/1/1, or the words that stand where a value was expected (未付, 在建(60%)).
   */
  takenFrom?: { field: string; part: 'start' | 'end' | 'words' | 1 | 2 | 3 }
}

/** One stored cell. Money, area, count and group are safe integers; list is an array; the rest are strings. */
export type Value = string | number | readonly string[] | null

export const integerKinds: ReadonlySet<FieldKind> = new Set(['money', 'area', 'count', 'group'])

type Options = Omit<Field, 'kind' | 'headers'>
const of =
  (kind: FieldKind, unit?: Unit) =>
  (headers: readonly string[], options: Options = {}): Field => ({
    kind,
    headers,
    ...(unit ? { unit } : {}),
    ...options,
  })

export const money = of('money', 'fen')
export const area = of('area', '0.0001mu')
export const count = (unit: Unit, headers: readonly string[], options: Options = {}): Field =>
  of('count', unit)(headers, options)
export const quantity = (unit: Unit | undefined, headers: readonly string[], options: Options = {}): Field =>
  of('quantity', unit)(headers, options)
export const rate = of('rate', 'yuan-per-mu')
export const date = of('date')
export const person = (headers: readonly string[], options: Options = {}): Field =>
  of('person')(headers, { search: true, ...options })
export const text = of('text')
export const choice = (
  choices: NonNullable<Field['choices']>,
  headers: readonly string[],
  options: Options = {},
): Field => of('choice')(headers, { choices, ...options })
/** A villager group is called the same by every office, whatever its list is about. */
const groupHeaders = [
  '村民小组',
  '组别',
  '组',
  '组名',
  '组名称',
  '村民组',
  '所在组',
  '所属组',
  '小组',
  '组(社)',
  '社',
  '生产队',
  '所在小组',
  '村小组',
  '所属小组',
  '居民小组',
  '小组名称',
  '组号',
  '社别',
]
export const group = (headers: readonly string[] = groupHeaders, options: Options = {}): Field =>
  of('group')(headers, options)
export const phone = of('phone')
export const list = of('list')

/** Whether a value is what its kind promises; used at every door a row passes. */
export function isValueOf(field: Field, value: unknown): value is Value {
  if (value === null) return true
  if (integerKinds.has(field.kind)) return Number.isSafeInteger(value)
  if (field.kind === 'list') return Array.isArray(value) && value.every((each) => typeof each === 'string')
  if (typeof value !== 'string') return false
  if (field.kind === 'quantity' || field.kind === 'rate') return /^-?\d+(\.\d+)?$/.test(value)
  if (field.kind === 'date') return /^\d{4}(-\d{2}(-\d{2})?)?$/.test(value)
  if (field.kind === 'choice') return field.choices === undefined || Object.hasOwn(field.choices, value)
  return true
}
