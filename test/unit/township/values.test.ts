// What the reader makes of values as offices write them: exact, or told, and never a wrong number in silence.
import { describe, expect, test } from 'vitest'
import type { Reading } from '../../../township/read-township.ts'
import { MadeFolder } from './made-folder.ts'

const read = (sheet: string, rows: unknown[][], merges: string[] = []) =>
  new MadeFolder().workbook('2026年第一季度/表.xlsx', { [sheet]: rows }, merges).read()

const valuesOf = ({ drafts }: Reading, field: string) =>
  drafts.flatMap(({ lines }) => lines.map(({ values }) => values[field]))
const faultsOf = ({ report }: Reading) =>
  report.faults.map(({ kind, severity, cell }) => `${kind} ${severity} ${cell}`)

const transfer = (unitLine: string, area: string, price: string, ...rows: unknown[][]) => [
  ['河湾村2026年一季度土地经营权流转台账'],
  [unitLine],
  ['流出方', '流入方', area, price, '年流转费(元)', '备案时间'],
  ...rows,
]

describe('units', () => {
  test('of land: the cell goes before the header, the header before the line above', async () => {
    const byHeader = transfer('单位:亩', '面积(公顷)', '流转价格', [
      '赵甲一',
      '钱乙二',
      2,
      500,
      1000,
      '2026.1.3',
    ])
    expect(valuesOf(await read('河湾村', byHeader), 'area')).toEqual([300_000])
    const byLine = transfer('单位:公顷', '面积', '流转价格', ['赵甲一', '钱乙二', 2, 500, 1000, '2026.1.3'])
    expect(valuesOf(await read('河湾村', byLine), 'area')).toEqual([300_000])
    const byCell = transfer('', '面积(公顷)', '流转价格', [
      '赵甲一',
      '钱乙二',
      '2亩5分',
      500,
      1000,
      '2026.1.3',
    ])
    expect(valuesOf(await read('河湾村', byCell), 'area')).toEqual([25_000])
  })

  test('square metres are never taken for 亩, nor 亩 for square metres', async () => {
    const land = await read(
      '河湾村',
      transfer('', '面积(㎡)', '流转价格', ['赵甲一', '钱乙二', 320, 5, 10, '']),
    )
    expect(valuesOf(land, 'area')).toEqual([null])
    expect(faultsOf(land)).toEqual(['text-in-value warning C4', 'missing-value error C4'])
    const plot = await read('河湾村', [
      ['河湾村2026年上半年宅基地审批情况公示表'],
      ['申请户主', '家庭人口', '批准用地面积(亩)', '建筑面积(㎡)', '层数', '建设情形', '批准时间'],
      ['赵甲一', 3, 0.18, 180, 2, '分户新建', '2026.3.1'],
    ])
    expect(valuesOf(plot, 'approvedArea')).toEqual([null])
    expect(faultsOf(plot)).toContain('text-in-value warning C3')
  })

  test('of money: 千元 over a column, 元 in a cell, a total in the same unit', async () => {
    const rows = [
      ['河湾村2026年一季度村干部报酬公开表'],
      ['姓名', '职务', '基本报酬(千元)', '合计(千元)'],
      ['赵甲一', '主任', 1.25, 1.25],
      ['钱乙二', '委员', '800元', 0.8],
      ['合计', '', 2.05, 2.05],
    ]
    const reading = await read('河湾村', rows)
    expect(valuesOf(reading, 'amount')).toEqual([125_000, 80_000])
    expect(faultsOf(reading)).toEqual([])
  })

  test('a price among amounts and a rate in rice are words, kept beside nothing', async () => {
    const reading = await read(
      '河湾村',
      transfer('', '面积(亩)', '流转价格(元/亩)', [
        '赵甲一',
        '钱乙二',
        2,
        '400斤稻谷/亩',
        '500元/亩',
        '未备案',
      ]),
    )
    expect(valuesOf(reading, 'price')).toEqual([null])
    expect(valuesOf(reading, 'priceWords')).toEqual(['400斤稻谷/亩'])
    expect(valuesOf(reading, 'yearlyFee')).toEqual([null])
    expect(valuesOf(reading, 'yearlyFeeWords')).toEqual(['500元/亩'])
    expect(faultsOf(reading)).toEqual([
      'text-in-value info D4',
      'text-in-value info E4',
      'text-in-value info F4',
    ])
  })
})

describe('what cannot be', () => {
  const row = (date: unknown) =>
    transfer('', '面积(亩)', '流转价格', ['赵甲一', '钱乙二', 2, 500, 1000, date])

  test('a day no month has is told as such', async () => {
    const reading = await read('河湾村', row('2026.2.30'))
    expect(valuesOf(reading, 'filedOn')).toEqual([null])
    expect(faultsOf(reading)).toEqual(['impossible-date warning F4'])
    expect(reading.report.faults).toMatchObject([{ seen: '2026.2.30', expected: null }])
  })

  test('1.1 stored as a number may have been 1.10: read, and told', async () => {
    const reading = await read('河湾村', row(1.1))
    expect(valuesOf(reading, 'filedOn')).toEqual(['2026-01-01'])
    expect(faultsOf(reading)).toEqual(['ambiguous-date warning F4'])
    expect(faultsOf(await read('河湾村', row('1.1')))).toEqual([])
  })

  test('half a person, or more decimals than money has', async () => {
    const reading = await read('河湾村', [
      ['河湾村冬春救灾物资发放表'],
      ['户主姓名', '大米(袋)', '金额(元)'],
      ['赵甲一', 1.5, 10.125],
    ])
    expect(faultsOf(reading)).toEqual(['too-precise warning B3', 'too-precise warning C3'])
  })

  test('an amount merged over two rows is counted once', async () => {
    const rows = [
      ['河湾村冬春救灾物资发放表'],
      ['组别', '户主姓名', '大米(袋)', '金额(元)'],
      ['一组', '赵甲一', 2, 300],
      ['', '钱乙二', 1, ''],
      ['合计', '', 3, 300],
    ]
    const reading = await read('河湾村', rows, ['A3:A4', 'D3:D4'])
    expect(valuesOf(reading, 'group')).toEqual([1, 1])
    expect(valuesOf(reading, 'cash')).toEqual([30_000, null])
    expect(reading.entries[0]?.entry.totals).toEqual({ rice: 3, cash: 30_000 })
    expect(faultsOf(reading)).toEqual([])
  })

  test('未成功 does not say 成功', async () => {
    const reading = await read('河湾村', [
      ['河湾村2026年耕地地力保护补贴发放公示'],
      ['户主姓名', '补贴面积', '补贴金额', '发放状态'],
      ['赵甲一', 2, 176.5, '已成功'],
      ['钱乙二', 1, 88.25, '未成功'],
      ['孙丙三', 1, 88.25, '退汇'],
    ])
    expect(valuesOf(reading, 'status')).toEqual(['paid', null, 'returned'])
    expect(faultsOf(reading)).toContain('unknown-choice warning D4')
  })
})

test('what is told of a cell is swept like all that leaves the sheet', async () => {
  const reading = await read('河湾村', [
    ['河湾村冬春救灾物资发放表'],
    ['户主姓名', '大米(袋)', '金额(元)'],
    ['赵甲一', 1, '见990102196502215955'],
  ])
  expect(reading.report.faults[0]).toMatchObject({ kind: 'text-in-value', cell: 'C3', seen: '见〔已隐去〕' })
  expect(reading.report.swept).toMatchObject([{ cell: 'C3', kind: 'id-number' }])
})

describe('places', () => {
  test.each([
    ['河湾村'],
    ['河湾'],
    ['河湾村委会'],
    ['河湾行政村'],
    ['河湾村(990102100206)'],
    ['990102100206河湾村'],
    ['石桥镇河湾村'],
    ['示例县石桥镇河湾村'],
    ['河 湾 村'],
  ])('%s is a village of the register', async (name) => {
    const reading = await read('汇总', [
      ['石桥镇冬春救灾物资发放表'],
      ['村名', '户主姓名', '金额(元)'],
      [name, '赵甲一', 300],
    ])
    expect(reading.drafts.map(({ village }) => village?.name)).toEqual(['河湾村'])
  })

  test('a village with its group in one cell, whatever stands before it', async () => {
    const reading = await read('汇总', [
      ['石桥镇冬春救灾物资发放表'],
      ['村组', '户主姓名', '金额(元)'],
      ['石桥镇河湾村三组', '赵甲一', 300],
      ['河湾2组', '钱乙二', 300],
    ])
    expect(valuesOf(reading, 'group')).toEqual([3, 2])
  })
})

test('every value knows its cell, also where a heading or two columns tell it', async () => {
  const reading = await read(
    '河湾村',
    [
      ['河湾村2026年一季度财务收支明细表'],
      ['2026年', '', '摘要', '支出'],
      ['月', '日', '', ''],
      [1, 3, '付水费', 10],
    ],
    ['A2:B2', 'C2:C3', 'D2:D3'],
  )
  expect(reading.drafts[0]?.lines[0]?.cells).toEqual({ date: 'B4', summary: 'C4', expense: 'D4' })
  const groups = await read('河湾村', [
    ['河湾村2026年耕地地力保护补贴发放公示'],
    ['补贴标准:88.25元/亩'],
    ['户主姓名', '补贴面积(亩)', '补贴金额'],
    ['二组', '', ''],
    ['赵甲一', 2, 176.5],
  ])
  expect(groups.drafts[0]?.lines[0]).toMatchObject({
    values: { group: 2, rate: '88.25' },
    cells: { group: 'A4', rate: 'A2', area: 'B5' },
  })
})

test('the remark that one kind publishes and its neighbour must not is told as left out', async () => {
  const rows = (remark: string) => [
    ['河湾村2026年一季度高龄津贴、残疾人两项补贴发放表'],
    ['姓名', '补贴类别', '月标准(元)', '本季金额(元)', '备注'],
    ['赵甲一', '高龄津贴', 50, 150, '新增'],
    ['钱乙二', '重度残疾人护理补贴', 80, 240, remark],
  ]
  const reading = await read('河湾村', rows('肢体二级'))
  expect(reading.report.dropped).toMatchObject([{ column: '备注', why: 'personal' }])
  expect(JSON.stringify(reading.entries)).not.toContain('肢体')
  expect((await read('河湾村', rows(''))).report.dropped).toEqual([])
})

test('a long-term register tells its year and stays long-term', async () => {
  const rows = [
    ['河湾村二组土地承包经营权确权登记公示表'],
    ['组别', '承包方代表', '地块名称', '地块面积(亩)'],
    ['二组', '赵甲一', '南洼', 2.5],
  ]
  const { report, entries } = await read('河湾村', rows)
  expect(
    report.files.flatMap(({ sheets }) => sheets.flatMap(({ items }) => items.map(({ period }) => period))),
  ).toEqual(['2026'])
  expect(entries.map(({ entry }) => entry.period)).toEqual(['standing'])
})
