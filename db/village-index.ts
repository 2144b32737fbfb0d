// Everything of one village that can be found: its items, the texts in their lines, and the names of its households.
import { householdColumns, surnameOf } from '../disclosure/household.ts'
import type { Row } from '../disclosure/entry.ts'
import { itemTypeOf } from '../disclosure/item-types/all.ts'
import { columnsOf, type ItemType } from '../disclosure/item-type.ts'
import { checkedRowOf } from '../pack/lines.ts'
import type { ReadableDb } from './database.ts'

export type IndexedEntry = {
  id: string
  item_type: string
  stage: string | null
  period: string
  series: string
  title: string
  last_month: number
  lines: number
}

/** One line of an entry: `at` counts from 0. */
export type Place = { entry: IndexedEntry; at: number }

export type Household = { group: number | null; name: string; surname: string; places: Place[] }

export type VillageIndex = {
  entries: readonly IndexedEntry[]
  /** Each text once, with where it stands. */
  texts: ReadonlyMap<string, Place[]>
  /** By group and name, as published. */
  households: ReadonlyMap<string, Household>
}

export const householdKey = (group: number | null, name: string): string => `${group ?? ''} ${name}`

type IndexedLines = Pick<VillageIndex, 'texts' | 'households'>

/** Lines are read once, when somebody looks for more than items: some 50,000 of them take about a tenth of a second. */
export function indexVillage(db: ReadableDb, villageCode: string): VillageIndex {
  const entries = db
    .prepare<[string], IndexedEntry & { key: number }>(
      `SELECT key, id, item_type, stage, period, series, title, last_month, lines
       FROM entry
       WHERE village_code = ? OR village_code IS NULL
       ORDER BY last_month DESC, id`,
    )
    .all(villageCode)
  let known: IndexedLines | null = null
  const lines = () => (known ??= indexLines(db, entries))
  return {
    entries: entries.map(({ key: _key, ...entry }) => entry),
    get texts() {
      return lines().texts
    },
    get households() {
      return lines().households
    },
  }
}

function indexLines(db: ReadableDb, entries: readonly (IndexedEntry & { key: number })[]): IndexedLines {
  const linesOf = db.prepare<[number], { cells: string }>(
    'SELECT cells FROM line WHERE entry = ? ORDER BY number',
  )
  const texts = new Map<string, Place[]>()
  const households = new Map<string, Household>()
  for (const { key, ...entry } of entries) {
    const type = itemTypeOf(entry.item_type)
    if (!type) continue
    const take = takerOf(type, texts, households)
    let at = 0
    for (const { cells } of linesOf.iterate(key)) take(checkedRowOf(cells), { entry, at: at++ })
  }
  return { texts, households }
}

function takerOf(type: ItemType, texts: Map<string, Place[]>, households: Map<string, Household>) {
  const whose = householdColumns(type)
  const searched = columnsOf(type).flatMap((column, at) => (column.search && at !== whose?.name ? [at] : []))
  return (row: Row, place: Place): void => {
    for (const at of searched)
      for (const text of [row[at] ?? []].flat())
        if (typeof text === 'string' && text !== '') append(texts, text, place)
    if (whose) takeHousehold(households, row[whose.group], row[whose.name], place)
  }
}

function takeHousehold(households: Map<string, Household>, of: unknown, name: unknown, place: Place): void {
  if (typeof name !== 'string' || name === '') return
  const group = typeof of === 'number' ? of : null
  const key = householdKey(group, name)
  const known = households.get(key)
  if (known) known.places.push(place)
  else households.set(key, { group, name, surname: surnameOf(name), places: [place] })
}

function append(texts: Map<string, Place[]>, text: string, place: Place): void {
  const places = texts.get(text)
  if (places) places.push(place)
  else texts.set(text, [place])
}
