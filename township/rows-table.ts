// Reads a table of one row per line: villages and groups merged downward, headings, subtotals, opening balances.
import type { Field, Value } from '../disclosure/fields.ts'
import { integerKinds } from '../disclosure/fields.ts'
import type { ItemType } from '../disclosure/item-type.ts'
import { isMinor } from '../disclosure/masking.ts'
import { compact, isBlank, parseGroup, plainText } from '../disclosure/parse.ts'
import type { MoneyUnit } from '../disclosure/parse.ts'
import type { Village } from '../disclosure/township.ts'
import { addressOf, cellAt, filledCells, MergeMap, textAt } from './grid.ts'
import type { Cell } from './grid.ts'
import type { Column, Header } from './header.ts'
import { birthOf, bornColumns } from './minors.ts'
import { PrintedSums } from './printed-sums.ts'
import { readCell } from './read-cell.ts'
import { isHead, isHowMany, isRelation, isSigned, withoutNumber, withUnit } from './row-words.ts'
import { readFields, sweptValues } from './row-values.ts'
import type { FoundCell } from './row-values.ts'
import { isStructural, neededFields } from './fit.ts'
import type { Fit } from './fit.ts'
import type { Line, SheetContext, SheetLines } from './sheet-lines.ts'
import { askVillageNamed, askVillageOfSheet } from './which-village.ts'

const totalWords = /^.{0,10}?(?:小计|合计|总计|累计|共计)(?:\d+户)?(?:金额)?:?$/
const dittoMarks = /^(?:同上|〃|″|′′|"|＂|''|”|“|々|ˮ)$/

export function readRows(
  context: SheetContext,
  header: Header,
  fits: readonly Fit[],
  firstRow = header.lastRow + 1,
  /** What stands before these rows in the same list. */
  before: readonly Line[] = [],
): SheetLines {
  return new RowsReader(context, header, fits, before).read(firstRow)
}

class RowsReader {
  readonly #context: SheetContext
  readonly #header: Header
  readonly #fits: readonly Fit[]
  readonly #main: Fit
  readonly #merges: MergeMap
  readonly #sums: PrintedSums
  readonly #born: readonly Column[]
  readonly #above = new Map<number, string>()
  readonly #result: SheetLines = {
    lines: [],
    printed: [],
    figures: new Map(),
    figureCells: new Map(),
    footers: [],
  }
  #village: Village | null = null
  #group: number | null
  #month: number | null = null
  #villageAsked = false

  constructor(context: SheetContext, header: Header, fits: readonly Fit[], before: readonly Line[]) {
    const main = fits[0]
    if (!main) throw new Error(`no item type to read ${context.file}`)
    this.#context = context
    this.#header = header
    this.#fits = fits
    this.#main = main
    this.#merges = new MergeMap(context.grid)
    this.#sums = new PrintedSums(context, fits)
    this.#born = bornColumns(header.columns)
    this.#group = context.placed?.group ?? context.firstGroup
    this.#result.lines.push(...before)
  }

  read(firstRow: number): SheetLines {
    const { grid } = this.#context
    for (let row = firstRow; row < grid.rows.length; row++) this.#readRow(row)
    this.#result.printed.push(...this.#sums.found)
    return this.#result
  }

  #readRow(row: number): void {
    const filled = filledCells(this.#context.grid, row)
    if (filled.length === 0) return
    if (this.#isTotal(row, filled)) return this.#readTotal(row)
    if (this.#readFigures(row, filled)) return
    if (filled.length === 1 && this.#isHeading(filled[0]?.cell.text ?? '')) return
    if (this.#isFooter(row, filled)) {
      this.#reportNumbered(row)
      for (const { column, cell } of filled)
        this.#result.footers.push({ text: cell.text, cell: addressOf(row, column) })
      return
    }
    if (!this.#isMember(row)) this.#readLine(row)
  }

  // ---- what a row is ----

  #isTotal(row: number, filled: readonly { column: number; cell: Cell }[]): boolean {
    const first = this.#header.columns[0]?.index ?? 0
    const said = filled.find(({ column, cell }) => column <= first + 4 && totalWords.test(compact(cell.text)))
    if (!said) return false
    // A real row has a name in the column of names; a total has nothing there but its own word.
    const names = Object.entries(this.#main.type.fields).flatMap(([name, field]) => {
      const column = this.#main.fields.get(name)
      return column && field.required && !integerKinds.has(field.kind) ? [column] : []
    })
    if (names.length === 0) return true
    return names.some((column) => {
      const text = compact(textAt(this.#context.grid, row, column.index))
      return text === '' || totalWords.test(text) || isHowMany(text)
    })
  }

  #isHeading(heading: string): boolean {
    const text = withoutNumber(heading)
    const group = parseGroup({ text })
    if (group.kind === 'value' && /组|社|队/.test(text)) {
      this.#group = group.value
      return true
    }
    const placed = this.#context.villages.place(text)
    if (!placed) return false
    this.#village = placed.village
    this.#group = placed.group
    return true
  }

  #isFooter(row: number, filled: readonly { column: number; cell: Cell }[]): boolean {
    if (isSigned(filled.map(({ cell }) => cell.text))) return true
    const required = neededFields(this.#main)
    const present = required.filter((name) => {
      const column = this.#main.fields.get(name)
      return column ? compact(textAt(this.#context.grid, row, column.index)) !== '' : false
    })
    if (present.length >= 2 || (present.length === 1 && required.length === 1)) return false
    return filled.length <= 2 || present.length === 0
  }

  /** A row with a number of its own is somebody's, however little it says: it must not be lost in silence. */
  #reportNumbered(row: number): void {
    const sequence = this.#header.columns.find(isStructural)
    if (!sequence || !/^\d{1,5}$/.test(compact(textAt(this.#context.grid, row, sequence.index)))) return
    const cell = addressOf(row, sequence.index)
    this.#context.findings.fault({ ...this.#context, cell }, 'row-not-understood', 'warning')
  }

  // ---- total rows, opening balances ----

  #readTotal(row: number): void {
    this.#sums.readTotal(row, this.#result.lines)
    for (const { type, fields } of this.#fits)
      for (const [name, figure] of Object.entries(type.figures ?? {})) {
        const column = figure.at === 'total' ? fields.get(figure.field) : undefined
        if (column) this.#keepFigure(type, name, figure.field, row, column)
      }
  }

  #readFigures(row: number, filled: readonly { column: number; cell: Cell }[]): boolean {
    for (const { type, fields } of this.#fits)
      for (const [name, figure] of Object.entries(type.figures ?? {})) {
        if (figure.at !== 'first-row') continue
        const column = fields.get(figure.field)
        const labels = figure.labels.map(compact)
        if (!column || !filled.some(({ cell }) => labels.includes(compact(cell.text)))) continue
        this.#keepFigure(type, name, figure.field, row, column)
        return true
      }
    return false
  }

  #keepFigure(type: ItemType, name: string, field: string, row: number, column: Column): void {
    const declared = type.fields[field]
    const cell = cellAt(this.#context.grid, row, column.index)
    const read = declared ? readCell(declared, cell, this.#unitOf(column), this.#context.hint) : null
    if (read?.kind !== 'value' || typeof read.value !== 'number') return
    this.#result.figures.set(type.id, { ...this.#result.figures.get(type.id), [name]: read.value })
    this.#result.figureCells.set(`${type.id}.${name}`, addressOf(row, column.index))
  }

  // ---- rows ----

  #readLine(row: number): void {
    const fit = this.#fitOf(row)
    if (!fit) return
    const ofTownship = fit.type.scope === 'township'
    const village = ofTownship ? null : this.#villageOf(row)
    const where = { file: this.#context.file, sheet: this.#context.sheet, cell: addressOf(row, 0) }
    if (!village && !ofTownship) {
      this.#tellVillage(row, where)
      return
    }
    const { raw, cells, unread } = readFields(
      this.#context,
      fit.type,
      (name) => this.#found(row, fit, name),
      (name, field) => this.#withoutColumn(row, fit, name, field),
    )
    const age = fit.type.minorsMasked === true ? this.#ageOf(row) : 'unknown'
    const minor = age === 'minor'
    const fullName = fit.type.minorsMasked ? firstPerson(fit.type, raw) : null
    if (minor) this.#context.findings.fault(where, 'minor-masked', 'info')
    this.#result.lines.push({
      row,
      type: fit.type,
      village,
      values: sweptValues(this.#context, fit.type, raw, cells, minor),
      cells,
      unread,
      isSubLine: false,
      isMinor: minor,
      ageKnown: age !== 'unknown',
      fullName,
      picture: minor ? null : this.#pictureOf(row, fit),
    })
  }

  /** Each odd name by its cell; a table that names no village at all just once. */
  #tellVillage(row: number, where: { file: string; sheet: string | null; cell: string }): void {
    const column = this.#main.village ?? this.#main.place
    const text = column ? compact(this.#textDown(row, column)) : ''
    if (column && text !== '') {
      this.#context.findings.fault(where, 'unknown-village', 'error')
      askVillageNamed(this.#context, addressOf(row, column.index), text)
      return
    }
    if (!this.#villageAsked) this.#context.findings.fault(where, 'unknown-village', 'error')
    if (!this.#villageAsked) askVillageOfSheet(this.#context)
    this.#villageAsked = true
  }

  /** Only the cell itself: a picture belongs to one person, whatever is merged. */
  #pictureOf(row: number, { picture }: Fit): Line['picture'] {
    const name = picture ? plainText(textAt(this.#context.grid, row, picture.index)) : ''
    return picture && !isBlank(name) ? { name, cell: addressOf(row, picture.index) } : null
  }

  /** A merged or ditto cell has the value of another, but only a cell's own formula can be broken. */
  #found(row: number, fit: Fit, name: string): FoundCell | null {
    const column = fit.fields.get(name)
    if (!column) return null
    const { broken: _above, ...above } = this.#cell(row, column)
    if (this.#isCountedAbove(row, column, fit, name))
      return { cell: { text: '' }, at: addressOf(row, column.index), unit: 'yuan' }
    const kind = fit.type.fields[name]?.kind
    const cell =
      kind === 'area' ? withUnit(above, column.unit) : kind === 'group' ? this.#groupAlone(above) : above
    const own = cellAt(this.#context.grid, row, column.index)
    return {
      cell: own.broken ? { ...cell, broken: true } : cell,
      at: addressOf(row, column.index),
      unit: this.#unitOf(column),
    }
  }

  /** An amount merged over several rows is one amount, however many rows it spans. */
  #isCountedAbove(row: number, column: Column, { type }: Fit, name: string): boolean {
    if (!Object.values(type.totals).some(({ sum }) => sum === name)) return false
    const merge = this.#merges.mergeAt(row, column.index)
    return merge !== undefined && merge.top < row && merge.top > this.#header.lastRow
  }

  /** 与户主关系 | 孙子: one of the household above, whom the list does not name to everybody. */
  #isMember(row: number): boolean {
    const column = this.#header.columns.find(({ leaf }) => isRelation(leaf))
    return column !== undefined && !isHead(textAt(this.#context.grid, row, column.index))
  }

  /** 村(居)民小组 | 上柏林村1组: a column of groups may name the village before each. */
  #groupAlone(cell: Cell): Cell {
    const placed = this.#context.villages.place(cell.text)
    if (!placed) return cell
    return { text: placed.group === null ? '' : `${placed.group}组` }
  }

  #villageBesideGroup(row: number): Village | null {
    const [name] = Object.entries(this.#main.type.fields).find(([, { kind }]) => kind === 'group') ?? []
    const column = name === undefined ? undefined : this.#main.fields.get(name)
    return column ? (this.#context.villages.place(this.#textDown(row, column))?.village ?? null) : null
  }

  /** Fields a table tells otherwise than by a column: the group of a heading, the rate above, month and day apart. */
  #withoutColumn(row: number, fit: Fit, name: string, field: Field): Value {
    if (field.kind === 'group') return this.#groupOf(row, fit)
    if (field.kind === 'rate') return this.#context.rate
    if (field.kind === 'date') return this.#composedDate(row)
    // A list of one kind alone needs no column that repeats it.
    if (fit.type.only?.field === name && fit.type.only.values.length === 1)
      return fit.type.only.values[0] ?? null
    return null
  }

  #groupOf(row: number, fit: Fit): number | null {
    const column = fit.place ?? fit.village
    const placed = column ? this.#context.villages.place(this.#textDown(row, column)) : null
    return placed?.group ?? this.#group
  }

  #composedDate(row: number): string | null {
    const parts = this.#header.monthAndDay
    if (!parts) return null
    const month = Number(compact(textAt(this.#context.grid, row, parts.month)))
    if (Number.isInteger(month) && month >= 1 && month <= 12) this.#month = month
    const day = Number(compact(textAt(this.#context.grid, row, parts.day)))
    const year = parts.year ?? this.#context.hint?.year
    if (!this.#month || !year || !Number.isInteger(day) || day < 1 || day > 31) return null
    return `${year}-${String(this.#month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  }

  #cell(row: number, column: Column): Cell {
    const cell = cellAt(this.#context.grid, row, column.index)
    const text = compact(cell.text)
    if (dittoMarks.test(text)) {
      const above = this.#above.get(column.index)
      return above === undefined ? { text: '' } : { text: above }
    }
    if (text !== '') {
      this.#above.set(column.index, cell.text)
      return cell
    }
    const merge = this.#merges.mergeAt(row, column.index)
    return merge && merge.top < row && merge.top > this.#header.lastRow
      ? cellAt(this.#context.grid, merge.top, merge.left)
      : cell
  }

  #textDown = (row: number, column: Column): string => this.#cell(row, column).text

  #villageOf(row: number): Village | null {
    const { village, place } = this.#main
    const column = village ?? place
    const text = column ? compact(this.#textDown(row, column)) : ''
    if (text !== '') {
      const placed = this.#context.villages.place(text)
      if (placed) this.#village = placed.village
      return placed?.village ?? (village ? null : this.#mentioned(row))
    }
    const beside = column ? null : this.#villageBesideGroup(row)
    return beside ?? this.#village ?? this.#context.placed?.village ?? this.#mentioned(row)
  }

  /** 柳沟村二组村道硬化工程: a table without villages may name them in what it is about. */
  #mentioned(row: number): Village | null {
    for (const [name, field] of Object.entries(this.#main.type.fields)) {
      const column =
        field.kind === 'text' && field.required && field.search ? this.#main.fields.get(name) : undefined
      const placed = column
        ? this.#context.villages.mentionedIn(textAt(this.#context.grid, row, column.index))
        : null
      if (placed) return placed.village
    }
    return null
  }

  /** On a mixed sheet the row itself says which type it belongs to. */
  #fitOf(row: number): Fit | null {
    const only = this.#main.type.only
    const column = only ? this.#main.fields.get(only.field) : undefined
    const field = only ? this.#main.type.fields[only.field] : undefined
    if (!only || !column || !field) return this.#main
    const read = readCell(field, this.#cell(row, column), 'yuan', undefined)
    const choice = read.kind === 'value' ? String(read.value) : null
    const fit = this.#fits.find(({ type }) => choice !== null && type.only?.values.includes(choice))
    if (!fit) {
      const cell = addressOf(row, column.index)
      this.#context.findings.fault({ ...this.#context, cell }, 'unknown-choice', 'error', only.field)
    }
    return fit ?? null
  }

  #unitOf(column: Column): MoneyUnit {
    if (column.unit.startsWith('万')) return 'wan'
    return column.unit.startsWith('元') ? 'yuan' : this.#context.moneyUnit
  }

  #ageOf(row: number): 'minor' | 'adult' | 'unknown' {
    const born = this.#born.flatMap((column) => birthOf(this.#textDown(row, column), column) ?? [])
    if (born.length === 0) return 'unknown'
    return born.some((date) => isMinor(date, this.#context.asOf)) ? 'minor' : 'adult'
  }
}

function firstPerson(type: ItemType, raw: Record<string, Value>): string | null {
  const person = Object.entries(type.fields).find(([, field]) => field.kind === 'person')
  const name = person ? raw[person[0]] : null
  return typeof name === 'string' ? name : null
}
