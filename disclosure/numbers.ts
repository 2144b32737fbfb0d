// Amounts, areas, counts and rates as sheets write them, as exact integers or decimal strings; words stay words.
import { blank, compact, isBlank, plainText, value } from './cell-text.ts'
import type { CellText, Parsed } from './cell-text.ts'
import { parseCapitals, smallNumber } from './chinese-numbers.ts'

/** A number as JavaScript holds it, written out as a decimal: its shortest form is what the sheet showed. */
export function decimalOfNumber(number: number): string | null {
  if (!Number.isFinite(number)) return null
  const shortest = String(number)
  // Only the very large and the very small are written with an exponent.
  if (!shortest.includes('e')) return shortest
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(shortest)
  if (!parts) return shortest
  const [, sign = '', first = '', rest = '', exponent = '0'] = parts
  const digits = first + rest
  const point = 1 + Number(exponent)
  if (point > 40 || point < -40) return null
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return `${sign}${digits.padEnd(point, '0').slice(0, point)}${digits.length > point ? `.${digits.slice(point)}` : ''}`
}

/**
 * The decimal in a cell and the unit behind it. `exact`: as somebody wrote it, not as a program stored it. `hidden`: so
 * many places are stored and not shown; the program has 12000 and shows 1.2, which is right under 万元 and nowhere else.
 */
export type FoundDecimal = { decimal: string; unit: string; exact: boolean; hidden?: number }

export function decimalIn(cell: CellText): FoundDecimal | null {
  return cell.number === undefined ? writtenIn(cell.text) : storedIn(cell.number, cell.text)
}

/** 300 with a minus in all its forms: -300, (300), [300], △300, 红字300, 300(红字), 负300. */
const minusBefore = /^(?:[-−△▲Δ]|红字|负)+/u
const minusAround = /^[([]([^()[\]]+)[)\]]$/
const minusBehind = /\(?红字?\)?$/

const numberText =
  /^(?:[¥]|人民币|约|近|共|计|RMB)*((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(?:([^\d.,()[\]]*)|\(([^\d.,()[\]]+)\))$/u

function writtenIn(text: string): FoundDecimal | null {
  let seen = compact(text)
    .replace(/^['’`]+/, '')
    .replace(/m2(?=\)?$)/, '㎡')
  let minus = false
  const strip = (pattern: RegExp, rest: string) => {
    if (!pattern.test(seen)) return
    minus = true
    seen = seen.replace(pattern, rest)
  }
  strip(minusBehind, '')
  strip(minusAround, '$1')
  seen = seen.replace(/^(?:[¥]|人民币|RMB)+/, '')
  strip(minusBefore, '')
  seen = seen.replace(/^\+/, '')
  const match = numberText.exec(seen)
  if (!match) return null
  const [, digits = '', tail = '', bracketed] = match
  const written = digits.replaceAll(',', '').replace(/\.$/, '').replace(/^\./, '0.')
  return { decimal: (minus ? '-' : '') + written, unit: bracketed ?? bareUnit(tail), exact: true }
}

/** 余亩, 亩左右: about so much, and the unit is 亩. */
const bareUnit = (tail: string): string => tail.replace(/^[余多](?=.)/, '').replace(/(?:左右|上下)$/, '')

export const isApproximate = (text: string): boolean =>
  /^\D*(?:约|近)\d|\d[余多]|(?:左右|上下)$/.test(compact(text))

/** What the sheet shows tells the unit (120.00元) and whether the picture is a thousandth of what is stored. */
function storedIn(number: number, text: string): FoundDecimal | null {
  const decimal = decimalOfNumber(number)
  if (decimal === null) return null
  if (text === decimal) return { decimal, unit: '', exact: false }
  const shown = writtenIn(text)
  const size = Number(shown?.decimal.replace(/^-/, '') ?? NaN)
  const decimals = shown?.decimal.split('.')[1]?.length ?? 0
  const isShown = (shift: number) =>
    Math.abs(Math.abs(number) / 10 ** shift - size) <= 0.500001 * 10 ** -decimals
  if (shown && isShown(0)) return { decimal, unit: shown.unit, exact: false }
  const hidden = size > 0 ? [3, 4, 6, 8].find(isShown) : undefined
  return { decimal, unit: '', exact: false, ...(hidden === undefined ? {} : { hidden }) }
}

/** decimal × factor × 10^places as an integer; what is beyond is rounded half away from zero and reported. */
export function scaled(
  decimal: string,
  places: number,
  factor = 1n,
): { integer: number; rounded: boolean } | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal)
  if (!match) return null
  const [, sign, whole = '0', fraction = ''] = match
  const digits = BigInt(whole + fraction) * factor * 10n ** BigInt(Math.max(0, places - fraction.length))
  const divisor = 10n ** BigInt(Math.max(0, fraction.length - places))
  const rest = digits % divisor
  const size = Number(digits / divisor + (rest * 2n >= divisor && rest > 0n ? 1n : 0n))
  if (!Number.isSafeInteger(size)) return null
  return { integer: sign === '-' && size !== 0 ? -size : size, rounded: rest > 0n }
}

/** How many of the smallest unit one unit is: factor × 10^places. */
type Scale = { places: number; factor?: bigint }

/** `base`: the places of 元 or 亩, in which a program stores what it shows by the thousand. */
function integerIn(cell: CellText, base: number, scaleOf: (unit: string) => Scale | null): Parsed<number> {
  if (isBlank(cell.text) && cell.number === undefined) return blank
  const found = decimalIn(cell)
  const shown = found ? scaleOf(found.unit) : null
  const hidden = found?.hidden ?? 0
  const scale = shown && hidden > 0 ? (shown.places === base + hidden ? { places: base } : null) : shown
  const exact = found && scale ? scaled(found.decimal, scale.places, scale.factor) : null
  if (!found || !scale || !exact) return { kind: 'words', words: plainText(cell.text) }
  const lost = exact.rounded && (found.exact || !isAsShown(cell, found.decimal, scale, exact.integer))
  return lost
    ? { kind: 'value', value: exact.integer, rounded: true }
    : { kind: 'value', value: exact.integer }
}

/** Binary noise (0.30000000000000004), or decimals that the sheet itself does not show. */
function isAsShown({ text }: CellText, decimal: string, scale: Scale, integer: number): boolean {
  const beyond = (decimal.split('.')[1] ?? '').slice(Math.max(0, scale.places))
  if (/^(?:0{6}|9{6})/.test(beyond)) return true
  const shown = writtenIn(text)
  const whole = shown ? scaled(shown.decimal, scale.places, scale.factor) : null
  return whole !== null && !whole.rounded && Math.abs(whole.integer) === Math.abs(integer)
}

/** The unit of a bare number where neither title nor header says more. */
export type MoneyUnit = 'yuan' | 'wan'

/** Money in 分. A unit in the cell itself goes before that of header, unit row or title, which is `unit`. */
export function parseMoney(cell: CellText, unit: string = 'yuan'): Parsed<number> {
  const read = integerIn(cell, 2, (tail) =>
    tail === ''
      ? (moneyScale(unit) ?? { places: 2 })
      : isPriceAmongAmounts(tail, unit)
        ? null
        : moneyScale(tail),
  )
  if (read.kind !== 'words') return read
  const inParts = partsIn(cell.text, moneyParts) ?? capitalsIn(cell.text)
  return inParts === null ? read : { kind: 'value', value: inParts }
}

/** 500元/亩 in a column of 元 is no amount. */
const isPriceAmongAmounts = (tail: string, unit: string): boolean =>
  tail.includes('/') && unit.startsWith('元') && !unit.includes('/')

function moneyScale(unit: string): Scale | null {
  const [, name = ''] = /^([^/]*)/.exec(unit) ?? []
  if (/^(?:yuan|元|元整|元正|圆|块|块钱)$/.test(name)) return { places: 2 }
  if (/^(?:wan|万|万元)$/.test(name)) return { places: 6 }
  if (/^(?:千|千元)$/.test(name)) return { places: 5 }
  if (/^(?:百|百元)$/.test(name)) return { places: 4 }
  if (/^(?:亿|亿元)$/.test(name)) return { places: 10 }
  if (name === '角') return { places: 1 }
  return name === '分' ? { places: 0 } : null
}

const capitalsIn = (text: string): number | null => (/[元圆圓]/.test(text) ? parseCapitals(text) : null)

/** Area in 0.0001 亩. Square metres are no exact number of 亩 and are refused as words. */
export function parseArea(cell: CellText, unit: string = '亩'): Parsed<number> {
  const bare = areaScale(unit) ?? (isMetres(unit) ? null : { places: 4 })
  const read = integerIn(cell, 4, (tail) => (tail === '' ? bare : areaScale(tail)))
  if (read.kind !== 'words') return read
  const inParts = partsIn(cell.text, areaParts)
  return inParts === null ? read : { kind: 'value', value: inParts }
}

export const isMetres = (unit: string): boolean => /㎡|m2|m²|平方米|平米|平方公里|km/i.test(unit)

function areaScale(unit: string): Scale | null {
  if (/^(?:亩|市亩)$/.test(unit)) return { places: 4 }
  if (unit === '万亩') return { places: 8 }
  if (/^(?:公顷|ha|hm2)$/i.test(unit)) return { places: 4, factor: 15n }
  if (unit === '分' || unit === '分地') return { places: 3 }
  return unit === '厘' ? { places: 2 } : null
}

/** 3亩2分5厘, 3元5角, 1万2千元: two or more parts, each smaller than the one before. */
const areaParts = { 亩: 4, 分: 3, 厘: 2, 毫: 1 } as const
const moneyParts = { 万: 6, 千: 5, 百: 4, 元: 2, 角: 1, 分: 0 } as const

function partsIn(text: string, places: Readonly<Record<string, number>>): number | null {
  const seen = compact(text)
    .replace(/^约/, '')
    .replace(/(?<=[万千百])元$|[整正]$/g, '')
  const parts = [...seen.matchAll(/(\d+(?:\.\d+)?)(\D)/g)]
  if (parts.length < 2 || parts.map(([part]) => part).join('') !== seen) return null
  let sum = 0
  let before = Infinity
  for (const [at, [, digits = '', unit = '']] of parts.entries()) {
    const place = places[unit]
    const exact = place === undefined ? null : scaled(digits, place)
    // Only the last part may have decimals: 1.5亩2分 is a slip of the pen.
    if (place === undefined || place >= before || !exact || exact.rounded) return null
    if (digits.includes('.') && at < parts.length - 1) return null
    sum += exact.integer
    before = place
  }
  return sum
}

const countWords =
  '户人个台组名套床袋桶层块宗件项次份辆棵株岁周岁月年季票口头只间栋座条处㎡平方米平米元亩笔期'

/** 第2次 is 2: an ordinal counts too. */
export function parseCount(cell: CellText): Parsed<number> {
  // 二层, 两户: small counts are written as words.
  const words = /^([一二两三四五六七八九十]{1,3})(\p{Script=Han}?)$/u.exec(compact(cell.text))
  const number = words ? smallNumber((words[1] ?? '').replace('两', '二')) : null
  if (number !== null && countWords.includes(words?.[2] ?? '')) return value(number)
  const text = cell.number === undefined ? compact(cell.text).replace(/^第/, '') : cell.text
  const read = integerIn({ ...cell, text }, 0, (tail) =>
    tail === '' || countWords.includes(tail) ? { places: 0 } : null,
  )
  return read.kind === 'words' ? { kind: 'words', words: plainText(cell.text) } : read
}

/** A decimal as written, without useless zeros: quantities and rates. 1.2万株 is 12000 of 株. */
export function parseDecimal(cell: CellText): Parsed<string> {
  if (isBlank(cell.text) && cell.number === undefined) return blank
  const found = decimalIn(cell)
  const [, shift = '', unit = ''] = /^([万亿]|千(?![克米瓦伏升卡]))?(.*)$/u.exec(found?.unit ?? '') ?? []
  if (!found || unit.length > 6 || found.hidden !== undefined)
    return { kind: 'words', words: plainText(cell.text) }
  const decimal = found.exact ? found.decimal : withoutNoise(found.decimal)
  return value(trimmed(shifted(decimal, { 万: 4, 千: 3, 亿: 8 }[shift] ?? 0)), unit || undefined)
}

/** decimal × 10^places, as a decimal. */
export function shifted(decimal: string, places: number): string {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? []
  const digits = fraction.padEnd(places, '0')
  const rest = digits.slice(places)
  return `${sign}${whole}${digits.slice(0, places)}${rest === '' ? '' : `.${rest}`}`
}

export const trimmed = (decimal: string): string => {
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
