// The words a village's own papers say, as they are spoken: what somebody who types there most likely means.
import { itemTypeOf } from '../disclosure/item-types/all.ts'
import type { OwnWord } from './pinyin-candidates.ts'
import type { Dictionary } from './pinyin-dictionary.ts'
import { readingsOf, surnameReadings } from './pinyin-match.ts'
import type { VillageIndex } from './village-index.ts'

/** A longer title is found by its beginning, and would not stand on a key. */
const longestWord = 10

/** Villages, titles, kinds of items with what else they are called, and the surnames of the households. */
export function ownWordsOf(of: {
  dictionary: Dictionary
  index: VillageIndex
  villages: readonly string[]
  /** A township may say that nobody is looked up: then nobody's surname is offered. */
  surnames: boolean
}): OwnWord[] {
  const { index, villages } = of
  const types = new Set(index.entries.map(({ item_type: itemType }) => itemType))
  const told = [...types].flatMap((id) => itemTypeOf(id) ?? [])
  const names = [
    ...villages.flatMap((name) => [name, name.replace(/(?<=..)(村|社区)$/, '')]),
    ...told.map(({ title }) => title),
    ...index.entries.flatMap(({ title }) => title.match(/\p{Script=Han}+/gu) ?? []),
    ...told.flatMap(({ words }) => words),
  ]
  const number = new Map(of.dictionary.syllables.map((syllable, at) => [syllable, at]))
  const soundsOf = (syllables: readonly string[]) =>
    new Set(syllables.flatMap((syllable) => number.get(syllable) ?? []))
  const words = [...new Set(names)].filter((name) => /^\p{Script=Han}{2,}$/u.test(name))
  const spoken: OwnWord[] = words
    .filter((name) => [...name].length <= longestWord)
    .map((text) => ({ text, sounds: [...text].map((character) => soundsOf(readingsOf(character))) }))
  const surnames = of.surnames ? [...index.households.values()].map(({ surname }) => surname) : []
  // A surname is read as one: 单 is shan here, and dan stays 但.
  for (const text of new Set(surnames.filter((surname) => /^\p{Script=Han}+$/u.test(surname))))
    spoken.push({ text, sounds: surnameReadings(text).map((syllables) => soundsOf(syllables)) })
  return spoken.filter(({ sounds }) => sounds.every(({ size }) => size > 0))
}
