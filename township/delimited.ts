// Reads text tables: comma, tab, semicolon or | between the columns; tells them from letters and notices.
import Papa from 'papaparse'
import { plainSheet } from './grid.ts'
import type { Cell, Grid } from './grid.ts'

const delimiters = [',', '\t', '|', ';'] as const
type Delimiter = (typeof delimiters)[number]

/** The delimiter that parts nearly all lines alike; null if the text is prose. */
export function delimiterOf(text: string): Delimiter | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'))
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

/** One table; row n of the grid is record n of the file. */
export function readDelimited(text: string, delimiter: Delimiter): Grid {
  const { data } = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: false })
  const rows = data.map((record) => record.map((field): Cell => ({ text: field })))
  return { name: null, ...plainSheet, rows, merges: [] }
}

function mostUsual(counts: readonly number[]): number {
  const seen = new Map<number, number>()
  for (const count of counts) seen.set(count, (seen.get(count) ?? 0) + 1)
  return [...seen].sort((one, other) => other[1] - one[1])[0]?.[0] ?? 0
}
