// The language of the page: chosen by the person in front of it, Chinese again when they leave and wherever staff work.
import { useCallback, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { baseLanguage, languageOf, otherLanguages, type LanguageCode } from '../disclosure/languages.ts'
import type { KioskState } from '../electron/contract.ts'
import { useChineseMarks } from './chinese-marks.ts'
import { chooseLanguage, takeMissing } from './i18n.ts'
import { callKiosk } from './kiosk.ts'

export function useLanguage(
  kiosk: KioskState | null,
  isStaff: boolean,
): {
  language: LanguageCode
  /** Chinese among them; alone where nothing else is on. */
  offered: readonly LanguageCode[]
  choose: (code: LanguageCode) => void
} {
  const { i18n } = useTranslation()
  const language = languageOf(i18n.language).code
  const on = kiosk ? onIn(kiosk) : ''
  const offered = useMemo<readonly LanguageCode[]>(
    () => [baseLanguage, ...otherLanguages.filter((code) => on.split(' ').includes(code))],
    [on],
  )
  const choose = useCallback((code: LanguageCode) => {
    if (code === baseLanguage) tellMissing()
    void chooseLanguage(code)
  }, [])
  // What staff read is written in Chinese only; a language that is switched off leaves the screen at once.
  const isAllowed = !isStaff && (kiosk === null || offered.includes(language))
  useEffect(() => {
    if (!isAllowed) choose(baseLanguage)
  }, [isAllowed, choose])
  useChineseMarks(language)
  return { language, offered, choose }
}

/** One text, so that an answer that says the same makes nothing new. */
const onIn = (kiosk: KioskState): string =>
  kiosk.languages
    .filter((each) => each.on)
    .map(({ code }) => code)
    .join(' ')

/** Once for each stay: which words they are is found by the township's own check, not by a kiosk's log. */
function tellMissing(): void {
  for (const { language, count } of takeMissing()) {
    const { code } = languageOf(language)
    if (code !== baseLanguage) void callKiosk('missingWords', { language: code, count })
  }
}
