// Every language says what Chinese says: the same words, asked the same things, in formats made by hand; Chinese where one is missing.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import i18next from 'i18next'
import { describe, expect, test } from 'vitest'
import { baseLanguage, languages, otherLanguages, isForVillagers } from '../../../disclosure/languages.ts'
import { flawOfWord, withoutNumberForm } from '../../../disclosure/word-rules.ts'
import { moneyWords } from '../../../renderer/amount-words.ts'
import {
  fallbacks,
  isChineseAlone,
  isolated,
  isolatedFigure,
  withoutIsolates,
} from '../../../renderer/language-rules.ts'
import { dateName, fieldOfTotal, periodName, totalWords } from '../../../renderer/words.ts'
import { itemTypeOf } from '../../../disclosure/item-types/all.ts'
import { localesFolder, wordFiles, wordsOf, type Words } from './locale-words.ts'

const renderer = join(import.meta.dirname, '../../../renderer')
const chinese = leavesOf(wordFiles(baseLanguage), isForVillagers)

/** An area that is not here in Chinese yet may have its translations already. */
const spaceOf = (key: string) => key.split(':', 1)[0] ?? ''
const spaces = new Set([...chinese.keys()].map(spaceOf))

/** The forms CLDR gives each; written down, because the browser's own data of Uyghur are another's. */
const plurals: Record<string, readonly string[]> = {
  ug: ['one', 'other'],
  ko: ['other'],
  en: ['one', 'other'],
}

test('the declaration and the folders of words name the same languages', () => {
  const folders = readdirSync(localesFolder).toSorted()
  expect(languages.map(({ code }) => code).toSorted()).toEqual(folders)
  expect(languages.slice(1).map(({ code }) => code)).toEqual([...otherLanguages])
})

test('a language that nobody has read is off by its own word', () => {
  for (const { code, reviewed } of languages) expect([code, reviewed]).toEqual([code, code === baseLanguage])
})

describe.each(otherLanguages)('%s', (code) => {
  const own = existsSync(join(localesFolder, code))
    ? leavesOf(wordFiles(code), () => true)
    : new Map<string, string>()

  test('says nothing that is not said to villagers in Chinese', () => {
    const said = new Set([...own.keys()].map(withoutNumberForm))
    expect([...said].filter((key) => spaces.has(spaceOf(key)) && !chinese.has(key))).toEqual([])
  })

  test('says all that is said to villagers in Chinese', () => {
    const said = new Set([...own.keys()].map(withoutNumberForm))
    expect([...chinese.keys()].filter((key) => !said.has(key))).toEqual([])
  })

  test('each word is given what the Chinese one is given', () => {
    const wrong = [...own].filter(([key, text]) => {
      const asked = chinese.get(withoutNumberForm(key))
      return asked !== undefined && flawOfWord(text, asked) !== null
    })
    expect(wrong).toEqual([])
  })

  test('forms of number are those the language has', () => {
    const forms = [...own.keys()].flatMap((key) => pluralOf(key) ?? [])
    expect(forms.filter((form) => !plurals[code]?.includes(form))).toEqual([])
  })

  test('no Chinese is left in its words', () => {
    expect([...own].filter(([, text]) => isChineseAlone(text, code))).toEqual([])
  })

  test('its amounts are counted in a way the page knows', () => {
    expect(['man', 'thousands']).toContain(own.get('formats:amounts'))
  })
})

describe('formats by hand', () => {
  test.each([
    ['zh-CN', 12_300_000, '12万3千元'],
    ['zh-CN', 12_345_678, '约12万3千元'],
    ['en', 12_300_000, '123,000 yuan'],
    ['en', 12_345_678, 'about 123,000 yuan'],
    ['en', -418_600, 'minus 4,186 yuan'],
    ['en', 8_550, '85.50 yuan'],
    ['en', 99_999_950_000, 'about 1,000,000,000 yuan'],
    ['ko', 12_300_000, '12만3천원'],
    ['ko', 30_000_000_000, '3억원'],
    ['ko', 418_600, '4,186원'],
    ['ug', 12_345_678, 'تەخمىنەن 123,000 يۈەن'],
  ])('%s says %i 分 as %s', async (code, fen, said) => {
    expect(moneyWords((await allWords(code)).t, fen)).toBe(said)
  })

  test.each(['zh-CN', ...otherLanguages])('%s has a name for every kind of period and date', async (code) => {
    const { t } = await allWords(code)
    const names = ['2026Q3', '2026-07', '2026H1', '2026', '2026-07-31', 'standing'].map((each) =>
      periodName(t, each),
    )
    expect(new Set(names).size).toBe(names.length)
    for (const name of [...names.slice(0, -1), dateName(t, '2026-07-31')]) expect(name).toContain('2026')
  })

  test('what is counted agrees with its number where a language has forms', async () => {
    const type = itemTypeOf('dibao-list')
    if (!type) throw new Error('no such item type')
    const name = Object.keys(type.totals).find((each) => fieldOfTotal(type, each)?.kind === 'count')
    if (!name) return
    const { t } = await allWords('en')
    expect(totalWords(t, fieldOfTotal(type, name), 12)).toMatch(/^12 [a-z]+$/)
  })

  // ux.md H13: Chromium has no data of Uyghur and answers in English.
  test('no file of the page asks the browser how a language writes', () => {
    const asking = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .filter((file) =>
        /\bIntl\.|\.toLocale\w*\(|\.localeCompare\(/.test(readFileSync(join(renderer, file), 'utf8')),
      )
    expect(asking).toEqual([])
  })
})

// ux.md H10.
describe('a word that a language lacks', () => {
  test('is shown in Chinese, counted once, and never shown as a key', async () => {
    const missing = fallbacks(baseLanguage)
    const i18n = i18next.createInstance()
    await i18n.use(missing.watcher).init({
      lng: 'ug',
      fallbackLng: baseLanguage,
      resources: {
        [baseLanguage]: { ui: { nav: { back: '返回', home: '首页' } } },
        ug: { ui: { nav: { home: 'باش بەت' } } },
      },
      defaultNS: 'ui',
      postProcess: [missing.watcher.name],
      postProcessPassResolved: true,
    })
    expect([i18n.t('nav.back'), i18n.t('nav.back'), i18n.t('nav.home')]).toEqual(['返回', '返回', 'باش بەت'])
    expect(missing.take()).toEqual([{ language: 'ug', count: 1 }])
    expect(missing.take()).toEqual([])
  })

  test('is known as Chinese by its letters, a sentence with a Chinese name is not', () => {
    expect(isChineseAlone('2026年第三季度', 'ug')).toBe(true)
    expect(isChineseAlone('2026', 'ug')).toBe(false)
    expect(isChineseAlone('柳沟村 كەنتى', 'ug')).toBe(false)
    expect(isChineseAlone('柳沟村 spent most', 'en')).toBe(false)
    expect(isChineseAlone('付ATM费', 'ko')).toBe(true)
  })
})

describe('directions', () => {
  test('what a sentence is given stands apart only where the page runs to the left', () => {
    expect(isolated('柳沟村', 'ltr')).toBe('柳沟村')
    expect(isolated('柳沟村', 'rtl')).toBe('\u2068柳沟村\u2069')
    expect(isolatedFigure('-1,200.00', 'rtl')).toBe('\u2066-1,200.00\u2069')
    expect(withoutIsolates(isolatedFigure('-1,200.00', 'rtl'))).toBe('-1,200.00')
  })
})

function leavesOf(files: Record<string, Words>, wanted: (name: string) => boolean): Map<string, string> {
  const leaves = new Map<string, string>()
  const walk = (key: string, words: Words) => {
    for (const [name, value] of Object.entries(words)) {
      if (typeof value === 'string') leaves.set(key + name, value)
      else walk(`${key}${name}.`, value)
    }
  }
  for (const [space, words] of Object.entries(files)) walk(`${space}:`, words)
  return new Map([...leaves].filter(([name]) => wanted(name)))
}

function pluralOf(key: string): string | undefined {
  return /_(zero|one|two|few|many|other)$/.exec(key)?.[1]
}

/** Its own words over the Chinese ones, as on the page. */
async function allWords(code: string) {
  const instance = await wordsOf(code)
  for (const [space, words] of Object.entries(wordFiles(baseLanguage)))
    instance.addResourceBundle(baseLanguage, space, words)
  instance.options.fallbackLng = [baseLanguage]
  return instance
}
