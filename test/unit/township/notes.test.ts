// How a sheet was written and how it was read: one small sheet for each thing the report tells of it.
import { describe, expect, test } from 'vitest'
import type { NoteKind } from '../../../township/findings.ts'
import type { Reading } from '../../../township/read-township.ts'
import { MadeFolder } from './made-folder.ts'

/** Cells by kind of note, of the first file that is no register. */
function notesOf({ report }: Reading): Partial<Record<NoteKind, string[]>> {
  const file = report.files.find(({ skipped }) => skipped !== 'register')
  return Object.fromEntries((file?.sheets[0]?.notes ?? []).map(({ kind, cells }) => [kind, cells]))
}

const read = (sheet: string, rows: unknown[][], merges: string[] = []) =>
  new MadeFolder().workbook('2026年第一季度/表.xlsx', { [sheet]: rows }, merges).read()

const notesIn = async (sheet: string, rows: unknown[][], merges: string[] = []) =>
  notesOf(await read(sheet, rows, merges))

const relief = (header: string[], ...rows: unknown[][]) => [['石门村冬春救灾物资发放表'], header, ...rows]
const reliefHeader = ['序号', '组别', '户主姓名', '大米(袋)', '金额(元)', '领取时间', '备注']

test('a plain sheet has nothing to tell', async () => {
  const rows = relief(
    reliefHeader,
    [1, '一组', '赵甲一', 2, 300, '2026.1.8', ''],
    [2, '二组', '钱乙二', 1, 200, '2026.1.9', ''],
  )
  expect(await notesIn('石门村', rows)).toEqual({})
})

describe('how values are written', () => {
  test('a number that is a text, one with its unit, one in wide digits', async () => {
    const rows = relief(
      reliefHeader,
      [1, '一组', '赵甲一', '2', 300, '2026.1.8', ''],
      [2, '一组', '钱乙二', '3袋', 200, '2026.1.8', ''],
      [3, '一组', '孙丙三', 1, '１５０', '2026.1.8', ''],
      [4, '一组', '李丁四', 1, '1,250.50元', '2026.1.8', ''],
    )
    const reading = await read('石门村', rows)
    expect(notesOf(reading)).toEqual({
      'number-as-text': ['D3'],
      'unit-in-cell': ['D4', 'E6'],
      'full-width-digits': ['E5'],
    })
    expect(reading.entries[0]?.entry.totals).toEqual({ rice: 7, cash: 190050 })
  })

  test('in a text file every number is a text, and none of them is odd', async () => {
    const reading = await new MadeFolder()
      .file('2026年第一季度/石门村救灾物资发放表.csv', '序号,组别,户主姓名,大米,金额\n1,一组,赵甲一,2,300\n')
      .read()
    expect(notesOf(reading)).toEqual({})
  })

  test('nothing in several ways: each column for itself', async () => {
    const header = ['序号', '组别', '户主姓名', '大米(袋)', '棉被(床)', '食用油(桶)', '金额(元)']
    const rows = relief(
      header,
      [1, '一组', '赵甲一', 0, '', '', '/'],
      [2, '一组', '钱乙二', 0, 2, 1, ''],
      [3, '一组', '孙丙三', 1, 0, '', 100],
    )
    // Rice is always 0 and oil always left out: that is one way each.
    expect(await notesIn('石门村', rows)).toEqual({ 'blank-zero': ['E3', 'G3', 'G4', 'E5'] })
  })

  test('万元 over a column, or above the table', async () => {
    const project = (unit: string, price: string) => [
      ['石门村工程项目公开表'],
      [unit],
      ['项目名称', '中标单位', price, '已付款'],
      ['石门村水渠', '某某公司', 12.5, 3],
    ]
    const over = await read('石门村', project('', '中标价(万元)'))
    expect(notesOf(over)).toEqual({ 'unit-wan': ['C3'] })
    expect(over.entries[0]?.entry.totals).toEqual({ contractPrice: 12_500_000, paid: 300 })
    const above = await read('石门村', project('单位:万元', '中标价'))
    expect(notesOf(above)).toEqual({ 'unit-wan': ['A2'] })
    expect(above.entries[0]?.entry.totals).toEqual({ contractPrice: 12_500_000, paid: 3_000_000 })
  })

  test('about so much, and two units in one column', async () => {
    const rows = [
      ['石门村集体合同台账'],
      ['合同编号', '标的名称', '数量', '计量单位', '承包方', '本年应收'],
      ['SM-1', '山坡', '约40', '亩', '赵甲一', 100],
      ['SM-2', '门面', 60, '㎡', '钱乙二', 200],
    ]
    expect(await notesIn('石门村', rows)).toEqual({ approximate: ['C3'], 'mixed-units': ['D3'] })
  })

  test('dates: as days of a program, without their year, in several forms', async () => {
    const day = { t: 'n', v: 46_033, z: 'yyyy-mm-dd' }
    const row = (no: number, date: unknown) => [no, '一组', '赵甲一', 1, 100, date, '']
    expect(await notesIn('石门村', relief(reliefHeader, row(1, day), row(2, day)))).toEqual({
      'date-as-serial': ['F3', 'F4'],
    })
    expect(await notesIn('石门村', relief(reliefHeader, row(1, '1月8日'), row(2, '1月9日')))).toEqual({
      'date-without-year': ['F3', 'F4'],
    })
    expect(await notesIn('石门村', relief(reliefHeader, row(1, '2026/1/8'), row(2, '2026.1.9')))).toEqual({
      'mixed-dates': ['F3', 'F4'],
    })
  })

  test('names: padded, with a remark behind, two in one cell', async () => {
    const rows = relief(
      reliefHeader,
      [1, '一组', '钱　　乙', 1, 100, '2026.1.8', ''],
      [2, '一组', '孙丙三(户主亡,子领)', 1, 100, '2026.1.8', ''],
      [3, '一组', '李丁四、周戊五', 1, 100, '2026.1.8', ''],
    )
    const reading = await read('石门村', rows)
    expect(notesOf(reading)).toEqual({
      'padded-name': ['C3'],
      'name-suffix': ['C4'],
      'several-values': ['C5'],
    })
    expect(reading.drafts[0]?.lines.map(({ values }) => [values['payee'], values['note']])).toEqual([
      ['钱乙', null],
      ['孙丙三', '户主亡,子领'],
      ['李丁四、周戊五', null],
    ])
  })

  test('groups and villages by other names', async () => {
    const rows = [
      ['石桥镇冬春救灾物资发放表'],
      ['村名', '组别', '户主姓名', '金额(元)'],
      ['石门村', '第二村民小组', '赵甲一', 100],
      ['石门', '2组', '钱乙二', 100],
      ['大桥村委会', '二组', '孙丙三', 100],
    ]
    expect(await notesIn('汇总', rows)).toEqual({
      'group-alias': ['B3', 'B4'],
      'village-alias': ['A4', 'A5'],
    })
    // A sheet's name stands in no cell.
    expect(await notesIn('石门', relief(reliefHeader, [1, '一组', '赵甲一', 1, 1, '2026.1.8', '']))).toEqual({
      'village-alias': [],
    })
  })

  test('ditto marks of every kind take what stands above', async () => {
    const marks = ['〃', '同上', '"', '″', ',,', '同']
    const rows = [
      ['石门村2026年一季度财务收支明细表'],
      ['日期', '摘要', '支出', '经手人'],
      ['2026.1.3', '付水费', 10, '赵甲一'],
      ...marks.map((mark) => ['2026.1.4', '付电费', 10, mark]),
    ]
    const reading = await read('石门村', rows)
    expect(notesOf(reading)).toEqual({ 'ditto-mark': ['D4', 'D5', 'D6', 'D7', 'D8', 'D9'] })
    expect(new Set(reading.drafts[0]?.lines.map(({ values }) => values['handler']))).toEqual(
      new Set(['赵甲一']),
    )
  })

  test('a village merged downward, a month written once', async () => {
    const rows = [
      ['石桥镇冬春救灾物资发放表'],
      ['村名', '户主姓名', '金额(元)'],
      ['石门村', '赵甲一', 100],
      ['', '钱乙二', 100],
      ['大桥村', '孙丙三', 100],
    ]
    expect(await notesIn('汇总', rows, ['A3:A4'])).toEqual({ 'merged-down': ['A3'] })
    const ledger = [
      ['石门村财务收支明细表'],
      ['2026年', '', '摘要', '支出'],
      ['月', '日', '', ''],
      [1, 3, '付水费', 10],
      ['', 4, '付电费', 20],
    ]
    const reading = await read('石门村', ledger, ['A2:B2', 'C2:C3', 'D2:D3'])
    expect(notesOf(reading)).toEqual({ 'merged-down': ['A5'] })
    expect(reading.drafts[0]?.lines.map(({ values }) => values['date'])).toEqual(['2026-01-03', '2026-01-04'])
  })

  test('document numbers in other brackets, lines within a cell, several people in one', async () => {
    const homestead = [
      ['石门村2026年上半年宅基地审批情况公示表'],
      [
        '申请户主',
        '家庭人口',
        '批准用地面积(㎡)',
        '建筑面积(㎡)',
        '层数',
        '建设情形',
        '四至',
        '批准书号',
        '批准时间',
      ],
      ['赵甲一', 3, 120, 180, 2, '分户新建', '东:路\n南:渠', '石农宅字[2026]3号', '2026.3.1'],
    ]
    const reading = await read('石门村', homestead)
    expect(notesOf(reading)).toEqual({ 'line-break-in-cell': ['G3'], 'bracket-forms': ['H3'] })
    expect(reading.drafts[0]?.lines[0]?.values['permitNo']).toBe('石农宅字〔2026〕3号')
    const project = [
      ['石门村工程项目公开表'],
      ['项目名称', '中标单位', '中标价(元)', '监督小组成员'],
      ['石门村水渠', '某某公司', 1250, '赵甲一;钱乙二'],
    ]
    expect(await notesIn('石门村', project)).toEqual({ 'several-values': ['D3'] })
  })
})

describe('rows and columns that are no data', () => {
  test('units and numbers under the header, subtotals, signatures', async () => {
    const rows = [
      ['石门村2026年耕地地力保护补贴发放公示'],
      ['序号', '组别', '户主姓名', '补贴面积', '补贴金额'],
      ['', '', '', '(亩)', '(元)'],
      [1, 2, 3, 4, 5],
      [1, '一组', '赵甲一', 2, 176.5],
      ['小计', '', '', 2, 176.5],
      [2, '二组', '钱乙二', 1, 88.25],
      ['小计', '', '', 1, 88.25],
      ['合计', '', '', 3, 264.75],
      ['制表:孙丙三'],
    ]
    const reading = await read('石门村', rows)
    expect(notesOf(reading)).toEqual({
      'unit-row': ['D3'],
      'column-number-row': ['A4'],
      'subtotal-rows': ['A6', 'A8'],
      'footer-rows': ['A10'],
    })
    expect(reading.entries[0]?.entry).toMatchObject({ rows: 2, totals: { area: 30_000, amount: 26_475 } })
  })

  test('two tables side by side, with lines that are parts of the line above', async () => {
    const rows = [
      ['石门村2026年一季度财务收支公开榜'],
      ['收入项目', '本期数', '支出项目', '本期数'],
      ['期初货币资金余额', 100, '', ''],
      ['1.经营收入', 50, '1.管理费用', 30],
      ['', '', '　其中:办公费', 30],
      ['2.其他收入', '-', '2.其他支出', ''],
      ['收入合计', 50, '支出合计', 30],
      ['期末货币资金余额', 120, '', ''],
      ['审核:赵甲一　　制表:钱乙二'],
    ]
    expect(await notesIn('石门村', rows)).toEqual({
      'side-by-side': [],
      'indented-sub-lines': [],
      'duplicate-header': ['B2', 'D2'],
      'blank-zero': ['B6', 'D6'],
      'footer-rows': ['A9'],
    })
  })
})

describe('the file as a whole', () => {
  test('a web page that calls itself a workbook', async () => {
    const cells = (...texts: string[]) => `<tr>${texts.map((text) => `<td>${text}</td>`).join('')}</tr>`
    const html = `<html><body><table>${cells('石门村2026年一季度救灾物资发放表')}${cells('组别', '户主姓名', '金额(元)')}${cells('一组', '赵甲一', '300')}</table></body></html>`
    const reading = await new MadeFolder().file('2026年第一季度/救灾.xls', html).read()
    expect(notesOf(reading)).toEqual({ 'html-as-xls': [] })
  })

  test('a bank’s file without a header, its programme by a short name', async () => {
    const line = (no: number, status: string) =>
      `990102|石桥镇石门村一组|赵甲${no}|990102198008318616|1|2|6217995693698625137|176.50|粮补|${status}`
    const text = `#石桥镇|石门村|2026年粮补|共2笔|353.00\n${line(1, '0')}\n${line(2, '1|账号有误')}\n`
    const reading = await new MadeFolder().file('粮补.txt', text).read()
    expect(notesOf(reading)).toEqual({ 'no-header': ['line 1'], 'programme-alias': ['line 1'] })
  })

  test('an account that a program has spoilt, a duty phone that is shown', async () => {
    const bank = relief(
      [...reliefHeader, '银行账号'],
      [1, '一组', '赵甲一', 1, 1, '2026.1.8', '', '6.21799E+18'],
    )
    expect(await notesIn('石门村', bank)).toEqual({ 'damaged-number': ['H3'] })
    const officers = [
      ['村“两委”成员名册'],
      ['村名', '姓名', '职务', '联系电话(公务)'],
      ['石门村', '赵甲一', '村委会主任', '18751578923'],
      ['石门村', '钱乙二', '村委委员', '15042511423'],
    ]
    expect(await notesIn('名册', officers)).toEqual({ 'public-contact': ['D2'] })
  })
})
