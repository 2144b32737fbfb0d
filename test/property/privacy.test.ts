// No number of a person escapes in any disguise, what is swept holds nothing more to find, and what is no such number stays.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findPersonal, isIdNumber, sweep } from '../../disclosure/privacy.ts'
import { isCreditCode } from '../../disclosure/number-forms.ts'
import { disguised, disguises, mobiles, secrets, undone } from '../stand-ins/disguises.ts'

const none: ReadonlySet<string> = new Set()
/** SWEEP_RUNS=100000 for a night's run. */
const numRuns = Number(process.env['SWEEP_RUNS'] ?? 2500)
const minutes = { timeout: 30_000 + numRuns * 10 }

/** No digits and nothing that reads as one: what is left of those is the secret's. */
const words = fc
  .stringMatching(/^[a-wA-WY户主领款人备注:,。(); \n]{0,12}$/)
  .map((text) => text.replace(/[oO]/g, ''))

/** Six digits in a row are enough to tell one villager from the next. */
function leftOf(digits: string, text: string): string[] {
  const rest = undone(text)
  return Array.from({ length: digits.length - 5 }, (_, at) => digits.slice(at, at + 6)).filter((part) =>
    rest.includes(part),
  )
}

test(
  'no number of a person survives, in any combination of alphabet, cross, separator and unseen characters',
  minutes,
  () => {
    fc.assert(
      fc.property(secrets, disguises, words, words, (secret, disguise, before, after) => {
        const text = `${before}${disguised(secret, disguise)}${after}`
        const swept = sweep(text, none)
        expect(swept.found).not.toEqual([])
        expect(leftOf(secret.digits.replace('X', ''), swept.text)).toEqual([])
        expect(findPersonal(swept.text, none)).toEqual([])
      }),
      { numRuns },
    )
  },
)

test('an ID or a card of UnionPay is found though other digits and letters stick to it', minutes, () => {
  const stuck = fc.stringMatching(/^[A-NP-WY0-9]{0,3}$/)
  const glued = secrets.filter(
    ({ kind, digits }) => kind === 'id-number' || (kind === 'bank-card' && digits.startsWith('62')),
  )
  fc.assert(
    fc.property(glued, stuck, stuck, ({ digits }, before, after) => {
      // By one chance in a hundred thousand it is a company's code now.
      fc.pre(!isCreditCode(before + digits + after))
      const swept = sweep(before + digits + after, none)
      expect(leftOf(digits.replace('X', ''), swept.text)).toEqual([])
    }),
    { numRuns: Math.ceil(numRuns / 4) },
  )
})

test('what somebody masked by half is hidden as a whole', minutes, () => {
  const marks = fc.constantFrom('*', '＊', 'X', 'x', '●', '■', '○', '□', '?', '#')
  fc.assert(
    fc.property(
      secrets,
      marks,
      fc.nat(6),
      fc.nat(4),
      words,
      words,
      ({ digits }, mark, from, to, before, after) => {
        const [first, last] = [Math.min(from + 2, digits.length - 8), digits.length - to]
        const masked = digits.slice(0, first) + mark.repeat(last - first) + digits.slice(last)
        const swept = sweep(before + masked + after, none)
        expect(swept.found).not.toEqual([])
        expect(undone(swept.text)).toBe('')
      },
    ),
    { numRuns: Math.ceil(numRuns / 4) },
  )
})

test('sweeping any text ends, leaves nothing to find and changes nothing the second time', minutes, () => {
  const characters = fc.constantFrom(
    ...'0123456789X* -.·年月日一二三四五六七八九〇病癌级视力二岁生于出\u200b1386217',
  )
  const texts = fc.array(characters, { maxLength: 60 }).map((chars) => chars.join(''))
  fc.assert(
    fc.property(texts, (text) => {
      const swept = sweep(text, none, 'person-row')
      expect(findPersonal(swept.text, none, 'person-row')).toEqual([])
      expect(sweep(swept.text, none, 'person-row').text).toBe(swept.text)
    }),
    { numRuns: Math.ceil(numRuns / 2) },
  )
})

const creditLetters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** 统一社会信用代码, GB 32100: a company's, public, and now and then digits alone. */
const creditCodes = fc
  .tuple(
    fc.constantFrom('91', '92', '93', '52'),
    fc.stringMatching(/^[1-6][0-9]{5}$/),
    fc.oneof(fc.stringMatching(/^[0-9]{9}$/), fc.stringMatching(/^MA[0-9A-HJ-NP-RTUW-Y]{7}$/)),
  )
  .map((parts) => {
    const start = parts.join('')
    let [sum, weight] = [0, 1]
    for (const char of start) {
      sum += creditLetters.indexOf(char) * weight
      weight = (weight * 3) % 31
    }
    return start + creditLetters[(31 - (sum % 31)) % 31]
  })
  // One in ten thousand is also a whole ID; then nobody can tell.
  .filter((code) => !isIdNumber(code))

test('amounts, dates, numbers of contracts and papers, areas and hours are left as they are', minutes, () => {
  const two = (number: number) => String(number).padStart(2, '0')
  const years = fc.integer({ min: 1990, max: 2035 })
  const dates = fc.record({
    year: years,
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  })
  const amounts = fc.integer({ min: 0, max: 99_999_999_999 }).map((fen) => (fen / 100).toFixed(2))
  const grouped = amounts.map((amount) =>
    amount.replace(/\B(?=(\d{3})+(?!\d)\.)/g, ',').replace(/\B(?=(\d{3})+\.)/g, ','),
  )
  const open = fc.oneof(
    amounts,
    grouped.map((amount) => `${amount}元`),
    dates.map(({ year, month, day }) => `${year}${two(month)}${two(day)}`),
    dates.map(({ year, month, day }) => `${year}.${month}.${day}—${year + 4}.${month}.${day}`),
    dates.map(({ year, month, day }) => `${year}年${month}月${day}日`),
    fc.tuple(years, fc.nat(999)).map(([year, no]) => `LG-${year}-${String(no).padStart(3, '0')}`),
    fc.tuple(years, fc.nat(99)).map(([year, no]) => `石农宅字〔${year}〕${no}号`),
    fc.nat(9999).map((area) => `${(area / 100).toFixed(2)}亩`),
    creditCodes,
    fc.constantFrom('8:30—12:00,14:00—17:30', '0960-6218001', '12345', '990102100207', '工作日 8:30-12:00'),
  )
  fc.assert(
    fc.property(fc.array(open, { minLength: 1, maxLength: 3 }), (parts) => {
      const text = parts.join('; 付 ')
      expect(sweep(text, none).text).toBe(text)
    }),
    { numRuns: Math.ceil(numRuns / 4) },
  )
})

test('a declared duty phone stays in each of its written forms, its neighbour never', minutes, () => {
  fc.assert(
    fc.property(mobiles, mobiles, disguises, (duty, other, disguise) => {
      fc.pre(duty !== other)
      const secret = { kind: 'mobile' as const, digits: duty, sizes: [3, 4, 4] }
      const text = `值班${disguised(secret, { ...disguise, alphabet: 'plain', unseen: '' })}`
      expect(sweep(text, new Set([duty])).text).toBe(text)
      expect(sweep(text, new Set([other])).text).not.toBe(text)
    }),
    { numRuns: Math.ceil(numRuns / 4) },
  )
})

test('random numbers of 18 digits are hardly ever taken for an ID', () => {
  let taken = 0
  let state = 12345
  for (let run = 0; run < 20_000; run++) {
    let digits = ''
    for (let at = 0; at < 18; at++) {
      state = (state * 1103515245 + 12345) % 2147483648
      digits += Math.floor((state / 2147483648) * 10)
    }
    if (isIdNumber(digits)) taken++
  }
  expect(taken).toBeLessThan(10)
})
