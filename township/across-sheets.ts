// What one sheet says against another: this opening is last closing, details come to their subjects, and names change.
import { severityOf } from '../disclosure/checks.ts'
import type { Check } from '../disclosure/checks.ts'
import type { Field } from '../disclosure/fields.ts'
import type { ItemType } from '../disclosure/item-type.ts'
import { monthsOf, neighbours } from '../disclosure/period.ts'
import type { Period } from '../disclosure/period.ts'
import { compact } from '../disclosure/parse.ts'
import { numberOf } from './breach.ts'
import { totalsOfDraft } from './draft.ts'
import type { Draft } from './draft.ts'
import { plainly } from './figure-words.ts'
import type { FaultKind, Findings } from './findings.ts'
import type { Line } from './sheet-lines.ts'
import type { Sweeper } from './sweep.ts'

/** What is known of an item that was published before: an entry of an earlier pack. */
export type Published = {
  villageCode: string | null
  itemType: string
  stage: string | null
  period: Period
  totals: Record<string, number>
}

type Known = Pick<Published, 'totals'> & { draft: Draft | null }

/** A sheet of the folder goes before an earlier pack: what is corrected here counts. */
export function checkAcross(
  drafts: readonly Draft[],
  previous: readonly Published[],
  tools: { findings: Findings; sweeper: Sweeper },
): void {
  const items = new Map<string, Known>()
  for (const entry of previous)
    items.set(keyOf(entry.villageCode, entry), { totals: entry.totals, draft: null })
  for (const draft of drafts)
    items.set(keyOf(draft.village?.code ?? null, { ...draft, itemType: draft.type.id }), {
      totals: totalsOfDraft(draft),
      draft,
    })
  for (const draft of drafts)
    for (const check of draft.type.checks ?? []) {
      const find = (of: { itemType?: string; stage?: string | null; period?: Period }) =>
        items.get(keyOf(draft.village?.code ?? null, { ...draft, itemType: draft.type.id, ...of }))
      runAcross(new Telling(draft, tools), check, find)
    }
}

const keyOf = (
  village: string | null,
  of: { itemType: string; stage: string | null; period: Period },
): string => JSON.stringify([village, of.itemType, of.stage, of.period])

type Find = (of: { itemType?: string; stage?: string | null; period?: Period }) => Known | undefined

function runAcross(telling: Telling, check: Check, find: Find): void {
  switch (check.kind) {
    case 'carries-over':
      return checkOpening(telling, check, find)
    case 'agrees':
      return checkAgreement(telling, check, find)
    case 'both-sides':
      return checkSides(telling, check)
    case 'names-change':
      return checkNames(telling, check, find)
    default:
      // All others need no second sheet.
      return
  }
}

type Of<Kind extends Check['kind']> = Extract<Check, { kind: Kind }>

function checkOpening(telling: Telling, check: Of<'carries-over'>, find: Find): void {
  const before = find({ period: periodBefore(telling.draft.period, check.since) ?? 'none' })
  const closing = before?.totals[check.closing]
  if (closing !== undefined)
    telling.compare(check.opening, closing, 'opening-differs', check, before?.draft?.shownFile ?? '')
}

/** The period before, or the last of the year before: a balance sheet opens with the year. */
function periodBefore(period: Period, since: 'period' | 'year'): Period | null {
  let { previous } = neighbours(period)
  if (since === 'period') return previous
  const year = Math.floor(monthsOf(period).first / 12)
  while (previous !== null && Math.floor(monthsOf(previous).first / 12) === year)
    previous = neighbours(previous).previous
  return previous
}

function checkAgreement(telling: Telling, check: Of<'agrees'>, find: Find): void {
  const other = find({ itemType: check.type, stage: null })
  for (const [mine, theirs] of Object.entries(check.totals)) {
    const total = other?.totals[theirs]
    if (total !== undefined)
      telling.compare(mine, total, 'details-differ', check, other?.draft?.shownFile ?? '')
  }
  if (other?.draft) checkSubjects(telling, check, other.draft)
}

/** Each subject of the other sheet against the lines of this one that name it; told where the subject stands. */
function checkSubjects(telling: Telling, check: Of<'agrees'>, other: Draft): void {
  const { subjects } = check
  const { layout, headline } = other.type
  const amount = headline === null ? undefined : other.type.totals[headline]?.sum
  if (!subjects || layout.kind !== 'paired' || amount === undefined) return
  // A line without its subject may belong to any of them.
  if (telling.draft.lines.some((line) => line.values[subjects.field] === null)) return
  for (const line of other.lines) {
    const column = subjects.sides[sideOf(line, layout.halves)]
    if (line.isSubLine || column === undefined) continue
    const own = telling.draft.lines.filter(
      (each) => mainSubject(each, subjects.field) === line.values[layout.subject],
    )
    if (own.length === 0) continue
    const sum = own.reduce((all, each) => all + numberOf(each, column), 0)
    if (sum !== numberOf(line, amount)) telling.tellThere(other, line, amount, sum, check)
  }
}

const sideOf = (line: Line, halves: readonly { into: string; value: string }[]): string =>
  halves.find(({ into, value }) => line.values[into] === value)?.value ?? ''

const mainSubject = (line: Line, field: string): string =>
  compact(String(line.values[field] ?? '')).replace(/[-—/·:].*$/, '')

function checkSides(telling: Telling, check: Of<'both-sides'>): void {
  const other = telling.totals[check.other]
  if (other !== undefined) telling.compare(check.one, other, 'total-differs', check, check.other)
}

/** Two names may well stay for a year; a list of five that nobody joins or leaves is worth a look. */
const fewest = 5

function checkNames(telling: Telling, check: Of<'names-change'>, find: Find): void {
  const { draft } = telling
  const before = find({ period: neighbours(draft.period).previous ?? 'none' })?.draft
  if (!before || draft.lines.length < fewest) return
  if (namesOf(before, check.of) === namesOf(draft, check.of))
    telling.tell('unchanged-since-last', check, null, before.shownFile)
}

const namesOf = ({ lines }: Draft, of: string): string =>
  lines
    .map((line) => compact(String(line.fullName ?? line.values[of] ?? '')))
    .sort()
    .join('\n')

/** Where a total of a draft stands, how it is written, and how a fault about it becomes the draft's own. */
class Telling {
  readonly draft: Draft
  readonly totals: Record<string, number>
  readonly #tools: { findings: Findings; sweeper: Sweeper }

  constructor(draft: Draft, tools: { findings: Findings; sweeper: Sweeper }) {
    this.draft = draft
    this.totals = totalsOfDraft(draft)
    this.#tools = tools
  }

  compare(total: string, expected: number, kind: FaultKind, check: Check, detail: string): void {
    const own = this.totals[total]
    const field = fieldOf(this.draft.type, total)
    if (own === undefined || !field || own === expected) return
    const { sweeper } = this.#tools
    this.tell(kind, check, cellOf(this.draft, total), detail, {
      seen: sweeper.name(plainly(field, own)),
      expected: sweeper.name(plainly(field, expected)),
    })
  }

  /** A fault of both items: one of the two is wrong, and only the office knows which. */
  tellThere(other: Draft, line: Line, name: string, expected: number, check: Check): void {
    const field = line.type.fields[name]
    if (!field) throw new Error(`${line.type.id} has no field ${name}`)
    const { sweeper, findings } = this.#tools
    const fault = findings.fault(
      { file: other.shownFile, sheet: other.shownSheet, cell: line.cells[name] ?? null },
      'details-differ',
      severityOf(check),
      this.draft.shownFile,
      {
        seen: sweeper.name(plainly(field, numberOf(line, name))),
        expected: sweeper.name(plainly(field, expected)),
      },
    )
    other.faults.push(fault)
    this.draft.faults.push(fault)
  }

  tell(
    kind: FaultKind,
    check: Check,
    cell: string | null,
    detail: string,
    values?: Parameters<Findings['fault']>[4],
  ): void {
    const { shownFile: file, shownSheet: sheet } = this.draft
    const fault = this.#tools.findings.fault({ file, sheet, cell }, kind, severityOf(check), detail, values)
    this.draft.faults.push(fault)
  }
}

function fieldOf(type: ItemType, total: string): Field | undefined {
  const name = type.figures?.[total]?.field ?? type.totals[total]?.sum
  return name === undefined ? undefined : type.fields[name]
}

/** The cell of a figure; of a sum the cell in which the sheet prints it. */
function cellOf(draft: Draft, total: string): string | null {
  const figure = draft.figureCells[total]
  if (figure !== undefined) return figure
  const name = draft.type.totals[total]?.sum
  const value = totalsOfDraft(draft)[total]
  const printed = draft.printed.filter(({ field }) => field === name)
  return (printed.find((each) => each.sum === value) ?? printed.at(-1))?.cell ?? null
}
