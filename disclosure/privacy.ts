// What must never be on a kiosk, found in any text whatever way it is written.

export type PersonalKind =
  'id-number' | 'bank-card' | 'mobile' | 'disability-certificate' | 'half-masked-number' | 'health'

export type Finding = { kind: PersonalKind; start: number; end: number }

declare const swept: unique symbol
/** Text in which nothing personal was found; only `sweep` makes it, and only swept values enter a pack. */
export type SweptText = string & { readonly [swept]: true }
export type SweptValue = number | null | SweptText | readonly SweptText[]

/** In a row about a person even 住院 says too much; in a notice for everybody it does not. */
export type Place = 'anywhere' | 'person-row'

export const hiddenMark = '〔已隐去〕'

/** All personal data in a text; `publicNumbers` are declared hotlines and duty phones, digits only. */
export function findPersonal(
  text: string,
  publicNumbers: ReadonlySet<string>,
  place: Place = 'anywhere',
): Finding[] {
  const health = findHealth(text, place)
  if (!couldHoldNumber(text)) return health
  const glyphs = glyphsOf(text)
  const taken: Finding[] = []
  for (const chineseDigits of [false, true]) {
    const runs = runsOf(glyphs, chineseDigits)
    for (const find of [findIds, findOldIds, findCards]) for (const run of runs) find(run, text, taken)
    for (const run of runs) findMobiles(run, publicNumbers, taken)
  }
  findHalfMasked(glyphs, taken)
  findDamagedCards(text, taken)
  return [...taken, ...health].sort((one, other) => one.start - other.start)
}

/** The text with everything personal replaced by 〔已隐去〕, and what kinds were hidden. */
export function sweep(
  text: string,
  publicNumbers: ReadonlySet<string>,
  place: Place = 'anywhere',
): { text: SweptText; found: PersonalKind[] } {
  const found: PersonalKind[] = []
  let rest = text
  // Hiding one part may bring two others together; each round hides at least one, so it ends.
  for (;;) {
    const findings = findPersonal(rest, publicNumbers, place)
    if (findings.length === 0) return { text: rest as SweptText, found }
    for (const finding of findings) found.push(finding.kind)
    rest = replaced(rest, findings)
  }
}

/** Numbers that may be shown: hotlines, windows, duty phones, reduced to their digits. */
export function publicNumbersOf(phones: Iterable<string | undefined>): ReadonlySet<string> {
  const numbers = new Set<string>()
  for (const phone of phones) if (phone) numbers.add(phone.replace(/\D/g, ''))
  return numbers
}

function replaced(text: string, findings: readonly Finding[]): string {
  let result = ''
  let at = 0
  for (const { start, end } of findings) {
    if (end <= at) continue
    result += text.slice(at, Math.max(at, start)) + (start >= at ? hiddenMark : '')
    at = end
  }
  return result + text.slice(at)
}

// ---- normalising: every character becomes what a reader would take it for, and keeps its place ----

type Glyph = { is: string; start: number; end: number }

/** A mobile has 11 digits, a masked number three marks; a text with less of either needs no second look. */
function couldHoldNumber(text: string): boolean {
  const digits = text.match(digitLike)?.length ?? 0
  return digits >= 11 || (digits >= 2 && (text.match(maskLike)?.length ?? 0) >= 3) || /\d[eE]\+1/.test(text)
}

const digitLike = /[\p{Nd}\p{No}〇零○Oo一壹弌二贰貳弍三叁叄參四肆五伍六陆陸七柒八捌九玖]/gu
const maskLike = /[*xXХхΧχ×✕✖╳●•█■#﹡∗＊Ｘｘ＃]/gu
// Code points rather than a class of characters: a joiner in a class reads as part of its neighbour.
const invisibleRanges = [
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xe0000, 0xe007f],
] as const
const isInvisible = (char: string): boolean => {
  const code = char.codePointAt(0) ?? 0
  return code >= 0xad && invisibleRanges.some(([first, last]) => code >= first && code <= last)
}
const chinese: Readonly<Record<string, string>> = Object.fromEntries(
  ['〇零○Oo', '一壹弌', '二贰貳弍', '三叁參叄', '四肆', '五伍', '六陆陸', '七柒', '八捌', '九玖'].flatMap(
    (row, digit) => [...row].map((char) => [char, String(digit)]),
  ),
)
const crosses = new Set(['X', 'x', 'Х', 'х', '×', 'Χ', 'χ', '✕', '✖', '╳'])
const masks = new Set(['*', '●', '•', '█', '■', '#', '﹡', '∗'])

function glyphsOf(text: string): Glyph[] {
  const glyphs: Glyph[] = []
  let start = 0
  for (const char of text) {
    const end = start + char.length
    if (!isInvisible(char)) glyphs.push({ is: readingOf(char), start, end })
    start = end
  }
  return glyphs
}

function readingOf(char: string): string {
  if (char >= '0' && char <= '9') return char
  if (crosses.has(char)) return 'X'
  if (char.charCodeAt(0) < 0x80) return char
  const plain = char.normalize('NFKC')
  if (crosses.has(plain)) return 'X'
  const digit = /^\p{Nd}$/u.test(plain) ? digitOf(plain) : null
  return digit ?? (masks.has(plain) ? '*' : plain)
}

/** Arabic-Indic, Devanagari and other decimal digits come in blocks of ten, zero first. */
function digitOf(char: string): string {
  const code = char.codePointAt(0) ?? 0
  let zero = code
  while (/^\p{Nd}$/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero--
  return String((code - zero) % 10)
}

/** Digits that a reader joins to one number: groups with at most three separators between them. */
type Group = { digits: string; at: Glyph[]; before: 'none' | 'gap' | 'dot' }
type Run = readonly Group[]

function runsOf(glyphs: readonly Glyph[], chineseDigits: boolean): Run[] {
  const runs: Group[][] = []
  let run: Group[] = []
  let separators = ''
  let open = false
  for (const glyph of glyphs) {
    const digit = digitIn(glyph.is, chineseDigits)
    const last = run.at(-1)
    if (digit !== null) {
      if (last && open && !last.digits.endsWith('X')) {
        last.digits += digit
        last.at.push(glyph)
      } else {
        if (separators.length > 3 || (last && open)) run = []
        if (run.length === 0) runs.push(run)
        run.push({ digits: digit, at: [glyph], before: run.length === 0 ? 'none' : gapOf(separators) })
      }
      open = true
      separators = ''
    } else if (glyph.is === 'X' && last && open && !last.digits.endsWith('X')) {
      last.digits += 'X'
      last.at.push(glyph)
    } else if (glyph.is === 'X' && separators.length <= 3 && lengthOf(run) >= 17) {
      // 9 9 0 1 … 5 7 X: a check character that stands apart.
      run.push({ digits: 'X', at: [glyph], before: gapOf(separators) })
      open = false
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
const isSeparator = (is: string) => /^[\s\-‐-―−_.·・]+$/u.test(is)
const gapOf = (separators: string): Group['before'] => (/[.·・]/u.test(separators) ? 'dot' : 'gap')

// ---- the numbers ----

function take(taken: Finding[], kind: PersonalKind, start: number, end: number): void {
  if (taken.some((other) => start < other.end && other.start < end)) return
  taken.push({ kind, start, end })
}

/** Slides an 18-window over each run: a disability certificate or a school number contains an ID. */
function findIds(run: Run, _text: string, taken: Finding[]): void {
  const digits = run.map((group) => group.digits).join('')
  if (digits.length < 18) return
  const at = run.flatMap((group) => group.at)
  for (let from = 0; from + 18 <= digits.length; from++) {
    if (!isIdNumber(digits.slice(from, from + 18))) continue
    // Two more digits in the same group make it a certificate; hide whole groups in any case.
    const first = groupStart(run, from)
    const last = groupEnd(run, from + 17)
    const kind = last - first === 19 ? 'disability-certificate' : 'id-number'
    take(taken, kind, at[first]?.start ?? 0, at[last]?.end ?? 0)
    from = last
  }
}

function groupStart(run: Run, index: number): number {
  let start = 0
  for (const group of run) {
    if (index < start + group.digits.length) return start
    start += group.digits.length
  }
  return start
}

const groupEnd = (run: Run, index: number): number => {
  const start = groupStart(run, index)
  let passed = 0
  for (const group of run) {
    if (passed === start) return start + group.digits.length - 1
    passed += group.digits.length
  }
  return index
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** GB 11643: region, real date of birth, check character mod 11-2. */
export function isIdNumber(text: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(text)) return false
  const year = Number(text.slice(6, 10))
  if (year < 1880 || year > 2100 || !isDay(year, text.slice(10, 12), text.slice(12, 14))) return false
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0)
  return '10X98765432'[sum % 11] === text[17]
}

function isDay(year: number, month: string, day: string): boolean {
  const date = new Date(Date.UTC(year, Number(month) - 1, Number(day)))
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day) && Number(day) > 0
}

/** IDs of before 1999: 15 digits, no check digit, so only as a number of its own. */
function findOldIds(run: Run, _text: string, taken: Finding[]): void {
  for (const { digits, start, end, gap } of wholeNumbers(run, 15)) {
    if (gap === 'dot' || !/^([1-8]\d|9[019])\d{13}$/.test(digits)) continue
    if (isDay(1900 + Number(digits.slice(6, 8)), digits.slice(8, 10), digits.slice(10, 12)))
      take(taken, 'id-number', start, end)
  }
}

/** Consecutive whole groups whose digits together have `length` digits; separators must be of one sort. */
function wholeNumbers(
  run: Run,
  length: number,
): { digits: string; start: number; end: number; gap: Group['before']; parts: number }[] {
  const found = []
  for (let from = 0; from < run.length; from++) {
    let digits = ''
    let gap: Group['before'] = 'none'
    for (let to = from; to < run.length; to++) {
      const group = run[to]
      if (!group) break
      if (to > from) {
        if (gap !== 'none' && gap !== group.before) break
        gap = group.before
      }
      digits += group.digits
      if (digits.length > length) break
      if (digits.length < length) continue
      const start = run[from]?.at[0]?.start ?? 0
      found.push({ digits, start, end: group.at.at(-1)?.end ?? start, gap, parts: to - from + 1 })
    }
  }
  return found
}

const accountWord = /(账号|帐号|卡号|一卡通|存折|账户|帐户|银行卡)[^\d]{0,8}$/

function findCards(run: Run, text: string, taken: Finding[]): void {
  for (const group of run) {
    const digits = group.digits.replace(/X$/, '')
    const start = group.at[0]?.start ?? 0
    if (digits.length < 15) continue
    const before = text.slice(Math.max(0, start - 14), start)
    const card =
      (digits.length <= 21 && accountWord.test(before)) ||
      (digits.length >= 16 && (digits.startsWith('62') || /62\d{14,17}/.test(digits))) ||
      (digits.length >= 16 && digits.length <= 19 && hasLuhn(digits))
    if (card) take(taken, 'bank-card', start, group.at.at(-1)?.end ?? start)
  }
  for (const length of [16, 17, 18, 19])
    for (const { digits, start, end, gap, parts } of wholeNumbers(run, length)) {
      // In groups of four or so; two whole dates side by side are no card.
      if (parts < 3 || gap !== 'gap' || !/^(62|4|5[1-5]|3[5-7]|9)/.test(digits)) continue
      if (digits.startsWith('62') || hasLuhn(digits)) take(taken, 'bank-card', start, end)
    }
}

export function hasLuhn(digits: string): boolean {
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index])
    sum += index % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2
  }
  return sum % 10 === 0
}

function findMobiles(run: Run, publicNumbers: ReadonlySet<string>, taken: Finding[]): void {
  for (const [length, pattern] of [
    [11, /^1[3-9]\d{9}$/],
    [13, /^861[3-9]\d{9}$/],
  ] as const)
    for (const { digits, start, end } of wholeNumbers(run, length))
      if (pattern.test(digits) && !publicNumbers.has(digits.slice(-11))) take(taken, 'mobile', start, end)
}

/** 159****4488, 990102********8616, 138****: not whole, yet with the village known enough to find the person. */
function findHalfMasked(glyphs: readonly Glyph[], taken: Finding[]): void {
  const line = glyphs
    .map(({ is }) => (is.length !== 1 ? ' ' : is === 'X' ? 'x' : masks.has(is) ? '*' : is))
    .join('')
  for (const pattern of [/\d{2,}[*x]{3,}[\dx]*/g, /[*x]{3,}\d{3,}x?/g])
    for (const match of line.matchAll(pattern)) {
      const first = glyphs[match.index]
      const last = glyphs[match.index + match[0].length - 1]
      if (match[0].length >= 7 && first && last) take(taken, 'half-masked-number', first.start, last.end)
    }
}

/** 6.2171E+18: what a spreadsheet made of an account number. */
function findDamagedCards(text: string, taken: Finding[]): void {
  for (const match of text.matchAll(/\d(?:\.\d+)?[eE]\+1[4-9]/g))
    take(taken, 'bank-card', match.index, match.index + match[0].length)
}

// ---- health ----

const forAll = '(?!筛查|早筛|普查|防治|防控|预防|疫苗|宣传|知识|患者|病人|门诊|用药|保障|保险|等慢|日|义诊)'
const sickness = [
  '(?:肺|胃|肝|乳腺|宫颈|食管|食道|直肠|结肠|肠|甲状腺|鼻咽|胰腺|膀胱|前列腺|卵巢|淋巴|脑|肾|喉|皮肤|骨|血)癌',
  '癌症?(?:晚期|早期|术后|化疗|放疗|转移)',
  '白血病|尿毒症|糖尿病足?|高血压病|精神分裂症?|精神病|精神障碍|抑郁症|癫痫|帕金森氏?病?|脑梗死?|脑瘫|脑出血|中风后遗症',
  '偏瘫|截瘫|瘫痪|肝硬化|再生障碍性贫血|强直性脊柱炎|冠心病|类风湿性?关节炎|类风湿|肾功能不全|肾衰竭?|股骨头坏死',
  '艾滋病?|HIV|肺结核|乙型肝炎|乙肝|丙肝|阿尔茨海默病?|老年痴呆症?|支架术后|红斑狼疮|血友病|尘肺病?|吸毒|梅毒|唐氏综合征',
  '(?:视力|听力|言语|肢体|智力|精神|多重)残?疾?[一二三四1234]级(?:残疾)?',
  '[一二三四1234]级(?:视力|听力|言语|肢体|智力|精神|多重)残?疾?',
  '(?:视力|听力|言语|肢体|智力|精神)残疾(?!人)',
].join('|')
const healthAnywhere = new RegExp(`(?:${sickness})${forAll}`, 'gu')
const healthOfPersons = new RegExp(
  `(?:${sickness}|癌|肿瘤|透析|化疗|放疗|术后|手术|住院|骨折|突发疾病|重大疾病|大病|慢性病|因病|因残|患病|重病|残疾(?!人)|卧床|智障|聋哑|失明)`,
  'gu',
)

function findHealth(text: string, place: Place): Finding[] {
  const pattern = place === 'person-row' ? healthOfPersons : healthAnywhere
  return [...text.matchAll(pattern)].map((match) => ({
    kind: 'health',
    start: match.index,
    end: match.index + match[0].length,
  }))
}
