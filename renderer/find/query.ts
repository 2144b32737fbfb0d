// What somebody looks for, whichever way they write it: what is settled, and letters that may still become characters.

/** Ways of writing what is looked for; each has a tab and a component (Ways.tsx), and all write into one query. */
export const ways = ['initials', 'pinyin', 'hand'] as const
export type Way = (typeof ways)[number]

export type Query = {
  /** Settled: characters, digits, and letters that somebody left as they are. */
  text: string
  /** Typed last, and found by as they stand; in pinyin they wait for somebody to choose their characters. */
  letters: string
}

export const emptyQuery: Query = { text: '', letters: '' }

/** Longer than the pinyin of any name of an item; the machine takes no more. */
export const mostTyped = 40

/** No syllable has a v: where one stands, ü is meant, as it is learnt at school. */
export const umlaut = { v: 'Ü' }

/** What is searched for. */
export const typedOf = ({ text, letters }: Query): string => text + letters

export const isEmpty = (query: Query): boolean => typedOf(query) === ''

const fits = (query: Query): boolean => typedOf(query).length <= mostTyped

const whereItFits = (before: Query, after: Query): Query => (fits(after) ? after : before)

export const withLetter = (query: Query, letter: string): Query =>
  whereItFits(query, { ...query, letters: query.letters + letter })

/** A digit is one: what was typed before it stays as it is. */
export const withDigit = (query: Query, digit: string): Query => withText(query, query.letters.length, digit)

/** The first letters, so many of them, were meant for this text; those after them stay letters. */
export function withChosen(query: Query, text: string, letters: number): Query {
  return whereItFits(query, { text: query.text + text, letters: query.letters.slice(letters) })
}

/** The first letters, so many of them, are settled as they are, and the text comes after them. */
const withText = (query: Query, letters: number, text: string): Query =>
  withChosen(query, query.letters.slice(0, letters) + text, letters)

/** One step back: a letter, or a whole character. */
export function withoutLast({ text, letters }: Query): Query {
  if (letters !== '') return { text, letters: letters.slice(0, -1) }
  return { text: [...text].slice(0, -1).join(''), letters: '' }
}

/** Letters as they stand on their keys. */
export const asShown = (letters: string, way: Way): string =>
  (way === 'pinyin' ? letters.replaceAll('v', umlaut.v) : letters).toUpperCase()
