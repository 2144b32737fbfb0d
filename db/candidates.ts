// What the letters somebody typed in a village may stand for: its own words and the language's.
import { readFileSync } from 'node:fs'
import { villagesOf } from './whose-content.ts'
import { mayLookUp, villageIndexOf } from './find.ts'
import { ownWordsOf } from './own-words.ts'
import { candidatesFor, type Candidate, type OwnWord } from './pinyin-candidates.ts'
import { openDictionary, type Dictionary } from './pinyin-dictionary.ts'
import type { Reader } from './reader.ts'
import type { VillageIndex } from './village-index.ts'

export type Candidates = (reader: Reader, of: { villageCode: string; letters: string }) => Candidate[]

/** The file is read when somebody first types; without one there are no candidates, and letters find as they do. */
export function candidatesFrom(dictionaryFile: string | null): Candidates {
  let dictionary: Dictionary | null | undefined
  let latest: { index: VillageIndex; surnames: boolean; own: OwnWord[] } | null = null

  const ownOf = (reader: Reader, index: VillageIndex, known: Dictionary): OwnWord[] => {
    const surnames = mayLookUp(reader)
    if (latest?.index !== index || latest.surnames !== surnames) {
      const villages = reader.content ? villagesOf(reader.content.db).map(({ name }) => name) : []
      latest = { index, surnames, own: ownWordsOf({ dictionary: known, index, villages, surnames }) }
    }
    return latest.own
  }

  return (reader, { villageCode, letters }) => {
    if (letters === '' || dictionaryFile === null) return []
    if (dictionary === undefined) dictionary = dictionaryAt(dictionaryFile)
    const index = villageIndexOf(reader, villageCode)
    if (!dictionary || !index) return []
    return candidatesFor(letters, { dictionary, own: ownOf(reader, index, dictionary) })
  }
}

function dictionaryAt(file: string): Dictionary | null {
  try {
    return openDictionary(readFileSync(file))
  } catch {
    return null
  }
}
