// An item as it lies in a generation: its row, its sums, its bars, and its place in the order of declarations.
import { z } from 'zod'
import type { CategoryId } from '../disclosure/item-type.ts'
import { itemTypes } from '../disclosure/item-types/all.ts'
import { laterFirst } from '../disclosure/period.ts'
import type { Bar } from './bars.ts'
import type { ReadableDb } from './database.ts'

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

/** Of an item that is declared not to have happened. */
export const noTotals = '{}'

const Totals = z.record(z.string(), z.number().int())

export const totalsIn = (row: Pick<EntryRow, 'totals'>): Record<string, number> =>
  Totals.parse(JSON.parse(row.totals))

export const entryRow = (db: ReadableDb, id: string): EntryRow | undefined =>
  db.prepare<[string], EntryRow>('SELECT * FROM entry WHERE id = ?').get(id)

export function barsIn(db: ReadableDb, key: number): Bar[] {
  return db
    .prepare<[number], Bar>('SELECT label, value, rows FROM bar WHERE entry = ? ORDER BY number')
    .all(key)
}

const order = new Map(itemTypes.map((type, index) => [type.id, index]))

export function inDeclaredOrder(a: EntryRow, b: EntryRow): number {
  const byType = (order.get(a.item_type) ?? order.size) - (order.get(b.item_type) ?? order.size)
  return byType || laterFirst(a.period, b.period) || (a.id < b.id ? -1 : 1)
}
