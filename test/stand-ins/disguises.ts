// Invented numbers of persons, and the ways in which people write them so that a simple search does not see them.
import fc from 'fast-check'

export type SecretKind =
  | 'id-number'
  | 'id-look-alike'
  | 'old-id'
  | 'disability-certificate'
  | 'bank-card'
  | 'mobile'
  | 'mobile-abroad'

/** `digits` is the bare number (X may end it), `sizes` the groups in which it is usually written. */
export type Secret = { kind: SecretKind; digits: string; sizes: readonly number[] }

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const idStart = fc
  .tuple(
    fc.constantFrom('110101', '130102', '350122', '430225', '510724', '620102', '990102', '990223'),
    fc.date({ min: new Date('1920-01-01'), max: new Date('2026-01-01'), noInvalidDate: true }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(
    ([region, born, order]) =>
      `${region}${born.toISOString().slice(0, 10).replaceAll('-', '')}${String(order).padStart(3, '0')}`,
  )
const checkOf = (start: string): string =>
  '10X98765432'[weights.reduce((total, weight, at) => total + weight * Number(start[at]), 0) % 11] ?? ''

const ids = idStart.map((start) => start + checkOf(start))
const lookAlikes = fc
  .tuple(idStart, fc.constantFrom(...'0123456789X'))
  .filter(([start, last]) => checkOf(start) !== last)
  .map(([start, last]) => start + last)
const oldIds = idStart
  .filter((start) => start.slice(6, 8) === '19')
  .map((start) => start.slice(0, 6) + start.slice(8))
const certificates = fc
  .tuple(ids, fc.constantFrom(...'1234567'), fc.constantFrom(...'1234'))
  .map((parts) => parts.join(''))

const digitsOf = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))
const cards = fc
  .constantFrom(
    ['621799', 19],
    ['622202', 19],
    ['625912', 16],
    ['955880', 19],
    ['405512', 16],
    ['518710', 16],
    ['356833', 16],
  )
  .chain(([start, length]) =>
    digitsOf(Number(length) - 7).map((middle) => withLuhn(`${String(start)}${middle}`)),
  )

function withLuhn(start: string): string {
  for (const last of '0123456789') if (luhn(start + last) % 10 === 0) return start + last
  throw new Error(`no check digit for ${start}`)
}

const luhn = (digits: string): number =>
  [...digits].reverse().reduce((sum, char, at) => {
    const digit = Number(char)
    return sum + (at % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2)
  }, 0)

export const mobiles = fc
  .tuple(fc.constantFrom(...'3456789'), digitsOf(9))
  .map(([second, rest]) => `1${second}${rest}`)

const secret =
  (kind: SecretKind, sizes: readonly number[]) =>
  (digits: string): Secret => ({ kind, digits, sizes })
const cardSizes = (digits: string): Secret => ({
  kind: 'bank-card',
  digits,
  sizes: digits.length === 16 ? [4, 4, 4, 4] : [4, 4, 4, 4, 3],
})

export const secrets: fc.Arbitrary<Secret> = fc.oneof(
  ids.map(secret('id-number', [6, 8, 4])),
  lookAlikes.map(secret('id-look-alike', [6, 8, 4])),
  oldIds.map(secret('old-id', [6, 6, 3])),
  certificates.map(secret('disability-certificate', [6, 8, 4, 2])),
  cards.map(cardSizes),
  mobiles.map(secret('mobile', [3, 4, 4])),
  fc.tuple(fc.constantFrom('86', '086', '0086', '17951'), mobiles).map(([prefix, mobile]) => ({
    kind: 'mobile-abroad' as const,
    digits: prefix + mobile,
    sizes: [prefix.length, 3, 4, 4],
  })),
)

// ---- disguises, one of each family ----

const rows = {
  plain: [...'0123456789'],
  wide: [...'０１２３４５６７８９'],
  chinese: [...'〇一二三四五六七八九'],
  capital: [...'零壹贰叁肆伍陆柒捌玖'],
  arabic: [...'٠١٢٣٤٥٦٧٨٩'],
  devanagari: [...'०१२३४५६७८९'],
  bold: [...'𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗'],
  circled: [...'⓪①②③④⑤⑥⑦⑧⑨'],
  black: [...'⓿❶❷❸❹❺❻❼❽❾'].map((char, digit) => (digit === 0 ? '⓪' : char)),
  raised: [...'⁰¹²³⁴⁵⁶⁷⁸⁹'],
  suzhou: [...'〇〡〢〣〤〥〦〧〨〩'],
  keycap: [...'0123456789'].map((digit) => `${digit}\ufe0f\u20e3`),
}
const crosses = ['X', 'x', 'Ｘ', 'ｘ', 'Х', 'х', '×', 'Χ', '✕', '✖']
const separators = [
  ' ', '  ', '\t', '\n', '\r\n', '\u00a0', '\u3000', '-', '—', '――', '–', '_', '·', '・', '.', '、', '/', ',', '，', '|', ' - ', ':',
] // prettier-ignore
const invisible = [
  '\u200b',
  '\u200d',
  '\u00ad',
  '\u2060',
  '\ufeff',
  '\u202e',
  '\u3164',
  '\u{e0061}',
  '\u0301',
  '\ufe0f',
]

export type Disguise = {
  alphabet: keyof typeof rows | 'mixed'
  cross: string
  separator: string
  split: 'none' | 'usual' | 'each'
  unseen: string
}

export const disguises: fc.Arbitrary<Disguise> = fc.record({
  alphabet: fc.constantFrom(...(Object.keys(rows) as (keyof typeof rows)[]), 'mixed' as const),
  cross: fc.constantFrom(...crosses),
  separator: fc.constantFrom(...separators),
  split: fc.constantFrom('none' as const, 'usual' as const, 'each' as const),
  unseen: fc.constantFrom('', '', ...invisible),
})

const alphabets = Object.values(rows)

export function disguised({ digits, sizes }: Secret, of: Disguise): string {
  const written = [...digits].map((char, at) => {
    if (char === 'X') return of.cross
    const row =
      of.alphabet === 'mixed' ? alphabets[(at * 7 + Number(char)) % alphabets.length] : rows[of.alphabet]
    return (row?.[Number(char)] ?? char) + of.unseen
  })
  if (of.split === 'none') return written.join('')
  if (of.split === 'each') return written.join(of.separator)
  const parts: string[] = []
  let at = 0
  for (const size of sizes) parts.push(written.slice(at, (at += size)).join(''))
  return parts.join(of.separator)
}

/** The bare digits that a patient reader could still take out of a text: the disguises undone. */
export function undone(text: string): string {
  const plain = new Map(alphabets.flatMap((row) => row.map((char, digit) => [char, String(digit)] as const)))
  return [...text.replace(/[\ufe0f\u20e3]/gu, '')].map((char) => plain.get(char) ?? '').join('')
}
