// A text of any of our languages as what voices say one after the other: Chinese names within it are left to a Chinese voice.
import { baseLanguage, type LanguageCode, type OtherLanguage } from '../languages.ts'
import { breathsOf, type Breath } from './sentences.ts'
import { spokenTextIn } from './text-in.ts'

export type BreathIn = Breath & { language: LanguageCode }

/** About eight seconds, as in Chinese; a letter is shorter than a character. */
const longestSpoken = 120

export function breathsIn(language: LanguageCode, text: string): BreathIn[] {
  if (language === baseLanguage) return breathsOf(text).map((breath) => ({ ...breath, language }))
  return sentencesIn(text).flatMap((written) =>
    byScript(written).flatMap((part): BreathIn[] =>
      part.isChinese
        ? breathsOf(part.text).map(({ spoken }) => ({ written, spoken, language: baseLanguage }))
        : ownBreaths(language, written, part.text),
    ),
  )
}

/** A point within a figure ends no sentence; what stands apart on the screen comes with a Chinese comma between. */
const sentencesIn = (text: string): string[] =>
  text
    .split(/(?<=[.!?؟](?=[\s，]))|(?<=[。！？；])|\n+/)
    .map((each) => each.replace(/^[\s，、,،]+|\s+$/g, ''))
    .filter(Boolean)

type Part = { text: string; isChinese: boolean }

/** Words from sheets stay Chinese in every language, with the figures and letters written against them: 第12号, U盘. */
function byScript(sentence: string): Part[] {
  const chinese =
    /[\dA-Za-z*×〔（("“《]*\p{Script=Han}(?:[\p{Script=Han}\dA-Za-z*×〔〕（）()"“”《》、，·.-]*[\p{Script=Han}\d*×〕）)"”》])?/gu
  const found: Part[] = []
  let from = 0
  for (const { 0: text, index } of sentence.matchAll(chinese)) {
    found.push({ text: sentence.slice(from, index), isChinese: false }, { text, isChinese: true })
    from = index + text.length
  }
  return [...found, { text: sentence.slice(from), isChinese: false }]
}

function ownBreaths(language: OtherLanguage, written: string, text: string): BreathIn[] {
  const spoken = spokenTextIn(language, text)
  if (!/[\p{L}]/u.test(spoken)) return []
  return cutAtPauses(spoken).map((part) => ({ written, spoken: part, language }))
}

function cutAtPauses(spoken: string): string[] {
  if (spoken.length <= longestSpoken) return [spoken]
  const parts: string[] = []
  for (const piece of spoken.split(/(?<=[,،])\s+/).flatMap(cutAtWords)) {
    const last = parts.at(-1)
    if (last !== undefined && last.length + piece.length < longestSpoken)
      parts[parts.length - 1] = `${last} ${piece}`
    else parts.push(piece)
  }
  return parts.map((part) => part.replace(/[,،]$/, ''))
}

/** What has no comma for so long is cut between words, and a word of such a length anywhere. */
const cutAtWords = (piece: string): string[] =>
  piece.length <= longestSpoken
    ? [piece]
    : (piece.match(new RegExp(`.{1,${longestSpoken}}(?:\\s|$)|.{1,${longestSpoken}}`, 'gu')) ?? []).map(
        (each) => each.trim(),
      )
