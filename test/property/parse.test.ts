// What is written in any usual form is read back exactly, whatever the value.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { yuanCapitals, yuanFigure } from '../../disclosure/amount.ts'
import { dateIn, parseArea, parseCapitals, parseGroup, parseMoney, scaled } from '../../disclosure/parse.ts'

const fen = fc.integer({ min: -(10 ** 13), max: 10 ** 13 })
const wide = (text: string) =>
  text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))

test('money: figures with thousands, full width, with a unit, in 万元', () => {
  fc.assert(
    fc.property(fen, (amount) => {
      const figure = yuanFigure(amount).replace('−', '-')
      for (const text of [figure, wide(figure), `${figure}元`, figure.replaceAll(',', ''), ` ${figure} `])
        expect(parseMoney({ text })).toEqual({ kind: 'value', value: amount })
      const size = String(Math.abs(amount)).padStart(7, '0')
      const wan = `${amount < 0 ? '-' : ''}${size.slice(0, -6)}.${size.slice(-6)}`
      expect(parseMoney({ text: wan }, 'wan')).toEqual({ kind: 'value', value: amount })
    }),
  )
})

test('money: the number a sheet stores', () => {
  fc.assert(
    fc.property(fc.integer({ min: -(10 ** 11), max: 10 ** 11 }), (amount) => {
      expect(parseMoney({ text: 'shown', number: amount / 100 })).toEqual({ kind: 'value', value: amount })
    }),
  )
})

test('money: capitals', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 ** 12 }), (amount) => {
      expect(parseCapitals(yuanCapitals(amount))).toBe(amount)
    }),
  )
})

test('area: any number of 0.0001 亩', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 10 }), (units) => {
      const size = String(units).padStart(5, '0')
      const text = `${size.slice(0, -4)}.${size.slice(-4)}`
      for (const form of [text, `${text}亩`, text.replace(/\.?0+$/, '') || '0', wide(text)])
        expect(parseArea({ text: form })).toEqual({ kind: 'value', value: units })
    }),
  )
})

test('dates: every day in every form', () => {
  const days = fc.date({ min: new Date('1950-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(days, (date) => {
      const iso = date.toISOString().slice(0, 10)
      const [year = '', month = '', day = ''] = iso.split('-')
      const [m, d] = [Number(month), Number(day)]
      for (const text of [
        iso,
        `${year}.${m}.${d}`,
        `${year}/${m}/${d}`,
        `${year}年${m}月${d}日`,
        year + month + day,
        wide(`${year}.${m}.${d}`),
      ])
        expect(dateIn(text)).toBe(iso)
      for (const text of [`${m}.${d}`, `${m}月${d}日`]) expect(dateIn(text, { year: Number(year) })).toBe(iso)
      for (const text of [`${year}.${m}`, `${year}年${m}月`, `${year}/${month}`])
        expect(dateIn(text)).toBe(`${year}-${month}`)
    }),
  )
})

const ones = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']
const chinese = (number: number): string =>
  number < 10
    ? (ones[number] ?? '')
    : `${number < 20 ? '' : ones[Math.floor(number / 10)]}十${ones[number % 10]}`

test('groups: 1 to 99 in every form', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99 }), (group) => {
      for (const text of [
        `${group}`,
        `${group}组`,
        `第${group}组`,
        `${chinese(group)}组`,
        `第${chinese(group)}村民小组`,
        `${chinese(group)}社`,
      ])
        expect(parseGroup({ text })).toEqual({ kind: 'value', value: group })
    }),
  )
})

test('scaling is exact and rounds half away from zero', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -(10 ** 9), max: 10 ** 9 }),
      fc.integer({ min: 0, max: 9 }),
      (number, digit) => {
        const size = String(Math.abs(number)).padStart(3, '0')
        const text = `${number < 0 ? '-' : ''}${size.slice(0, -2)}.${size.slice(-2)}${digit}`
        const away = digit >= 5 ? Math.abs(number) + 1 : Math.abs(number)
        const expected = number < 0 ? -away || 0 : away
        expect(scaled(text, 2)).toEqual({ integer: expected, rounded: digit !== 0 })
      },
    ),
  )
})
