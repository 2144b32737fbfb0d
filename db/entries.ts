// One item with all that is said about it, its lines, and the list of items as commands print it. Reads only.
import { z } from 'zod'
import { Entry, type Row } from '../disclosure/entry.ts'
import { laterFirst } from '../disclosure/period.ts'
import type { Hotline, Village } from '../disclosure/township.ts'
import { entryLine } from '../pack/entry-rows.ts'
import type { EntryLine } from '../pack/preview.ts'
import { comparisonsOf } from './compare.ts'
import type { ReadableDb } from './database.ts'
import type { Reader } from './reader.ts'
import { barsIn, entryRow, inDeclaredOrder, totalsIn, type EntryRow } from './stored-entry.ts'
import { versionsOf } from './versions.ts'
import { cardOf, townshipOf, villagesOf } from './whose-content.ts'

/** One entry with all that is said about it; null if there is none of that id. */
export function entryPage({ content }: Reader, of: { id: string }) {
  const row = content && entryRow(content.db, of.id)
  if (!row) return null
  const { db } = content
  const entry = Entry.parse(JSON.parse(row.entry))
  const village = villagesOf(db).find((each) => each.code === row.village_code) ?? null
  return {
    entry,
    village: village && cardOf(village),
    category: row.category,
    digest: row.digest,
    bars: barsIn(db, row.key),
    versions: versionsOf(db, row.id),
    lines: row.lines,
    siblings: siblingsOf(db, row),
    comparisons: comparisonsOf(db, row).map(({ row: other, ...compared }) => ({
      ...compared,
      ...siblingOf(other),
    })),
    hotlines: hotlinesFor(entry, village, townshipOf(db)),
  }
}

/** Some of an entry's lines, sub-lines included, in the order of the sheet. */
export function rows({ content }: Reader, of: { id: string; offset: number; limit: number }) {
  const row = content && entryRow(content.db, of.id)
  if (!row) return { rows: [], offset: of.offset, total: 0 }
  const lines = content.db
    .prepare<[number, number, number], { cells: string }>(
      `SELECT cells
       FROM line
       WHERE entry = ? AND number >= ?
       ORDER BY number
       LIMIT ?`,
    )
    .all(row.key, of.offset, of.limit)
  return { rows: lines.map((line) => cellsOf(line.cells)), offset: of.offset, total: row.lines }
}

/** Every entry as commands print it, of one village if its name is given. */
export function entryLines({ content }: Reader, village?: string): EntryLine[] {
  if (!content) return []
  const names = new Map(villagesOf(content.db).map((each) => [each.code, each.name]))
  const position = new Map([...names.keys()].map((code, index) => [code, index]))
  return content.db
    .prepare<[], EntryRow>('SELECT * FROM entry ORDER BY id')
    .all()
    .sort((a, b) => at(position, a) - at(position, b) || inDeclaredOrder(a, b))
    .map((row) => entryLineOf(row, names))
    .filter((line) => village === undefined || line.village === village)
}

const at = (position: ReadonlyMap<string, number>, row: EntryRow): number =>
  row.village_code === null ? -1 : (position.get(row.village_code) ?? position.size)

export function entryLineOf(
  row: Pick<EntryRow, 'id' | 'village_code' | 'item_type' | 'title' | 'period' | 'rows' | 'totals'>,
  villages: ReadonlyMap<string, string>,
): EntryLine {
  const { id, village_code: villageCode, item_type: itemType, title, period, rows: count } = row
  return entryLine({ id, villageCode, itemType, title, period, rows: count, totals: totalsIn(row) }, villages)
}

const siblingOf = (row: EntryRow) => ({ id: row.id, period: row.period, totals: totalsIn(row) })

function siblingsOf(db: ReadableDb, { series }: EntryRow) {
  return db
    .prepare<[string], EntryRow>('SELECT * FROM entry WHERE series = ?')
    .all(series)
    .sort((a, b) => laterFirst(a.period, b.period))
    .map(siblingOf)
}

/** Whom to call about an entry: those its sheet names, then the village's, then the township's, each number once. */
function hotlinesFor(entry: Entry, village: Village | null, township: { hotlines: Hotline[] }): Hotline[] {
  const all = [...entry.hotlines, ...(village?.hotlines ?? []), ...township.hotlines]
  return all.filter((each, index) => all.findIndex((other) => other.phone === each.phone) === index)
}

const Cells = z.array(z.union([z.null(), z.string(), z.number(), z.array(z.string())]))

const cellsOf = (text: string): Row => Cells.parse(JSON.parse(text))
