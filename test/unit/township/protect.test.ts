// A sheet that is shifted, a child without a birthday, a register with an ID, a path with a number: nothing of it gets out.
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { townshipCommand } from '../../../township/command.ts'
import { dibaoRows, MadeFolder } from './made-folder.ts'

vi.setConfig({ testTimeout: 60_000 })

/** Invented, with valid check digits. */
const ids = ['990102196502215955', '99010219540819257X', '990102195408192571', '990102198008318616']
const title = '柳沟村2026年第三季度农村低保对象公布表'
const hidden = '〔已隐去〕'
const people = (...names: string[]) =>
  dibaoRows(title, ...names.map((name): [string, string, number] => ['一组', name, 860]))

test('a list with IDs in the column of names is shifted, and is not published', async () => {
  const { report, entries } = await new MadeFolder()
    .workbook('低保.xlsx', { Sheet1: people(...ids) })
    .workbook('别的.xlsx', { Sheet1: dibaoRows(title.replace('柳沟', '大桥'), ['一组', '赵甲一', 860]) })
    .read()
  expect(report.faults).toMatchObject([
    { file: '低保.xlsx', cell: 'C3', kind: 'personal-in-column', severity: 'error', detail: 'payee 4/4' },
  ])
  expect(report.swept).toHaveLength(4)
  expect(entries.map(({ entry }) => entry.villageCode)).toEqual(['990102100202'])
  expect(JSON.stringify([report, entries])).not.toMatch(/99010219|6217/)
})

test('one ID among names is hidden, and the list is published', async () => {
  const { report, entries } = await new MadeFolder()
    .workbook('低保.xlsx', { Sheet1: people('赵甲一', ids[0] ?? '', '孙丙三') })
    .read()
  expect(report.faults).toEqual([])
  expect(report.swept).toEqual([{ file: '低保.xlsx', sheet: 'Sheet1', cell: 'C4', kind: 'id-number' }])
  expect(JSON.stringify(entries[0]?.rows)).toContain(hidden)
})

test('an ID in a title, a sheet’s name, a file’s name and a remark is hidden wherever it is repeated', async () => {
  const [id = ''] = ids
  const { report, entries } = await new MadeFolder()
    .workbook(`${id}/低保${id}.xlsx`, {
      [`张三${id}`]: [
        [`${title}(${id})`],
        ...people('赵甲一').slice(1, 2),
        [1, '一组', '赵甲一', 3, 2, 860, id],
      ],
    })
    .read()
  expect(entries).toHaveLength(1)
  expect(JSON.stringify([report, entries.map(({ entry, rows }) => [entry, rows])])).not.toContain(id)
  expect(entries[0]?.entry.title).toContain(hidden)
  expect(entries[0]?.entry.source.file).toContain(hidden)
})

test('a telephone in a column of amounts is no amount', async () => {
  const rows = people('赵甲一', '钱乙二')
  const { report, entries } = await new MadeFolder()
    .workbook('低保.xlsx', {
      Sheet1: rows.map((row, at) => (at === 2 ? row.map((cell) => (cell === 3 ? 13812345678 : cell)) : row)),
    })
    .read()
  expect(report.swept).toMatchObject([{ cell: 'D3', kind: 'mobile' }])
  expect(JSON.stringify([report, entries])).not.toContain('13812345678')
})

test.each([
  ['年龄', [9, 41], ['***', '钱乙二']],
  ['年龄(周岁)', ['16岁', '80岁'], ['***', '钱乙二']],
])('a child is known by the column %s', async (header, ages, shown) => {
  const [head, ...rows] = people('赵甲一', '钱乙二').slice(1)
  const { entries } = await new MadeFolder()
    .workbook('低保.xlsx', {
      Sheet1: [[title], [...(head ?? []), header], ...rows.map((row, at) => [...row, ages[at]])],
    })
    .read()
  expect(entries[0]?.rows.map((row) => row.find((cell) => shown.includes(String(cell))))).toEqual(shown)
})

test.each(['孤儿', '困境儿童', '事实无人抚养儿童', '未成年人'])(
  'on a list of %s nobody has a name',
  async (word) => {
    const { entries, report } = await new MadeFolder()
      .workbook('低保.xlsx', { Sheet1: dibaoRows(`${title}(${word})`, ['一组', '赵甲一', 860]) })
      .read()
    expect(JSON.stringify(entries)).not.toContain('赵甲一')
    // A list whose title speaks of another matter may be asked about instead.
    const asked = report.questions.some(({ kind }) => kind === 'which-item-type')
    expect(asked || JSON.stringify(entries[0]?.rows).includes('***')).toBe(true)
  },
)

test('what the command says of a path or a wrong word holds no number', async () => {
  const said: string[] = []
  const streams = { out: (text: string) => said.push(text), err: (text: string) => said.push(text) }
  const [id = ''] = ids
  const folder = new MadeFolder().workbook(`${id}.xlsx`, { Sheet1: people('赵甲一') })
  await townshipCommand(['check', join(folder.path, id)], streams)
  await townshipCommand(['check', folder.path, '--answers', `/tmp/${id}.json`], streams)
  await townshipCommand(
    ['build', folder.path, '--out', `/tmp/${id}.mbpack`, '--key', `/tmp/${id}`, '--sequence', '1'],
    streams,
  )
  await townshipCommand([`--${id}`], streams)
  await townshipCommand(['inspect', `/tmp/${id}.mbpack`], streams)
  expect(said.join('')).toContain(hidden)
  expect(said.join('')).not.toContain(id)
})
