// One file of the clerk's folder: what tables, forms, letters and bank files stand in it, and the items each becomes.
import { yearNamed } from './period-words.ts'
import { baseOf, foldersOf } from './around-table.ts'
import { readBankFile } from './bank-file.ts'
import { paragraphsOfText } from './document.ts'
import { countedRows, totalsOfDraft } from './draft.ts'
import type { Draft } from './draft.ts'
import { formIn, formInText } from './form.ts'
import { emptyGrid } from './grid.ts'
import type { Grid } from './grid.ts'
import type { NothingOnSheet } from './nil-rows.ts'
import { readBank } from './read-bank.ts'
import { readForm } from './read-form.ts'
import { readLetter } from './read-letter.ts'
import type { SourceRead } from './read-source.ts'
import { isKnownTable, readTable } from './read-table.ts'
import type { FileReport, ItemLine, SheetReport, SkipReason } from './report.ts'
import { skipped } from './sheet-read.ts'
import type { SheetRead, Township as ReadTownship } from './sheet-read.ts'
import type { SourceFile } from './source-files.ts'
import type { BrokenLimit } from './source-limits.ts'
import { isUnfilledLetter, isUnfilledTemplate } from './template.ts'
import { sweptLimit, tellSigns, unreadSheet } from './tell-signs.ts'
import type { TableRead } from './tell-signs.ts'
import type { WordBody } from './word-body.ts'

export type FileRead = { report: FileReport; drafts: Draft[]; nothing?: NothingOnSheet[] }

export function readFile(township: ReadTownship, file: SourceFile, read: SourceRead): FileRead {
  if (read.kind === 'unread')
    return { report: fileSkipped(township, file, read.unread.why, read.unread.limit), drafts: [] }
  const tables = tablesOf(township, file, read)
  if (read.kind === 'workbook') tellSigns(township, file.path, read.signs)
  const sheets: SheetReport[] = []
  const drafts: Draft[] = []
  const nothing: NothingOnSheet[] = []
  for (const table of tables) {
    const { name } = table
    const done = table.read()
    const { unread = null } = done
    drafts.push(...done.drafts)
    nothing.push(...(done.nothing ?? []))
    const sheet = name === null ? null : township.sweeper.name(name)
    sheets.push({
      sheet,
      ...(done.skipped ? { skipped: done.skipped } : {}),
      ...(unread?.limit ? { limit: sweptLimit(township, unread.limit) } : {}),
      ...(done.layout ? { layout: done.layout } : {}),
      items: done.drafts.map(itemLine),
      notes: township.findings.notesOf(township.sweeper.name(file.path), sheet),
      printedTotals: done.printed.map(({ cell, printed, sum, matches }) => ({ cell, printed, sum, matches })),
    })
  }
  const all = sheets.every((sheet) => sheet.skipped !== undefined) ? sheets[0]?.skipped : undefined
  return {
    report: { file: township.sweeper.name(file.path), ...(all ? { skipped: all } : {}), sheets },
    drafts,
    nothing,
  }
}

export const fileSkipped = (
  township: ReadTownship,
  file: SourceFile,
  why: SkipReason,
  limit: BrokenLimit | null = null,
): FileReport => ({
  file: township.sweeper.name(file.path),
  skipped: why,
  ...(limit ? { limit: sweptLimit(township, limit) } : {}),
  ...(why === 'picture' || why === 'pdf' ? { why: 'may-show-personal-data' } : {}),
  sheets: [],
})

type Table = { name: string | null; read: () => TableRead }

function tablesOf(
  township: ReadTownship,
  file: SourceFile,
  read: Exclude<SourceRead, { kind: 'unread' }>,
): Table[] {
  switch (read.kind) {
    case 'workbook':
      if (read.format === 'html' && /\.xlsx?$/i.test(file.path))
        township.findings.note({ file: township.sweeper.name(file.path), sheet: null }, 'html-as-xls')
      return read.sheets.map((sheet) =>
        sheet.ok
          ? { name: sheet.grid.name, read: () => readGrid(township, file, sheet.grid) }
          : { name: sheet.name, read: () => unreadSheet(township, file.path, sheet.name, sheet.unread) },
      )
    case 'letter':
      if (isUnfilledLetter(read.paragraphs))
        return [{ name: null, read: () => ({ ...skipped('unfilled-template'), notes: [] }) }]
      return wordTables(township, file, read)
    case 'text':
      return [{ name: null, read: () => readText(township, file, read.text, read.grid) }]
    default:
      throw new Error(`no reader for ${read satisfies never}`)
  }
}

/** 办事指南 and 公示 lists are often tables in Word; a notice with a table in it is still a notice. */
function wordTables(township: ReadTownship, file: SourceFile, word: WordBody): Table[] {
  const shown = township.sweeper.name(file.path)
  if (word.pictures > 0)
    township.findings.fault(
      { file: shown, sheet: null },
      'picture-in-document',
      'info',
      String(word.pictures),
    )
  const form = formInText(word.paragraphs.join('\n'), namesOf(file.path, null))
  if (form) return [{ name: null, read: () => readForm(township, file.path, emptyGrid, form) }]
  const letter = { name: null, read: () => readLetter(township, file.path, word.paragraphs) }
  const tables = word.grids.filter((grid) => isForm(file, grid) || isKnownTable(township, file.path, grid))
  if (tables.length === 0) return [letter]
  return tables.map((grid) => ({ name: grid.name, read: () => readGrid(township, file, grid) }))
}

const isForm = (file: SourceFile, grid: Grid): boolean => formIn(grid, namesOf(file.path, grid.name)) !== null

function readGrid(township: ReadTownship, file: SourceFile, grid: Grid): SheetRead {
  if (isUnfilledTemplate(grid)) return skipped('unfilled-template')
  if (!grid.hidden) {
    const form = formIn(grid, namesOf(file.path, grid.name))
    return form ? readForm(township, file.path, grid, form) : readTable(township, file.path, grid)
  }
  const sheet = grid.name === null ? null : township.sweeper.name(grid.name)
  township.findings.fault({ file: township.sweeper.name(file.path), sheet }, 'hidden-sheet', 'info')
  return { drafts: [], printed: [], skipped: 'hidden' }
}

const namesOf = (path: string, sheet: string | null) => ({
  sheet: sheet ?? '',
  file: baseOf(path),
  folders: foldersOf(path),
})

function readText(township: ReadTownship, file: SourceFile, text: string, grid: Grid | null): SheetRead {
  const bank = readBankFile(text)
  if (bank) return readBank(township, file.path, bank)
  const form = formInText(text, namesOf(file.path, null))
  if (form) return readForm(township, file.path, emptyGrid, form)
  if (grid) return readTable(township, file.path, grid)
  return readLetter(township, file.path, paragraphsOfText(text))
}

const itemLine = (draft: Draft): ItemLine => ({
  itemType: draft.type.id,
  itemTypeTitle: draft.type.title,
  village: draft.village?.name ?? null,
  // A register of 2025 stays on the screen until the next one; the clerk sees which year's it is.
  period: draft.period === 'standing' ? yearNamed([draft.title, draft.file]) : draft.period,
  rows: countedRows(draft),
  totals: totalsOfDraft(draft),
  ...draft.recognition,
})
