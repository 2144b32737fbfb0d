// What a new pack changes against an earlier one: each item with its figures before and after.
import { entryLine } from '../pack/entry-rows.ts'
import type { Pack } from '../pack/open.ts'
import type { ComparedEntry } from './seen.ts'

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
