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

describe('an ID with a slip of the pen still says who', () => {
  test.each([
    '990102195408192571',
    '990102 19540819 2571',
    '990102-1954-08-19-2571',
    '９９０１０２１９５４０８１９２５７１',
    '99010219540819257',
    '990102198008318000',
    '身份证编号990102201208312571',
    '990102195408192571x',
  ])('%s', (text) => expect(kinds(text)).toEqual(['id-number']))
  test('a paper numbered with region, day and serial is a paper', () => {
    expect(kinds('批准书编号:990102202508150012')).toEqual([])
    expect(kinds('990102202508150012')).toEqual(['id-number'])
  })
})

describe('numbers that say of themselves what they are', () => {
  test.each([
    ['残疾证号:9901021954', 'document-number'],
    ['社保卡号 A12345678', 'document-number'],
    ['医保编号:0123456789', 'document-number'],
    ['优待证 990102886', 'document-number'],
    ['账号:20250815001', 'bank-card'],
    ['卡尾号8616', 'half-masked-number'],
    ['身份证后四位：257X', 'half-masked-number'],
    ['６．２１７１Ｅ＋１８', 'bank-card'],
    ['6.21799e+018', 'bank-card'],
    ['6.2171×10^18', 'bank-card'],
    ['6217 **** **** 1234', 'half-masked-number'],
    ['138-****-5678', 'half-masked-number'],
    ['138----5678', 'half-masked-number'],
    ['138…………5678', 'half-masked-number'],
    ['9901021954XXXX257X', 'half-masked-number'],
    ['手机18839778458500元', 'mobile'],
    ['0086-188-3977-8458', 'mobile'],
    ['018839778458', 'mobile'],
    ['18839778458×2', 'mobile'],
    ['幺八八三九七七八四五八', 'mobile'],
    ['生于1941年7月5日', 'birth-date'],
    ['1941.07.05生', 'birth-date'],
    ['出生日期：１９４１－０７－０５', 'birth-date'],
  ])('%s', (text, kind) => expect(kinds(text)).toEqual([kind]))
})

describe('in a row about a person', () => {
  const inRow = (text: string, open = none) => findPersonal(text, open, 'person-row').map(({ kind }) => kind)
  test.each([
    ['0960-6218001', 'landline'],
    ['(0960)6218001', 'landline'],
    ['家里电话 09606218001', 'landline'],
    ['1941.07', 'birth-date'],
    ['孙子许嘉泽(9岁)', 'minor'],
    ['许嘉泽，男，16周岁', 'minor'],
  ])('%s', (text, kind) => expect(inRow(text)).toEqual([kind]))
  test('the office’s own telephone, a grown-up’s age and the day of a payment may stand', () => {
    expect(inRow('0960-6218001', new Set(['09606218001']))).toEqual([])
    for (const text of ['80-89周岁', '60周岁以上', '2026年7月', '2021.3起', '代领', '已故', '其妻代领'])
      expect(inRow(text)).toEqual([])
  })
  test.each([
    '肢体残疾',
    '一级肢体',
    '精神残疾',
    '尿毒症',
    '癌症',
    '重病',
    '因病',
    '智力',
    '智力三级',
    '肾透析',
    '艾滋',
    '乙肝',
    'HIV',
    'hiv阳性',
    '残疾人',
    '听力Ⅱ级',
    '半失能',
    '肺部肿瘤',
    '糖尿病',
    '老年痴呆',
    '车祸致残',
    '肢残',
    '长期卧床',
    '慢性阻塞性肺病',
  ])('%s is hidden', (text) => expect(inRow(text)).toContain('health'))
  test.each(['重度残疾人护理补贴', '困难残疾人生活补贴', '病虫害防治', '春季', '精神文明户', '智力引进'])(
    '%s stays',
    (text) => expect(inRow(text)).toEqual([]),
  )
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
    '186,420.35',
    '13,812,345,678.00',
    '130000000.00',
    '20240412',
    'LG-2021-003',
    '统一社会信用代码911101081000137740',
    '91990102MA00000X0X',
    '公路养护 62181234 62185678',
    'Screenshot_2026-08-15-12-30-45-123.jpg',
    '微信图片_1735689600000.jpg',
    '承包方编码990102100207040001',
    '2026年7月生活补贴',
    '2021年3月生效',
    '村道硬化13×4.5米,18处',
    '工作日8:30—12:00,14:00—17:30',
    '医保2026年缴费380元/人',
    '一卡通2026年8月15日发放',
  ])('%s', (text) => expect(kinds(text)).toEqual([]))
})

test('hiding one number leaves the rest of the text and never brings two others together', () => {
  const swept = sweep(`收鱼塘承包款 钱乙二138****5678,卡6217995693698625137,电话18839778458`, none)
  expect(swept.text).toBe(`收鱼塘承包款 钱乙二${hiddenMark},卡${hiddenMark},电话${hiddenMark}`)
  expect(swept.found).toEqual(['half-masked-number', 'bank-card', 'mobile'])
  expect(findPersonal(swept.text, none)).toEqual([])
})

test.each([
  '*',
  'x',
  '** ',
  '12 ** ',
  '0',
  '9',
  '1 ',
  '1,',
  '13',
  '.',
  '…',
  '一',
  '○',
  '癌',
  ' ',
  '社保号 ',
  '2026.',
  '1.1生',
  '岁',
  '\u200b',
])('a cell of 20,000 characters of “%s” is looked at in no time', (part) => {
  const text = `20261 ${part.repeat(20_000 / part.length)} 20261`
  const start = performance.now()
  for (const place of ['anywhere', 'person-row'] as const) sweep(text, none, place)
  expect(performance.now() - start).toBeLessThan(20_000)
})
