// Blank sheets that are no plain table: two tables side by side, and forms with a label before each value.
import type { ItemType } from '../disclosure/item-type.ts'
import type { SweptText } from '../disclosure/privacy.ts'
import {
  cell,
  choicesOf,
  columnsToFill,
  declaredText,
  headerRows,
  sequenceHeader,
  toFill,
  unitLine,
  widthFor,
} from './blank-sheet.ts'
import type { BlankColumn, BlankSheet, LayoutOf } from './blank-sheet.ts'
import { say } from './wording.ts'
import type { CellToWrite } from './write-workbook.ts'

const pairedRows = 14
const formRows = 10

// ---- two tables side by side ----

/** Under each half: what is declared before the subject, the subject itself, its amounts. */
export function blankPaired(type: ItemType, layout: LayoutOf<'paired'>, title: SweptText): BlankSheet {
  const names = Object.keys(type.fields)
  const before = columnsToFill(type, names.slice(0, names.indexOf(layout.subject)))
  const after = columnsToFill(type, names.slice(names.indexOf(layout.subject) + 1))
  const width = before.length + 1 + after.length
  const figures = figureRows(type, before.length, width * layout.halves.length)
  const firstRow = 3 + (figures.length > 0 ? 1 : 0)
  const lastRow = firstRow + pairedRows - 1
  const blank = layout.halves.flatMap(() => [
    ...before.map(({ declared }) => toFill(declared)),
    cell(null, 'plain', 'text'),
    ...after.map(({ declared }) => toFill(declared)),
  ])
  const header = layout.halves.flatMap((half) => [
    ...headerRows([], before, false).rows.flat(),
    cell(declaredText(half.header[0] ?? ''), 'required'),
    ...headerRows([], after, false).rows.flat(),
  ])
  const at = new Map<string, { row: number; column: number }>()
  for (const [index, half] of layout.halves.entries()) {
    const left = index * width
    for (const [place, { field }] of before.entries())
      at.set(`${half.value}.${field}`, { row: firstRow, column: left + place })
    at.set(`${half.value}.${layout.subject}`, { row: firstRow, column: left + before.length })
    for (const [place, { field }] of after.entries())
      at.set(`${half.value}.${field}`, { row: firstRow, column: left + before.length + 1 + place })
  }
  return {
    type,
    title,
    columns: [...before, ...after],
    at,
    firstRow,
    lastRow,
    sheet: {
      name: type.title,
      rows: [
        [cell(title, 'title')],
        unitLine(after),
        header,
        ...figures.slice(0, 1),
        ...Array.from({ length: pairedRows }, () => blank),
        ...figures.slice(1),
        ...totalRows(type, layout, before.length, width),
        [cell(say('template.footer'), 'line')],
      ],
      widths: layout.halves.flatMap(() => [...before.map(widthFor), 26, ...after.map(widthFor)]),
      merges: [{ top: 0, left: 0, bottom: 0, right: width * layout.halves.length - 1 }],
      frozen: 3,
      printedAgain: [2, 2],
      pageNumbers: say('print.pages'),
    },
  }
}

/** The first of them opens the table, the others close it: 期初余额 above, 期末余额 below. */
function figureRows(type: ItemType, subject: number, width: number): CellToWrite[][] {
  const figures = Object.values(type.figures ?? {}).filter(({ at }) => at === 'label')
  return figures.map(({ labels }) =>
    Array.from({ length: width }, (_, column) =>
      column === subject ? cell(declaredText(labels[0] ?? ''), 'label') : cell(null, 'label'),
    ),
  )
}

/** 收入合计 left, 支出合计 right, each under its own half. */
function totalRows(
  type: ItemType,
  layout: LayoutOf<'paired'>,
  subject: number,
  width: number,
): CellToWrite[][] {
  const labels = layout.halves.map((half) => {
    const own = Object.values(type.totals).filter(
      ({ where }) => where?.field === half.into && where.values.includes(half.value),
    )
    return [...new Set(own.flatMap((total) => total.labels?.[0] ?? []))]
  })
  const most = Math.max(0, ...labels.map((each) => each.length))
  return Array.from({ length: most }, (_, row) =>
    labels.flatMap((each) =>
      Array.from({ length: width }, (__, column) => {
        const label = column === subject ? each[row] : undefined
        return cell(label === undefined ? null : declaredText(label), 'total')
      }),
    ),
  )
}

// ---- forms ----

export function blankForm(type: ItemType, layout: LayoutOf<'labelled'>, title: SweptText): BlankSheet {
  const inTable = new Set(layout.lines ?? [])
  const labels = columnsToFill(
    type,
    Object.keys(type.fields).filter((field) => !inTable.has(field)),
  )
  const lines = columnsToFill(type, layout.lines === undefined ? [] : [...layout.lines])
  const rows: (CellToWrite | null)[][] = [[cell(title, 'title')]]
  const at = new Map<string, { row: number; column: number }>()
  const place = (label: CellToWrite, field: string | null, filled: CellToWrite) => {
    if (field !== null) at.set(field, { row: rows.length, column: 1 })
    rows.push([label, filled])
  }
  for (const number of layout.formNo?.slice(0, 1) ?? [])
    place(cell(declaredText(number), 'label'), null, cell(null, 'plain', 'text'))
  for (const { field, declared, shown } of labels)
    place(cell(shown, declared.required ? 'required' : 'label'), field, toFill(declared))
  for (const { into, header } of layout.counted ?? []) {
    // What is a column of the lines' own table is counted there.
    if (lines.some(({ declared }) => declared.headers.some((each) => header.includes(each)))) continue
    rows.push([])
    at.set(into, { row: rows.length + 1, column: 1 })
    rows.push([
      sequenceHeader(),
      cell(declaredText(header[0] ?? ''), 'header'),
      cell(say('template.remark'), 'header'),
    ])
    rows.push(...numberedRows([null, null]))
  }
  if (lines.length > 0) {
    rows.push([])
    rows.push([sequenceHeader(), ...headerRows([], lines, false).rows.flat()])
  }
  const firstRow = rows.length
  for (const [index, { field }] of lines.entries()) at.set(field, { row: firstRow, column: index + 1 })
  if (lines.length > 0) rows.push(...numberedRows(lines.map(({ declared }) => declared)))
  const lastRow = rows.length - 1
  return {
    type,
    title,
    columns: [...labels, ...lines],
    at,
    firstRow,
    lastRow,
    sheet: {
      name: type.title,
      rows,
      widths: lines.length > 0 ? [18, ...lines.map(widthFor)] : [18, 70],
      merges: [{ top: 0, left: 0, bottom: 0, right: Math.max(1, lines.length) }],
      landscape: lines.length > 0,
      pageNumbers: say('print.pages'),
      choices: choicesOf(lines, (_, index) => index + 1, firstRow, lastRow),
    },
  }
}

/** The reader ends a table at a row that says nothing, so a number alone may stand there. */
const numberedRows = (fields: readonly (BlankColumn['declared'] | null)[]): CellToWrite[][] =>
  Array.from({ length: formRows }, (_, row) => [
    cell(declaredText(String(row + 1)), 'plain'),
    ...fields.map((declared) => (declared ? toFill(declared) : cell(null, 'plain', 'text'))),
  ])
