// The way home: what a kiosk writes for its township, what the township makes of it, and every way to forge it.
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openDesk } from '../../../db/desk.ts'
import { openReader } from '../../../db/reader.ts'
import { returnFacts } from '../../../db/return-facts.ts'
import { kioskCommand } from '../../../electron/kiosk-command.ts'
import { returnFiles } from '../../../electron/return-files.ts'
import { cell, readJournalFile } from '../../../pack/journal-file.ts'
import { readEnvelope } from '../../../pack/return-envelope.ts'
import { townshipCommand } from '../../../township/command.ts'
import {
  dibao,
  importInto,
  kioskOf,
  packOf,
  posting,
  villageCodes,
  worldIn,
  type World,
} from '../../stand-ins/pack-world.ts'

const place = mkdtempSync(join(tmpdir(), 'mingbai-receipts-'))
let world: World
let [hall, market] = ['', '']
let home = ''

beforeAll(async () => {
  world = await worldIn(place)
  ;[hall, market] = [kioskOf(world, 'hall'), kioskOf(world, 'market')]
  const seventh = await packOf(world, 7, [posting(), dibao({ payees: ['赵甲', '钱乙'] })])
  const eighth = await packOf(world, 8, [posting({ villageCode: villageCodes[1] })])
  copyFileSync(seventh, `${seventh}.copy`)
  expect((await importInto(hall, seventh)).ok).toBe(true)
  expect((await importInto(market, `${seventh}.copy`)).ok).toBe(true)
  expect((await importInto(hall, eighth)).ok).toBe(true)
})
afterAll(() => rmSync(place, { recursive: true, force: true }))
beforeEach(() => {
  home = mkdtempSync(join(place, 'home-'))
})

/** What the clerk's button writes on the stick. */
function bringHome(data: string, to = home): string[] {
  const opened = openDesk(data)
  if (!opened.ok) throw new Error(opened.fault.kind)
  const { reader } = openReader(data)
  try {
    const facts = returnFacts(opened.desk, reader, { app: '0.1.0', startedAt: '2026-07-12T01:00:00.000Z' })
    const files = facts ? returnFiles(facts) : []
    for (const { name, text } of files) writeFileSync(join(to, name), text)
    return files.map(({ name }) => join(to, name))
  } finally {
    reader.close()
    opened.desk.close()
  }
}

async function receipts(...more: string[]) {
  let out = ''
  const code = await townshipCommand(['receipts', home, ...more], {
    out: (text) => (out += text),
    err: () => {},
  })
  return { code, json: JSON.parse(out) }
}

async function statusOf(data: string) {
  let out = ''
  await kioskCommand(['--data', data, 'status'], { out: (text) => (out += text), err: () => {} })
  return JSON.parse(out)
}

test('two kiosks: which has which pack, who is behind, what no village shows, and that the journals hold', async () => {
  bringHome(hall)
  bringHome(market)
  const { code, json } = await receipts()
  expect([code, json.newest, json.refused, json.silent]).toEqual([0, 8, [], []])
  expect(json.kiosks.map(({ sequence, behind, key }: never) => [sequence, behind, key])).toEqual([
    [7, 1, 'first-seen'],
    [8, 0, 'first-seen'],
  ])
  const { kiosk } = await statusOf(hall)
  const ours = json.kiosks[1]
  expect(ours).toMatchObject({ id: kiosk.id, fingerprint: kiosk.fingerprint, journal: { word: 'verified' } })
  expect(ours.receipt.code).toMatch(/^[0-9A-F]{8}$/)
  const [liugou, shiqiaotou, changling] = villageCodes
  expect(ours.absent).toEqual([
    { itemType: 'dibao-list', period: '2026Q2', villages: [shiqiaotou, changling] },
    { itemType: 'posting-sheet', period: '2026Q2', villages: [changling] },
  ])
  expect(json.kiosks[0].absent).toEqual([
    { itemType: 'dibao-list', period: '2026Q2', villages: [shiqiaotou, changling] },
    { itemType: 'posting-sheet', period: '2026Q2', villages: [shiqiaotou, changling] },
  ])
  expect(ours.absent.flatMap(({ villages }: { villages: string[] }) => villages)).not.toContain(liugou)
})

test('nobody in it: no name, no number of a person and no amount of the rows', () => {
  const [table = '', envelope = ''] = bringHome(hall)
  for (const file of [table, envelope]) expect(readFileSync(file, 'utf8')).not.toMatch(/赵甲|钱乙|privateKey/)
})

test('a name that a person wrote beside a kiosk stays, and a kiosk that sent nothing this time is missed', async () => {
  bringHome(hall)
  bringHome(market)
  const first = await receipts()
  const file = join(home, 'kiosks.json')
  const known = JSON.parse(readFileSync(file, 'utf8'))
  const [behind, ahead] = first.json.kiosks
  known.kiosks[behind.id].name = '集市'
  writeFileSync(file, `${JSON.stringify(known)}\n`)
  for (const name of readdirSync(home)) if (name.includes(behind.id)) rmSync(join(home, name))
  const { json } = await receipts()
  expect(json.silent).toEqual([{ id: behind.id, name: '集市' }])
  expect(json.kiosks).toMatchObject([{ id: ahead.id, key: 'known', journal: { word: 'verified' } }])
})

test('any byte of an envelope changed is refused, and the exit code says so', async () => {
  const [, envelope = ''] = bringHome(hall)
  const bytes = readFileSync(envelope)
  let accepted = 0
  for (let at = 0; at < bytes.length - 1; at += 7) {
    const other = Buffer.from(bytes)
    other.writeUInt8(other.readUInt8(at) ^ 1, at)
    if (readEnvelope(other).ok) accepted++
  }
  expect(accepted).toBe(0)
  writeFileSync(envelope, bytes.toString('utf8').replace('liugou', 'x').replace('990102', '990103'))
  const { code, json } = await receipts()
  expect([code, json.kind, json.refused[0].kind]).toEqual([1, 'some-refused', 'bad-signature'])
})

test('a kiosk that speaks with another key than it first did is refused by its name', async () => {
  bringHome(hall)
  const [id] = (await receipts()).json.kiosks.map((kiosk: { id: string }) => kiosk.id)
  const stranger = openDesk(kioskOf(world, `stranger-${id}`))
  if (!stranger.ok) throw new Error(stranger.fault.kind)
  stranger.desk.state.prepare('UPDATE kiosk_key SET id = ?').run(id)
  stranger.desk.close()
  bringHome(join(place, `stranger-${id}`))
  const { code, json } = await receipts()
  expect([code, json.refused]).toMatchObject([1, [{ kind: 'key-mismatch', kiosk: id }]])
})

test('a journal that was rewritten, cut or swapped is told', async () => {
  const [table = ''] = bringHome(market)
  const word = async () => (await receipts()).json.kiosks.at(-1).journal.word
  expect(await word()).toBe('verified')
  const text = readFileSync(table, 'utf8')
  writeFileSync(table, text.replace('imported', 'refused'))
  expect(await word()).toBe('differs')
  rmSync(table)
  expect(await word()).toBe('no-file')
  // The kiosk's journal itself, a line changed with all hashes after it made anew would need the head we have seen.
  const file = join(home, 'kiosks.json')
  const known = JSON.parse(readFileSync(file, 'utf8'))
  for (const each of Object.values<{ head: string }>(known.kiosks)) each.head = 'a'.repeat(64)
  writeFileSync(file, JSON.stringify(known))
  expect(await word()).toBe('rewritten')
})

test('the journal opens as a table: a mark for spreadsheets, words for people, and no cell is a formula', () => {
  const [table = ''] = bringHome(hall)
  const text = readFileSync(table, 'utf8')
  expect(text.startsWith('\ufeff"序号","时间","谁","做了什么"')).toBe(true)
  expect(text).toContain('"装上一期资料"')
  expect(readJournalFile(text)?.map(({ action }) => action)).toContain('imported')
  const dangerous = ['=1+1', '+1', '-1', '@x', '\tx', '\rx', '＝1', '＋1', '－1', '＠x']
  for (const each of dangerous) expect(cell(each)).toBe(`"'${each}"`)
  expect(cell('a "b", c')).toBe('"a ""b"", c"')
})

test('what no kiosk wrote is refused: a link, a letter, a file beyond its size', async () => {
  writeFileSync(join(home, 'mingbai-receipt-990102-a-1.json'), '{"hello": 1}')
  writeFileSync(join(home, 'mingbai-receipt-990102-b-1.json'), Buffer.alloc(5 * 1024 * 1024, 32))
  mkdirSync(join(home, 'mingbai-receipt-990102-c-1.json'))
  const { json } = await receipts()
  expect(json.refused.map(({ kind }: { kind: string }) => kind)).toEqual([
    'not-an-envelope',
    'unreadable',
    'unreadable',
  ])
})

test('a kiosks file that cannot be understood is not written over', async () => {
  bringHome(hall)
  writeFileSync(join(home, 'kiosks.json'), 'my notes')
  const { code, json } = await receipts()
  expect([code, json.kind]).toEqual([1, 'bad-kiosks-file'])
  expect(readFileSync(join(home, 'kiosks.json'), 'utf8')).toBe('my notes')
})

test('a kiosk that was set up before there were such keys makes one when it is first asked', async () => {
  const data = kioskOf(world, 'old')
  const opened = openDesk(data)
  if (!opened.ok) throw new Error(opened.fault.kind)
  opened.desk.state.prepare('DELETE FROM kiosk_key').run()
  opened.desk.close()
  bringHome(data)
  expect((await receipts()).json.kiosks).toMatchObject([{ sequence: null, highest: 0 }])
})
