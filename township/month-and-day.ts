// A date in two columns under its year (2026年 ⟨月 日⟩), the month written once and meant until the next.
import { compact, dateIn } from '../disclosure/parse.ts'
import { textAt } from './grid.ts'
import type { Header } from './header.ts'
import type { SheetContext } from './sheet-lines.ts'

export class MonthAndDay {
  readonly #context: SheetContext
  readonly #parts: Header['monthAndDay']
  #month: number | null = null

  constructor(context: SheetContext, header: Header) {
    this.#context = context
    this.#parts = header.monthAndDay
  }

  /** The column of the month if this row leaves it to the rows above. */
  monthFromAbove(row: number): number | null {
    const { month } = this.#parts ?? {}
    const isBlank = month !== undefined && compact(textAt(this.#context.grid, row, month)) === ''
    return isBlank && this.#month !== null ? month : null
  }

  /** Asked row by row. */
  dateOf(row: number): string | null {
    if (!this.#parts) return null
    const numberAt = (column: number) => Number(compact(textAt(this.#context.grid, row, column)))
    const month = numberAt(this.#parts.month)
    if (Number.isInteger(month) && month >= 1 && month <= 12) this.#month = month
    const year = this.#parts.year ?? this.#context.hint?.year
    if (!this.#month || !year) return null
    return dateIn(`${year}.${this.#month}.${numberAt(this.#parts.day)}`)
  }
}
