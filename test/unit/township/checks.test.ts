// Each check on a small sheet that breaks it and on one that does not: the cell, what is seen, what is expected.
import { describe, expect, test } from 'vitest'
import type { Fault } from '../../../township/findings.ts'
import type { Reading } from '../../../township/read-township.ts'
import { dibaoRows, MadeFolder } from './made-folder.ts'

type Rows = unknown[][]

const read = (rows: Rows, file = '表.xlsx', sheet = '柳沟村') =>
  new MadeFolder().workbook(file, { [sheet]: rows }).read()

const told = ({ report }: Reading, ...kinds: Fault['kind'][]) =>
  report.faults
    .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
    .map(({ kind, severity, cell, seen, expected }) => [kind, severity, cell, seen, expected])

/** A ledger of one village: [day, number, what for, in, out, balance, remark]. */
const ledger = (opening: unknown, rows: Rows, total: Rows = [], quarter = '三'): Rows => [
  [`柳沟村2026年${quarter}季度财务收支明细公开表`],
  ['日期', '凭证号', '摘要', '收入', '支出', '余额', '备注'],
  ['', '', '期初余额', '', '', opening],
  ...rows,
  ...total,
]

const posting = (figures: {
  opening: number
  income: number
  expense: number
  closing: number
  other?: number
}): Rows => [
  ['柳沟村2026年第三季度财务收支公开榜'],
  ['收入项目', '本期数', '本年累计', '支出项目', '本期数', '本年累计'],
  ['一、期初货币资金余额', figures.opening],
  ['1.经营收入', figures.income, '', '1.管理费用', figures.expense],
  ['2.其他收入', 0, '', '2.其他支出', figures.other ?? 0],
  ['收入合计', figures.income, '', '支出合计', figures.expense + (figures.other ?? 0)],
  ['二、期末货币资金余额', '', '', '', figures.closing],
]

const subsidy = (rows: Rows, above: string[] = ['补贴标准:88.25元/亩']): Rows => [
  ['柳沟村2026年耕地地力保护补贴发放公示表'],
  ...(above.length > 0 ? [above] : []),
  ['组别', '户主', '补贴面积(亩)', '实发金额(元)'],
  ...rows,
]

describe('balances', () => {
  test('a running balance that does not follow is told where it breaks, and the ledger is held back', async () => {
    const rows = ledger('1,000.00', [
      ['2026.7.8', '记-1', '收租金', '200.00', '', '1,200.00'],
      ['2026.7.9', '记-2', '付电费', '', '50.00', '1,140.00'],
      ['2026.7.10', '记-3', '付水费', '', '40.00', '1,100.00'],
    ])
    const reading = await read(rows)
    expect(told(reading)).toEqual([['balance-differs', 'error', 'F5', '1,140.00', '1,150.00']])
    expect(reading.entries).toEqual([])
  })

  test('a right one passes, whatever the ledger is called in', async () => {
    const reading = await read(
      ledger('1,000.00', [
        ['2026.7.8', '记-1', '收租金', '200.00', '', '1,200.00'],
        ['2026.7.9', '记-2', '付电费', '', '50.00', '1,150.00'],
      ]),
    )
    expect(told(reading)).toEqual([])
    expect(reading.entries).toHaveLength(1)
  })

  test('without an opening balance the first balance begins the chain', async () => {
    const rows = ledger('1000', [
      ['2026.7.8', '记-1', '收租金', 200, '', 1200],
      ['2026.7.9', '记-2', '付电费', '', 50, 1100],
    ]).filter(([, , what]) => what !== '期初余额')
    expect(told(await read(rows))).toEqual([['balance-differs', 'error', 'F4', '1100', '1150']])
  })

  test('opening + income − expense is the closing balance of a posting sheet', async () => {
    const wrong = await read(posting({ opening: 1000, income: 500, expense: 300, closing: 1250 }))
    expect(told(wrong)).toEqual([['balance-differs', 'error', 'E7', '1250', '1200']])
    expect(wrong.entries).toEqual([])
    const right = await read(posting({ opening: 1000, income: 500, expense: 300, closing: 1200 }))
    expect(told(right)).toEqual([])
    expect(right.entries).toHaveLength(1)
  })

  test('a debt that does not roll on is told in its own row', async () => {
    const debts = (closing: number) => [
      ['柳沟村2026年三季度债权债务明细公开表'],
      ['类别', '单位(个人)名称', '款项性质', '期初余额', '本期增加', '本期减少', '期末余额'],
      ['债权', '钱乙二', '承包费欠款', 4800, 200, 1000, closing],
    ]
    expect(told(await read(debts(4100)))).toEqual([['row-differs', 'error', 'G3', '4100', '4000']])
    expect(told(await read(debts(4000)))).toEqual([])
  })

  test('assets are liabilities and equity', async () => {
    const sheet = (equity: number) => [
      ['柳沟村2026年9月30日资产负债表'],
      ['资产', '行次', '年初余额', '期末余额', '负债和所有者权益', '行次', '年初余额', '期末余额'],
      ['货币资金', 1, 100, 300, '应付款项', 21, 40, 100],
      ['', '', '', '', '公积公益金', 32, 60, equity],
      ['资产总计', 20, 100, 300, '负债和所有者权益总计', 40, 100, 100 + equity],
    ]
    expect(told(await read(sheet(250)))).toEqual([['total-differs', 'warning', 'D5', '300.00', '350.00']])
    expect(told(await read(sheet(200)))).toEqual([])
  })
})

describe('rows', () => {
  test('area × rate is the amount of each row, with the rate above the table, to 5 分', async () => {
    const rows = [
      ['一组', '赵甲一', 5.32, '469.49'],
      ['一组', '钱乙二', 3.275, '289.06'],
      ['一组', '孙丙三', 2, '176.60'],
    ]
    const reading = await read(subsidy(rows))
    expect(told(reading)).toEqual([['row-differs', 'warning', 'D6', '176.60', '176.50']])
    expect(reading.entries).toHaveLength(1)
    rows[2] = ['一组', '孙丙三', 2, '176.55']
    expect(told(await read(subsidy(rows)))).toEqual([])
  })

  test.each([
    ['in the title', '柳沟村2026年耕地地力保护补贴发放公示表(88.25元/亩)', []],
    ['in words', '柳沟村2026年耕地地力保护补贴发放公示表', ['每亩补贴标准88.25元']],
  ])('the rate is found %s', async (_where, title, above) => {
    const rows = subsidy([['一组', '赵甲一', 2, 180]], above)
    rows[0] = [title]
    expect(told(await read(rows)).map(([kind, , , , expected]) => [kind, expected])).toEqual([
      ['row-differs', '176.5'],
    ])
  })

  test('欠款 is 应收 − 已收, and what is owed is told', async () => {
    const reading = await read(
      contracts(
        ['LG-1', '鱼塘', '2024.1.1-2030.12.31', 12000, 12000, 0],
        ['LG-2', '门面', '2024.1.1-2030.12.31', 9600, 4800, 4700],
        ['LG-3', '果园', '2024.1.1-2030.12.31', 500, 500, 0],
      ),
    )
    expect(told(reading)).toEqual([
      ['row-differs', 'warning', 'H4', '4700', '4800'],
      ['arrears', 'warning', 'H4', '4700', '0'],
    ])
  })

  test('without the column of what is taken away nothing is taken away by guess', async () => {
    const rows = [
      ['柳沟村2026年耕地地力保护补贴发放公示表'],
      ['组别', '户主', '确权面积', '补贴面积(亩)', '实发金额(元)'],
      ['一组', '赵甲一', 7.1, 6.5, 573.63],
    ]
    expect(told(await read(rows))).toEqual([])
    rows[1]?.push('不予补贴面积')
    rows[2]?.push(0.5)
    expect(told(await read(rows))).toEqual([['row-differs', 'warning', 'D3', '6.5', '6.6']])
  })

  test('parts add up to their whole', async () => {
    const pay = (amount: number) => [
      ['柳沟村2026年三季度村干部报酬发放公开表'],
      ['姓名', '职务', '基本报酬', '绩效报酬', '合计'],
      ['赵忠平', '书记', 9600, 1380, amount],
    ]
    expect(told(await read(pay(10890)))).toEqual([['row-differs', 'warning', 'E3', '10890', '10980']])
    expect(told(await read(pay(10980)))).toEqual([])
  })

  test('a month’s amount × months is what was paid', async () => {
    const list = (amount: number) => [
      ['柳沟村2026年第三季度高龄津贴发放表'],
      ['组别', '姓名', '年龄段', '补贴类别', '月标准(元)', '发放月数', '本季金额(元)'],
      ['1组', '郑庚七', '80-89周岁', '高龄津贴', 50, 3, amount],
    ]
    expect(told(await read(list(100)))).toEqual([['row-differs', 'warning', 'G3', '100', '150']])
    expect(told(await read(list(150)))).toEqual([])
  })

  test('a quarter is three months, or fewer whole ones for who came later', async () => {
    const list = (amount: number) => [
      ['柳沟村2026年第三季度农村低保对象公布表'],
      ['村民小组', '户主姓名', '保障人数', '月保障金额(元)', '季发放金额(元)'],
      ['一组', '赵甲一', 1, 430, amount],
    ]
    expect(told(await read(list(1300)))).toEqual([['row-differs', 'warning', 'E3', '1300', '1290']])
    expect(told(await read(list(1290)))).toEqual([])
    expect(told(await read(list(860)))).toEqual([])
  })

  test('no more people get help than the household has', async () => {
    const rows = dibaoRows('柳沟村2026年第三季度农村低保对象公布表', ['一组', '赵甲一', 870])
    expect(told(await read(rows))).toEqual([])
    Object.assign(rows[2] ?? [], { 4: 4 })
    expect(told(await read(rows))).toEqual([['part-exceeds', 'warning', 'E3', '4', '3']])
  })

  test('no plot is larger than all the land of its household', async () => {
    const rows = (plot: number) => [
      ['柳沟村一组农村土地承包经营权确权登记公示表'],
      ['组别', '承包方代表', '确权总面积(亩)', '地块名称', '地块面积(亩)'],
      ['一组', '赵甲一', 5.32, '南洼', plot],
    ]
    expect(told(await read(rows(53.2)), 'part-exceeds')).toEqual([
      ['part-exceeds', 'warning', 'E3', '53.2', '5.32'],
    ])
    expect(told(await read(rows(5.32)))).toEqual([])
  })

  test('parts of a subject are not more than the subject', async () => {
    const rows = (part: number) => [
      ['柳沟村2026年第三季度财务收支公开榜'],
      ['收入项目', '本期数', '本年累计', '支出项目', '本期数', '本年累计'],
      ['1.经营收入', 0, '', '1.管理费用', 300],
      ['', '', '', '　其中:办公费', part],
      ['收入合计', 0, '', '支出合计', 300],
    ]
    expect(told(await read(rows(350)))).toEqual([['sub-lines-differ', 'warning', 'E3', '300', '350']])
    expect(told(await read(rows(250)))).toEqual([])
  })
})

describe('sums a sheet prints', () => {
  const people = (...rows: Rows): Rows => [
    ['石桥镇2026年第三季度农村低保对象公布表'],
    ['村名', '村民小组', '户主姓名', '保障人数', '月保障金额(元)'],
    ...rows,
  ]
  const twoVillages = (second: number, all: number) =>
    people(
      ['柳沟村', '一组', '赵甲一', 2, '860.00'],
      ['柳沟村', '二组', '钱乙二', 1, '620.00'],
      ['柳沟村合计', '', '', 3, '1,480.00'],
      ['大桥村', '一组', '孙丙三', 1, '500.00'],
      ['大桥村', '一组', '李丁四', 1, '510.00'],
      ['大桥村合计', '', '', 2, second],
      ['总 计', '', '', 5, all],
    )

  test('a second village’s 合计 speaks of that village', async () => {
    expect(told(await read(twoVillages(1010, 2490), '低保.xlsx', 'Sheet1'))).toEqual([])
  })

  test('a wrong one holds back its own village and no other', async () => {
    const reading = await read(twoVillages(1110, 2490), '低保.xlsx', 'Sheet1')
    expect(told(reading)).toEqual([['total-differs', 'error', 'E8', '1110', '1010']])
    expect(reading.entries.map(({ entry }) => entry.villageCode)).toEqual(['990102100201'])
  })

  test('a wrong sum of the township holds back no village whose own sum is right', async () => {
    const reading = await read(twoVillages(1010, 2590), '低保.xlsx', 'Sheet1')
    expect(told(reading)).toEqual([['total-differs', 'warning', 'E9', '2590', '2490']])
    expect(reading.entries).toHaveLength(2)
  })

  test('a row of a village nobody knows yet is missing from the sum: the others wait for nothing', async () => {
    const rows = twoVillages(1010, 2490).map((row) =>
      row.map((cell) => (typeof cell === 'string' ? cell.replace('大桥村', '老大桥') : cell)),
    )
    const reading = await read(rows.slice(0, 7).concat([['总 计', '', '', 5, 2490]]), '低保.xlsx', 'Sheet1')
    expect(told(reading, 'total-differs').map(([, severity, cell]) => [severity, cell])).toEqual([
      ['warning', 'D8'],
      ['warning', 'E8'],
    ])
    expect(reading.entries.map(({ entry }) => entry.villageCode)).toEqual(['990102100201'])
  })

  test('小计 of groups, 本页小计 and a sum printed above its rows', async () => {
    const rows = people(
      ['合计', '', '', 5, 2490],
      ['柳沟村', '一组', '赵甲一', 2, 860],
      ['小计', '', '', 2, 860],
      ['柳沟村', '二组', '钱乙二', 1, 620],
      ['柳沟村', '二组', '孙丙三', 1, 500],
      ['本页小计', '', '', 4, 1980],
      ['小计', '', '', 2, 1120],
      ['柳沟村', '三组', '李丁四', 1, 510],
      ['小计', '', '', 1, 510],
      ['本页小计', '', '', 1, 510],
    )
    expect(told(await read(rows, '低保.xlsx', 'Sheet1'))).toEqual([])
  })

  test('months within a quarter, and what the year has come to, accuse nobody', async () => {
    const rows = ledger(1000, [
      ['2026.7.8', '记-1', '收租金', 200, '', 1200],
      ['', '', '本月合计', 200, 0, 1200],
      ['', '', '本年累计', 900, 300, 1200],
      ['2026.8.9', '记-2', '付电费', '', 50, 1150],
      ['', '', '本月合计', 0, 50, 1150],
      ['', '', '本年累计', 900, 350, 1150],
      ['', '', '本季合计', 200, 50, 1150],
    ])
    expect(told(await read(rows))).toEqual([])
  })

  test('pages that carry their sums over, and months that begin with what was left, accuse nobody', async () => {
    const rows = ledger(1000, [
      ['2026.7.8', '记-1', '收租金', 200, '', 1200],
      ['', '', '过次页', 200, 0, 1200],
      ['', '', '承前页', 200, 0, 1200],
      ['2026.7.9', '记-2', '付电费', '', 50, 1150],
      ['', '', '本月合计', 200, 50, 1150],
      ['', '', '上月结余', '', '', 1150],
      ['2026.8.9', '记-3', '付水费', '', 50, 1100],
      ['', '', '本月合计', 0, 50, 1100],
      ['', '', '本季合计', 200, 100, 1100],
    ])
    const reading = await read(rows)
    expect(told(reading)).toEqual([])
    expect(reading.entries[0]?.entry.totals).toMatchObject({ opening: 100_000, closing: 110_000 })
  })

  test('a column that no total of the account speaks of is only worth a look', async () => {
    const rows = posting({ opening: 1000, income: 500, expense: 300, closing: 1200 })
    for (const [row, year] of [
      [3, 900],
      [4, 10],
      [5, 920],
    ] as const)
      Object.assign(rows[row] ?? [], { 5: year })
    const reading = await read(rows)
    expect(told(reading)).toEqual([['total-differs', 'warning', 'F6', '920', '910']])
    expect(reading.entries).toHaveLength(1)
    Object.assign(rows[5] ?? [], { 5: 910 })
    expect(told(await read(rows))).toEqual([])
  })

  test('流动资产合计 is the sum of lines just above it, and 收入总计 may hold the opening balance', async () => {
    const sheet = (current: number) => [
      ['柳沟村2026年9月30日资产负债表'],
      ['资产', '行次', '年初余额', '期末余额', '负债和所有者权益', '行次', '年初余额', '期末余额'],
      ['货币资金', 1, 100, 100, '应付款项', 21, 300, 300],
      ['应收款项', 2, 50, 50, '负债合计', 22, 300, 300],
      ['流动资产合计', 3, 150, current, '资本', 31, 600, 600],
      ['长期投资', 4, 750, 750, '所有者权益合计', 32, 600, 600],
      ['资产总计', 20, 900, 900, '负债和所有者权益总计', 40, 900, 900],
    ]
    expect(told(await read(sheet(170)))).toEqual([['total-differs', 'warning', 'D5', '170', '150']])
    expect(told(await read(sheet(150)))).toEqual([])
    const rows = posting({ opening: 1000, income: 500, expense: 300, closing: 1200 })
    rows.splice(6, 0, ['收入总计', 1500, '', '支出总计', 1500])
    expect(told(await read(rows))).toEqual([])
  })

  test('净值 counts where it stands alone, and repeats where 原值 and 折旧 stand above it', async () => {
    const sheet = (...fixed: [string, number][]) => [
      ['柳沟村2026年9月30日资产负债表'],
      ['资产', '行次', '年初余额', '期末余额', '负债和所有者权益', '行次', '年初余额', '期末余额'],
      ['货币资金', 1, 100, 100, '资本', 31, 900, 900],
      ...fixed.map(([subject, amount], at) => [subject, at + 2, amount, amount]),
      ['资产总计', 20, 900, 900, '负债和所有者权益总计', 40, 900, 900],
    ]
    expect(told(await read(sheet(['固定资产净值', 800])))).toEqual([])
    const whole = sheet(['固定资产原值', 1000], ['减:累计折旧', 200], ['固定资产净值', 800])
    expect(told(await read(whole))).toEqual([])
  })

  test('合计 6户 counts the rows', async () => {
    const rows = (label: string) => [
      ...subsidy([
        ['一组', '赵甲一', 2, 176.5],
        ['一组', '钱乙二', 3, 264.75],
      ]),
      [label, '', 5, 441.25],
    ]
    expect(told(await read(rows('合计 3户')))).toEqual([
      ['total-differs', 'warning', 'A6', '合计 3户', '合计 2户'],
    ])
    expect(told(await read(rows('合计 2户')))).toEqual([])
  })

  test('a column that is no total of the item is only worth a look', async () => {
    const rows = [
      ['柳沟村2026年第三季度高龄津贴发放表'],
      ['姓名', '补贴类别', '月标准(元)', '发放月数', '本季金额(元)'],
      ['郑庚七', '高龄津贴', 50, 3, 150],
      ['冯辛八', '高龄津贴', 50, 3, 150],
      ['合计', '', 100, 3, 300],
    ]
    const reading = await read(rows)
    expect(told(reading)).toEqual([['total-differs', 'warning', 'D5', '3', '6']])
    expect(reading.entries).toHaveLength(1)
  })

  test('a wrong sum is told by both signs of an account', async () => {
    const rows = posting({ opening: 1000, income: 500, expense: 300, closing: 1200 })
    Object.assign(rows[5] ?? [], { 4: 310 })
    const reading = await read(rows)
    expect(told(reading)).toEqual([['total-differs', 'error', 'E6', '310', '300']])
    expect(reading.entries).toEqual([])
  })

  test('大写 against the figures', async () => {
    const rows = (words: string) => [
      ...subsidy([['一组', '赵甲一', 2, 176.5]]),
      ['合计', '', 2, 176.5],
      [words],
    ]
    const wrong = await read(rows('合计金额大写:壹佰柒拾陆元伍分'))
    expect(told(wrong)).toEqual([
      ['capitals-differ', 'warning', 'A6', '壹佰柒拾陆元伍分', '壹佰柒拾陆元伍角整'],
    ])
    const unreadable = await read(rows('合计金额大写:壹佰柒拾陆圆伍角五'))
    expect(told(unreadable).map(([kind, , , seen]) => [kind, seen])).toEqual([
      ['capitals-differ', '壹佰柒拾陆圆伍角五'],
    ])
    const right = await read(rows('人民币(大写):壹佰柒拾陆元伍角整'))
    expect(told(right)).toEqual([])
    expect(right.report.files.flatMap(({ sheets }) => sheets.flatMap(({ notes }) => notes))).toContainEqual(
      expect.objectContaining({ kind: 'capitals-agree', cells: ['A6'] }),
    )
  })
})

const contracts = (...rows: Rows): Rows => [
  ['柳沟村2026年三季度承包租赁合同台账'],
  ['合同编号', '标的名称', '承租(包)方', '合同期限', '年租金', '本年应收', '本年已收', '欠款'],
  ...rows.map(([no, what, term, due, paid, owed], at) => [no, what, `赵甲${at}`, term, due, due, paid, owed]),
]

describe('terms and days', () => {
  test('a term in words, without an end or not written at all is open', async () => {
    const reading = await read(
      contracts(
        ['LG-1', '荒山', '50年', 1000, 1000, 0],
        ['LG-2', '鱼塘', '2023-', 1000, 1000, 0],
        ['LG-3', '果园', '', 1000, 1000, 0],
        ['LG-4', '门面', '2024.1.1-2030.12.31', 1000, 1000, 0],
      ),
    )
    expect(told(reading)).toEqual([
      ['open-ended-term', 'warning', 'D3', '50年', null],
      ['open-ended-term', 'warning', 'D4', '2023-', null],
      ['open-ended-term', 'warning', 'D5', null, null],
    ])
  })

  test('a contract that has ended, or ends within the quarter that follows, is told', async () => {
    const reading = await read(
      contracts(
        ['LG-1', '门面', '2021.3.1-2026.2.28', 1000, 1000, 0],
        ['LG-2', '鱼塘', '2021.1.1-2026.12.31', 1000, 1000, 0],
        ['LG-3', '果园', '2021.1.1-2027.1.31', 1000, 1000, 0],
      ),
    )
    expect(told(reading).map(([kind, , cell]) => [kind, cell])).toEqual([
      ['contract-expiring', 'D3'],
      ['contract-expiring', 'D4'],
    ])
  })

  test('a voucher of another quarter, and a day that has not come', async () => {
    const reading = await read(
      ledger(1000, [
        ['2026.6.30', '记-1', '收租金', 200, '', 1200],
        ['2026.7.1', '记-2', '付电费', '', 50, 1150],
        ['2026.9.30', '记-3', '付水费', '', 50, 1100],
      ]),
    )
    expect(told(reading)).toEqual([['date-outside', 'warning', 'A4', '2026.6.30', '2026Q3']])
    const ahead = [
      ['柳沟村2026年耕地地力保护补贴发放公示表'],
      ['组别', '户主', '补贴面积(亩)', '实发金额(元)', '发放日期'],
      ['一组', '赵甲一', 2, 176.5, '2026.11.22'],
      ['一组', '钱乙二', 2, 176.5, '2026.11.23'],
    ]
    expect(told(await read(ahead))).toEqual([['date-ahead', 'warning', 'E4', '2026.11.23', null]])
  })

  test('somebody too young for the class is told, without the date of birth', async () => {
    const list = (born: string) => [
      ['柳沟村2026年第三季度高龄津贴发放表'],
      ['姓名', '出生年月', '年龄段', '补贴类别', '月标准(元)', '发放月数', '本季金额(元)'],
      ['郑庚七', born, '80-89周岁', '高龄津贴', 50, 3, 150],
    ]
    const young = await read(list('1951.02'))
    expect(told(young)).toEqual([['age-below', 'warning', 'C3', '80-89周岁', null]])
    expect(JSON.stringify([young.report, young.entries])).not.toMatch(/1951/)
    expect(told(await read(list('1946.09')))).toEqual([])
  })
})

describe('one person, one row', () => {
  const title = '柳沟村2026年第三季度农村低保对象公布表'

  test('a row that is there twice is told at both places', async () => {
    const reading = await read(
      dibaoRows(title, ['一组', '赵甲一', 870], ['二组', '钱乙', 500], ['一组', '赵甲一', 870]),
    )
    expect(reading.report.faults).toMatchObject([
      { kind: 'row-twice', severity: 'warning', cell: 'C3', seen: null, detail: 'C5' },
      { kind: 'row-twice', severity: 'warning', cell: 'C5', seen: null, detail: 'C3' },
    ])
    expect(reading.entries).toHaveLength(1)
  })

  test('two of one name in one group are no fault, and in two groups no word', async () => {
    const reading = await read(
      dibaoRows(title, ['一组', '赵甲一', 870], ['一组', '赵  甲一', 500], ['二组', '赵甲一', 870]),
    )
    expect(reading.report.faults).toMatchObject([
      { kind: 'same-name', severity: 'info', cell: 'C3', detail: 'C4' },
      { kind: 'same-name', severity: 'info', cell: 'C4', detail: 'C3' },
    ])
  })

  test('numbers that stay in the office still tell two people apart', async () => {
    const rows = (other: string) => [
      ['柳沟村2026年耕地地力保护补贴发放公示表'],
      ['组别', '户主', '身份证号', '补贴面积(亩)', '实发金额(元)'],
      ['一组', '何树海', '990102196502215955', 1.55, 136.79],
      ['一组', '何树海', other, 1.55, 136.79],
    ]
    const two = await read(rows('990102********8592'))
    expect(told(two).map(([kind, , cell]) => [kind, cell])).toEqual([
      ['same-name', 'B3'],
      ['same-name', 'B4'],
    ])
    expect(JSON.stringify([two.drafts, two.report])).not.toMatch(/990102196502215955|8592/)
    expect(told(await read(rows('990102196502215955')))).toEqual([
      ['row-twice', 'warning', 'B3', '何树海', null],
      ['row-twice', 'warning', 'B4', '何树海', null],
    ])
  })

  test('a contract entered twice', async () => {
    const rows = contracts(
      ['LG-1', '鱼塘', '2024.1.1-2030.12.31', 12000, 12000, 0],
      ['LG-1', '鱼塘', '2024.1.1-2030.12.31', 12000, 12000, 0],
    )
    Object.assign(rows[3] ?? [], { 2: '赵甲0' })
    expect(told(await read(rows)).map(([kind, , cell]) => [kind, cell])).toEqual([
      ['row-twice', 'A3'],
      ['row-twice', 'A4'],
    ])
  })
})

describe('likely sizes', () => {
  const list = (unit: string, ...amounts: number[]) => [
    ['柳沟村2026年第三季度农村低保对象公布表'],
    ['村民小组', '户主姓名', '保障人数', `月保障金额(${unit})`],
    ...amounts.map((amount, at) => ['一组', `赵甲${'一二三四'[at]}`, 2, amount]),
  ]

  test('a column in 元 under a header of 万元 is asked about, and nothing of it is shown', async () => {
    const reading = await read(list('万元', 860, 620, 900))
    expect(told(reading)).toEqual([['unit-implausible', 'error', 'D3', '860', '0.086']])
    expect(reading.report.questions).toMatchObject([
      { kind: 'which-unit', cell: 'D3', candidates: ['元', '万元'] },
    ])
    expect(reading.entries).toEqual([])
  })

  test('a project whose price is in 万元 though nothing says so', async () => {
    const projects = (unit: string) => [
      ['石桥镇2026年三季度工程项目公开表'],
      ['村名', '项目名称', `中标价${unit}`],
      ['柳沟村', '二组村道硬化工程', 38.57],
    ]
    const reading = await read(projects(''), '工程.xlsx', 'Sheet1')
    expect(
      told(reading).map(([kind, , cell, seen, expected]) => [kind, cell, seen, expected]),
    ).toContainEqual(['unit-implausible', 'C3', '38.57', '385,700.00'])
    expect(told(await read(projects('(万元)'), '工程.xlsx', 'Sheet1'))).toEqual([])
  })

  test('one cell that is off is told alone, ten thousand times or otherwise', async () => {
    const reading = await read(list('元', 860, 620, 8_600_000, 40_000))
    expect(told(reading)).toEqual([
      ['unit-implausible', 'warning', 'D5', '8600000', '860'],
      ['implausible', 'warning', 'D6', '40000', null],
    ])
    expect(reading.report.questions).toEqual([])
    expect(reading.entries).toHaveLength(1)
  })
})

describe('figures that say too little', () => {
  test('a lump called 其他, above a sum or a share, without a detail', async () => {
    const big = await read(posting({ opening: 9000, income: 500, expense: 3000, other: 3860, closing: 2640 }))
    expect(told(big)).toEqual([['other-lump', 'warning', 'E5', '3860', null]])
    const small = await read(posting({ opening: 9000, income: 500, expense: 3000, other: 60, closing: 6440 }))
    expect(told(small)).toEqual([])
  })

  test('付其它开支 in a ledger says nothing; what is named, or explained, does', async () => {
    const reading = await read(
      ledger(9000, [
        ['2026.7.8', '记-1', '付其它开支', '', 3000, 6000],
        ['2026.7.9', '记-2', '付其他开支(抗旱油料)', '', 3000, 3000],
        ['2026.7.9', '记-3', '其他支出', '', 1000, 2000, '见附表'],
      ]),
    )
    expect(told(reading)).toEqual([['other-lump', 'warning', 'C4', '付其它开支', null]])
  })

  test('a minus is told, and whether its reason stands beside it', async () => {
    const reading = await read(
      ledger(1000, [
        ['2026.7.8', '记-1', '付电费', '', -50, 1050],
        ['2026.7.9', '记-2', '冲正记-9重复付款', '', -30, 1080],
      ]),
    )
    expect(reading.report.faults).toMatchObject([
      { kind: 'negative-row', severity: 'warning', cell: 'E4', seen: '-50', detail: '' },
      { kind: 'negative-row', severity: 'warning', cell: 'E5', seen: '-30', detail: 'explained' },
    ])
  })
})

describe('one sheet against another', () => {
  const income = (amount: number, opening: number, quarter: string, month: number) =>
    ledger(
      opening,
      [[`2026.${month}.8`, `记-${month}`, '收租金', amount, '', opening + amount]],
      [['合计', '', '', amount, 0, opening + amount]],
      quarter,
    )

  test('this opening is last closing', async () => {
    const folder = (opening: number) =>
      new MadeFolder()
        .workbook('二季度.xlsx', { 柳沟村: income(200, 1000, '二', 5) })
        .workbook('三季度.xlsx', { 柳沟村: income(100, opening, '三', 8) })
        .read()
    const reading = await folder(1210)
    expect(reading.report.faults).toMatchObject([
      {
        file: '三季度.xlsx',
        kind: 'opening-differs',
        severity: 'warning',
        cell: 'F3',
        seen: '1,210.00',
        expected: '1,200.00',
        detail: '二季度.xlsx',
      },
    ])
    expect(reading.entries).toHaveLength(2)
    expect(told(await folder(1200))).toEqual([])
  })

  test('an earlier pack knows the closing that the folder does not', async () => {
    const folder = new MadeFolder().workbook('三季度.xlsx', { 柳沟村: income(100, 1210, '三', 8) })
    const entry = (closing: number) => ({
      villageCode: '990102100201',
      itemType: 'cash-ledger',
      stage: null,
      period: '2026Q2',
      totals: { closing },
    })
    expect(told(await folder.read(undefined, [entry(120_000)]))).toEqual([
      ['opening-differs', 'warning', 'F3', '1,210.00', '1,200.00'],
    ])
    expect(told(await folder.read(undefined, [entry(121_000)]))).toEqual([])
    expect(told(await folder.read(undefined, [{ ...entry(120_000), villageCode: '990102100202' }]))).toEqual(
      [],
    )
  })

  test('a balance sheet opens with the end of the year before', async () => {
    const sheet = (day: string, opening: number, closing: number) => [
      [`柳沟村${day}资产负债表`],
      ['资产', '行次', '年初余额', '期末余额', '负债和所有者权益', '行次', '年初余额', '期末余额'],
      ['货币资金', 1, opening, closing, '资本', 31, opening, closing],
      ['资产总计', 20, opening, closing, '负债和所有者权益总计', 40, opening, closing],
    ]
    const folder = (opening: number) =>
      new MadeFolder()
        .workbook('年底.xlsx', { 柳沟村: sheet('2025年12月31日', 100, 300) })
        .workbook('三季度.xlsx', { 柳沟村: sheet('2026年9月30日', opening, 400) })
        .read()
    expect(told(await folder(310))).toEqual([['opening-differs', 'warning', 'C4', '310.00', '300.00']])
    expect(told(await folder(300))).toEqual([])
  })

  test('a ledger comes to what the posting sheet says', async () => {
    const folder = (posted: number) =>
      new MadeFolder()
        .workbook('公开榜.xlsx', {
          柳沟村: posting({ opening: 1000, income: posted, expense: 0, closing: 1000 + posted }),
        })
        .workbook('明细.xlsx', { 柳沟村: income(100, 1000, '三', 8) })
        .read()
    expect(told(await folder(90))).toEqual([
      ['details-differ', 'warning', 'D5', '100.00', '90.00'],
      ['details-differ', 'warning', 'F5', '1,100.00', '1,090.00'],
    ])
    expect(told(await folder(100))).toEqual([])
  })

  test('each subject is what the lines of the ledger say of it', async () => {
    const folder = (subjects: [string, string]) =>
      new MadeFolder()
        .workbook('公开榜.xlsx', {
          柳沟村: posting({ opening: 1000, income: 0, expense: 300, other: 50, closing: 650 }),
        })
        .workbook('明细.xlsx', {
          柳沟村: [
            ['柳沟村2026年三季度财务收支明细公开表'],
            ['日期', '凭证号', '摘要', '科目', '收入', '支出', '余额'],
            ['', '', '期初余额', '', '', '', 1000],
            ['2026.7.8', '记-1', '付办公用纸', '管理费用-办公费', '', 250, 750],
            ['2026.7.9', '记-2', '付电费', subjects[0], '', 50, 700],
            ['2026.7.9', '记-3', '付手续费', subjects[1], '', 50, 650],
          ],
        })
        .read()
    const reading = await folder(['其他支出-电费', '其他支出-手续费'])
    expect(told(reading)).toEqual([
      ['details-differ', 'warning', 'E4', '300.00', '250.00'],
      ['details-differ', 'warning', 'E5', '50.00', '100.00'],
    ])
    expect(reading.report.faults.map(({ file }) => file)).toEqual(['公开榜.xlsx', '公开榜.xlsx'])
    expect(told(await folder(['管理费用-水电费', '其他支出-手续费']))).toEqual([])
    expect(told(await folder(['', '其他支出-手续费']))).toEqual([])
  })

  test('a list of the very same names as last quarter', async () => {
    const names = ['赵甲一', '钱乙二', '孙丙三', '李丁四', '周戊五']
    const list = (quarter: string, ...own: string[]) =>
      dibaoRows(
        `柳沟村2026年第${quarter}季度农村低保对象公布表`,
        ...own.map((name): [string, string, number] => ['一组', name, 870]),
      )
    const folder = (...own: string[]) =>
      new MadeFolder()
        .workbook('二季度.xlsx', { 柳沟村: list('二', ...names) })
        .workbook('三季度.xlsx', { 柳沟村: list('三', ...own) })
        .read()
    expect(told(await folder(...names.toReversed()))).toEqual([
      ['unchanged-since-last', 'info', null, null, null],
    ])
    expect(told(await folder(...names.slice(1), '吴己六'))).toEqual([])
  })
})

test('a payment that came back is told with its row', async () => {
  const reading = await read([
    ['柳沟村2026年耕地地力保护补贴发放公示表'],
    ['组别', '户主', '补贴面积(亩)', '应补金额(元)', '实发金额(元)', '状态'],
    ['一组', '赵甲一', 2, 176.5, 176.5, '已发放'],
    ['一组', '钱乙二', 2, 176.5, 0, '退汇'],
  ])
  expect(told(reading)).toEqual([['returned-payments', 'warning', 'F4', null, null]])
})

test('a breach that the clerk has accepted with a reason holds nothing back', async () => {
  const { isHeldBack } = await import('../../../township/draft.ts')
  const reading = await read(posting({ opening: 1000, income: 500, expense: 300, closing: 1250 }))
  const [draft] = reading.drafts
  if (!draft) throw new Error('no draft was read')
  expect(isHeldBack(draft)).toBe(true)
  for (const fault of draft.faults) Object.assign(fault, { accepted: '利息十月入账' })
  expect(isHeldBack(draft)).toBe(false)
})
