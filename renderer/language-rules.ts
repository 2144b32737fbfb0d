// What holds for words in any language: what a sentence is given stands apart in it, Chinese is known, what is missing is counted.
import type { PostProcessorModule } from 'i18next'
import type { Direction, OtherLanguage } from '../disclosure/languages.ts'

const firstStrongIsolate = '\u2068'
const popIsolate = '\u2069'
const leftToRightIsolate = '\u2066'

/** A village's name or a date within a sentence that runs the other way: neither moves the other's marks. */
export const isolated = (value: string, direction: Direction): string =>
  direction === 'rtl' ? firstStrongIsolate + value + popIsolate : value

/** A figure with its sign, which runs from left to right in every language. */
export const isolatedFigure = (figure: string, direction: Direction): string =>
  direction === 'rtl' ? leftToRightIsolate + figure + popIsolate : figure

/** What only tells directions apart is drawn nowhere and takes no room. */
export const withoutIsolates = (text: string): string => text.replace(/[\u2066-\u2069]/g, '')

const han = /\p{Script=Han}/u
const own: Record<OtherLanguage, RegExp> = {
  ug: /\p{Script=Arabic}/u,
  ko: /\p{Script=Hangul}/u,
  en: /[A-Za-z]{2}/,
}

/** Chinese alone; a sentence with a Chinese name in it is one of its own language. */
export const isChineseAlone = (text: string, language: string): boolean =>
  han.test(text) && !Object.entries(own).some(([code, letters]) => code === language && letters.test(text))

/** Counts each word once that a language lacks and that is therefore shown in the base language. */
export function fallbacks(
  base: string,
  wrap: (value: string) => string = (value) => value,
): {
  watcher: PostProcessorModule
  take: () => { language: string; count: number }[]
} {
  const lacking = new Map<string, Set<string>>()
  return {
    watcher: {
      type: 'postProcessor',
      name: 'fallbacks',
      process(value, key, options, translator) {
        const language = String(translator.language)
        if (language === base || usedLanguage(options['i18nResolved']) !== base) return value
        const words = lacking.get(language) ?? new Set()
        words.add(String(key))
        lacking.set(language, words)
        return wrap(value)
      },
    },
    take() {
      const counts = [...lacking].map(([language, words]) => ({ language, count: words.size }))
      lacking.clear()
      return counts
    },
  }
}

/** What i18next tells of how it came by a word. */
const usedLanguage = (resolved: unknown): unknown =>
  typeof resolved === 'object' && resolved !== null && 'usedLng' in resolved ? resolved.usedLng : undefined
