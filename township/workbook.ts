// Reads the sheets of xlsx, xls, ods and of HTML tables that call themselves xls.
import * as XLSX from '@e965/xlsx'
import * as codepages from '@e965/xlsx/dist/cpexcel.full.mjs'
import type { Cell, Grid } from './grid.ts'
import { decodeText } from './plain-file.ts'

export type WorkbookRead = { ok: true; grids: Grid[] } | { ok: false; why: 'corrupt' | 'password-protected' }

export function readWorkbook(bytes: Buffer): WorkbookRead {
  // Workbooks of the nineties (BIFF5) are in a code page.
  XLSX.set_cptable(codepages)
  return gridsFrom(() => XLSX.read(bytes, { type: 'buffer', dense: true, cellNF: true, cellStyles: true }))
}

export function readHtmlTables(bytes: Buffer): WorkbookRead {
  // A web page may say charset=gbk about itself and be UTF-8: the bytes decide, as for any text.
  const html = decodeText(bytes).text
  return gridsFrom(() => XLSX.read(html, { type: 'string', dense: true, raw: true }))
}

function gridsFrom(read: () => XLSX.WorkBook): WorkbookRead {
  let workbook
  try {
    workbook = quietly(read)
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : ''
    return { ok: false, why: /password|encrypt/i.test(message) ? 'password-protected' : 'corrupt' }
  }
  const grids = workbook.SheetNames.flatMap((name, index) => {
    const sheet = workbook.Sheets[name]
    if (!sheet) return []
    return [gridOf(name, (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0, sheet)]
  })
  return { ok: true, grids }
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

function gridOf(name: string, hidden: boolean, sheet: XLSX.WorkSheet): Grid {
  const cells: (XLSX.CellObject | undefined)[][] = sheet['!data'] ?? []
  return {
    name,
    hidden,
    hiddenRows: hiddenOf(sheet['!rows']),
    hiddenColumns: hiddenOf(sheet['!cols']),
    widths: Array.from(sheet['!cols'] ?? [], (column) => column?.wch),
    rows: Array.from(cells, (row) => Array.from(row ?? [], (cell) => (cell ? cellOf(cell) : undefined))),
    merges: (sheet['!merges'] ?? []).map(({ s, e }) => ({ top: s.r, left: s.c, bottom: e.r, right: e.c })),
  }
}

const hiddenOf = (lines: readonly ({ hidden?: boolean } | undefined)[] | undefined): ReadonlySet<number> =>
  new Set(Array.from(lines ?? []).flatMap((line, at) => (line?.hidden === true ? [at] : [])))

function cellOf(cell: XLSX.CellObject): Cell {
  const { t, v, w, z, f } = cell
  const text = w ?? (v === undefined || v === null ? '' : String(v))
  const formula = f === undefined ? {} : { formula: true as const }
  if (t === 'n' && typeof v === 'number') {
    const day = typeof z === 'string' && XLSX.SSF.is_date(z) ? dayOf(v) : null
    return day === null ? { text, number: v, ...formula } : { text, day, ...formula }
  }
  const broken = t === 'e' || (f !== undefined && text === '') ? { broken: true as const } : {}
  return { text, ...formula, ...broken }
}

function dayOf(serial: number): string | null {
  const date = XLSX.SSF.parse_date_code(serial)
  if (!date || date.y < 1900 || date.d === 0) return null
  return `${date.y}-${String(date.m).padStart(2, '0')}-${String(date.d).padStart(2, '0')}`
}
