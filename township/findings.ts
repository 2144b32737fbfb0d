// What the reader has to tell the clerk: columns left out, personal data hidden, faults, and questions.
import type { PersonalKind } from '../disclosure/privacy.ts'

export type Severity = 'error' | 'warning' | 'info'

/** `detail` holds numbers and swept words only; it never repeats what was hidden. */
export type Fault = {
  file: string
  sheet: string | null
  cell: string | null
  kind: FaultKind
  severity: Severity
  detail: string
}

export type FaultKind =
  /** Something is not published until it is put right. */
  | 'unknown-village'
  | 'no-period'
  | 'missing-value'
  | 'same-item-twice'
  | 'not-for-disclosure'
  /** Published, but the clerk should look. */
  | 'total-differs'
  | 'balance-differs'
  | 'row-differs'
  | 'sub-lines-differ'
  | 'text-in-value'
  | 'unknown-choice'
  | 'too-precise'
  | 'formula-without-value'
  | 'row-not-understood'
  | 'hidden-sheet'
  | 'picture-missing'
  /** Good to know. */
  | 'other-source-used'
  | 'corrected'
  | 'minor-masked'
  | 'returned-payments'

export type Dropped = { file: string; sheet: string | null; column: string; why: 'personal' | 'not-declared' }
export type SweptCell = { file: string; sheet: string | null; cell: string; kind: PersonalKind }
export type Question = {
  kind: 'which-item-type' | 'which-village' | 'which-period'
  file: string
  sheet: string | null
  candidates: string[]
}

export class Findings {
  readonly dropped: Dropped[] = []
  readonly swept: SweptCell[] = []
  readonly faults: Fault[] = []
  readonly questions: Question[] = []

  fault(
    at: { file: string; sheet: string | null; cell?: string | null },
    kind: FaultKind,
    severity: Severity,
    detail = '',
  ): void {
    this.faults.push({ file: at.file, sheet: at.sheet, cell: at.cell ?? null, kind, severity, detail })
  }
}
