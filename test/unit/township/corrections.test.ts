// An item that was published and now reads otherwise: asked about once, answered in answers.json, read by villagers.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { inspectPack } from '../../../pack/open.ts'
import { townshipCommand } from '../../../township/command.ts'
import { dibaoRows, MadeFolder } from './made-folder.ts'

const place = mkdtempSync(join(tmpdir(), 'mingbai-corrections-'))
const key = join(place, 'keys', 'township.key')
const published = join(place, 'first.mbpack')
let packs = 1

type Question = { kind: string; key: string; about: string }
async function run(
  ...args: string[]
): Promise<{ code: number; json: Record<string, unknown>; questions: Question[] }> {
  let out = ''
  const code = await townshipCommand(args, { out: (text) => (out += text), err: () => undefined })
  const json = out === '' ? {} : JSON.parse(out)
  return { code, json, questions: json.questions ?? [] }
}

const sheets = (monthly: number, file = '低保.xlsx', title = '柳沟村2026年三季度低保在册名单公示') =>
  new MadeFolder().workbook(file, {
    柳沟村: dibaoRows(title, ['一组', '赵甲一', monthly], ['二组', '钱乙二', 400]),
  }).path

async function build(folder: string, ...more: string[]) {
  const out = join(place, `${++packs}.mbpack`)
  const built = await run('build', folder, '--out', out, '--key', key, '--sequence', String(packs), ...more)
  const opened = built.code === 0 ? await inspectPack(out) : null
  return { ...built, out, note: opened?.ok ? opened.pack.entries[0]?.correctionNote : undefined }
}

beforeAll(async () => {
  await run('keys', '--out', join(place, 'keys'), '--code', '990102', '--name', '石桥镇')
  const built = await run('build', sheets(300), '--out', published, '--key', key, '--sequence', '1')
  expect(built.code).toBe(0)
})

test('the same item again asks nothing, whatever its file is called', async () => {
  expect((await run('check', sheets(300), '--previous', published)).questions).toEqual([])
  expect((await run('check', sheets(300, '低保(新).xlsx'), '--previous', published)).questions).toEqual([])
})

test('an item with another figure is asked about, by its name; without the pack nobody can know', async () => {
  const { code, questions } = await run('check', sheets(350), '--previous', published)
  expect([code, questions]).toMatchObject([1, [{ kind: 'why-corrected', about: '柳沟村低保 在册名单' }]])
  expect((await run('check', sheets(350))).questions).toEqual([])
})

test('the answer travels with the item; the question is not asked again, and the next change is asked anew', async () => {
  const folder = sheets(350)
  const { questions } = await run('check', folder, '--previous', published)
  const answers = join(place, 'answers.json')
  writeFileSync(answers, JSON.stringify({ correction: { [questions[0]?.key ?? '']: '一组的标准录错了' } }))
  const built = await build(folder, '--previous', published, '--answers', answers)
  expect([built.code, built.note, built.questions]).toEqual([0, '一组的标准录错了', []])
  const again = await run('check', sheets(360), '--previous', built.out, '--answers', answers)
  expect(again.questions).toMatchObject([{ kind: 'why-corrected' }])
  expect(again.questions[0]?.key).not.toBe(questions[0]?.key)
})

test('a question nobody answered holds nothing back', async () => {
  const built = await build(sheets(350), '--previous', published)
  expect([built.code, built.note]).toEqual([0, null])
})

test('what is personal in an answer is hidden before anybody reads it', async () => {
  const folder = sheets(350)
  const { questions } = await run('check', folder, '--previous', published)
  const answers = join(place, 'personal.json')
  const said = '赵甲一来电13812345678说不对'
  writeFileSync(answers, JSON.stringify({ correction: { [questions[0]?.key ?? '']: said } }))
  const built = await build(folder, '--previous', published, '--answers', answers)
  expect(built.note).toContain('〔已隐去〕')
  expect(JSON.stringify(built.json)).not.toContain('13812345678')
})
