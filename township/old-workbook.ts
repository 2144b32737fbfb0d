// Reads .xls and .et (BIFF 2 to 8) and .xlsb by the library, each only after its container and records were found sound.
import * as XLSX from '@e965/xlsx'
import * as codepages from '@e965/xlsx/dist/cpexcel.full.mjs'
import { readBiffRecords } from './biff-records.ts'
import type { BiffSheet } from './biff-records.ts'
import type { Cell, Grid } from './grid.ts'
import { GridBuilder, noneUsed } from './grid-builder.ts'
import type { Allowance } from './grid-builder.ts'
import { corrupt, locked, within } from './source-limits.ts'
import { dayOf } from './number-format.ts'
import type { ReadSheet } from './read-workbook.ts'
import { oneSheet } from './read-workbook.ts'
import type { Signs } from './signs.ts'
import { checkXlsbRecords } from './xlsb-records.ts'
import type { ZipParts } from './zip-parts.ts'

export function readBiff(stream: Buffer, signs: Signs): ReadSheet[] {
  const records = readBiffRecords(stream, signs)
  // Workbooks of the nineties (BIFF5) are in a code page; those of Chinese offices in 936.
  XLSX.set_cptable(codepages)
  const workbook = parsed(() => stream.subarray(0, records.end), {
    cellFormula: false,
    ...(records.saysCodePage ? {} : { codepage: 936 }),
  })
  // A file so old that it has one sheet only says so by having no list of them.
  const about =
    records.order.length > 0
      ? records.order.map((at) => records.sheets.get(at))
      : [...records.sheets.values()]
  return sheetsOf(workbook, about, signs)
}

export function readXlsb(parts: ZipParts, signs: Signs): ReadSheet[] {
  const wanted =
    /^(?:\[Content_Types\]\.xml|_rels\/.*|xl\/(?:_rels\/.*|(?!vbaProject)[^/]+\.bin|worksheets\/[^/]+\.bin))$/i
  // The library never sees the file itself: only parts that were unpacked within our limits.
  const container = XLSX.CFB.utils.cfb_new()
  let cells = 0
  for (const name of parts.names) {
    const part = wanted.test(name) ? parts.part(name) : null
    if (part && /\.bin$/i.test(name)) within('cells', (cells += checkXlsbRecords(name, part)))
    if (part) XLSX.CFB.utils.cfb_add(container, `/${name}`, part)
  }
  const workbook = parsed(() => XLSX.CFB.write(container, { fileType: 'zip', type: 'buffer' }), {
    cellStyles: true,
  })
  return sheetsOf(workbook, [], signs)
}

function parsed(bytes: () => unknown, options: XLSX.ParsingOptions): XLSX.WorkBook {
  try {
    return quietly(() => XLSX.read(bytes(), { type: 'buffer', dense: true, cellNF: true, ...options }))
  } catch (thrown) {
    throw thrown instanceof Error && /password|encrypt/i.test(thrown.message) ? locked() : corrupt()
  }
}

/** The library talks to the console about number formats it half knows; a command's words are its own. */
function quietly<T>(work: () => T): T {
  const { error, warn } = console
  console.error = console.warn = () => undefined
  try {
    return work()
  } finally {
    Object.assign(console, { error, warn })
  }
}

function sheetsOf(
  workbook: XLSX.WorkBook,
  about: readonly (BiffSheet | undefined)[],
  signs: Signs,
): ReadSheet[] {
  within('sheets', workbook.SheetNames.length)
  const used = noneUsed()
  return workbook.SheetNames.flatMap((name, index) => {
    const sheet = workbook.Sheets[name]
    if (!sheet || /^(?:chart|macro|dialog)$/.test(String(sheet['!type'] ?? 'sheet'))) return []
    const hidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0
    const read = oneSheet(name, () => gridOf(sheet, { name, hidden }, about[index], used))
    if (read.ok) {
      signs.addHidden(read.grid)
      tellOf(name, about[index], signs)
    }
    return [read]
  })
}

function tellOf(name: string, about: BiffSheet | undefined, signs: Signs): void {
  if (!about) return
  if (about.pictures > 0) signs.add('picture-over-cells', name, about.firstPicture, about.pictures)
  const [comment] = about.comments
  if (comment !== undefined) signs.add('cell-comment', name, comment, about.comments.length)
}

function gridOf(
  sheet: XLSX.WorkSheet,
  { name, hidden }: { name: string; hidden: boolean },
  about: BiffSheet | undefined,
  used: Allowance,
): Grid {
  const builder = new GridBuilder(used)
  const rows: (XLSX.CellObject | undefined)[][] = sheet['!data'] ?? []
  // Rows and cells between those that exist are holes, not undefined: forEach steps over them.
  rows.forEach((row, at) =>
    row?.forEach((cell, column) => {
      if (!cell || cell.t === 'z') return
      builder.put(at, column, cellOf(cell, about?.formulas.has(at * 0x10000 + column) ?? false))
    }),
  )
  for (const { s, e } of sheet['!merges'] ?? [])
    builder.merge({ top: s.r, left: s.c, bottom: e.r, right: e.c })
  for (const [from, to, width] of about?.widths ?? []) builder.columns(from, to, width, false)
  for (const [from, to] of about?.hiddenColumns ?? []) builder.columns(from, to, undefined, true)
  for (const row of about?.hiddenRows ?? []) builder.hideRows(row, row)
  sheet['!rows']?.forEach((row, at) => {
    if (row?.hidden === true) builder.hideRows(at, at)
  })
  sheet['!cols']?.forEach((column, at) => builder.columns(at, at, column?.width, column?.hidden === true))
  return builder.grid(name, hidden)
}

function cellOf(cell: XLSX.CellObject, isFormula: boolean): Cell {
  const { t, v, w, z, f } = cell
  const text = w ?? (v === undefined || v === null ? '' : String(v))
  const formula = isFormula || f !== undefined ? { formula: true as const } : {}
  if (t === 'n' && typeof v === 'number') {
    const day = typeof z === 'string' && XLSX.SSF.is_date(z) ? dayOf(v) : null
    return day === null ? { text, number: v, ...formula } : { text, day, ...formula }
  }
  const broken = t === 'e' || ('formula' in formula && text === '') ? { broken: true as const } : {}
  return { text, ...formula, ...broken }
}
