// An item of one village as read from one sheet, before it is known whether another sheet says it better.
import { createHash } from 'node:crypto'
import { Entry, entryId } from '../disclosure/entry.ts'
import type { Row } from '../disclosure/entry.ts'
import { columnsOf } from '../disclosure/item-type.ts'
import type { ItemType } from '../disclosure/item-type.ts'
import { minorMark } from '../disclosure/masking.ts'
import type { Period } from '../disclosure/period.ts'
import type { Village } from '../disclosure/township.ts'
import { totalsOf } from '../pack/totals.ts'
import type { Fault } from './findings.ts'
import type { Surroundings } from './footer.ts'
import type { Known } from './recognise.ts'
import type { Line, PrintedSum } from './sheet-lines.ts'
import { formed, formedOrNull, phoneOrNull } from './sweep.ts'
import type { Swept, Sweeper, SweptText, SweptValue } from './sweep.ts'

export type Recognition = Pick<Known, 'confidence' | 'reasons'>

export type Source = 'correction' | 'publication' | 'private'

export type Draft = {
  id: string
  type: ItemType
  stage: string | null
  village: Village | null
  period: Period
  file: string
  sheet: string | null
  shownFile: SweptText
  shownSheet: SweptText | null
  title: SweptText
  lines: Line[]
  figures: Record<string, number>
  printed: PrintedSum[]
  /** Where each figure was read. */
  figureCells: Record<string, string>
  /** What the checks found; an error that nobody has accepted with a reason holds the item back. */
  faults: Fault[]
  surroundings: SweptSurroundings
  body: SweptText | null
  source: Source
  /** How sure it is that the sheet is of this type, and why. */
  recognition: Recognition
  /** What tells one form of a list from the next; never leaves the reader. */
  formNo: string | null
}

/** Names and remarks around the table, through the same gate as its cells. */
export type SweptSurroundings = Omit<
  Surroundings,
  'remarks' | 'rate' | 'accountingEntity' | 'approvals' | 'hotlines'
> & {
  accountingEntity: SweptText | null
  approvals: { step: Surroundings['approvals'][number]['step']; name: SweptText | null; on: string | null }[]
  hotlines: { body: SweptText; phone: SweptText }[]
}

/** Whom a sheet tells to call; what is no telephone is left out. */
export const sweptHotlines = (
  hotlines: Surroundings['hotlines'],
  sweep: (text: string) => SweptText,
): SweptSurroundings['hotlines'] =>
  hotlines.flatMap(({ body, phone }) => {
    const shown = phoneOrNull(phone)
    return shown === null ? [] : [{ body: sweep(body), phone: shown }]
  })

export const draftId = (
  draft: Pick<Draft, 'type' | 'stage' | 'village' | 'period'>,
  distinction?: string,
): string =>
  entryId({
    villageCode: draft.village?.code ?? null,
    itemType: draft.type.id,
    stage: draft.stage,
    period: draft.period,
    ...(distinction === undefined ? {} : { distinction }),
  })

/** Two notices of one day differ by their title; six hex digits are enough to tell them apart and stay the same. */
export const titleMark = (title: string): string =>
  createHash('sha256').update(title).digest('hex').slice(0, 6)

/** Rows as the pack holds them; the brand of their texts says that they came through the gate. */
export function rowsOf(draft: Draft): (readonly SweptValue[])[] {
  const names = columnsOf(draft.type).map((column) => column.id)
  return draft.lines.map((line) => names.map((name) => line.values[name] ?? null))
}

export function totalsOfDraft(draft: Draft): Record<string, number> {
  const totals = totalsOf(draft.type)
  for (const row of rowsOf(draft)) totals.add(row as Row)
  // A column the sheet does not have has no sum: 0 would say that nothing was due.
  const told = Object.entries(totals.values()).filter(([name]) => {
    const field = draft.type.totals[name]?.sum ?? ''
    return draft.lines.some((line) => field in line.cells)
  })
  return { ...Object.fromEntries(told), ...draft.figures }
}

export const countedRows = (draft: Draft): number => draft.lines.filter((line) => !line.isSubLine).length

/** The rule for every check: a breach that is an error, and that the clerk has not accepted, is not published. */
export const isHeldBack = ({ faults }: Draft): boolean =>
  faults.some(({ severity, accepted }) => severity === 'error' && accepted === null)

/** Required cells that are empty: the kiosk would refuse the whole pack for one of them; and sums nobody could read. */
export function missingCells(draft: Draft): string[] {
  const columns = columnsOf(draft.type)
  const hasColumn = (id: string) => draft.lines.some((line) => id in line.cells)
  const needed = columns.filter(({ id, required, expected }) => required || (expected && hasColumn(id)))
  const either = (draft.type.needsOneOf ?? []).filter(hasColumn)
  return draft.lines.flatMap((line) => {
    if (line.isSubLine) return []
    const isEmpty = (id: string) => line.values[id] === null || line.values[id] === ''
    const missing = needed.filter(({ id }) => isEmpty(id)).map(({ id }) => id)
    const none = either.length > 0 && either.every(isEmpty) && !either.some((id) => missing.includes(id))
    // A figure that is there but no figure (1万2): the sum without it would be too small.
    const unread = (line.unread ?? []).filter((id) => !missing.includes(id))
    return [...missing, ...(none ? either.slice(0, 1) : []), ...unread].map((id) => line.cells[id] ?? '')
  })
}

export function entryOfDraft(
  draft: Draft,
  correctionNote: SweptText | null,
  attachments: Swept<Entry>['attachments'],
  sweeper: Sweeper,
  explanations: Swept<Entry>['explanations'] = [],
): Swept<Entry> {
  const { surroundings } = draft
  // What is cut off may leave a number that was longer and meant nothing: it goes through the gate once more.
  const shortened = (text: string) => sweeper.name([...text].slice(0, 190).join(''))
  const entry: Swept<Entry> = {
    id: formed(draft.id),
    villageCode: formedOrNull(draft.village?.code ?? null),
    itemType: formed(draft.type.id),
    stage: formedOrNull(draft.stage),
    period: formed(draft.period),
    title: shortened(draft.title),
    rows: countedRows(draft),
    subRows: draft.lines.length - countedRows(draft),
    totals: totalsOfDraft(draft),
    printedTotals: draft.printed.slice(0, 40).map(({ cell, field, ...sums }) => ({
      cell: formed(cell),
      field: formed(field),
      printed: sums.printed,
      sum: sums.sum,
      matches: sums.matches,
    })),
    accountingEntity: surroundings.accountingEntity,
    approvals: surroundings.approvals
      .slice(0, 12)
      .map(({ step, name, on }) => ({ step, name, on: formedOrNull(on) })),
    publishedOn: formedOrNull(surroundings.publishedOn),
    notice: surroundings.notice && {
      start: formed(surroundings.notice.start),
      end: formed(surroundings.notice.end),
    },
    hotlines: surroundings.hotlines.slice(0, 12),
    body: draft.body,
    correctionNote,
    explanations,
    source: { file: shortened(draft.shownFile), sheet: draft.shownSheet },
    attachments,
  }
  // Nothing is made of it: the schema is what the kiosk will hold it against.
  Entry.parse(entry)
  return entry
}

/** Masks a line whose child another sheet of the township has given away. */
export function maskLine(line: Line): void {
  for (const [name, field] of Object.entries(line.type.fields))
    if (field.kind === 'person' && line.values[name] !== null) line.values[name] = formed(minorMark)
  line.isMinor = true
  line.picture = null
}
