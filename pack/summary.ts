// Entries, rows and totals per item type and period: what the manifest says a pack is about.
import type { Entry } from '../disclosure/entry.ts'
import type { Summary } from './manifest.ts'

export class SummaryCount {
  readonly #lines = new Map<string, Summary>()

  add(entry: Pick<Entry, 'itemType' | 'period' | 'rows' | 'totals'>): void {
    const key = `${entry.itemType} ${entry.period}`
    const line = this.#lines.get(key) ?? {
      itemType: entry.itemType,
      period: entry.period,
      entries: 0,
      rows: 0,
      totals: {},
    }
    this.#lines.set(key, line)
    line.entries++
    line.rows += entry.rows
    for (const [name, value] of Object.entries(entry.totals))
      line.totals[name] = (line.totals[name] ?? 0) + value
  }

  lines(): Summary[] {
    return [...this.#lines.values()]
  }
}

export function sameSummary(one: readonly Summary[], other: readonly Summary[]): boolean {
  const spelled = (lines: readonly Summary[]) =>
    lines
      .map(({ itemType, period, entries, rows, totals }) =>
        JSON.stringify([itemType, period, entries, rows, Object.entries(totals).sort()]),
      )
      .sort()
      .join('\n')
  return spelled(one) === spelled(other)
}
