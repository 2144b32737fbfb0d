// Which faults hold an item back, and which a clerk has accepted with a reason that villagers will read.
import type { Entry } from '../disclosure/entry.ts'
import type { Accepted } from './answers.ts'
import { answersFile } from './answers-in-use.ts'
import type { Draft } from './draft.ts'
import type { Fault, FaultKind, Findings, Question } from './findings.ts'
import type { Line } from './sheet-lines.ts'
import { formed, formedOrNull } from './sweep.ts'
import type { Swept, Sweeper } from './sweep.ts'

/** No reason makes these right: something is not known, not there, or not for everybody's eyes. */
export const neverAccepted: ReadonlySet<string> = new Set<FaultKind>([
  'unknown-village',
  'no-period',
  'missing-value',
  'missing-column',
  'not-for-disclosure',
  'same-item-twice',
  'personal-in-column',
  'personal-in-document',
  'personal-in-picture',
  'document-refused',
  'bad-answer',
  'stale-answer',
])

/** Marks the faults a clerk has accepted; what is no longer there to accept is told, too. */
export class Acceptance {
  readonly #accepted: readonly Accepted[]
  readonly #findings: Findings
  readonly #sweeper: Sweeper
  readonly #met = new Set<Accepted>()

  constructor(accepted: readonly Accepted[], findings: Findings, sweeper: Sweeper) {
    this.#accepted = accepted
    this.#findings = findings
    this.#sweeper = sweeper
  }

  mark(): void {
    for (const fault of this.#findings.faults) {
      if (fault.accepted !== null || neverAccepted.has(fault.kind)) continue
      const answer = this.#accepted.find((each) => isOf(each, fault))
      if (!answer) continue
      this.#met.add(answer)
      fault.accepted = this.#sweeper.name(answer.reason)
    }
  }

  tellStale(): void {
    for (const answer of this.#accepted) {
      if (this.#met.has(answer)) continue
      const { file, sheet, cell, kind } = answer
      const detail = ['accepted', file, sheet, cell, kind].filter((part) => part !== null).join(' ')
      const at = { file: answersFile, sheet: null }
      if (neverAccepted.has(kind))
        this.#findings.fault(at, 'bad-answer', 'warning', this.#sweeper.name(detail))
      else this.#findings.fault(at, 'stale-answer', 'info', this.#sweeper.name(detail))
    }
  }
}

/** A sheet left out speaks of the file's only table; the cell must be the very cell. */
const isOf = (answer: Accepted, fault: Fault): boolean =>
  answer.kind === fault.kind &&
  answer.file === fault.file &&
  (answer.sheet === null || answer.sheet === fault.sheet) &&
  answer.cell === fault.cell

export const blocks = (fault: Fault): boolean => fault.severity === 'error' && fault.accepted === null

// ---- which items a fault is about ----

type SheetDrafts = { drafts: Draft[]; byRow: Map<number, Set<Draft>>; byCell: Map<string, Set<Draft>> }

/** Finds the items a fault speaks of: those of its row's village, else all of its sheet. */
export class FaultMap {
  readonly #sheets = new Map<string, SheetDrafts>()
  readonly #ofLine = new Map<Line, Draft>()
  readonly #faults = new Map<Draft, Fault[]>()

  constructor(drafts: readonly Draft[], faults: readonly Fault[]) {
    for (const draft of drafts) this.#keep(draft)
    for (const fault of faults)
      for (const draft of this.#touchedBy(fault))
        this.#faults.set(draft, [...(this.#faults.get(draft) ?? []), fault])
  }

  /** Of a list gathered from several sheets: the faults of each of them. */
  of(draft: Draft): Fault[] {
    const parts = new Set([draft, ...draft.lines.flatMap((line) => this.#ofLine.get(line) ?? [])])
    return [...new Set([...parts].flatMap((part) => this.#faults.get(part) ?? []))]
  }

  #keep(draft: Draft): void {
    const key = sheetKey(draft.shownFile, draft.shownSheet)
    const sheet: SheetDrafts = this.#sheets.get(key) ?? {
      drafts: [],
      byRow: new Map(),
      byCell: new Map(),
    }
    this.#sheets.set(key, sheet)
    sheet.drafts.push(draft)
    for (const line of draft.lines) {
      this.#ofLine.set(line, draft)
      addTo(sheet.byRow, line.row + 1, draft)
    }
    for (const { cell } of draft.printed) addTo(sheet.byCell, cell, draft)
  }

  #touchedBy({ file, sheet: name, cell, kind }: Fault): Iterable<Draft> {
    const sheet = this.#sheets.get(sheetKey(file, name))
    // The row of an unknown village belongs to none of the others.
    if (!sheet || kind === 'unknown-village') return []
    const row = Number(/(\d+)$/.exec(cell ?? '')?.[1])
    return sheet.byRow.get(row) ?? sheet.byCell.get(cell ?? '') ?? sheet.drafts
  }
}

/** A check knows which item it is about; any other fault speaks of all items of its row, or of its sheet. */
export function faultsByDraft(drafts: readonly Draft[], findings: Findings): (draft: Draft) => Fault[] {
  const checked = new Set(drafts.flatMap(({ faults }) => faults))
  const others = new FaultMap(
    drafts,
    findings.faults.filter((fault) => !checked.has(fault)),
  )
  return (draft) => [...draft.faults, ...others.of(draft)]
}

const sheetKey = (file: string, sheet: string | null): string => `${file}\n${sheet ?? ''}`

function addTo<Key>(map: Map<Key, Set<Draft>>, key: Key, draft: Draft): void {
  const drafts = map.get(key) ?? new Set()
  map.set(key, drafts.add(draft))
}

/** A unit in doubt: the whole sheet waits, whatever else is right. */
export const waitsForUnit = ({ shownFile, shownSheet }: Draft, { waiting, questions }: Findings): boolean =>
  [...waiting, ...questions].some(
    ({ kind, file, sheet }) => kind === 'which-unit' && file === shownFile && sheet === shownSheet,
  )

const mostExplanations = 12

/** What villagers read beside the item: the accepted faults and why. */
export const explanationsOf = (faults: readonly Fault[]): Swept<Entry>['explanations'] =>
  faults
    .flatMap(({ kind, cell, accepted }) =>
      accepted === null ? [] : [{ kind: formed(kind), cell: formedOrNull(cell), text: accepted }],
    )
    .slice(0, mostExplanations)

// ---- what is left out ----

/** An item or a whole sheet that is not in the pack, and what has to be put right or answered first. */
export type LeftOut = {
  file: string
  sheet: string | null
  entry: string | null
  faults: { cell: string | null; kind: FaultKind }[]
  question: { kind: Question['kind']; key: string } | null
}

export function leftOutOf(
  drafts: readonly Draft[],
  built: ReadonlySet<string>,
  findings: Findings,
): LeftOut[] {
  const stopping = findings.faults.filter(blocks)
  const faultMap = new FaultMap(drafts, stopping)
  const out: LeftOut[] = []
  const told = new Set<Fault>()
  for (const draft of drafts) {
    if (built.has(draft.id)) continue
    const faults = faultMap.of(draft)
    for (const fault of faults) told.add(fault)
    out.push(leftOut(draft.shownFile, draft.shownSheet, draft.id, faults))
  }
  for (const { file, sheet, kind, key } of findings.waiting)
    if (
      stopsSheet.has(kind) &&
      !out.some((each) => each.file === file && each.sheet === sheet && each.question)
    )
      out.push({ ...leftOut(file, sheet, null, []), question: { kind, key } })
  for (const fault of stopping)
    if (!told.has(fault) && !out.some(({ file, sheet }) => file === fault.file && sheet === fault.sheet))
      out.push(leftOut(fault.file, fault.sheet, null, [fault]))
  return out
}

const leftOut = (
  file: string,
  sheet: string | null,
  entry: string | null,
  faults: readonly Fault[],
): LeftOut => ({
  file,
  sheet,
  entry,
  faults: faults.map(({ cell, kind }) => ({ cell, kind })),
  question: null,
})

const stopsSheet: ReadonlySet<Question['kind']> = new Set([
  'which-item-type',
  'which-column',
  'which-period',
  'which-village',
  'which-unit',
])

/** A picture nobody has looked at stays in the office and stops nothing. */
export const isBlocking = ({ kind }: Question): boolean => kind !== 'may-picture-be-shown'
