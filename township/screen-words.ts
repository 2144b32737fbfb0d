// Words of other languages for the screens: a township's own, read from one file for each language and held against ours.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { baseLanguage, isForVillagers, otherLanguages } from '../disclosure/languages.ts'
import { flawOfWord, withoutNumberForm, type WordFlaw } from '../disclosure/word-rules.ts'
import { flawOfText } from '../pack/clean-text.ts'
import { PackWords } from '../pack/words-in-pack.ts'

/** `ug.json`: whether somebody has read all of the language, and the words that are added or corrected. */
const WordFile = PackWords.omit({ language: true }).partial({ reviewed: true })

export type WordFault = { file: string; word: string; why: WordFlaw | 'not-text' }
export type ScreenWords =
  { ok: true; words: PackWords[] } | { ok: false; failed: { kind: 'bad-words'; faults: WordFault[] } }

/** All faults at once: whoever translates mends them in one go. */
export function readScreenWords(folder: string): ScreenWords {
  const chinese = chineseWords()
  const faults: WordFault[] = []
  const found: PackWords[] = []
  for (const language of otherLanguages) {
    const file = `${language}.json`
    const text = textOrNull(join(folder, file))
    if (text === null) continue
    const read = WordFile.safeParse(jsonOrNull(text))
    if (!read.success) {
      faults.push({ file, word: read.error.issues[0]?.path.join('.') ?? '', why: 'not-text' })
      continue
    }
    const { reviewed = false, words } = read.data
    for (const [word, said] of Object.entries(words)) {
      const why =
        flawOfWord(said, chinese.get(withoutNumberForm(word))) ?? (flawOfText(said) ? 'not-plain' : null)
      if (why) faults.push({ file, word, why })
    }
    found.push({ language, reviewed, words })
  }
  if (found.length === 0 && faults.length === 0) faults.push({ file: folder, word: '', why: 'not-text' })
  return faults.length > 0 ? { ok: false, failed: { kind: 'bad-words', faults } } : { ok: true, words: found }
}

/** What villagers are told, by the name of each word: `ui:nav.back`. */
export function chineseWords(): ReadonlyMap<string, string> {
  const folder = join(import.meta.dirname, '../assets/locales', baseLanguage)
  const spaces = readdirSync(folder).map((file) => file.replace(/\.json$/, ''))
  const words = new Map<string, string>()
  for (const space of spaces)
    note(words, `${space}:`, JSON.parse(readFileSync(join(folder, `${space}.json`), 'utf8')))
  return new Map([...words].filter(([name]) => isForVillagers(name)))
}

function note(words: Map<string, string>, at: string, tree: unknown): void {
  if (typeof tree !== 'object' || tree === null) return
  for (const [name, value] of Object.entries(tree)) {
    if (typeof value === 'string') words.set(at + name, value)
    else note(words, `${at}${name}.`, value)
  }
}

function textOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
