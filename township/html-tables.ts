// Reads the tables of a web page: what web systems save as .xls, and what Excel and WPS save as .mht.
import type { Grid } from './grid.ts'
import { addressOf } from './grid.ts'
import { GridBuilder, noneUsed } from './grid-builder.ts'
import type { Allowance } from './grid-builder.ts'
import { within } from './source-limits.ts'
import type { ReadSheet } from './read-workbook.ts'
import { oneSheet } from './read-workbook.ts'
import type { Signs } from './signs.ts'
import { XmlScan } from './xml-scan.ts'

/** Every table that is not part of another one's cell. */
export function readHtml(html: string, signs: Signs): ReadSheet[] {
  const scan = new XmlScan(html)
  const used = noneUsed()
  const sheets: ReadSheet[] = []
  while (scan.next()) {
    if (scan.closes) continue
    const tag = scan.name.toLowerCase()
    if (tag === 'script' || tag === 'style') scan.skip()
    if (tag !== 'table') continue
    within('sheets', sheets.length + 1)
    const read = oneSheet(null, () => readTable(scan, used, signs))
    sheets.push(read)
    if (read.ok) signs.addHidden(read.grid)
  }
  return sheets
}

/** What a page says outside of any tags, line by line: a letter that was saved as a web page. */
export function paragraphsOfHtml(html: string): string[] {
  const scan = new XmlScan(html)
  const lines: string[] = []
  let line = ''
  while (scan.next()) {
    line += scan.textBefore
    const tag = scan.name.toLowerCase()
    if (/^(?:script|style|head|title|comment)$/.test(tag) && !scan.closes) scan.skip()
    if (!/^(?:p|div|br|h\d|li|tr|body)$/.test(tag)) continue
    lines.push(line.replace(/\s+/g, ' ').trim())
    line = ''
  }
  return lines.filter((each) => each !== '')
}

function readTable(scan: XmlScan, used: Allowance, signs: Signs): Grid {
  const table = new HtmlTable(scan, new GridBuilder(used), signs)
  table.read()
  return table.builder.grid(null, false)
}

/** A row further down that a cell above reaches into: how many rows still, by column. */
type Reach = Map<number, number>

class HtmlTable {
  readonly builder: GridBuilder
  readonly #scan: XmlScan
  readonly #signs: Signs
  #row = -1
  #column = 0
  #reach: Reach = new Map()
  #text: string | null = null
  #span = { rows: 1, columns: 1 }
  #columnOfStyle = 0

  constructor(scan: XmlScan, builder: GridBuilder, signs: Signs) {
    this.#scan = scan
    this.#signs = signs
    this.builder = builder
  }

  read(): void {
    const scan = this.#scan
    let depth = 1
    while (depth > 0 && scan.next()) {
      if (this.#text !== null) this.#text += scan.textBefore.replace(/[\r\n\t ]+/g, ' ')
      const tag = scan.name.toLowerCase()
      if (tag === 'table') depth += scan.closes ? -1 : scan.isEmpty ? 0 : 1
      // A table inside a cell is part of its text.
      else if (depth === 1) this.#take(tag)
    }
    this.#endCell()
  }

  #take(tag: string): void {
    const { closes } = this.#scan
    switch (tag) {
      case 'tr':
        this.#endCell()
        if (!closes) this.#startRow()
        break
      case 'td':
      case 'th':
        this.#endCell()
        if (!closes) this.#startCell()
        break
      case 'br':
      case 'p':
      case 'div':
        if (this.#text !== null && this.#text.trim() !== '') this.#text += '\n'
        break
      case 'col':
        if (!closes) this.#styleColumn()
        break
      case 'img':
      case 'shape':
        this.#signs.add('picture-over-cells', null, this.#row < 0 ? null : addressOf(this.#row, this.#column))
        break
      case 'comment':
        if (!closes) this.#signs.add('cell-comment', null, addressOf(Math.max(0, this.#row), this.#column))
        if (!closes) this.#scan.skip()
        break
      case 'script':
      case 'style':
        if (!closes) this.#scan.skip()
    }
  }

  #startRow(): void {
    this.#row += 1
    this.#column = 0
    for (const [column, rows] of this.#reach)
      if (rows > 1) this.#reach.set(column, rows - 1)
      else this.#reach.delete(column)
    if (isUnseen(this.#scan)) this.builder.hideRows(this.#row, this.#row)
  }

  #styleColumn(): void {
    const columns = span(this.#scan.attribute('span'))
    const from = this.#columnOfStyle
    this.#columnOfStyle += columns
    this.builder.columns(from, from + columns - 1, undefined, isUnseen(this.#scan))
  }

  #startCell(): void {
    // Cells before any row stand in the first.
    if (this.#row < 0) this.#row = 0
    while (this.#reach.has(this.#column)) this.#column += 1
    this.#span = {
      rows: span(this.#scan.attribute('rowspan')),
      columns: span(this.#scan.attribute('colspan')),
    }
    this.#text = ''
  }

  #endCell(): void {
    if (this.#text === null) return
    // Wide spaces and &nbsp; before a word are an indent, which says that a line belongs to the one above.
    const text = this.#text.replace(/ *\n[ \n]*/g, '\n').replace(/^[ \n]+|[ \n]+$/g, '')
    const { rows, columns } = this.#span
    const [row, column] = [this.#row, this.#column]
    this.#text = null
    this.#column += columns
    if (text.trim() !== '') this.builder.put(row, column, { text })
    if (rows > 1 || columns > 1)
      this.builder.merge({ top: row, left: column, bottom: row + rows - 1, right: column + columns - 1 })
    // The present row counts itself off when the next one starts.
    if (rows > 1) for (let at = column; at < column + columns; at++) this.#reach.set(at, rows)
  }
}

/** What browsers allow; a wider one is a mistake or an attack. */
const span = (written: string | undefined): number => {
  const number = Number(written ?? 1)
  return Number.isInteger(number) && number > 0 ? Math.min(number, 1000) : 1
}

const isUnseen = (scan: XmlScan): boolean => /display\s*:\s*none/i.test(scan.attribute('style') ?? '')
