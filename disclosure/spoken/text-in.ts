// Any text of a screen in another language as a voice of that language should say it: numbers in its words, marks as pauses.
import type { OtherLanguage } from '../languages.ts'
import { enOrdinal, numberWords, ugOrdinal } from './numbers-in.ts'

/** 0960-6218001, 12388: a telephone, said digit by digit. */
const telephone =
  /(?<![\d.,])(0\d{2,3}-\d{7,8}|1[3-9]\d{9}|400-?\d{3}-?\d{4}|0\d+|12\d{3}|\d{9,})(?![\d.,]*\d)/g

export function spokenTextIn(language: OtherLanguage, text: string): string {
  return onlyVoiced(numbersIn(language, text.normalize('NFKC').replace(/[\u2066-\u2069\u200e\u200f]/g, '')))
}

function numbersIn(language: OtherLanguage, text: string): string {
  const words = numberWords[language]
  const apart = (said: string) => (words.joined ? said : ` ${said} `)
  const fraction = (whole: string, rest: string | undefined) =>
    rest === undefined ? words.whole(whole) : words.decimal(whole, rest)
  return (
    text
      .replace(telephone, (all) => apart(all.split('-').filter(Boolean).map(words.digits).join(', ')))
      .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
      // 35,000.00 yuan is thirty-five thousand: of a sum without small change nobody says the noughts.
      .replace(/(?<=\d)\.00(?=\s*(?:yuan|원|يۈەن))/g, '')
      .replace(/(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/g, '$1, $2, $3')
      .replace(/(?<=\d)\s*[~–—]\s*(?=\d)/g, words.to)
      .replace(/(\d+)(?:\.(\d+))?\s*%/g, (_all, whole: string, rest?: string) =>
        apart(words.percent(fraction(whole, rest))),
      )
      .replace(/(?<![\p{L}\d])[-−](?=\d)/gu, apart(words.minus.trim()))
      .replace(/(?<![\d.])(\d+)(?:st|nd|rd|th)\b/g, (_all, whole: string) => apart(enOrdinal(whole)))
      .replace(/(\d+)-(?=\p{Script=Arabic})/gu, (_all, whole: string) => apart(ugOrdinal(whole)))
      .replace(/(?<![\d.])((?:19|20)\d{2})(?![\d.]*\d|\s*[%])/g, (_all, year: string) =>
        apart(words.year(year)),
      )
      .replace(/(\d+)\.(\d+)/g, (_all, whole: string, rest: string) => apart(words.decimal(whole, rest)))
      // 6월 and 10월 have names of their own.
      .replace(/(?<!\d)6월/g, '유월')
      .replace(/(?<!\d)10월/g, '시월')
      .replace(/\d+/g, (whole) => apart(words.whole(whole)))
  )
}

/** Words, and the marks at which a voice pauses; a masked name is a pause. */
function onlyVoiced(text: string): string {
  return (
    text
      // «قايتىش»نى is one word with its ending.
      .replace(/[«»“”"„‹›《》]/g, '')
      .replace(/[，、;；:：/()[\]{}【】〔〕〖〗（）|·•*×…→←↑↓]|[—–]/gu, ', ')
      .replace(/。/g, '. ')
      .replace(/[^\p{L}\p{M}\p{Zs}.,!?،؟'’-]/gu, ' ')
      .replace(/\s+/g, ' ')
      .replace(/\s+([.,!?،؟])/g, '$1')
      .replace(/([.!?؟])[.,،]+/g, '$1')
      .replace(/([.,!?،؟])(?=\p{L})/gu, '$1 ')
      .replace(/[,،](?:\s*[,،])+/g, ',')
      .replace(/[,،]\s*([.!?؟])/g, '$1')
      .replace(/^[\s.,،!?؟'’-]+|[\s,،'’-]+$/g, '')
  )
}
