// What is written in any usual form is read back exactly, whatever the value.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { yuanCapitals, yuanFigure } from '../../disclosure/amount.ts'
import {
  dateIn,
  isImpossibleDate,
  parseArea,
  parseCapitals,
  parseCount,
  parseDate,
  parseDecimal,
  parseGroup,
  parseMoney,
  parsePerson,
  parseSpan,
  parseText,
  scaled,
} from '../../disclosure/parse.ts'

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

/** 1,234,567.89 without its separators, as a decimal with `places` decimals. */
const decimalWith = (integer: number, places: number): string => {
  const size = String(Math.abs(integer)).padStart(places + 1, '0')
  return `${integer < 0 ? '-' : ''}${size.slice(0, -places)}.${size.slice(-places)}`
}

test('money: red ink in all its forms is a minus', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 ** 12 }), (amount) => {
      const figure = yuanFigure(amount)
      for (const text of [
        `-${figure}`,
        `−${figure}`,
        `－${figure}`,
        `(${figure})`,
        `（${figure}）`,
        `(-${figure})`,
        `[${figure}]`,
        `△${figure}`,
        `▲${figure}`,
        `红字${figure}`,
        `${figure}(红字)`,
        `负${figure}元`,
        `¥-${figure}`,
        wide(`-${figure}`),
      ])
        expect(parseMoney({ text }), text).toEqual({ kind: 'value', value: -amount })
    }),
  )
})

test('money: the unit of the cell goes before that of its column', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (amount) => {
      const is = { kind: 'value', value: amount }
      for (const [unit, places] of [
        ['千元', 5],
        ['百元', 4],
        ['万元', 6],
        ['亿元', 10],
      ] as const) {
        const text = decimalWith(amount, places)
        expect(parseMoney({ text }, unit)).toEqual(is)
        expect(parseMoney({ text: `${text}${unit}` }, '元')).toEqual(is)
        expect(parseMoney({ text: `${text}(${unit})` }, '万元')).toEqual(is)
        expect(parseMoney({ text: `约${text}${unit}` })).toEqual(is)
      }
      expect(parseMoney({ text: `${decimalWith(amount, 2)}元` }, '万元')).toEqual(is)
    }),
  )
})

test('money: a format that shows 1.2 for 12000 is right under 万元 and a question elsewhere', () => {
  const units = fc.constantFrom(['千元', 3] as const, ['万元', 4] as const, ['亿元', 8] as const)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 ** 11 }), units, (yuan, [unit, hidden]) => {
      const text = (yuan / 10 ** hidden).toFixed(4)
      // What is shown as nothing cannot be told from nothing.
      fc.pre(Number(text) > 0.01)
      expect(parseMoney({ text, number: yuan }, unit)).toEqual({ kind: 'value', value: yuan * 100 })
      expect(parseMoney({ text, number: yuan }, '元').kind).toBe('words')
      expect(parseArea({ text, number: yuan }, '亩').kind).toBe('words')
      expect(parseCount({ text, number: yuan }).kind).toBe('words')
    }),
  )
})

test('money: in parts, each smaller than the one before', () => {
  const digit = fc.integer({ min: 1, max: 9 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999 }), digit, digit, (yuan, jiao, fenDigit) => {
      const value = yuan * 100 + jiao * 10
      expect(parseMoney({ text: `${yuan}元${jiao}角` })).toEqual({ kind: 'value', value })
      expect(parseMoney({ text: `${yuan}元${jiao}角${fenDigit}分` })).toEqual({
        kind: 'value',
        value: value + fenDigit,
      })
      expect(parseMoney({ text: `${yuan}万${jiao}千元` })).toEqual({
        kind: 'value',
        value: yuan * 10 ** 6 + jiao * 10 ** 5,
      })
      // 3角5元 and 3元5元 are slips of the pen.
      expect(parseMoney({ text: `${jiao}角${yuan}元` }).kind).toBe('words')
      expect(parseMoney({ text: `${yuan}元${yuan}元` }).kind).toBe('words')
    }),
  )
})

test('area: hectares, 万亩 and parts; square metres are no number of 亩', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 9 }), (units) => {
      const text = decimalWith(units, 4)
      expect(parseArea({ text: `${text}公顷` })).toEqual({ kind: 'value', value: units * 15 })
      expect(parseArea({ text }, '公顷')).toEqual({ kind: 'value', value: units * 15 })
      expect(parseArea({ text: `${text}亩` }, '公顷')).toEqual({ kind: 'value', value: units })
      expect(parseArea({ text: decimalWith(units, 8) }, '万亩')).toEqual({ kind: 'value', value: units })
      for (const [form, unit] of [
        [`${text}㎡`, '亩'],
        [`${text}平方米`, '亩'],
        [text, '㎡'],
      ] as const)
        expect(parseArea({ text: form }, unit).kind).toBe('words')
    }),
  )
  const small = fc.integer({ min: 1, max: 9 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999 }), small, small, (mu, tenths, hundredths) => {
      const value = mu * 10_000 + tenths * 1000
      expect(parseArea({ text: `${mu}亩${tenths}分` })).toEqual({ kind: 'value', value })
      expect(parseArea({ text: `${mu}亩${tenths}分${hundredths}厘` })).toEqual({
        kind: 'value',
        value: value + hundredths * 100,
      })
    }),
  )
})

test('two numbers in one cell are words for every kind', () => {
  const number = fc.integer({ min: 1, max: 99_999 })
  const between = fc.constantFrom(
    '/',
    '-',
    '—',
    '~',
    '至',
    '、',
    ';',
    'x',
    '×',
    ':',
    '和',
    '+',
    '.5.',
    ',5,',
    '(',
  )
  fc.assert(
    fc.property(number, number, between, (one, other, mark) => {
      const cell = { text: `${one}${mark}${other}` }
      for (const read of [parseMoney(cell), parseArea(cell), parseCount(cell), parseDecimal(cell)])
        expect(read.kind, cell.text).toBe('words')
    }),
  )
})

test('whatever stands in a cell, nothing throws, and a number is only read where its digits stand', () => {
  const marks = fc.constantFrom(
    ...'0123456789.,，-−—/()（）[]元万亩组年月日至约△红第人民币〇一二十 \u3000x号·',
  )
  const anyPoint = fc.integer({ min: 1, max: 0x10ffff }).filter((code) => code < 0xd800 || code > 0xdfff)
  const anyChar = anyPoint.map((code) => String.fromCodePoint(code))
  const garbage = fc.array(fc.oneof(marks, anyChar), { maxLength: 12 }).map((chars) => chars.join(''))
  fc.assert(
    fc.property(garbage, (text) => {
      const cell = { text }
      const numbers = [parseMoney(cell), parseArea(cell), parseCount(cell), parseDecimal(cell)]
      for (const read of [parseDate(cell, { year: 2024 }), parseGroup(cell), parsePerson(cell)])
        if (!['blank', 'value', 'words'].includes(read.kind)) return false
      parseSpan(text, { year: 2024 })
      parseText(text)
      isImpossibleDate(text)
      const hasDigits = /\d|[零〇一二三四五六七八九十百千壹贰叁肆伍陆柒捌玖]/.test(text.normalize('NFKC'))
      return hasDigits || numbers.every((read) => read.kind !== 'value' || Number(read.value) === 0)
    }),
    { numRuns: 2000 },
  )
})

const anyDay = fc.date({ min: new Date('1970-01-01'), max: new Date('2069-12-31'), noInvalidDate: true })
const chineseYear = (year: string) => [...year].map((digit) => '〇一二三四五六七八九'[Number(digit)]).join('')

test('dates: short years, Chinese figures, an export’s midnight, a lost format', () => {
  fc.assert(
    fc.property(anyDay, (date) => {
      const iso = date.toISOString().slice(0, 10)
      const [year = '', month = '', day = ''] = iso.split('-')
      const [m, d] = [Number(month), Number(day)]
      for (const text of [
        `${year.slice(2)}.${m}.${d}`,
        `${year.slice(2)}年${m}月${d}日`,
        `${iso} 00:00:00`,
        `${iso}T08:30:00Z`,
        `${year}、${m}、${d}`,
        `${year}．${m}．${d}`,
        `${chineseYear(year)}年${chinese(m)}月${chinese(d)}日`,
      ])
        expect(dateIn(text), text).toBe(iso)
      expect(dateIn(`${year}${month}`)).toBe(`${year}-${month}`)
      const serial = Math.floor(date.getTime() / 86_400_000) + 25_569
      expect(parseDate({ text: String(serial), number: serial })).toEqual({ kind: 'value', value: iso })
    }),
  )
})

test('dates: without its year, a day is never a year away from the quarter it is told in', () => {
  const quarter = fc.integer({ min: 0, max: 3 })
  fc.assert(
    fc.property(quarter, fc.integer({ min: -90, max: 90 }), (at, away) => {
      const hint = { year: 2024, firstMonth: at * 3 + 1, lastMonth: at * 3 + 3 }
      const near = new Date(Date.UTC(2024, hint.firstMonth, 15 + away))
      expect(dateIn(`${near.getUTCMonth() + 1}.${near.getUTCDate()}`, hint)).toBe(
        near.toISOString().slice(0, 10),
      )
    }),
  )
})

test('dates: a day that no month has is none, and is called impossible', () => {
  const year = fc.integer({ min: 1950, max: 2099 })
  fc.assert(
    fc.property(year, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 40 }), (y, m, beyond) => {
      const last = new Date(Date.UTC(y, m, 0)).getUTCDate()
      for (const text of [
        `${y}.${m}.${last + beyond}`,
        `${y}年${m}月${last + beyond}日`,
        `${y}.${m + 12}.1`,
      ]) {
        expect(dateIn(text), text).toBeNull()
        expect(isImpossibleDate(text), text).toBe(true)
      }
    }),
  )
})

test('dates: a term from day to day, with every mark between', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 11_000 }), (date, days) => {
      const end = new Date(date.getTime() + days * 86_400_000).toISOString().slice(0, 10)
      const start = date.toISOString().slice(0, 10)
      const dotted = (iso: string) => iso.split('-').map(Number).join('.')
      const written = (iso: string) => iso.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')
      for (const text of [
        `${dotted(start)}-${dotted(end)}`,
        `${dotted(start)}—${dotted(end)}`,
        `${dotted(start)}~${dotted(end)}`,
        `${dotted(start)}至${dotted(end)}(合同期)`,
        `${start}至${end}`,
        `${start}-${end}`,
        `自${written(start)}起至${written(end)}止`,
      ])
        expect(parseSpan(text), text).toEqual({ start, end })
    }),
  )
})

test('groups: as offices of the old brigades write them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99 }), (group) => {
      for (const text of [
        `${group}社`,
        `第${group}生产队`,
        `${chinese(group)}大队`,
        `${group}组(东头)`,
        wide(`${group}`),
        String(group).padStart(2, '0'),
      ])
        expect(parseGroup({ text }), text).toEqual({ kind: 'value', value: group })
    }),
  )
})

const han = fc
  .oneof(
    fc.integer({ min: 0x4e00, max: 0x9fff }),
    // 㛃 䶮 of extension A, 𠮷 of B, 𬱟 of E
    fc.integer({ min: 0x3400, max: 0x4dbf }),
    fc.integer({ min: 0x20000, max: 0x2a6d6 }),
    fc.integer({ min: 0x2b820, max: 0x2cea1 }),
  )
  .map((code) => String.fromCodePoint(code))
const name = (length: number) =>
  fc.array(han, { minLength: length, maxLength: length }).map((chars) => chars.join(''))

test('names: padding goes, every character stays', () => {
  fc.assert(
    fc.property(name(2), name(3), fc.constantFrom(' ', '  ', '\u3000', ' \u3000'), (short, long, space) => {
      const value = (of: string) => ({ kind: 'value', value: of })
      expect(parsePerson({ text: [...short].join(space) })).toEqual(value(short))
      expect(parsePerson({ text: [...long].join(space) })).toEqual(value(long))
      expect(parsePerson({ text: `${space}${long}${space}` })).toEqual(value(long))
      for (const dot of ['·', '•', '.', '・', '．', '‧'])
        expect(parsePerson({ text: `${long}${dot}${short}` })).toEqual(value(`${long}·${short}`))
      expect(parsePerson({ text: `${long}(已故)` })).toEqual({ ...value(long), words: '已故' })
      expect(parsePerson({ text: `${[...short].join(space)}${space}${long}` })).toEqual(
        value(`${[...short].join(' ')} ${long}`),
      )
      // Two people, or one whose name has two parts: nobody can say.
      expect(parsePerson({ text: `${long}${space}${short}` })).toEqual(value(`${long} ${short}`))
    }),
  )
})

test('document numbers are written with 〔〕, and what only looks like one is not', () => {
  const brackets = fc.constantFrom('()', '（）', '[]', '【】', '〔〕', '［］', '﹝﹞')
  const no = fc.integer({ min: 1, max: 9999 })
  fc.assert(
    fc.property(brackets, fc.integer({ min: 1990, max: 2099 }), no, ([open, close], year, number) => {
      for (const office of ['石农宅字', '石政', '府办发'])
        expect(parseText(`${office}${open}${year}${close}${number}号`)).toBe(
          `${office}〔${year}〕${number}号`,
        )
      expect(parseText(`安置房(${year})${number}号楼`)).toBe(`安置房(${year})${number}号楼`)
    }),
  )
})
