// A kiosk's journal as a table people can open, and back again: every cell quoted, none a formula, each line still provable.
import { chainHash, chainStart, type ChainedLine } from './journal-chain.ts'

export type FiledLine = ChainedLine & { hash: string }

/** Words for people: what the columns are called, and who did what. */
export type JournalWords = {
  columns: readonly [string, string, string, string, string, string, string, string]
  who: (actor: string) => string
  what: (action: string) => string
}

/** Spreadsheets take UTF-8 for what it is only with this mark. */
const mark = '\ufeff'
// A spreadsheet reads a cell that begins with one of these as a formula; the full-width ones after its own tidying.
const dangerous = /^[=+\-@\t\r＝＋－＠]/u

export function writeJournalFile(lines: readonly FiledLine[], words: JournalWords): string {
  const rows = lines.map((line) => [
    String(line.number),
    line.at,
    words.who(line.actor),
    words.what(line.action),
    line.details,
    line.actor,
    line.action,
    line.hash,
  ])
  return mark + [words.columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

export const cell = (text: string): string => `"${harmless(text).replaceAll('"', '""')}"`

const harmless = (text: string): string => (dangerous.test(text) ? `'${text}` : text)
const asItWas = (text: string): string => (dangerous.test(text.slice(1)) ? text.replace(/^'/, '') : text)

/** Null if it is no such table: an unknown number of columns, or a cell nobody quoted. */
export function readJournalFile(text: string): FiledLine[] | null {
  const rows = rowsIn(text.startsWith(mark) ? text.slice(1) : text)
  if (!rows) return null
  const lines: FiledLine[] = []
  for (const row of rows.slice(1)) {
    const [number = '', at = '', , , details = '', actor = '', action = '', hash = ''] = row.map(asItWas)
    if (row.length !== 8 || !/^\d{1,9}$/.test(number)) return null
    lines.push({ number: Number(number), at, actor, action, details, hash })
  }
  return lines
}

function rowsIn(text: string): string[][] | null {
  const one = /"((?:[^"]|"")*)"(,|\r?\n|$)/y
  const rows: string[][] = []
  let row: string[] = []
  while (one.lastIndex < text.length) {
    const found = one.exec(text)
    if (!found) return null
    row.push((found[1] ?? '').replaceAll('""', '"'))
    if (found[2] === ',') continue
    rows.push(row)
    row = []
  }
  return row.length === 0 ? rows : null
}

/** The head these lines lead to; null if one of them is not bound to the one before. */
export function headOfLines(lines: readonly FiledLine[]): string | null {
  let previous = chainStart
  for (const [index, line] of lines.entries()) {
    if (line.number !== index + 1 || chainHash(previous, line) !== line.hash) return null
    previous = line.hash
  }
  return previous
}
