// From the text of a cell to an exact value of its kind; integers and decimal strings only, never a float.
import type { Field } from './fields.ts'

/** A cell as a sheet holds it: what is seen, the stored number if it is one, the day if it is formatted as a date. */
export type CellText = { text: string; number?: number; day?: string }

/** Blank; a value, with words that stood beside it; or words where a value was expected. */
export type Parsed<T> =
  | { kind: 'blank' }
  | { kind: 'value'; value: T; words?: string; rounded?: true }
  | { kind: 'words'; words: string }

const blank = { kind: 'blank' } as const
const value = <T>(of: T, words?: string): Parsed<T> =>
  words ? { kind: 'value', value: of, words } : { kind: 'value', value: of }

/** The plain form of a text: no control or invisible characters, one space for any white space, ASCII digits. */
export function plainText(text: string): string {
  return (
    text
      .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '')
      .replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (wide) =>
        String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
      )
      // eslint-disable-next-line no-control-regex
      .replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ')
      .trim()
  )
}

/** What is compared, never shown: NFKC, no white space. */
export const compact = (text: string): string => (surelyCompact.test(text) ? text : compacted(text))

/** Most cells have nothing to fold; looking is much cheaper than folding. */
const surelyCompact = /^[!-~\u4e00-\u9fff]*$/

const compacted = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/\s+/gu, '')

const blankWords = /^(?:[-–—―－─_/\\|.·]+|无|没有|空|〇|null)$/i

export const isBlank = (text: string): boolean => {
  const seen = compact(text)
  return seen === '' || blankWords.test(seen)
}

// ---- numbers ----

/** A number as JavaScript holds it, written out as a decimal: its shortest form is what the sheet showed. */
export function decimalOfNumber(number: number): string | null {
  if (!Number.isFinite(number)) return null
  const shortest = String(number)
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(shortest)
  if (!parts) return shortest
  const [, sign = '', first = '', rest = '', exponent = '0'] = parts
  const digits = first + rest
  const point = 1 + Number(exponent)
  if (point > 40 || point < -40) return null
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return `${sign}${digits.padEnd(point, '0').slice(0, point)}${digits.length > point ? `.${digits.slice(point)}` : ''}`
}

const numberText =
  /^([(])?([-+−]?)(?:[¥￥]|人民币|约|共|第|RMB)*([-+−]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)([^\d.,]*)\)?$/u

/** The decimal in a cell and the unit behind it: "1,200.50元" is 1200.50 and 元; red brackets are a minus. */
export function decimalIn(cell: CellText): { decimal: string; unit: string; exact: boolean } | null {
  if (cell.number !== undefined) {
    const decimal = decimalOfNumber(cell.number)
    return decimal === null ? null : { decimal, unit: '', exact: false }
  }
  const match = numberText.exec(compact(cell.text).replace(/m[2²]\)?$/, '㎡'))
  if (!match) return null
  const [, bracket, sign, otherSign, digits = '', tail = ''] = match
  const closes = tail.endsWith(')') && !bracket ? tail : tail.replace(/\)$/, '')
  const negative = (bracket !== undefined) !== (/[-−]/.test(sign ?? '') || /[-−]/.test(otherSign ?? ''))
  const written = digits.replaceAll(',', '').replace(/\.$/, '').replace(/^\./, '0.')
  return { decimal: (negative ? '-' : '') + written, unit: closes, exact: true }
}

/** decimal × 10^places as an integer; digits beyond are rounded half away from zero and reported. */
export function scaled(decimal: string, places: number): { integer: number; rounded: boolean } | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal)
  if (!match) return null
  const [, sign, whole = '0', fraction = ''] = match
  const kept = BigInt(whole + fraction.padEnd(places, '0').slice(0, places))
  const rest = fraction.slice(places)
  const rounded = /[1-9]/.test(rest)
  const size = Number(kept + (rest[0] !== undefined && rest[0] >= '5' ? 1n : 0n))
  if (!Number.isSafeInteger(size)) return null
  return { integer: sign === '-' && size !== 0 ? -size : size, rounded }
}

function integerIn(cell: CellText, placesOf: (unit: string) => number | null): Parsed<number> {
  if (isBlank(cell.text) && cell.number === undefined) return blank
  const found = decimalIn(cell)
  const places = found ? placesOf(found.unit) : null
  const exact = found && places !== null ? scaled(found.decimal, places) : null
  if (!found || !exact) return { kind: 'words', words: plainText(cell.text) }
  // A stored number carries binary noise beyond its real digits: rounding that away loses nothing.
  return exact.rounded && found.exact
    ? { kind: 'value', value: exact.integer, rounded: true }
    : { kind: 'value', value: exact.integer }
}

export type MoneyUnit = 'yuan' | 'wan'

/** Money in 分. A unit in the cell itself goes before that of header or title. */
export function parseMoney(cell: CellText, unit: MoneyUnit = 'yuan'): Parsed<number> {
  return integerIn(cell, (tail) => {
    if (/^万元?$/.test(tail)) return 6
    if (/^(?:元|元整|圆|块)?$/.test(tail)) return tail === '' && unit === 'wan' ? 6 : 2
    return tail.startsWith('元/') ? 2 : null
  })
}

/** Area in 0.0001 亩. Square metres are no exact number of 亩 and are refused as words. */
export function parseArea(cell: CellText): Parsed<number> {
  return integerIn(cell, (tail) => (/^(?:亩|市亩)?$/.test(tail) ? 4 : null))
}

const countWords =
  '户人个台组名套床袋桶层块宗件项次份辆棵株岁周岁月年季票口头只间栋座条处㎡平方米平米元亩笔期'
export function parseCount(cell: CellText): Parsed<number> {
  // 二层, 两户: small counts are written as words.
  const words = /^([一二两三四五六七八九十]{1,3})(\p{Script=Han}?)$/u.exec(compact(cell.text))
  const number = words ? smallNumber((words[1] ?? '').replace('两', '二')) : null
  if (number !== null && countWords.includes(words?.[2] ?? '')) return value(number)
  return integerIn(cell, (tail) =>
    tail === '' || countWords.includes(tail) || /^次\)?$/.test(tail) ? 0 : null,
  )
}

/** A decimal as written, without useless zeros: quantities and rates. */
export function parseDecimal(cell: CellText): Parsed<string> {
  if (isBlank(cell.text) && cell.number === undefined) return blank
  const found = decimalIn(cell)
  if (!found || found.unit.length > 6) return { kind: 'words', words: plainText(cell.text) }
  const decimal = found.exact ? found.decimal : withoutNoise(found.decimal)
  return value(trimmed(decimal), found.unit || undefined)
}

const trimmed = (decimal: string): string => {
  const sign = decimal.startsWith('-') ? '-' : ''
  const [whole = '0', fraction = ''] = decimal.replace(/^-/, '').split('.')
  const rest = fraction.replace(/0+$/, '')
  const plain = `${whole.replace(/^0+(?=\d)/, '')}${rest ? `.${rest}` : ''}`
  return plain === '0' ? '0' : sign + plain
}

/** 86.90000000000001 in a sheet is 86.9: seven decimals are the most a rate has. */
function withoutNoise(decimal: string): string {
  const fraction = decimal.split('.')[1] ?? ''
  if (fraction.length <= 8) return decimal
  const exact = scaled(decimal, 7)
  if (!exact) return decimal
  const digits = String(Math.abs(exact.integer)).padStart(8, '0')
  return `${exact.integer < 0 ? '-' : ''}${digits.slice(0, -7)}.${digits.slice(-7)}`
}

// ---- money in capitals ----

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

// ---- dates ----

/** The time a sheet speaks of: its year, and the months it covers, to complete 4.3 and 5月6日. */
export type DateHint = { year: number; firstMonth?: number; lastMonth?: number }

const chineseDigit: Readonly<Record<string, string>> = {
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

const fullDate = [
  /^(\d{4})[.\-/](\d{1,2})[.\-/](\d{1,2})[日号]?$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/,
  /^(\d{4})(\d{2})(\d{2})$/,
]
const monthDate = [/^(\d{4})[.\-/](\d{1,2})月?$/, /^(\d{4})年(\d{1,2})月(?:份)?$/]
const dayOfYear = [/^(\d{1,2})[.\-/](\d{1,2})[日号]?$/, /^(\d{1,2})月(\d{1,2})[日号]?$/]

export function parseDate(cell: CellText, hint?: DateHint): Parsed<string> {
  if (cell.day !== undefined) return value(cell.day)
  if (isBlank(cell.text)) return blank
  const iso = dateIn(cell.text, hint)
  return iso === null ? { kind: 'words', words: plainText(cell.text) } : value(iso)
}

export function dateIn(text: string, hint?: DateHint): string | null {
  const written = arabicDate(compact(text))
  for (const pattern of fullDate) {
    const match = pattern.exec(written)
    if (match) return day(Number(match[1]), Number(match[2]), Number(match[3]))
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

/** 二〇二六年九月一日 in Arabic digits. */
function arabicDate(text: string): string {
  if (!/[〇○零一二三四五六七八九十]/.test(text)) return text
  return text
    .replace(/[〇○零一二三四五六七八九]{4}(?=年)/, (year) =>
      [...year].map((char) => chineseDigit[char] ?? char).join(''),
    )
    .replace(/([一二三四五六七八九十]{1,3})(?=[月日号])/g, (number) => String(smallNumber(number) ?? number))
}

/** A cell of January in the sheet of a fourth quarter belongs to the year after only if the sheet says so. */
function yearFor(hint: DateHint, monthNumber: number): number {
  const { year, firstMonth, lastMonth } = hint
  if (firstMonth === undefined || lastMonth === undefined) return year
  if (monthNumber < firstMonth && firstMonth >= 10 && monthNumber <= 3) return year + 1
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
  const seen = compact(text)
  for (const split of [
    /^(.+?)(?:至|到|~|～|—+|–|--)(.+)$/,
    /^(\d{4}\.\d{1,2}(?:\.\d{1,2})?)-(.+)$/,
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

// ---- names, groups, words ----

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

const groupText = /^第?([\d]{1,3}|[一二三四五六七八九十]{1,3})(?:村民)?(?:小?组|社|队|大队|屯)?$/

/** 1组, 一组, 第一村民小组, 1: the number of a villager group. */
export function parseGroup(cell: CellText): Parsed<number> {
  if (isBlank(cell.text)) return blank
  // 二组(上湾): what a group is called besides is no part of its number.
  const match = groupText.exec(compact(cell.text).replace(/[(【][^()【】]{1,8}[)】]$/, ''))
  const number = match ? smallNumber(match[1] ?? '') : null
  return number === null || number === 0 ? { kind: 'words', words: plainText(cell.text) } : value(number)
}

/** 钱  乙 is 钱乙; what stands in brackets behind a name (已故) is a remark, no part of it. */
export function parsePerson(cell: CellText): Parsed<string> {
  if (isBlank(cell.text)) return blank
  const text = plainText(cell.text).replace(/[•・‧∙]/g, '·')
  const match = /^(.*?)[(（]([^()（）]*)[)）]$/.exec(text)
  // A company's brackets are part of its name; only a person's are a remark.
  if (match && compact(match[1] ?? '').length <= 5 && compact(match[1] ?? '').length >= 2)
    return value(closed(match[1] ?? ''), match[2])
  return value(closed(text))
}

const closed = (name: string): string => (/[A-Za-z]/.test(name) ? name.trim() : name.replace(/\s+/gu, ''))

/** Several texts in one cell: numbered (1. 2、), steps with arrows between, or parted by 、 ; or a line. */
export function parseList(text: string): readonly string[] {
  const parts = beginsNumbered.test(text)
    ? text.split(numbered)
    : arrow.test(text)
      ? text.split(arrow)
      : text.split(/[、;；\n\r]+/)
  return parts.map((part) => plainText(part).replace(/[;；。]$/, '')).filter((part) => part !== '')
}

/** Not 1.5: what follows the mark of a number is no digit. Inside a numbered text 、 parts nothing. */
const numbered = /(?:^|[\s;；。])[(（]?\d{1,2}(?:[.．、](?!\d)|[)）])\s*/
const beginsNumbered = /^\s*[(（]?1(?:[.．、](?!\d)|[)）])/
const arrow = /\s*(?:→|⇒|—>|-+>|＞)\s*/

export const parseText = (text: string): string => normalBrackets(plainText(text))

/** 石农宅字(2025)25号, [2025], 【2025】: document numbers are written with 〔〕. */
const normalBrackets = (text: string): string =>
  text.replace(/(字|发|函|办)\s*[([（【〔［]\s*(\d{4})\s*[)\]）】〕］]\s*/g, '$1〔$2〕')

export function parseChoice(text: string, choices: NonNullable<Field['choices']>): Parsed<string> {
  if (isBlank(text)) return blank
  const seen = compact(text)
  for (const [id, spellings] of Object.entries(choices))
    if (spellings.some((spelling) => compact(spelling) === seen)) return value(id)
  for (const [id, spellings] of Object.entries(choices))
    if (spellings.some((spelling) => seen.includes(compact(spelling)))) return value(id)
  return { kind: 'words', words: plainText(text) }
}

/** A public contact: digits and dashes. */
export function parsePhone(text: string): Parsed<string> {
  if (isBlank(text)) return blank
  const seen = compact(text).replace(/[—–]/g, '-')
  return /^[0-9-]{3,20}$/.test(seen) ? value(seen) : { kind: 'words', words: plainText(text) }
}
