// How amounts are written for people: exact figures for tables, plain words for sentences, capitals for checking.

/** `202,418.63`: yuan with both decimals, as tables print it. */
export function yuanFigure(fen: number): string {
  const { sign, whole, rest } = split(fen, 100)
  return `${sign}${grouped(whole)}.${String(rest).padStart(2, '0')}`
}

/** `1,234,567` */
export function grouped(integer: number): string {
  const { sign, whole } = split(integer, 1)
  return sign + String(whole).replace(/\B(?=(\d{3})+$)/g, ',')
}

/**
 * `20万2千元`, `4186元`, `约9万8千元`: as one says it. Whatever is rounded says 约, so that nobody who
 * compares the sentence with the table finds it wrong.
 */
export function yuanWords(fen: number): string {
  const { sign, whole: yuan, rest } = split(fen, 100)
  if (yuan < 100) return minus(sign) + smallChange(yuan, rest)
  const rounded = rest >= 50 ? yuan + 1 : yuan
  if (rounded < 10_000) return about(rest !== 0) + minus(sign) + `${rounded}元`
  return about(rest !== 0 || yuan % 1000 !== 0) + minus(sign) + inThousands(Math.abs(fen)) + '元'
}

/**
 * The same rounding for languages that count otherwise: whole yuan below ten thousand, thousands above it, ten
 * thousands above a hundred million; small change as it is. `about` says that something was left out.
 */
export function roundedYuan(amount: number): { minus: boolean; yuan: number; fen: number; about: boolean } {
  const { sign, whole: yuan, rest } = split(amount, 100)
  const minus = sign !== ''
  if (yuan < 100) return { minus, yuan, fen: rest, about: false }
  const size = Math.abs(amount)
  const rounded = (per: number) => nearest(size, per * 100) * per
  const near =
    nearest(size, 100) < 10_000
      ? nearest(size, 100)
      : rounded(1000) < 100_000_000
        ? rounded(1000)
        : rounded(10_000)
  return { minus, yuan: near, fen: 0, about: near * 100 !== size }
}

/** `玖万捌仟元整`: the capital form that cannot be altered by a stroke, as receipts have it. */
export function yuanCapitals(fen: number): string {
  const { sign, whole: yuan, rest } = split(fen, 100)
  const tenths = Math.floor(rest / 10)
  const hundredths = rest % 10
  const yuanPart = yuan === 0 ? '' : `${capitals(yuan)}元`
  if (rest === 0) return minus(sign) + (yuanPart || '零元') + '整'
  // 壹元零伍分: the empty place of 角 is named, so that nothing can be written into it.
  const tenthsPart = tenths > 0 ? `${digits[tenths]}角` : yuanPart ? '零' : ''
  return minus(sign) + yuanPart + tenthsPart + (hundredths > 0 ? `${digits[hundredths]}分` : '整')
}

/** `979.0112`: 亩 with as many of its four decimals as are asked for, or as it has, but two at least. */
export function muFigure(units: number, decimals = muDecimals(units)): string {
  const { sign, whole, rest } = split(units, 10_000)
  const written = String(rest).padStart(4, '0').slice(0, decimals)
  return sign + grouped(whole) + (decimals > 0 ? `.${written}` : '')
}

/** How many decimals an area needs to be written whole: 2, 3 or 4. */
export function muDecimals(units: number): number {
  const rest = Math.abs(units) % 10_000
  return rest % 100 === 0 ? 2 : rest % 10 === 0 ? 3 : 4
}

/** `979.0112亩`, `12亩`: an area in a sentence, never rounded. */
export function muWords(units: number): string {
  const { sign, whole, rest } = split(units, 10_000)
  const written = String(rest).padStart(4, '0').replace(/0+$/, '')
  return `${minus(sign)}${whole}${written && `.${written}`}亩`
}

const digits = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'] as const
const places = ['', '拾', '佰', '仟'] as const
const groupNames = ['', '万', '亿', '万亿'] as const

const minus = (sign: string) => (sign ? '负' : '')
const about = (rounded: boolean) => (rounded ? '约' : '')

function split(value: number, per: number): { sign: string; whole: number; rest: number } {
  if (!Number.isSafeInteger(value)) throw new Error(`not an exact amount: ${value}`)
  const size = Math.abs(value)
  const rest = size % per
  return { sign: value < 0 ? '-' : '', whole: (size - rest) / per, rest }
}

function smallChange(yuan: number, fen: number): string {
  if (fen === 0) return `${yuan}元`
  const tenths = Math.floor(fen / 10)
  const spoken = (yuan > 0 ? `${yuan}元` : '') + (tenths > 0 ? `${tenths}角` : yuan > 0 ? '零' : '')
  return spoken + (fen % 10 > 0 ? `${fen % 10}分` : '')
}

/** Rounded to thousands below a 亿, to 万 above it: what one can keep in mind on the way home. */
function inThousands(fen: number): string {
  const thousands = nearest(fen, 100_000)
  if (thousands < 100_000) {
    const rest = thousands % 10
    return `${(thousands - rest) / 10}万${rest > 0 ? `${rest}千` : ''}`
  }
  const tenThousands = nearest(fen, 1_000_000)
  const rest = tenThousands % 10_000
  return `${(tenThousands - rest) / 10_000}亿${rest > 0 ? `${rest}万` : ''}`
}

function nearest(value: number, per: number): number {
  const rest = value % per
  return (value - rest) / per + (rest * 2 >= per ? 1 : 0)
}

function capitals(whole: number): string {
  let written = ''
  let zeroPending = false
  for (let group = 3; group >= 0; group--) {
    const unit = 10_000 ** group
    const four = Math.floor(whole / unit) % 10_000
    if (four === 0) {
      zeroPending = written !== ''
      continue
    }
    if (written && (zeroPending || four < 1000)) written += '零'
    written += fourCapitals(four) + (groupNames[group] ?? '')
    zeroPending = false
  }
  return written
}

function fourCapitals(four: number): string {
  const read = String(four)
    .split('')
    .map((digit, at, all) =>
      digit === '0' ? '零' : `${digits[Number(digit)]}${places[all.length - 1 - at]}`,
    )
    .join('')
  return read.replace(/零+/g, '零').replace(/零$/, '')
}
