// Compares the sums a sheet prints with what its own lines come to; a printed sum is checked, never stored as a row.
import type { Severity } from '../disclosure/checks.ts'
import { severityEverywhere } from '../disclosure/checks.ts'
import { compact, decimalOfNumber } from '../disclosure/parse.ts'
import type { ItemType } from '../disclosure/item-type.ts'
import type { Checking } from './breach.ts'
import { addressOf, cellAt, filledCells } from './grid.ts'
import { numberAt, seenAndExpected } from './figure-words.ts'
import type { FaultKind } from './findings.ts'
import type { Fit } from './fit.ts'
import { checkPrintedCount } from './printed-count.ts'
import { readCell } from './read-cell.ts'
import { SumScopes } from './sum-scopes.ts'
import type { TotalRow } from './sum-scopes.ts'
import { noteRounding } from './rounding.ts'
import type { Line, LineFault, PrintedSum, SheetContext } from './sheet-lines.ts'
import { unitOf } from './units.ts'

type PrintedCell = { cell: string; name: string; value: number }

export class PrintedSums {
  readonly faults: LineFault[] = []
  readonly #context: SheetContext
  readonly #fits: readonly Fit[]
  readonly #rows: TotalRow[] = []
  readonly #kept: { sum: PrintedSum; scope: readonly Line[]; isNamed: boolean }[] = []

  constructor(context: SheetContext, fits: readonly Fit[]) {
    this.#context = context
    this.#fits = fits
  }

  get found(): PrintedSum[] {
    return this.#kept.map(({ sum }) => sum)
  }

  /** Which lines a sum speaks of shows only when all are read: some sheets print their sums first. */
  readTotal(row: number, lines: readonly Line[]): void {
    const said = filledCells(this.#context.grid, row).find(({ cell }) => totalWord.test(compact(cell.text)))
    const label = said ? compact(said.cell.text) : ''
    const cell = addressOf(row, said?.column ?? 0)
    this.#rows.push({ row, label, cell, before: lines.length })
  }

  /** A sum written in a sentence or a comment line. */
  keepSum(cell: string, type: ItemType, name: string, printed: number, lines: readonly Line[]): void {
    const scope = lines.filter((line) => line.type === type)
    this.#keep(cell, name, printed, scope)
  }

  finish(lines: readonly Line[]): void {
    // Without a line a sum accuses nobody; rows that were not understood are told where they stand.
    const scopes = new SumScopes(this.#rows, lines, this.#context.villages)
    if (lines.length > 0) for (const [at, total] of this.#rows.entries()) this.#check(at, total, scopes)
    for (const { row } of this.#rows) this.#readLabelled(row, lines)
    this.#tellWrong()
  }

  #check(at: number, total: TotalRow, scopes: SumScopes): void {
    const cells = this.#cellsOf(total.row)
    const agreeing = (scope: readonly Line[]) =>
      cells.filter(({ name, value }) => sumOf(scope, name) === value).length
    const { lines, kind } = scopes.best(at, agreeing, cells.length)
    // 本年累计 sums what other sheets hold.
    if (/本年|全年|年累计/.test(total.label) && agreeing(lines) === 0) return
    for (const { cell, name, value } of cells) this.#keep(cell, name, value, lines, kind === 'named')
    checkPrintedCount({ context: this.#context, faults: this.faults }, total, lines)
    if (!/小计/.test(total.label)) noteRounding(this.#context, cells, lines)
  }

  #cellsOf(row: number): PrintedCell[] {
    return [...this.#numericFields()].flatMap(([name, fit]) => {
      const column = fit.fields.get(name)
      const field = fit.type.fields[name]
      if (!column || !field) return []
      const unit = unitOf(field, column.unit, this.#context)
      const read = readCell(field, cellAt(this.#context.grid, row, column.index), unit, undefined)
      if (read.kind !== 'value' || typeof read.value !== 'number') return []
      return [{ cell: addressOf(row, column.index), name, value: read.value }]
    })
  }

  /** Fields whose sum means something; a year or a running balance has none. */
  #numericFields(): Map<string, Fit> {
    const names = new Map<string, Fit>()
    for (const fit of this.#fits) {
      const read = new Set(Object.values(fit.type.figures ?? {}).map((figure) => figure.field))
      for (const [name, field] of Object.entries(fit.type.fields)) {
        const summed = ['money', 'area', 'count'].includes(field.kind) && field.unit !== 'year'
        if (!summed || read.has(name) || fit.type.repeated?.includes(name)) continue
        if (!names.has(name)) names.set(name, fit)
      }
    }
    return names
  }

  /** 债权206,800.00 债务832,100.00 in one cell: each total by its own label. */
  #readLabelled(row: number, scope: readonly Line[]): void {
    for (const { column, cell } of filledCells(this.#context.grid, row))
      for (const { type } of this.#fits)
        for (const total of Object.values(type.totals))
          for (const label of total.labels ?? []) {
            const match = new RegExp(`${label}[::]?\\s*([\\d,]+(?:\\.\\d+)?)`).exec(
              cell.text.normalize('NFKC'),
            )
            const field = type.fields[total.sum]
            const read =
              match?.[1] && field
                ? readCell(field, { text: match[1] }, unitOf(field, '', this.#context), undefined)
                : null
            if (read?.kind === 'value' && typeof read.value === 'number')
              this.keepSum(addressOf(row, column), type, total.sum, read.value, scope)
          }
  }

  #keep(cell: string, field: string, printed: number, scope: readonly Line[], isNamed = false): void {
    const sum = sumOf(scope, field)
    const villages = new Set(scope.map((line) => line.village))
    const village = villages.size === 1 ? (scope[0]?.village ?? null) : null
    this.#kept.push({ sum: { cell, field, printed, sum, matches: printed === sum, village }, scope, isNamed })
  }

  /**
   * A sum of the whole township accuses no village whose own printed sum is right. Where a row of nobody knows which
   * village waits for its answer, only a sum that names its village accuses it.
   */
  #tellWrong(): void {
    const right = new Set(
      this.found.flatMap(({ matches, village, field }) =>
        matches && village ? [`${village.code} ${field}`] : [],
      ),
    )
    const isLost = this.#hasLostRows()
    for (const { sum, scope, isNamed } of this.#kept) {
      if (sum.matches) continue
      const isRight = ({ village }: Line) => village !== null && right.has(`${village.code} ${sum.field}`)
      const isElsewhere =
        (isLost && !isNamed) || (sum.village === null && scope.length > 0 && scope.every(isRight))
      tellSum({ context: this.#context, faults: this.faults }, sum, scope, isElsewhere)
    }
  }

  #hasLostRows(): boolean {
    const { findings, file, sheet } = this.#context
    return findings.faults.some(
      (fault) => fault.file === file && fault.sheet === sheet && lostRow.has(fault.kind),
    )
  }
}

/** Rows that belong to another item than those around them, if only one knew to which. */
const lostRow = new Set<FaultKind>(['unknown-village', 'unknown-choice'])

const totalWord = /小计|合计|总计|累计|共计|[过转][次下]页/

/** One fault, held against each kind of item whose lines it sums. */
function tellSum(
  { context, faults }: Checking,
  { cell, field: name, printed, sum, village }: PrintedSum,
  scope: readonly Line[],
  isElsewhere: boolean,
): void {
  const types = [...new Set(scope.map(({ type }) => type))].filter((type) => name in type.fields)
  const [type] = types
  const field = type?.fields[name]
  if (!type || !field) return
  const fault = context.findings.fault(
    { file: context.file, sheet: context.sheet, cell },
    'total-differs',
    severityOfSum(type, name, isElsewhere || isRounding(context, scope, name, printed - sum)),
    name,
    seenAndExpected(context, cell, field, printed, sum),
  )
  for (const each of types) faults.push({ fault, type: each, village })
}

/**
 * A program that adds up more decimals than it shows is off by less than a 分 per line; it is told, and no more. Only
 * where the sheet does hold such decimals.
 */
function isRounding(
  { grid }: SheetContext,
  scope: readonly Line[],
  name: string,
  difference: number,
): boolean {
  if (Math.abs(difference) > scope.length) return false
  return scope.some((line) => {
    const cell = line.cells[name]
    const decimal = cell === undefined ? null : decimalOfNumber(numberAt(grid, cell) ?? 0)
    return (decimal?.split('.')[1] ?? '').length > (line.type.fields[name]?.kind === 'area' ? 4 : 2)
  })
}

/** What villagers are told as a total must be right; other columns are only worth a look. */
function severityOfSum(type: ItemType, name: string, isMilder: boolean): Severity {
  const counts = Object.values(type.totals).some((total) => total.sum === name)
  return severityEverywhere(type.severities, counts && !isMilder ? 'printed-total' : 'printed-column')
}

export function sumOf(lines: readonly Line[], field: string): number {
  let sum = 0
  for (const line of lines) {
    const value = line.isSubLine ? null : line.values[field]
    if (typeof value === 'number') sum += value
  }
  return sum
}
