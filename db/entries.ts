// Everything a villager can ask of the content: villages, periods, entries, rows. Reads only.
import { z } from 'zod'
import { answers, owedIn, type Owed } from '../disclosure/due.ts'
import { Entry, partsOfId, type Row } from '../disclosure/entry.ts'
import { missingReviews } from '../disclosure/reviewed.ts'
import { itemTypeOf, itemTypes } from '../disclosure/item-types/all.ts'
import type { CategoryId, ItemType } from '../disclosure/item-type.ts'
import { categoryIds } from '../disclosure/item-type.ts'
import { laterFirst, monthsOf, neighbours, overlaps, quarterOf } from '../disclosure/period.ts'
import { Township, Village, type Hotline } from '../disclosure/township.ts'
import { entryLine } from '../pack/entry-rows.ts'
import type { EntryLine } from '../pack/preview.ts'
import type { Bar } from './bars.ts'
import { comparisonsOf } from './compare.ts'
import type { ReadableDb } from './database.ts'
import type { Reader } from './reader.ts'
import { languagesHere } from './language-switches.ts'
import { setting } from './settings.ts'
import { ownTime } from './own-time.ts'
import { versionsOf, wasCorrected } from './versions.ts'
import { takenBack } from './withdrawals.ts'

/** The item types whose figures speak for a village at a glance. */
const summaryTypes = itemTypes.filter((type) => type.villageSummary).map((type) => type.id)

const noticesAtHome = 6

/** Of an item that is declared not to have happened. */
const noTotals = '{}'

export type EntryRow = {
  key: number
  id: string
  village_code: string | null
  category: CategoryId
  item_type: string
  stage: string | null
  period: string
  series: string
  title: string
  rows: number
  lines: number
  totals: string
  published_on: string | null
  correction_note: string | null
  entry: string
  digest: string
}

export type VillageCard = Omit<Village, 'hotlines'>
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
  previous: { period: string; totals: Record<string, number> } | null
  publishedOn: string | null
  notice: { start: string; end: string } | null
  corrected: boolean
  unreviewed: boolean
  declaredNil: { by: string; on: string } | null
}

const Totals = z.record(z.string(), z.number().int())
const TownshipLines = Township.omit({ villages: true })

export const totalsIn = (row: Pick<EntryRow, 'totals'>): Record<string, number> =>
  Totals.parse(JSON.parse(row.totals))

/** What this machine is and shows. */
export function kioskState(reader: Reader) {
  const { state, content, trouble } = reader
  return {
    township: content ? townshipOf(content.db) : null,
    content: content
      ? { ...aboutOf(content.db), generation: content.name, rolledBack: content.rolledBack }
      : null,
    villages: content ? villagesOf(content.db).map(cardOf) : [],
    screen: {
      inches: setting(reader, 'cardInches') || setting(reader, 'inches'),
      byCard: setting(reader, 'cardInches') !== 0,
      lowerEdgeMm: setting(reader, 'lowerEdgeMm'),
    },
    clock: clockOf(reader),
    idleSeconds: setting(reader, 'idleSeconds'),
    householdLookUp: setting(reader, 'householdLookUp') === 1,
    languages: languagesHere(reader),
    idleWarningSeconds: setting(reader, 'idleWarningSeconds'),
    night: nightOf(reader),
    firstStart: state?.prepare('SELECT 1 FROM pin').get() === undefined,
    trouble,
  }
}

function nightOf(reader: Reader) {
  const [fromHour, toHour] = [setting(reader, 'nightFromHour'), setting(reader, 'nightToHour')]
  return fromHour === toHour ? null : { fromHour, toHour }
}

/** What the page adds to the clock it has, and whether it may speak of days at all. */
function clockOf(reader: Reader) {
  const { nowMs, systemMs, floorMs, doubt } = ownTime(reader)
  return { doubtful: doubt !== null, offsetMs: nowMs - systemMs, floorMs }
}

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

export function villagesOf(db: ReadableDb): Village[] {
  return db
    .prepare<[], { village: string }>('SELECT village FROM village ORDER BY position, code')
    .all()
    .map((row) => Village.parse(JSON.parse(row.village)))
}

function townshipOf(db: ReadableDb) {
  const row = db.prepare<[], { township: string }>('SELECT township FROM about').get()
  const township = TownshipLines.parse(JSON.parse(row?.township ?? 'null'))
  return {
    ...township,
    county: township.county ?? null,
    address: township.address ?? null,
    officeHours: township.officeHours ?? null,
  }
}

function aboutOf(db: ReadableDb): { sequence: number; issuedOn: string; contentOn: string } {
  const about = db
    .prepare<[], { sequence: number; issuedOn: string; contentOn: string }>(
      'SELECT sequence, issued_on AS issuedOn, content_on AS contentOn FROM about',
    )
    .get()
  if (!about) throw new Error('a generation without its own line was opened')
  return about
}

const cardOf = ({ hotlines: _hotlines, ...card }: Village): VillageCard => card

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

const order = new Map(itemTypes.map((type, index) => [type.id, index]))

function inDeclaredOrder(a: EntryRow, b: EntryRow): number {
  const byType = (order.get(a.item_type) ?? order.size) - (order.get(b.item_type) ?? order.size)
  return byType || laterFirst(a.period, b.period) || (a.id < b.id ? -1 : 1)
}

function latestOf(among: readonly EntryRow[], itemType: string): { id: string; period: string } | null {
  const [latest] = among
    .filter((row) => row.item_type === itemType)
    .sort((a, b) => laterFirst(a.period, b.period))
  return latest ? { id: latest.id, period: latest.period } : null
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

function figuresAt(db: ReadableDb, shown: readonly EntryRow[]) {
  const [row] = shown
    .filter((each) => summaryTypes.includes(each.item_type) && each.village_code !== null)
    .filter((each) => each.totals !== noTotals)
    .sort((a, b) => laterFirst(a.period, b.period))
  if (!row) return null
  const largest = barsIn(db, row.key).find((bar) => bar.label !== '') ?? null
  return { entryId: row.id, totals: totalsIn(row), largest }
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

function countAll(db: ReadableDb): number {
  return db.prepare<[], { entries: number }>('SELECT count(*) AS entries FROM entry').get()?.entries ?? 0
}

export const entryRow = (db: ReadableDb, id: string): EntryRow | undefined =>
  db.prepare<[string], EntryRow>('SELECT * FROM entry WHERE id = ?').get(id)

function barsIn(db: ReadableDb, key: number): Bar[] {
  return db
    .prepare<[number], Bar>('SELECT label, value, rows FROM bar WHERE entry = ? ORDER BY number')
    .all(key)
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
