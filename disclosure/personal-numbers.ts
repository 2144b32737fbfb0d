// The numbers of persons, found in the glyphs of a text: IDs, certificates, cards, telephones, what is left of masked ones.
import { digitLike, glyphsOf, lineOf, maskLike, readsAsOne, runsOf, wholeNumbers } from './glyphs.ts'
import type { Glyph, Run, WholeNumber } from './glyphs.ts'
import { hasLuhn, isCreditCode, isIdNumber, looksLikeId, looksLikeOldId } from './number-forms.ts'

export type NumberKind =
  | 'id-number'
  | 'bank-card'
  | 'mobile'
  | 'landline'
  | 'disability-certificate'
  | 'document-number'
  | 'half-masked-number'

export type FoundNumber = { kind: NumberKind; start: number; end: number }

type Look = {
  text: string
  publicNumbers: ReadonlySet<string>
  ofPerson: boolean
  taken: FoundNumber[]
  creditCodes: readonly { start: number; end: number }[]
}

export function numbersIn(
  text: string,
  publicNumbers: ReadonlySet<string>,
  ofPerson: boolean,
): FoundNumber[] {
  if (!couldHoldNumber(text)) return []
  const look: Look = { text, publicNumbers, ofPerson, taken: [], creditCodes: creditCodesIn(text) }
  const glyphs = glyphsOf(text)
  const runs = [...runsOf(glyphs, false), ...runsOf(glyphs, true)]
  // The longest first: within an ID there is often a telephone.
  for (const find of [findIds, findIdLikes, findCards, findMobiles, findLandlines])
    for (const run of runs) find(run, look)
  findInLine(glyphs, look)
  return look.taken
}

/** A mobile has 11 digits, a masked number three marks; a text with less of either needs a word that says more. */
function couldHoldNumber(text: string): boolean {
  const digits = text.match(digitLike)?.length ?? 0
  if (digits >= 10) return true
  if (digits >= 2 && (text.match(maskLike)?.length ?? 0) >= 3) return true
  return digits >= 3 ? tellingWord.test(text) : /[0-9０-９]\s*[eEＥｅ×*]/.test(text)
}

const tellingWord =
  /尾号|尾数|末[三四五六]位|后[三四五六]位|证|卡|[账帐][号户]|存折|一卡通|编号|户口|护照|[eEＥｅ×*]/

function take({ text, taken, creditCodes }: Look, kind: NumberKind, start: number, end: number): void {
  if (creditCodes.some((code) => code.start <= start && end <= code.end)) return
  // Of two readings of one place all is hidden that either of them holds.
  const other = taken.find((each) => start < each.end && each.start < end)
  if (!other) taken.push({ kind, start, end })
  else {
    // 张三990102…: the 三 is the end of a name.
    if (start < other.start && !/^[一二三四五六七八九]{1,2}$/.test(text.slice(start, other.start)))
      other.start = start
    other.end = Math.max(other.end, end)
  }
}

/** 91990102MA00000X0X: a company's, with a letter where only such codes have one. Without any it may be an ID too. */
const creditCode = /(?<![0-9A-Z])(?:[159]\d|N\d|Y1)\d{6}(?:\d{8}[\dX]|MA[0-9A-Z]{7})[0-9A-Z](?![0-9A-Z])/gi

const creditCodesIn = (text: string): { start: number; end: number }[] =>
  [...text.matchAll(creditCode)].flatMap((match) => {
    const code = match[0].toUpperCase()
    const isOne = /[A-WY]/.test(code) && isCreditCode(code)
    return isOne ? [{ start: match.index, end: match.index + code.length }] : []
  })

const wordsBefore = ({ text }: Look, start: number, length = 14): string =>
  text.slice(Math.max(0, start - length), start)

// ---- IDs ----

function findIds(run: Run, look: Look): void {
  const digits = run.map((group) => group.digits).join('')
  if (digits.length < 18) return
  // A certificate of disability is an ID and two digits that say which and how much: all of it goes.
  for (const { start, end } of wholeNumbers(run, 20, isCertificate))
    take(look, 'disability-certificate', start, end)
  for (const { start, end } of wholeNumbers(run, 18, isIdNumber)) take(look, 'id-number', start, end)
  findHiddenIds(run, digits, look)
}

const isCertificate = (digits: string): boolean =>
  /[1-7][1-4]$/.test(digits) && isIdNumber(digits.slice(0, 18))

/** Slides an 18-window over each run: other digits may stick to an ID. Whole groups are hidden. */
function findHiddenIds(run: Run, digits: string, look: Look): void {
  const at = run.flatMap((group) => group.at)
  for (let from = 0; from + 18 <= digits.length; from++) {
    if (!isIdNumber(digits.slice(from, from + 18))) continue
    const [first, last] = groupsAround(run, from, from + 17)
    if (run.slice(first.group + 1, last.group + 1).some(({ before }) => before === 'other')) continue
    const kind = last.end - first.start === 20 ? 'disability-certificate' : 'id-number'
    take(look, kind, at[first.start]?.start ?? 0, at[last.end - 1]?.end ?? 0)
    from = last.end - 1
  }
}

type Around = { group: number; start: number; end: number }

function groupsAround(run: Run, from: number, to: number): [Around, Around] {
  let start = 0
  let first: Around = { group: 0, start: 0, end: 0 }
  for (const [group, { digits }] of run.entries()) {
    const end = start + digits.length
    if (from >= start) first = { group, start, end }
    if (to < end) return [first, { group, start, end }]
    start = end
  }
  throw new Error(`no group around ${from} to ${to} in a run of ${start} digits`)
}

const idShapes = ['6-8-4', '6-4-2-2-4', '6-4-4-4', '3-3-4-4-4', '6-12', '14-4', '6-8-3-1', '17-1']

/** A wrong digit makes it a wrong ID, yet the rest of it still says who and when born. */
function findIdLikes(run: Run, look: Look): void {
  for (const length of [20, 19, 18, 17])
    for (const number of wholeNumbers(run, length, looksLikeId)) {
      if (length !== 18 && number.sizes.length > 1) continue
      // 19 only where a cross or a × follows the last digit.
      if (!readsAsOne(number, idShapes) || (length === 19 && !number.digits.endsWith('X'))) continue
      const kind = length === 20 ? 'disability-certificate' : 'id-number'
      if (!isDocument(number, look)) take(look, kind, number.start, number.end)
    }
  // IDs of before 1999 have 15 digits and no check digit, so only as a number of its own.
  for (const number of wholeNumbers(run, 15, looksLikeOldId))
    if (readsAsOne(number, ['6-6-3', '3-3-2-2-2-3'])) take(look, 'id-number', number.start, number.end)
}

const documentWord =
  /(?:编号|文号|字号|合同号|批准书号?|许可证号?|流水号?|凭证号?|代码|发票|票据|单号|标段)[^\d]{0,4}$/
const personWord = /身份|证件|公民|户主|本人/

/** A company's public code, or permit 990102202508150012: a region, a day and a number, as offices like to number their papers. */
function isDocument({ digits, start }: WholeNumber, look: Look): boolean {
  const before = wordsBefore(look, start)
  if (isCreditCode(digits) && /代码[^\d]{0,4}$/.test(before)) return true
  return Number(digits.slice(6, 10)) >= 2010 && documentWord.test(before) && !personWord.test(before)
}

// ---- cards ----

const accountWord = /(?:(账号|帐号|卡号|银行卡|储蓄卡|收款卡)|一卡通|存折|账户|帐户)[^\dA-Za-z]{0,8}$/u
const cardStart = /^(?:62|4|5[0-9]|3[0-9]|6[0-9]|8[4-9]|9)/
const startsAsCard = (digits: string): boolean => cardStart.test(digits)
const cardShapes = ['4-4-4-4', '4-4-4-4-1', '4-4-4-4-2', '4-4-4-4-3', '6-13', '6-10', '8-8-3', '6-4-4-4']

function findCards(run: Run, look: Look): void {
  for (const group of run) {
    // Companies of 甘肃 have 9162… in their codes.
    const digits = group.digits.replace(/X$/, '')
    const start = group.at[0]?.start ?? 0
    if ((!isCreditCode(group.digits) && isCard(digits)) || isAccount(digits, wordsBefore(look, start)))
      take(look, 'bank-card', start, group.at.at(-1)?.end ?? start)
  }
  for (const length of [19, 18, 17, 16])
    for (const number of wholeNumbers(run, length, startsAsCard)) {
      const { digits, sizes, start, end } = number
      if (sizes.length < 2 || !readsAsOne(number, cardShapes)) continue
      // Two landlines of 62…, or two dates, stand side by side more often than a card is cut in the middle.
      const cut = sizes.length > 2 || !sizes.every((size) => size === 8)
      if (hasLuhn(digits) ? cut : digits.startsWith('62') && sizes.length > 2)
        take(look, 'bank-card', start, end)
    }
}

/** UnionPay's 62 is enough, even inside a longer number; others need the check digit. */
function isCard(digits: string): boolean {
  if (digits.length === 15) return /^3[47]/.test(digits) && hasLuhn(digits)
  if (digits.length < 16) return false
  return /62\d{14,17}/.test(digits) || (digits.length <= 19 && cardStart.test(digits) && hasLuhn(digits))
}

function isAccount(digits: string, before: string): boolean {
  const word = accountWord.exec(before)
  return word !== null && digits.length >= (word[1] === undefined ? 10 : 8) && digits.length <= 24
}

// ---- telephones ----

/** As dialled from abroad, from another province, or by one of the cheap roads of old. */
const mobileForms: readonly [number, RegExp, readonly string[]][] = [
  [11, /^1[3-9]\d{9}$/, ['3-4-4', '3-8', '7-4']],
  [12, /^01[3-9]\d{9}$/, ['1-11', '1-3-4-4', '4-4-4']],
  [13, /^861[3-9]\d{9}$/, ['2-11', '2-3-4-4', '2-3-8', '2-7-4']],
  [14, /^0861[3-9]\d{9}$/, ['3-11', '3-3-4-4']],
  [15, /^00861[3-9]\d{9}$/, ['4-11', '4-3-4-4', '4-3-8', '4-7-4', '2-2-11']],
  [16, /^(?:17951|17911|17909|12593|10193)1[3-9]\d{9}$/, ['5-11', '5-3-4-4']],
]
const phoneWord = /(?:电话|手机|联系|号码|微信号|tel|phone|mobile)[^\d]{0,6}$/i

function findMobiles(run: Run, look: Look): void {
  for (const [length, pattern, shapes] of mobileForms)
    for (const number of wholeNumbers(run, length, (digits) => pattern.test(digits))) {
      if (look.publicNumbers.has(number.digits.slice(-11))) continue
      // 138/00001234 is no way to write a telephone; 138 00001234 is.
      const usual = number.gaps.has('other') ? shapes.filter((shape) => shape.includes('-4-4')) : shapes
      const isPrefixed = length > 11 && number.sizes.at(-1) === 11
      if (isPrefixed || readsAsOne(number, usual)) take(look, 'mobile', number.start, number.end)
    }
  for (const group of run) findGlued(group, look)
}

/** An amount or a number behind a telephone without a space between: only where the words say that it is one. */
function findGlued({ digits, at }: Run[number], look: Look): void {
  const start = at[0]?.start ?? 0
  if (digits.length < 12 || digits.length > 14) return
  if (!look.ofPerson && !phoneWord.test(wordsBefore(look, start))) return
  for (const mobile of [digits.slice(0, 11), digits.slice(-11)])
    if (/^1[3-9]/.test(mobile) && !look.publicNumbers.has(mobile))
      take(look, 'mobile', start, at.at(-1)?.end ?? start)
}

/** In a row about a person its landline is theirs; on a notice it is the office's. */
function findLandlines(run: Run, look: Look): void {
  if (!look.ofPerson) return
  for (const length of [10, 11, 12])
    for (const { digits, start, end, sizes } of wholeNumbers(run, length, isAreaCode)) {
      if (look.publicNumbers.has(digits)) continue
      if (sizes.length === 1 || /^[34]-(?:[78]|[34]-4)$/.test(sizes.join('-')))
        take(look, 'landline', start, end)
    }
}

const isAreaCode = (digits: string): boolean => /^0[1-9]/.test(digits)

// ---- what the line as a whole shows ----

/** Each begins where a row of its characters begins: 20,000 stars in a cell are looked at once, not from each star. */
const linePatterns: readonly [NumberKind, RegExp][] = [
  // 159****4488, 990102********8616, 138****, 6217 **** **** 1234: with the village known enough to find the person.
  [
    'half-masked-number',
    /(?<!\d)\d{2,}[ .·-]?(?:[*x]{2,}[ .·-]){0,6}[*x]{3,}(?:[ .·-][*x]{2,}){0,6}[ .·-]?[\dx]*/g,
  ],
  ['half-masked-number', /(?<![*x])(?:[*x]{2,}[ .·-]){0,6}[*x]{3,}[ .·-]?\d{3,}x?/g],
  ['half-masked-number', /1[3-9]\d[-_.…?]{3,8}\d{4}(?!\d)/g],
  ['half-masked-number', /(?<!\d)[1-9]\d{5}[-_.…?]{4,12}\d{3}[\dx](?!\d)/g],
  ['half-masked-number', /(?<!\d)\d{4}[-_.…?]{6,12}\d{4}(?!\d)/g],
  ['half-masked-number', /(?<=(?:尾号|尾数|[末后][三四五六]位)[^\d]{0,4})\d{3,6}x?(?!\d)/g],
  // 6.2171E+18: what a spreadsheet made of an account number.
  ['bank-card', /\d(?:\.\d+)?e\+?0?1[4-9](?!\d)/gi],
  ['bank-card', /\d(?:\.\d+)? ?[x*] ?10 ?\^? ?1[4-9](?!\d)/g],
  [
    'document-number',
    /(?<=(?:(?:社保|医保|社会保障|医疗保险|残疾人?|军官|士兵|优待|退役军人|驾驶|低保|五保|特困供养)(?:卡|证)|护照|户口[簿本]|学籍)(?:卡|证)?(?:号码|编号|卡号|证号|号)?[:为是#]?\s{0,4})[a-z]{0,3}\d[\da-z-]{4,20}/gi,
  ],
  [
    'document-number',
    /(?<=(?:社保|医保|个人|人员|参保|电脑)(?:编号|号码|号)[:为是#]?\s{0,4})[a-z]{0,3}\d[\da-z-]{4,20}/gi,
  ],
]

function findInLine(glyphs: readonly Glyph[], look: Look): void {
  const line = lineOf(glyphs)
  for (const [kind, pattern] of linePatterns)
    for (const match of line.matchAll(pattern)) {
      const first = glyphs[match.index]
      const last = glyphs[match.index + match[0].trimEnd().length - 1]
      const isShort = kind === 'half-masked-number' && /[*x]{3}/.test(match[0]) && match[0].trim().length < 7
      if (!isShort && first && last) take(look, kind, first.start, last.end)
    }
}
