// Every way a sheet writes a value gives that value exactly, and words never become a number.
import { describe, expect, test } from 'vitest'
import {
  dateIn,
  decimalOfNumber,
  parseArea,
  parseCapitals,
  parseChoice,
  parseCount,
  parseDecimal,
  parseGroup,
  parseList,
  parseMoney,
  parsePerson,
  parsePhone,
  parseSpan,
  parseText,
} from '../../../disclosure/parse.ts'

const valueOf = (parsed: { kind: string; value?: unknown; words?: string }) =>
  parsed.kind === 'value' ? parsed.value : parsed.kind

describe('money', () => {
  test.each([
    ['65,000.00', 6500000],
    ['3200', 320000],
    ['１，２００．５０', 120050],
    ['1200.5元', 120050],
    ['￥86.90', 8690],
    ['-300.00', -30000],
    ['(300.00)', -30000],
    ['0', 0],
    ['4.95万元', 4950000],
    ['-', 'blank'],
    ['—', 'blank'],
    ['/', 'blank'],
    ['无', 'blank'],
    ['', 'blank'],
    ['已一次付清', 'words'],
    ['未付', 'words'],
    ['500斤稻谷/亩', 'words'],
    ['按市价', 'words'],
  ])('%s', (text, fen) => expect(valueOf(parseMoney({ text }))).toBe(fen))

  test('a header of 万元 counts unless the cell has its own unit', () => {
    expect(valueOf(parseMoney({ text: '38.569' }, 'wan'))).toBe(38569000)
    expect(valueOf(parseMoney({ text: '38.569元' }, 'wan'))).toBe(3857)
  })

  test('a stored number has binary noise and loses nothing but that', () => {
    expect(valueOf(parseMoney({ text: '0.3', number: 0.1 + 0.2 }))).toBe(30)
    expect(valueOf(parseMoney({ text: '', number: 70206564.04 }))).toBe(7020656404)
  })

  test('a third decimal that was written is reported', () => {
    expect(parseMoney({ text: '1.235' })).toEqual({ kind: 'value', value: 124, rounded: true })
  })
})

describe('area, counts and decimals', () => {
  test.each([
    ['5.32', 53200],
    ['3.275亩', 32750],
    ['979.0112', 9790112],
    ['120㎡', 'words'],
  ])('area %s', (text, expected) => expect(valueOf(parseArea({ text }))).toBe(expected))
  test.each([
    ['2层', 2],
    ['3户', 3],
    ['第2次', 2],
    ['35 人', 35],
    ['若干', 'words'],
  ])('count %s', (text, expected) => expect(valueOf(parseCount({ text }))).toBe(expected))
  test.each([
    ['约260', '260'],
    ['120㎡', '120'],
    ['120m2', '120'],
    ['86.900', '86.9'],
    ['124.9788302', '124.9788302'],
    ['.50', '0.5'],
  ])('decimal %s', (text, expected) => expect(valueOf(parseDecimal({ text }))).toBe(expected))
  test('a number of a sheet is written out, never in powers', () => {
    expect(decimalOfNumber(1e21)).toBe('1000000000000000000000')
    expect(decimalOfNumber(1.5e-7)).toBe('0.00000015')
    expect(valueOf(parseDecimal({ text: '', number: 86.9 }))).toBe('86.9')
  })
})

describe('dates', () => {
  const hint = { year: 2024, firstMonth: 4, lastMonth: 6 }
  test.each([
    ['4.3', '2024-04-03'],
    ['4.10', '2024-04-10'],
    ['2024.4.18', '2024-04-18'],
    ['2024.4', '2024-04'],
    ['5月6日', '2024-05-06'],
    ['20240412', '2024-04-12'],
    ['2024年5月', '2024-05'],
    ['2024/3/1', '2024-03-01'],
    ['2024-03-01', '2024-03-01'],
    ['２０２４．４．１８', '2024-04-18'],
    ['二〇二四年九月一日', '2024-09-01'],
    ['二〇二四年十二月三十一日', '2024-12-31'],
    ['2024年', '2024'],
    ['2月30日', null],
    ['20241345', null],
    ['50年', null],
    ['长期', null],
    ['在建(60%)', null],
  ])('%s', (text, iso) => expect(dateIn(text, hint)).toBe(iso))

  test.each([
    ['2022/10/1至2028/9/30', '2022-10-01', '2028-09-30'],
    ['2021.1.1-2025.12.31', '2021-01-01', '2025-12-31'],
    ['2022年1月1日—2030年12月31日', '2022-01-01', '2030-12-31'],
    ['2025.11-2030.11', '2025-11', '2030-11'],
    ['2025.10.10—10.16', '2025-10-10', '2025-10-16'],
    ['2025年11月12日—11月18日', '2025-11-12', '2025-11-18'],
    ['50年(1998年起)', null, null],
  ])('%s', (text, start, end) => expect(parseSpan(text)).toEqual({ start, end }))
})

describe('groups, names and words', () => {
  test.each([
    ['1组', 1],
    ['一组', 1],
    ['第一村民小组', 1],
    ['第1组', 1],
    ['十二组', 12],
    ['二十组', 20],
    ['2大队', 2],
    ['１', 1],
    ['南沟', 'words'],
  ])('group %s', (text, expected) => expect(valueOf(parseGroup({ text }))).toBe(expected))

  test.each([
    ['钱  乙', '钱乙', undefined],
    ['李\u3000良', '李良', undefined],
    ['赵万旺(已故)', '赵万旺', '已故'],
    ['阿依古丽•买买提', '阿依古丽·买买提', undefined],
    ['石桥某某家庭农场(普通合伙)', '石桥某某家庭农场(普通合伙)', undefined],
  ])('person %s', (text, name, words) =>
    expect(parsePerson({ text })).toEqual({ kind: 'value', value: name, ...(words ? { words } : {}) }),
  )

  test('document numbers get their brackets', () => {
    for (const form of [
      '石农宅字(2025)25号',
      '石农宅字[2025]25号',
      '石农宅字〔2025〕25号',
      '石农宅字（2025）25号',
    ])
      expect(parseText(form)).toBe('石农宅字〔2025〕25号')
    expect(parseText('收租金(2025年)')).toBe('收租金(2025年)')
  })

  test('several values in one cell', () => {
    expect(parseList('T2024001、T2024002')).toEqual(['T2024001', 'T2024002'])
    expect(parseList('1.补贴申请表(原件1份)\n2.户口簿、身份证(复印件)\n3、承诺书。')).toEqual([
      '补贴申请表(原件1份)',
      '户口簿、身份证(复印件)',
      '承诺书',
    ])
    expect(parseList('1.申请书 2.户口簿 3.票据')).toEqual(['申请书', '户口簿', '票据'])
    expect(parseList('(1)申请书;(2)户口簿')).toEqual(['申请书', '户口簿'])
    expect(parseList('购机→申请→核验')).toEqual(['购机', '申请', '核验'])
    expect(parseList('申请-->受理-->登记')).toEqual(['申请', '受理', '登记'])
    expect(parseList('1.5亩、2.5亩')).toEqual(['1.5亩', '2.5亩'])
    expect(parseList('A1-B2、A1-B3')).toEqual(['A1-B2', 'A1-B3'])
    expect(parseList('一事一议奖补30、村集体8.6')).toEqual(['一事一议奖补30', '村集体8.6'])
  })

  test('choices by any of their spellings, whole before part', () => {
    const choices = { a: ['新建'], b: ['分户新建'] }
    expect(parseChoice('分户新建', choices)).toEqual({ kind: 'value', value: 'b' })
    expect(parseChoice('易地搬迁', choices)).toEqual({ kind: 'words', words: '易地搬迁' })
  })

  test('phones', () => {
    expect(valueOf(parsePhone('0960-6218001'))).toBe('0960-6218001')
    expect(valueOf(parsePhone('问村委会'))).toBe('words')
  })
})

describe('amounts in capitals', () => {
  test.each([
    ['玖万伍仟叁佰捌拾伍元整', 9538500],
    ['柒拾肆万叁仟捌佰陆拾伍元整', 74386500],
    ['捌万陆仟叁佰玖拾捌元壹角贰分', 8639812],
    ['壹拾万零伍元整', 10000500],
    ['伍角', 50],
    ['拾元整', 1000],
    ['无', null],
  ])('%s', (words, fen) => expect(parseCapitals(words)).toBe(fen))
})
