// What an item looks like as a picture: its main sum over the periods that are here, and its sums by what they are made of.
import { compositionsOf, mostChartParts, trendPeriods, type Composition } from '../disclosure/charted.ts'
import { itemTypeOf } from '../disclosure/item-types/all.ts'
import { columnsOf, type ItemType } from '../disclosure/item-type.ts'
import type { ReadableDb } from './database.ts'
import { entryRow, totalsIn, type EntryRow } from './stored-entry.ts'
import type { Reader } from './reader.ts'

/** `value` null: this machine has nothing of that period, which is not the same as nothing. */
export type TrendPoint = { period: string; value: number | null }
/** `label` empty: everything that has no column of its own, `names` of them. */
export type ChartPart = { label: string; value: number; names: number }
export type ChartsOf = {
  /** Oldest first; empty where fewer than two periods are known. */
  trend: TrendPoint[]
  /** Largest first; those of which a picture can be made. */
  compositions: { total: string; whole: number; parts: ChartPart[] }[]
}

/** Null if there is no such item. Thirteen points and eight parts a picture are all it ever answers. */
export function charts({ content }: Reader, of: { id: string }): ChartsOf | null {
  const row = content && entryRow(content.db, of.id)
  const type = row && itemTypeOf(row.item_type)
  if (!row || !type) return null
  const totals = totalsIn(row)
  return {
    trend: trendOf(content.db, row, type),
    compositions: compositionsOf(type).flatMap((composition) => {
      const whole = totals[composition.total]
      const parts = partsOf(content.db, row, type, composition)
      const isWhole = parts.reduce((sum, part) => sum + part.value, 0) === whole
      return whole !== undefined && isWhole && parts.length > 1
        ? [{ total: composition.total, whole, parts }]
        : []
    }),
  }
}

function trendOf(db: ReadableDb, row: EntryRow, { headline }: ItemType): TrendPoint[] {
  if (headline === null) return []
  const values = new Map(
    db
      .prepare<[string], EntryRow>('SELECT * FROM entry WHERE series = ?')
      .all(row.series)
      .flatMap((each): [string, number][] => {
        const value = totalsIn(each)[headline]
        return value === undefined ? [] : [[each.period, value]]
      }),
  )
  const points = trendPeriods([...values.keys()], row.period).map((period) => ({
    period,
    value: values.get(period) ?? null,
  }))
  return points.filter(({ value }) => value !== null).length > 1 ? points : []
}

/** Sub-lines (其中) are parts of another row and count nowhere; what is nothing has no length to draw. */
function partsOf(db: ReadableDb, row: EntryRow, type: ItemType, of: Composition): ChartPart[] {
  const columns = columnsOf(type).map((column) => column.id)
  const path = (field: string | undefined) => `$[${columns.indexOf(field ?? '')}]`
  const parent = type.layout.kind === 'paired' ? type.layout.parent : undefined
  const found = db.prepare<Asked, ChartPart>(
    `WITH part AS (
       SELECT
         CAST(coalesce(json_extract(cells, @by), '') AS TEXT) AS label,
         sum(json_extract(cells, @value)) AS value
       FROM line
       WHERE entry = @entry
         AND (@parent IS NULL OR json_extract(cells, @parent) IS NULL)
         AND (@where IS NULL OR json_extract(cells, @where) IN (SELECT value FROM json_each(@values)))
       GROUP BY 1
     )
     SELECT label, value, 1 AS names
     FROM part
     WHERE value <> 0
     ORDER BY label = '', abs(value) DESC, label`,
  )
  const asked: Asked = {
    entry: row.key,
    by: path(of.by),
    value: path(of.value),
    parent: parent === undefined ? null : path(parent),
    where: of.where ? path(of.where.field) : null,
    values: JSON.stringify(of.where?.values ?? []),
  }
  return largestOf(found.iterate(asked))
}

type Asked = {
  entry: number
  by: string
  value: string
  parent: string | null
  where: string | null
  values: string
}

/** A list may have a thousand names: only those that are drawn are kept, the others are added up. */
function largestOf(found: Iterable<ChartPart>): ChartPart[] {
  const shown: ChartPart[] = []
  const rest: ChartPart = { label: '', value: 0, names: 0 }
  for (const part of found) {
    if (part.label !== '' && shown.length < mostChartParts) shown.push(part)
    else gather(rest, part)
  }
  if (rest.names === 0) return shown
  const last = shown.length === mostChartParts ? shown.pop() : undefined
  if (last) gather(rest, last)
  return [...shown, rest]
}

function gather(rest: ChartPart, part: ChartPart): void {
  rest.value += part.value
  rest.names += part.names
}
