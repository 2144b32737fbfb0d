// What of an item a villager may carry home: decided by its declaration alone, so that no screen can decide otherwise.
import { columnsOf } from './item-type.ts'
import type { Column, ItemType } from './item-type.ts'
import type { FieldKind } from './fields.ts'
import { placeOf } from './privacy.ts'

/** The columns of its rows that leave, in declared order, each with its place in a row; none for a list of persons. */
export function leavingColumns(type: ItemType): { column: Column; at: number }[] {
  const allowed = new Set(namesPersons(type) ? [] : type.takeAway)
  return columnsOf(type).flatMap((column, at) => (allowed.has(column.id) ? [{ column, at }] : []))
}

/** A sheet's own title and the words of a text may speak of somebody; the locale's name of its kind never does. */
export const wordsLeave = (type: ItemType): boolean => leavingColumns(type).length > 0

/** What a bar is of must be a word of ours (a choice, a group) or a column that leaves: 户主 and 摘要 hold names. */
export function barsLeave(type: ItemType): boolean {
  const { bars } = type
  if (!bars) return false
  const kind = type.fields[bars.by]?.kind
  return (
    kind === 'choice' || kind === 'group' || leavingColumns(type).some(({ column }) => column.id === bars.by)
  )
}

/**
 * Who signed is told by name where rows name nobody but those who act for the village (they are never searched for); on
 * a list of persons the same name might stand.
 */
export const signersLeave = (type: ItemType): boolean =>
  placeOf(type) === 'anywhere' &&
  !Object.values(type.fields).some(
    ({ kind, search, required }) => kind === 'person' && (search !== false || required === true),
  )

/** Kinds of field that hold numbers and days only, whatever a sheet has in its cells. */
const wordless: ReadonlySet<FieldKind> = new Set(['money', 'area', 'count', 'quantity', 'rate'])

/** Of a household's own line only its figures leave, never a text beside them. */
export const figuresOfLine = (type: ItemType): { column: Column; at: number }[] =>
  columnsOf(type).flatMap((column, at) => (wordless.has(column.kind) ? [{ column, at }] : []))

const namesPersons = (type: ItemType): boolean =>
  Object.values(type.fields).some(({ kind }) => kind === 'person')
