// How a stored number looks in its cell: the text a clerk sees, and whether it is a day.
import * as XLSX from '@e965/xlsx'
import { z } from 'zod'
import type { Cell } from './grid.ts'

/** What Excel in Chinese shows for the formats that have a number only; the library knows the American ones. */
const chineseFormats: Readonly<Record<number, string>> = {
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
}

const DateCode = z.object({ y: z.number(), m: z.number(), d: z.number() }).nullable()

/** Tables repeat amounts and dates; formatting is the dearest part of reading a cell. */
const mostRemembered = 20_000

export class NumberFormat {
  readonly #code: string | number
  readonly #isDate: boolean
  readonly #since1904: boolean
  readonly #remembered = new Map<number, Cell>()

  constructor(code: string | number, since1904 = false) {
    this.#code = typeof code === 'number' ? (chineseFormats[code] ?? code) : code
    this.#since1904 = since1904
    this.#isDate = isDateFormat(this.#code)
  }

  /** A fresh cell each time the number was not seen before; cells are never changed. */
  cell(value: number): Cell {
    const known = this.#remembered.get(value)
    if (known) return known
    const cell = this.#formatted(value)
    if (this.#remembered.size < mostRemembered) this.#remembered.set(value, cell)
    return cell
  }

  #formatted(value: number): Cell {
    const text = this.#text(value)
    const day = this.#isDate ? dayOf(value, this.#since1904) : null
    return day === null ? { text, number: value } : { text, day }
  }

  #text(value: number): string {
    if (
      (this.#code === 0 || this.#code === 'General') &&
      Number.isSafeInteger(value) &&
      Math.abs(value) < 1e11
    )
      return String(value)
    try {
      return String(XLSX.SSF.format(this.#code, value, { date1904: this.#since1904 }))
    } catch {
      // A format the library cannot read is no reason to lose the number.
      return String(value)
    }
  }
}

function isDateFormat(code: string | number): boolean {
  try {
    const format: unknown = typeof code === 'number' ? XLSX.SSF.get_table()[code] : code
    return typeof format === 'string' && XLSX.SSF.is_date(format) === true
  } catch {
    return false
  }
}

/** The day of Excel's serial number; null for times and for what no calendar has. */
export function dayOf(serial: number, since1904 = false): string | null {
  if (!Number.isFinite(serial)) return null
  const date = DateCode.parse(XLSX.SSF.parse_date_code(serial, { date1904: since1904 }) ?? null)
  if (!date || date.y < 1900 || date.d === 0) return null
  return `${date.y}-${String(date.m).padStart(2, '0')}-${String(date.d).padStart(2, '0')}`
}
