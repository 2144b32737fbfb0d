// What the window does, by command: a key under a passphrase, reviews in the pack, and a stick that is read back.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { townshipCommand } from '../../../township/command.ts'
import { temporaryFolder } from '../../stand-ins/pack-world.ts'
import { dibaoRows, MadeFolder } from './made-folder.ts'

const sheets = new MadeFolder().workbook('低保公布.xlsx', {
  柳沟村: dibaoRows('柳沟村2026年第三季度农村低保对象公布表', ['一组', '赵甲一', 870], ['二组', '钱乙', 500]),
}).path

async function run(...args: string[]): Promise<{ code: number; json: Record<string, unknown> }> {
  let out = ''
  const code = await townshipCommand(args, { out: (text) => (out += text), err: () => undefined })
  return { code, json: out === '' ? {} : JSON.parse(out) }
}

test('sealed key, both reviews, a pack on the stick that reads back', async () => {
  using place = temporaryFolder()
  const at = (name: string) => join(place.folder, name)
  writeFileSync(at('right.txt'), '石桥镇的口令 2026\n')
  writeFileSync(at('wrong.txt'), '石桥镇的口令 2025\n')
  const own = ['--code', '990102', '--name', '石桥镇', '--passphrase-file', at('right.txt')]
  expect((await run('keys', '--out', at('keys'), ...own)).code).toBe(0)
  const key = join(at('keys'), 'township.key')
  const build = (out: string, ...more: string[]) =>
    run('build', sheets, '--out', at(out), '--key', key, '--sequence', '3', ...more)

  const none = await build('none.mbpack')
  expect([none.code, none.json['why']]).toEqual([1, 'passphrase-needed'])
  const wrong = await build('wrong.mbpack', '--passphrase-file', at('wrong.txt'))
  expect([wrong.code, wrong.json['why']]).toEqual([1, 'wrong-passphrase'])
  const phone = await build(
    'phone.mbpack',
    '--passphrase-file',
    at('right.txt'),
    '--pre-review',
    '13800138000',
  )
  expect(phone.code).toBe(2)

  const reviews = ['--pre-review', '张春梅', '--secrecy-review', '李建国', '--reviewed-on', '2026-11-20']
  const built = await build('one.mbpack', '--passphrase-file', at('right.txt'), ...reviews)
  expect(built.code).toBe(0)
  expect((await run('inspect', at('one.mbpack'))).json['reviews']).toEqual([
    { step: 'pre-review', name: '张春梅', on: '2026-11-20' },
    { step: 'secrecy-review', name: '李建国', on: '2026-11-20' },
  ])

  mkdirSync(at('stick'))
  const pub = join(at('keys'), 'township.pub')
  const put = await run('put', at('one.mbpack'), '--to', at('stick'), '--pub', pub)
  expect([put.code, put.json['file']]).toEqual([0, join(at('stick'), 'one.mbpack')])
  expect(readdirSync(at('stick'))).toEqual(['one.mbpack'])
  const nowhere = await run('put', at('one.mbpack'), '--to', at('no-stick'), '--pub', pub)
  expect([nowhere.code, nowhere.json['kind']]).toEqual([1, 'stick-gone'])
})

test('without reviews a pack is as it was: nobody is named', async () => {
  using place = temporaryFolder()
  const keys = ['keys', '--out', place.folder, '--code', '990102', '--name', '石桥镇']
  await run(...keys)
  const out = join(place.folder, 'a.mbpack')
  const key = join(place.folder, 'township.key')
  expect((await run('build', sheets, '--out', out, '--key', key, '--sequence', '1')).code).toBe(0)
  expect((await run('inspect', out)).json['reviews']).toEqual([])
})
