// How the values of a sheet are written: 12,000.00 as text, ″ for the name above, 1组 for 一组. Told as notes, by cell.
import type { Field } from '../disclosure/fields.ts'
import {
  compact,
  dateIn,
  decimalIn,
  isApproximate,
  isBlank,
  parseGroup,
  parseList,
  parsePerson,
  parseText,
  plainText,
} from '../disclosure/parse.ts'
import type { Village } from '../disclosure/township.ts'
import type { NoteKind } from './findings.ts'
import type { Cell } from './grid.ts'
import { readCell } from './read-cell.ts'
import type { SheetContext } from './sheet-lines.ts'

/** Where a value stands, for a clerk (C15) and for sorting. */
export type Spot = { at: string; row: number; column: number }

/** What one column shows only as a whole: how it writes nothing, dates and units. */
type ColumnHabits = {
  nothing: { spot: Spot; way: 'blank' | 'mark' | 'zero' }[]
  dates: { spot: Spot; shape: string }[]
  units: { spot: Spot; unit: string }[]
}

/**
 * In a table a column's header bears its unit; in a form a value stands alone with it. In a table of subjects a line that
 * is there has an amount, and nothing means none.
 */
type Kind = 'table' | 'subjects' | 'form'

/** Collects what is odd about the cells of one sheet and tells it at the end, in the order of the cells. */
export class HowWritten {
  readonly #context: SheetContext
  readonly #spots = new Map<NoteKind, Map<string, Spot>>()
  readonly #columns = new Map<number, ColumnHabits>()

  readonly #kind: Kind

  constructor(context: SheetContext, kind: Kind = 'table') {
    this.#context = context
    this.#kind = kind
  }

  mark(kind: NoteKind, spot: Spot): void {
    const spots = this.#spots.get(kind) ?? new Map<string, Spot>()
    this.#spots.set(kind, spots)
    if (!spots.has(spot.at)) spots.set(spot.at, spot)
  }

  /** The value of a field as its own cell has it, before ditto marks and merges are filled. */
  cell(field: Field, cell: Cell, spot: Spot): void {
    switch (field.kind) {
      case 'money':
      case 'area':
      case 'count':
      case 'quantity':
      case 'rate':
        return this.#number(field, cell, spot)
      case 'date':
        return this.#date(cell, spot)
      case 'person':
        return this.#person(cell, spot)
      case 'group':
        return this.#group(cell, spot)
      case 'text':
        return this.#text(field, cell, spot)
      case 'list':
        return this.#list(cell, spot)
      case 'choice':
      case 'phone':
        return
      default:
        throw new Error(`no way of writing a ${field.kind satisfies never}`)
    }
  }

  /** 柳沟, 柳沟行政村, 柳沟村委会 for what the register calls 柳沟村. */
  village(text: string, village: Village, spot: Spot): void {
    const seen = compact(text)
    const at = seen.indexOf(compact(village.name))
    const rest = seen.slice(at + compact(village.name).length)
    if (at < 0 || /^(?:委会|民委员会)/.test(rest)) this.mark('village-alias', spot)
  }

  tell(): void {
    for (const habits of this.#columns.values()) this.#tellHabits(habits)
    for (const [kind, spots] of this.#spots)
      for (const { at } of [...spots.values()].sort(inOrder))
        this.#context.findings.note(
          { file: this.#context.file, sheet: this.#context.sheet, cell: at === '' ? null : at },
          kind,
        )
  }

  #tellHabits({ nothing, dates, units }: ColumnHabits): void {
    const ways = new Set(nothing.map(({ way }) => way))
    // A column that always leaves out what is none, or always writes 0, leaves no question open.
    if (ways.size > 1 || ways.has('mark') || (this.#kind === 'subjects' && ways.has('blank')))
      for (const { spot } of nothing) this.mark('blank-zero', spot)
    if (new Set(dates.map(({ shape }) => shape)).size > 1)
      for (const { spot } of dates) this.mark('mixed-dates', spot)
    const [first] = units
    if (first && units.some(({ unit }) => unit !== first.unit)) this.mark('mixed-units', first.spot)
  }

  #habitsOf({ column }: Spot): ColumnHabits {
    const habits = this.#columns.get(column) ?? { nothing: [], dates: [], units: [] }
    this.#columns.set(column, habits)
    return habits
  }

  #number(field: Field, cell: Cell, spot: Spot): void {
    if (this.#kind === 'form' && isBlank(cell.text)) return
    if (cell.number !== undefined) {
      if (cell.number === 0) this.#habitsOf(spot).nothing.push({ spot, way: 'zero' })
      return
    }
    if (isBlank(cell.text)) {
      const way = compact(cell.text) === '' ? 'blank' : 'mark'
      this.#habitsOf(spot).nothing.push({ spot, way })
      return
    }
    // 500斤稻谷/亩 is no number for a rate.
    const found = readCell(field, cell, 'yuan', undefined).kind === 'value' ? decimalIn(cell) : null
    if (!found) return
    if (/^-?0*(?:\.0*)?$/.test(found.decimal)) this.#habitsOf(spot).nothing.push({ spot, way: 'zero' })
    if (wideDigits.test(cell.text)) this.mark('full-width-digits', spot)
    if (isApproximate(cell.text)) this.mark('approximate', spot)
    // 第2次 counts; it has no unit that the header lacks.
    if (this.#kind === 'form' || compact(cell.text).startsWith('第')) return
    if (found.unit !== '') {
      this.mark('unit-in-cell', spot)
      this.#habitsOf(spot).units.push({ spot, unit: found.unit })
    } else if (this.#holdsNumbers() && !wideDigits.test(cell.text) && !isApproximate(cell.text))
      this.mark('number-as-text', spot)
  }

  /** In a text file or a web page every number is a text, and none of them is odd. */
  #holdsNumbers = (): boolean => this.#context.grid.name !== null

  #date(cell: Cell, spot: Spot): void {
    if (cell.day !== undefined) {
      this.mark('date-as-serial', spot)
      this.#habitsOf(spot).dates.push({ spot, shape: 'serial' })
      return
    }
    if (isBlank(cell.text) || dateIn(cell.text, this.#context.hint) === null) return
    if (wideDigits.test(cell.text)) this.mark('full-width-digits', spot)
    const shape = shapeOfDate(cell.text)
    if (!shape.includes('Y')) this.mark('date-without-year', spot)
    this.#habitsOf(spot).dates.push({ spot, shape })
  }

  #person(cell: Cell, spot: Spot): void {
    if (onlyHan.test(cell.text) || isBlank(cell.text)) return
    const text = plainText(cell.text)
    const read = parsePerson(cell)
    if (/\s/.test(text) && read.kind === 'value' && !/\s/.test(read.value)) this.mark('padded-name', spot)
    if (read.kind === 'value' && read.words) this.mark('name-suffix', spot)
    if (/\S[、;；]\S/.test(text)) this.mark('several-values', spot)
  }

  #group(cell: Cell, spot: Spot): void {
    if (!/^[一二三四五六七八九十]{1,3}组$/.test(compact(cell.text)) && parseGroup(cell).kind === 'value')
      this.mark('group-alias', spot)
  }

  #text(field: Field, cell: Cell, spot: Spot): void {
    if (field.headers.includes(unitHeader) && !isBlank(cell.text))
      this.#habitsOf(spot).units.push({ spot, unit: compact(cell.text) })
    if (onlyHan.test(cell.text)) return
    if (lineBreak.test(cell.text)) this.mark('line-break-in-cell', spot)
    if (parseText(cell.text) !== plainText(cell.text)) this.mark('bracket-forms', spot)
  }

  /** 卢晨飞、孙旺 in one cell; steps with arrows between them and numbered lists are written as they should be. */
  #list(cell: Cell, spot: Spot): void {
    if (onlyHan.test(cell.text) || parseList(cell.text).length < 2) return
    if (lineBreak.test(cell.text)) this.mark('line-break-in-cell', spot)
    else if (/[、;；]/.test(cell.text) && !/^\s*[((]?1[.、)]|[→⇒>]/.test(cell.text))
      this.mark('several-values', spot)
  }
}

const wideDigits = /[０-９]/
const onlyHan = /^[\u4e00-\u9fff]*$/
const lineBreak = /\S\s*[\n\r]\s*\S/
/** The column of units beside one of quantities, whatever a type calls it. */
const unitHeader = '计量单位'

const inOrder = (one: Spot, other: Spot): number => one.row - other.row || one.column - other.column

/** 2025.7.10 is Y.D.D, 7月10日 is D月D日 and 20250710 is Y. */
const shapeOfDate = (text: string): string =>
  compact(text)
    .replace(/[〇○零一二三四五六七八九]{4}(?=年)|\d{8}|\d{4}|\d{2}(?=[.\-/]\d{1,2}[.\-/])/g, 'Y')
    .replace(/\d{1,2}|[一二三四五六七八九十]{1,3}(?=[月日号])/g, 'D')
