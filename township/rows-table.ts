// Reads a table of one row per line: villages and groups merged downward, headings, subtotals, opening balances.
import type { Field, Value } from '../disclosure/fields.ts'
import { integerKinds } from '../disclosure/fields.ts'
import type { ItemType } from '../disclosure/item-type.ts'
import { isMinor } from '../disclosure/masking.ts'
import { compact, isBlank, parseGroup, plainText } from '../disclosure/parse.ts'
import type { Village } from '../disclosure/township.ts'
import { CellsAbove } from './cells-above.ts'
import { addressOf, cellAt, filledCells, textAt } from './grid.ts'
import type { Cell } from './grid.ts'
import type { Column, Header } from './header.ts'
import { FigureRows } from './figure-rows.ts'
import { HowWritten } from './how-written.ts'
import { MonthAndDay } from './month-and-day.ts'
import { birthOf, bornColumns, markOf } from './minors.ts'
import { isNilRow, saysNothing } from './nil-rows.ts'
import type { NilRow } from './nil-rows.ts'
import { PrintedSums } from './printed-sums.ts'
import { readCell } from './read-cell.ts'
import { isHead, isHowMany, isRelation, isSigned, withoutNumber } from './row-words.ts'
import { readFields, sweptValues } from './row-values.ts'
import type { FoundCell } from './row-values.ts'
import { cellAbove, markRow, noteHeader, noteVillageLine, RowsWritten, spotOf } from './rows-written.ts'
import { isStructural, neededFields } from './fit.ts'
import type { Fit } from './fit.ts'
import type { KeptBack, Line, SheetContext, SheetLines } from './sheet-lines.ts'
import { askVillageNamed, askVillageOfSheet } from './which-village.ts'

const totalWords =
  /^(?:.{0,10}?(?:小计|合计|总计|累计|共计)[:(]?(?:\d+[户人笔名宗项台])?\)?(?:金额)?:?|[过转](?:次|下)页)$/

/** With a `firstRow` the header is the reader's own and stands nowhere in the sheet. */
export function readRows(
  context: SheetContext,
  header: Header,
  fits: readonly Fit[],
  firstRow?: number,
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
  readonly #cells: CellsAbove
  readonly #sums: PrintedSums
  readonly #born: readonly Column[]
  readonly #written: HowWritten
  readonly #result: SheetLines = {
    lines: [],
    printed: [],
    faults: [],
    figures: new Map(),
    figureCells: new Map(),
    footers: [],
  }
  readonly #nils: NilRow[] = []
  #village: Village | null = null
  #group: number | null
  readonly #rateCell: string | null
  readonly #monthAndDay: MonthAndDay
  readonly #figures: FigureRows
  /** The heading under which the rows stand: 一组. */
  #heading: string | null = null
  #villageAsked = false

  constructor(context: SheetContext, header: Header, fits: readonly Fit[], before: readonly Line[]) {
    const main = fits[0]
    if (!main) throw new Error(`no item type to read ${context.file}`)
    this.#context = context
    this.#header = header
    this.#fits = fits
    this.#main = main
    this.#cells = new CellsAbove(context.grid, header.lastRow)
    this.#sums = new PrintedSums(context, fits)
    this.#born = bornColumns(header.columns)
    this.#written = new HowWritten(context)
    this.#group = context.placed?.group ?? context.firstGroup
    this.#monthAndDay = new MonthAndDay(context, header)
    this.#figures = new FigureRows(context, fits, this.#result)
    this.#rateCell = cellAbove(context, header.firstRow, /标准/)
    this.#result.lines.push(...before)
  }

  read(firstRow?: number): SheetLines {
    const { grid } = this.#context
    for (let row = firstRow ?? this.#header.lastRow + 1; row < grid.rows.length; row++) this.#readRow(row)
    this.#sums.finish(this.#result.lines)
    this.#result.printed.push(...this.#sums.found)
    this.#result.faults.push(...this.#sums.faults)
    this.#tellHowWritten(firstRow === undefined)
    return this.#nils.length > 0 ? { ...this.#result, nils: this.#nils } : this.#result
  }

  #readRow(row: number): void {
    const filled = filledCells(this.#context.grid, row)
    if (filled.length === 0) return
    if (this.#isTotal(row, filled)) return this.#readTotal(row)
    if (this.#figures.readFirst(row, filled)) return
    if (isNilRow(this.#context, this.#header, this.#main, row)) return this.#readNil(row)
    if (filled.length === 1 && this.#isHeading(filled[0]?.cell.text ?? '')) {
      this.#heading = addressOf(row, filled[0]?.column ?? 0)
      return
    }
    if (this.#isFooter(row, filled)) {
      this.#reportNumbered(row)
      // 大写:… is a sum, told where it is checked.
      if (!filled.some(({ cell }) => /大写[::]/.test(cell.text)))
        markRow(this.#written, this.#context, 'footer-rows', row)
      for (const { column, cell } of filled)
        this.#result.footers.push({ text: cell.text, cell: addressOf(row, column) })
      return
    }
    if (!this.#isMember(row)) this.#readLine(row)
  }

  #tellHowWritten(hasHeader: boolean): void {
    const rows = new RowsWritten(this.#written, this.#context, this.#header, this.#cells)
    for (const line of this.#result.lines) {
      const fit = this.#fits.find(({ type }) => type === line.type)
      if (fit) rows.line(line, fit)
    }
    if (hasHeader) {
      noteHeader(this.#written, this.#context, this.#header, this.#fits)
      noteVillageLine(this.#written, this.#context, this.#header.firstRow)
    }
    this.#written.tell()
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

  #readTotal(row: number): void {
    const isSubtotal = filledCells(this.#context.grid, row).some(({ cell }) =>
      /小计/.test(compact(cell.text)),
    )
    if (isSubtotal) markRow(this.#written, this.#context, 'subtotal-rows', row)
    this.#sums.readTotal(row, this.#result.lines)
    this.#figures.readTotal(row)
  }

  /** Told by its own cell: what it is worth is known when the whole sheet is. */
  #readNil(row: number): void {
    const ofGroup = this.#groupOf(row, this.#main) !== null || this.#groupBeside(row)
    const cell = addressOf(row, this.#header.columns[0]?.index ?? 0)
    this.#nils.push({ village: this.#villageOf(row), ofGroup, cell })
  }

  #groupBeside(row: number): boolean {
    return Object.entries(this.#main.type.fields).some(([name, { kind }]) => {
      const column = kind === 'group' ? this.#main.fields.get(name) : undefined
      const text = column ? textAt(this.#context.grid, row, column.index) : ''
      return !isBlank(text) && !saysNothing(text, this.#main.type)
    })
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
    this.#addPlaces(row, fit, raw, cells)
    const age =
      fit.type.minorsMasked !== true ? 'unknown' : this.#context.ofChildren ? 'minor' : this.#ageOf(row)
    const minor = age === 'minor'
    const fullName = fit.type.minorsMasked ? firstPerson(fit.type, raw) : null
    const name = fit.fields.get(firstPersonOf(fit.type) ?? '')
    if (minor)
      this.#context.findings.fault(
        { ...where, cell: addressOf(row, name?.index ?? 0) },
        'minor-masked',
        'info',
      )
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
      person: this.#keptBack(row),
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
    const own = cellAt(this.#context.grid, row, column.index)
    const { broken: _above, ...above } = this.#isOneAmount(fit.type, name, own)
      ? own
      : this.#cell(row, column)
    const cell = fit.type.fields[name]?.kind === 'group' ? this.#groupAlone(above) : above
    return {
      cell: own.broken ? { ...cell, broken: true } : cell,
      at: addressOf(row, column.index),
      unit: column.unit,
    }
  }

  /** An amount merged over two rows is paid once; only what every row of a household repeats is true of all. */
  #isOneAmount({ fields, repeated }: ItemType, name: string, own: Cell): boolean {
    const kind = fields[name]?.kind
    const isSummed = kind === 'money' || kind === 'area' || kind === 'count' || kind === 'quantity'
    return isSummed && repeated?.includes(name) !== true && compact(own.text) === ''
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

  /** Where such a field stands nevertheless. */
  #addPlaces(row: number, fit: Fit, raw: Record<string, Value>, cells: Record<string, string>): void {
    const { monthAndDay } = this.#header
    for (const [name, field] of Object.entries(fit.type.fields)) {
      if (cells[name] !== undefined || raw[name] === null || field.takenFrom) continue
      if (field.kind === 'group') {
        const place = fit.place ?? (this.#heading === null ? fit.village : null)
        const at = place ? addressOf(row, place.index) : this.#heading
        if (at !== null) cells[name] = at
      } else if (field.kind === 'date' && monthAndDay) cells[name] = addressOf(row, monthAndDay.day)
      else if (field.kind === 'rate' && this.#rateCell !== null) cells[name] = this.#rateCell
    }
  }

  #groupOf(row: number, fit: Fit): number | null {
    const column = fit.place ?? fit.village
    const placed = column ? this.#context.villages.place(this.#textDown(row, column)) : null
    return placed?.group ?? this.#group
  }

  #composedDate(row: number): string | null {
    const date = this.#monthAndDay.dateOf(row)
    const month = this.#monthAndDay.monthFromAbove(row)
    if (month !== null) this.#written.mark('merged-down', spotOf(row, month))
    return date
  }

  #cell = (row: number, column: Column): Cell => this.#cells.cell(row, column.index)

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

  /** Enough to tell two people of one name apart, and how old somebody is; the numbers themselves stay where they are. */
  #keptBack(row: number): KeptBack {
    const texts = this.#born.map((column) => compact(this.#textDown(row, column)))
    return { mark: markOf(texts), born: this.#birthsOf(row)[0] ?? null }
  }

  #birthsOf(row: number): string[] {
    return this.#born.flatMap((column) => birthOf(this.#textDown(row, column), column) ?? [])
  }

  #ageOf(row: number): 'minor' | 'adult' | 'unknown' {
    const born = this.#birthsOf(row)
    if (born.length === 0) return 'unknown'
    return born.some((date) => isMinor(date, this.#context.asOf)) ? 'minor' : 'adult'
  }
}

const firstPersonOf = (type: ItemType): string | undefined =>
  Object.entries(type.fields).find(([, field]) => field.kind === 'person')?.[0]

function firstPerson(type: ItemType, raw: Record<string, Value>): string | null {
  const person = firstPersonOf(type)
  const name = person ? raw[person] : null
  return typeof name === 'string' ? name : null
}
