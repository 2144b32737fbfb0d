// Whatever stands on the screen, a voice gets words alone; and an amount said can be heard back as the same amount.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { yuanFigure, yuanWords, muWords } from '../../disclosure/amount.ts'
import { breathsOf } from '../../disclosure/spoken/sentences.ts'
import { spokenText } from '../../disclosure/spoken/text.ts'
import { parseCapitals } from '../../disclosure/chinese-numbers.ts'

const fen = fc.integer({ min: -(10 ** 13 - 1), max: 10 ** 13 - 1 })
const stumbles = /[^\p{L}\p{M}，。、！？]/u

const onlyWords = (text: string) => !stumbles.test(text) && !/\p{N}/u.test(text)

test('no text leaves a digit or a mark that voices stumble over', () => {
  const signs = fc.constantFrom(
    ...'0123456789.,-−~/:%*×()（）〔〕【】《》“”·#@+=¥元亩户人年月日季度第号电话赵国ABcm²㎡½①Ⅲ〇２０ \n',
  )
  fc.assert(fc.property(fc.array(signs, { maxLength: 60 }), (parts) => onlyWords(spokenText(parts.join('')))))
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => onlyWords(spokenText(text))))
})

test('an exact amount is heard as the amount that was meant', () => {
  fc.assert(
    fc.property(fen, (amount) => {
      const said = spokenText(`${yuanFigure(amount)}元`)
      expect(onlyWords(said)).toBe(true)
      expect(said.startsWith('负')).toBe(amount < 0)
      expect(parseCapitals(said.replace(/^负/, '').replace(/两/g, '二'))).toBe(Math.abs(amount))
    }),
  )
})

test('rounded amounts and areas have no digit left and end with their unit', () => {
  fc.assert(fc.property(fen, (amount) => /[元角分]$/.test(spokenText(yuanWords(amount)))))
  fc.assert(fc.property(fen, (units) => spokenText(muWords(units)).endsWith('亩')))
})

test('no breath is longer than a voice may take, and nothing of the sentence is lost', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('村里收了', '2元', '，', '。', '修路', '（一组）', '12,345.67元', '；'), {
        maxLength: 80,
      }),
      (parts) => {
        const text = parts.join('')
        const breaths = breathsOf(text)
        expect(breaths.every(({ spoken }) => spoken.length <= 68)).toBe(true)
        const words = (said: string) => said.replace(/[，。、！？]/g, '')
        expect(words(breaths.map(({ spoken }) => spoken).join(''))).toBe(words(spokenText(text)))
      },
    ),
  )
})
