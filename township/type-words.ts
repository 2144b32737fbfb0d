// Which item types the words around a table speak for or against, and where the most telling word stands.
import { itemTypes } from '../disclosure/item-types/all.ts'
import type { ItemType } from '../disclosure/item-type.ts'
import { compact } from '../disclosure/parse.ts'
import { undeclaredMatters } from '../disclosure/undeclared-matters.ts'

/** Where a table's words stand, from the most telling to the least. */
export type Words = { title: string; sheet: string; file: string; folders: readonly string[] }

export type Place = 'title' | 'sheet-name' | 'file-name' | 'folder'

/** A declared word where it was found; `at` and `end` in the text of its place. */
export type Spoken = { word: string; place: Place; weight: number; at: number; end: number }

const weightOf: Readonly<Record<Place, number>> = {
  title: 4000,
  'sheet-name': 3000,
  'file-name': 2000,
  folder: 1000,
}

/** A longer word in a more telling place speaks louder. */
export const loudnessOf = (spoken: Spoken | null): number =>
  spoken === null ? 0 : spoken.weight + spoken.word.length

const foldedWords = new Map<string, string>()

/** The declared words are the same for every sheet: they are folded once. */
function folded(word: string): string {
  const known = foldedWords.get(word) ?? compact(word)
  foldedWords.set(word, known)
  return known
}

export function loudestWord(type: ItemType, words: Words): Spoken | null {
  let loudest: Spoken | null = null
  for (const { place, text } of placesOf(words)) {
    const seen = compact(text)
    for (const word of type.words) {
      const wanted = folded(word)
      const at = seen.indexOf(wanted)
      if (at < 0) continue
      const spoken = { word, place, weight: weightOf[place], at, end: at + wanted.length }
      if (loudnessOf(spoken) > loudnessOf(loudest)) loudest = spoken
    }
  }
  return loudest
}

const placesOf = (words: Words): { place: Place; text: string }[] => [
  { place: 'title', text: words.title },
  { place: 'sheet-name', text: words.sheet },
  { place: 'file-name', text: words.file },
  ...words.folders.map((text) => ({ place: 'folder' as const, text })),
]

/** A title outweighs the name of the file it is in; without one, the names count. */
export function speaksAgainst(type: ItemType, words: Words): boolean {
  const said = saidBy(words)
  return (type.notWords ?? []).some((word) => said.includes(folded(word)))
}

const saidBy = (words: Words): string =>
  compact(compact(words.title) === '' ? `${words.sheet} ${words.file}` : words.title)

const declaredWords = [...new Set(itemTypes.flatMap(({ words }) => words.map(folded)))]

/** Whether a line of text names any matter at all, declared or not. */
export function saysType(text: string): boolean {
  const said = compact(text)
  return [...declaredWords, ...undeclaredMatters].some((word) => said.includes(word))
}

/** Names a matter that no type describes, other than as part of a declared word. */
export function isUndeclared(words: Words): boolean {
  const said = saidBy(words)
  return undeclaredMatters.some((matter) => {
    if (!said.includes(matter)) return false
    const holders = declaredWords.filter((word) => word.includes(matter) && said.includes(word))
    return holders.reduce((left, word) => left.replaceAll(word, ''), said).includes(matter)
  })
}
