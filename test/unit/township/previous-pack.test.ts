// An earlier pack as the memory of the township: this quarter's opening is compared with its closing.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { townshipCommand } from '../../../township/command.ts'
import { MadeFolder } from './made-folder.ts'

const place = mkdtempSync(join(tmpdir(), 'mingbai-previous-'))
const earlier = join(place, '二季度.mbpack')
const key = join(place, 'keys', 'township.key')

async function run(...args: string[]): Promise<{ code: number; json: Record<string, unknown> }> {
  let out = ''
  const code = await townshipCommand(args, { out: (text) => (out += text), err: () => undefined })
  return { code, json: out === '' ? {} : JSON.parse(out) }
}

const ledger = (quarter: string, opening: number, day: string) => [
  [`柳沟村2026年${quarter}季度财务收支明细公开表`],
  ['日期', '凭证号', '摘要', '收入', '支出', '余额'],
  ['', '', '上期结余', '', '', opening],
  [day, '记-1', '收租金', 100, '', opening + 100],
  ['合计', '', '', 100, 0, opening + 100],
]

const third = (opening: number) =>
  new MadeFolder().workbook('明细.xlsx', { 柳沟村: ledger('三', opening, '2026.8.8') }).path

beforeAll(async () => {
  await run('keys', '--out', join(place, 'keys'), '--code', '990102', '--name', '石桥镇')
  const second = new MadeFolder().workbook('明细.xlsx', { 柳沟村: ledger('二', 1000, '2026.5.8') }).path
  const built = await run('build', second, '--out', earlier, '--key', key, '--sequence', '1')
  expect(built.code).toBe(0)
})

test('an opening that is not the closing of the pack before is told with its cell', async () => {
  const { code, json } = await run('check', third(1010), '--previous', earlier)
  expect(code).toBe(0)
  expect(json['faults']).toMatchObject([
    { kind: 'opening-differs', cell: 'F3', seen: '1,010.00', expected: '1,100.00' },
  ])
})

test('one that is says nothing, and without the pack nobody can know', async () => {
  expect((await run('check', third(1100), '--previous', earlier)).json['faults']).toEqual([])
  expect((await run('check', third(1010))).json['faults']).toEqual([])
})

test('build takes it too, and a file that is no pack is refused before anything is read', async () => {
  const out = join(place, '三季度.mbpack')
  const built = await run(
    'build',
    third(1010),
    '--out',
    out,
    '--key',
    key,
    '--sequence',
    '2',
    '--previous',
    earlier,
  )
  expect(built.json['faults']).toMatchObject([{ kind: 'opening-differs' }])
  const broken = join(place, '坏.mbpack')
  writeFileSync(broken, 'MBPACK')
  const refused = await run('check', third(1010), '--previous', broken)
  expect([refused.code, refused.json['kind'], refused.json['file']]).toEqual([1, 'bad-previous-pack', broken])
  const missing = await run('check', third(1010), '--previous', join(place, '没有.mbpack'))
  expect(missing.code).toBe(1)
})
