// What a correction changed: an item and its lines as they were and as they are, line by line under the same words.
import type { Entry, Row } from './entry.ts'
import type { Value } from './fields.ts'
import { columnsOf, type ItemType } from './item-type.ts'

/** What villagers read of an item beside its rows and sums. Where it was read from, and why it changed, is neither. */
export const entryParts = [
  'title',
  'body',
  'notice',
  'publishedOn',
  'approvals',
  'accountingEntity',
  'hotlines',
  'explanations',
  'printedTotals',
  'attachments',
] as const satisfies readonly (keyof Entry)[]
export type EntryPart = (typeof entryParts)[number]

export function changedParts(before: Entry, after: Entry): EntryPart[] {
  return entryParts.filter((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]))
}

/** One figure of a line, before and now; null where the cell was or is empty. */
export type FigureChange = { field: string; before: string | number | null; after: string | number | null }

/** A line that stands there still with other figures; `cells` are its words, its figures left out. */
export type LineChange = { cells: Row; figures: FigureChange[] }

export type LinesChange = {
  added: number
  /** Counted and never kept: a correction may be there because a name should not have been. */
  removed: number
  changed: LineChange[]
  /** Changed lines beyond those that are kept. */
  more: number
}

/** More than a villager turns pages for; the rest is counted. */
const mostKept = 50

const figureKinds: ReadonlySet<string> = new Set(['money', 'area', 'count', 'quantity', 'rate'])

/** How the lines of a type are told apart by their words and compared by their figures. */
export function lineWords(type: ItemType): {
  /** Two lines with the same key are the same line with other figures. */
  keyOf(row: Row): string
  wordsOf(row: Row): Row
  figuresBetween(before: Row, after: Row): FigureChange[]
} {
  const columns = columnsOf(type)
  const isFigure = columns.map(({ kind }) => figureKinds.has(kind))
  // Every running balance below a changed amount changes with it: that says nothing new.
  const balances = new Set((type.checks ?? []).flatMap((c) => (c.kind === 'balance' ? [c.balance] : [])))
  const compared = columns.flatMap(({ id }, at) => (isFigure[at] && !balances.has(id) ? [{ id, at }] : []))
  const wordsOf = (row: Row): Row => columns.map((_, at) => (isFigure[at] ? null : (row[at] ?? null)))
  return {
    wordsOf,
    keyOf: (row) => JSON.stringify(wordsOf(row)),
    figuresBetween: (before, after) =>
      compared.flatMap(({ id, at }) => {
        const [was, is] = [figure(before[at]), figure(after[at])]
        return was === is ? [] : [{ field: id, before: was, after: is }]
      }),
  }
}

const figure = (value: Value | undefined): string | number | null =>
  typeof value === 'number' || typeof value === 'string' ? value : null

/** Lines with the same words belong together; of several, those with the same figures first, then in their order. */
export function compareLines(type: ItemType, before: Iterable<Row>, after: Iterable<Row>): LinesChange {
  const { keyOf, wordsOf, figuresBetween } = lineWords(type)
  const waiting = new Map<string, Row[]>()
  for (const row of before) {
    const key = keyOf(row)
    const same = waiting.get(key)
    if (same) same.push(row)
    else waiting.set(key, [row])
  }
  const others: { key: string; row: Row }[] = []
  for (const row of after) {
    const key = keyOf(row)
    const same = waiting.get(key) ?? []
    const at = same.findIndex((each) => figuresBetween(each, row).length === 0)
    if (at >= 0) same.splice(at, 1)
    else others.push({ key, row })
  }
  const found: LinesChange = { added: 0, removed: 0, changed: [], more: 0 }
  for (const { key, row } of others) {
    const was = waiting.get(key)?.shift()
    if (!was) found.added++
    else if (found.changed.length === mostKept) found.more++
    else found.changed.push({ cells: wordsOf(row), figures: figuresBetween(was, row) })
  }
  for (const rows of waiting.values()) found.removed += rows.length
  return found
}
