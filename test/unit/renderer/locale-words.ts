// The words of a language as the page has them, read from the files themselves.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import i18next from 'i18next'
import type { i18n } from 'i18next'

export type Words = { [key: string]: string | Words }

export const localesFolder = join(import.meta.dirname, '../../../assets/locales')

export function wordFiles(language: string): Record<string, Words> {
  const folder = join(localesFolder, language)
  return Object.fromEntries(
    readdirSync(folder).map((file) => [
      file.replace(/\.json$/, ''),
      JSON.parse(readFileSync(join(folder, file), 'utf8')) as Words,
    ]),
  )
}

export async function wordsOf(language: string): Promise<i18n> {
  const instance = i18next.createInstance()
  await instance.init({
    lng: language,
    resources: { [language]: wordFiles(language) },
    defaultNS: 'ui',
    interpolation: { escapeValue: false },
  })
  return instance
}

/** `home.start`, `pin.title`, …: every leaf of a word file. */
export function keysOf(words: Words, under = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [under + key] : keysOf(value, `${under}${key}.`),
  )
}
