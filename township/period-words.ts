// The time a sheet says it speaks of: 2024年第二季度, 二季度, 4-6月, 上半年, 截至2025.9.30.
import { compact, smallNumber } from '../disclosure/parse.ts'
import type { DateHint } from '../disclosure/parse.ts'
import type { ItemType } from '../disclosure/item-type.ts'
import { monthsOf, overlaps, quarterOf } from '../disclosure/period.ts'
import type { Period } from '../disclosure/period.ts'

const yearWords: Readonly<Record<string, string>> = Object.fromEntries(
  [...'〇一二三四五六七八九'].map((char, digit) => [char, String(digit)]),
)

/** 2024.04-2024.06 */
const spanOfMonths = /((?:19|20)\d{2})[年.](\d{1,2})月?[-—–~至]+((?:19|20)\d{2})[年.](\d{1,2})(?![\d.])月?/g

const year = '((?:19|20)\\d{2})年?(?:度)?'
const patterns: readonly { pattern: RegExp; read: (match: RegExpExecArray) => Period | null }[] = [
  {
    pattern: new RegExp(`${year}第?([一二三四1-4])季度?`, 'g'),
    read: ([, at = '', quarter = '']) => `${at}Q${smallNumber(quarter)}`,
  },
  { pattern: /((?:19|20)\d{2})[Qq]([1-4])/g, read: ([, at, quarter]) => `${at}Q${quarter}` },
  {
    pattern: new RegExp(`${year}(上|下)半年`, 'g'),
    read: ([, at, half]) => `${at}H${half === '上' ? 1 : 2}`,
  },
  {
    pattern: new RegExp(`${year}(\\d{1,2})月?[-—–~至]+(\\d{1,2})月`, 'g'),
    read: ([, at = '', first, last]) => ofMonths(at, Number(first), Number(last)),
  },
  {
    pattern: spanOfMonths,
    read: ([, at = '', first, , last]) => ofMonths(at, Number(first), Number(last)),
  },
  {
    pattern: /((?:19|20)\d{2})[年.\-/](\d{1,2})[月.\-/](\d{1,2})日?/g,
    read: ([, at = '', month]) => ofMonths(at, Number(month), Number(month)),
  },
  {
    pattern: /((?:19|20)\d{2})[年.\-/](\d{1,2})月?/g,
    read: ([, at = '', month]) => ofMonths(at, Number(month), Number(month)),
  },
  { pattern: /((?:19|20)\d{2})年(?:度)?(?:末|底|年末|年底|终)/g, read: ([, at]) => `${at}-12` },
  { pattern: /((?:19|20)\d{2})年/g, read: ([, at = '']) => at },
]

/** 二季度, 上半年, 4-6月, 7月份: a part of a year that is named elsewhere. A day (7月10日) is none. */
const parts: readonly { pattern: RegExp; read: (match: RegExpExecArray) => string | null }[] = [
  { pattern: /第?([一二三四1-4])季(?:度|$)/, read: ([, quarter = '']) => `Q${smallNumber(quarter)}` },
  { pattern: /(上|下)半年/, read: ([, half]) => `H${half === '上' ? 1 : 2}` },
  {
    pattern: /(?<![\d.])(\d{1,2})月?[-—–~至]+(\d{1,2})月(?!\d)/,
    read: ([, first, last]) => ofMonths('', Number(first), Number(last)),
  },
  { pattern: /(?<![\d.])(\d{1,2})月份/, read: ([, month]) => ofMonths('', Number(month), Number(month)) },
]

/** A line as long as this is a remark, and what it says of a season is not what the sheet speaks of. */
const longestTitle = 40

function partIn(text: string): string | null {
  const seen = digitsFor(text)
  // A remark about some months says nothing of the item.
  if (seen.length > longestTitle || seen.includes(':') || periodsIn(text).some((period) => period.length > 4))
    return null
  for (const { pattern, read } of parts) {
    const match = pattern.exec(seen)
    if (match) return read(match)
  }
  return null
}

/** Years, months and short years (24年二季度) in Arabic digits. */
const digitsFor = (text: string): string =>
  compact(text)
    .replace(/[〇○零一二三四五六七八九]{4}(?=年)/g, (words) =>
      [...words].map((char) => yearWords[char] ?? '0').join(''),
    )
    .replace(/([一二三四五六七八九十]{1,3})(?=月|[-—–~至][一二三四五六七八九十]{1,3}月)/g, (words) =>
      String(smallNumber(words) ?? words),
    )
    .replace(/(?<!\d)(\d{2})年(?=第?[一二三四1-4]季|[上下]半年)/g, '20$1年')

/** All periods a text names, as they follow each other; of two readings of one place the fuller wins. */
export function periodsIn(text: string): Period[] {
  // A span over years is a term of office or a contract's, no period.
  const seen = digitsFor(text).replace(spanOfMonths, (span, from, _, to) => (from === to ? span : ' '))
  const found: { at: number; end: number; period: Period }[] = []
  for (const { pattern, read } of patterns)
    for (const match of seen.matchAll(pattern)) {
      const [at, end] = [match.index, match.index + match[0].length]
      const period = read(match)
      if (period !== null && !found.some((other) => at < other.end && other.at < end))
        found.push({ at, end, period })
    }
  return found.sort((one, other) => one.at - other.at).map(({ period }) => period)
}

/** The period of an item, from the most trusted text to the least; null if none says. */
export function periodFrom(kind: ItemType['period'], texts: readonly string[]): Period | null {
  if (kind === 'standing') return 'standing'
  const named = firstNamed(kind, texts)
  if (named?.length !== 4 || kind === 'year') return named
  // 2026年两项补贴第三季度: the year and its quarter stand apart, or in different texts.
  const within = texts.flatMap((text) => withinYear(text, named))[0]
  return within === undefined ? named : fit(kind, within)
}

/** A quarter, half or span of months that says no year of its own. */
function withinYear(text: string, named: string): Period[] {
  const seen = compact(text)
  const years: readonly string[] = seen.match(/(?:19|20)\d{2}/g) ?? []
  // Another year's quarter, or a remark about some months, says nothing of this item.
  if (years.some((each) => each !== named) || seen.includes(':')) return []
  const quarter = /(?<![\d一二三四])第?([一二三四1-4])季度/.exec(seen)
  if (quarter) return [`${named}Q${smallNumber(quarter[1] ?? '')}`]
  const half = /([上下])半年/.exec(seen)
  if (half) return [`${named}H${half[1] === '上' ? 1 : 2}`]
  const months = /(?<![\d.])(\d{1,2})月?[-—–~至]+(\d{1,2})月/.exec(seen)
  const span = months ? ofMonths(named, Number(months[1]), Number(months[2])) : null
  return span === null ? [] : [span]
}

function firstNamed(kind: ItemType['period'], texts: readonly string[]): Period | null {
  let coarse: Period | null = null
  let part: string | null = null
  for (const text of texts) {
    for (const period of periodsIn(text)) {
      if (part !== null) return fit(kind, completed(part, period))
      const fitted = fit(kind, period)
      if (coarse !== null && fitted.slice(0, 4) !== coarse.slice(0, 4)) continue
      // A title that says only the year is completed by the folder of that year's quarter.
      if (kind === 'year' || fitted.length > 4) return fitted
      coarse ??= fitted
    }
    part ??= kind === 'year' ? null : partIn(text)
    if (coarse !== null && part !== null) return fit(kind, completed(part, coarse))
  }
  return coarse
}

/** 四季度 in the folder of the next year's first quarter is last year's: nobody publishes what has not been. */
function completed(part: string, by: Period): Period {
  const at = Number(by.slice(0, 4))
  return monthsOf(`${at}${part}`).last > monthsOf(by).last ? `${at - 1}${part}` : `${at}${part}`
}

/** The year a long-term item was drawn up in, if its title or its folder says one. */
export function yearNamed(texts: readonly string[]): Period | null {
  for (const text of texts) {
    const [period] = periodsIn(text)
    if (period !== undefined) return period.slice(0, 4)
  }
  return null
}

/**
 * The quarter, half or span of months a sheet's or a file's name says, where the title says another: somebody forgot to
 * change one of them. A day or a month in a name may be when it was written.
 */
export function contradicting(
  kind: ItemType['period'],
  period: Period,
  names: readonly string[],
): Period | null {
  if (kind === 'year') return otherYear(period, names)
  if (!['quarter', 'half', 'month'].includes(kind) || period.length === 4) return null
  for (const name of names) {
    const said = periodsIn(name).filter((each) => /[QH]/.test(each))
    const part = /(?:19|20)\d{2}/.test(name) ? [] : withinYear(name, period.slice(0, 4))
    for (const each of [...said, ...part]) if (!overlaps(each, period)) return each
  }
  return null
}

/** 2025年 in a file's name over a list of 2026; a name that has both years contradicts neither. */
function otherYear(period: Period, names: readonly string[]): Period | null {
  const years = names.flatMap(periodsIn).filter((each) => each.length === 4)
  return years.includes(period) ? null : (years[0] ?? null)
}

/** A ledger as of a day, a month or a half-year is that quarter's; nothing is made finer than the sheet says. */
function fit(kind: ItemType['period'], period: Period): Period {
  if (kind === 'year') return period.slice(0, 4)
  if (kind === 'month' || period.length === 4) return period
  if (kind === 'half' && period.includes('H')) return period
  return quarterOf(period) ?? period
}

function ofMonths(at: string, first: number, last: number): Period | null {
  if (first < 1 || last > 12 || first > last) return null
  if (first === last) return `${at}-${String(first).padStart(2, '0')}`
  if (first % 3 === 1 && last === first + 2) return `${at}Q${(first + 2) / 3}`
  if (first === 1 && last === 12) return at
  if (last - first === 5 && first % 6 === 1) return `${at}H${first === 1 ? 1 : 2}`
  return `${at}Q${Math.ceil(last / 3)}`
}

/** What completes a date without a year. */
export function hintOf(period: Period, texts: readonly string[]): DateHint | undefined {
  if (period !== 'standing') {
    const { first, last } = monthsOf(period)
    return { year: Math.floor(first / 12), firstMonth: (first % 12) + 1, lastMonth: (last % 12) + 1 }
  }
  const named = texts.flatMap(periodsIn)[0]
  return named ? { year: Number(named.slice(0, 4)) } : undefined
}
