// Personal data is found whatever way it is written; what is no personal data is left alone.
import { describe, expect, test } from 'vitest'
import { findPersonal, hiddenMark, isIdNumber, sweep } from '../../../disclosure/privacy.ts'

const none: ReadonlySet<string> = new Set()
const kinds = (text: string, open = none) => findPersonal(text, open).map((finding) => finding.kind)

/** Invented, region 99, with a valid check character. */
const id = '99010219540819257X'
const numeric = '990102196502215955'

const wide = (text: string) =>
  text.replace(/[0-9X]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))
const digits = (text: string, row: string) => text.replace(/\d/g, (digit) => [...row][Number(digit)] ?? digit)

describe('an ID is found in each of its written forms', () => {
  test.each([
    ['plain', id],
    ['with a small x', id.toLowerCase()],
    ['in full width', wide(id)],
    ['in groups', '990102 19540819 257X'],
    ['digit by digit', [...id].join(' ')],
    ['with dashes', '990102-1954-0819-257X'],
    ['with dots', '990102.19540819.257X'],
    ['with no-break spaces', '990102\u00a019540819\u00a0257X'],
    ['with tabs', '990102\t19540819\t257X'],
    ['over two lines', '990102195408\n19257X'],
    ['with zero-width characters', [...id].join('\u200b')],
    ['with soft hyphens', '990102\u00ad19540819\u00ad257X'],
    ['in Chinese numerals', digits(numeric, '〇一二三四五六七八九')],
    ['in capital numerals', digits(numeric, '零壹贰叁肆伍陆柒捌玖')],
    ['with a Cyrillic Х', id.replace('X', 'Х')],
    ['with a multiplication sign', id.replace('X', '×')],
    ['in Arabic-Indic digits', digits(numeric, '٠١٢٣٤٥٦٧٨٩')],
    ['after a G, as a school number', `G${numeric}`],
    ['between words', `领款人郝文林 身份证${numeric}代领`],
  ])('%s', (_form, written) => {
    expect(kinds(written)).toContain('id-number')
    expect(sweep(`前${written}后`, none).text).toBe(
      `前${written.startsWith('G') ? 'G' : ''}${written.startsWith('领款人') ? '领款人郝文林 身份证' : ''}${hiddenMark}${written.endsWith('代领') ? '代领' : ''}后`,
    )
  })
})

test('a certificate of disability is an ID and two digits', () => {
  expect(kinds('99022319550921501022')).toEqual(['disability-certificate'])
})

test('an old ID has 15 digits and no check digit', () => {
  expect(kinds('身份证990102540819257')).toEqual(['id-number'])
  expect(kinds('990102549919257')).toEqual([])
})

test('a wrong check character is no ID', () => {
  expect(isIdNumber(id)).toBe(true)
  expect(isIdNumber('990102195408192571')).toBe(false)
})

describe('bank cards', () => {
  test.each([
    '6217995693698625137',
    '卡6217 9956 9369 8625 137',
    '存折账号:880012345678901',
    '6.2171E+18',
    '转入6217995693698625137账户',
  ])('%s', (text) => expect(kinds(text)).toEqual(['bank-card']))
})

describe('mobiles', () => {
  test.each([
    '付电话费18839778458',
    '188-3977-8458',
    '188 3977 8458',
    '+86 18839778458',
    '1 8 8 3 9 7 7 8 4 5 8',
    '一八八三九七七八四五八',
  ])('%s', (text) => expect(kinds(text)).toEqual(['mobile']))
  test('a declared duty phone may be shown', () => {
    expect(kinds('值班13800001111', new Set(['13800001111']))).toEqual([])
    expect(kinds('值班13800001112', new Set(['13800001111']))).toEqual(['mobile'])
  })
})

describe('half-masked leftovers', () => {
  test.each([
    '159****4488',
    '990102********8616',
    '990102********861X',
    '138****',
    '139XXXX0001',
    '１５９＊＊＊＊４４８８',
    '****4488',
  ])('%s', (text) => expect(kinds(text)).toEqual(['half-masked-number']))
})

describe('health', () => {
  test.each(['因病(肺癌术后)', '视力二级', '一级肢体', '糖尿病足', '精神分裂症', '肢体残疾'])('%s', (text) =>
    expect(kinds(text)).toContain('health'),
  )
  test('a word that says little in a notice says too much beside a name', () => {
    expect(kinds('住院报销比例提高')).toEqual([])
    expect(findPersonal('长期住院', none, 'person-row').map((each) => each.kind)).toEqual(['health'])
  })
})

describe('what is no personal data is left alone', () => {
  test.each([
    '0960-6218001 镇纪委:0960-6210107',
    '2025.10.12—2026.10.16',
    '2022/10/1至2028/9/30',
    '2022-10-01 2028-09-30',
    '石农宅字〔2025〕25号',
    '债权206,800.00 债务832,100.00',
    '行政区划代码990102100201',
    '记-31 付防火值班误工补贴(5人)1200.00元',
    'LG-2022-001',
    '张*三',
    '***',
    '重度残疾人护理补贴',
    '精神文明建设',
    '妇女两癌免费筛查',
    '糖尿病患者可办理门诊慢特病',
    'T202613725、T202610084',
    '一二三四五六七八九十组',
    '共278笔85076.21元',
    '12345',
  ])('%s', (text) => expect(kinds(text)).toEqual([]))
})

test('hiding one number leaves the rest of the text and never brings two others together', () => {
  const swept = sweep(`收鱼塘承包款 钱乙二138****5678,卡6217995693698625137,电话18839778458`, none)
  expect(swept.text).toBe(`收鱼塘承包款 钱乙二${hiddenMark},卡${hiddenMark},电话${hiddenMark}`)
  expect(swept.found).toEqual(['half-masked-number', 'bank-card', 'mobile'])
  expect(findPersonal(swept.text, none)).toEqual([])
})
