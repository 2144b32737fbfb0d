// How the reader meets the sheets that real offices keep: what it takes, what it refuses, what it asks.
import { noAnswers } from '../../../township/answers.ts'
import { describe, expect, test } from 'vitest'
import { dibaoRows, MadeFolder } from './made-folder.ts'

const title = '柳沟村2026年第三季度农村低保对象公布表'
const kindsOf = (faults: { kind: string; severity: string }[]) =>
  faults.map(({ kind, severity }) => `${kind} ${severity}`)

describe('one item from two sheets', () => {
  const bank = [
    ['石桥镇2026年第三季度农村居民最低生活保障金发放花名册'],
    ['序号', '村别', '组别', '户主姓名', '身份证号码', '家庭人口', '保障人数', '月保障金额', '账号'],
    [1, '柳沟村', '1组', '赵甲一', '990102196502215955', 3, 2, 860, '6217995693698625137'],
  ]

  test('the published list goes before the bank list', async () => {
    const { report, entries } = await new MadeFolder()
      .workbook('民政/花名册(银行代发).xlsx', { Sheet1: bank })
      .workbook('民政/低保公布.xlsx', { 柳沟村: dibaoRows(title, ['一组', '赵甲一', 870]) })
      .read()
    expect(entries).toHaveLength(1)
    expect(entries[0]?.entry.totals['monthly']).toBe(87000)
    expect(kindsOf(report.faults)).toEqual(['other-source-used info'])
  })

  test('a correction goes before both and says what changed', async () => {
    const ledger = (amount: number) => [
      ['柳沟村2026年二季度财务收支明细公开表'],
      ['日期', '凭证号', '摘要', '收入', '支出', '余额'],
      ['', '', '期初余额', '', '', 1000],
      ['2026.4.8', '记-18', '付办公用纸', '', amount, 1000 - amount],
    ]
    const { entries, report } = await new MadeFolder()
      .workbook('收支明细.xlsx', { 柳沟村: ledger(549) })
      .workbook('收支明细(更正).xlsx', { 柳沟村: ledger(504) })
      .read()
    expect(entries).toHaveLength(1)
    expect(entries[0]?.entry.totals['expense']).toBe(50400)
    expect(entries[0]?.entry.correctionNote).toBe('记-18 支出 549.00→504.00')
    expect(kindsOf(report.faults)).toEqual(['corrected warning', 'is-correction info'])
  })

  test('two that are equally good and differ are both held back', async () => {
    const { entries, report } = await new MadeFolder()
      .workbook('低保公布1.xlsx', { 柳沟村: dibaoRows(title, ['一组', '赵甲一', 870]) })
      .workbook('低保公布2.xlsx', { 柳沟村: dibaoRows(title, ['一组', '赵甲一', 880]) })
      .workbook('低保公布3.xlsx', {
        大桥村: dibaoRows(title.replace('柳沟', '大桥'), ['一组', '王乙二', 500]),
      })
      .read()
    expect(entries.map(({ entry }) => entry.villageCode)).toEqual(['990102100202'])
    expect(kindsOf(report.faults)).toEqual(['same-item-twice error', 'same-item-twice error'])
  })

  test('the same file kept twice is no question', async () => {
    const { entries, report } = await new MadeFolder()
      .workbook('低保公布.xlsx', { 柳沟村: dibaoRows(title, ['一组', '赵甲一', 870]) })
      .workbook('副本/低保公布.xlsx', { 柳沟村: dibaoRows(title, ['一组', '赵甲一', 870]) })
      .read()
    expect(entries).toHaveLength(1)
    expect(kindsOf(report.faults)).toEqual(['other-source-used info'])
  })
})

describe('what stays in the office', () => {
  test('a column that no type asks for never leaves, whatever it is called', async () => {
    const rows = dibaoRows(title, ['一组', '赵甲一', 870])
    rows[1]?.push('其他情况', '星座')
    rows[2]?.push('身份证990102196502215955', '处女座')
    const { report, entries } = await new MadeFolder().workbook('低保公布.xlsx', { 柳沟村: rows }).read()
    expect(report.dropped.map(({ column, why }) => `${column} ${why}`)).toEqual([
      '其他情况 personal',
      '星座 not-declared',
    ])
    expect(JSON.stringify(entries)).not.toContain('处女座')
    expect(JSON.stringify([entries, report])).not.toContain('990102196502215955')
  })

  test('names of files and sheets are swept like any text', async () => {
    const { report, entries } = await new MadeFolder()
      .workbook('低保公布18839778458.xlsx', { 柳沟村18839778458: dibaoRows(title, ['一组', '赵甲一', 870]) })
      .read()
    expect(entries).toHaveLength(1)
    expect(JSON.stringify([entries, report])).not.toContain('18839778458')
  })

  test('a child known from one list is masked on another that does not tell its age', async () => {
    const rows = (head: string[], ...cells: unknown[][]) => [
      ['石桥镇2026年第三季度残疾人两项补贴发放表'],
      head,
      ...cells,
    ]
    const { entries } = await new MadeFolder()
      .workbook('三季度.xlsx', {
        两补: rows(
          ['村别', '姓名', '身份证号', '补贴类别', '月标准(元)', '本季金额(元)'],
          ['柳沟村', '许嘉泽', '990102201502215957', '重度残疾人护理补贴', 80, 240],
        ),
      })
      .workbook('二季度.xlsx', {
        两补: [
          ['石桥镇2026年第二季度残疾人两项补贴发放表'],
          ['村别', '姓名', '补贴类别', '月标准(元)', '本季金额(元)'],
          ['柳沟村', '许嘉泽', '重度残疾人护理补贴', 80, 240],
        ],
      })
      .read()
    expect(entries).toHaveLength(2)
    expect(JSON.stringify(entries)).not.toContain('许嘉泽')
  })

  test('a file the clerk keeps back is not read', async () => {
    const folder = new MadeFolder()
      .workbook('低保公布.xlsx', { 柳沟村: dibaoRows(title, ['一组', '赵甲一', 870]) })
      .workbook('内部.xlsx', { 大桥村: dibaoRows(title.replace('柳沟', '大桥'), ['一组', '王乙二', 500]) })
    const { report, entries } = await folder.read({ ...noAnswers, notForDisclosure: ['内部.xlsx'] })
    expect(entries).toHaveLength(1)
    expect(report.files.find(({ file }) => file === '内部.xlsx')?.skipped).toBe('not-for-disclosure')
  })

  test('a hidden sheet is named and left alone', async () => {
    const { report, entries } = await new MadeFolder()
      .workbook(
        '低保公布.xlsx',
        {
          柳沟村: dibaoRows(title, ['一组', '赵甲一', 870]),
          大桥村: dibaoRows(title.replace('柳沟', '大桥'), ['一组', '王乙二', 500]),
        },
        [],
        ['大桥村'],
      )
      .read()
    expect(entries).toHaveLength(1)
    expect(kindsOf(report.faults)).toEqual(['hidden-sheet info'])
  })
})

describe('villages', () => {
  const table = (village: string) => [
    ['石桥镇2026年第三季度农村低保对象公布表'],
    ['村名', '村民小组', '户主姓名', '保障人数', '月保障金额(元)'],
    [village, '一组', '赵甲一', 2, 860],
  ]
  test.each([
    '柳沟',
    '柳沟村',
    '柳沟村委会',
    '柳沟村民委员会',
    '柳沟行政村',
    '石桥镇柳沟村',
    '柳沟村(990102100201)',
    ' 柳 沟 村 ',
  ])('%s', async (village) => {
    const { entries } = await new MadeFolder().workbook('低保公布.xlsx', { Sheet1: table(village) }).read()
    expect(entries.map(({ entry }) => entry.villageCode)).toEqual(['990102100201'])
  })

  test('a village nobody knows is held back until the clerk has said which it is', async () => {
    const folder = new MadeFolder().workbook('低保公布.xlsx', {
      Sheet1: [...table('老柳沟'), ['大桥村', '二组', '王乙二', 1, 500]],
    })
    const before = await folder.read()
    expect(before.entries.map(({ entry }) => entry.villageCode)).toEqual(['990102100202'])
    expect(kindsOf(before.report.faults)).toEqual(['unknown-village error'])
    const after = await folder.read({ ...noAnswers, village: { 老柳沟: '柳沟村' } })
    expect(after.entries).toHaveLength(2)
  })
})

describe('kinds of sheets', () => {
  test('a table whose columns fit but whose words say nothing is asked about, never guessed', async () => {
    const rows = dibaoRows('名单', ['一组', '赵甲一', 870])
    const { report } = await new MadeFolder()
      .workbook('柳沟村2026年三季度.xlsx', { Sheet1: rows })
      .workbook('低保公布.xlsx', {
        大桥村: dibaoRows(title.replace('柳沟', '大桥'), ['一组', '王乙二', 500]),
      })
      .read()
    expect(report.files.find(({ file }) => file.startsWith('柳沟村'))?.skipped).toBe('not-recognised')
    expect(report.questions[0]?.kind).toBe('which-item-type')
    expect(report.questions[0]?.candidates).toContain('dibao-list')
  })

  test('a printed sum that its rows do not come to is reported with its cell, and holds the list back', async () => {
    const rows = [
      ...dibaoRows(title, ['一组', '赵甲一', 870], ['二组', '钱乙', 500]),
      ['合 计', '', '', '', 4, 1380],
    ]
    const { report, entries } = await new MadeFolder().workbook('低保公布.xlsx', { 柳沟村: rows }).read()
    expect(entries).toEqual([])
    expect(report.files.find(({ file }) => file === '低保公布.xlsx')?.sheets[0]?.printedTotals).toEqual([
      { cell: 'E5', printed: 4, sum: 4, matches: true },
      { cell: 'F5', printed: 138000, sum: 137000, matches: false },
    ])
    expect(report.faults).toMatchObject([
      {
        file: '低保公布.xlsx',
        sheet: '柳沟村',
        cell: 'F5',
        kind: 'total-differs',
        severity: 'error',
        seen: '1380',
        expected: '1370',
      },
    ])
  })

  test('a row whose area, rate and amount do not agree is reported, per-row rounding is not', async () => {
    const { report } = await new MadeFolder()
      .workbook('补贴.xlsx', {
        柳沟村: [
          ['柳沟村2026年耕地地力保护补贴发放公示表'],
          ['组别', '户主', '补贴面积(亩)', '标准(元/亩)', '应补金额(元)', '实发金额(元)'],
          ['一组', '赵甲一', 5.32, 86.9, 462.31, 462.31],
          ['一组', '钱乙二', 3.275, 86.9, 384.6, 384.6],
        ],
      })
      .read()
    expect(report.faults.map(({ kind, cell }) => `${kind} ${cell}`)).toEqual(['row-differs E4'])
  })

  test('a bank file of a known programme is its own stage, of an unknown one a payment all the same', async () => {
    const bank = (programme: string, total: string) =>
      `#石桥镇|柳沟村|2026年${programme}|共2笔|${total}\n` +
      `990102|石桥镇柳沟村一组|赵甲一|990102196502215955|1|5.32|6217995693698625137|462.31|${programme}|0\n` +
      `990102|石桥镇柳沟村二组|周戊五|990102196502215955|1|2.111|6217995693698625137|183.45|${programme}|1|姓名或证件号不符\n`
    const { entries, report } = await new MadeFolder()
      .file('地力补贴.txt', bank('粮补', '645.76'))
      .file('其他.txt', bank('清洁取暖补助', '645.76'))
      .read()
    expect(entries.map(({ entry }) => [entry.id, entry.totals['amount']])).toEqual([
      ['990102100201.yikatong-payment.2026', 64576],
      ['990102100201.farmland-subsidy.yikatong.2026', 64576],
    ])
    expect(JSON.stringify([entries, report])).not.toMatch(/990102196502215955|6217995693698625137/)
    expect(report.faults.map(({ file, cell, kind }) => `${file} ${cell} ${kind}`)).toEqual([
      '其他.txt line 3 returned-payments',
      '地力补贴.txt line 3 returned-payments',
    ])
  })

  test('a bank file whose programme says too much about people is asked about, not published', async () => {
    const { entries, report } = await new MadeFolder()
      .file(
        '代发.txt',
        '#石桥镇|柳沟村|2026年孤儿基本生活费|共1笔|1200\n990102|石桥镇柳沟村一组|赵甲一|990102201502215957|1|1|6217995693698625137|1200|孤儿|0\n',
      )
      .workbook('低保公布.xlsx', { 柳沟村: dibaoRows(title, ['一组', '钱乙二', 870]) })
      .read()
    expect(entries.map(({ entry }) => entry.itemType)).toEqual(['dibao-list'])
    expect(report.questions.map(({ kind, file }) => `${kind} ${file}`)).toEqual(['which-item-type 代发.txt'])
    expect(JSON.stringify([entries, report])).not.toContain('赵甲一')
  })

  test('a comma table in GBK and one in UTF-8 read the same', async () => {
    const csv = '村名,村民小组,户主姓名,保障人数,月保障金额(元)\n柳沟村,一组,赵甲一,2,"1,860.00"\n'
    const gbk = Buffer.from(
      'b4e5c3fb2cb4e5c3f1d0a1d7e92cbba7d6f7d0d5c3fb2cb1a3d5cfc8cbcafd2cd4c2b1a3d5cfbdf0b6ee28d4aa290ac1f8b9b5b4e52cd2bbd7e92cd5d4bcd7d2bb2c322c22312c3836302e3030220a',
      'hex',
    )
    for (const bytes of [Buffer.from(csv), Buffer.from(`\ufeff${csv}`), gbk]) {
      const { entries } = await new MadeFolder().file('2026年三季度低保公布.csv', bytes).read()
      expect(entries[0]?.rows).toEqual([[1, '赵甲一', null, 2, 186000, null, null]])
    }
  })

  test('a notice is read from text, with who signs it and its day', async () => {
    const { entries } = await new MadeFolder()
      .file(
        '通知.txt',
        '关于缴纳医保的通知\n\n各村村民:\n    缴费到12月31日止,咨询电话:0960-6210073,手机18839778458。\n\n石桥镇人民政府\n二〇二六年九月一日\n',
      )
      .read()
    const entry = entries[0]?.entry
    expect(entry?.id).toMatch(/^T\.notice\.2026-09-01\.[0-9a-f]{6}$/)
    expect(entries[0]?.rows).toEqual([['关于缴纳医保的通知', '石桥镇人民政府', '2026-09-01']])
    expect(entry?.body).toBe('各村村民:\n缴费到12月31日止,咨询电话:0960-6210073,手机〔已隐去〕。')
    expect(entry?.hotlines.map(({ phone }) => phone)).toContain('0960-6210073')
  })

  test('a numbered row that says too little is reported, not lost in silence', async () => {
    const rows = [...dibaoRows(title, ['一组', '赵甲一', 870]), [2, '', '钱乙', '', '', '', '']]
    const { entries, report } = await new MadeFolder().workbook('低保公布.xlsx', { 柳沟村: rows }).read()
    expect(entries[0]?.rows).toHaveLength(1)
    expect(report.faults.map(({ kind, cell }) => `${kind} ${cell}`)).toEqual(['row-not-understood A4'])
  })

  test('an empty required cell holds the item back: the kiosk would refuse the pack for it', async () => {
    const { entries, report } = await new MadeFolder()
      .workbook('低保公布.xlsx', {
        柳沟村: dibaoRows(title, ['一组', '', 870]),
        大桥村: dibaoRows(title.replace('柳沟', '大桥'), ['一组', '王乙二', 500]),
      })
      .read()
    expect(entries).toHaveLength(1)
    expect(report.faults.map(({ kind, severity, cell }) => `${kind} ${severity} ${cell}`)).toEqual([
      'missing-value error C3',
    ])
  })
})
