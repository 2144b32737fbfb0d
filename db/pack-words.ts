// Words that packs brought, in a generation: written with it, read by the page when somebody chooses their language.
import type { OtherLanguage } from '../disclosure/languages.ts'
import type { VerifiedPack } from '../pack/open.ts'
import type { ReadableDb, WritableDb } from './database.ts'

/** A word that comes again replaces the one before; whether a language was read is said anew by each pack that has it. */
export function writePackWords(db: WritableDb, { manifest }: VerifiedPack): void {
  const insertWord = db.prepare('INSERT OR REPLACE INTO word (language, name, text) VALUES (?, ?, ?)')
  const insertLanguage = db.prepare('INSERT OR REPLACE INTO language (code, reviewed) VALUES (?, ?)')
  for (const { language, reviewed, words } of manifest.words ?? []) {
    insertLanguage.run(language, reviewed ? 1 : 0)
    for (const [name, text] of Object.entries(words)) insertWord.run(language, name, text)
  }
}

type Content = { content: { db: ReadableDb } | null }

export function packWords({ content }: Content, language: OtherLanguage): Record<string, string> {
  const words = content?.db
    .prepare<[string], { name: string; text: string }>('SELECT name, text FROM word WHERE language = ?')
    .all(language)
  return Object.fromEntries((words ?? []).map(({ name, text }) => [name, text]))
}

/** Null where no pack speaks of this language. */
export function saidReviewed({ content }: Content, language: OtherLanguage): boolean | null {
  const row = content?.db
    .prepare<[string], { reviewed: number }>('SELECT reviewed FROM language WHERE code = ?')
    .get(language)
  return row ? row.reviewed === 1 : null
}
