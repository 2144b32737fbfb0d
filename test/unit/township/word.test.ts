// Word documents: lists and guides in tables, notices with a table in them, and what is no longer or not yet on the page.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { readWord } from '../../../township/document.ts'
import { madeWord, paragraph, table } from '../../stand-ins/made-word.ts'
import { MadeFolder } from './made-folder.ts'
import { ZipParts } from '../../../township/zip-parts.ts'

vi.setConfig({ testTimeout: 120_000 })
const place = mkdtempSync(join(tmpdir(), 'mingbai-word-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

const title = '柳沟村2026年第三季度农村低保对象公布表'
const head = ['序号', '村民小组', '户主姓名', '家庭人口', '保障人数', '月保障金额(元)', '备注']
const people = [
  ['1', { text: '一组', merge: 'restart' as const }, '赵甲一', '3', '2', '860', ''],
  ['2', { text: '', merge: 'continue' as const }, '钱乙二', '1', '1', '620.50', '代领 13812345678'],
  ['3', '二组', '孙丙三', '2', '2', '700', ''],
]

test('a list in a table of Word is read like a sheet, cells merged downward included', async () => {
  const word = madeWord(
    paragraph(title),
    table([head, ...people]),
    paragraph('公示时间:2026.10.10—10.16  监督电话:0960-6218001'),
  )
  const { entries, report } = await new MadeFolder().file('低保公示.docx', word).read()
  expect(entries).toHaveLength(1)
  expect(entries[0]?.entry).toMatchObject({
    itemType: 'dibao-list',
    villageCode: '990102100201',
    period: '2026Q3',
    title,
    rows: 3,
    totals: { beneficiaries: 5, monthly: 218_050 },
    notice: { start: '2026-10-10', end: '2026-10-16' },
  })
  expect(entries[0]?.rows.map((row) => row[0])).toEqual([1, 1, 2])
  expect(report.swept).toMatchObject([{ file: '低保公示.docx', kind: 'mobile' }])
})

test('a guide in a table of Word is the same item as its sheet', async () => {
  const rows = [
    ['事项名称', '临时救助申请', '到现场次数', '1次'],
    ['办理主体', '镇民政办', '办理窗口', '3号窗口'],
    ['受理条件', { text: '因火灾等导致生活困难的家庭', span: 3 }],
    ['申请材料', { text: '1.申请书\n2.户口簿、身份证(复印件)', span: 3 }],
    ['咨询电话', '0960-6210023', '监督电话', '0960-6210107'],
  ]
  const sheet = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell : cell.text)))
  const asSheet = await new MadeFolder()
    .workbook('指南.xlsx', { Sheet1: [['临时救助申请办事指南'], ...sheet] })
    .read()
  const asWord = await new MadeFolder()
    .file('办事指南/临时救助.docx', madeWord(paragraph('临时救助申请办事指南'), table(rows)))
    .read()
  expect(asWord.entries[0]?.entry.id).toBe(asSheet.entries[0]?.entry.id)
  expect(asWord.entries[0]?.rows).toEqual(asSheet.entries[0]?.rows)
})

test('a notice stays a notice though it holds a small table', async () => {
  const word = madeWord(
    paragraph('关于开展2026年秋季护林防火工作的通告'),
    paragraph('全体村民:防火期内禁止野外用火。'),
    table([
      ['村', '值班点'],
      ['柳沟村', '北坡'],
    ]),
    paragraph('石桥镇人民政府'),
    paragraph('2026年9月1日'),
  )
  const { entries } = await new MadeFolder().file('通告.docx', word).read()
  expect(entries).toHaveLength(1)
  expect(entries[0]?.entry.body).toContain('北坡')
})

test('two tables are two lists', async () => {
  const word = madeWord(
    paragraph(title),
    table([head, ...people]),
    paragraph(title.replace('柳沟', '大桥')),
    table([head, ...people]),
  )
  const { entries } = await new MadeFolder().file('低保公示.docx', word).read()
  expect(entries.map(({ entry }) => [entry.villageCode, entry.source.sheet])).toEqual([
    ['990102100201', '1'],
    ['990102100202', '2'],
  ])
})

describe('what is not on the page is not read', () => {
  const wordsOf = (xml: string) => readWord(new ZipParts(madeWord(xml))).paragraphs
  test.each([
    ['deleted', '<w:p><w:del><w:r><w:delText>张三</w:delText></w:r></w:del><w:r><w:t>甲</w:t></w:r></w:p>'],
    ['moved away', '<w:p><w:moveFrom><w:r><w:t>张三</w:t></w:r></w:moveFrom><w:r><w:t>甲</w:t></w:r></w:p>'],
    ['hidden', '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>张三</w:t></w:r><w:r><w:t>甲</w:t></w:r></w:p>'],
    ['drawn twice', '<w:p><w:r><mc:Fallback><w:t>张三</w:t></mc:Fallback><w:t>甲</w:t></w:r></w:p>'],
  ])('%s', (_why, xml) => expect(wordsOf(xml)).toEqual(['甲']))
  test('entities are what they stand for, and none can grow', () => {
    expect(wordsOf(paragraph('&lt;甲&#20057;&amp;lt;&bomb;'))).toEqual(['<甲乙&lt;&bomb;'])
  })
})

test('pictures in a document stay behind, and are told', async () => {
  const word = madeWord(paragraph(title), '<w:p><w:r><w:drawing/></w:r></w:p>', table([head, ...people]))
  const { report } = await new MadeFolder().file('低保公示.docx', word).read()
  expect(report.faults).toMatchObject([
    { file: '低保公示.docx', kind: 'picture-in-document', severity: 'info', detail: '1' },
  ])
})

const office = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find(existsSync)
test.skipIf(office === undefined)('a document that LibreOffice wrote is read alike', async () => {
  const made = new MadeFolder(false).file(
    'list.html',
    `<html><meta charset="utf-8"><p>${title}</p><table border=1>${[
      head,
      ['1', '一组', '赵甲一', '3', '2', '860', ''],
    ]
      .map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
      .join('')}</table></html>`,
  )
  execFileSync(office ?? '', [
    '--headless',
    `-env:UserInstallation=file://${join(place, 'office')}`,
    '--infilter=HTML (StarWriter)',
    '--convert-to',
    'docx:MS Word 2007 XML',
    '--outdir',
    place,
    join(made.path, 'list.html'),
  ])
  const { entries } = await new MadeFolder().file('低保.docx', readFileSync(join(place, 'list.docx'))).read()
  expect(entries[0]?.entry).toMatchObject({ itemType: 'dibao-list', rows: 1, title })
})
