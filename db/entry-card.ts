// An item as a list shows it: title, sums, the same sums one period earlier, and what is to be said of it.
import { Entry } from '../disclosure/entry.ts'
import type { CategoryId } from '../disclosure/item-type.ts'
import { itemTypeOf } from '../disclosure/item-types/all.ts'
import { neighbours } from '../disclosure/period.ts'
import { missingReviews } from '../disclosure/reviewed.ts'
import type { ReadableDb } from './database.ts'
import { totalsIn, type EntryRow } from './stored-entry.ts'
import { wasCorrected } from './versions.ts'

export type EntryCard = {
  id: string
  villageCode: string | null
  category: CategoryId
  itemType: string
  stage: string | null
  period: string
  title: string
  rows: number
  totals: Record<string, number>
  /** The same item one period earlier, if it is on this machine. */
  previous: { period: string; totals: Record<string, number> } | null
  publishedOn: string | null
  notice: { start: string; end: string } | null
  corrected: boolean
  /** Somebody whose signature its kind needs has not signed: it is shown, and not as done. */
  unreviewed: boolean
  /** Nothing of the kind happened, and who stands for that. */
  declaredNil: { by: string; on: string } | null
}

export function entryCard(db: ReadableDb, row: EntryRow): EntryCard {
  const entry = Entry.parse(JSON.parse(row.entry))
  const before = neighbours(row.period).previous
  const previous =
    before === null
      ? undefined
      : db
          .prepare<[string, string], EntryRow>('SELECT * FROM entry WHERE series = ? AND period = ?')
          .get(row.series, before)
  return {
    id: row.id,
    villageCode: row.village_code,
    category: row.category,
    itemType: row.item_type,
    stage: row.stage,
    period: row.period,
    title: row.title,
    rows: row.rows,
    totals: totalsIn(row),
    previous: previous ? { period: previous.period, totals: totalsIn(previous) } : null,
    publishedOn: row.published_on,
    notice: entry.notice,
    corrected: row.correction_note !== null || wasCorrected(db, row.id),
    unreviewed: isUnreviewed(entry),
    declaredNil: entry.declaredNil ?? null,
  }
}

/** Where nothing happened there is nothing to sign. */
const isUnreviewed = ({ itemType, approvals, declaredNil }: Entry): boolean =>
  !declaredNil && missingReviews(itemTypeOf(itemType), approvals).length > 0
