// An urgent withdrawal: from the last pack alone, in a moment, a pack of a few KB that takes an item back.
import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
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

const place = mkdtempSync(join(tmpdir(), 'mingbai-withdraw-'))
const keyFile = join(place, 'keys', 'township.key')
const [liugou] = villageCodes
const id = `${liugou}.dibao-list.2026Q2`
const reason = '名单里有不该公开的内容'
let world: World
let last = ''

beforeAll(async () => {
  world = await worldIn(place)
  last = await packOf(world, 7, [dibao({ payees: ['孙不该', '赵甲一'] }), posting()])
})

async function run(...args: string[]): Promise<{ code: number; json: Record<string, unknown> }> {
  let out = ''
  const code = await townshipCommand(args, { out: (text) => (out += text), err: () => undefined })
  return { code, json: out === '' ? {} : JSON.parse(out) }
}
const withdraw = (name: string, sequence: number, ...more: string[]) => {
  const out = join(place, name)
  const fixed = ['--out', out, '--key', keyFile, '--sequence', String(sequence), '--pack', last]
  return run('withdraw', ...fixed, ...more)
}

test('needs no sheets, is a few KB, says who reviewed it, and takes the item off a kiosk', async () => {
  const made = await withdraw('8.mbpack', 8, '--id', id, '--reason', reason, '--secrecy-review', '赵甲一')
  expect(made).toMatchObject({ code: 0, json: { pack: { sequence: 8 }, withdrawn: [{ id }] } })
  const out = join(place, '8.mbpack')
  expect(statSync(out).size).toBeLessThan(6000)
  expect((await run('inspect', out)).json).toMatchObject({
    withdrawn: [id],
    withdrawnReason: reason,
    counts: { entries: 0, rows: 0 },
    reviews: [{ step: 'secrecy-review', name: '赵甲一' }],
    township: { villages: ['柳沟村', '石桥头村', '长岭村'] },
  })
  const data = kioskOf(world)
  expect(await importInto(data, last)).toMatchObject({ ok: true, entries: 2 })
  expect(await importInto(data, out)).toMatchObject({ ok: true, entries: 1 })
})

test('of an item the pack does not have is refused: a slip of the pen must not pass for done', async () => {
  const unknown = `${liugou}.dibao-list.2026Q1`
  expect(await withdraw('a.mbpack', 20, '--id', unknown, '--reason', reason)).toMatchObject({
    code: 1,
    json: { kind: 'no-such-entry', entries: [unknown] },
  })
})

test('finds the item in an earlier pack if that is given too', async () => {
  const newer = await packOf(world, 9, [posting({ expense: 31_000 })])
  const made = await withdraw('10.mbpack', 10, '--pack', newer, '--id', id, '--reason', reason)
  expect(made).toMatchObject({ code: 0, json: { withdrawn: [{ id }] } })
})

test('needs a reason that can be read by everybody', async () => {
  expect((await withdraw('b.mbpack', 21, '--id', id)).code).toBe(2)
  expect(await withdraw('b.mbpack', 21, '--id', id, '--reason', '错')).toMatchObject({
    code: 1,
    json: { kind: 'no-reason' },
  })
  const personal = '赵甲一 13812345678 打电话要求'
  expect(await withdraw('b.mbpack', 21, '--id', id, '--reason', personal)).toMatchObject({
    code: 1,
    json: { kind: 'personal-in-reason' },
  })
})

test('comes after what is published: an old number, or one used before, is refused', async () => {
  const old = await withdraw('c.mbpack', 7, '--id', id, '--reason', reason)
  expect(old).toMatchObject({ code: 1, json: { kind: 'sequence-used' } })
})
