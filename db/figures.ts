// The figures that speak for a village at a glance: on the home screen of all villages, on a village's page of one.
import { itemTypes } from '../disclosure/item-types/all.ts'
import { laterFirst } from '../disclosure/period.ts'
import type { Village } from '../disclosure/township.ts'
import type { ReadableDb } from './database.ts'
import { entryCard } from './entry-card.ts'
import type { Reader } from './reader.ts'
import { barsIn, noTotals, totalsIn, type EntryRow } from './stored-entry.ts'
import { villagesOf } from './whose-content.ts'

/** The item types whose figures speak for a village at a glance. */
const summaryTypes = itemTypes.filter((type) => type.villageSummary).map((type) => type.id)

const noticesAtHome = 6

/** The newest figures of every village, the latest notices, and how much there is in all. */
export function home({ content }: Reader) {
  if (!content) return { figures: [], notices: [], entries: 0 }
  const { db } = content
  const found = db
    .prepare<[string], EntryRow>(
      `SELECT *
       FROM entry
       WHERE village_code IS NOT NULL AND item_type IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(summaryTypes))
  const figures = villagesOf(db).flatMap((village) => {
    const [newest] = found
      .filter((row) => row.village_code === village.code && row.totals !== noTotals)
      .sort((a, b) => laterFirst(a.period, b.period))
    return newest ? [figureOf(newest, village)] : []
  })
  // What came last is shown first; villages of one day stay in the township's own order.
  figures.sort(
    (a, b) => laterFirst(a.period, b.period) || (b.publishedOn ?? '').localeCompare(a.publishedOn ?? ''),
  )
  const notices = db
    .prepare<[number], EntryRow>(
      `SELECT *
       FROM entry
       WHERE category = 'notice'
       ORDER BY published_on DESC, last_month DESC, id
       LIMIT ?`,
    )
    .all(noticesAtHome)
  return { figures, notices: notices.map((row) => entryCard(db, row)), entries: countAll(db) }
}

function figureOf(row: EntryRow, village: Village) {
  return {
    entryId: row.id,
    villageCode: village.code,
    village: village.name,
    period: row.period,
    totals: totalsIn(row),
    publishedOn: row.published_on,
  }
}

export function figuresAt(db: ReadableDb, shown: readonly EntryRow[]) {
  const [row] = shown
    .filter((each) => summaryTypes.includes(each.item_type) && each.village_code !== null)
    .filter((each) => each.totals !== noTotals)
    .sort((a, b) => laterFirst(a.period, b.period))
  if (!row) return null
  const largest = barsIn(db, row.key).find((bar) => bar.label !== '') ?? null
  return { entryId: row.id, totals: totalsIn(row), largest }
}

function countAll(db: ReadableDb): number {
  return db.prepare<[], { entries: number }>('SELECT count(*) AS entries FROM entry').get()?.entries ?? 0
}
