// What a clerk has answered once: it is read again next quarter, said when it no longer fits, and kept without a person in it.
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  Answers,
  answerQuestion,
  answersText,
  noAnswers,
  readAnswers,
  writeAnswers,
} from '../../../township/answers.ts'
import type { Answer } from '../../../township/answers.ts'
import type { Question } from '../../../township/findings.ts'
import { layoutKey } from '../../../township/layout-key.ts'
import type { Reading } from '../../../township/read-township.ts'
import { VillageNames } from '../../../township/village-names.ts'
import { dibaoRows, MadeFolder } from './made-folder.ts'

const answersIn = (more: Partial<Answers>): Answers => ({ ...noAnswers, ...more })

/** Answers every question of a reading by its kind. */
const answerAll = (
  reading: Reading,
  byKind: Partial<Record<Question['kind'], Answer>>,
  before = noAnswers,
): Answers =>
  reading.report.questions.reduce((answers, question) => {
    const answer = byKind[question.kind]
    if (!answer) throw new Error(`nobody answers ${question.kind} ${question.key}`)
    return answerQuestion(answers, question, answer)
  }, before)

const kindsOf = ({ report }: Reading) => report.questions.map(({ kind }) => kind)
const faultsOf = ({ report }: Reading) =>
  report.faults.map(({ kind, severity, detail }) => ({ kind, severity, detail }))

/** Another sheet, so that a folder is never without an entry. */
const other = () =>
  new MadeFolder().workbook('别的/低保公布.xlsx', {
    红旗村: dibaoRows('红旗村2020年第一季度农村低保对象公布表', ['一组', '王乙二', 500]),
  })
const own = ({ entries }: Reading) => entries.filter(({ entry }) => !entry.period.startsWith('2020'))

describe('asked once', () => {
  const list = (village: string, quarter: string, monthly: number) => [
    [`石桥镇${village}${quarter}困难群众生活补贴公示`],
    ['序号', '组', '户主', '保障人数', '数额(元)'],
    [1, '一组', '赵甲一', 2, `${monthly}.00`],
    [2, '二组', '钱乙二', 1, '500.00'],
  ]
  const third = () =>
    other().workbook('2026年第三季度/民政/困难群众.xlsx', { 柳沟村: list('柳沟村', '2026年第三季度', 860) })

  test('a kind and a column answered this quarter are no question in the next, nor in another village', async () => {
    const before = await third().read()
    expect(kindsOf(before)).toEqual(['which-item-type'])
    expect(own(before)).toEqual([])

    const typed = answerAll(before, { 'which-item-type': { value: '低保 在册名单' } })
    const between = await third().read(typed)
    expect(kindsOf(between)).toEqual(['which-column'])
    expect(between.report.questions[0]).toMatchObject({
      about: '数额(元)',
      cell: 'E2',
      candidates: ['monthly', 'quarterly'],
    })

    const answers = answerAll(between, { 'which-column': { value: 'monthly' } }, typed)
    expect(own(await third().read(answers)).map(({ entry }) => entry.totals['monthly'])).toEqual([136000])

    const next = await other()
      .workbook('2026年第四季度/民政/困难群众.xlsx', {
        柳沟村: list('柳沟村', '2026年10-12月', 870),
        大桥: list('大桥村', '2026年四季度', 900),
      })
      .read(answers)
    expect(next.report.questions).toEqual([])
    expect(own(next).map(({ entry }) => [entry.id, entry.totals['monthly']])).toEqual([
      ['990102100201.dibao-list.2026Q4', 137000],
      ['990102100202.dibao-list.2026Q4', 140000],
    ])
    expect(next.report.answersUsed).toEqual([
      {
        to: 'column',
        key: '困难群众生活补贴公示 | 序号、组、户主、保障人数、数额(元) / 数额(元)',
        answer: 'monthly',
      },
      {
        to: 'itemType',
        key: '困难群众生活补贴公示 | 序号、组、户主、保障人数、数额(元)',
        answer: '低保 在册名单',
      },
    ])
    const item = next.report.files.flatMap(({ sheets }) => sheets).flatMap(({ items }) => items)[0]
    expect([item?.confidence, item?.reasons[0]?.by]).toEqual([100, 'answer'])
  })

  test('a layout that is not for disclosure stays in the office every quarter', async () => {
    const before = await third().read()
    const answers = answerAll(before, { 'which-item-type': { notForDisclosure: true } })
    const next = await other()
      .workbook('2027/困难群众.xlsx', { 大桥村: list('大桥村', '2027年第一季度', 870) })
      .read(answers)
    expect(next.report.questions).toEqual([])
    expect(own(next)).toEqual([])
    expect(next.report.files.find(({ file }) => file.startsWith('2027'))?.skipped).toBe('not-for-disclosure')
  })

  test('an odd name of a village means the same on every sheet', async () => {
    const sheet = (quarter: string, group: string) => [
      [`石桥镇2026年第${quarter}季度农村低保对象公布表`],
      ['序号', '村组', '户主姓名', '保障人数', '月保障金额(元)'],
      [1, `老柳沟${group}`, '赵甲一', 2, 860],
      [2, '大桥村一组', '王乙二', 2, 500],
    ]
    const before = await other()
      .workbook('低保.xlsx', { Sheet1: sheet('二', '三组') })
      .read()
    expect(before.report.questions).toMatchObject([{ kind: 'which-village', key: '老柳沟', cell: 'B3' }])
    expect(before.report.questions[0]?.candidates[0]).toBe('柳沟村')
    const answers = answerAll(before, { 'which-village': { value: '柳沟' } })
    const next = await other()
      .workbook('低保四.xlsx', { Sheet1: sheet('四', '五组') })
      .read(answers)
    expect(next.report.questions).toEqual([])
    expect(own(next).map(({ entry, rows }) => [entry.id, rows[0]?.[0]])).toEqual([
      ['990102100201.dibao-list.2026Q4', 5],
      ['990102100202.dibao-list.2026Q4', 1],
    ])
    expect(next.report.answersUsed).toEqual([{ to: 'village', key: '老柳沟', answer: '柳沟村' }])
  })

  test('a sheet that names no village is known next quarter by its file’s name', async () => {
    const sheet = (quarter: string) => [
      [`2026年${quarter}季度财务收支公开榜`],
      ['收入项目', '本期数', '支出项目', '本期数'],
      ['经营收入', 1000, '管理费用', 300],
    ]
    const before = await other()
      .workbook('2026年三季度/总账.xlsx', { 三季度: sheet('三') })
      .read()
    expect(kindsOf(before)).toEqual(['which-village'])
    const answers = answerAll(before, { 'which-village': { value: '柳沟村' } })
    const next = await other()
      .workbook('2026年四季度/总账.xlsx', { 四季度: sheet('四') })
      .read(answers)
    expect(next.report.questions).toEqual([])
    expect(own(next).map(({ entry }) => entry.id)).toEqual(['990102100201.posting-sheet.2026Q4'])
  })

  test('a table without any header is read by its columns’ letters', async () => {
    const rows = (amount: number) => [
      [1, '一组', '赵甲一', 5.32, amount],
      [2, '二组', '钱乙二', 3.275, 284.6],
    ]
    const before = await other()
      .workbook('柳沟村2026年地力补贴.xlsx', { Sheet1: rows(462.31) })
      .read()
    expect(before.report.questions.map(({ about, candidates }) => `${about} ${candidates[0]}`)).toEqual([
      'C列 payee',
      'D列 area',
      'E列 area',
    ])
    const fields: Record<string, string> = { C列: 'payee', D列: '补贴面积', E列: '补贴金额' }
    const answers = before.report.questions.reduce(
      (so, question) => answerQuestion(so, question, { value: fields[question.about ?? ''] ?? null }),
      noAnswers,
    )
    const next = await other()
      .workbook('大桥村2027年地力补贴.xlsx', { Sheet1: rows(500) })
      .read(answers)
    expect(own(next).map(({ entry }) => [entry.id, entry.totals['area'], entry.totals['amount']])).toEqual([
      ['990102100202.farmland-subsidy.2027', 85950, 78460],
    ])
    expect(next.entries.at(-1)?.rows[0]?.slice(0, 2)).toEqual([1, '赵甲一'])
    expect(next.report.files.flatMap(({ sheets }) => sheets).flatMap(({ notes }) => notes)).toContainEqual(
      expect.objectContaining({ kind: 'no-header' }),
    )
  })

  test('a period is answered for its file', async () => {
    const folder = () =>
      other().workbook('低保.xlsx', { 柳沟村: dibaoRows('农村低保对象公布表', ['一组', '赵甲一', 870]) })
    const before = await folder().read()
    expect(kindsOf(before)).toEqual(['which-period'])
    const after = await folder().read(answerAll(before, { 'which-period': { value: '2026Q3' } }))
    expect(own(after).map(({ entry }) => entry.period)).toEqual(['2026Q3'])
  })

  test('a unit put right counts for that column of that layout', async () => {
    const rows = [
      ['柳沟村2026年三季度工程项目公开表'],
      ['项目名称', '中标价(万元)'],
      ['二组村道硬化', 386000],
    ]
    const after = await other()
      .workbook('工程.xlsx', { Sheet1: rows })
      .read(answersIn({ unit: { '工程项目公开表 | 项目名称、中标价(万元) / 中标价(万元)': '元' } }))
    expect(own(after).map(({ entry }) => entry.totals['contractPrice'])).toEqual([38600000])
  })

  test('a unit that looks wrong and is right is said once, and never asked about again', async () => {
    const rows = [
      ['柳沟村2026年三季度工程项目公开表'],
      ['项目名称', '中标价(万元)'],
      ['二组村道硬化', 386000],
    ]
    const folder = () => other().workbook('工程.xlsx', { Sheet1: rows })
    const before = await folder().read()
    expect(kindsOf(before)).toEqual(['which-unit'])
    const after = await folder().read(answerAll(before, { 'which-unit': { value: '万元' } }))
    expect(kindsOf(after)).toEqual([])
    expect(own(after).map(({ entry }) => entry.totals['contractPrice'])).toEqual([386_000_000_000])
  })

  test('a column kept in the office is not asked about again, and the sheet waits for what it lacks', async () => {
    const rows = [
      ['柳沟村2026年三季度农村低保对象公布表'],
      ['序号', '组', '户主', '保障人数', '物价补贴'],
      [1, '一组', '赵甲一', 2, '50.00'],
    ]
    const folder = () => other().workbook('低保.xlsx', { Sheet1: rows })
    const before = await folder().read()
    expect(kindsOf(before)).toEqual(['which-column'])
    const after = await folder().read(answerAll(before, { 'which-column': { value: null } }))
    expect(own(after)).toEqual([])
    expect(kindsOf(after)).toEqual(['which-item-type'])
    const typed = answerAll(
      after,
      { 'which-item-type': { value: 'dibao-list' } },
      answerAll(before, { 'which-column': { value: null } }),
    )
    expect(faultsOf(await folder().read(typed)).map(({ kind, severity }) => `${kind} ${severity}`)).toEqual([
      'missing-column error',
      'missing-column error',
    ])
  })
})

describe('what a layout is called', () => {
  const villages = new VillageNames({
    code: '990102',
    name: '石桥镇',
    hotlines: [],
    windows: [],
    villages: [
      {
        code: '990102100201',
        name: '柳沟村',
        pinyin: '',
        initials: '',
        groups: [],
        households: 1,
        population: 1,
        hotlines: [],
      },
    ],
  })
  const header = (more = '') => ({
    firstRow: 1,
    lastRow: 1,
    columns: ['序号', `${more}集体收入(元)`].map((path, index) => ({
      index,
      path,
      key: path,
      leaf: path,
      unit: '',
    })),
    monthAndDay: null,
  })

  test.each([
    '石桥镇柳沟村2026年第三季度农村低保对象公布表',
    '柳沟村二〇二六年四季度农村低保对象公布表',
    '石桥镇2026年10-12月农村低保对象公布表',
    '柳沟村二组农村低保对象公布表(2026年9月30日)',
    '农村低保对象公布表(截至2026.9.30)',
    '2026年上半年 柳沟 农村低保对象公布表',
    '2025年末农村低保对象公布表',
    '柳沟村2026Q3农村低保对象公布表',
  ])('%s', (title) => {
    expect(layoutKey([title], header('2026年'), villages)).toBe('农村低保对象公布表 | 序号、集体收入(元)')
  })

  test('a sheet without a title goes by its file, a file that says only when by its folder', () => {
    expect(layoutKey(['', '柳沟村2026年三季度收支明细'], header(), villages)).toMatch(/^收支明细 \| /)
    expect(layoutKey(['', '柳沟村2026年三季度', '收支明细'], header(), villages)).toMatch(/^收支明细 \| /)
  })
})

describe('answers that no longer fit are said, never passed over', () => {
  test('a village, a type, a period that do not exist', async () => {
    const reading = await other().read(
      answersIn({
        village: { 老柳沟: '柳树沟村' },
        itemType: { 'x | y': 'no-such' },
        period: { 'a.xlsx': '三季度' },
      }),
    )
    expect(faultsOf(reading)).toEqual([
      { kind: 'bad-answer', severity: 'warning', detail: 'village: 老柳沟' },
      { kind: 'bad-answer', severity: 'warning', detail: 'itemType: x | y' },
      { kind: 'bad-answer', severity: 'warning', detail: 'period: a.xlsx' },
    ])
  })

  test('an accepted fault that is gone, and one that nobody can accept', async () => {
    const accepted = { file: '低保.xlsx', sheet: null, cell: 'F5', reason: '以明细为准' }
    const reading = await other().read(
      answersIn({
        accepted: [
          { ...accepted, kind: 'total-differs' },
          { ...accepted, kind: 'unknown-village' },
        ],
      }),
    )
    expect(faultsOf(reading)).toEqual([
      { kind: 'stale-answer', severity: 'info', detail: 'accepted 低保.xlsx F5 total-differs' },
      { kind: 'bad-answer', severity: 'warning', detail: 'accepted 低保.xlsx F5 unknown-village' },
    ])
  })
})

describe('an accepted fault', () => {
  // A kind of debt nobody knows: its row is left out, and so the sheet may not be shown as it is.
  const rows = [
    ['石桥镇2026年第三季度债权债务公开表'],
    ['村名', '类别', '单位(个人)名称', '款项性质', '期末余额'],
    ['柳沟村', '债权', '钱乙二', '承包费', 4800],
    ['柳沟村', '往来', '孙丙三', '借款', 100],
    ['大桥村', '债务', '某某公司', '工程款', 56000],
  ]
  const folder = () => other().workbook('债权债务.xlsx', { 全镇: rows })

  test('holds its sheet back until a reason is given, and villagers read the reason', async () => {
    const before = await folder().read()
    expect(own(before)).toEqual([])
    expect(before.report.leftOut).toMatchObject([
      {
        file: '债权债务.xlsx',
        sheet: '全镇',
        entry: '990102100201.receivables.2026Q3',
        faults: [{ cell: 'B4', kind: 'unknown-choice' }],
      },
      { file: '债权债务.xlsx', sheet: '全镇', entry: '990102100202.payables.2026Q3' },
    ])
    const reason = '往来款另表公开,电话13987654321'
    const answers = answersIn({
      accepted: [{ file: '债权债务.xlsx', sheet: '全镇', cell: 'B4', kind: 'unknown-choice', reason }],
    })
    const after = await folder().read(answers)
    expect(own(after).map(({ entry }) => entry.explanations)).toEqual([
      [{ kind: 'unknown-choice', cell: 'B4', text: '往来款另表公开,电话〔已隐去〕' }],
      [{ kind: 'unknown-choice', cell: 'B4', text: '往来款另表公开,电话〔已隐去〕' }],
    ])
    expect(after.report.leftOut).toEqual([])
    expect(after.report.faults.map(({ accepted }) => accepted)).toEqual(['往来款另表公开,电话〔已隐去〕'])
  })

  test('of one village holds back that village alone', async () => {
    const missing = rows
      .map((row, at) => (at === 4 ? ['大桥村', '债务', '某某公司', '工程款', ''] : row))
      .filter((_, at) => at !== 3)
    const reading = await other().workbook('债权债务.xlsx', { 全镇: missing }).read()
    expect(own(reading).map(({ entry }) => entry.id)).toEqual(['990102100201.receivables.2026Q3'])
    expect(reading.report.leftOut.map(({ entry }) => entry)).toEqual(['990102100202.payables.2026Q3'])
  })
})

describe('the file', () => {
  const full = answersIn({
    village: { 老柳沟: '柳沟村', 北沟: '大桥村' },
    column: { 'b | c / d': null, 'a | c / d': 'amount' },
    accepted: [{ file: 'a.xlsx', sheet: null, cell: 'F5', kind: 'total-differs', reason: '合计漏加' }],
  })

  test('is the same text for the same answers, and is read back as it was written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mingbai-answers-'))
    const file = join(folder, 'answers.json')
    await writeAnswers(file, full)
    const text = readFileSync(file, 'utf8')
    expect(await readAnswers(file)).toEqual({ ok: true, answers: full })
    const turned = { ...full, column: { 'a | c / d': 'amount', 'b | c / d': null } }
    await writeAnswers(file, turned)
    expect(readFileSync(file, 'utf8')).toBe(text)
    expect(text).toMatch(/^\{\n {2}"accepted": \[[^]*\}\n$/)
    expect(text.indexOf('"a | c / d"')).toBeLessThan(text.indexOf('"b | c / d"'))
    expect(readdirSync(folder)).toEqual(['answers.json'])
  })

  test('holds nothing of a person, whatever a clerk has typed', () => {
    const text = answersText(
      answersIn({
        village: { 赵甲一990102196502215955: '柳沟村' },
        accepted: [
          {
            file: 'a.xlsx',
            sheet: null,
            cell: null,
            kind: 'total-differs',
            reason: '卡号6217995693698625137已核',
          },
        ],
      }),
    )
    expect(text).not.toMatch(/990102196502215955|6217995693698625137/)
  })

  test('that is none is refused', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'mingbai-answers-')), 'answers.json')
    for (const text of [
      '{',
      '{"surprise": 1}',
      '{"accepted": [{"file": "a", "kind": "b", "reason": "短"}]}',
    ]) {
      writeFileSync(file, text)
      expect(await readAnswers(file)).toMatchObject({ ok: false, kind: 'bad-answers' })
    }
    writeFileSync(file, '\ufeff{"notForDisclosure": ["值班表.xlsx"]}')
    expect(await readAnswers(file)).toMatchObject({
      ok: true,
      answers: { notForDisclosure: ['值班表.xlsx'] },
    })
  })

  test('a question is answered where its answer is looked for, and nothing else changes', () => {
    const question = { key: 'k' }
    const said = (kind: Question['kind'], value: string | null) =>
      answerQuestion(noAnswers, { ...question, kind }, { value })
    expect(said('which-item-type', 'x').itemType).toEqual({ k: 'x' })
    expect(said('which-village', 'x').village).toEqual({ k: 'x' })
    expect(said('which-period', '2026').period).toEqual({ k: '2026' })
    expect(said('which-unit', '万元').unit).toEqual({ k: '万元' })
    expect(said('which-column', null).column).toEqual({ k: null })
    expect(said('may-picture-be-shown', 'keep').picture).toEqual({ k: 'keep' })
    expect(() => said('which-unit', '角')).toThrow()
    expect(() => said('which-village', null)).toThrow()
    expect(noAnswers).toEqual(Answers.parse({}))
  })
})
