// Holds the rows of one item type against its declaration, cell by cell.
import type { Row } from '../disclosure/entry.ts'
import { isValueOf, type Value } from '../disclosure/fields.ts'
import { columnsOf, type Column, type ItemType } from '../disclosure/item-type.ts'
import { isPersonalInteger, placeOf, type Place } from '../disclosure/privacy.ts'
import { flawOfText } from './clean-text.ts'
import { limits } from './limits.ts'
import { isRealDate } from './real-date.ts'
import { refuse, refuseAbove } from './refused.ts'
import type { Json } from './strict-json.ts'
import type { TextSweep } from './text-sweep.ts'
import { isSubLineOf } from './totals.ts'

/** Where a row stands, spelled only when it is refused: of a million rows nobody reads it. */
export type RowPlace = { readonly id: string; readonly number: number }

export class RowCheck {
  readonly isSubLine: (row: Row) => boolean
  readonly #cells: readonly CellCheck[]

  constructor(type: ItemType, sweep: TextSweep) {
    const place = placeOf(type)
    this.isSubLine = isSubLineOf(type)
    this.#cells = columnsOf(type).map((column) => new CellCheck(column, place, sweep))
  }

  /** The row as declared, or a refusal; what is required may be missing in a sub-line only. */
  checked(cells: Json, at: RowPlace): Row {
    if (!Array.isArray(cells) || cells.length !== this.#cells.length)
      return refuse({ kind: 'malformed', at: `${at.id} ${at.number}`, why: 'not-its-columns' })
    const row: Value[] = []
    let index = 0
    for (const cell of this.#cells) row.push(cell.checked(cells[index++], at))
    if (!this.isSubLine(row)) this.#checkRequired(row, at)
    return row
  }

  #checkRequired(row: Row, at: RowPlace): void {
    let index = 0
    for (const cell of this.#cells) if (row[index++] === null && cell.isRequired) cell.wrong('required', at)
  }
}

/** Kinds of field in which somebody writes what he likes. */
const words: ReadonlySet<Column['kind']> = new Set(['text', 'person', 'list'])

class CellCheck {
  readonly isRequired: boolean
  readonly #column: Column
  readonly #place: Place
  readonly #sweep: TextSweep
  /** The last value that passed: columns repeat themselves (a rate, a day, a state), and what passed once passes again. */
  #passed: Value = null

  constructor(column: Column, place: Place, sweep: TextSweep) {
    this.#column = column
    this.isRequired = column.required ?? false
    this.#place = words.has(column.kind) ? place : 'anywhere'
    this.#sweep = sweep
  }

  checked(value: unknown, at: RowPlace): Value {
    if (value === null) return null
    if (value === this.#passed) return this.#passed
    if (!isValueOf(this.#column, value)) return this.wrong(`not-${this.#column.kind}`, at)
    if (typeof value === 'number') this.#checkInteger(value, at)
    else if (typeof value === 'string') this.#checkText(value, at)
    else if (value !== null) for (const each of value) this.#checkText(each, at)
    this.#passed = value
    return value
  }

  wrong(why: string, at: RowPlace): never {
    return refuse({ kind: 'malformed', at: this.#where(at), why })
  }

  #where({ id, number }: RowPlace): string {
    return `${id} ${number} ${this.#column.id}`
  }

  #checkInteger(value: number, at: RowPlace): void {
    refuseAbove('integer', limits.integer, Math.abs(value))
    if (isPersonalInteger(value, this.#column.kind))
      refuse({ kind: 'personal-data', found: 'mobile', at: this.#where(at) })
  }

  #checkText(value: string, at: RowPlace): void {
    const { kind } = this.#column
    if (kind === 'choice') return
    if (kind === 'date') return isRealDate(value) ? undefined : this.wrong('date', at)
    if (kind === 'quantity' || kind === 'rate')
      refuseAbove('decimalLength', limits.decimalLength, value.length)
    if (this.#sweep.knows(value, this.#place)) return
    const why = flawOfText(value)
    if (why) this.wrong(why, at)
    this.#sweep.look(value, this.#place, () => this.#where(at))
  }
}
