// The township's program from outside: its words, its exit codes, and that a refusal leaves nothing behind.
import { copyFileSync, existsSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as XLSX from '@e965/xlsx'
import { beforeAll, describe, expect, test } from 'vitest'
import { townshipCommand } from '../../../township/command.ts'
import { dibaoRows, MadeFolder } from './made-folder.ts'

const place = mkdtempSync(join(tmpdir(), 'mingbai-command-'))
const key = join(place, 'keys', 'township.key')
const sheets = new MadeFolder().workbook('低保公布.xlsx', {
  柳沟村: dibaoRows('柳沟村2026年第三季度农村低保对象公布表', ['一组', '赵甲一', 870], ['二组', '钱乙', 500]),
}).path

async function run(
  ...args: string[]
): Promise<{ code: number; json: Record<string, unknown>; words: string }> {
  let out = ''
  let words = ''
  const code = await townshipCommand(args, { out: (text) => (out += text), err: (text) => (words += text) })
  return { code, json: out === '' ? {} : JSON.parse(out), words }
}

beforeAll(async () => {
  const made = await run('keys', '--out', join(place, 'keys'), '--code', '990102', '--name', '石桥镇')
  expect(made.code).toBe(0)
})

test('keys are made once, and the private one is for its owner alone', async () => {
  expect(statSync(key).mode & 0o777).toBe(0o600)
  const again = await run('keys', '--out', join(place, 'keys'), '--code', '990102', '--name', '石桥镇')
  expect([again.code, again.json['kind']]).toEqual([1, 'exists'])
})

test('from sheets to a pack, and back to its rows', async () => {
  const out = join(place, 'one.mbpack')
  const built = await run('build', sheets, '--out', out, '--key', key, '--sequence', '7')
  expect([built.code, built.words.split('\n')[0]]).toEqual([0, 'reading sheets 0/2'])
  expect(built.json['pack']).toMatchObject({ sequence: 7, counts: { entries: 1, rows: 2 } })

  const inspected = await run('inspect', out)
  expect(inspected.json).toMatchObject({
    township: { code: '990102', name: '石桥镇' },
    sequence: 7,
    entries: [
      {
        id: '990102100201.dibao-list.2026Q3',
        village: '柳沟村',
        category: 'social-assistance',
        itemType: 'dibao-list',
        itemTypeTitle: '低保 在册名单',
        title: '柳沟村2026年第三季度农村低保对象公布表',
        period: '2026Q3',
        rows: 2,
        totals: { beneficiaries: 4, monthly: 137000 },
      },
    ],
  })

  const rows = await run('rows', out, '990102100201.dibao-list.2026Q3')
  expect(rows.json['columns']).toContainEqual({
    id: 'monthly',
    title: '每月金额',
    kind: 'money',
    unit: 'fen',
  })
  expect(rows.json['rows']).toEqual([
    [1, '赵甲一', 3, 2, 87000, null, null],
    [2, '钱乙', 3, 2, 50000, null, null],
  ])
  expect((await run('rows', out, 'no.such.entry')).json).toEqual({ kind: 'no-such-entry' })
})

test('a sequence is used once', async () => {
  for (const sequence of ['7', '6']) {
    const built = await run(
      'build',
      sheets,
      '--out',
      join(place, 'two.mbpack'),
      '--key',
      key,
      '--sequence',
      sequence,
    )
    expect([built.code, built.json['kind'], built.json['last']]).toEqual([1, 'sequence-used', 7])
  }
  expect(existsSync(join(place, 'two.mbpack'))).toBe(false)
})

test('a whole pack replaces all, a partial one may take entries away', async () => {
  const whole = await run(
    'build',
    sheets,
    '--out',
    join(place, 'whole.mbpack'),
    '--key',
    key,
    '--sequence',
    '20',
    '--whole',
  )
  expect(whole.code).toBe(0)
  expect((await run('inspect', join(place, 'whole.mbpack'))).json).toMatchObject({
    mode: 'whole',
    withdrawn: [],
  })

  const gone = ['990102100201.dibao-list.2026Q1', '990102100202.dibao-list.2026Q1']
  const partial = join(place, 'partial.mbpack')
  const withdraw = gone.flatMap((id) => ['--withdraw', id])
  const built = await run('build', sheets, '--out', partial, '--key', key, '--sequence', '21', ...withdraw)
  expect(built.code).toBe(0)
  expect((await run('inspect', partial)).json).toMatchObject({ mode: 'partial', withdrawn: gone })
})

test('what the folder holds is not withdrawn by the same pack', async () => {
  const id = '990102100201.dibao-list.2026Q3'
  const out = join(place, 'torn.mbpack')
  const built = await run('build', sheets, '--out', out, '--key', key, '--sequence', '30', '--withdraw', id)
  expect([built.code, built.json]).toEqual([1, { kind: 'withdrawn-and-present', entries: [id] }])
  expect(existsSync(out)).toBe(false)
})

test('a pack may lie in the folder it was made from: it is not read', async () => {
  const folder = new MadeFolder().workbook('低保公布.xlsx', {
    柳沟村: dibaoRows('柳沟村2026年第三季度农村低保对象公布表', ['一组', '赵甲一', 870]),
  })
  const out = join(folder.path, '公开.mbpack')
  expect((await run('build', folder.path, '--out', out, '--key', key, '--sequence', '22')).code).toBe(0)
  copyFileSync(out, join(folder.path, '旧的公开.dat'))
  const checked = await run('check', folder.path)
  expect(checked.json['files']).toEqual(
    expect.arrayContaining([
      { file: '公开.mbpack', skipped: 'pack', sheets: [] },
      { file: '旧的公开.dat', skipped: 'pack', sheets: [] },
    ]),
  )
  expect(checked.json['entries']).toHaveLength(1)
})

test('a pack that is there is not written over', async () => {
  const built = await run(
    'build',
    sheets,
    '--out',
    join(place, 'one.mbpack'),
    '--key',
    key,
    '--sequence',
    '40',
  )
  expect([built.code, built.json['kind']]).toEqual([1, 'out-exists'])
})

describe('bad input is refused by its kind, and nothing is written', () => {
  const wrongKey = join(place, 'wrong.key')
  writeFileSync(wrongKey, '{"format":"something else"}')
  const empty = new MadeFolder(false).path
  const onlyRegister = new MadeFolder().path
  const noRegister = new MadeFolder(false).workbook('低保公布.xlsx', {
    柳沟村: dibaoRows('柳沟村2026年第三季度农村低保对象公布表', ['一组', '赵甲一', 870]),
  }).path

  test.each([
    ['no-usable-sheet', ['check', empty]],
    ['no-usable-sheet', ['check', onlyRegister]],
    ['no-township-register', ['check', noRegister]],
    ['not-a-folder', ['check', join(place, 'nowhere')]],
    ['not-a-folder', ['check', wrongKey]],
    ['bad-answers', ['check', sheets, '--answers', wrongKey]],
    ['bad-key', ['build', sheets, '--out', join(place, 'x.mbpack'), '--key', wrongKey, '--sequence', '41']],
    [
      'bad-key',
      ['build', sheets, '--out', join(place, 'x.mbpack'), '--key', join(place, 'no.key'), '--sequence', '41'],
    ],
    [
      'no-such-folder',
      ['build', sheets, '--out', join(place, 'none', 'x.mbpack'), '--key', key, '--sequence', '41'],
    ],
    ['not-a-pack', ['inspect', join(sheets, '乡镇信息.xlsx')]],
  ])('%s', async (kind, args) => {
    const refused = await run(...args)
    expect([refused.code, refused.json['kind']]).toEqual([1, kind])
    expect(readdirSync(place).filter((name) => name.startsWith('x.') || name.startsWith('.x'))).toEqual([])
  })

  test('another township’s key does not sign these sheets', async () => {
    await run('keys', '--out', join(place, 'other'), '--code', '990103', '--name', '别镇')
    const built = await run(
      'build',
      sheets,
      '--out',
      join(place, 'x.mbpack'),
      '--key',
      join(place, 'other', 'township.key'),
      '--sequence',
      '1',
    )
    expect([built.code, built.json['kind']]).toEqual([1, 'wrong-township'])
  })

  test('files that cannot be read are named, the others are read', async () => {
    const folder = new MadeFolder()
      .workbook('低保公布.xlsx', {
        柳沟村: dibaoRows('柳沟村2026年第三季度农村低保对象公布表', ['一组', '赵甲一', 870]),
      })
      .file('坏的.xlsx', 'PK\u0003\u0004 half a file')
      .file('坏的.xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]))
      .file('加密.xlsx', encrypted())
      .file('空的.csv', '')
      .file('~$低保公布.xlsx', 'owner')
      .file('程序.exe', Buffer.from([0x4d, 0x5a, 0, 0, 1]))
      .file('扫描.pdf', '%PDF-1.7')
    const checked = await run('check', folder.path)
    expect(checked.code).toBe(0)
    const files = checked.json['files'] as { file: string; skipped?: string }[]
    const why = Object.fromEntries(files.map(({ file, skipped }) => [file, skipped]))
    expect(why).toEqual({
      '低保公布.xlsx': undefined,
      '坏的.xlsx': 'corrupt',
      '坏的.xls': 'corrupt',
      '加密.xlsx': 'password-protected',
      '空的.csv': 'empty',
      '~$低保公布.xlsx': 'lock-file',
      '程序.exe': 'not-a-sheet',
      '扫描.pdf': 'pdf',
      '乡镇信息.xlsx': 'register',
    })
  })

  test('an item that must be held back makes the check faulty', async () => {
    const folder = new MadeFolder().workbook('低保公布.xlsx', {
      柳沟村: dibaoRows('柳沟村2026年第三季度农村低保对象公布表', ['一组', '赵甲一', 870]),
      大桥村: dibaoRows('大桥村2026年第三季度农村低保对象公布表', ['一组', '', 870]),
    })
    const checked = await run('check', folder.path)
    expect([checked.code, checked.json['kind']]).toEqual([1, 'faulty'])
    expect(checked.json['entries']).toHaveLength(1)
  })
})

describe('a sheet that waits for an answer', () => {
  const title = '柳沟村2026年第三季度公益林补偿发放表'
  const rows = [[title], ['序号', '户主姓名', '面积(亩)', '补助金额(元)'], [1, '赵甲一', 13.5, 175.5]]

  test('alone in its folder gets its question, and no pack', async () => {
    const folder = new MadeFolder().workbook('公益林.xlsx', { Sheet1: rows })
    const checked = await run('check', folder.path)
    expect([checked.code, checked.json['kind']]).toEqual([1, 'faulty'])
    const key1 = '公益林补偿发放表 | 序号、户主姓名、面积(亩)、补助金额(元)'
    expect(checked.json['questions']).toMatchObject([{ kind: 'which-item-type', about: title, key: key1 }])
    const out = join(place, 'none.mbpack')
    const built = await run('build', folder.path, '--out', out, '--key', key, '--sequence', '60')
    expect([built.code, built.json['kind'], existsSync(out)]).toEqual([1, 'nothing-to-build', false])

    const answers = join(folder.path, '..', 'answers-command.json')
    writeFileSync(answers, JSON.stringify({ notForDisclosure: [key1] }))
    expect((await run('check', folder.path, '--answers', answers)).json['kind']).toBe('no-usable-sheet')
  })

  test('is left out of the pack by name, and the rest is built', async () => {
    const folder = new MadeFolder().workbook('公益林.xlsx', { Sheet1: rows }).workbook('低保公布.xlsx', {
      柳沟村: dibaoRows('柳沟村2026年第三季度农村低保对象公布表', ['一组', '赵甲一', 870]),
      大桥村: dibaoRows('大桥村2026年第三季度农村低保对象公布表', ['一组', '', 870]),
    })
    const out = join(place, 'rest.mbpack')
    const built = await run('build', folder.path, '--out', out, '--key', key, '--sequence', '61')
    expect([built.code, built.json['entries']]).toMatchObject([0, [{ village: '柳沟村' }]])
    expect(built.json['leftOut']).toMatchObject([
      {
        file: '低保公布.xlsx',
        sheet: '大桥村',
        faults: [{ cell: 'C3', kind: 'missing-value' }],
        question: null,
      },
      {
        file: '公益林.xlsx',
        sheet: 'Sheet1',
        entry: null,
        faults: [],
        question: { kind: 'which-item-type' },
      },
    ])
  })
})

test.each([
  [],
  ['fly'],
  ['check'],
  ['check', sheets, sheets],
  ['check', sheets, '--fast'],
  ['build', sheets, '--out', 'x'],
  ['build', sheets, '--out', 'x', '--key', key, '--sequence', '0'],
  ['build', sheets, '--out', 'x', '--key', key, '--sequence', 'seven'],
  ['build', sheets, '--out', 'x', '--key', key, '--sequence', '9', '--withdraw', 'all of it'],
  ['build', sheets, '--out', 'x', '--key', key, '--sequence', '9', '--whole', '--withdraw', 'T.notice.2026'],
  ['keys', '--out', place],
  ['rows', 'pack'],
])('wrong usage says how it is used: %s', async (...args) => {
  const refused = await run(...(args as string[]))
  expect(refused.code).toBe(2)
  expect(refused.json).toEqual({})
  expect(refused.words).toContain('township build')
})

/** What Excel writes for a workbook with a password: a compound file around an encrypted package. */
function encrypted(): Buffer {
  const container = XLSX.CFB.utils.cfb_new()
  XLSX.CFB.utils.cfb_add(container, '/EncryptedPackage', Buffer.alloc(64, 7))
  XLSX.CFB.utils.cfb_add(container, '/EncryptionInfo', Buffer.alloc(64, 7))
  return Buffer.from(XLSX.CFB.write(container, { type: 'buffer' }) as Uint8Array)
}
