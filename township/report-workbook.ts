// The clerk's list as a workbook: what to put right, what to look at, what to answer, and what became of every file.
import { dirname, join, relative, sep } from 'node:path'
import { itemTypeOf } from '../disclosure/item-types/all.ts'
import type { SweptText } from '../disclosure/privacy.ts'
import { annotatedCopy, copySweeper } from './annotated-copy.ts'
import type { AnnotatedCopy } from './annotated-copy.ts'
import type { Fault } from './findings.ts'
import type { Reading } from './read-township.ts'
import type { FileReport, Report, SheetReport } from './report.ts'
import { placeIn } from './shown-cells.ts'
import { readFolder } from './source-files.ts'
import type { Sweeper } from './sweep.ts'
import {
  candidatesOf,
  cellWords,
  periodWords,
  reported,
  say,
  told,
  toldOfFault,
  toldOfNote,
  toldOfQuestion,
  totalWords,
} from './wording.ts'
import type { Told } from './wording.ts'
import { workbookBytes, writeNewFile } from './write-workbook.ts'
import type { CellToWrite, Link, SheetToWrite } from './write-workbook.ts'

/** Where a file of the report really lies, and where its copy will: both as seen from the report. */
export type FilePlace = { original: string | null; copy: { path: string; of: AnnotatedCopy } | null }

/** Writes FILE.xlsx and, beside it, 批注/ with a copy of every sheet that has a cell to look at. */
export async function writeReport(of: { file: string; folder: string; reading: Reading }): Promise<void> {
  const { reading, folder } = of
  const sweeper = copySweeper(reading.township)
  const report = sweptReport(reading.report, sweeper)
  const found = await readFolder(folder)
  const places = new Map<string, FilePlace>()
  const taken = new Set<string>()
  const besides = dirname(of.file)
  for (const source of found.ok ? found.files : []) {
    const name = sweeper.name(source.path)
    const copy = await annotatedCopy(source, report, reading.drafts, sweeper)
    const path = copy === null ? null : copyPath(name, taken)
    if (copy !== null && path !== null) await writeNewFile(join(besides, path), copy.bytes)
    // A link may not say what the name was swept of.
    const original = name === source.path ? relative(besides, source.absolute).split(sep).join('/') : null
    places.set(name, { original, copy: copy && path !== null ? { path, of: copy } : null })
  }
  await writeNewFile(of.file, workbookBytes(reportSheets(report, places)))
}

/** The reader has swept what it reports; here whatever it may have missed is stopped once more, text by text. */
function sweptReport(report: Report, sweeper: Sweeper): Report {
  const swept: Report = JSON.parse(JSON.stringify(report), (_, value: unknown) =>
    typeof value === 'string' ? sweeper.name(value) : value,
  )
  return swept
}

/** 批注/财务/明细.xlsx, or 明细.xls.xlsx beside another 明细; no name that Windows refuses. */
function copyPath(name: string, taken: Set<string>): string {
  const safe = name.replace(/[<>:"|?*\\]/g, '_')
  const short = safe.replace(/\.[A-Za-z]{2,5}$/, '')
  for (let number = 1; ; number++) {
    const base = number === 1 ? short : number === 2 ? safe : `${safe}(${number})`
    const path = `${say('copy.folder')}/${base}.xlsx`
    if (taken.has(path.toLowerCase())) continue
    taken.add(path.toLowerCase())
    return path
  }
}

// ---- the sheets ----

type Listed = {
  file: string
  sheet: string | null
  cell: string | null
  told: Told
  expected: SweptText | null
  /** How loud its cell is. */
  look: 'error' | 'warning' | 'plain'
}

/** Nobody reads further, and Excel should still open it at once. */
const mostRows = 20_000

export function reportSheets(report: Report, places: ReadonlyMap<string, FilePlace>): SheetToWrite[] {
  const { faults, questions } = report
  const accepted = faults.filter((fault) => fault.accepted !== null)
  const of = (severity: Fault['severity']) =>
    faults.filter((fault) => fault.accepted === null && fault.severity === severity).map(listedFault)
  const asked = questions.map((question): Listed => ({
    ...question,
    told: toldOfQuestion(question),
    expected: reported(candidatesOf(question).join(say('list'))),
    look: 'plain',
  }))
  return [
    listSheet('errors', of('error'), places),
    listSheet('warnings', [...of('warning'), ...accepted.map(listedAccepted)], places),
    listSheet('questions', asked, places, 'candidates'),
    listSheet('covered', coveredIn(report), places),
    listSheet('notes', [...of('info'), ...notesIn(report)], places),
    filesSheet(report, places),
  ]
}

const lookOf = { error: 'error', warning: 'warning', info: 'plain' } as const

const listedFault = (fault: Fault): Listed => ({
  ...fault,
  told: toldOfFault(fault),
  look: lookOf[fault.severity],
})

/** It stands as it is: the clerk gave a reason, which villagers read too. */
const listedAccepted = (fault: Fault): Listed => ({
  ...listedFault(fault),
  told: {
    ...toldOfFault(fault),
    do: say('report.accepted', { reason: fault.accepted ?? reported('') }),
  },
  look: 'plain',
})

const coveredIn = ({ swept, dropped }: Report): Listed[] => [
  ...swept.map((found): Listed => ({
    ...found,
    told: told('swept', found.kind, { cell: cellWords(found.cell) }),
    expected: null,
    look: 'warning',
  })),
  ...dropped.map(({ column, why, ...at }): Listed => ({
    ...at,
    cell: null,
    told: told('dropped', why, { column: reported(column) }),
    expected: null,
    look: 'plain',
  })),
]

const notesIn = ({ files }: Report): Listed[] =>
  files.flatMap(({ file, sheets }) =>
    sheets.flatMap(({ sheet, notes }) =>
      notes.map((note): Listed => ({
        file,
        sheet,
        cell: note.cells[0] ?? null,
        told: toldOfNote(note),
        expected: null,
        look: 'plain',
      })),
    ),
  )

// ---- a list ----

const listWidths = [36, 14, 9, 42, 18, 36, 36]

function listSheet(
  id: string,
  listed: readonly Listed[],
  places: ReadonlyMap<string, FilePlace>,
  fifth = 'expected',
): SheetToWrite {
  const heads = ['file', 'sheet', 'cell', 'seen', fifth, 'why', 'do']
  const rows = listed.slice(0, mostRows).map((each) => listRow(each, places.get(each.file) ?? nowhere))
  return sheetOf(id, heads, listWidths, rows)
}

const nowhere: FilePlace = { original: null, copy: null }

function listRow(
  { file, sheet, cell, told: { what, why, do: action }, expected, look }: Listed,
  place: FilePlace,
): CellToWrite[] {
  return [
    { ...plain(file), ...linked(originalLink(place, sheet, cell)) },
    plain(sheet ?? ''),
    {
      ...plain(cell ? cellWords(cell) : say('report.wholeSheet')),
      ...cellLook(look, copyLink(place, sheet, cell)),
    },
    plain(what),
    plain(expected ?? ''),
    plain(why),
    plain(action),
  ]
}

const linkLooks = { error: 'errorLink', warning: 'warningLink', plain: 'link' } as const

const cellLook = (look: Listed['look'], link: Link | null): Pick<CellToWrite, 'look' | 'link'> =>
  link === null ? { look } : { look: linkLooks[look], link }

const plain = (text: string): CellToWrite => ({ value: reported(text), look: 'plain' })

const linked = (link: Link | null): Partial<CellToWrite> => (link === null ? {} : { link, look: 'link' })

function originalLink({ original, copy }: FilePlace, sheet: string | null, cell: string | null): Link | null {
  if (original === null) return null
  const within = copy?.of.isSpreadsheet && sheet !== null && cell !== null && placeIn(cell) !== null
  return { file: original, sheet: within ? sheet : null, cell: within ? cell : null }
}

function copyLink({ copy }: FilePlace, sheet: string | null, cell: string | null): Link | null {
  const title = copy?.of.sheets.get(sheet)
  if (!copy || title === undefined || cell === null || placeIn(cell) === null) return null
  // Line 280 of a text file is row 280 of its copy.
  return { file: copy.path, sheet: title, cell: cell.replace(/^line /, 'A') }
}

// ---- every file ----

const fileWidths = [44, 16, 24, 12, 18, 8, 20, 44]

function filesSheet({ files }: Report, places: ReadonlyMap<string, FilePlace>): SheetToWrite {
  const heads = ['file', 'sheet', 'item', 'village', 'period', 'rows', 'total', 'remark']
  const rows = files.flatMap((file) => fileRows(file, places.get(file.file) ?? nowhere)).slice(0, mostRows)
  return sheetOf('files', heads, fileWidths, rows)
}

function fileRows(file: FileReport, place: FilePlace): CellToWrite[][] {
  const name = { ...plain(file.file), ...linked(originalLink(place, null, null)) }
  const remark = (reason: FileReport['skipped']): string => {
    if (reason === undefined) return ''
    const { what, do: action } = told('skipped', reason, {})
    return `${what}${action}`
  }
  const empty = (sheet: string | null, words: string) => [
    name,
    plain(sheet ?? ''),
    ...['', '', '', '', '', words].map(plain),
  ]
  if (file.attachedTo) return [empty(null, say('report.attached'))]
  if (file.sheets.length === 0) return [empty(null, remark(file.skipped))]
  return file.sheets.flatMap((sheet) =>
    sheet.items.length === 0
      ? [empty(sheet.sheet, sheet.skipped ? remark(sheet.skipped) : say('report.noItems'))]
      : sheet.items.map((item) => [name, plain(sheet.sheet ?? ''), ...itemCells(item)]),
  )
}

function itemCells({ itemType, itemTypeTitle, village, period, rows, totals }: SheetReport['items'][number]) {
  const type = itemTypeOf(itemType)
  const headline = type?.headline ?? null
  const total = headline === null ? undefined : totals[headline]
  return [
    plain(itemTypeTitle),
    plain(village ?? say('report.township')),
    plain(periodWords(period ?? 'standing')),
    { value: rows, look: 'plain', format: 'thousands' } as const,
    plain(type && headline !== null && total !== undefined ? totalWords(type, headline, total) : ''),
    plain(''),
  ]
}

// ---- how each looks ----

function sheetOf(
  id: string,
  heads: readonly string[],
  widths: readonly number[],
  rows: readonly (readonly CellToWrite[])[],
): SheetToWrite {
  const name = say(`report.sheets.${id}`)
  const last = heads.length - 1
  const body = rows.length > 0 ? rows : [[plain(say('report.nothing'))]]
  return {
    name,
    widths,
    rows: [
      [{ value: name, look: 'title' }],
      [{ value: say(`report.leads.${id}`), look: 'lead' }],
      heads.map((head) => ({ value: say(`report.columns.${head}`), look: 'header' })),
      ...body,
    ],
    merges: [0, 1].map((row) => ({ top: row, left: 0, bottom: row, right: last })),
    frozen: 3,
    printedAgain: [2, 2],
    pageNumbers: say('print.pages'),
  }
}
