// Which languages villagers may choose on this machine: those whose words somebody has read, and those turned on by hand.
import { languageOf, otherLanguages, type OtherLanguage } from '../disclosure/languages.ts'
import type { Desk } from './desk.ts'
import { saidReviewed } from './pack-words.ts'
import type { Reader } from './reader.ts'
import { setSetting, setting } from './settings.ts'

export type LanguageHere = { code: OtherLanguage; on: boolean; reviewed: boolean }

/** What a township has set itself holds, whatever is thought of the words. */
export function languagesHere(reader: Pick<Reader, 'state' | 'content'>): LanguageHere[] {
  return otherLanguages.map((code) => {
    const reviewed = saidReviewed(reader, code) ?? languageOf(code).reviewed
    const chosen = setting(reader, `language-${code}`)
    return { code, reviewed, on: chosen === -1 ? reviewed : chosen === 1 }
  })
}

export function setLanguage(desk: Desk, of: { language: OtherLanguage; on: boolean }): void {
  setSetting(desk, `language-${of.language}`, of.on ? 1 : 0)
}
