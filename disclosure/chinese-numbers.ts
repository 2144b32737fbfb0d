// Numbers in Chinese characters: 十二 as in 十二组, and 玖万伍仟元整 as receipts have it.
import { compact } from './cell-text.ts'

export const chineseDigit: Readonly<Record<string, string>> = {
  〇: '0',
  '○': '0',
  零: '0',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
}

/** 一 to 九十九, or Arabic. */
export function smallNumber(text: string): number | null {
  if (/^\d{1,3}$/.test(text)) return Number(text)
  const match = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text)
  if (!match || text === '') return null
  const [, tens, ten, ones] = match
  const at = (char: string | undefined) => (char ? Number(chineseDigit[char]) : 0)
  if (!ten) return ones && tens ? null : at(tens) || at(ones)
  return (tens ? at(tens) : 1) * 10 + at(ones)
}

const capitalDigits = '零壹贰叁肆伍陆柒捌玖'
const capitalForms: Readonly<Record<string, string>> = {
  〇: '零',
  一: '壹',
  二: '贰',
  貳: '贰',
  两: '贰',
  三: '叁',
  參: '叁',
  四: '肆',
  五: '伍',
  六: '陆',
  陸: '陆',
  七: '柒',
  八: '捌',
  九: '玖',
  十: '拾',
  百: '佰',
  千: '仟',
  萬: '万',
  億: '亿',
  圆: '元',
  圓: '元',
}

/** 玖万伍仟叁佰捌拾伍元整 as 分; null if the words are no amount. */
export function parseCapitals(words: string): number | null {
  const text = [...compact(words)].map((char) => capitalForms[char] ?? char).join('')
  const match =
    /^(?:人民币)?(?:([零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+)元)?(?:([零壹贰叁肆伍陆柒捌玖])角)?零?(?:([零壹贰叁肆伍陆柒捌玖])分)?[整正]?$/.exec(
      text,
    )
  if (!match || (!match[1] && !match[2] && !match[3])) return null
  const yuan = wholeOfCapitals(match[1] ?? '零')
  const small = (at: string | undefined) => (at ? capitalDigits.indexOf(at) : 0)
  return yuan * 100 + small(match[2]) * 10 + small(match[3])
}

function wholeOfCapitals(text: string): number {
  const steps: Readonly<Record<string, number>> = { 拾: 10, 佰: 100, 仟: 1000 }
  let total = 0
  let section = 0
  let digit = 0
  for (const char of text) {
    const step = steps[char]
    if (step !== undefined) {
      section += (digit === 0 ? 1 : digit) * step
      digit = 0
    } else if (char === '万' || char === '亿') {
      section += digit
      total = char === '亿' ? (total + section) * 1e8 : total + section * 1e4
      section = 0
      digit = 0
    } else digit = capitalDigits.indexOf(char)
  }
  return total + section + digit
}
