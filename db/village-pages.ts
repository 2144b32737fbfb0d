// A village's pages at one time: what each category has, what was taken back, and what is owed and missing.
import { answers, owedIn, type Owed } from '../disclosure/due.ts'
import { partsOfId } from '../disclosure/entry.ts'
import { categoryIds } from '../disclosure/item-type.ts'
import type { CategoryId, ItemType } from '../disclosure/item-type.ts'
import { itemTypes } from '../disclosure/item-types/all.ts'
import { laterFirst, monthsOf, overlaps, quarterOf } from '../disclosure/period.ts'
import type { Village } from '../disclosure/township.ts'
import type { ReadableDb } from './database.ts'
import { entryCard } from './entry-card.ts'
import { figuresAt } from './figures.ts'
import type { Reader } from './reader.ts'
import { inDeclaredOrder, type EntryRow } from './stored-entry.ts'
import { cardOf, villagesOf } from './whose-content.ts'
import { takenBack } from './withdrawals.ts'

/** One village at one quarter (the newest if none is asked for). Throws if there is no such village. */
export function villageHome(reader: Reader, of: { villageCode: string; period: string | null }) {
  const { db, village } = villageIn(reader, of.villageCode)
  const found = rowsAt(db, of.villageCode)
  const gone = goneAt(db, of.villageCode)
  const periods = quartersOf([...found, ...gone].map((row) => row.period))
  const period = of.period ?? periods[0] ?? 'standing'
  const shown = found.filter((row) => overlaps(row.period, period))
  return {
    village: { ...cardOf(village), hotlines: village.hotlines },
    periods,
    period,
    figures: figuresAt(db, shown),
    categories: categoryIds.map((category) => ({
      category,
      entries: shown.filter((row) => row.category === category).length,
      withdrawn: gone.filter((each) => each.category === category && overlaps(each.period, period)).length,
      missing: typesOf(category).flatMap((type) => missingOf(type, period, [...found, ...gone.map(asRow)])),
    })),
  }
}

/** The items of one category in one period, in the order of the declarations, and what is missing. */
export function entries(reader: Reader, of: { villageCode: string; category: CategoryId; period: string }) {
  const { db } = villageIn(reader, of.villageCode)
  const found = rowsAt(db, of.villageCode)
  const inCategory = found.filter((row) => row.category === of.category)
  const shown = inCategory.filter((row) => overlaps(row.period, of.period)).sort(inDeclaredOrder)
  const gone = goneAt(db, of.villageCode)
  const withdrawn = gone.filter((each) => each.category === of.category && overlaps(each.period, of.period))
  const isHere = (id: string) =>
    shown.some((row) => row.item_type === id) || withdrawn.some((each) => each.itemType === id)
  const absent = typesOf(of.category)
    .filter((type) => !isHere(type.id))
    .map((type) => ({
      itemType: type.id,
      latest: latestOf(inCategory, type.id),
      owed: missingOf(type, of.period, []),
    }))
  return {
    period: of.period,
    periods: quartersOf([...found, ...gone].map((row) => row.period)),
    entries: shown.map((row) => entryCard(db, row)),
    withdrawn,
    absent,
  }
}

const typesOf = (category: CategoryId) => itemTypes.filter((type) => type.category === category)

type Present = Pick<EntryRow, 'item_type' | 'period'>

/** What every village owes of a kind on this page and is not here; whether its day is over, only a clock can say. */
function missingOf(type: ItemType, period: string, here: readonly Present[]): Owed[] {
  if (type.due?.owed !== 'always') return []
  const own = here.filter((row) => row.item_type === type.id)
  return owedIn(type, period).filter((owed) => !own.some((row) => answers(owed, row.period)))
}

/** What was taken back is told as such, not as missing. */
const asRow = ({ itemType, period }: Gone): Present => ({ item_type: itemType, period })

function villageIn({ content }: Reader, code: string): { db: ReadableDb; village: Village } {
  const village = content && villagesOf(content.db).find((each) => each.code === code)
  if (!village) throw new Error(`no village ${code}`)
  return { db: content.db, village }
}

/** What belongs on a village's pages: its own entries and those for the whole township. */
function rowsAt(db: ReadableDb, villageCode: string): EntryRow[] {
  return db
    .prepare<[string], EntryRow>('SELECT * FROM entry WHERE village_code = ? OR village_code IS NULL')
    .all(villageCode)
}

export type Gone = {
  id: string
  category: CategoryId
  itemType: string
  stage: string | null
  period: string
  reason: string | null
  on: string
}

/** What was taken back from a village's pages: its id says what it was and of when, and nothing else is kept. */
function goneAt(db: ReadableDb, villageCode: string): Gone[] {
  return takenBack(db).flatMap(({ id, reason, issuedOn }): Gone[] => {
    const parts = partsOfId(id)
    const category = parts && itemTypes.find((type) => type.id === parts.itemType)?.category
    if (!parts || !category || (parts.villageCode ?? villageCode) !== villageCode) return []
    const { itemType, stage, period } = parts
    return [{ id, category, itemType, stage, period, reason, on: issuedOn }]
  })
}

/**
 * Quarters in which something was disclosed, newest first. A list for a whole year joins the quarters there are;
 * it makes one of its own only where there is none.
 */
function quartersOf(periods: readonly string[]): string[] {
  const quarters = new Set<string>()
  const isLong = (period: string) => monthsOf(period).last - monthsOf(period).first > 2
  for (const period of periods) if (!isLong(period)) quarters.add(quarterOf(period) ?? period)
  for (const period of periods) {
    const quarter = isLong(period) ? quarterOf(period) : null
    if (quarter && ![...quarters].some((each) => overlaps(each, period))) quarters.add(quarter)
  }
  return [...quarters].sort(laterFirst)
}

function latestOf(among: readonly EntryRow[], itemType: string): { id: string; period: string } | null {
  const [latest] = among
    .filter((row) => row.item_type === itemType)
    .sort((a, b) => laterFirst(a.period, b.period))
  return latest ? { id: latest.id, period: latest.period } : null
}
