// What a new pack changes against an earlier one: each item with its figures before and after.
import { entryLine } from '../pack/entry-rows.ts'
import type { EntryLine } from '../pack/preview.ts'
import type { Pack } from '../pack/open.ts'

export type ComparedEntry = {
  line: EntryLine
  /** Null: the earlier pack has no such item, or there is no earlier pack. */
  before: { rows: number; totals: Record<string, number> } | null
  change: 'new' | 'changed' | 'same'
}

export function comparePacks(now: Pack, before: Pack | null): ComparedEntry[] {
  const names = new Map(now.manifest.township.villages.map(({ code, name }) => [code, name]))
  const earlier = new Map(before?.entries.map((entry) => [entry.id, entry]))
  return now.entries.map((entry) => {
    const former = earlier.get(entry.id)
    const line = entryLine(entry, names)
    if (!former) return { line, before: null, change: 'new' }
    const { rows, totals } = former
    return { line, before: { rows, totals }, change: former.digest === entry.digest ? 'same' : 'changed' }
  })
}
