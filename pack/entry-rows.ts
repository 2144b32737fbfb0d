// One entry of a checked pack with its rows: for commands that look into a file without storing it.
import type { Entry, Row } from '../disclosure/entry.ts'
import { itemTypeOf } from '../disclosure/item-types/all.ts'
import { columnsOf, type Column } from '../disclosure/item-type.ts'
import { checkedRowOf, entryOf } from './lines.ts'
import { contentLines, type Pack } from './open.ts'
import type { EntryLine } from './preview.ts'

export type EntryRows = { entry: Entry; columns: Column[]; rows: Row[] }

/** Null if the pack has no such entry. */
export async function rowsOfEntry(pack: Pack, id: string): Promise<EntryRows | null> {
  let skip = 0
  let found: EntryRows | null = null
  for await (const { lines } of contentLines(pack)) {
    for (const line of lines) {
      if (skip > 0) {
        skip--
        if (found) found.rows.push(checkedRowOf(line))
        continue
      }
      if (found) return found
      const entry = entryOf(line, id)
      skip = entry.rows + entry.subRows
      if (entry.id === id) found = { entry, columns: columnsOfType(entry.itemType), rows: [] }
    }
  }
  return found
}

/** The entries of a pack as commands print them. */
export function entryLinesOf(pack: Pack): EntryLine[] {
  const villages = new Map(pack.manifest.township.villages.map((village) => [village.code, village.name]))
  return pack.entries.map((entry) => entryLine(entry, villages))
}

export function entryLine(
  entry: Pick<Entry, 'id' | 'villageCode' | 'itemType' | 'title' | 'period' | 'rows' | 'totals'>,
  villages: ReadonlyMap<string, string>,
): EntryLine {
  const type = itemTypeOf(entry.itemType)
  return {
    id: entry.id,
    village: entry.villageCode === null ? null : (villages.get(entry.villageCode) ?? entry.villageCode),
    category: type?.category ?? '',
    itemType: entry.itemType,
    itemTypeTitle: type?.title ?? entry.itemType,
    title: entry.title,
    period: entry.period === 'standing' ? null : entry.period,
    rows: entry.rows,
    totals: entry.totals,
  }
}

function columnsOfType(itemType: string): Column[] {
  const type = itemTypeOf(itemType)
  if (!type) throw new Error(`a checked pack has an entry of unknown type ${itemType}`)
  return columnsOf(type)
}
