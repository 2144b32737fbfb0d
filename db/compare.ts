// An item beside itself at other times: the period before and the same one a year ago, in sums and by what they went to.
import { neighbours } from '../disclosure/period.ts'
import type { ReadableDb } from './database.ts'
import type { Bar } from './bars.ts'

/** A row of the entry table, as far as comparing needs it. */
type Comparable = { key: number; id: string; series: string; period: string; totals: string }

/** What one label (a subject, a group) came to now and then. */
export type Part = { label: string; now: number; before: number }

export type Comparison<T = Comparable> = {
  with: 'former' | 'year-ago'
  row: T
  /** The largest differences first; empty where the two cannot be told apart by label. */
  parts: Part[]
}

/** More lines than these are no comparison any more. */
const mostParts = 8

/** The year before is one comparison, not two: for a yearly item the former period is also the one a year ago. */
export function comparisonsOf<T extends Comparable>(db: ReadableDb, row: T): Comparison<T>[] {
  const { previous, yearAgo } = neighbours(row.period)
  const find = db.prepare<[string, string], T>('SELECT * FROM entry WHERE series = ? AND period = ?')
  const at = (period: string | null) => (period === null ? undefined : find.get(row.series, period))
  const former = at(previous)
  const then = yearAgo === previous ? undefined : at(yearAgo)
  const now = barsOfEntry(db, row.key)
  const compared = (with_: Comparison['with'], other: T | undefined): Comparison<T>[] =>
    other ? [{ with: with_, row: other, parts: partsOf(now, barsOfEntry(db, other.key)) }] : []
  return [...compared('former', former), ...compared('year-ago', then)]
}

const barsOfEntry = (db: ReadableDb, key: number): Bar[] =>
  db.prepare<[number], Bar>('SELECT label, value, rows FROM bar WHERE entry = ? ORDER BY number').all(key)

/**
 * A label that one side does not have was nothing there, unless that side gathers its small ones under no label: then
 * nobody knows, and it is left out rather than guessed. What was nothing both times is not worth a line.
 */
function partsOf(nowBars: readonly Bar[], beforeBars: readonly Bar[]): Part[] {
  const [here, there] = [nowBars, beforeBars].map((bars) => ({
    values: new Map(bars.filter(({ label }) => label !== '').map(({ label, value }) => [label, value])),
    isWhole: bars.every(({ label }) => label !== ''),
  }))
  if (!here || !there) return []
  const labels = [...new Set([...here.values.keys(), ...there.values.keys()])]
  const parts = labels.flatMap((label): Part[] => {
    const now = here.values.get(label) ?? (here.isWhole ? 0 : null)
    const before = there.values.get(label) ?? (there.isWhole ? 0 : null)
    const isKnown = now !== null && before !== null
    return isKnown && (now !== 0 || before !== 0) ? [{ label, now, before }] : []
  })
  const by = (part: Part) => Math.abs(part.now - part.before)
  parts.sort((a, b) => by(b) - by(a) || b.now - a.now || (a.label < b.label ? -1 : 1))
  return parts.slice(0, mostParts)
}
