// Reads text tables: comma, tab, semicolon or | between the columns; tells them from letters and notices.
import Papa from 'papaparse'
import { plainSheet } from './grid.ts'
import type { Grid } from './grid.ts'
import { GridBuilder, noneUsed } from './grid-builder.ts'

const delimiters = [',', '\t', '|', ';'] as const
type Delimiter = (typeof delimiters)[number]

/** sep=; in the first line is a word to Excel: how the rest is parted. */
const separatorLine = /^\ufeff?"?sep=([,\t|;])"?\r?(?:\n|$)/i

/** The delimiter that parts nearly all lines alike; null if the text is prose. */
export function delimiterOf(text: string): Delimiter | null {
  const said = separatorLine.exec(text)?.[1]
  if (said !== undefined) return delimiters.find((delimiter) => delimiter === said) ?? null
  const lines = recordsOf(text).filter((line) => line.trim() !== '' && !line.startsWith('#'))
  // 第一条 爱国爱党,遵纪守法,移风易俗。 The same number of commas in each article makes no table of them.
  if (lines.filter((line) => /[。；;]\s*$/.test(line)).length * 2 > lines.length) return null
  let best: Delimiter | null = null
  let most = 0
  for (const delimiter of delimiters) {
    const counts = lines.map((line) => line.split(delimiter).length).filter((fields) => fields >= 3)
    // Prose has commas too, but never the same number of them line after line; quoted amounts shift a few.
    const usual = mostUsual(counts)
    const alike = counts.filter((fields) => fields >= usual && fields <= usual + 4).length
    if (alike >= 2 && alike * 2 > lines.length && alike > most && usual >= 3) {
      best = delimiter
      most = alike
    }
  }
  return best
}

/** One table; row n of the grid is record n of the file. Throws Unreadable beyond a limit. */
export function readDelimited(text: string, delimiter: Delimiter): Grid {
  const builder = new GridBuilder(noneUsed())
  const hasSeparatorLine = separatorLine.test(text)
  let row = 0
  Papa.parse<string[]>(text, {
    delimiter,
    skipEmptyLines: false,
    step: ({ data }) => {
      if (row > 0 || !hasSeparatorLine)
        for (const [column, field] of data.entries())
          if (field !== '') builder.put(row, column, { text: field })
      row += 1
    },
  })
  return { ...builder.grid(null, false), ...plainSheet }
}

/** How many lines a quoted field may run over before its quote is taken for a forgotten one. */
const longestField = 30

/** Lines, but a line break inside quotes parts nothing. */
function recordsOf(text: string): string[] {
  const lines = text.split(/\r?\n/)
  if (!text.includes('"')) return lines
  const records: string[] = []
  for (let at = 0; at < lines.length; at++) {
    let record = lines[at] ?? ''
    let more = at
    while (hasOpenQuote(record) && more - at < longestField && more + 1 < lines.length)
      record += ` ${lines[++more] ?? ''}`
    if (hasOpenQuote(record)) record = lines[at] ?? ''
    else at = more
    records.push(record)
  }
  return records
}

const hasOpenQuote = (line: string): boolean => (line.match(/"/g)?.length ?? 0) % 2 === 1

function mostUsual(counts: readonly number[]): number {
  const seen = new Map<number, number>()
  for (const count of counts) seen.set(count, (seen.get(count) ?? 0) + 1)
  return [...seen].sort((one, other) => other[1] - one[1])[0]?.[0] ?? 0
}
