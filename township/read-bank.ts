// From a bank's payment file to drafts: each section is one village's payments of one programme.
import { severityEverywhere } from '../disclosure/checks.ts'
import { bankHeader, bankStatus } from './bank-file.ts'
import type { BankFile, BankSection } from './bank-file.ts'
import { compact } from '../disclosure/parse.ts'
import { tell } from './breach.ts'
import type { Fit } from './fit.ts'
import type { Grid } from './grid.ts'
import { readSurroundings } from './footer.ts'
import { headerKey } from './header.ts'
import type { Column, Header } from './header.ts'
import { hasPersonalColumn } from './personal-columns.ts'
import { placeKey } from './layout-key.ts'
import { periodFrom } from './period-words.ts'
import { PrintedSums } from './printed-sums.ts'
import { baseOf, foldersOf } from './around-table.ts'
import { contextOf } from './sheet-context.ts'
import { draftsOf } from './sheet-drafts.ts'
import { reportDropped } from './dropped-columns.ts'
import type { Around } from './around-table.ts'
import type { SheetRead, Township } from './sheet-read.ts'
import { fitOfProgramme } from './recognise.ts'
import { checkLines } from './row-checks.ts'
import { readRows } from './rows-table.ts'
import type { Line, SheetContext, SheetLines } from './sheet-lines.ts'

/** Each section is a village's payments of one programme; an unknown programme is paid out all the same. */
export function readBank(township: Township, file: string, bank: BankFile): SheetRead {
  const first = bank.sections[0]
  const at = { file: township.sweeper.name(file), sheet: null, cell: `line ${(first?.row ?? 0) + 1}` }
  township.findings.note(at, 'no-header')
  const read: Required<Pick<SheetRead, 'drafts' | 'printed'>> = { drafts: [], printed: [] }
  let dropped = false
  for (const [index, section] of bank.sections.entries()) {
    const end = bank.sections[index + 1]?.row ?? bank.grid.rows.length
    const fit = fitOfProgramme(section.programme, bankColumns)
    if (!fit) {
      const key = township.sweeper.name(`代发 | ${placeKey(section.programme, null)}`)
      if (township.answers.keepsInOffice(key)) continue
      township.findings.ask({
        kind: 'which-item-type',
        file: township.sweeper.name(file),
        sheet: null,
        cell: `line ${section.row + 1}`,
        about: township.sweeper.name(section.programme),
        key,
        candidates: [],
      })
      continue
    }
    const { type } = fit
    if (!compact(section.programme).includes(compact(type.title)))
      township.findings.note({ ...at, cell: `line ${section.row + 1}` }, 'programme-alias', type.title)
    const grid = sectionGrid(bank.grid, section.row, end)
    const around: Around = {
      title: section.programme,
      titleCell: `line ${section.row + 1}`,
      above: [],
      names: [baseOf(file), ...foldersOf(file)],
    }
    const period =
      township.answers.period(township.sweeper.name(file)) ??
      periodFrom(type.period, [around.title, ...around.names])
    if (period === null) {
      township.findings.fault(
        { file: township.sweeper.name(file), sheet: null, cell: around.titleCell },
        'no-period',
        'error',
        type.id,
      )
      continue
    }
    const context = {
      ...contextOf(township, file, grid, around, period),
      placed: township.villages.mentionedIn(section.village),
    }
    if (!dropped) reportDropped(context, bankColumns, [fit])
    dropped = true
    const sheet = readRows(context, bankColumns, [fit], section.row + 1)
    if (hasPersonalColumn(context, sheet.lines)) continue
    for (const line of sheet.lines) line.cells = inText(line)
    checkSection(context, fit, section, sheet)
    checkLines(context, sheet)
    const surroundings = readSurroundings([], context.hint, township.township)
    read.printed.push(...sheet.printed)
    read.drafts.push(
      ...draftsOf(context, [fit], period, sheet, {
        title: section.programme,
        titleCell: around.titleCell,
        surroundings,
        source: 'private',
        distinction: undefined,
        recognition: { confidence: 95, reasons: [{ by: 'title', words: [section.programme] }] },
      }),
    )
  }
  return read
}

const bankColumns: Header = {
  firstRow: 0,
  lastRow: 0,
  columns: bankHeader.map((path, index): Column => ({
    index,
    path,
    key: headerKey(path),
    leaf: headerKey(path),
    unit: '',
  })),
  monthAndDay: null,
}

const statusColumn = bankHeader.indexOf('状态')

function sectionGrid(grid: Grid, start: number, end: number): Grid {
  const rows = grid.rows.map((row, at) =>
    at <= start || at >= end
      ? []
      : row.map((cell, column) =>
          cell && column === statusColumn ? { text: bankStatus[cell.text.trim()] ?? cell.text } : cell,
        ),
  )
  return { ...grid, rows }
}

function checkSection(context: SheetContext, fit: Fit, section: BankSection, sheet: SheetLines): void {
  const sums = new PrintedSums(context, [fit])
  const total = section.total === null ? null : moneyOf(section.total)
  const headline = fit.type.headline ? fit.type.totals[fit.type.headline]?.sum : undefined
  if (total !== null && headline)
    sums.keepSum(`line ${section.row + 1}`, fit.type, headline, total, sheet.lines)
  sums.finish([])
  sheet.printed.push(...sums.found)
  sheet.faults.push(...sums.faults)
  if (section.lines !== null && section.lines !== sheet.lines.length)
    tell(
      { context, faults: sheet.faults },
      { type: fit.type, village: context.placed?.village ?? null },
      {
        kind: 'total-differs',
        severity: severityEverywhere(fit.type.severities, 'printed-count'),
        cell: `line ${section.row + 1}`,
        values: {
          seen: countWords(context, section.lines),
          expected: countWords(context, sheet.lines.length),
        },
      },
    )
}

const countWords = ({ sweeper }: SheetContext, count: number) => sweeper.name(`共${count}笔`)

/** A text has lines and no columns: that is how a clerk finds the place. */
const inText = ({ row, cells }: Line): Line['cells'] =>
  Object.fromEntries(Object.keys(cells).map((name) => [name, `line ${row + 1}`]))

function moneyOf(text: string): number | null {
  const [whole = '', fraction = ''] = text.replaceAll(',', '').split('.')
  return /^\d+$/.test(whole) && fraction.length <= 2 ? Number(whole + fraction.padEnd(2, '0')) : null
}
