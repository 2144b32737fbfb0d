// A list printed in two columns of the paper: the same header twice, and the rows go on at the right.
import { fitColumns } from './fit.ts'
import type { Fit } from './fit.ts'
import type { Header } from './header.ts'
import { readRows } from './rows-table.ts'
import type { SheetContext, SheetLines } from './sheet-lines.ts'

/** The header in as many parts as it repeats itself; one part if it does not. */
function partsOfHeader(header: Header): Header[] {
  const named = header.columns.filter(({ key }) => key !== '')
  for (const times of [3, 2]) {
    const length = named.length / times
    if (!Number.isInteger(length) || length < 3) continue
    const parts = Array.from({ length: times }, (_, at) => named.slice(at * length, (at + 1) * length))
    const [first, ...others] = parts.map((columns) => columns.map(({ key }) => key).join('|'))
    if (others.every((keys) => keys === first)) return parts.map((columns) => ({ ...header, columns }))
  }
  return [header]
}

export function readRowsOf(context: SheetContext, header: Header, fits: readonly Fit[]): SheetLines {
  const parts = partsOfHeader(header)
  const [first] = parts
  if (!first || parts.length === 1) return readRows(context, header, fits)
  let all: SheetLines | null = null
  for (const part of parts) {
    const own = part === first ? fits : fits.flatMap((fit) => fitOf(fit, part))
    const read: SheetLines = readRows(masked(context, part), part, own, part.lastRow + 1, all?.lines)
    all = all ? joined(all, read) : read
  }
  if (!all) throw new Error(`${context.file} has a header of no parts`)
  return all
}

function fitOf(fit: Fit, part: Header): Fit[] {
  const own = fitColumns(fit.type, part)
  return own ? [{ ...own, stage: fit.stage }] : []
}

/** The lines of the parts before are among those of the last. */
const joined = (before: SheetLines, last: SheetLines): SheetLines => ({
  ...last,
  printed: [...before.printed, ...last.printed],
  figures: new Map([...before.figures, ...last.figures]),
  figureCells: new Map([...before.figureCells, ...last.figureCells]),
  footers: [...before.footers, ...last.footers],
})

/** The sheet with nothing but the columns of one part; every cell keeps its address. */
function masked(context: SheetContext, { columns }: Header): SheetContext {
  const { grid } = context
  const from = columns[0]?.index ?? 0
  const to = columns.at(-1)?.index ?? 0
  const rows = grid.rows.map((cells) =>
    cells.map((cell, column) => (column < from || column > to ? undefined : cell)),
  )
  return { ...context, grid: { ...grid, rows } }
}
