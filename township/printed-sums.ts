// Compares the sums a sheet prints with what its own lines come to; a printed sum is checked, never stored as a row.
import { compact, parseCapitals } from '../disclosure/parse.ts'
import type { ItemType } from '../disclosure/item-type.ts'
import { addressOf, cellAt, filledCells } from './grid.ts'
import type { Fit } from './fit.ts'
import { readCell } from './read-cell.ts'
import type { Line, PrintedSum, SheetContext } from './sheet-lines.ts'
import { unitOf } from './units.ts'

export class PrintedSums {
  readonly found: PrintedSum[] = []
  readonly #context: SheetContext
  readonly #fits: readonly Fit[]
  #sectionStart = 0

  constructor(context: SheetContext, fits: readonly Fit[]) {
    this.#context = context
    this.#fits = fits
  }

  /** 小计 speaks for the lines since the last one, everything else for all lines so far. */
  readTotal(row: number, lines: readonly Line[]): void {
    const { grid } = this.#context
    const isSection = filledCells(grid, row).some(({ cell }) => /小计/.test(compact(cell.text)))
    const scope = isSection ? lines.slice(this.#sectionStart) : lines
    if (isSection) this.#sectionStart = lines.length
    for (const [name, fit] of this.#numericFields()) {
      const column = fit.fields.get(name)
      const field = fit.type.fields[name]
      if (!column || !field) continue
      const unit = unitOf(field, column.unit, this.#context)
      const read = readCell(field, cellAt(grid, row, column.index), unit, undefined)
      if (read.kind !== 'value' || typeof read.value !== 'number') continue
      this.#keep(addressOf(row, column.index), name, read.value, scope)
    }
    this.#readLabelled(row, scope)
  }

  /** A sum written in a sentence or a comment line. */
  keepSum(cell: string, type: ItemType, name: string, printed: number, scope: readonly Line[]): void {
    this.#keep(
      cell,
      name,
      printed,
      scope.filter((line) => line.type === type),
    )
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

  #keep(cell: string, field: string, printed: number, scope: readonly Line[]): void {
    const sum = sumOf(scope, field)
    const matches = printed === sum
    const villages = new Set(scope.map((line) => line.village))
    const village = villages.size === 1 ? (scope[0]?.village ?? null) : null
    this.found.push({ cell, field, printed, sum, matches, village })
    if (!matches) {
      const { file, sheet } = this.#context
      this.#context.findings.fault(
        { file, sheet, cell },
        'total-differs',
        'warning',
        `${field}: ${printed} ≠ ${sum}`,
      )
    }
  }
}

/** 大写:柒拾肆万叁仟捌佰陆拾伍元整 below a table, against its headline amount. */
export function checkCapitals(
  context: SheetContext,
  lines: readonly Line[],
  footers: readonly { text: string; cell: string }[],
): PrintedSum[] {
  return footers.flatMap(({ text, cell }) => {
    const words = /大写[::]\s*([^\s\u3000]+)/.exec(text.normalize('NFKC'))?.[1]
    const printed = words ? parseCapitals(words) : null
    const type = lines[0]?.type
    const field = type?.headline ? type.totals[type.headline]?.sum : undefined
    if (printed === null || !type || field === undefined || type.fields[field]?.kind !== 'money') return []
    const sum = sumOf(lines, field)
    const villages = new Set(lines.map((line) => line.village))
    const village = villages.size === 1 ? (lines[0]?.village ?? null) : null
    if (printed !== sum)
      context.findings.fault(
        { ...context, cell },
        'total-differs',
        'warning',
        `${field}: ${printed} ≠ ${sum}`,
      )
    return [{ cell, field, printed, sum, matches: printed === sum, village }]
  })
}

export function sumOf(lines: readonly Line[], field: string): number {
  let sum = 0
  for (const line of lines) {
    const value = line.isSubLine ? null : line.values[field]
    if (typeof value === 'number') sum += value
  }
  return sum
}
