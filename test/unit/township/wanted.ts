// Compares what the reader would publish with what a careful clerk understands by the same sheets.
import { itemTypes } from '../../../disclosure/item-types/all.ts'
import type { Case, WantedItem } from '../../fixtures/quirks/case.ts'
import type { Reading } from '../../../township/read-township.ts'

type Published = WantedItem & { said: string }

const titleOf = new Map(itemTypes.map((type) => [type.id, type.title]))

/** Every entry that would be signed. */
export function published({ entries, township }: Reading): Published[] {
  const villages = new Map(township.villages.map((village) => [village.code, village.name]))
  return entries.map(({ entry }) => ({
    type: titleOf.get(entry.itemType) ?? entry.itemType,
    village: entry.villageCode === null ? null : (villages.get(entry.villageCode) ?? entry.villageCode),
    period: entry.period === 'standing' ? null : entry.period,
    rows: entry.rows,
    totals: entry.totals,
    said: `${entry.source.file} ${entry.source.sheet ?? ''}`,
  }))
}

const nameOf = ({ type, village, period }: WantedItem): string =>
  `${type} ${village ?? '全乡'} ${period ?? '长期'}`

/** How one item differs from what is wanted of it; nothing if it does not. */
function differences(wanted: WantedItem, got: Published): string[] {
  const sums = Object.entries(wanted.totals ?? {}).flatMap(([name, sum]) =>
    got.totals?.[name] === sum
      ? []
      : [`${nameOf(wanted)}: ${name} is ${got.totals?.[name]}, should be ${sum}`],
  )
  const rows =
    got.rows === wanted.rows ? [] : [`${nameOf(wanted)}: ${got.rows} rows, should be ${wanted.rows}`]
  return [...rows, ...sums]
}

/** What is published though it is not so: worse than anything that is missing. */
export function wrong(items: readonly WantedItem[], reading: Reading): string[] {
  return published(reading).flatMap((got) => {
    const wanted = items.filter((item) => nameOf(item) === nameOf(got))
    if (wanted.length === 0) return [`${nameOf(got)} is published of ${got.rows} rows, should not be`]
    const each = wanted.map((item) => differences(item, got))
    return each.some((list) => list.length === 0) ? [] : (each[0] ?? [])
  })
}

export function missing(items: readonly WantedItem[], reading: Reading): string[] {
  const names = published(reading).map(nameOf)
  return items
    .filter((item) => !names.includes(nameOf(item)))
    .map((item) => `${nameOf(item)} is not published`)
}

/** What stands where nobody may read it. */
export const leaked = (never: readonly string[], said: string): string[] =>
  never.filter((value) => said.includes(value)).map((value) => `${value} is told`)

const alarms = new Set([
  'total-differs',
  'balance-differs',
  'row-differs',
  'sub-lines-differ',
  'row-not-understood',
  'text-in-value',
  'unknown-choice',
])

/** What is told to the clerk, against what there is to tell. */
export function told(each: Case, { report }: Reading): string[] {
  const { asked = [], faults = [], dropped = [], swept = [] } = each
  const notes = report.files.flatMap((file) => file.sheets.flatMap((sheet) => sheet.notes))
  const kinds = new Set(report.questions.map((question) => question.kind))
  const isTold = (fault: string): boolean => {
    const [kind, cell] = fault.split('@')
    if (notes.some((note) => note.kind === kind && (!cell || note.cells.some((each_) => each_ === cell))))
      return true
    return report.faults.some((each_) => each_.kind === kind && (!cell || each_.cell === cell))
  }
  const said = faults.map((fault) => fault.split('@')[0])
  return [
    ...asked.filter((kind) => ![...kinds].includes(kind as never)).map((kind) => `${kind} is not asked`),
    ...report.questions
      .filter(({ kind }) => !asked.includes(kind))
      .map((q) => `${q.kind} is asked for nothing at ${q.sheet} ${q.cell} ${q.about}`),
    ...faults.filter((fault) => !isTold(fault)).map((fault) => `${fault} is not told`),
    ...report.faults
      .filter(({ kind, severity }) => (severity === 'error' || alarms.has(kind)) && !said.includes(kind))
      .map((fault) => `${fault.kind} is told for nothing at ${fault.sheet} ${fault.cell} ${fault.seen}`),
    ...dropped
      .filter((column) => !report.dropped.some((one) => one.column === column))
      .map((column) => `it is not told that ${column} stays behind`),
    ...swept
      .filter((kind) => !report.swept.some((one) => one.kind === kind))
      .map((kind) => `no ${kind} is told to be hidden`),
  ]
}

/** `field@C5` against the line that has the field in that cell, or that stands in its row if a heading told it. */
export function valuesAstray(each: Case, { drafts }: Reading): string[] {
  const lines = drafts.flatMap((draft) => draft.lines)
  return Object.entries(each.values ?? {}).flatMap(([place, wanted]) => {
    const [field = '', cell = ''] = place.split('@')
    const own = lines.filter((line) => line.cells[field] === cell)
    const row = Number(/\d+$/.exec(cell)?.[0]) - 1
    const inRow = lines.filter((line) => line.row === row && field in line.values && !(field in line.cells))
    const held = (own.length > 0 ? own : inRow).map((line) => line.values[field])
    if (held.length === 0) return [`${place} is not read`]
    const same = held.some((value) => JSON.stringify(value) === JSON.stringify(wanted))
    return same ? [] : [`${place} is ${JSON.stringify(held[0])}, should be ${JSON.stringify(wanted)}`]
  })
}
