// The one gate through which text leaves the sheets: swept of everything personal, or not at all.
import { createHash } from 'node:crypto'
import type { FieldKind, Value } from '../disclosure/fields.ts'
import { findPersonal, isPersonalInteger, sweep, sweepAll } from '../disclosure/privacy.ts'
import type { PersonalKind, Place, Swept, SweptText, SweptValue } from '../disclosure/privacy.ts'
import { cleanText } from '../pack/clean-text.ts'
import { limits } from '../pack/limits.ts'
import type { Findings } from './findings.ts'

export type { Swept, SweptText, SweptValue }

type At = { file: string; sheet: string | null; cell: string }

const nobody: ReadonlySet<string> = new Set()

/** What a reader made in a closed form: a date, an id, the name of a field, a mark. What else comes here is a fault of ours. */
export function formed(text: string): SweptText {
  const isClosed = /^[0-9A-Za-z.* -]{1,160}$/.test(text) && findPersonal(text, nobody).length === 0
  if (isClosed) return text as SweptText
  throw new Error(`a text of ${text.length} characters has no closed form`)
}

/** The name a part of a pack has by its bytes. */
export const hashOf = (bytes: Uint8Array): SweptText =>
  createHash('sha256').update(bytes).digest('hex') as SweptText

export const formedOrNull = (text: string | null): SweptText | null => (text === null ? null : formed(text))

/** Whoever declares a number as public shows it; an ID or a card is no telephone. */
export function phoneOrNull(raw: string): SweptText | null {
  const digits = raw.replace(/\D/g, '')
  const { text, found } = sweep(raw, new Set([digits]))
  return /^[0-9-]{3,20}$/.test(raw) && digits.length <= 12 && found.length === 0 ? text : null
}

/** JSON adds quotes and brackets to what is swept, nothing else. `open` are the numbers that may be shown. */
export const sweptJson = (value: object, open: ReadonlySet<string> = nobody): SweptText =>
  `${JSON.stringify(
    sweepAll(value, (text) => sweep(text, open).text),
    null,
    2,
  )}\n` as SweptText

/** Sweeps the texts of one sheet and notes what it hid, by cell. */
export class Sweeper {
  readonly #publicNumbers: ReadonlySet<string>
  readonly #findings: Findings
  readonly #seen = new Map<string, { text: SweptText; found: PersonalKind[] }>()

  constructor(publicNumbers: ReadonlySet<string>, findings: Findings) {
    this.#publicNumbers = publicNumbers
    this.#findings = findings
  }

  text(raw: string, at: At, place: Place = 'anywhere'): SweptText {
    const { text, found } = this.#swept(raw, place)
    this.#tell(at, found)
    return text
  }

  /** Without a note: for names of files and sheets, which are swept wherever they are repeated. */
  name(raw: string): SweptText {
    return this.#swept(raw, 'anywhere').text
  }

  /** Every text within a value: the way out for reports, which are put together from many parts. */
  all<T>(value: T): Swept<T> {
    return sweepAll(value, (text) => this.name(text))
  }

  /** What would be hidden, for what stays behind in any case and for documents in which nothing can be hidden. */
  personalIn(raw: string, place: Place = 'anywhere'): readonly PersonalKind[] {
    return this.#swept(raw, place).found
  }

  /** Words and names: what is personal in them is replaced. */
  value(raw: Value, at: At, place: Place): SweptValue {
    if (raw === null || typeof raw === 'number') return raw
    if (typeof raw === 'string') return this.text(raw, at, place)
    return raw.map((part) => this.text(part, at, place))
  }

  /** Numbers, dates, choices: a shifted column makes an amount of a telephone, and then there is no amount. */
  exact(raw: Value, kind: FieldKind, at: At): SweptValue {
    if (typeof raw === 'number') {
      const tooLarge = Math.abs(raw) > limits.integer
      if (!tooLarge && !isPersonalInteger(raw, kind)) return raw
      this.#tell(at, [tooLarge ? 'document-number' : 'mobile'])
      return null
    }
    if (kind === 'phone' && typeof raw === 'string') {
      const phone = phoneOrNull(raw)
      if (phone === null) this.#tell(at, ['document-number'])
      return phone
    }
    const swept = this.value(raw, at, 'anywhere')
    return JSON.stringify(swept) === JSON.stringify(raw) ? swept : null
  }

  #tell({ file, sheet, cell }: At, found: readonly PersonalKind[]): void {
    for (const kind of found) this.#findings.swept.push({ file, sheet, cell, kind })
  }

  #swept(raw: string, place: Place): { text: SweptText; found: PersonalKind[] } {
    const key = `${place}\n${raw}`
    const known = this.#seen.get(key)
    if (known) return known
    const swept = sweep(cleanText(raw), this.#publicNumbers, place)
    this.#seen.set(key, swept)
    return swept
  }
}
