// Reads OpenDocument spreadsheets (ods, fods) as LibreOffice and WPS write them.
import type { Cell } from './grid.ts'
import { addressOf } from './grid.ts'
import { GridBuilder, noneUsed } from './grid-builder.ts'
import { corrupt, locked, within } from './source-limits.ts'
import type { ReadSheet } from './read-workbook.ts'
import { oneSheet } from './read-workbook.ts'
import type { Signs } from './signs.ts'
import { XmlScan } from './xml-scan.ts'
import type { ZipParts } from './zip-parts.ts'

export function readOds(parts: ZipParts, signs: Signs): ReadSheet[] {
  if (isLocked(parts)) throw locked()
  if (
    parts.names.some(
      (name) =>
        /^(?:Basic|Scripts)\/.+\.(?:xml|py|js|bsh)$/i.test(name) && !/-lc\.xml$|-lb\.xml$/i.test(name),
    )
  )
    signs.add('macros')
  return readOdsContent(parts.text('content.xml') ?? '', signs)
}

export const isLocked = (parts: ZipParts): boolean =>
  /encryption-data/.test(parts.text('META-INF/manifest.xml') ?? '')

export function readOdsContent(xml: string, signs: Signs): ReadSheet[] {
  const scan = new XmlScan(xml)
  const hiddenStyles = new Set<string>()
  const sheets: ReadSheet[] = []
  const used = noneUsed()
  let style = ''
  while (scan.next()) {
    if (scan.closes) continue
    if (scan.name === 'style') style = scan.attribute('name') ?? ''
    // A hidden sheet is one whose style is not displayed.
    else if (scan.name === 'table-properties' && scan.attribute('display') === 'false')
      hiddenStyles.add(style)
    // What was deleted while changes were tracked must not come back.
    else if (scan.name === 'tracked-changes') scan.skip()
    else if (scan.name === 'table' && !scan.isEmpty) {
      within('sheets', sheets.length + 1)
      sheets.push(readTable(scan, hiddenStyles, used, signs))
    }
  }
  if (sheets.length === 0) throw corrupt()
  return sheets
}

function readTable(
  scan: XmlScan,
  hiddenStyles: ReadonlySet<string>,
  used: ReturnType<typeof noneUsed>,
  signs: Signs,
): ReadSheet {
  const name = scan.attribute('name') ?? ''
  const hidden = hiddenStyles.has(scan.attribute('style-name') ?? '')
  const table = new OdsTable(scan, name, new GridBuilder(used), signs)
  const read = oneSheet(name, () => {
    table.read()
    return table.builder.grid(name, hidden)
  })
  // A sheet beyond a limit is left in the middle; the next one starts behind its end.
  if (!read.ok) table.leave()
  else signs.addHidden(read.grid)
  return read
}

type Repeated = { cell: Cell; column: number; times: number }

class OdsTable {
  readonly builder: GridBuilder
  readonly #scan: XmlScan
  readonly #name: string
  readonly #signs: Signs
  #row = 0
  #rowTimes = 1
  #column = 0
  #columnOfStyle = 0
  #cells: Repeated[] = []
  #depth = 1

  constructor(scan: XmlScan, name: string, builder: GridBuilder, signs: Signs) {
    this.#scan = scan
    this.#name = name
    this.builder = builder
    this.#signs = signs
  }

  read(): void {
    const scan = this.#scan
    while (this.#depth > 0 && scan.next()) {
      switch (scan.name) {
        case 'table':
          if (scan.closes) this.#depth -= 1
          else if (!scan.isEmpty) this.#depth += 1
          break
        case 'table-column':
          if (!scan.closes) this.#styleColumns()
          break
        case 'table-row':
          if (!scan.closes) this.#startRow()
          if (scan.closes || scan.isEmpty) this.#endRow()
          break
        case 'table-cell':
        case 'covered-table-cell':
          if (!scan.closes) this.#cell()
          break
        case 'shapes':
          if (!scan.closes) this.#shapes()
          break
      }
    }
  }

  leave(): void {
    const scan = this.#scan
    while (this.#depth > 0 && scan.next())
      if (scan.name === 'table' && !scan.isEmpty) this.#depth += scan.closes ? -1 : 1
  }

  #styleColumns(): void {
    const times = count(this.#scan.attribute('number-columns-repeated'))
    const from = this.#columnOfStyle
    this.#columnOfStyle += times
    this.builder.columns(from, from + times - 1, undefined, isHidden(this.#scan))
  }

  #startRow(): void {
    this.#rowTimes = count(this.#scan.attribute('number-rows-repeated'))
    this.#column = 0
    this.#cells = []
    if (isHidden(this.#scan)) this.builder.hideRows(this.#row, this.#row + this.#rowTimes - 1)
  }

  /** A row that is empty to the end of the sheet is not a million rows. */
  #endRow(): void {
    if (this.#cells.length > 0)
      for (let row = this.#row; row < this.#row + this.#rowTimes; row++)
        for (const { cell, column, times } of this.#cells)
          for (let at = column; at < column + times; at++) this.builder.put(row, at, cell)
    this.#row += this.#rowTimes
    this.#cells = []
  }

  #cell(): void {
    const scan = this.#scan
    const column = this.#column
    const times = count(scan.attribute('number-columns-repeated'))
    this.#column += times
    const rows = count(scan.attribute('number-rows-spanned'))
    const columns = count(scan.attribute('number-columns-spanned'))
    if (rows > 1 || columns > 1)
      this.builder.merge({
        top: this.#row,
        left: column,
        bottom: this.#row + rows - 1,
        right: column + columns - 1,
      })
    const isCovered = scan.name === 'covered-table-cell'
    const cell = this.#valueOf(column)
    // What a merge covers is not seen by anybody.
    if (cell && !isCovered) this.#cells.push({ cell, column, times })
  }

  #valueOf(column: number): Cell | null {
    const scan = this.#scan
    const type = scan.attribute('value-type')
    const shown = scan.attribute('string-value')
    const number = Number(scan.attribute('value') ?? Number.NaN)
    const date = /^(\d{4}-\d\d-\d\d)/.exec(scan.attribute('date-value') ?? '')?.[1]
    const isError = scan.attribute('value-type') === 'error' || /calcext:value-type="error"/.test(scan.tag)
    const isFormula = scan.attribute('formula') !== undefined
    const text = scan.isEmpty ? (shown ?? '') : this.#text(column, scan.name) || (shown ?? '')
    const formula = isFormula ? { formula: true as const } : {}
    if (isError || (isFormula && type === undefined && text === '')) return { text, ...formula, broken: true }
    if (date !== undefined && type === 'date') return { text: text || date, day: date, ...formula }
    if (Number.isFinite(number) && (type === 'float' || type === 'currency' || type === 'percentage'))
      return { text: text || String(number), number, ...formula }
    return text === '' ? null : { text, ...formula }
  }

  /** The paragraphs of a cell; comments and drawings inside it are told, not read. */
  #text(column: number, end: string): string {
    const scan = this.#scan
    const lines: string[] = []
    let line = ''
    while (scan.next()) {
      line += scan.textBefore
      switch (scan.name) {
        case end:
          if (scan.closes)
            return [...lines, line.trim()].filter((each, at) => at < lines.length || each !== '').join('\n')
          break
        case 'p':
          // White space between paragraphs is layout of the file.
          if (scan.closes || scan.isEmpty) lines.push(line)
          line = ''
          break
        case 's':
          if (!scan.closes) line += ' '.repeat(Math.min(count(scan.attribute('c')), 1000))
          break
        case 'tab':
        case 'line-break':
          if (!scan.closes) line += scan.name === 'tab' ? '\t' : '\n'
          break
        case 'annotation':
          if (!scan.closes) this.#aside('cell-comment', column)
          break
        case 'frame':
        case 'custom-shape':
          if (!scan.closes) this.#aside('picture-over-cells', column)
          break
      }
    }
    return line
  }

  #aside(kind: 'cell-comment' | 'picture-over-cells', column: number): void {
    this.#signs.add(kind, this.#name, addressOf(this.#row, column))
    this.#scan.skip()
  }

  #shapes(): void {
    const scan = this.#scan
    if (scan.isEmpty) return
    while (scan.next()) {
      if (scan.name === 'shapes' && scan.closes) return
      if (scan.name === 'image' && !scan.closes) this.#signs.add('picture-over-cells', this.#name)
    }
  }
}

const count = (written: string | undefined): number => {
  const number = Number(written ?? 1)
  return Number.isInteger(number) && number > 0 ? number : 1
}

/** Rows a filter has put away count as hidden. */
const isHidden = (scan: XmlScan): boolean => /^(?:collapse|filter)$/.test(scan.attribute('visibility') ?? '')
