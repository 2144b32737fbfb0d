// What must never be on a kiosk, found in any text whatever way it is written; the gate that makes a text fit to leave.
import type { FieldKind } from './fields.ts'
import { healthIn } from './health-words.ts'
import type { ItemType } from './item-type.ts'
import { numbersIn } from './personal-numbers.ts'
import type { NumberKind } from './personal-numbers.ts'
import { personsIn } from './personal-words.ts'

export { hasLuhn, isIdNumber } from './number-forms.ts'

export const personalKinds = [
  'id-number',
  'bank-card',
  'mobile',
  'landline',
  'disability-certificate',
  'document-number',
  'half-masked-number',
  'birth-date',
  'minor',
  'health',
] as const satisfies readonly (NumberKind | 'birth-date' | 'minor' | 'health')[]
export type PersonalKind = (typeof personalKinds)[number]

export type Finding = { kind: PersonalKind; start: number; end: number }

declare const swept: unique symbol
/** Text in which nothing personal was found; only `sweep` makes it, and only swept values enter a pack. */
export type SweptText = string & { readonly [swept]: true }
export type SweptValue = number | null | SweptText | readonly SweptText[]

/** The same shape with every free text in it swept; words that a declaration lists (a step, a type) stay as they are. */
export type Swept<T> = T extends string
  ? string extends T
    ? SweptText
    : T
  : T extends number | boolean | null | undefined
    ? T
    : { [Name in keyof T]: Swept<T[Name]> }

/** In a row about a person even 住院 says too much; in a notice for everybody it does not. */
export type Place = 'anywhere' | 'person-row'

export const hiddenMark = '〔已隐去〕'

/** All personal data in a text; `publicNumbers` are declared hotlines and duty phones, digits only. */
export function findPersonal(
  text: string,
  publicNumbers: ReadonlySet<string>,
  place: Place = 'anywhere',
): Finding[] {
  const ofPerson = place === 'person-row'
  const found: Finding[] = [...numbersIn(text, publicNumbers, ofPerson), ...personsIn(text, ofPerson)]
  for (const { start, end } of healthIn(text, ofPerson)) found.push({ kind: 'health', start, end })
  return found.sort((one, other) => one.start - other.start)
}

/** The text with everything personal replaced by 〔已隐去〕, and what kinds were hidden. */
export function sweep(
  text: string,
  publicNumbers: ReadonlySet<string>,
  place: Place = 'anywhere',
): { text: SweptText; found: PersonalKind[] } {
  const found: PersonalKind[] = []
  let rest = text
  // Hiding one part may bring two others together; each round hides at least one, so it ends.
  for (;;) {
    const findings = findPersonal(rest, publicNumbers, place)
    if (findings.length === 0) return { text: rest as SweptText, found }
    for (const finding of findings) found.push(finding.kind)
    rest = replaced(rest, findings)
  }
}

/** Every text within a value swept, keys aside; the way out for what is put together from many parts. */
export function sweepAll<T>(value: T, sweepOne: (text: string) => SweptText): Swept<T> {
  const through = (each: unknown): unknown => {
    if (typeof each === 'string') return isHash(each) ? each : sweepOne(each)
    if (Array.isArray(each)) return each.map(through)
    if (typeof each !== 'object' || each === null) return each
    return Object.fromEntries(Object.entries(each).map(([name, part]) => [name, through(part)]))
  }
  return through(value) as Swept<T>
}

/** A SHA-256 or the id of a key: among random hex digits there is now and then a row that a card could have. */
const isHash = (text: string): boolean => /^(?=.*[a-f])(?:[0-9a-f]{64}|[0-9a-f]{16})$/.test(text)

/**
 * A whole number that is somebody's telephone: a shifted column turns it into an amount, a count or a number of mu.
 * IDs and cards are larger than any value of a pack may be.
 */
export function isPersonalInteger(value: number, kind: FieldKind): boolean {
  const whole = value / (kind === 'money' ? 100 : kind === 'area' ? 10_000 : 1)
  return Number.isInteger(whole) && whole >= 13_000_000_000 && whole <= 19_999_999_999
}

/** What a list of people who get help says of one of them; a list of policies speaks of nobody. */
export const placeOf = ({ category, fields }: Pick<ItemType, 'category' | 'fields'>): Place =>
  ['subsidy', 'social-assistance'].includes(category) &&
  Object.values(fields).some(({ kind }) => kind === 'person')
    ? 'person-row'
    : 'anywhere'

/** Numbers that may be shown: hotlines, windows, duty phones, reduced to their digits. */
export function publicNumbersOf(phones: Iterable<string | undefined>): ReadonlySet<string> {
  const numbers = new Set<string>()
  for (const phone of phones) if (phone) numbers.add(phone.replace(/\D/g, ''))
  return numbers
}

function replaced(text: string, findings: readonly Finding[]): string {
  let result = ''
  let at = 0
  for (const { start, end } of findings) {
    if (end <= at) continue
    result += text.slice(at, Math.max(at, start)) + (start >= at ? hiddenMark : '')
    at = end
  }
  return result + text.slice(at)
}

// ---- what follows from a finding ----

/** Where a text stands, as far as it matters for what is done with it. */
export type Where =
  /** A cell of a published column, or words around the table: titles, remarks, names of files. */
  | 'text'
  /** A published column as a whole, when most of its cells hold such a thing: the columns are shifted. */
  | 'column'
  /** A page of a document that would be attached as a picture: nothing can be hidden in it. */
  | 'document'

export type Treatment = 'replace' | 'block'

const numbersBlock = { text: 'replace', column: 'block', document: 'block' } as const

/** What is found is replaced by 〔已隐去〕 or keeps the thing from being published; in both cases the report lists it. */
export const treatment: Readonly<Record<PersonalKind, Readonly<Record<Where, Treatment>>>> = {
  'id-number': numbersBlock,
  'bank-card': numbersBlock,
  mobile: numbersBlock,
  landline: numbersBlock,
  'disability-certificate': numbersBlock,
  'document-number': numbersBlock,
  'half-masked-number': numbersBlock,
  'birth-date': numbersBlock,
  minor: { text: 'replace', column: 'replace', document: 'block' },
  // A remark that says 因病 in every row is a remark; hiding the words is enough.
  health: { text: 'replace', column: 'replace', document: 'block' },
}
