// Numbers in the words of the other languages, by hand: digits of any length, never through a float or the browser's Intl.
import type { OtherLanguage } from '../languages.ts'

/** How one language says what is written in digits; every text given to it holds digits alone. */
export type NumberWords = {
  /** `1234` */
  whole: (written: string) => string
  /** `3.50`: both sides of the point. */
  decimal: (whole: string, rest: string) => string
  /** `0960` one by one, as telephones are said. */
  digits: (written: string) => string
  year: (written: string) => string
  minus: string
  percent: (said: string) => string
  /** From one to the other: 3–5. */
  to: string
  /** Whether a number is written against the word behind it. */
  joined: boolean
}

/** Cut from the right into parts of `size` digits, first part first. */
function parts(written: string, size: number): number[] {
  const padded = written.padStart(Math.ceil(written.length / size) * size, '0')
  return Array.from({ length: padded.length / size }, (_, at) =>
    Number(padded.slice(at * size, at * size + size)),
  )
}

const withoutZeros = (written: string): string => written.replace(/^0+(?=\d)/, '')

const eachBy =
  (names: readonly string[], between: string) =>
  (written: string): string =>
    [...written].map((digit) => names[Number(digit)] ?? '').join(between)

/** A number with more groups than a language has names for is said digit by digit. */
function grouped(
  written: string,
  of: { names: readonly string[]; zero: string; digits: (written: string) => string; group: GroupSaid },
): string {
  const whole = withoutZeros(written)
  if (whole === '0') return of.zero
  const groups = parts(whole, 3)
  if (groups.length > of.names.length) return of.digits(whole)
  return groups
    .map((value, at) => (value === 0 ? '' : of.group(value, of.names[groups.length - 1 - at] ?? '')))
    .filter(Boolean)
    .join(' ')
}
type GroupSaid = (value: number, name: string) => string

const enOnes =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const enTens = ',,twenty,thirty,forty,fifty,sixty,seventy,eighty,ninety'.split(',')
const enDigits = eachBy(enOnes, ' ')

function enBelowHundred(value: number): string {
  if (value < 20) return enOnes[value] ?? ''
  const ones = value % 10
  return (enTens[(value - ones) / 10] ?? '') + (ones > 0 ? `-${enOnes[ones]}` : '')
}

function enGroup(value: number, name: string): string {
  const below = value % 100
  const hundreds = (value - below) / 100
  const said = [hundreds > 0 ? `${enOnes[hundreds]} hundred` : '', below > 0 ? enBelowHundred(below) : '']
  return [...said, name].filter(Boolean).join(' ')
}

const enNames = ['', 'thousand', 'million', 'billion', 'trillion', 'quadrillion']
const enWhole = (written: string): string =>
  grouped(written, { names: enNames, zero: 'zero', digits: enDigits, group: enGroup })

/** 2026 is twenty twenty-six, 2005 two thousand five, 1900 nineteen hundred. */
function enYear(written: string): string {
  const [century = 0, year = 0] = parts(written, 2)
  if (century % 10 === 0 && year < 10) return enWhole(written)
  if (year === 0) return `${enBelowHundred(century)} hundred`
  return `${enBelowHundred(century)} ${year < 10 ? `oh ${enOnes[year]}` : enBelowHundred(year)}`
}

const enOrdinals: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
}

/** 2nd, 21st, 30th: only the last word changes. */
export const enOrdinal = (written: string): string =>
  enWhole(written).replace(/[a-z]+$/, (last) => enOrdinals[last] ?? `${last.replace(/y$/, 'ie')}th`)

const koOnes = [...'영일이삼사오육칠팔구']
const koPlaces = ['', '십', '백', '천']
const koGroups = ['', '만', '억', '조']
/** In a telephone number nought is 공. */
const koDigits = eachBy(['공', ...koOnes.slice(1)], '')

function koFour(four: number): string {
  return [...String(four)]
    .map((digit, at, all) => {
      const place = koPlaces[all.length - 1 - at] ?? ''
      // 백 and 십, never 일백 or 일십.
      return digit === '0' ? '' : (digit === '1' && place ? '' : (koOnes[Number(digit)] ?? '')) + place
    })
    .join('')
}

function koWhole(written: string): string {
  const whole = withoutZeros(written)
  if (whole === '0') return '영'
  const groups = parts(whole, 4)
  if (groups.length > koGroups.length) return koDigits(whole)
  return groups
    .map((four, at) => {
      const name = koGroups[groups.length - 1 - at] ?? ''
      // 만 alone at the beginning, but 일억.
      if (four === 1 && name === '만' && at === 0) return name
      return four === 0 ? '' : koFour(four) + name
    })
    .join('')
}

const ugOnes = ['نۆل', 'بىر', 'ئىككى', 'ئۈچ', 'تۆت', 'بەش', 'ئالتە', 'يەتتە', 'سەككىز', 'توققۇز']
const ugTens = ['', 'ئون', 'يىگىرمە', 'ئوتتۇز', 'قىرىق', 'ئەللىك', 'ئاتمىش', 'يەتمىش', 'سەكسەن', 'توقسان']
const ugNames = ['', 'مىڭ', 'مىليون', 'مىليارد', 'تىرىليون']
const ugDigits = eachBy(ugOnes, ' ')

function ugGroup(value: number, name: string): string {
  const [hundreds = 0, tens = 0, ones = 0] = parts(String(value).padStart(3, '0'), 1)
  // يۈز and مىڭ alone, never with a one before them.
  if (value === 1 && name === 'مىڭ') return name
  const hundred = hundreds === 0 ? '' : hundreds === 1 ? 'يۈز' : `${ugOnes[hundreds]} يۈز`
  return [hundred, ugTens[tens], ones > 0 ? ugOnes[ones] : '', name].filter(Boolean).join(' ')
}

const ugWhole = (written: string): string =>
  grouped(written, { names: ugNames, zero: 'نۆل', digits: ugDigits, group: ugGroup })

/** 3.5 is three whole and of ten five; beyond thousandths nobody says so. */
const ugParts = ['', 'ئوندىن', 'يۈزدىن', 'مىڭدىن', 'ئون مىڭدىن']

/** 3-ئاي is the third month: what stands with a stroke before a word is an ordinal, said at its last word. */
const ugOrdinals: Readonly<Record<string, string>> = {
  نۆل: 'نۆلىنچى',
  بىر: 'بىرىنچى',
  ئىككى: 'ئىككىنچى',
  ئۈچ: 'ئۈچىنچى',
  تۆت: 'تۆتىنچى',
  بەش: 'بەشىنچى',
  ئالتە: 'ئالتىنچى',
  يەتتە: 'يەتتىنچى',
  سەككىز: 'سەككىزىنچى',
  توققۇز: 'توققۇزىنچى',
  ئون: 'ئونىنچى',
  يىگىرمە: 'يىگىرمىنچى',
  ئوتتۇز: 'ئوتتۇزىنچى',
  قىرىق: 'قىرىقىنچى',
  ئەللىك: 'ئەللىكىنچى',
  ئاتمىش: 'ئاتمىشىنچى',
  يەتمىش: 'يەتمىشىنچى',
  سەكسەن: 'سەكسىنىنچى',
  توقسان: 'توقسىنىنچى',
  يۈز: 'يۈزىنچى',
  مىڭ: 'مىڭىنچى',
}

export function ugOrdinal(written: string): string {
  const words = ugWhole(written).split(' ')
  const last = words.at(-1) ?? ''
  return [...words.slice(0, -1), ugOrdinals[last] ?? `${last}ىنچى`].join(' ')
}

export const numberWords: Readonly<Record<OtherLanguage, NumberWords>> = {
  en: {
    whole: enWhole,
    decimal: (whole, rest) => `${enWhole(whole)} point ${enDigits(rest)}`,
    digits: enDigits,
    year: enYear,
    minus: 'minus ',
    percent: (said) => `${said} percent`,
    to: ' to ',
    joined: false,
  },
  ko: {
    whole: koWhole,
    decimal: (whole, rest) => `${koWhole(whole)}점${eachBy(koOnes, '')(rest)}`,
    digits: koDigits,
    year: koWhole,
    minus: '마이너스 ',
    percent: (said) => `${said} 퍼센트`,
    to: '에서 ',
    joined: true,
  },
  ug: {
    whole: ugWhole,
    decimal: (whole, rest) => {
      const of = ugParts[rest.length]
      return of === undefined
        ? `${ugWhole(whole)} پۈتۈن ${ugDigits(rest)}`
        : `${ugWhole(whole)} پۈتۈن ${of} ${ugWhole(rest)}`
    },
    digits: ugDigits,
    year: ugWhole,
    minus: 'مىنۇس ',
    percent: (said) => `يۈزدىن ${said}`,
    to: ' دىن ',
    joined: false,
  },
}
