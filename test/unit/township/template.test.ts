// Blank workbooks: every kind of disclosure has one, it says how it is filled, and left blank it troubles nobody.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import * as XLSX from '@e965/xlsx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { itemTypes } from '../../../disclosure/item-types/all.ts'
import { townshipCommand } from '../../../township/command.ts'
import { letterBytes, letterParagraphs } from '../../../township/blank-letter.ts'
import { blankSheet } from '../../../township/template.ts'
import { reported } from '../../../township/wording.ts'
import { dibaoRows, MadeFolder } from './made-folder.ts'
import { partsOf } from './parts.ts'

const out = mkdtempSync(join(tmpdir(), 'mingbai-blank-'))
let files: string[] = []

async function command(...args: string[]): Promise<{ code: number; said: unknown }> {
  let text = ''
  const code = await townshipCommand(args, { out: (more) => (text += more), err: () => undefined })
  return { code, said: text === '' ? null : JSON.parse(text) }
}

beforeAll(async () => {
  const { code, said } = await command('template', '--out', out)
  expect(code).toBe(0)
  files = (said as { files: string[] }).files
})
afterAll(() => rmSync(out, { recursive: true, force: true }))

const bookOf = (file: string) => XLSX.read(readFileSync(file), { type: 'buffer' })
const workbooks = () => files.filter((file) => file.endsWith('.xlsx') && !file.endsWith('乡镇信息.xlsx'))

test('every kind of disclosure has a sheet or a letter, each office one workbook with its instructions first', () => {
  const sheets = workbooks().flatMap((file) => bookOf(file).SheetNames.slice(1))
  const letters = files.filter((file) => file.endsWith('.docx'))
  expect(sheets.length + letters.length).toBe(itemTypes.length)
  for (const file of workbooks()) expect(bookOf(file).SheetNames[0]).toBe('填写说明')
  expect(files.every(existsSync)).toBe(true)
})

test('the instructions name every column, and say of the required ones that they must be filled', () => {
  const said = workbooks().flatMap((file) => {
    const sheet = bookOf(file).Sheets['填写说明']
    return sheet ? XLSX.utils.sheet_to_json<string[]>(sheet, { header: 1 }) : []
  })
  for (const type of itemTypes) {
    if (type.layout.kind === 'document') continue
    const { columns, sheet } = blankSheet(type)
    expect(columns.length).toBeGreaterThan(0)
    for (const { header, declared } of columns) {
      const row = said.find(([name, column]) => name === sheet.name && column === `“${header}”`)
      expect(row, `${sheet.name} ${header}`).toBeDefined()
      expect(row?.[4]).toBe(declared.required ? '必须填' : '没有就空着')
      expect(row?.[2]).not.toBe('')
    }
  }
})

test('choices are lists to choose from, and no cell calculates', () => {
  for (const file of workbooks()) {
    const sheets = [...partsOf(readFileSync(file))].filter(([path]) => path.startsWith('xl/worksheets/sheet'))
    for (const [, content] of sheets) expect(content).not.toMatch(/<f[\s>/]/)
  }
  const assistance = partsOf(readFileSync(join(out, '民政救助.xlsx')))
  const lists = [...assistance.values()].join('').match(/<formula1>[^<]*<\/formula1>/g) ?? []
  expect(lists).toContain('<formula1>"分散供养,集中供养"</formula1>')
})

test('a folder of blank templates is read without a fault: each is skipped for what it is', async () => {
  const folder = new MadeFolder().workbook('低保.xlsx', {
    公布: dibaoRows('柳沟村2026年第三季度低保对象公布表', ['一组', '赵甲', 300]),
  })
  for (const file of files)
    if (!file.endsWith('乡镇信息.xlsx')) folder.file(`空表/${basename(file)}`, readFileSync(file))
  const { report } = await folder.read()
  rmSync(folder.path, { recursive: true, force: true })
  const blank = report.files.filter(({ file }) => file.startsWith('空表/'))
  expect(blank.length).toBe(files.length - 1)
  expect(blank.filter(({ skipped }) => skipped !== 'unfilled-template')).toEqual([])
  expect(report.faults).toEqual([])
  expect(report.questions).toEqual([])
  expect(report.dropped.filter(({ file }) => file.startsWith('空表/'))).toEqual([])
})

test('of a workbook with one sheet filled, that sheet is read and the others are skipped', async () => {
  const book = bookOf(join(out, '民政救助.xlsx'))
  const name = book.SheetNames.find((each) => each.includes('在册名单')) ?? ''
  const sheet = book.Sheets[name]
  if (!sheet) throw new Error('no such sheet')
  sheet['A1'] = {
    t: 's',
    v: String(sheet['A1'].v).replace('______村', '柳沟村').replace('____年第__季度', '2026年第三季度'),
  }
  XLSX.utils.sheet_add_aoa(sheet, [[1, '', '1组', '赵甲', 3, 2, 300]], { origin: 'A4' })
  const folder = new MadeFolder().file(
    '民政救助.xlsx',
    XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }),
  )
  const { report, entries } = await folder.read()
  rmSync(folder.path, { recursive: true, force: true })
  expect(report.faults).toEqual([])
  expect(entries.map(({ entry }) => [entry.period, entry.rows])).toEqual([['2026Q3', 1]])
  const sheets = report.files.find(({ file }) => file === '民政救助.xlsx')?.sheets ?? []
  expect(sheets.filter(({ skipped }) => skipped === undefined).map(({ sheet: read }) => read)).toEqual([name])
})

test('rows under a title that was left blank are a fault, not somebody’s item', async () => {
  const book = bookOf(join(out, '民政救助.xlsx'))
  const sheet = book.Sheets[book.SheetNames.find((each) => each.includes('在册名单')) ?? '']
  if (!sheet) throw new Error('no such sheet')
  XLSX.utils.sheet_add_aoa(sheet, [[1, '', '1组', '赵甲', 3, 2, 300]], { origin: 'A4' })
  const folder = new MadeFolder()
    .workbook('低保.xlsx', { 公布: dibaoRows('柳沟村2026年第三季度低保对象公布表', ['一组', '钱乙', 300]) })
    .file('民政救助.xlsx', XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }))
  const { report } = await folder.read()
  rmSync(folder.path, { recursive: true, force: true })
  expect(report.faults.map(({ file, kind, severity }) => [file, kind, severity])).toEqual([
    ['民政救助.xlsx', 'no-period', 'error'],
  ])
})

test('a letter of which only the title was written is no notice', async () => {
  const folder = new MadeFolder().workbook('低保.xlsx', {
    公布: dibaoRows('柳沟村2026年第三季度低保对象公布表', ['一组', '赵甲', 300]),
  })
  const rules = itemTypes.filter(({ layout, period }) => layout.kind === 'document' && period === 'standing')
  for (const [at, type] of rules.entries()) {
    const [title = '', ...rest] = letterParagraphs(type)
    const paragraphs = [title.replace('______村', '柳沟村'), ...rest].map(reported)
    folder.file(`规约${at}.docx`, letterBytes(paragraphs))
  }
  const { report, entries } = await folder.read()
  rmSync(folder.path, { recursive: true, force: true })
  expect(entries).toHaveLength(1)
  const letters = report.files.filter(({ file }) => file.startsWith('规约'))
  expect(letters.map(({ skipped }) => skipped)).toEqual(rules.map(() => 'unfilled-template'))
})

test('no template is written over a file that is there: somebody may have filled it', async () => {
  const again = await command('template', '--out', out)
  expect(again.code).toBe(1)
  expect(again.said).toMatchObject({ kind: 'exists' })
  const other = mkdtempSync(join(tmpdir(), 'mingbai-blank-'))
  writeFileSync(join(other, '土地.xlsx'), 'filled')
  expect((await command('template', '--out', other)).said).toEqual({
    kind: 'exists',
    file: join(other, '土地.xlsx'),
  })
  expect(readFileSync(join(other, '土地.xlsx'), 'utf8')).toBe('filled')
  expect(existsSync(join(other, '乡镇信息.xlsx'))).toBe(false)
  rmSync(other, { recursive: true, force: true })
})
