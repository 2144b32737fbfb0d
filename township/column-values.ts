// What the values under a column look like: a name, an amount, a village; told from the cells, not from the header.
import type { Field } from '../disclosure/fields.ts'
import { compact, isBlank } from '../disclosure/parse.ts'
import { cellAt, filledCells } from './grid.ts'
import type { Cell, Grid } from './grid.ts'
import type { Column, Header } from './header.ts'
import { readCell } from './read-cell.ts'
import { unitOf } from './units.ts'

/** Enough rows to know a column by; a township's list has thousands. */
const mostRows = 60

const sumWords = /小计|合计|总计|累计|共计/

/** Whether most of some texts name villages; a blank workbook knows none. */
export type KnowsVillages = { areMost(texts: readonly string[]): boolean }

/** The cells of a table's columns, and the villages they may name. */
export class ColumnValues {
  readonly #grid: Grid
  readonly #villages: KnowsVillages
  readonly #rows: number[] = []
  readonly #cells = new Map<number, readonly Cell[]>()
  readonly #seen = new Map<string, boolean>()

  constructor(grid: Grid, header: Header, villages: KnowsVillages) {
    this.#grid = grid
    this.#villages = villages
    for (let row = header.lastRow + 1; row < grid.rows.length && this.#rows.length < mostRows; row++)
      if (isDataRow(grid, row)) this.#rows.push(row)
  }

  /** Cells that say anything; a dash says nothing. */
  cellsOf(column: Column): readonly Cell[] {
    const known = this.#cells.get(column.index)
    if (known) return known
    const cells = this.#rows
      .map((row) => cellAt(this.#grid, row, column.index))
      .filter((cell) => !isBlank(cell.text))
    this.#cells.set(column.index, cells)
    return cells
  }

  /** The share of a column's cells that are values of this kind; null where it has none. */
  agreement(field: Field, column: Column): number | null {
    const cells = this.cellsOf(column)
    if (cells.length === 0) return null
    return cells.filter((cell) => isOfKind(field, cell, column)).length / cells.length
  }

  areVillages = (column: Column): boolean =>
    this.#remembered(column, 'villages', () =>
      this.#villages.areMost(this.cellsOf(column).map(({ text }) => text)),
    )

  areGroups = (column: Column): boolean => this.#mostAre(column, groupWords)

  areNames = (column: Column): boolean => this.#mostAre(column, personName)

  /** Money has 分, thousands or 元; 3 and 2 may be anything. */
  areAmounts = (column: Column): boolean =>
    this.#mostAre(column, /^[¥¥]?-?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{1,2}|\d{3,8})(?:元|万元)?$/)

  /** 1, 2, 3 …: the rows' own numbers. */
  areRunning = (column: Column): boolean => {
    const numbers = this.cellsOf(column).map(({ text }) => Number(compact(text)))
    return numbers.length > 1 && numbers.every((number, at) => number === (numbers[0] ?? 0) + at)
  }

  #mostAre(column: Column, pattern: RegExp): boolean {
    return this.#remembered(column, pattern.source, () => this.#matchMost(column, pattern))
  }

  /** Thirty types ask the same of each column. */
  #remembered(column: Column, what: string, look: () => boolean): boolean {
    const key = `${column.index} ${what}`
    const seen = this.#seen.get(key) ?? look()
    this.#seen.set(key, seen)
    return seen
  }

  #matchMost(column: Column, pattern: RegExp): boolean {
    const texts = this.cellsOf(column).map(({ text }) => compact(text))
    return texts.length > 0 && texts.filter((text) => pattern.test(text)).length >= texts.length * 0.8
  }
}

const groupWords = /^第?(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:村民)?小?(?:组|社|队)$/
const personName = /^\p{Script=Han}[\p{Script=Han}·•×*某○]{1,4}$/u

function isDataRow(grid: Grid, row: number): boolean {
  const filled = filledCells(grid, row)
  return (
    filled.length >= 3 && !filled.some(({ column, cell }) => column <= 4 && sumWords.test(compact(cell.text)))
  )
}

function isOfKind(field: Field, cell: Cell, column: Column): boolean {
  const text = compact(cell.text)
  if (field.kind === 'person') return personName.test(text)
  if (field.kind === 'group') return groupWords.test(text)
  if (field.kind === 'text' || field.kind === 'list') return /\p{Script=Han}/u.test(text)
  const unit = unitOf(field, column.unit, { moneyUnit: 'yuan', landUnit: '亩' })
  const read = readCell(field, cell, unit, { year: 2000 })
  return read.kind === 'value'
}
