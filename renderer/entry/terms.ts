// Which words of an item a villager may not know, out of the dictionary of plain meanings.
import i18next from 'i18next'
import { z } from 'zod'

const Dictionary = z.record(z.string(), z.string())

/** Words as sheets write them, with what they mean in the chosen language. */
export function dictionary(): ReadonlyMap<string, string> {
  const { language } = i18next
  const own = Dictionary.catch({}).parse(i18next.getResource(language, 'terms', 'meaning'))
  const fallback = Dictionary.catch({}).parse(i18next.getResource('zh-CN', 'terms', 'meaning'))
  return new Map(Object.entries({ ...fallback, ...own }))
}

export type Term = { term: string; meaning: string }

/**
 * The terms that occur in `texts`, in the order they are met, each once. Where one lies within a longer one (流转 in
 * 土地流转) only the longer is told.
 */
export function termsIn(texts: readonly string[], known: ReadonlyMap<string, string>): Term[] {
  const longestFirst = [...known.keys()].toSorted((a, b) => b.length - a.length)
  const found = new Map<string, Term>()
  for (const text of texts) {
    const met: { at: number; term: string }[] = []
    let left = text
    for (const term of longestFirst) {
      const at = left.indexOf(term)
      if (at < 0) continue
      met.push({ at, term })
      // Blanked, so that nothing within it is met again; places stay the same.
      left = left.replaceAll(term, ' '.repeat(term.length))
    }
    for (const { term } of met.toSorted((a, b) => a.at - b.at))
      found.set(term, found.get(term) ?? { term, meaning: known.get(term) ?? '' })
  }
  return [...found.values()]
}
