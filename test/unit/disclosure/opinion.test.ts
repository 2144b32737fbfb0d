// The number of an opinion: what a slip of the finger makes of it is never another villager's number.
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  isOpinionNumber,
  newOpinionNumber,
  Opinion,
  opinionDigits,
  Reply,
  shownOpinionNumber,
} from '../../../disclosure/opinion.ts'

const anyNumber = fc.uint8Array({ minLength: 8, maxLength: 8 }).map(newOpinionNumber)

test('a number that is given out is one, has eight digits and no leading zero', () => {
  fc.assert(
    fc.property(anyNumber, (number) => {
      expect(number).toMatch(/^[1-9]\d{7}$/)
      expect(isOpinionNumber(number)).toBe(true)
    }),
  )
  for (const lowest of [Buffer.alloc(8), Buffer.alloc(8, 0xff)])
    expect(isOpinionNumber(newOpinionNumber(lowest))).toBe(true)
  expect(() => newOpinionNumber(Buffer.alloc(7))).toThrow('7 bytes')
})

test('the check digit is that of ISO 7064, MOD 11,10', () => {
  // Worked out by hand after the standard: P = 10; P = ((P + digit) mod 10 or 10) × 2 mod 11; the check makes P + check ≡ 1.
  for (const [digits, check] of [
    ['1000000', '4'],
    ['2604617', '6'],
  ] as const)
    for (const last of '0123456789') expect(isOpinionNumber(digits + last)).toBe(last === check)
})

test('no single wrong digit and no two swapped neighbours make another number', () => {
  fc.assert(
    fc.property(anyNumber, (number) => {
      for (let at = 0; at < 8; at++) {
        for (const digit of '0123456789')
          if (digit !== number[at])
            expect(isOpinionNumber(number.slice(0, at) + digit + number.slice(at + 1))).toBe(false)
        const swapped =
          number.slice(0, at) + (number[at + 1] ?? '') + (number[at] ?? '') + number.slice(at + 2)
        if (swapped !== number) expect(isOpinionNumber(swapped)).toBe(false)
      }
    }),
  )
})

test('ten thousand numbers are almost all different, and nobody can go on counting from one', () => {
  const numbers = Array.from({ length: 10_000 }, () => newOpinionNumber(randomBytes(8)))
  expect(new Set(numbers).size).toBeGreaterThan(9_950)
  expect(numbers).not.toEqual(numbers.toSorted())
})

test('a number is shown in two groups and read as people write it', () => {
  expect(shownOpinionNumber('12345678')).toBe('1234 5678')
  for (const written of ['1234 5678', ' 12345678 ', '１２３４　５６７８', '1234-5678'])
    expect(opinionDigits(written)).toBe('12345678')
})

const number = newOpinionNumber(Buffer.alloc(8, 3))
const opinion = { number, village: '990102100201', reason: 'household-missing', on: '2026-11-22' } as const

test('an opinion may have no words, and two hundred characters of them at most, however many bytes those take', () => {
  expect(Opinion.safeParse(opinion).success).toBe(true)
  expect(Opinion.safeParse({ ...opinion, text: '𠮷'.repeat(200) }).success).toBe(true)
  for (const text of ['', '好'.repeat(201), 'a\0b', 'a\u001b[31m', '\ud842'])
    expect(Opinion.safeParse({ ...opinion, text }).success).toBe(false)
})

test('there is no field for a name or a telephone', () => {
  for (const more of [{ name: '张秀英' }, { phone: '13812345678' }, { contact: null }])
    expect(Opinion.safeParse({ ...opinion, ...more }).success).toBe(false)
})

test('a reply has words, a day, and a number that checks', () => {
  const reply = { number, on: '2026-12-01', text: '已经补上了。' }
  expect(Reply.safeParse(reply).success).toBe(true)
  for (const wrong of [
    { text: '' },
    { text: '好'.repeat(501) },
    { on: '2026-02-30' },
    { number: '12345678' },
  ])
    expect(Reply.safeParse({ ...reply, ...wrong }).success).toBe(false)
})
