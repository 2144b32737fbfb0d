// Opinions all the way round, as a clerk goes it: from the stick into a sheet, and from the sheet into a pack.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as XLSX from '@e965/xlsx'
import { beforeAll, expect, test } from 'vitest'
import { replyDueOn, shownOpinionNumber, type Opinion } from '../../../disclosure/opinion.ts'
import { localDay } from '../../../disclosure/local-day.ts'
import type { OpinionKey } from '../../../pack/opinion-seal.ts'
import { claimsOf } from '../../../pack/open.ts'
import { townshipCommand } from '../../../township/command.ts'
import { readKey } from '../../../township/keys.ts'
import { opinionKeyFor } from '../../../township/opinions/opinion-key.ts'
import { numberFor, OpinionKiosk } from '../../stand-ins/opinion-kiosk.ts'
import { dibaoRows, MadeFolder } from './made-folder.ts'

const place = mkdtempSync(join(tmpdir(), 'mingbai-opinions-'))
const key = join(place, 'keys', 'township.key')
const sheets = new MadeFolder().workbook('低保公布.xlsx', {
  柳沟村: dibaoRows('柳沟村2026年第三季度农村低保对象公布表', ['一组', '赵甲一', 870], ['二组', '钱乙', 500]),
}).path
let opinionKey: OpinionKey

async function run(...args: string[]): Promise<{ code: number; json: Record<string, unknown> }> {
  let out = ''
  const code = await townshipCommand(args, { out: (text) => (out += text), err: () => undefined })
  return { code, json: out === '' ? {} : JSON.parse(out) }
}

async function keysIn(folder: string, ...more: string[]): Promise<string> {
  const made = await run('keys', '--out', folder, '--code', '990102', '--name', '石桥镇', ...more)
  expect(made.code).toBe(0)
  return join(folder, 'township.key')
}

async function opinionKeyIn(file: string, passphrase: string | null = null): Promise<OpinionKey> {
  const read = await readKey(file, passphrase)
  if (!read.ok) throw new Error(read.kind)
  return opinionKeyFor(read.key)
}

beforeAll(async () => {
  await keysIn(join(place, 'keys'))
  opinionKey = await opinionKeyIn(key)
})

const today = localDay(new Date())
const missing: Opinion = {
  number: numberFor('missing'),
  village: '990102100201',
  entry: '990102100201.dibao-list.2026Q3',
  reason: 'household-missing',
  text: '我家在三组，表上没有。',
  on: today,
}
const unclear: Opinion = {
  number: numberFor('unclear'),
  village: null,
  reason: 'not-understood',
  on: '2026-01-05',
}

/** A folder as a stick, the sheet beside it, and what a clerk does with them. */
class Desk {
  readonly stick: string
  readonly sheet: string
  constructor(name: string) {
    this.stick = join(place, name, 'stick')
    this.sheet = join(place, name, '意见.xlsx')
    mkdirSync(this.stick, { recursive: true })
  }
  collect(...more: string[]) {
    return run('opinions', this.stick, '--key', key, '--out', this.sheet, ...more)
  }
  build(name: string, sequence: number, ...more: string[]) {
    const fixed = ['--out', join(place, name), '--key', key, '--sequence', String(sequence)]
    return run('build', sheets, ...fixed, '--replies', this.sheet, ...more)
  }
  rows(): string[][] {
    const book = XLSX.read(readFileSync(this.sheet), { type: 'buffer' })
    const sheet = book.Sheets[book.SheetNames[0] ?? '']
    return sheet ? XLSX.utils.sheet_to_json<string[]>(sheet, { header: 1, defval: '', raw: false }) : []
  }
  /** As Excel or WPS saves it: the whole book anew. */
  edit(change: (cells: XLSX.WorkSheet, book: XLSX.WorkBook) => void): void {
    const book = XLSX.read(readFileSync(this.sheet), { type: 'buffer', cellDates: true })
    const sheet = book.Sheets[book.SheetNames[0] ?? '']
    if (!sheet) throw new Error('no sheet')
    change(sheet, book)
    writeFileSync(this.sheet, XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }))
  }
  write(cell: string, value: unknown): void {
    this.edit((cells) => {
      XLSX.utils.sheet_add_aoa(cells, [[value]], { origin: cell })
    })
  }
}

test('what villagers said stands in the sheet with its due day, and the stick is only read', async () => {
  const desk = new Desk('first')
  new OpinionKiosk('aaaaaaaaaaaa', opinionKey).export(desk.stick, [missing, unclear])
  const before = readdirSync(desk.stick)
  const pack = join(place, 'names.mbpack')
  await run('build', sheets, '--out', pack, '--key', key, '--sequence', '1')
  expect(await desk.collect('--pack', pack)).toEqual({
    code: 0,
    json: {
      sheet: desk.sheet,
      files: 1,
      opened: 2,
      added: 2,
      known: 0,
      unanswered: 2,
      overdue: 1,
      kiosks: [{ id: 'aaaaaaaaaaaa', key: 'first-seen' }],
      refused: [],
      notOpened: [],
    },
  })
  expect(desk.rows().slice(3)).toEqual([
    ['受理号', '日期', '村', '事项', '类型', '内容', '期限', '答复', '答复日期'],
    [shownOpinionNumber(unclear.number), '2026-01-05', '全镇', '', '看不懂', '', '2026-01-20', '', ''],
    [
      shownOpinionNumber(missing.number),
      today,
      '柳沟村',
      '低保 在册名单（2026年第三季度）',
      '没有我家',
      '我家在三组，表上没有。',
      replyDueOn(today),
      '',
      '',
    ],
  ])
  expect(readdirSync(desk.stick)).toEqual(before)
})

test('the same stick again, and another of the same kiosk, change nothing of what the clerk wrote', async () => {
  const desk = new Desk('again')
  const kiosk = new OpinionKiosk('aaaaaaaaaaaa', opinionKey)
  kiosk.export(desk.stick, [missing])
  await desk.collect()
  desk.write('H5', '三组的名单已经补上。')
  desk.write('J4', '责任站所')
  desk.write('J5', '民政办')
  const saved = readFileSync(desk.sheet)
  expect((await desk.collect()).json).toMatchObject({ opened: 1, added: 0, known: 1, unanswered: 0 })
  // Nothing new: not one byte of the clerk's file.
  expect(readFileSync(desk.sheet).equals(saved)).toBe(true)

  kiosk.export(desk.stick, [missing, unclear])
  expect((await desk.collect()).json).toMatchObject({ opened: 3, added: 1, known: 2, unanswered: 1 })
  const [heads, first, second] = desk.rows().slice(3)
  expect(heads?.slice(7)).toEqual(['答复', '答复日期', '责任站所'])
  expect([first?.[0], ...(first?.slice(7) ?? [])]).toEqual([
    shownOpinionNumber(missing.number),
    '三组的名单已经补上。',
    '',
    '民政办',
  ])
  expect([second?.[0], second?.[7]]).toEqual([shownOpinionNumber(unclear.number), ''])
})

test('columns in another order and lines the clerk put above are read all the same', async () => {
  const desk = new Desk('moved')
  new OpinionKiosk('aaaaaaaaaaaa', opinionKey).export(desk.stick, [missing])
  await desk.collect()
  const [, , , heads = [], line = []] = desk.rows()
  const turned = (cells: readonly string[]) => cells.toReversed()
  desk.edit((_, book) => {
    const rows = [['石桥镇'], [], turned(heads), turned(line.with(7, '已经补上。'))]
    book.Sheets[book.SheetNames[0] ?? ''] = XLSX.utils.aoa_to_sheet(rows)
  })
  expect((await desk.collect()).json).toMatchObject({ added: 0, known: 1, unanswered: 0 })
  expect((await desk.build('moved.mbpack', 11)).json).toMatchObject({ opinions: { replies: 1 } })
})

test('what the clerk put above the heads stays there when something new comes home', async () => {
  const desk = new Desk('above')
  const kiosk = new OpinionKiosk('aaaaaaaaaaaa', opinionKey)
  kiosk.export(desk.stick, [missing])
  await desk.collect()
  desk.edit((_, book) => {
    const rows = [...desk.rows().slice(0, 3), ['石桥镇', '', '民政办负责'], ...desk.rows().slice(3)]
    book.Sheets[book.SheetNames[0] ?? ''] = XLSX.utils.aoa_to_sheet(rows)
  })
  kiosk.export(desk.stick, [unclear])
  expect((await desk.collect()).json).toMatchObject({ added: 1, known: 1 })
  const [title, lead, more, own, heads, ...lines] = desk.rows()
  expect([title?.[0], lead?.[0], more?.[0]]).toEqual([
    '意见和答复',
    '请只填“答复”和“答复日期”两栏。',
    '答复会给大家看，别写姓名、电话和证件号。',
  ])
  expect(own?.slice(0, 3)).toEqual(['石桥镇', '', '民政办负责'])
  expect([heads?.[0], lines.length]).toEqual(['受理号', 2])
})

test('what the last pack has answered does not come again into a new sheet, and its answer stays on the screens', async () => {
  const desk = new Desk('resent')
  const kiosk = new OpinionKiosk('aaaaaaaaaaaa', opinionKey)
  kiosk.export(desk.stick, [missing])
  await desk.collect()
  desk.write('H5', '三组的名单已经补上。')
  const last = join(place, 'resent-1.mbpack')
  expect((await desk.build('resent-1.mbpack', 12)).code).toBe(0)
  // The next quarter: a new sheet, and a kiosk that has not had that pack gives the same once more.
  const next = new Desk('resent-next')
  kiosk.export(next.stick, [missing, unclear])
  expect((await next.collect('--pack', last)).json).toMatchObject({ opened: 2, added: 1, known: 1 })
  expect(next.rows().flat()).not.toContain(shownOpinionNumber(missing.number))
  const built = await next.build('resent-2.mbpack', 13, '--previous', last)
  expect(built.json).toMatchObject({ opinions: { received: 2, answered: 1, replies: 1 } })
  const claimed = await claimsOf(join(place, 'resent-2.mbpack'))
  expect(claimed.ok && claimed.pack.manifest.replies).toEqual([
    { number: missing.number, on: today, text: '三组的名单已经补上。' },
  ])
})

test('a number that the township itself tells people to call may stand in what they say', async () => {
  const desk = new Desk('hotline')
  const pack = join(place, 'hotline.mbpack')
  await run('build', sheets, '--out', pack, '--key', key, '--sequence', '14')
  new OpinionKiosk('aaaaaaaaaaaa', opinionKey).export(desk.stick, [
    { ...missing, text: '打0960-6218001没人接，我是13812345678。' },
  ])
  await desk.collect('--pack', pack)
  expect(desk.rows().flat()).toContain('打0960-6218001没人接，我是〔已隐去〕。')
})

test('an answer travels in the pack with its number and day, and nothing of what was asked', async () => {
  const desk = new Desk('answered')
  new OpinionKiosk('aaaaaaaaaaaa', opinionKey).export(desk.stick, [missing, unclear])
  await desk.collect()
  desk.write('H5', '　这张表是讲低保的。\n请到民政窗口问，电话0960-6218001。 ')
  desk.write('I5', '2026年1月15日')
  const built = await desk.build('answered.mbpack', 20)
  expect(built).toMatchObject({
    code: 0,
    json: { opinions: { received: 2, answered: 1, replies: 1, leftOut: 0 } },
  })
  const claimed = await claimsOf(join(place, 'answered.mbpack'))
  const manifest = claimed.ok ? claimed.pack.manifest : null
  expect(manifest).toMatchObject({
    opinionKey,
    opinionCounts: { received: 2, answered: 1 },
    replies: [
      {
        number: unclear.number,
        on: '2026-01-15',
        text: '这张表是讲低保的。 请到民政窗口问，电话0960-6218001。',
      },
    ],
  })
  const bytes = readFileSync(join(place, 'answered.mbpack'))
  for (const word of ['三组，表上', '没有我家', missing.number]) expect(bytes.includes(word)).toBe(false)
  expect((await run('inspect', join(place, 'answered.mbpack'))).json).toMatchObject({
    opinions: { replies: 1, received: 2, answered: 1 },
  })
})

test('a day that the program made a date of is the same day, and one left empty is today', async () => {
  const desk = new Desk('days')
  new OpinionKiosk('aaaaaaaaaaaa', opinionKey).export(desk.stick, [missing, unclear])
  await desk.collect()
  desk.edit((cells) => {
    cells['I5'] = { t: 'd', v: new Date(Date.UTC(2026, 0, 16)), z: 'yyyy-mm-dd' }
    cells['H5'] = { t: 's', v: '请再看。' }
    cells['H6'] = { t: 's', v: '补上了。' }
  })
  await desk.build('days.mbpack', 30)
  const claimed = await claimsOf(join(place, 'days.mbpack'))
  expect(claimed.ok && claimed.pack.manifest.replies).toEqual([
    { number: missing.number, on: today, text: '补上了。' },
    { number: unclear.number, on: '2026-01-16', text: '请再看。' },
  ])
})

test('an answer with a number of somebody, a day that is none and a spoilt number are told by their cells', async () => {
  const desk = new Desk('faulty')
  new OpinionKiosk('aaaaaaaaaaaa', opinionKey).export(desk.stick, [missing, unclear])
  await desk.collect()
  desk.edit((cells) => {
    for (const [cell, text] of [
      ['A6', '1234 5678'],
      ['H5', '请打13812345678找老张。'],
      ['H6', '好'.repeat(501)],
      ['I5', '下周'],
      ['I6', '2099-01-01'],
    ] as const)
      cells[cell] = { t: 's', v: text }
  })
  expect(await desk.build('faulty.mbpack', 40)).toEqual({
    code: 1,
    json: {
      kind: 'faulty-replies',
      file: desk.sheet,
      faults: [
        { cell: 'H5', kind: 'personal-in-reply', found: 'mobile' },
        { cell: 'I5', kind: 'bad-reply-date' },
        { cell: 'A6', kind: 'bad-number' },
        { cell: 'H6', kind: 'reply-too-long' },
        { cell: 'I6', kind: 'reply-in-future' },
      ],
    },
  })
  expect(readdirSync(place)).not.toContain('faulty.mbpack')
  // The clerk's own words are not touched because of it.
  new OpinionKiosk('bbbbbbbbbbbb', opinionKey).export(desk.stick, [
    { ...missing, number: numberFor('third') },
  ])
  await desk.collect()
  expect(desk.rows().flat()).toContain('请打13812345678找老张。')
})

test('a villager’s words never become a formula, and a number in them is covered', async () => {
  const desk = new Desk('formula')
  const texts = [
    '=cmd|"/c calc"!A1',
    '+1+1',
    '@SUM(A1)',
    '-2',
    '\ntab',
    '打我电话13812345678，身份证110101199003074557',
  ]
  new OpinionKiosk('aaaaaaaaaaaa', opinionKey).export(
    desk.stick,
    texts.map((text) => ({ ...missing, number: numberFor(text), text })),
  )
  await desk.collect()
  const book = XLSX.read(readFileSync(desk.sheet), { type: 'buffer', cellFormula: true })
  const cells = Object.values(book.Sheets[book.SheetNames[0] ?? ''] ?? {})
  expect(cells.some((cell: unknown) => typeof cell === 'object' && cell !== null && 'f' in cell)).toBe(false)
  const all = desk.rows().flat().join('\n')
  expect(all).toContain('〔已隐去〕')
  for (const number of ['13812345678', '110101199003074557']) expect(all).not.toContain(number)
})

test('torn, forged, foreign: each is told by its kind, and the others come in', async () => {
  const desk = new Desk('attacked')
  const kiosk = new OpinionKiosk('aaaaaaaaaaaa', opinionKey)
  kiosk.export(desk.stick, [missing])
  truncateSync(kiosk.export(desk.stick, [unclear]), 900)
  const changed = kiosk.export(desk.stick, [unclear])
  writeFileSync(changed, readFileSync(changed, 'utf8').replace('石桥镇', '石桥县'))
  kiosk.export(desk.stick, [unclear], { township: { code: '990199', name: '别的镇' } })
  // Another machine that says it is this one.
  new OpinionKiosk('aaaaaaaaaaaa', opinionKey).export(join(place, 'attacked'), [unclear])
  const [forged = ''] = readdirSync(join(place, 'attacked')).filter((name) => name.endsWith('.json'))
  writeFileSync(join(desk.stick, 'mingbai-opinions-zz.json'), readFileSync(join(place, 'attacked', forged)))
  mkdirSync(join(desk.stick, 'mingbai-opinions-folder.json'))
  writeFileSync(join(desk.stick, '别的.json'), '{}')
  const { code, json } = await desk.collect()
  expect(code).toBe(1)
  expect(json).toMatchObject({ kind: 'some-refused', opened: 1, added: 1 })
  expect(json['refused']).toEqual([
    { file: 'mingbai-opinions-990102-aaaaaaaaaaaa-2.json', kind: 'not-an-opinion-file' },
    { file: 'mingbai-opinions-990102-aaaaaaaaaaaa-3.json', kind: 'bad-signature' },
    { file: 'mingbai-opinions-990102-aaaaaaaaaaaa-4.json', kind: 'wrong-township' },
    { file: 'mingbai-opinions-folder.json', kind: 'unreadable' },
    { file: 'mingbai-opinions-zz.json', kind: 'key-mismatch' },
  ])
})

test('a closed opinion under another’s number, and one for a key that is not here, are counted by kind', async () => {
  const desk = new Desk('other-number')
  const kiosk = new OpinionKiosk('aaaaaaaaaaaa', opinionKey)
  const other = new OpinionKiosk('bbbbbbbbbbbb', await opinionKeyIn(await keysIn(join(place, 'lost'))))
  const file = other.export(desk.stick, [missing, unclear])
  const { json } = await desk.collect()
  expect(json).toMatchObject({
    kind: 'some-refused',
    opened: 0,
    notOpened: [{ kind: 'other-key', count: 2 }],
  })
  writeFileSync(file, '')
  kiosk.export(desk.stick, [], {
    opinions: [{ number: numberFor('somebody'), sealed: sealedOf(kiosk, missing) }],
  })
  expect((await desk.collect()).json).toMatchObject({
    opened: 0,
    refused: [{ kind: 'not-an-opinion-file' }],
    notOpened: [{ kind: 'other-number', count: 1 }],
  })
})

function sealedOf(kiosk: OpinionKiosk, opinion: Opinion): string {
  const folder = mkdtempSync(join(place, 'sealed-'))
  const outer: { body: string } = JSON.parse(readFileSync(kiosk.export(folder, [opinion]), 'utf8'))
  const body: { opinions: { sealed: string }[] } = JSON.parse(outer.body)
  return body.opinions[0]?.sealed ?? ''
}

test('after a change of keys the older opinions open with the older key, under a passphrase of its own', async () => {
  const desk = new Desk('older')
  const passphrase = join(place, 'older-passphrase')
  writeFileSync(passphrase, '从前的口令 2025\n')
  const older = await keysIn(join(place, 'older-keys'), '--passphrase-file', passphrase)
  const kiosk = new OpinionKiosk('aaaaaaaaaaaa', await opinionKeyIn(older, '从前的口令 2025'))
  kiosk.export(desk.stick, [missing])
  expect((await desk.collect()).json).toMatchObject({ notOpened: [{ kind: 'other-key' }] })
  expect((await desk.collect('--older-key', older)).json).toMatchObject({ why: 'passphrase-needed' })
  expect(await desk.collect('--older-key', older, '--older-passphrase-file', passphrase)).toMatchObject({
    code: 0,
    json: { opened: 1, added: 1 },
  })
})

test('what is no sheet of opinions, or keeps more than that, is not written over', async () => {
  const desk = new Desk('strange')
  new OpinionKiosk('aaaaaaaaaaaa', opinionKey).export(desk.stick, [missing])
  for (const [content, kind] of [
    [Buffer.from('名单'), 'bad-opinion-sheet'],
    [Buffer.alloc(0), 'bad-opinion-sheet'],
  ] as const) {
    writeFileSync(desk.sheet, content)
    expect(await desk.collect()).toEqual({ code: 1, json: { kind, file: desk.sheet } })
    expect(readFileSync(desk.sheet).equals(content)).toBe(true)
  }
  const other = new Desk('more-sheets')
  new OpinionKiosk('aaaaaaaaaaaa', opinionKey).export(other.stick, [missing])
  await other.collect()
  other.edit((_, book) => XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['镇长批示']]), '批示'))
  const saved = readFileSync(other.sheet)
  expect((await other.collect()).json).toMatchObject({ kind: 'other-sheets' })
  expect(readFileSync(other.sheet).equals(saved)).toBe(true)
})

test('a number that chance gave twice stays two lines, and is answered once both are', async () => {
  const desk = new Desk('twice')
  new OpinionKiosk('aaaaaaaaaaaa', opinionKey).export(desk.stick, [missing])
  new OpinionKiosk('bbbbbbbbbbbb', opinionKey).export(desk.stick, [{ ...unclear, number: missing.number }])
  expect((await desk.collect()).json).toMatchObject({ opened: 2, added: 2 })
  desk.write('H5', '请到窗口来。')
  expect((await desk.build('twice.mbpack', 50)).json).toMatchObject({ opinions: { answered: 1, replies: 0 } })
  desk.write('H6', '补上了。')
  await desk.build('twice-2.mbpack', 51)
  const claimed = await claimsOf(join(place, 'twice-2.mbpack'))
  expect(claimed.ok && claimed.pack.manifest.replies).toMatchObject([
    { number: missing.number, text: '1、请到窗口来。 2、补上了。' },
  ])
})

test('a later pack keeps the answers and goes on taking opinions, an urgent withdrawal too, until it is ended', async () => {
  const desk = new Desk('kept')
  new OpinionKiosk('aaaaaaaaaaaa', opinionKey).export(desk.stick, [missing])
  await desk.collect()
  desk.write('H5', '补上了。')
  const [one, two, three, four] = ['60', '61', '62', '63'].map((name) => join(place, `${name}.mbpack`))
  if (!one || !two || !three || !four) throw new Error('four packs')
  await desk.build('60.mbpack', 60)
  const later = ['build', sheets, '--key', key]
  await run(...later, '--out', two, '--sequence', '61', '--previous', one)
  const id = '990102100201.dibao-list.2026Q3'
  const withdrawal = ['withdraw', '--pack', two, '--id', id, '--reason', '名单要重新核对', '--key', key]
  expect((await run(...withdrawal, '--out', three, '--sequence', '62')).code).toBe(0)
  for (const pack of [two, three]) {
    const claimed = await claimsOf(pack)
    expect(claimed.ok && claimed.pack.manifest).toMatchObject({
      opinionKey,
      replies: [{ number: missing.number, text: '补上了。' }],
    })
  }
  await run(...later, '--out', four, '--sequence', '63', '--previous', two, '--no-opinions')
  expect((await run('inspect', four)).json).toMatchObject({ opinions: null })
})

test('a new quarter begins with a new sheet: older answers stay, and one that was taken back is gone', async () => {
  const [old, fresh] = [new Desk('quarter'), new Desk('next-quarter')]
  const kiosk = new OpinionKiosk('aaaaaaaaaaaa', opinionKey)
  kiosk.export(old.stick, [missing, unclear])
  await old.collect()
  old.write('H5', '请到窗口来。')
  old.write('H6', '补上了。')
  await old.build('quarter.mbpack', 64)
  kiosk.export(fresh.stick, [unclear])
  await fresh.collect()
  await fresh.build('next-quarter.mbpack', 65, '--previous', join(place, 'quarter.mbpack'))
  const claimed = await claimsOf(join(place, 'next-quarter.mbpack'))
  expect(claimed.ok && claimed.pack.manifest.replies).toMatchObject([
    { number: missing.number, text: '补上了。' },
  ])
})

test('a township that takes opinions and has answered none says so with one word', async () => {
  const out = join(place, 'taken.mbpack')
  expect(
    (await run('build', sheets, '--out', out, '--key', key, '--sequence', '70', '--opinions')).code,
  ).toBe(0)
  expect((await run('inspect', out)).json).toMatchObject({ opinions: { replies: 0 } })
  const both = await run(
    'build',
    sheets,
    '--out',
    out,
    '--key',
    key,
    '--sequence',
    '71',
    '--opinions',
    '--no-opinions',
  )
  expect(both.code).toBe(2)
})

test('an empty stick and a wrong call are told apart', async () => {
  const desk = new Desk('empty')
  expect(await desk.collect()).toMatchObject({ code: 1, json: { kind: 'no-opinion-files', files: 0 } })
  expect((await run('opinions', desk.stick, '--key', key)).code).toBe(2)
  expect(
    (await run('opinions', join(place, 'nowhere'), '--key', key, '--out', desk.sheet)).json,
  ).toMatchObject({
    kind: 'io',
    code: 'ENOENT',
  })
})
