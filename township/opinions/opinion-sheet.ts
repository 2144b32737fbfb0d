// 意见.xlsx: one line for each opinion, and two columns in which the clerk answers. Whatever the clerk wrote stays as it is.
import { lstat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { CellText } from '../../disclosure/cell-text.ts'
import { isSystemError } from '../../pack/refused.ts'
import { addressOf, cellAt, textAt, type Grid } from '../grid.ts'
import { sharedReader } from '../source-reader.ts'
import { reported, say } from '../wording.ts'
import { workbookBytes, writeNewFile, type CellToWrite, type SheetToWrite } from '../write-workbook.ts'

export const opinionColumns = [
  'number',
  'on',
  'village',
  'item',
  'reason',
  'text',
  'due',
  'reply',
  'repliedOn',
] as const
export type OpinionColumn = (typeof opinionColumns)[number]

/** `row` is where it stood in the file; null for one that has just come home. */
export type OpinionLine = {
  row: number | null
  cells: Readonly<Record<OpinionColumn, CellText>>
  /** Columns that the clerk has added, in the order of `moreHeads`. */
  more: readonly string[]
}

export type OpinionSheet = {
  lines: readonly OpinionLine[]
  /** Rows of the clerk's own above the heads. */
  above: readonly (readonly string[])[]
  moreHeads: readonly string[]
  /** Where each column stands in the file. */
  at: Readonly<Record<OpinionColumn, number>>
}

export type SheetRead =
  | { ok: true; sheet: OpinionSheet }
  /** `other-sheets`: what else the clerk keeps in this file would be lost when it is written again. */
  | { ok: false; kind: 'no-opinion-sheet' | 'bad-opinion-sheet' | 'other-sheets' }

const standing = Object.fromEntries(opinionColumns.map((column, at) => [column, at])) as OpinionSheet['at']

export const noOpinions: OpinionSheet = { lines: [], above: [], moreHeads: [], at: standing }

/** Where a line's cell stands, as the clerk calls it: H7. */
export const cellOf = ({ at }: OpinionSheet, line: OpinionLine, column: OpinionColumn): string =>
  addressOf(line.row ?? 0, at[column])

export async function readOpinionSheet(file: string): Promise<SheetRead> {
  const absolute = resolve(file)
  const bytes = await sizeOf(absolute)
  if (bytes === null) return { ok: false, kind: 'no-opinion-sheet' }
  const read = await sharedReader().read({ path: basename(absolute), absolute, bytes })
  if (read.kind !== 'workbook' || read.sheets.some((sheet) => !sheet.ok))
    return { ok: false, kind: 'bad-opinion-sheet' }
  const grids = read.sheets.flatMap((sheet) => (sheet.ok && !isEmpty(sheet.grid) ? [sheet.grid] : []))
  const found = grids.flatMap((grid) => {
    const sheet = sheetOf(grid)
    return sheet ? [sheet] : []
  })
  const [sheet] = found
  if (!sheet) return { ok: false, kind: 'bad-opinion-sheet' }
  return grids.length > 1 ? { ok: false, kind: 'other-sheets' } : { ok: true, sheet }
}

const isEmpty = (grid: Grid): boolean => grid.rows.every((row) => row.every((cell) => !cell?.text.trim()))

async function sizeOf(file: string): Promise<number | null> {
  try {
    return (await lstat(file)).size
  } catch (thrown) {
    if (isSystemError(thrown) && thrown.code === 'ENOENT') return null
    throw thrown
  }
}

/** A clerk may put lines above the heads, and columns in another order. */
const deepestHead = 30

function sheetOf(grid: Grid): OpinionSheet | null {
  const head = grid.rows
    .slice(0, deepestHead)
    .findIndex((row) => opinionColumns.every((column) => placeOf(row, column) >= 0))
  const heads = grid.rows[head]
  if (!heads) return null
  const at = Object.fromEntries(
    opinionColumns.map((column) => [column, placeOf(heads, column)]),
  ) as OpinionSheet['at']
  const ours = new Set(Object.values(at))
  const width = Math.max(...grid.rows.slice(head).map((row) => row.length))
  const others = Array.from({ length: width }, (_, column) => column).filter(
    (column) => !ours.has(column) && grid.rows.slice(head).some((row) => row[column]?.text.trim()),
  )
  const lines = grid.rows.flatMap((row, index): OpinionLine[] => {
    if (index <= head || row.every((cell) => !cell?.text.trim())) return []
    const cells = Object.fromEntries(
      opinionColumns.map((column) => [column, cellAt(grid, index, at[column])]),
    ) as OpinionLine['cells']
    if (isRemark(cells)) return []
    return [{ row: index, cells, more: others.map((column) => textAt(grid, index, column)) }]
  })
  const above = grid.rows.slice(0, head).map((row) => row.map((cell) => cell?.text.trim() ?? ''))
  return {
    lines,
    at,
    above: above.filter((texts) => texts.some((text) => text !== '' && !leads().includes(text))),
    moreHeads: others.map((column) => textAt(grid, head, column)),
  }
}

/** What we write above the heads ourselves. */
const leads = (): string[] =>
  (['name', 'lead', 'leadMore'] as const).map((key) => say(`opinion-sheet:${key}`).trim())

/** The one line of a sheet without opinions. */
const isRemark = (cells: OpinionLine['cells']): boolean => cells.number.text === say('opinion-sheet:none')

const placeOf = (row: Grid['rows'][number], column: OpinionColumn): number =>
  row.findIndex((cell) => cell?.text.trim() === say(`opinion-sheet:columns.${column}`))

// ---- writing ----

const widths: Record<OpinionColumn, number> = {
  number: 12,
  on: 12,
  village: 12,
  item: 26,
  reason: 10,
  text: 44,
  due: 12,
  reply: 52,
  repliedOn: 12,
}

export const writeOpinionSheet = (file: string, sheet: OpinionSheet, today: string): Promise<void> =>
  writeNewFile(resolve(file), workbookBytes([sheetToWrite(sheet, today)]))

function sheetToWrite({ lines, above, moreHeads }: OpinionSheet, today: string): SheetToWrite {
  const heads = [...opinionColumns.map((column) => say(`opinion-sheet:columns.${column}`)), ...moreHeads]
  const last = heads.length - 1
  const [title = '', ...leadLines] = leads()
  const own = above.map((texts) =>
    texts.map((text): CellToWrite => ({ value: reported(text), look: 'plain', format: 'text' })),
  )
  const head = 1 + leadLines.length + own.length
  const body = lines.map((line) => lineToWrite(line, today))
  return {
    name: say('opinion-sheet:name'),
    landscape: true,
    numbersAsText: true,
    widths: [...opinionColumns.map((column) => widths[column]), ...moreHeads.map(() => 16)],
    rows: [
      [{ value: reported(title), look: 'title' }],
      ...leadLines.map((value): CellToWrite[] => [{ value: reported(value), look: 'lead' }]),
      ...own,
      heads.map((name, at) => ({ value: reported(name), look: isClerks(at) ? 'required' : 'header' })),
      ...(body.length > 0 ? body : [[{ value: say('opinion-sheet:none'), look: 'plain' } as const]]),
    ],
    merges: [0, 1, 2].map((row) => ({ top: row, left: 0, bottom: row, right: last })),
    frozen: head + 1,
    printedAgain: [head, head],
    pageNumbers: say('print.pages'),
  }
}

const isClerks = (at: number): boolean => ['reply', 'repliedOn'].includes(opinionColumns[at] ?? '')

/** What waits beyond its day stands out where the clerk looks for the day. */
function lineToWrite({ cells, more }: OpinionLine, today: string): CellToWrite[] {
  const isLate = isUnanswered(cells) && textOf(cells.due) < today
  const ours = opinionColumns.map((column): CellToWrite => ({
    value: reported(textOf(cells[column])),
    look: column === 'due' && isLate ? 'error' : 'plain',
    format: 'text',
  }))
  return [
    ...ours,
    ...more.map((text): CellToWrite => ({ value: reported(text), look: 'plain', format: 'text' })),
  ]
}

export const isUnanswered = (cells: OpinionLine['cells']): boolean => cells.reply.text.trim() === ''

/** A day that Excel has made a date of is written as the day again. */
export const textOf = (cell: CellText): string => cell.day ?? cell.text
