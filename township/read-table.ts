// From one sheet to its tables, and from each to what it is: read, left in the office, or asked about.
import { ColumnValues } from './column-values.ts'
import { addressOf, isEmptyGrid } from './grid.ts'
import type { Grid } from './grid.ts'
import { cellOfHeader, findHeader, headerless, isHeaderless } from './header.ts'
import { columnKey, headerOfColumn, layoutKey } from './layout-key.ts'
import { aroundOf, baseOf, foldersOf } from './around-table.ts'
import { placeOf, skipped } from './sheet-read.ts'
import { readKnown } from './read-sheet.ts'
import type { Found, SheetRead, Township } from './sheet-read.ts'
import { recognise } from './recognise.ts'
import type { Recognised, Words } from './recognise.ts'
import { partsOf } from './table-parts.ts'
import type { SheetPart } from './table-parts.ts'

/** A sheet may hold several tables, one below the other. */
export function readTable(township: Township, file: string, grid: Grid): SheetRead {
  if (isEmptyGrid(grid)) return skipped('empty')
  const reads = partsOf(grid, township.villages).map((part) => readPart(township, file, part))
  const [first] = reads
  if (!first || reads.length === 1) return first ?? skipped('not-recognised')
  const { skipped: why, layout } = reads.find((each) => each.skipped === undefined) ?? first
  return {
    drafts: reads.flatMap(({ drafts }) => drafts),
    printed: reads.flatMap(({ printed }) => printed),
    ...(why ? { skipped: why } : {}),
    ...(layout ? { layout } : {}),
  }
}

/** Whether a table is of a declared type, without reading it: a letter may hold tables of its own. */
export function isKnownTable({ answers, sweeper, villages }: Township, file: string, grid: Grid): boolean {
  const header = findHeader(grid)
  if (!header) return false
  const { title } = aroundOf(file, grid, header, '')
  const names = [title, baseOf(file), ...foldersOf(file)]
  const layout = sweeper.name(layoutKey(names, header, villages))
  const words = { title, sheet: grid.name ?? '', file: baseOf(file), folders: foldersOf(file) }
  const told = { type: answers.itemType(layout), columns: answers.columnsOf(header, layout) }
  return recognise(header, words, new ColumnValues(grid, header, villages), told).kind === 'known'
}

function readPart(township: Township, file: string, part: SheetPart): SheetRead {
  const { grid } = part
  const header = findHeader(grid) ?? headerless(grid)
  if (!header) return skipped('not-recognised')
  const around = aroundOf(file, grid, header, part.inherited)
  const { sweeper, answers, villages } = township
  const layout = sweeper.name(layoutKey([around.title, baseOf(file), ...foldersOf(file)], header, villages))
  const found: Found = { township, file, grid, header: answers.withUnits(header, layout), around, layout }
  const read = readFound(found)
  if (isHeaderless(header) && read.drafts.length > 0)
    township.findings.note(placeOf(township, file, grid), 'no-header')
  return { ...read, layout }
}

function readFound(found: Found): SheetRead {
  const { township, file, grid, header, around, layout } = found
  const { answers } = township
  if (answers.keepsInOffice(layout)) return skipped('not-for-disclosure')
  const words: Words = {
    title: around.title,
    sheet: grid.name ?? '',
    file: baseOf(file),
    folders: foldersOf(file),
  }
  const columns = answers.columnsOf(header, layout)
  const values = new ColumnValues(grid, header, township.villages)
  const recognised = recognise(header, words, values, { type: answers.itemType(layout), columns })
  if (recognised.kind === 'known') {
    answers.checkColumns(columns, recognised.fits[0].type, layout)
    return readKnown(found, recognised)
  }
  const where = placeOf(township, file, grid)
  if (recognised.kind === 'unsure')
    township.findings.ask({
      kind: 'which-item-type',
      ...where,
      cell: around.titleCell,
      about: around.title === '' ? null : township.sweeper.name(around.title),
      key: layout,
      candidates: recognised.candidates.map((type) => type.id),
    })
  if (recognised.kind === 'columns-missing') askForColumns(found, recognised)
  return skipped('not-recognised')
}

function askForColumns(
  { township, file, grid, header, layout }: Found,
  { fit, missing, ask }: Extract<Recognised, { kind: 'columns-missing' }>,
): void {
  const where = placeOf(township, file, grid)
  for (const { column, candidates } of ask)
    township.findings.ask({
      kind: 'which-column',
      ...where,
      cell: cellOfHeader(header, column),
      about: township.sweeper.name(headerOfColumn(column)),
      key: township.sweeper.name(columnKey(layout, column)),
      candidates,
    })
  // The clerk has said what the sheet is, but nothing in it can be the column it needs.
  if (ask.length === 0)
    for (const name of missing)
      township.findings.fault(
        { ...where, cell: addressOf(Math.max(header.lastRow, 0), 0) },
        'missing-column',
        'error',
        `${fit.type.id}.${name}`,
      )
}
