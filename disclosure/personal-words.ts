// What words say of a person beside numbers and illnesses: the day of birth, and that somebody is a child.
import { glyphsOf, lineOf } from './glyphs.ts'

export type FoundWords = { kind: 'birth-date' | 'minor'; start: number; end: number }

const month = '(?:1[0-2]|0?[1-9])'
const ofMonth = '(?:3[01]|[12]\\d|0?[1-9])'
const day = `(?:19|20)\\d{2}[年./-]${month}(?:[月./-]${ofMonth}日?|月)?`
const written = '(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])'
const born = new RegExp(
  [
    `(?:出生(?:年月日?|日期|时间)?|生日|生于)[:为是]?\\s*(?:${day}|${written})`,
    // 2021年3月生效 and 6月生活补贴 are no births.
    `(?:${day}|${written})\\s*(?:出生|生(?![产活效态成]))`,
  ].join('|'),
  'gu',
)
/** A cell that is nothing but a day of the last century: people are born then, payments are not made. */
const wholeCell = new RegExp(`^\\s*19\\d{2}[年./-]${month}(?:[月./-]${ofMonth}日?|月)?\\s*$`, 'u')
/** 许嘉泽(9岁), 其子王某 12周岁: the name goes with the age. */
const child =
  /[\p{Script=Han}*]{0,4}[(,、 ]?(?:[男女][,、 ]?)?(?<![\d-])(?:1[0-7]|[0-9])周?岁(?![以及-])\)?/gu

export function personsIn(text: string, ofPerson: boolean): FoundWords[] {
  if (!ofPerson && !text.includes('生')) return []
  if (!/[生岁年.\-/．－／]/.test(text) || !/\p{Nd}/u.test(text)) return []
  const glyphs = glyphsOf(text)
  // Commas, colons and brackets of full width have become plain ones, as digits have.
  const line = lineOf(glyphs)
  const places = (kind: FoundWords['kind'], pattern: RegExp): FoundWords[] =>
    [...line.matchAll(pattern)].map((match) => ({
      kind,
      start: glyphs[match.index]?.start ?? 0,
      end: glyphs[match.index + match[0].length - 1]?.end ?? text.length,
    }))
  if (!ofPerson) return places('birth-date', born)
  if (wholeCell.test(line)) return [{ kind: 'birth-date', start: 0, end: text.length }]
  return [...places('birth-date', born), ...places('minor', child)]
}
