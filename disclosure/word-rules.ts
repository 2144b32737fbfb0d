// What may stand in place of a word of the screen: plain text that is given the same things as the Chinese it says.

/** `disclosure:cash-ledger.sentence`, `ui:unit.household_one`: where a word stands, never a number of anybody. */
export const wordName = /^[a-z-]{2,30}:(?!.*\d{3})[\p{L}\p{N}._-]{1,90}$/u

const numberForm = /_(?:zero|one|two|few|many|other)$/

/** The word that a form for one, two or many is a form of. */
export const withoutNumberForm = (name: string): string => name.replace(numberForm, '')

/** What a text is given, by name; a month may be written by its own name instead of its number. */
export function givenTo(text: string): string[] {
  const names = [...text.matchAll(/\{\{\s*-?\s*(\w+)/g)].map((match) => match[1] ?? '')
  return [...new Set(names.map((name) => (name === 'monthName' ? 'month' : name)))].toSorted()
}

export type WordFlaw = 'no-such-word' | 'other-names' | 'not-plain'

/** Null if `text` may stand where Chinese says `chinese`. */
export function flawOfWord(text: string, chinese: string | undefined): WordFlaw | null {
  if (chinese === undefined) return 'no-such-word'
  // Mark-up, and what i18next would read as a reference to another word.
  if (/[<>]|\$t\(/.test(text) && !/[<>]/.test(chinese)) return 'not-plain'
  return givenTo(text).join() === givenTo(chinese).join() ? null : 'other-names'
}
