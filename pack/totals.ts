// The totals of an entry, summed exactly from its rows; township and kiosk both sum with this.
import type { Row } from '../disclosure/entry.ts'
import { columnsOf, type ItemType, type Total } from '../disclosure/item-type.ts'

/** A row counts unless it is a sub-line (其中): a part of another row. */
export function isSubLine(type: ItemType, row: Row): boolean {
  return isSubLineOf(type)(row)
}

/** The same question for many rows of one type. */
export function isSubLineOf(type: ItemType): (row: Row) => boolean {
  const parent = type.layout.kind === 'paired' ? type.layout.parent : undefined
  const at = columnsOf(type).findIndex((column) => column.id === parent)
  return at < 0 ? () => false : (row) => row[at] !== null && row[at] !== undefined
}

/**
 * Sums row by row. `values` gives what must stand in the entry: whole sums, without the figures that are read.
 * A sum over nothing but empty cells is 0; a sum of decimals that is not whole is left out.
 */
export function totalsOf(type: ItemType): { add(row: Row): void; values(): Record<string, number> } {
  const columns = columnsOf(type).map((column) => column.id)
  const counts = isSubLineOf(type)
  const sums = Object.entries(type.totals).map(([name, total]) => new Sum(name, total, columns))
  return {
    add(row) {
      if (!counts(row)) for (const sum of sums) sum.add(row)
    },
    values() {
      const whole = sums.flatMap((sum) => (sum.isWhole ? [[sum.name, sum.value] as const] : []))
      return Object.fromEntries(whole)
    },
  }
}

/** Whole numbers are added as such; decimal strings in units of 10^-places, never as floats. */
class Sum {
  readonly name: string
  readonly #at: number
  readonly #whereAt: number
  readonly #where: ReadonlySet<string> | null
  #whole = 0
  #parts = 0n
  #places = 0

  constructor(name: string, total: Total, columns: readonly string[]) {
    this.name = name
    this.#at = columns.indexOf(total.sum)
    this.#whereAt = total.where ? columns.indexOf(total.where.field) : -1
    this.#where = total.where ? new Set(total.where.values) : null
  }

  add(row: Row): void {
    if (this.#where && !this.#where.has(String(row[this.#whereAt] ?? ''))) return
    const value = row[this.#at]
    if (typeof value === 'number') this.#whole += value
    else if (typeof value === 'string') this.#addDecimal(value)
  }

  #addDecimal(value: string): void {
    const [whole = '0', fraction = ''] = value.split('.')
    const places = Math.max(this.#places, fraction.length)
    this.#parts *= 10n ** BigInt(places - this.#places)
    this.#parts += BigInt(whole + fraction.padEnd(places, '0'))
    this.#places = places
  }

  get isWhole(): boolean {
    return this.#parts % 10n ** BigInt(this.#places) === 0n && Number.isSafeInteger(this.value)
  }

  get value(): number {
    return this.#whole + Number(this.#parts / 10n ** BigInt(this.#places))
  }
}
