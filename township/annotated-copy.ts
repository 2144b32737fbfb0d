// Copies of the sheets that have faults, for the clerk: the faulty cells coloured, each with its sentence as a comment.
import { publicNumbersOf } from '../disclosure/privacy.ts'
import type { SweptText } from '../disclosure/privacy.ts'
import type { Township } from '../disclosure/township.ts'
import type { Draft } from './draft.ts'
import { Findings } from './findings.ts'
import type { Severity } from './findings.ts'
import { cellAt, filledCells, textAt } from './grid.ts'
import type { Grid, Merge } from './grid.ts'
import type { Report } from './report.ts'
import { placeIn, ShownCells } from './shown-cells.ts'
import { gridsOf } from './source-grids.ts'
import type { SourceFile } from './source-files.ts'
import { Sweeper } from './sweep.ts'
import { reported, say, toldOfFault, toldOfQuestion } from './wording.ts'
import type { Told } from './wording.ts'
import { workbookBytes } from './write-workbook.ts'
import type { CellToWrite, SheetToWrite } from './write-workbook.ts'
import type { Look } from './write-styles.ts'
import { sheetNames } from './write-text.ts'

/** `sheets` are the names in the copy, by those in the report. */
export type AnnotatedCopy = { sheets: Map<string | null, string>; isSpreadsheet: boolean; bytes: Buffer }

/** A sweeper whose findings nobody counts twice: the report has them already. */
export function copySweeper(township: Township): Sweeper {
  const phones = [
    ...township.hotlines,
    ...township.windows,
    ...township.villages.flatMap(({ hotlines }) => hotlines),
  ].map(({ phone }) => phone)
  return new Sweeper(publicNumbersOf(phones), new Findings())
}

/** Null where a file cannot be read again, or has no cell to point at. */
export async function annotatedCopy(
  file: SourceFile,
  report: Report,
  drafts: readonly Draft[],
  sweeper: Sweeper,
): Promise<AnnotatedCopy | null> {
  const name = sweeper.name(file.path)
  const marks = marksOf(report, name)
  if (marks.length === 0) return null
  const { grids, isSpreadsheet } = await gridsOf(file)
  if (grids.length === 0) return null
  const named = grids.map((grid) => ({ grid, name: grid.name === null ? null : sweeper.name(grid.name) }))
  const titles = sheetNames(named.map((each) => each.name ?? say('copy.sheet')))
  // The sheets nobody points at stay away: the fewer copies of a roster, the better.
  const pointed = named.flatMap((each, at) => {
    const own = marks.filter(({ sheet }) => sheet === each.name)
    const title = titles[at] ?? ''
    return own.length > 0 ? [{ ...each, title, marks: own }] : []
  })
  if (pointed.length === 0) return null
  const sheets = pointed.map((each): SheetToWrite => {
    const own = drafts.filter((draft) => draft.file === name && draft.sheet === each.name)
    return copyOf(each.grid, each.title, each.marks, new ShownCells(each.grid, own, sweeper))
  })
  return {
    sheets: new Map(pointed.map((each) => [each.name, each.title])),
    isSpreadsheet,
    bytes: workbookBytes(sheets),
  }
}

// ---- what is pointed at ----

type Mark = { sheet: string | null; row: number; column: number; severity: Severity; sentence: SweptText }

function marksOf({ faults, questions }: Report, file: string): Mark[] {
  const mark = (
    at: { sheet: string | null; cell: string | null },
    severity: Severity,
    { what, do: action }: Told,
  ): Mark[] => {
    const place = at.cell === null ? null : placeIn(at.cell)
    return place ? [{ sheet: at.sheet, ...place, severity, sentence: reported(`${what}\n${action}`) }] : []
  }
  return [
    ...faults
      .filter((fault) => fault.file === file)
      .flatMap((fault) => mark(fault, fault.severity, toldOfFault(fault))),
    ...questions
      .filter((question) => question.file === file)
      .flatMap((question) => mark(question, 'warning', toldOfQuestion(question))),
  ]
}

// ---- one sheet ----

/** More rows than a person looks through are left out, but for those around what is pointed at. */
const mostRows = 3000
const around = 12
const mostColumns = 120

function copyOf(grid: Grid, name: string, marks: readonly Mark[], shown: ShownCells): SheetToWrite {
  const marked = new Map<number, Mark[]>()
  for (const mark of marks) {
    const own = marked.get(mark.row)
    if (own) own.push(mark)
    else marked.set(mark.row, [mark])
  }
  const wanted = rowsToShow(grid, marks)
  const last = Math.max(grid.rows.length - 1, ...marks.map(({ row }) => row))
  const rows = Array.from({ length: last + 1 }, (_, row) =>
    wanted(row) ? rowOf(grid, row, marked.get(row) ?? [], shown) : [],
  )
  return {
    name,
    rows,
    widths: grid.widths.slice(0, mostColumns).map((width) => width && Math.max(width, 6)),
    merges: mergesOf(grid, wanted),
    numbersAsText: true,
    pageNumbers: say('print.pages'),
  }
}

function rowsToShow(grid: Grid, marks: readonly Mark[]): (row: number) => boolean {
  if (grid.rows.length <= mostRows) return () => true
  const near = new Set(
    marks
      .slice(0, mostRows / around)
      .flatMap(({ row }) => Array.from({ length: 2 * around + 1 }, (_, at) => row - around + at)),
  )
  return (row) => row < 2 * around || near.has(row)
}

function rowOf(grid: Grid, row: number, marks: readonly Mark[], shown: ShownCells): (CellToWrite | null)[] {
  const width = Math.min(grid.rows[row]?.length ?? 0, mostColumns)
  const filled = new Set(filledCells(grid, row).map(({ column }) => column))
  return Array.from({ length: Math.max(width, ...marks.map(({ column }) => column + 1)) }, (_, column) => {
    const own = marks.filter((mark) => mark.column === column)
    if (own.length === 0 && !filled.has(column)) return null
    return cellOf(grid, row, column, filled.has(column) ? shown : null, own)
  })
}

const worst = (marks: readonly Mark[]): Severity =>
  (['error', 'warning', 'info'] as const).find((severity) =>
    marks.some((mark) => mark.severity === severity),
  ) ?? 'info'

function cellOf(
  grid: Grid,
  row: number,
  column: number,
  shown: ShownCells | null,
  marks: readonly Mark[],
): CellToWrite {
  const text = shown === null ? null : shown.at(row, column)
  const covered = shown !== null && text === null
  const isHidden = grid.hiddenRows.has(row) || grid.hiddenColumns.has(column)
  // A title or a remark runs on over the empty cells beside it.
  const isAlone = filledCells(grid, row).length === 1
  const look: Look =
    marks.length > 0 ? worst(marks) : covered ? 'covered' : isHidden ? 'hidden' : isAlone ? 'line' : 'plain'
  const value = covered
    ? coverMark()
    : text === null
      ? null
      : valueOf(text, textAt(grid, row, column), grid, row, column)
  if (marks.length === 0) return { value, look }
  const sentence = [...new Set(marks.map((mark) => mark.sentence))].join('\n')
  return { value, look, comment: reported(sentence) }
}

/** The same for whatever was there: not even its length is told. */
const coverMark = (): SweptText => say('copy.covered')

/** A number stays one where that says no more than what was to be seen; -5 as a text would begin like a formula. */
function valueOf(swept: SweptText, raw: string, grid: Grid, row: number, column: number): SweptText | number {
  const isNumber = cellAt(grid, row, column).number !== undefined && swept === raw
  return isNumber && /^-\d{1,9}(?:\.\d{1,2})?$/.test(swept) ? Number(swept) : swept
}

/** Two merges over one cell are a broken file to Excel; the first stays. */
function mergesOf({ merges, rows }: Grid, wanted: (row: number) => boolean): Merge[] {
  const taken = new Set<string>()
  return merges.flatMap((merge) => {
    const bottom = Math.min(merge.bottom, rows.length - 1, merge.top + mostRows)
    const right = Math.min(merge.right, mostColumns - 1)
    if (!wanted(merge.top) || bottom < merge.top || right < merge.left) return []
    if (bottom === merge.top && right === merge.left) return []
    const cells: string[] = []
    for (let row = merge.top; row <= bottom; row++)
      for (let column = merge.left; column <= right; column++) cells.push(`${row}:${column}`)
    if (cells.some((cell) => taken.has(cell))) return []
    for (const cell of cells) taken.add(cell)
    return [{ ...merge, bottom, right }]
  })
}
