// Forms, rules and lists that are no tables: guides, household workbooks, 村规民约, policies of the township.
import { expect, test } from 'vitest'
import { columnsOf } from '../../../disclosure/item-type.ts'
import { itemTypeOf } from '../../../disclosure/item-types/all.ts'
import type { Value } from '../../../disclosure/fields.ts'
import type { BuiltEntry } from '../../../township/build-entries.ts'
import { MadeFolder } from './made-folder.ts'

const guide = (more: unknown[][] = []): unknown[][] => [
  ['临时救助申请办事指南'],
  ['事项名称', '临时救助申请', '到现场次数', '1次'],
  ['办理主体', '镇民政办', '办理窗口', '3号窗口'],
  ['受理条件', '因火灾等导致生活困难的家庭'],
  ['申请材料', '1.申请书\n2.户口簿、身份证(复印件)'],
  ['咨询电话', '0960-6210023', '监督电话', '0960-6210107'],
  ...more,
]

const household = (name: string, code: string, ...plots: [string, number][]): unknown[][] => [
  ['二轮延包农户家庭成员及承包地摸底表(表1)'],
  ['发包方名称:石桥镇新立村股份经济合作社', '', '', `承包方编码:${code}`],
  [`承包方代表:${name}`, '', '', '联系电话:13552140770'],
  ['一、确权情况'],
  ['户内序号', '家庭成员姓名', '性别', '身份证号', '与承包方代表关系', '变动情况'],
  [1, name, '男', '990102195111069917', '户主', '无'],
  [2, '崔利涛', '男', '/', '子', '无'],
  ['二、地块情况'],
  ['地块序号', '地块名称', '面积(亩)', '东至', '南至', '变动'],
  ...plots.map(([plot, area], index) => [index + 1, plot, area, '道路', '水渠', '无']),
  [`确权总面积:${plots.reduce((sum, [, area]) => sum + area, 0)}亩　　承包方代表签字:　　　摸底人:韩宏忠`],
]

/** The rows of an entry by the names of its fields; what is empty is left out. */
function rowsOf(built: BuiltEntry | undefined): Record<string, Value>[] {
  const type = built && itemTypeOf(built.entry.itemType)
  if (!type) throw new Error('no entry')
  const names = columnsOf(type).map(({ id }) => id)
  return built.rows.map((row) =>
    Object.fromEntries(names.flatMap((name, at) => (row[at] === null ? [] : [[name, row[at] ?? null]]))),
  )
}

test('a guide is the township’s, goes by what it is about, and keeps its lists', async () => {
  const { entries } = await new MadeFolder().workbook('指南.xlsx', { Sheet1: guide() }).read()
  expect(entries).toHaveLength(1)
  expect(entries[0]?.entry).toMatchObject({
    villageCode: null,
    period: 'standing',
    title: '临时救助申请',
    rows: 1,
  })
  expect(rowsOf(entries[0])).toEqual([
    {
      title: '临时救助申请',
      conditions: '因火灾等导致生活困难的家庭',
      materials: ['申请书', '户口簿、身份证(复印件)'],
      window: '3号窗口',
      visits: 1,
      department: '镇民政办',
      inquiry: '0960-6210023',
      supervision: '0960-6210107',
    },
  ])
})

test('a guide as a text with 【】 is the same item as the sheet', async () => {
  const text =
    '\ufeff【事项名称】临时救助申请\r\n【受理条件】困难家庭\r\n【申请材料】\r\n  1、申请书\r\n  2、户口簿\r\n【办理流程】申请-->发放\r\n'
  const sheet = await new MadeFolder().workbook('指南.xlsx', { Sheet1: guide() }).read()
  const { entries } = await new MadeFolder().file('办事指南/临时救助.txt', text).read()
  expect(entries[0]?.entry.id).toBe(sheet.entries[0]?.entry.id)
  expect(rowsOf(entries[0])).toEqual([
    {
      title: '临时救助申请',
      conditions: '困难家庭',
      materials: ['申请书', '户口簿'],
      steps: ['申请', '发放'],
    },
  ])
})

test('labels nobody declared stay in the office and are told; a label without a value takes nobody else’s', async () => {
  const { entries, report } = await new MadeFolder()
    .workbook('指南.xlsx', {
      Sheet1: guide([
        ['承办人', '李某某', '收费标准', ''],
        ['办理地点', '办理时间', '工作日'],
      ]),
    })
    .read()
  expect(JSON.stringify(entries)).not.toContain('李某某')
  expect(report.dropped.map(({ column }) => column)).toEqual(['承办人'])
  expect(rowsOf(entries[0])[0]).toMatchObject({ hours: '工作日' })
  expect(rowsOf(entries[0])[0]).not.toHaveProperty('place')
})

test('a table of matters is no guide, though its columns are called like labels', async () => {
  const { entries } = await new MadeFolder()
    .workbook('办事指南.xlsx', {
      Sheet1: [['办事指南'], ['事项名称', '说明', '申请材料', '备注'], ['临时救助', '甲', '申请书', '']],
      甲: guide(),
    })
    .read()
  expect(entries.map(({ entry }) => entry.source.sheet)).toEqual(['甲'])
})

test('one workbook per household makes one list of the village, without members, numbers and telephones', async () => {
  const { entries, report } = await new MadeFolder()
    .workbook('土地/延包摸底/001.xlsx', { 表1: household('崔洪海', '990102100207040003', ['南洼', 5.47]) })
    .workbook('土地/延包摸底/002.xlsx', {
      表1: household('孙宏辉', '990102100207040004', ['路北', 2.92], ['河滩', 2.661]),
    })
    .read()
  expect(entries.map(({ entry }) => [entry.id, entry.rows, entry.totals, entry.source.file])).toEqual([
    ['990102100207.land-survey.standing', 3, { area: 110510 }, '土地/延包摸底'],
  ])
  expect(rowsOf(entries[0])[1]).toEqual({
    payee: '孙宏辉',
    householdSize: 2,
    registeredArea: 55810,
    plots: 2,
    plotName: '路北',
    area: 29200,
    east: '道路',
    south: '水渠',
    change: '无',
  })
  expect(entries[0]?.entry.printedTotals.map(({ printed, matches }) => [printed, matches])).toEqual([
    [54700, true],
    [55810, true],
  ])
  for (const hidden of ['崔利涛', '13552140770', '990102195111069917', '韩宏忠', '9901021002070400'])
    expect(JSON.stringify({ entries, report })).not.toContain(hidden)
})

test('two differing forms of one household are a question, a copy is none', async () => {
  const form = household('崔洪海', '990102100207040003', ['南洼', 5.47])
  const copied = await new MadeFolder()
    .workbook('延包摸底/001.xlsx', { 表1: form })
    .workbook('延包摸底/001 副本.xlsx', { 表1: form })
    .read()
  expect(copied.entries[0]?.entry.rows).toBe(1)
  expect(copied.report.faults.map(({ kind }) => kind)).toEqual(['other-source-used'])

  const differing = await new MadeFolder()
    .workbook('延包摸底/001.xlsx', { 表1: form })
    .workbook('延包摸底/001 改.xlsx', { 表1: household('崔洪海', '990102100207040003', ['南洼', 5.4]) })
    .workbook('延包摸底/002.xlsx', { 表1: household('孙宏辉', '990102100207040004', ['路北', 2.92]) })
    .read()
  expect(rowsOf(differing.entries[0]).map(({ payee }) => payee)).toEqual(['孙宏辉'])
  expect(differing.report.faults.map(({ kind, severity }) => `${kind} ${severity}`)).toEqual([
    'same-item-twice error',
    'same-item-twice error',
  ])
})

test('a form whose plots do not add up is told with its cell', async () => {
  const rows = household('崔洪海', '990102100207040003', ['南洼', 5.47])
  rows[rows.length - 1] = ['确权总面积:5.5亩']
  const { report } = await new MadeFolder().workbook('延包摸底/001.xlsx', { 表1: rows }).read()
  expect(report.faults.map(({ kind, cell }) => `${kind} ${cell}`)).toEqual(['total-differs A11'])
})

test('registered plots: what a household’s rows repeat is checked once and never summed', async () => {
  const header = [
    '所属组',
    '承包方代表',
    '联系方式',
    '确权总面积(亩)',
    '地块总数',
    '地块序号',
    '地块名称',
    '地块面积(亩)',
  ]
  const { entries, report } = await new MadeFolder()
    .workbook(
      '确权.xlsx',
      {
        四组: [
          ['新立村四组农村土地承包经营权确权登记公示表'],
          header,
          ['四组', '李贵堂', '13730862831', 1.3, 2, 1, '洼子', 0.58],
          ['', '', '', '', '', 2, '洼子', 0.72],
          ['四组', '于金娥', '13552140770', 6, 1, 1, '小岭', 5.82],
          ['合计', '', '', 7.3, 3, '', '', 7.12],
        ],
      },
      ['A3:A4', 'B3:B4', 'C3:C4', 'D3:D4', 'E3:E4'],
    )
    .read()
  expect(entries[0]?.entry).toMatchObject({
    id: '990102100207.contracted-land.standing.g4',
    rows: 3,
    totals: { area: 71200 },
  })
  expect(rowsOf(entries[0])[1]).toMatchObject({
    payee: '李贵堂',
    registeredArea: 13000,
    plots: 2,
    area: 7200,
  })
  expect(report.faults.map(({ kind, cell, seen, expected }) => [kind, cell, seen, expected])).toEqual([
    ['row-differs', 'D5', '6', '5.82'],
  ])
})

test('rules stand for long: with the day they were agreed on, or without one', async () => {
  const rules =
    '柳沟村村规民约\n\n第一条 爱国爱党,遵纪守法,移风易俗。\n第二条 邻里和睦,尊老爱幼,有事协商。\n第三条 红事新办,白事简办,厚养薄葬。\n'
  const { entries } = await new MadeFolder()
    .file('村规民约.txt', `${rules}\n柳沟村村民委员会\n2025年11月20日\n`)
    .file('大桥村财务管理制度.txt', '大桥村财务管理制度\n一、账目按季度公开。\n二、支出须经审批。\n')
    .read()
  const told = entries.map(({ entry, rows }) => [
    entry.villageCode,
    entry.period,
    entry.title,
    rows[0]?.at(-1),
  ])
  expect(told).toEqual([
    ['990102100202', 'standing', '大桥村财务管理制度', null],
    ['990102100201', 'standing', '柳沟村村规民约', '2025-11-20'],
  ])
  expect(entries[1]?.entry.body).toContain('第三条 红事新办')
})

test('a notice that names its village nowhere belongs to the one that signs it', async () => {
  const text =
    '发展党员公示\n拟接收董雪婷为预备党员。\n公示时间:2025年11月10日至11月14日。\n中共杨树村支部委员会\n2025年11月10日\n'
  const { entries } = await new MadeFolder().file('公示.txt', text).read()
  expect(entries[0]?.entry).toMatchObject({
    itemType: 'party-admission',
    villageCode: '990102100204',
    notice: { start: '2025-11-10', end: '2025-11-14' },
  })
})

test('a list of policies needs no village and may speak of illness', async () => {
  const { entries, report } = await new MadeFolder()
    .workbook('政策清单.xlsx', {
      Sheet1: [
        ['石桥镇惠民惠农补贴政策清单'],
        ['政策名称', '补贴对象', '补贴标准', '申报材料', '联系电话'],
        ['临时救助', '因病住院的困难家庭', '一事一议', '申请书、票据', '0960-6210023'],
      ],
    })
    .read()
  expect(entries[0]?.entry).toMatchObject({ id: 'T.subsidy-policies.standing', rows: 1 })
  expect(rowsOf(entries[0])[0]).toMatchObject({ target: '因病住院的困难家庭', materials: ['申请书', '票据'] })
  expect(report.faults).toEqual([])
})
