// What a reader takes each character of a text for, whatever alphabet it comes from, and which digits he joins to one number.

/** `is` is one ASCII character where the glyph reads as one, else the character itself. */
export type Glyph = { is: string; start: number; end: number }

/** What may be a digit in any of the ways people write one. */
export const digitLike = /[\p{Nd}\p{No}〡-〩〇零○Oo一壹弌幺二贰貳弍三叁參叄四肆五伍六陆陸七柒八捌九玖]/gu
export const maskLike = /[*xXХхΧχ×✕✖╳●•█■▇▓▒░□○◯〇★☆※#?？﹡∗＊Ｘｘ＃_.…-]/gu

const chinese: Readonly<Record<string, string>> = Object.fromEntries(
  ['〇零○Oo', '一壹弌幺', '二贰貳弍', '三叁參叄', '四肆', '五伍', '六陆陸', '七柒', '八捌', '九玖'].flatMap(
    (row, digit) => [...row].map((char) => [char, String(digit)]),
  ),
)
const crosses = new Set(['X', 'x', 'Х', 'х', '×', 'Χ', 'χ', '✕', '✖', '╳'])
const masks = new Set('*●•█■▇▓▒░□○◯〇★☆※#?﹡∗')
/** Digits in circles that Unicode gives no plain form, each row from 1 to 9. */
const circled = [0x2776, 0x2780, 0x278a, 0x24f5]

export function glyphsOf(text: string): Glyph[] {
  const glyphs: Glyph[] = []
  let start = 0
  for (const char of text) {
    const end = start + char.length
    if (!isInvisible(char)) glyphs.push({ is: readingOf(char), start, end })
    start = end
  }
  return glyphs
}

/** Fillers that a font draws as nothing, beside the format characters and marks that Unicode itself calls so. */
const fillers = new Set(['\u115f', '\u1160', '\u2800', '\u3164', '\uffa0'])
const isInvisible = (char: string): boolean =>
  char.charCodeAt(0) >= 0xad && (fillers.has(char) || /[\p{Cf}\p{Mn}\p{Me}]/u.test(char))

function readingOf(char: string): string {
  if (char >= '0' && char <= '9') return char
  if (crosses.has(char)) return 'X'
  if (char.charCodeAt(0) < 0x80) return char
  if (char === '…' || char === '⋯') return '.'
  const plain = char.normalize('NFKC')
  if (crosses.has(plain)) return 'X'
  if (/^\p{Nd}$/u.test(plain)) return digitOf(plain)
  if (/\p{No}|\p{Nl}/u.test(char)) return digitInCircle(char, plain) ?? plain
  return plain
}

/** Arabic-Indic, Devanagari and other decimal digits come in blocks of ten, zero first. */
function digitOf(char: string): string {
  const code = char.codePointAt(0) ?? 0
  let zero = code
  while (/^\p{Nd}$/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero--
  return String((code - zero) % 10)
}

/** ⒈ ⑴ ❶ ➀ 〡: one digit in a dress. */
function digitInCircle(char: string, plain: string): string | null {
  const digits = plain.replace(/\D/g, '')
  if (digits.length === 1) return digits
  const code = char.codePointAt(0) ?? 0
  if (code >= 0x3021 && code <= 0x3029) return String(code - 0x3020)
  const first = circled.find((each) => code >= each && code < each + 9)
  return first === undefined ? null : String(code - first + 1)
}

/** One character a glyph, so that a pattern's place is a glyph's: x a cross, * a mask, a space what is none of ours. */
export const lineOf = (glyphs: readonly Glyph[]): string =>
  glyphs.map(({ is }) => (is.length !== 1 ? ' ' : is === 'X' ? 'x' : masks.has(is) ? '*' : is)).join('')

// ---- numbers ----

/** What stands between two groups of digits; `other`, also a point, joins them only where their lengths are those of a number. */
export type Gap = 'none' | 'space' | 'dash' | 'other'

/** Digits that a reader joins to one number: groups with at most three separators between them. */
export type Group = { digits: string; at: Glyph[]; before: Gap }
export type Run = readonly Group[]

const mostSeparators = 3

export function runsOf(glyphs: readonly Glyph[], chineseDigits: boolean): Run[] {
  const runs: Group[][] = []
  let run: Group[] = []
  let separators = ''
  let open = false
  const begin = (digits: string, glyph: Glyph) => {
    if (separators.length > mostSeparators) run = []
    if (run.length === 0) runs.push(run)
    run.push({ digits, at: [glyph], before: run.length === 0 ? 'none' : gapOf(separators) })
    separators = ''
  }
  for (const glyph of glyphs) {
    const digit = digitIn(glyph.is, chineseDigits)
    const last = run.at(-1)
    // X is a check character only where a whole number could end with it: 18839778458×2 is a telephone and a 2.
    const isCheck = glyph.is === 'X' && separators.length <= mostSeparators && lengthOf(run) >= 17
    if (digit !== null || isCheck) {
      if (last && open && !last.digits.endsWith('X')) {
        last.digits += digit ?? 'X'
        last.at.push(glyph)
      } else begin(digit ?? 'X', glyph)
      open = digit !== null
      separators = ''
    } else {
      open = false
      if (isSeparator(glyph.is)) separators += glyph.is
      else {
        run = []
        separators = ''
      }
    }
  }
  return runs
}

const lengthOf = (run: Run): number => run.reduce((length, group) => length + group.digits.length, 0)
const digitIn = (is: string, chineseDigits: boolean): string | null =>
  is >= '0' && is <= '9' && is.length === 1 ? is : chineseDigits ? (chinese[is] ?? null) : null
const isSeparator = (is: string) => /^[\s\p{P}\p{S}\p{Z}\p{Cc}]+$/u.test(is)

function gapOf(separators: string): Gap {
  if (/^[\s\p{Z}\p{Cc}]*$/u.test(separators)) return 'space'
  return /^[\s\-‐-―−_]+$/u.test(separators) ? 'dash' : 'other'
}

/** Consecutive whole groups whose digits together have a wanted length. */
export type WholeNumber = { digits: string; start: number; end: number; sizes: number[]; gaps: Set<Gap> }

export function wholeNumbers(run: Run, length: number, accepts: (digits: string) => boolean): WholeNumber[] {
  const { digits: all, starts, groupAt } = indexOf(run)
  return run.flatMap((first, from) => {
    const [start = 0, digits] = [starts[from], all.slice(starts[from], (starts[from] ?? 0) + length)]
    const to = groupAt.get(start + length)
    // Most rows of digits are nobody's number: nothing is made of them.
    if (to === undefined || digits.length !== length || !accepts(digits)) return []
    const groups = run.slice(from, to)
    return {
      digits,
      start: first.at[0]?.start ?? 0,
      end: groups.at(-1)?.at.at(-1)?.end ?? 0,
      sizes: groups.map((group) => group.digits.length),
      gaps: new Set(groups.slice(1).map((group) => group.before)),
    }
  })
}

type RunIndex = { digits: string; starts: number[]; groupAt: Map<number, number> }
const indexes = new WeakMap<Run, RunIndex>()

/** Where each group begins among all digits of a run, and which group begins there; the end counts as one. */
function indexOf(run: Run): RunIndex {
  const known = indexes.get(run)
  if (known) return known
  const starts: number[] = []
  let at = 0
  for (const { digits } of run) {
    starts.push(at)
    at += digits.length
  }
  const groupAt = new Map([...starts, at].map((start, group) => [start, group]))
  const index = { digits: run.map((group) => group.digits).join(''), starts, groupAt }
  indexes.set(run, index)
  return index
}

/**
 * Whether somebody wrote these groups as one number: undivided, digit by digit, in its usual shape (3-4-4), or in few
 * parts with one sort of mark between them. 13,812,345,678 is an amount and 15-12-30-45-123 a time.
 */
export function readsAsOne({ sizes, gaps }: WholeNumber, shapes: readonly string[]): boolean {
  if (sizes.length === 1 || sizes.every((size) => size === 1)) return true
  if (shapes.includes(sizes.join('-'))) return true
  if (gaps.size !== 1 || gaps.has('other')) return false
  return gaps.has('space') || sizes.length <= 4
}
