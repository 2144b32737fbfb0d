// What of a sheet may be shown in a copy for the clerk: only cells the reader took, swept; all else is covered.
import { itemTypes } from '../disclosure/item-types/all.ts'
import { compact } from '../disclosure/parse.ts'
import type { SweptText } from '../disclosure/privacy.ts'
import type { Draft } from './draft.ts'
import { filledCells, textAt } from './grid.ts'
import type { Grid } from './grid.ts'
import { findHeader, headerKey, placeHeaders, sequenceHeaders, villageHeaders } from './header.ts'
import type { Header } from './header.ts'
import type { Line } from './sheet-lines.ts'
import type { Sweeper } from './sweep.ts'

/** Columns that say where and the how-manieth, on every sheet. */
const frameHeaders = new Set([...sequenceHeaders, ...villageHeaders, ...placeHeaders])

const sumWords = /^.{0,10}?(?:小计|合计|总计|累计|共计).{0,8}$/

/** Everything a form or table of ours may be called by: labels say nothing of anybody. */
const declaredWords: ReadonlySet<string> = new Set([
  ...frameHeaders,
  ...itemTypes.flatMap((type) => [
    ...Object.values(type.fields).flatMap(({ headers }) => headers.map(headerKey)),
    ...Object.values(type.totals).flatMap(({ labels = [] }) => labels.map(headerKey)),
    ...Object.values(type.figures ?? {}).flatMap(({ labels }) => labels.map(headerKey)),
  ]),
])

export class ShownCells {
  readonly #grid: Grid
  readonly #sweeper: Sweeper
  readonly #header: Header | null
  readonly #lines = new Map<number, Line[]>()
  /** Column → whether it holds names of persons. */
  readonly #kept = new Map<number, boolean>()
  /** Values of forms stand anywhere, each at its own place. */
  readonly #keptCells = new Map<string, { line: Line; field: string }>()
  readonly #isForm: boolean
  readonly #isLetter: boolean
  readonly #firstRow: number

  constructor(grid: Grid, drafts: readonly Draft[], sweeper: Sweeper) {
    this.#grid = grid
    this.#sweeper = sweeper
    const layouts = new Set(drafts.map(({ type }) => type.layout.kind))
    this.#isForm = layouts.has('labelled')
    this.#isLetter = layouts.has('document')
    this.#header = this.#isForm || this.#isLetter ? null : findHeader(grid)
    this.#firstRow = grid.rows.findIndex((_, row) => filledCells(grid, row).length > 0)
    for (const { lines } of drafts) for (const line of lines) this.#keep(line)
    for (const { index, leaf } of this.#header?.columns ?? [])
      if (frameHeaders.has(leaf) && !this.#kept.has(index)) this.#kept.set(index, false)
  }

  #keep(line: Line): void {
    this.#lines.set(line.row, [...(this.#lines.get(line.row) ?? []), line])
    for (const [field, at] of Object.entries(line.cells)) {
      const place = placeIn(at)
      if (!place) continue
      const isPerson = line.type.fields[field]?.kind === 'person'
      const key = `${place.row}:${place.column}`
      if (!this.#keptCells.has(key) || isPerson) this.#keptCells.set(key, { line, field })
      if (!this.#isForm) this.#kept.set(place.column, (this.#kept.get(place.column) ?? false) || isPerson)
    }
  }

  /** Null where something stands that must not be shown. */
  at(row: number, column: number): SweptText | null {
    const text = textAt(this.#grid, row, column)
    const own = this.#keptCells.get(`${row}:${column}`)
    // 承包方代表:李四  承包方编码:… in one cell: only the first of them was asked for.
    if (own && this.#isForm && (text.match(/[::]/g)?.length ?? 0) > 1) return null
    if (own) return shownValue(own.line, own.field, text, this.#swept(text, 'row'))
    if (this.#isLetter || this.#isFrame(row, text)) return this.#swept(text, 'frame')
    if (this.#isForm || this.#header === null) return null
    const isPerson = this.#kept.get(column)
    if (isPerson === undefined) return null
    // A row that is nobody's line may still be somebody's: only what the sheet says of itself is read there.
    return isPerson && !sumWords.test(compact(text)) ? null : this.#swept(text, 'row')
  }

  /** Titles and headers, labels, and the heads of a bank's sections. */
  #isFrame(row: number, text: string): boolean {
    if (row === this.#firstRow && filledCells(this.#grid, row).length === 1) return true
    if (this.#header !== null) return row <= this.#header.lastRow
    if (text.startsWith('#') && this.#lines.size > 0) return true
    return this.#isForm && declaredWords.has(headerKey(text))
  }

  #swept(text: string, place: 'row' | 'frame'): SweptText {
    const nowhere = { file: '', sheet: null, cell: '' }
    return this.#sweeper.text(text, nowhere, place === 'row' ? 'person-row' : 'anywhere')
  }
}

/** A name that is published masked is masked here too; a child's is covered. */
function shownValue(line: Line, field: string, raw: string, swept: SweptText): SweptText | null {
  const declared = line.type.fields[field]
  if (declared?.kind !== 'person') return swept
  if (line.isMinor) return null
  if (declared.mask === undefined || declared.mask === 'none') return swept
  const value = line.values[field]
  return typeof value === 'string' && compact(raw) !== '' ? value : null
}

/** C15 as row and column; a line of a text file is its first cell. */
export function placeIn(at: string): { row: number; column: number } | null {
  const line = /^line (\d+)$/.exec(at)?.[1]
  if (line !== undefined) return { row: Number(line) - 1, column: 0 }
  const [, letters, digits] = /^([A-Z]{1,3})(\d{1,7})$/.exec(at) ?? []
  if (letters === undefined || digits === undefined) return null
  const column = [...letters].reduce((all, letter) => all * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { row: Number(digits) - 1, column }
}
