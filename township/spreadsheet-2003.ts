// Reads "XML Spreadsheet 2003", one XML file that many web systems save as .xls.
import type { Cell } from './grid.ts'
import { addressOf } from './grid.ts'
import { GridBuilder, noneUsed } from './grid-builder.ts'
import type { Allowance } from './grid-builder.ts'
import { corrupt, within } from './source-limits.ts'
import { NumberFormat } from './number-format.ts'
import type { ReadSheet } from './read-workbook.ts'
import { oneSheet } from './read-workbook.ts'
import type { Signs } from './signs.ts'
import { XmlScan } from './xml-scan.ts'

export function readSpreadsheet2003(xml: string, signs: Signs): ReadSheet[] {
  const scan = new XmlScan(xml)
  const formats = new Map<string, NumberFormat>()
  const used = noneUsed()
  const sheets: ReadSheet[] = []
  let style = ''
  while (scan.next()) {
    if (scan.closes) continue
    if (scan.name === 'Style') style = scan.attribute('ID') ?? ''
    else if (scan.name === 'NumberFormat')
      formats.set(style, new NumberFormat(formatOf(scan.attribute('Format') ?? 'General')))
    else if (scan.name === 'Worksheet' && !scan.isEmpty) {
      within('sheets', sheets.length + 1)
      sheets.push(readSheet(scan, formats, used, signs))
    }
  }
  if (sheets.length === 0) throw corrupt()
  return sheets
}

function readSheet(
  scan: XmlScan,
  formats: ReadonlyMap<string, NumberFormat>,
  used: Allowance,
  signs: Signs,
): ReadSheet {
  const name = scan.attribute('Name') ?? ''
  const sheet = new Sheet2003(scan, name, formats, new GridBuilder(used), signs)
  const read = oneSheet(name, () => {
    sheet.read()
    return sheet.builder.grid(name, sheet.hidden)
  })
  if (read.ok) signs.addHidden(read.grid)
  else sheet.leave()
  return read
}

class Sheet2003 {
  readonly builder: GridBuilder
  hidden = false
  readonly #scan: XmlScan
  readonly #name: string
  readonly #formats: ReadonlyMap<string, NumberFormat>
  readonly #signs: Signs
  #row = -1
  #rowSpan = 0
  #column = -1
  #columnOfStyle = 0

  constructor(
    scan: XmlScan,
    name: string,
    formats: ReadonlyMap<string, NumberFormat>,
    builder: GridBuilder,
    signs: Signs,
  ) {
    this.#scan = scan
    this.#name = name
    this.#formats = formats
    this.builder = builder
    this.#signs = signs
  }

  read(): void {
    const scan = this.#scan
    while (scan.next()) {
      if (scan.closes) {
        if (scan.name === 'Worksheet') return
        if (scan.name === 'Visible' && /Hidden/.test(scan.rawBefore)) this.hidden = true
      } else if (scan.name === 'Row') this.#startRow()
      else if (scan.name === 'Cell') this.#cell()
      else if (scan.name === 'Column') this.#styleColumns()
    }
  }

  leave(): void {
    while (this.#scan.next()) if (this.#scan.name === 'Worksheet' && this.#scan.closes) return
  }

  #styleColumns(): void {
    const scan = this.#scan
    const from = indexIn(scan) ?? this.#columnOfStyle
    const to = from + numberIn(scan, 'Span')
    this.#columnOfStyle = to + 1
    // Widths are in points; a character is about six.
    const width = Number(scan.attribute('Width'))
    this.builder.columns(from, to, width > 0 ? width / 6 : undefined, scan.attribute('Hidden') === '1')
  }

  #startRow(): void {
    const scan = this.#scan
    this.#row = indexIn(scan) ?? this.#row + 1 + this.#rowSpan
    this.#rowSpan = numberIn(scan, 'Span')
    this.#column = -1
    if (scan.attribute('Hidden') === '1') this.builder.hideRows(this.#row, this.#row + this.#rowSpan)
  }

  #cell(): void {
    const scan = this.#scan
    this.#column = indexIn(scan) ?? this.#column + 1
    const [row, column] = [this.#row, this.#column]
    const across = numberIn(scan, 'MergeAcross')
    const down = numberIn(scan, 'MergeDown')
    if (across > 0 || down > 0)
      this.builder.merge({ top: row, left: column, bottom: row + down, right: column + across })
    this.#column += across
    const formula = scan.attribute('Formula') !== undefined
    const style = this.#formats.get(scan.attribute('StyleID') ?? 'Default')
    if (!scan.isEmpty) this.#content(row, column, formula, style)
    else if (formula) this.builder.put(row, column, { text: '', formula: true, broken: true })
  }

  #content(row: number, column: number, formula: boolean, style: NumberFormat | undefined): void {
    const scan = this.#scan
    let cell: Cell | null = null
    while (scan.next()) {
      if (scan.closes && scan.name === 'Cell') break
      if (scan.closes) continue
      if (scan.name === 'Comment') {
        this.#signs.add('cell-comment', this.#name, addressOf(row, column))
        scan.skip()
      } else if (scan.name === 'Data' && !scan.isEmpty)
        cell = valueOf(scan.attribute('Type') ?? '', this.#data(), style)
    }
    if (!cell && formula) cell = { text: '', broken: true }
    if (cell) this.builder.put(row, column, formula ? { ...cell, formula: true } : cell)
  }

  /** The text may be parted by fonts: <Data>村<Font>务</Font></Data>. */
  #data(): string {
    const scan = this.#scan
    let text = ''
    while (scan.next()) {
      text += scan.textBefore
      if (scan.closes && scan.name === 'Data') break
    }
    return text
  }
}

const general = new NumberFormat('General')

function valueOf(type: string, text: string, style: NumberFormat | undefined): Cell {
  if (type === 'Error') return { text, broken: true }
  if (type === 'Boolean') return { text: text === '1' ? 'TRUE' : 'FALSE' }
  if (type === 'Number' && text.trim() !== '' && Number.isFinite(Number(text)))
    return (style ?? general).cell(Number(text))
  const day = type === 'DateTime' ? /^(\d{4}-\d\d-\d\d)/.exec(text)?.[1] : undefined
  return day === undefined ? { text } : { text: day, day }
}

/** Formats that have a name here and a code everywhere else. */
const named: Readonly<Record<string, string>> = {
  'General Number': 'General',
  Fixed: '0.00',
  Standard: '#,##0.00',
  Percent: '0.00%',
  Scientific: '0.00E+00',
  Currency: '#,##0.00',
  'Euro Currency': '#,##0.00',
  'General Date': 'yyyy/m/d h:mm',
  'Long Date': 'yyyy"年"m"月"d"日"',
  'Medium Date': 'yyyy/m/d',
  'Short Date': 'yyyy/m/d',
}

const formatOf = (format: string): string => named[format] ?? format

/** ss:Index counts from one. */
function indexIn(scan: XmlScan): number | null {
  const index = numberIn(scan, 'Index')
  return index > 0 ? index - 1 : null
}

function numberIn(scan: XmlScan, name: string): number {
  const number = Number(scan.attribute(name) ?? 0)
  return Number.isInteger(number) && number > 0 ? number : 0
}
