// The one gate through which text leaves the sheets: swept of everything personal, or not at all.
import { sweep } from '../disclosure/privacy.ts'
import type { PersonalKind, Place, SweptText, SweptValue } from '../disclosure/privacy.ts'
import type { Value } from '../disclosure/fields.ts'
import { cleanText } from '../pack/clean-text.ts'
import type { Findings } from './findings.ts'

export type { SweptText, SweptValue }

/** Numbers, dates, decimals, choices: a reader made them in a form that holds nothing else. */
export const formed = (value: Value): SweptValue => value as SweptValue

/** Sweeps the texts of one sheet and notes what it hid, by cell. */
export class Sweeper {
  readonly #publicNumbers: ReadonlySet<string>
  readonly #findings: Findings
  readonly #seen = new Map<string, { text: SweptText; found: PersonalKind[] }>()

  constructor(publicNumbers: ReadonlySet<string>, findings: Findings) {
    this.#publicNumbers = publicNumbers
    this.#findings = findings
  }

  text(
    raw: string,
    at: { file: string; sheet: string | null; cell: string },
    place: Place = 'anywhere',
  ): SweptText {
    const { text, found } = this.#swept(raw, place)
    for (const kind of found)
      this.#findings.swept.push({ file: at.file, sheet: at.sheet, cell: at.cell, kind })
    return text
  }

  /** Without a note: for names of files and sheets, which are swept wherever they are repeated. */
  name(raw: string): SweptText {
    return this.#swept(raw, 'anywhere').text
  }

  /** For what stays behind in any case: only whether it would have been hidden. */
  isPersonal(raw: string, place: Place): boolean {
    return this.#swept(raw, place).found.length > 0
  }

  value(raw: Value, at: { file: string; sheet: string | null; cell: string }, place: Place): SweptValue {
    if (raw === null || typeof raw === 'number') return raw
    if (typeof raw === 'string') return this.text(raw, at, place)
    return raw.map((part) => this.text(part, at, place))
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
