// What a villager may look for by letters, and every public line of one household on one page. Reads only.
import type { Row } from '../disclosure/entry.ts'
import { itemTypeOf, itemTypes } from '../disclosure/item-types/all.ts'
import { checkedRowOf } from '../pack/lines.ts'
import type { ReadableDb } from './database.ts'
import { fitOf, plainQuery, surnameLetter } from './pinyin-match.ts'
import type { Reader } from './reader.ts'
import { setting } from './settings.ts'
import {
  householdKey,
  indexVillage,
  type Household,
  type IndexedEntry,
  type Place,
  type VillageIndex,
} from './village-index.ts'

/** As many as anybody turns pages for; the screen says that there are more. */
const mostFound = 48
const mostNear = 3
const mostLines = 300

export type FoundItem = { id: string; itemType: string; stage: string | null; period: string; title: string }
export type FoundPerson = { group: number | null; name: string; lines: number }
export type FoundText = {
  id: string
  at: number
  itemType: string
  period: string
  text: string
  more: number
}
/** Best first, each kind bounded. */
export type Found = {
  items: FoundItem[]
  persons: FoundPerson[]
  texts: FoundText[]
  /** Nothing fits: what comes nearest. */
  near: FoundItem[]
}

let latest: { content: ReadableDb; villageCode: string; index: VillageIndex } | null = null

/**
 * One village at a time is remembered: one person stands in front of the screen. For one connection: the same content
 * opened later may leave out what was taken back meanwhile.
 */
export function villageIndexOf({ content }: Reader, villageCode: string): VillageIndex | null {
  if (!content) return null
  if (latest?.content !== content.db || latest.villageCode !== villageCode)
    latest = { content: content.db, villageCode, index: indexVillage(content.db, villageCode) }
  return latest.index
}

export function find(reader: Reader, of: { villageCode: string; text: string }): Found {
  const index = villageIndexOf(reader, of.villageCode)
  const query = plainQuery(of.text)
  if (!index) return { items: [], persons: [], texts: [], near: [] }
  const items = itemsFor(index, query)
  if (query === '') return { items, persons: [], texts: [], near: [] }
  const persons = mayLookUp(reader) ? personsFor(index, query) : []
  const texts = textsFor(index, query)
  const isEmpty = items.length + persons.length + texts.length === 0
  return { items, persons, texts, near: isEmpty ? nearTo(index, query) : [] }
}

/** No syllable begins with it: what is looked for by it is looked for everywhere. */
const nowhere = 'u'

/**
 * Reads what will be looked through, and how each character of it sounds, before somebody has typed the first letter:
 * whoever types then waits for neither.
 */
export function expectLetters(reader: Reader, villageCode: string): void {
  find(reader, { villageCode, text: nowhere })
}

/** Each item once, as it was published last; in the order villagers know where nothing was typed. */
function itemsFor(index: VillageIndex, query: string): FoundItem[] {
  const newest = new Map<string, IndexedEntry>()
  for (const entry of index.entries) if (!newest.has(entry.series)) newest.set(entry.series, entry)
  return best([...newest.values()], (entry) => fitOfItem(entry, query), byDeclaration).map(asItem)
}

function fitOfItem(entry: IndexedEntry, query: string): number | null {
  const type = itemTypeOf(entry.item_type)
  const names = [entry.title, ...(type ? [type.title, ...type.words] : [])]
  const fits = names.flatMap((name) => fitOf(name, query) ?? [])
  return fits.length === 0 ? null : Math.min(...fits)
}

const order = new Map(itemTypes.map((type, at) => [type.id, at]))
const byDeclaration = (a: IndexedEntry, b: IndexedEntry): number =>
  (order.get(a.item_type) ?? 0) - (order.get(b.item_type) ?? 0) || b.last_month - a.last_month

const asItem = ({ id, item_type: itemType, stage, period, title }: IndexedEntry): FoundItem => ({
  id,
  itemType,
  stage,
  period,
  title,
})

function personsFor(index: VillageIndex, query: string): FoundPerson[] {
  const found = best([...index.households.values()], ({ name }) => fitOf(name, query), byGroup)
  return found.map(({ group, name, places }) => ({ group, name, lines: places.length }))
}

function textsFor(index: VillageIndex, query: string): FoundText[] {
  const found = best([...index.texts], ([text]) => fitOf(text, query), byText)
  return found.flatMap(([text, [first, ...rest]]) =>
    first
      ? [
          {
            id: first.entry.id,
            at: first.at,
            itemType: first.entry.item_type,
            period: first.entry.period,
            text,
            more: rest.length,
          },
        ]
      : [],
  )
}

const byText = ([a]: [string, Place[]], [b]: [string, Place[]]): number =>
  a.length - b.length || (a < b ? -1 : 1)

/** What fits when less of it was typed: the last letters are the likeliest to be wrong. */
function nearTo(index: VillageIndex, query: string): FoundItem[] {
  for (let length = query.length - 1; length > 0; length--) {
    const items = itemsFor(index, query.slice(0, length))
    if (items.length > 0) return items.slice(0, mostNear)
  }
  return []
}

function best<T>(of: readonly T[], fit: (each: T) => number | null, then: (a: T, b: T) => number): T[] {
  const fitting = of.flatMap((each) => {
    const how = fit(each)
    return how === null ? [] : [{ each, how }]
  })
  fitting.sort((a, b) => a.how - b.how || then(a.each, b.each))
  return fitting.slice(0, mostFound).map(({ each }) => each)
}

// ---- 查我家 ----

export type Family = { surname: string; letter: string; households: number }
export type FamilyGroup = { group: number | null; families: Family[] }

/** A township may switch this off; then nothing here says anything about a household. */
export const mayLookUp = (reader: Reader): boolean => setting(reader, 'householdLookUp') === 1

/** Who there is to choose from: groups, and in each the surnames by their letter. */
export function families(reader: Reader, of: { villageCode: string }): FamilyGroup[] {
  const groups = new Map<number | null, Map<string, Family>>()
  for (const { group, surname } of householdsIn(reader, of.villageCode)) {
    const inGroup = groups.get(group) ?? new Map<string, Family>()
    groups.set(group, inGroup)
    const family = inGroup.get(surname) ?? { surname, letter: surnameLetter(surname), households: 0 }
    family.households++
    inGroup.set(surname, family)
  }
  const byLetter = (a: Family, b: Family) => (a.letter + a.surname < b.letter + b.surname ? -1 : 1)
  return [...groups]
    .toSorted(([a], [b]) => (a ?? Infinity) - (b ?? Infinity))
    .map(([group, inGroup]) => ({ group, families: [...inGroup.values()].sort(byLetter) }))
}

export function householdNames(
  reader: Reader,
  of: { villageCode: string; group: number | null; surname: string },
): FoundPerson[] {
  return householdsIn(reader, of.villageCode)
    .filter(({ group, surname }) => group === of.group && surname === of.surname)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ group, name, places }) => ({ group, name, lines: places.length }))
}

export type HouseholdLine = {
  id: string
  at: number
  itemType: string
  stage: string | null
  period: string
  title: string
  row: Row
}

/** Every public line under exactly this name in this group, newest first. A masked name is never put to a whole one. */
export function household(
  reader: Reader,
  of: { villageCode: string; group: number | null; name: string },
): { lines: HouseholdLine[]; more: number } {
  const found = indexFor(reader, of.villageCode)?.households.get(householdKey(of.group, of.name))
  const { content } = reader
  if (!found || !content) return { lines: [], more: 0 }
  const places = found.places.slice(0, mostLines)
  return {
    lines: places.map((place) => lineAt(content.db, place)),
    more: found.places.length - places.length,
  }
}

const indexFor = (reader: Reader, villageCode: string): VillageIndex | null =>
  mayLookUp(reader) ? villageIndexOf(reader, villageCode) : null

const householdsIn = (reader: Reader, villageCode: string): Household[] => [
  ...(indexFor(reader, villageCode)?.households.values() ?? []),
]

const byGroup = (a: Household, b: Household): number =>
  (a.group ?? Infinity) - (b.group ?? Infinity) || (a.name < b.name ? -1 : 1)

function lineAt(db: ReadableDb, { entry, at }: Place): HouseholdLine {
  const line = db
    .prepare<[string, number], { cells: string }>(
      'SELECT cells FROM line WHERE entry = (SELECT key FROM entry WHERE id = ?) AND number = ?',
    )
    .get(entry.id, at)
  const { id, item_type: itemType, stage, period, title } = entry
  return { id, at, itemType, stage, period, title, row: line ? checkedRowOf(line.cells) : [] }
}
