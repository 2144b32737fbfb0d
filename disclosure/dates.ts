// Days, months and years as sheets write them, as ISO dates no more exact than the sheet; what is no date stays words.
import { blank, compact, isBlank, plainText, value } from './cell-text.ts'
import type { CellText, Parsed } from './cell-text.ts'
import { chineseDigit, smallNumber } from './chinese-numbers.ts'

/** The time a sheet speaks of: its year, and the months it covers, to complete 4.3 and 5月6日. */
export type DateHint = { year: number; firstMonth?: number; lastMonth?: number }

const between = '[.\\-/、,·_。]'
const fullDate = [
  new RegExp(`^(\\d{4})${between}(\\d{1,2})${between}(\\d{1,2})[日号]?$`),
  /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/,
  /^(\d{4})(\d{2})(\d{2})$/,
]
/** 24.4.18: the year's last two digits. 4/12/24 is how programs of other countries write, and means another day. */
const shortDate = [/^(\d{2})[.-](\d{1,2})[.-](\d{1,2})[日号]?$/, /^(\d{2})年(\d{1,2})月(\d{1,2})[日号]?$/]
const monthDate = [
  /^(\d{4})[.\-/](\d{1,2})月?$/,
  /^(\d{4})年(\d{1,2})月(?:份)?$/,
  /^((?:19|20)\d{2})(0[1-9]|1[0-2])$/,
]
const dayOfYear = [/^(\d{1,2})[.\-/](\d{1,2})[日号]?$/, /^(\d{1,2})月(\d{1,2})[日号]?$/]

export function parseDate(cell: CellText, hint?: DateHint): Parsed<string> {
  if (cell.day !== undefined) return value(cell.day)
  if (isBlank(cell.text)) return blank
  const iso = dateIn(cell.text, hint) ?? dayOfSerial(cell)
  return iso === null ? { kind: 'words', words: plainText(cell.text) } : value(iso)
}

/** 45394 where the format of the cell was lost: a program counts days from the last of 1899. From 1954 to 2099. */
function dayOfSerial({ number }: CellText): string | null {
  if (number === undefined || !Number.isInteger(number) || number < 20_000 || number > 73_050) return null
  return new Date(Date.UTC(1899, 11, 30) + number * 86_400_000).toISOString().slice(0, 10)
}

export function dateIn(text: string, hint?: DateHint): string | null {
  const written = arabicDate(text)
  for (const pattern of fullDate) {
    const match = pattern.exec(written)
    if (match) return day(Number(match[1]), Number(match[2]), Number(match[3]))
  }
  for (const pattern of shortDate) {
    const match = pattern.exec(written)
    if (match) return day(fullYear(Number(match[1])), Number(match[2]), Number(match[3]))
  }
  for (const pattern of monthDate) {
    const match = pattern.exec(written)
    if (match) return month(Number(match[1]), Number(match[2]))
  }
  for (const pattern of dayOfYear) {
    const match = pattern.exec(written)
    if (match && hint) return day(yearFor(hint, Number(match[1])), Number(match[1]), Number(match[2]))
  }
  const onlyYear = /^(\d{4})年?(?:度)?$/.exec(written)
  if (onlyYear && isYear(Number(onlyYear[1]))) return onlyYear[1] ?? null
  const onlyMonth = /^(\d{1,2})月(?:份)?$/.exec(written)
  return onlyMonth && hint ? month(yearFor(hint, Number(onlyMonth[1])), Number(onlyMonth[1])) : null
}

/** 2024.4.31 and 13.45 have the form of a date, and are none. */
export function isImpossibleDate(text: string, hint?: DateHint): boolean {
  const written = arabicDate(text)
  const forms = [...fullDate, ...shortDate, ...monthDate, ...(hint ? dayOfYear : [])]
  return forms.some((form) => form.test(written)) && dateIn(text, hint) === null
}

/** 4.1 stored as a number may have been written as 4.10: the zero is lost, and with it which day was meant. */
export const mayMeanAnotherDay = ({ text, number }: CellText): boolean =>
  number !== undefined && /^(?:\d{1,2}\.[123]|\d{4}\.1)$/.test(compact(text))

/** 二〇二六年九月一日 in Arabic digits; the time of day that an export adds is dropped. */
function arabicDate(text: string): string {
  const seen = compact(text.trim().replace(/[\sT]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/, ''))
  if (!/[〇○零一二三四五六七八九十]/.test(seen)) return seen
  return seen
    .replace(/[〇○零一二三四五六七八九]{4}(?=年)/, (year) =>
      [...year].map((char) => chineseDigit[char] ?? char).join(''),
    )
    .replace(/([一二三四五六七八九十]{1,3})(?=[月日号])/g, (number) => String(smallNumber(number) ?? number))
}

/** A contract of 98 is of the last century, one of 24 of this. */
const fullYear = (short: number): number => (short >= 70 ? 1900 : 2000) + short

/** January in the sheet of a fourth quarter is of the year after, December in that of a first of the year before. */
function yearFor(hint: DateHint, monthNumber: number): number {
  const { year, firstMonth, lastMonth } = hint
  if (firstMonth === undefined || lastMonth === undefined) return year
  if (monthNumber < firstMonth && firstMonth >= 10 && monthNumber <= 3) return year + 1
  if (monthNumber > lastMonth && lastMonth <= 3 && monthNumber >= 10) return year - 1
  return year
}

const isYear = (year: number) => year >= 1900 && year <= 2100
const two = (number: number) => String(number).padStart(2, '0')

function day(year: number, monthNumber: number, dayNumber: number): string | null {
  const date = new Date(Date.UTC(year, monthNumber - 1, dayNumber))
  const real = date.getUTCMonth() === monthNumber - 1 && date.getUTCDate() === dayNumber && dayNumber > 0
  return real && isYear(year) ? `${year}-${two(monthNumber)}-${two(dayNumber)}` : null
}

const month = (year: number, monthNumber: number): string | null =>
  monthNumber >= 1 && monthNumber <= 12 && isYear(year) ? `${year}-${two(monthNumber)}` : null

/** Start and end of 2022/10/1至2028/9/30 or 2026年3月9日—3月15日; an end without its year takes that of the start. */
export function parseSpan(text: string, hint?: DateHint): { start: string | null; end: string | null } {
  // 自2021年1月1日起至2025年12月31日止, 2021.1.1-2025.12.31(5年)
  const seen = compact(text)
    .replace(/\([^()]*\)$/, '')
    .replace(/^[自从]/, '')
    .replace(/起(?=[至到\-—~])/, '')
    .replace(/止$/, '')
  for (const split of [
    /^(.+?)(?:至|到|~|～|—+|–|--)(.+)$/,
    /^(\d{4}\.\d{1,2}(?:\.\d{1,2})?)-(.+)$/,
    /^(\d{4}-\d{1,2}-\d{1,2})-(\d{4}-\d{1,2}-\d{1,2})$/,
    /^([^-]+)-([^-]+)$/,
  ]) {
    const parts = split.exec(seen)
    const [, from = '', to = ''] = parts ?? []
    const start = parts ? dateIn(from, hint) : null
    if (start === null) continue
    const year = Number(start.slice(0, 4))
    const firstMonth = Number(start.slice(5, 7)) || 1
    const end = dateIn(to, { year, firstMonth, lastMonth: 12 }) ?? dateIn(`${firstMonth}月${to}`, { year })
    if (end !== null) return { start, end }
  }
  return { start: null, end: null }
}
