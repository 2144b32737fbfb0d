// No form of an ID escapes, and what is swept holds nothing more to find.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findPersonal, isIdNumber, sweep } from '../../disclosure/privacy.ts'

const none: ReadonlySet<string> = new Set()
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

const ids = fc
  .tuple(
    fc.integer({ min: 110000, max: 659999 }),
    fc.date({ min: new Date('1920-01-01'), max: new Date('2026-01-01'), noInvalidDate: true }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([region, born, order]) => {
    const start = `${region}${born.toISOString().slice(0, 10).replaceAll('-', '')}${String(order).padStart(3, '0')}`
    const sum = weights.reduce((total, weight, at) => total + weight * Number(start[at]), 0)
    return start + '10X98765432'[sum % 11]
  })

const shift = (by: number) => (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(by + Number(digit)))
const spelled = (row: string) => (text: string) =>
  text.replace(/\d/g, (digit) => [...row][Number(digit)] ?? digit)
const parted = (by: string) => (text: string) =>
  `${text.slice(0, 6)}${by}${text.slice(6, 14)}${by}${text.slice(14)}`

/** The fifteen written forms. */
const forms: ((id: string) => string)[] = [
  (id) => id,
  (id) => id.toLowerCase(),
  (id) => shift(0xff10)(id).replace('X', 'Ｘ'),
  parted(' '),
  (id) => [...id].join(' '),
  parted('-'),
  parted('.'),
  parted('\u00a0'),
  parted('\t'),
  parted('\n'),
  (id) => [...id].join('\u200b'),
  parted('\u00ad'),
  spelled('〇一二三四五六七八九'),
  spelled('零壹贰叁肆伍陆柒捌玖'),
  (id) => shift(0x0660)(id).replace('X', 'Х'),
]

test('any ID in any of fifteen forms, between any words, is found and hidden', () => {
  const words = fc.stringMatching(/^[a-zA-Z户主领款人备注:,。()]{0,12}$/)
  fc.assert(
    fc.property(ids, fc.constantFrom(...forms), words, words, (id, write, before, after) => {
      expect(isIdNumber(id)).toBe(true)
      const text = before.replace(/[xXoO]$/, '') + write(id) + after
      expect(findPersonal(text, none).map((finding) => finding.kind)).toContain('id-number')
      const swept = sweep(text, none)
      expect(swept.text).not.toContain(write(id))
      expect(findPersonal(swept.text, none)).toEqual([])
    }),
    { numRuns: 400 },
  )
})

test('sweeping any text ends and leaves nothing to find', () => {
  const characters = fc.constantFrom(...'0123456789X* -.·年月日一二三四五六七八九〇病癌级视力二\u200b1386217')
  const texts = fc.array(characters, { maxLength: 60 }).map((chars) => chars.join(''))
  fc.assert(
    fc.property(texts, (text) => {
      const swept = sweep(text, none, 'person-row')
      expect(findPersonal(swept.text, none, 'person-row')).toEqual([])
      expect(sweep(swept.text, none, 'person-row').text).toBe(swept.text)
    }),
    { numRuns: 1500 },
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
