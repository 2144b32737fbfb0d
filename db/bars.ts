// The bars under an entry's sentence: amounts summed by a field of its declaration, the largest first.
import type { Row } from '../disclosure/entry.ts'
import { integerKinds } from '../disclosure/fields.ts'
import { columnsOf, type ItemType } from '../disclosure/item-type.ts'

export type Bar = { label: string; value: number; rows: number }
export type BarCount = { add(row: Row): void; largest(): Bar[] }

/** More bars than this are no picture any more; what is left is one bar under an empty label. */
const mostBars = 12

/** Null if the type has no bars, or none that whole numbers can draw. */
export function barsOf(type: ItemType): BarCount | null {
  const { bars } = type
  if (!bars || !integerKinds.has(type.fields[bars.value]?.kind ?? 'text')) return null
  const columns = columnsOf(type).map((column) => column.id)
  const [byAt, valueAt] = [columns.indexOf(bars.by), columns.indexOf(bars.value)]
  const whereAt = bars.where ? columns.indexOf(bars.where.field) : -1
  const wanted = bars.where ? new Set(bars.where.values) : null
  const byLabel = new Map<string, Bar>()
  return {
    add(row) {
      const value = row[valueAt]
      if (typeof value !== 'number') return
      if (wanted && !wanted.has(String(row[whereAt] ?? ''))) return
      const label = String(row[byAt] ?? '')
      const bar = byLabel.get(label) ?? { label, value: 0, rows: 0 }
      bar.value += value
      bar.rows++
      byLabel.set(label, bar)
    },
    largest: () => largestOf([...byLabel.values()]),
  }
}

function largestOf(bars: readonly Bar[]): Bar[] {
  const named = bars.filter((bar) => bar.label !== '')
  named.sort((a, b) => b.value - a.value || (a.label < b.label ? -1 : 1))
  const shown = named.slice(0, mostBars)
  const rest = [...named.slice(mostBars), ...bars.filter((bar) => bar.label === '')]
  if (rest.length === 0) return shown
  const gathered = rest.reduce(
    (sum, bar) => ({ label: '', value: sum.value + bar.value, rows: sum.rows + bar.rows }),
    { label: '', value: 0, rows: 0 },
  )
  return [...shown, gathered]
}
