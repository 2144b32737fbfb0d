// What the reader has to tell the clerk: columns left out, personal data hidden, faults, notes and questions.
import type { Severity } from '../disclosure/checks.ts'
import type { PersonalKind, SweptText } from '../disclosure/privacy.ts'

export type { Severity }

/**
 * `detail` holds numbers and swept words only; it never repeats what was hidden. `seen` is what the cell shows and
 * `expected` what it should show, both as the sheet writes it (12,000.00). `accepted` is the reason a clerk gave in
 * answers.json for publishing nevertheless; villagers read it with the item.
 */
export type Fault = {
  file: string
  sheet: string | null
  cell: string | null
  kind: FaultKind
  severity: Severity
  detail: string
  seen: SweptText | null
  expected: SweptText | null
  accepted: SweptText | null
}

export const faultKinds = [
  /** Something is not published until it is put right. */
  'unknown-village',
  'no-period',
  'missing-value',
  'same-item-twice',
  'not-for-disclosure',
  'missing-column',
  'personal-in-column',
  'personal-in-document',
  'personal-in-picture',
  'document-refused',
  /** Published, but the clerk should look. */
  'total-differs',
  'balance-differs',
  'row-differs',
  'sub-lines-differ',
  'capitals-differ',
  'details-differ',
  'opening-differs',
  'part-exceeds',
  'row-twice',
  'unit-implausible',
  'implausible',
  'other-lump',
  'negative-row',
  'date-outside',
  'date-ahead',
  'age-below',
  'arrears',
  'contract-expiring',
  'open-ended-term',
  'text-in-value',
  'impossible-date',
  'ambiguous-date',
  'unknown-choice',
  'too-precise',
  'formula-without-value',
  'row-not-understood',
  'nil-not-vouched',
  'error-value',
  'hidden-sheet',
  'hidden-cells',
  'beyond-dimension',
  'picture-over-cells',
  'external-link',
  'sheet-unreadable',
  'picture-missing',
  'bad-answer',
  'macros',
  'embedded-object',
  'cell-comment',
  /** Good to know. */
  'other-source-used',
  'corrected',
  'is-correction',
  'same-name',
  'unchanged-since-last',
  'minor-masked',
  'returned-payments',
  'stale-answer',
  'picture-metadata',
  'picture-in-document',
] as const
export type FaultKind = (typeof faultKinds)[number]

export const droppedReasons = ['personal', 'not-declared'] as const
export type Dropped = {
  file: string
  sheet: string | null
  column: string
  why: (typeof droppedReasons)[number]
}
export type SweptCell = { file: string; sheet: string | null; cell: string; kind: PersonalKind }
/**
 * How a sheet was written and how it was read: nothing to put right, but a careful clerk may want to know.
 * The first `mostCells` cells and how many there are in all.
 */
export type Note = { kind: NoteKind; cells: string[]; count: number; detail: string }

const mostCells = 8

export const noteKinds = [
  /** The file and the sheet as wholes. */
  'html-as-xls',
  'no-header',
  'programme-alias',
  'side-by-side',
  /** Rows that are no data. */
  'unit-row',
  'column-number-row',
  'subtotal-rows',
  'footer-rows',
  'indented-sub-lines',
  'duplicate-header',
  /** How values are written. */
  'unit-wan',
  'unit-in-cell',
  'mixed-units',
  'approximate',
  'number-as-text',
  'full-width-digits',
  'blank-zero',
  'damaged-number',
  'date-as-serial',
  'date-without-year',
  'mixed-dates',
  'ditto-mark',
  'merged-down',
  'line-break-in-cell',
  'several-values',
  'padded-name',
  'name-suffix',
  'village-alias',
  'group-alias',
  'bracket-forms',
  'public-contact',
  /** What the sheet says of itself, checked. */
  'capitals-agree',
  'rounded-per-row',
  /** What the item makes of it: a column whose names are shown as 张*三. */
  'name-masked',
] as const
export type NoteKind = (typeof noteKinds)[number]

export const questionKinds = [
  'which-item-type',
  'which-village',
  'which-period',
  'which-unit',
  'which-column',
  'may-picture-be-shown',
  'why-corrected',
] as const
export type QuestionKind = (typeof questionKinds)[number]

/**
 * What only a person can say. `key` is where answers.json keeps the answer, so that it is asked once: the layout of the
 * sheet for its kind and its columns, the odd name for a village, the file for its period and its picture.
 */
export type Question = {
  kind: QuestionKind
  file: string
  sheet: string | null
  cell: string | null
  /** What is asked about, as the sheet has it: a name, a column's header, a number. */
  about: SweptText | null
  key: string
  candidates: string[]
}

export class Findings {
  readonly dropped: Dropped[] = []
  readonly swept: SweptCell[] = []
  readonly faults: Fault[] = []
  readonly questions: Question[] = []
  /** Every place that waits for an answer; many sheets may wait for the same one. */
  readonly waiting: { file: string; sheet: string | null; kind: Question['kind']; key: string }[] = []
  readonly #notes = new Map<string, Note[]>()

  fault(
    at: { file: string; sheet: string | null; cell?: string | null },
    kind: FaultKind,
    severity: Severity,
    detail = '',
    values: { seen: SweptText | null; expected: SweptText | null } = { seen: null, expected: null },
  ): Fault {
    const { file, sheet, cell = null } = at
    const fault: Fault = { file, sheet, cell, kind, severity, detail, ...values, accepted: null }
    this.faults.push(fault)
    return fault
  }

  /** Asked once, however many sheets wait for the answer. */
  ask(question: Question): void {
    const { file, sheet, kind, key } = question
    this.waiting.push({ file, sheet, kind, key })
    if (!this.questions.some((each) => each.kind === kind && each.key === key)) this.questions.push(question)
  }

  /** One more cell (or null: the sheet as a whole) of which `kind` is true. */
  note(at: { file: string; sheet: string | null; cell?: string | null }, kind: NoteKind, detail = ''): void {
    const place = `${at.file}\n${at.sheet ?? ''}`
    const notes = this.#notes.get(place) ?? []
    this.#notes.set(place, notes)
    const note = notes.find((each) => each.kind === kind)
    if (!note) notes.push({ kind, cells: at.cell ? [at.cell] : [], count: 1, detail })
    else {
      note.count += 1
      if (at.cell && note.cells.length < mostCells) note.cells.push(at.cell)
    }
  }

  notesOf(file: string, sheet: string | null): Note[] {
    return this.#notes.get(`${file}\n${sheet ?? ''}`) ?? []
  }
}
