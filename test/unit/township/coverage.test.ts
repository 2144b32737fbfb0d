// 公开到位情况: every state of the matrix on real packs and real envelopes, counted a second way, and the workbook that says the same.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import * as XLSX from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDesk } from '../../../db/desk.ts'
import { openReader } from '../../../db/reader.ts'
import { returnFacts } from '../../../db/return-facts.ts'
import type { Entry } from '../../../disclosure/entry.ts'
import { itemTypes } from '../../../disclosure/item-types/all.ts'
import { returnFiles } from '../../../electron/return-files.ts'
import { townshipCommand } from '../../../township/command.ts'
import type { EntryToWrite } from '../../../township/write.ts'
import {
  dibao,
  entry,
  importInto,
  kioskOf,
  packOf,
  posting,
  villageCodes,
  worldIn,
  type World,
} from '../../stand-ins/pack-world.ts'

const [liugou, shiqiaotou, changling] = villageCodes
const period = '2026Q3'
const place = mkdtempSync(join(tmpdir(), 'mingbai-coverage-'))
const packs = join(place, 'packs')
const home = join(place, 'home')
let world: World
let pub = ''

const signed: Entry['approvals'] = [{ step: 'supervision', name: '吴监督', on: null }]

/** One of each kind that every village owes by the quarter, whatever stands in it. */
const owed = itemTypes.filter(({ due }) => due?.owed === 'always').map(({ id }) => id)
const everything = (villageCode: string, but: readonly string[] = []): EntryToWrite[] =>
  owed
    .filter((itemType) => !but.includes(itemType))
    .map((itemType) =>
      itemType === 'posting-sheet'
        ? posting({ villageCode, period, approvals: signed })
        : itemType === 'dibao-list'
          ? dibao({ payees: ['赵甲一'], villageCode, period })
          : entry({ itemType, villageCode, period, rowsOf: [], approvals: signed }),
    )

async function keep(sequence: number, entries: EntryToWrite[], issuedOn: string, more = {}): Promise<string> {
  const file = await packOf(world, sequence, entries, { issuedOn, ...more })
  copyFileSync(file, join(packs, basename(file)))
  return file
}

beforeAll(async () => {
  mkdirSync(packs)
  mkdirSync(home)
  world = await worldIn(place)
  pub = join(place, 'keys', 'township.pub')
  const reviews = [{ step: 'pre-review', name: '周审核', on: '2026-10-11' }]
  // In time but for one village, of which everything but the 低保 list is late or never comes.
  const first = await keep(
    1,
    [
      ...everything(liugou),
      ...everything(shiqiaotou, ['contracts']),
      dibao({ payees: ['孙丙'], villageCode: changling, period }),
    ],
    '2026-10-12',
    { reviews },
  )
  // Corrected, late, and something that no rule asks for.
  const second = await keep(
    2,
    [
      posting({
        villageCode: liugou,
        period,
        expense: 31_000,
        approvals: signed,
        correctionNote: '上次录错了',
      }),
      entry({ itemType: 'contracts', villageCode: shiqiaotou, period, rowsOf: [] }),
      entry({
        itemType: 'relief-goods',
        villageCode: shiqiaotou,
        period,
        rowsOf: [],
        explanations: [{ kind: 'total-differs', cell: 'F5', text: '以明细为准' }],
      }),
      entry({ itemType: 'land-compensation', villageCode: liugou, period, rowsOf: [] }),
      entry({
        itemType: 'projects',
        villageCode: liugou,
        period: '2026-10',
        rowsOf: [],
        declaredNil: { by: '张秀英', on: '2026-11-02' },
      }),
    ],
    '2026-10-24',
  )
  const third = await keep(3, [], '2026-10-25', {
    withdrawn: [`${liugou}.resolutions.${period}`],
    withdrawnReason: '名单里有不该公开的内容',
  })
  const hall = kioskOf(world, 'hall')
  for (const file of [first, second, third]) expect((await importInto(hall, file)).ok).toBe(true)
  bringHome(hall)
}, 60_000)
afterAll(() => rmSync(place, { recursive: true, force: true }))

function bringHome(data: string, to = home): void {
  const opened = openDesk(data)
  if (!opened.ok) throw new Error(opened.fault.kind)
  const { reader } = openReader(data)
  try {
    const facts = returnFacts(opened.desk, reader, { app: '0.1.0', startedAt: '2026-07-12T01:00:00.000Z' })
    for (const { name, text } of facts ? returnFiles(facts) : []) writeFileSync(join(to, name), text)
  } finally {
    reader.close()
    opened.desk.close()
  }
}

async function coverage(...args: string[]) {
  let out = ''
  const code = await townshipCommand(['coverage', packs, '--pub', pub, '--quarter', period, ...args], {
    out: (text) => (out += text),
    err: () => {},
  })
  return { code, json: JSON.parse(out) }
}

type Told = { heads: string[]; lines: { village: string; cells: { state: string; text: string }[] }[] }
const cellsOf = ({ heads, lines }: Told, village: string) => {
  const line = lines.find((each) => each.village === village)
  return Object.fromEntries(heads.slice(1).map((head, at) => [head, line?.cells[at]?.text]))
}

// K01.
test('each cell says what the packs say: 按时, 迟, 改过, 缺, 异常, and nothing where there is nothing', async () => {
  const { code, json } = await coverage('--on', '2026-11-22')
  expect(code).toBe(0)
  expect(cellsOf(json.matrix, '柳沟村')).toEqual({
    财务: '◇ 改过1项',
    补贴: '没有这类事',
    低保救助: '√ 按时',
    土地: '○ 1项',
    工程: '没有这类事',
    大事: '！ 异常1项',
    村情干部: '没有这类事',
    党务: '没有这类事',
  })
  expect(cellsOf(json.matrix, '石桥头村')).toMatchObject({
    财务: '△ 迟9天',
    低保救助: '！ 异常1项',
    大事: '√ 按时',
  })
  expect(cellsOf(json.matrix, '长岭村')).toMatchObject({
    财务: '× 缺6项',
    低保救助: '√ 按时',
    大事: '× 缺1项',
  })
  // Counted a second way: every cell once, under its gravest word.
  const all = json.matrix.lines.flatMap(({ cells }: Told['lines'][number]) => cells.map(({ state }) => state))
  expect(all).toHaveLength(24)
  for (const [state, count] of Object.entries(json.counts))
    expect([state, count]).toEqual([state, all.filter((each: string) => each === state).length])
})

test('what is declared not to have happened is 声明没有发生, with who stands for it', async () => {
  const { json } = await coverage('--on', '2026-11-22', '--quarter', '2026Q4')
  expect(cellsOf(json.matrix, '柳沟村')).toMatchObject({ 工程: '－ 声明没有发生', 财务: '… 没到时间' })
  const nil = json.evidence.find(({ id }: { id: string }) => id === `${liugou}.projects.2026-10`)
  expect(nil).toMatchObject({ states: ['nil'], why: '张秀英在2026-11-02确认没有发生' })
})

test('before its day nothing is missing, and the newest quarter that is due is the one that is shown', async () => {
  const early = await coverage('--on', '2026-10-15')
  expect(cellsOf(early.json.matrix, '长岭村')).toMatchObject({ 财务: '… 没到时间', 大事: '… 没到时间' })
  expect(early.json.counts.missing).toBe(0)
})

// K02.
test('the worst village stands first, and those alike in the order of the township', async () => {
  const { json } = await coverage('--on', '2026-11-22')
  expect(json.matrix.lines.map(({ village }: { village: string }) => village)).toEqual([
    '长岭村',
    '石桥头村',
    '柳沟村',
  ])
  const before = await coverage('--on', '2026-10-15', '--quarter', '2026Q2')
  expect(before.json.matrix.lines.map(({ village }: { village: string }) => village)).toEqual([
    '柳沟村',
    '石桥头村',
    '长岭村',
  ])
})

// K03.
test('behind a cell stand who, when, which machine, which pack and for how long', async () => {
  const { json } = await coverage('--on', '2026-11-22', '--receipts', home)
  const found = json.evidence.find(({ id }: { id: string }) => id === `${liugou}.posting-sheet.${period}`)
  expect(found).toMatchObject({
    state: '改过',
    due: '2026-10-15',
    firstSignedOn: '2026-10-12',
    sequence: 2,
    corrections: 1,
    why: '更正：上次录错了',
  })
  expect(found.manifestSha256).toMatch(/^[0-9a-f]{64}$/)
  expect(found.signer).toBe(json.evidence.find(({ id }: { id: string }) => id?.startsWith(shiqiaotou)).signer)
  expect(found.machines).toMatchObject([{ from: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), days: 0 }])
  const inTime = json.evidence.find(
    ({ id }: { id: string }) => id === `${shiqiaotou}.posting-sheet.${period}`,
  )
  expect(inTime).toMatchObject({ reviewers: ['周审核'], state: '按时', sequence: 1 })
  const gone = json.evidence.find(({ id }: { id: string }) => id === `${liugou}.resolutions.${period}`)
  expect(gone).toMatchObject({ state: '异常', why: '已撤下：名单里有不该公开的内容', machines: [] })
})

// K04, K06.
describe('the workbook', () => {
  test('says what the answer says, cell for cell, with a word in every cell and no formula', async () => {
    const file = join(place, 'matrix.xlsx')
    const { json } = await coverage('--on', '2026-11-22', '--receipts', home, '--out', file)
    const book = XLSX.read(readFileSync(file))
    expect(book.SheetNames).toEqual(['公开到位情况', '依据', '机器'])
    const rows = textsOf(book, '公开到位情况')
    const at = rows.findIndex(([first]) => first === '村')
    expect(rows[at]).toEqual(json.matrix.heads)
    expect(rows.slice(at + 1)).toEqual(
      json.matrix.lines.map(({ village, cells }: Told['lines'][number]) => [
        village,
        ...cells.map(({ text }) => text),
      ]),
    )
    expect(
      rows
        .slice(at + 1)
        .flat()
        .every((text) => text.trim() !== ''),
    ).toBe(true)
    expect(rows.slice(0, at).flat()).toContain(json.matrix.summary)
    expect(textsOf(book, '依据')).toHaveLength(json.evidence.length + 2)
    for (const sheet of Object.values(book.Sheets))
      for (const [name, cell] of Object.entries(sheet))
        if (!name.startsWith('!')) expect(cell.f).toBeUndefined()
  })

  test('is not written over another', async () => {
    const file = join(place, 'there.xlsx')
    writeFileSync(file, 'mine')
    const { code, json } = await coverage('--out', file)
    expect([code, json.kind, readFileSync(file, 'utf8')]).toEqual([1, 'out-exists', 'mine'])
  })
})

// K05.
describe('machines', () => {
  test('one that shows it proves it; one that is silent says nothing, which is not 缺', async () => {
    const quiet = join(place, 'quiet')
    mkdirSync(quiet)
    const heard = await coverage('--on', '2026-11-22', '--receipts', home)
    expect(heard.json.machines.silent).toEqual([])
    expect(cellsOf(heard.json.matrix, '柳沟村')['低保救助']).toBe('√ 按时')
    const kiosks = join(home, 'kiosks.json')
    const silent = await coverage('--on', '2026-11-22', '--receipts', quiet, '--kiosks', kiosks)
    const cells = cellsOf(silent.json.matrix, '长岭村')
    expect(cells).toMatchObject({ 财务: '× 缺6项', 低保救助: '？ 没拿到机器的资料', 大事: '× 缺1项' })
    expect(silent.json.machines.silent).toHaveLength(1)
    expect(silent.json.counts['no-data']).toBeGreaterThan(0)
    expect(silent.json.counts.missing).toBe(heard.json.counts.missing)
  })

  test('one that speaks and does not show it: signed, and not on the screen', async () => {
    const behind = join(place, 'behind')
    mkdirSync(behind)
    const data = kioskOf(world, 'market')
    expect((await importInto(data, join(packs, '1.mbpack'))).ok).toBe(true)
    bringHome(data, behind)
    const { json } = await coverage('--on', '2026-11-22', '--receipts', behind)
    expect(cellsOf(json.matrix, '石桥头村')).toMatchObject({ 财务: '△ 迟9天\n□ 没上屏1项', 大事: '√ 按时' })
  })
})

test('a pack that the township did not sign says nothing of it, and the answer says that it was there', async () => {
  const strange = mkdtempSync(join(place, 'strange-'))
  const other = await worldIn(strange)
  const file = await packOf(other, 9, everything(changling), { issuedOn: '2026-10-01' })
  copyFileSync(file, join(packs, '9.mbpack'))
  const { code, json } = await coverage('--on', '2026-11-22')
  rmSync(join(packs, '9.mbpack'))
  expect([code, json.kind, json.refusedPacks[0].refusal.kind]).toEqual([1, 'some-refused', 'unknown-signer'])
  expect(cellsOf(json.matrix, '长岭村')).toMatchObject({ 财务: '× 缺6项' })
})

test('what cannot be asked is refused by its name', async () => {
  const ask = async (...args: string[]) => {
    const said: string[] = []
    return townshipCommand(['coverage', ...args], { out: (text) => void said.push(text), err: () => {} })
  }
  expect(await ask(packs)).toBe(2)
  expect(await ask(packs, '--pub', pub, '--on', '2026-02-31')).toBe(2)
  expect(await ask(packs, '--pub', pub, '--quarter', '2026')).toBe(2)
  expect(await ask(home, '--pub', pub)).toBe(1)
})

function textsOf(book: XLSX.WorkBook, name: string): string[][] {
  const sheet = book.Sheets[name]
  if (!sheet) throw new Error(`no sheet ${name}`)
  return XLSX.utils.sheet_to_json<string[]>(sheet, { header: 1, raw: false, defval: '' })
}
