// The tables of a file once more, whatever kind it is, for whoever draws or copies them; letters are one paragraph a row.
import { delimiterOf, readDelimited } from './delimited.ts'
import { readBankFile } from './bank-file.ts'
import { readWord } from './document.ts'
import { plainSheet } from './grid.ts'
import type { Grid } from './grid.ts'
import { decodeText } from './plain-file.ts'
import { openSource } from './source-files.ts'
import type { SourceFile } from './source-files.ts'
import { readHtmlTables, readWorkbook } from './workbook.ts'

/** Whether Excel opens the file itself, so that a link into it leads somewhere. */
export type SourceGrids = { grids: Grid[]; isSpreadsheet: boolean }

/** No grids of what cannot be read: the report has said why. */
export async function gridsOf(file: SourceFile): Promise<SourceGrids> {
  const opened = await openSource(file)
  if (!opened.ok) return { grids: [], isSpreadsheet: false }
  switch (opened.kind) {
    case 'workbook':
    case 'html': {
      const read = opened.kind === 'html' ? readHtmlTables(opened.bytes) : readWorkbook(opened.bytes)
      const grids = read.ok ? read.grids : []
      // The tables of a web page have no names; the report calls them null.
      return {
        grids: opened.kind === 'html' ? grids.map((grid) => ({ ...grid, name: null })) : grids,
        isSpreadsheet: read.ok,
      }
    }
    case 'text':
      return { grids: [textGrid(file.path, decodeText(opened.bytes).text)], isSpreadsheet: false }
    case 'word': {
      const read = readWord(opened.bytes)
      return { grids: read.ok ? [linesGrid(read.paragraphs)] : [], isSpreadsheet: false }
    }
    default:
      return { grids: [], isSpreadsheet: false }
  }
}

/** The heads of a bank's sections (#石桥镇|…) stand where the file has them. */
function textGrid(path: string, text: string): Grid {
  const bank = readBankFile(text)
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  if (bank)
    return {
      ...bank.grid,
      rows: bank.grid.rows.map((row, at) => (row.length === 0 ? [{ text: lines[at] ?? '' }] : row)),
    }
  const delimiter = /\.csv$/i.test(path) ? (delimiterOf(text) ?? ',') : delimiterOf(text)
  return delimiter ? readDelimited(text, delimiter) : linesGrid(lines)
}

const linesGrid = (lines: readonly string[]): Grid => ({
  name: null,
  ...plainSheet,
  rows: lines.map((text) => [{ text }]),
  merges: [],
})
