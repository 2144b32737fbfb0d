// What stands on a screen in another language, as a voice of that language should say it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { otherLanguages } from '../../../disclosure/languages.ts'
import { breathsIn } from '../../../disclosure/spoken/breaths-in.ts'
import { numberWords } from '../../../disclosure/spoken/numbers-in.ts'
import { spokenTextIn } from '../../../disclosure/spoken/text-in.ts'
import { wordFiles, type Words } from '../renderer/locale-words.ts'

describe('numbers', () => {
  test.each([
    ['en', '0', 'zero'],
    ['en', '15', 'fifteen'],
    ['en', '40', 'forty'],
    ['en', '101', 'one hundred one'],
    ['en', '123000', 'one hundred twenty-three thousand'],
    ['en', '1000000', 'one million'],
    ['ko', '0', '영'],
    ['ko', '16', '십육'],
    ['ko', '100', '백'],
    ['ko', '10000', '만'],
    ['ko', '110000', '십일만'],
    ['ko', '123456', '십이만삼천사백오십육'],
    ['ko', '100000000', '일억'],
    ['ug', '0', 'نۆل'],
    ['ug', '16', 'ئون ئالتە'],
    ['ug', '100', 'يۈز'],
    ['ug', '1000', 'مىڭ'],
    ['ug', '2026', 'ئىككى مىڭ يىگىرمە ئالتە'],
    ['ug', '123000', 'يۈز يىگىرمە ئۈچ مىڭ'],
  ] as const)('%s says %s as %s', (language, written, said) =>
    expect(numberWords[language].whole(written)).toBe(said),
  )

  test.each([
    ['2026', 'twenty twenty-six'],
    ['2005', 'two thousand five'],
    ['1900', 'nineteen hundred'],
    ['1908', 'nineteen oh eight'],
  ])('the year %s is %s in English', (year, said) => expect(numberWords.en.year(year)).toBe(said))

  test('two numbers are never said the same', () => {
    fc.assert(
      fc.property(fc.constantFrom(...otherLanguages), fc.nat(1e12), fc.nat(1e12), (language, one, other) => {
        const { whole } = numberWords[language]
        return (whole(String(one)) === whole(String(other))) === (one === other)
      }),
    )
  })

  test('a Korean number is read back as itself', () => {
    fc.assert(fc.property(fc.nat(999_999_999_999), (n) => readKorean(numberWords.ko.whole(String(n))) === n))
  })
})

function readKorean(said: string): number {
  if (said === '영') return 0
  let all = 0
  let four = 0
  let digit = 0
  for (const each of said) {
    const place = { 십: 10, 백: 100, 천: 1000 }[each]
    const group = { 만: 1e4, 억: 1e8 }[each]
    if (place !== undefined) four += (digit || 1) * place
    else if (group !== undefined) all += (four + digit || 1) * group
    else digit = '영일이삼사오육칠팔구'.indexOf(each)
    if (place !== undefined || group !== undefined) digit = 0
    if (group !== undefined) four = 0
  }
  return all + four + digit
}

describe('texts', () => {
  test.each([
    ['en', 'About 123,000 yuan.', 'About one hundred twenty-three thousand yuan.'],
    ['en', '35,000.00 yuan', 'thirty-five thousand yuan'],
    ['en', '100,000,000.00 yuan', 'one hundred million yuan'],
    ['en', '85.50 yuan, -12.30', 'eighty-five point five zero yuan, minus twelve point three zero'],
    ['en', 'Third quarter of 2026', 'Third quarter of twenty twenty-six'],
    ['en', 'phone 0960-6218001', 'phone zero nine six zero, six two one eight zero zero one'],
    ['en', '2nd, 12th, 21st and 30th', 'second, twelfth, twenty-first and thirtieth'],
    ['en', 'Call 12388.', 'Call one two three eight eight.'],
    ['en', '12.5%', 'twelve point five percent'],
    ['ko', '12만3천원', '십이만삼천원'],
    ['ko', '2026년 10월 6일', '이천이십육년 시월 육일'],
    ['ko', '전화 0960-6218001', '전화 공구육공, 육이일팔공공일'],
    ['ug', '3-ئاي', 'ئۈچىنچى ئاي'],
    ['ug', '2026-يىل', 'ئىككى مىڭ يىگىرمە ئالتىنچى يىل'],
    ['ug', '«قايتىش»نى چېكىڭ，كۆرۈڭ', 'قايتىشنى چېكىڭ, كۆرۈڭ'],
    ['ug', '85.50 يۈەن', 'سەكسەن بەش پۈتۈن يۈزدىن ئەللىك يۈەن'],
    ['ug', '\u2068123,000\u2069 يۈەن', 'يۈز يىگىرمە ئۈچ مىڭ يۈەن'],
  ] as const)('%s: %s', (language, written, said) => expect(spokenTextIn(language, written)).toBe(said))

  test('a Chinese name in a sentence is left to a Chinese voice, the rest to its own', () => {
    const breaths = breathsIn('en', 'Third quarter: 柳沟村 spent 85 yuan. 《关于2026年第12号通知》')
    expect(breaths.map(({ language, spoken }) => [language, spoken])).toEqual([
      ['en', 'Third quarter'],
      ['zh-CN', '柳沟村'],
      ['en', 'spent eighty-five yuan.'],
      ['zh-CN', '关于二零二六年第十二号通知'],
    ])
    expect(breaths[1]?.written).toBe('Third quarter: 柳沟村 spent 85 yuan.')
  })

  test('Chinese is said as it always was', () => {
    expect(breathsIn('zh-CN', '收了2元。')).toEqual([
      { written: '收了2元。', spoken: '收了两元。', language: 'zh-CN' },
    ])
  })

  test.each(otherLanguages)(
    'of all words of %s no digit is left, and no Chinese is given to its voice',
    (language) => {
      const texts = Object.values(wordFiles(language)).flatMap(textsOf)
      expect(texts.length).toBeGreaterThan(500)
      const filled = texts.map((text) => text.replaceAll(/\{\{\w+\}\}/g, '1,234.56'))
      const said = filled.flatMap((text) => breathsIn(language, text))
      const own = said.filter((breath) => breath.language === language).map(({ spoken }) => spoken)
      expect(own.filter((spoken) => /\p{N}|\p{Script=Han}/u.test(spoken))).toEqual([])
      expect(own.filter((spoken) => spoken.length > 120)).toEqual([])
      // Of what was written nothing is lost but marks: each text with a letter is heard.
      expect(filled.filter((text) => /\p{L}/u.test(text) && breathsIn(language, text).length === 0)).toEqual(
        [],
      )
    },
  )
})

const textsOf = (words: Words): string[] =>
  Object.values(words).flatMap((value) => (typeof value === 'string' ? [value] : textsOf(value)))
