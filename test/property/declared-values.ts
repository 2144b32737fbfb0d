// Anything that may stand in the columns of a declaration: what is typed, and the value that must be read.
import fc from 'fast-check'
import type { Field, Value } from '../../disclosure/fields.ts'
import type { Check, ItemType } from '../../disclosure/item-type.ts'
import { maskMiddle } from '../../disclosure/masking.ts'
import { parseText } from '../../disclosure/parse.ts'
import { findPersonal } from '../../disclosure/privacy.ts'

/** `cells` is what is typed, `values` what must be read; a field that is absent was left blank. */
export type Written = { cells: Record<string, string | number>; values: Record<string, Value> }

// ---- one value ----

const letters = [...'春秋山水田路桥北东西河湾清新兴平安丰年林果茶粮灯亮渠坝修购米ABk3579'] as const
const realWords = [
  '0012',
  '记-27',
  '3-5月电费',
  'A-12',
  '水渠维修(二期)',
  '1,200.50',
  '=1+1',
  '@山田路',
  '+新桥',
  '修路;清淤',
  '“丰收”牌',
  "O'Neil<b>&",
  '𠮷田路',
]
export const words = fc
  .oneof(
    {
      arbitrary: fc
        .array(fc.constantFrom(...letters), { minLength: 2, maxLength: 12 })
        .map((all) => `兴${all.join('')}`),
      weight: 3,
    },
    { arbitrary: fc.constantFrom(...realWords), weight: 1 },
  )
  .filter((text) => parseText(text) === text && findPersonal(text, new Set(), 'person-row').length === 0)
const personNames = fc
  .tuple(
    fc.constantFrom('柳', '欧阳', '曾', '𠮷', '阿依'),
    fc.constantFrom('国强', '长岭', '敏', '·买买提', '桂兰'),
  )
  .map((parts) => parts.join(''))
const day = fc
  .tuple(
    fc.integer({ min: 2015, max: 2030 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join('-'))

const same = (value: string | number) => ({ cell: value, value })
type Typed = { cell: string | number; value: Value }

const yuan = (fen: number): Typed[] => [
  { cell: fen / 100, value: fen },
  { cell: (fen / 100).toFixed(2), value: fen },
  { cell: `${(fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}元`, value: fen },
]

function valueOf(field: Field, groups: number, only: readonly string[] | undefined): fc.Arbitrary<Typed> {
  switch (field.kind) {
    case 'money':
      return fc.integer({ min: 0, max: 99_999_999 }).chain((fen) => fc.constantFrom(...yuan(fen)))
    case 'area':
      return fc
        .integer({ min: 1, max: 9_999_999 })
        .chain((units) =>
          fc.constantFrom(
            { cell: units / 10_000, value: units },
            { cell: (units / 10_000).toFixed(4), value: units },
          ),
        )
    case 'count':
      return fc.integer({ min: 1, max: 4000 }).map(same)
    case 'quantity':
    case 'rate':
      return fc.integer({ min: 1, max: 99_999 }).map((size) => {
        const value = String(size / 100)
        return { cell: size / 100, value }
      })
    case 'date':
      return fc
        .oneof(
          day,
          day.map((iso) => iso.slice(0, 7)),
        )
        .map(same)
    case 'person':
      return personNames.map((name) => ({
        cell: name,
        value: field.mask === 'middle' ? maskMiddle(name) : name,
      }))
    case 'group':
      return fc
        .integer({ min: 1, max: groups })
        .chain((group) =>
          fc.constantFrom({ cell: `${group}组`, value: group }, { cell: group, value: group }),
        )
    case 'choice': {
      const ids = Object.keys(field.choices ?? {}).filter((id) => only?.includes(id) ?? true)
      return fc.constantFrom(...ids).map((id) => ({ cell: field.choices?.[id]?.[0] ?? '', value: id }))
    }
    case 'phone':
      return fc.integer({ min: 6210000, max: 6219999 }).map((number) => same(`0960-${number}`))
    case 'list':
      return fc
        .array(
          words.filter((part) => !/[;、]/.test(part)),
          { minLength: 1, maxLength: 3 },
        )
        .map((parts) => ({ cell: parts.join('、'), value: parts }))
    case 'text':
      return words.map(same)
    default:
      throw new Error(`no values for a ${field.kind satisfies never}`)
  }
}

/** 2021.1.1-2025.12.31 and 30/1/1 hold the values of other fields too; 未付 may stand for a number. */
function fieldOf(type: ItemType, name: string, groups: number): fc.Arbitrary<Written> {
  const field = type.fields[name]
  if (!field) throw new Error(`${type.id} has no ${name}`)
  const parts = Object.entries(type.fields).filter(([, { takenFrom }]) => takenFrom?.field === name)
  const part = (of: unknown) => parts.find(([, { takenFrom }]) => takenFrom?.part === of)?.[0] ?? ''
  const plain = valueOf(field, groups, type.only?.field === name ? type.only.values : undefined).map(
    ({ cell, value }): Written => ({ cells: { [name]: cell }, values: { [name]: value } }),
  )
  if (part('start') !== '')
    return fc.tuple(day, day).map(([one, other]) => {
      const [start = '', end = ''] = [one, other].sort()
      const text = `${start.replaceAll('-', '.')}-${end.replaceAll('-', '.')}`
      return { cells: { [name]: text }, values: { [name]: text, [part('start')]: start, [part('end')]: end } }
    })
  if (part(1) !== '')
    return fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)).map((votes) => {
      const values = Object.fromEntries(votes.map((vote, at) => [part(at + 1), vote]))
      return { cells: { [name]: votes.join('/') }, values: { ...values, [name]: votes.join('/') } }
    })
  if (part('words') !== '')
    return fc.oneof(plain, fc.constant({ cells: { [name]: '未付' }, values: { [part('words')]: '未付' } }))
  return plain
}

// ---- one row ----

export function rowOf(type: ItemType, names: readonly string[], groups: number): fc.Arbitrary<Written> {
  const fields = names.map((name) => {
    const field = type.fields[name]
    const isNeeded =
      field?.required === true ||
      field?.expected === true ||
      type.needsOneOf?.[0] === name ||
      type.only?.field === name
    const written = fieldOf(type, name, groups)
    return isNeeded
      ? written
      : fc.oneof({ arbitrary: written, weight: 3 }, { arbitrary: fc.constant(nothing), weight: 1 })
  })
  return fc.tuple(...fields).map((all) => {
    const row: Written = {
      cells: Object.assign({}, ...all.map(({ cells }) => cells)),
      values: Object.assign({}, ...all.map(({ values }) => values)),
    }
    for (const check of type.checks ?? []) agree(type, check, row)
    for (const check of type.checks ?? []) keepSize(type, check, row)
    return row
  })
}

const nothing: Written = { cells: {}, values: {} }
export const oneLine: fc.Arbitrary<Written[]> = fc.constant([nothing])

export const put = (type: ItemType, { cells, values }: Written, name: string, integer: number) => {
  const scale = type.fields[name]?.kind === 'money' ? 100 : type.fields[name]?.kind === 'area' ? 10_000 : 1
  // No sheet has a minus before a nought.
  cells[name] = (integer + 0) / scale
  values[name] = integer + 0
}
export const numberIn = ({ values }: Written, name: string): number => {
  const value = values[name]
  return typeof value === 'number' ? value : 0
}
const leave = ({ cells, values }: Written, name: string) => {
  delete cells[name]
  delete values[name]
}

/** A clerk who has added up. */
function agree(type: ItemType, check: Check, row: Written): void {
  switch (check.kind) {
    case 'difference':
      return put(type, row, check.equals, numberIn(row, check.left) - numberIn(row, check.right))
    case 'sum':
      return put(
        type,
        row,
        check.equals,
        check.parts.reduce((all, part) => all + numberIn(row, part), 0),
      )
    case 'rate': {
      const rate = row.values[check.rate]
      if (typeof rate !== 'string' || (check.unless && check.unless in row.values)) return
      return put(type, row, check.amount, Math.round((numberIn(row, check.quantity) * Number(rate)) / 100))
    }
    case 'balance':
      if ('opening' in type.fields && 'closing' in type.fields)
        put(
          type,
          row,
          'closing',
          numberIn(row, 'opening') + numberIn(row, check.income) - numberIn(row, check.expense),
        )
      return
    case 'whole':
      return leave(row, check.equals)
    default:
      // What only looks odd may look odd: a clerk says why, and it is published as it is.
      return
  }
}

/** Where a declaration says how large a value is (in all, or for each of `per`), a sheet whose unit is right agrees. */
function keepSize(type: ItemType, check: object, row: Written): void {
  if (!('value' in check && 'least' in check && 'most' in check)) return
  const { value, least, most } = check
  if (typeof value !== 'string' || typeof least !== 'number' || typeof most !== 'number') return
  const per = 'per' in check && typeof check.per === 'string' ? check.per : null
  if (!(value in row.values) || (per !== null && !(per in row.values))) return
  const scale = per !== null && type.fields[per]?.kind === 'area' ? 10_000 : 1
  const times = per === null ? 1 : numberIn(row, per) / scale
  const clamped = Math.min(most, Math.max(least, numberIn(row, value) / times))
  put(type, row, value, Math.round(clamped * times))
}
