// The cells of one sheet of an xlsx, and what its rows and columns say of themselves.
import type { Cell, Grid, Merge } from './grid.ts'
import { addressOf, rangeOf } from './grid.ts'
import { GridBuilder } from './grid-builder.ts'
import type { Allowance } from './grid-builder.ts'
import { NumberFormat } from './number-format.ts'
import type { Signs } from './signs.ts'
import { unescaped, XmlScan } from './xml-scan.ts'

/** What all sheets of a workbook share. */
export type XlsxShared = {
  strings: readonly Cell[]
  formats: readonly NumberFormat[]
  since1904: boolean
  used: Allowance
}

export function readXlsxSheet(
  xml: string,
  sheet: { name: string; hidden: boolean },
  shared: XlsxShared,
  signs: Signs,
): Grid {
  const reader = new SheetReader(xml, sheet.name, shared, signs)
  reader.read()
  return reader.builder.grid(sheet.name, sheet.hidden)
}

const general = new NumberFormat('General')

/** WPS keeps a picture inside a cell as a call of this function. */
const pictureCall = /^=?(?:_xlfn\.)?DISPIMG\(/i

class SheetReader {
  readonly builder: GridBuilder
  readonly #scan: XmlScan
  readonly #name: string
  readonly #shared: XlsxShared
  readonly #signs: Signs
  #row = -1
  #column = -1
  #declared: Merge | null = null

  constructor(xml: string, name: string, shared: XlsxShared, signs: Signs) {
    this.builder = new GridBuilder(shared.used)
    this.#scan = new XmlScan(xml)
    this.#name = name
    this.#shared = shared
    this.#signs = signs
  }

  read(): void {
    const scan = this.#scan
    while (scan.next()) {
      if (scan.closes) continue
      switch (scan.name) {
        case 'c':
          this.#cell()
          break
        case 'row':
          this.#startRow()
          break
        case 'col':
          this.#columns()
          break
        case 'mergeCell': {
          const range = rangeOf(scan.attribute('ref') ?? '')
          if (range) this.builder.merge(range)
          break
        }
        case 'dimension':
          this.#declared = rangeOf(scan.attribute('ref') ?? '')
          break
      }
    }
  }

  #startRow(): void {
    const number = Number(this.#scan.attribute('r'))
    this.#row = Number.isInteger(number) && number > 0 ? number - 1 : this.#row + 1
    this.#column = -1
    if (isTrue(this.#scan.attribute('hidden'))) this.builder.hideRows(this.#row, this.#row)
  }

  #columns(): void {
    const scan = this.#scan
    const from = Number(scan.attribute('min')) - 1
    const to = Number(scan.attribute('max')) - 1
    const width = Number(scan.attribute('width'))
    if (!(from >= 0 && to >= from)) return
    this.builder.columns(
      from,
      to,
      Number.isFinite(width) && width > 0 ? width : undefined,
      isTrue(scan.attribute('hidden')),
    )
  }

  #cell(): void {
    const scan = this.#scan
    this.#column += 1
    const written = scan.attribute('r')
    if (written !== undefined) this.#placeAt(written)
    if (scan.isEmpty) return
    const type = scan.attribute('t') ?? 'n'
    const style = scan.attribute('s')
    let value: string | null = null
    let formula = false
    while (scan.next()) {
      if (scan.closes) {
        if (scan.name === 'c') break
        if (scan.name === 'v') value = scan.textBefore
      } else if (scan.name === 'f') formula = true
      else if (scan.name === 'is' && !scan.isEmpty) value = runsOf(scan, 'is')
    }
    const cell = this.#valueOf(type, style, value, formula)
    if (cell) this.#put(cell)
  }

  #placeAt(address: string): void {
    let column = 0
    let at = 0
    for (; at < address.length; at++) {
      const letter = (address.charCodeAt(at) & ~32) - 64
      if (letter < 1 || letter > 26) break
      column = column * 26 + letter
    }
    const row = Number(address.slice(at))
    if (at === 0 || !Number.isInteger(row) || row < 1) return
    this.#column = column - 1
    this.#row = row - 1
  }

  #put(cell: Cell): void {
    const declared = this.#declared
    if (declared && (this.#row > declared.bottom || this.#column > declared.right) && cell.text.trim() !== '')
      this.#signs.add('beyond-dimension', this.#name, addressOf(this.#row, this.#column))
    if (pictureCall.test(cell.text))
      this.#signs.add('picture-over-cells', this.#name, addressOf(this.#row, this.#column))
    else this.builder.put(this.#row, this.#column, cell)
  }

  #valueOf(type: string, style: string | undefined, value: string | null, formula: boolean): Cell | null {
    if (value === null || (value === '' && type === 'n'))
      return formula ? { text: '', formula: true, broken: true } : null
    const cell = this.#plainValue(type, style, value)
    if (!formula || !cell) return cell
    return { ...cell, formula: true, ...(cell.text === '' ? { broken: true as const } : {}) }
  }

  #plainValue(type: string, style: string | undefined, value: string): Cell | null {
    switch (type) {
      case 's':
        return this.#shared.strings[Number(value)] ?? null
      case 'str':
      case 'inlineStr':
        return { text: xlsxText(value) }
      case 'b':
        return { text: isTrue(value) ? 'TRUE' : 'FALSE' }
      case 'e':
        return { text: value, broken: true }
      case 'd':
        return { text: value, ...dayIn(value) }
    }
    const number = Number(value)
    if (!Number.isFinite(number)) return { text: value }
    return (this.#shared.formats[Number(style ?? 0)] ?? general).cell(number)
  }
}

const dayIn = (iso: string): { day?: string } => {
  const day = /^(\d{4}-\d\d-\d\d)(?:T|$)/.exec(iso)?.[1]
  return day === undefined ? {} : { day }
}

export const isTrue = (flag: string | undefined): boolean => flag === '1' || flag === 'true' || flag === 'on'

/** The text of a string item: of its runs, but not of what tells how to pronounce it. */
export function runsOf(scan: XmlScan, end: string): string {
  let text = ''
  while (scan.next()) {
    if (scan.closes) {
      if (scan.name === end) break
      if (scan.name === 't') text += scan.rawBefore
    } else if (scan.name === 'rPh') scan.skip()
  }
  return unescaped(text)
}

/** Characters that XML cannot hold are written _x000D_. */
export const xlsxText = (text: string): string =>
  (text.includes('_x')
    ? text.replace(/_x([\dA-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    : text
  ).replaceAll('\r\n', '\n')
