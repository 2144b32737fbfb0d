// The tables of a file once more, whatever kind it is, for whoever draws or copies them; letters are one paragraph a row.
import { readBankFile } from './bank-file.ts'
import { linesGrid } from './grid.ts'
import type { Grid } from './grid.ts'
import type { SourceFile } from './source-files.ts'
import { sharedReader } from './source-reader.ts'

/** Whether Excel opens the file itself, so that a link into it leads somewhere. */
export type SourceGrids = { grids: Grid[]; isSpreadsheet: boolean }

/** No grids of what cannot be read: the report has said why. */
export async function gridsOf(file: SourceFile, reader = sharedReader()): Promise<SourceGrids> {
  const read = await reader.read(file)
  switch (read.kind) {
    case 'workbook':
      return {
        grids: read.sheets.flatMap((sheet) => (sheet.ok ? [sheet.grid] : [])),
        isSpreadsheet: true,
      }
    case 'text':
      return { grids: [textGrid(read.text, read.grid)], isSpreadsheet: false }
    case 'letter':
      return { grids: [linesGrid(read.paragraphs)], isSpreadsheet: false }
    case 'unread':
      return { grids: [], isSpreadsheet: false }
    default:
      throw new Error(`no grids of ${read satisfies never}`)
  }
}

/** The heads of a bank's sections (#石桥镇|…) stand where the file has them. */
function textGrid(text: string, grid: Grid | null): Grid {
  const bank = readBankFile(text)
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  if (!bank) return grid ?? linesGrid(lines)
  return {
    ...bank.grid,
    rows: bank.grid.rows.map((row, at) => (row.length === 0 ? [{ text: lines[at] ?? '' }] : row)),
  }
}
