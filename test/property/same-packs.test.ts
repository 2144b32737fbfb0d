// Two kiosks that were given the same packs show the same, whatever else was tried on them in between.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rollBack } from '../../db/history.ts'
import { openReader } from '../../db/reader.ts'
import { openWriter } from '../../db/writer.ts'
import {
  dibao,
  importInto,
  kioskOf,
  packOf,
  passedOff,
  posting,
  villageCodes,
  worldIn,
  type World,
} from '../helpers/pack-world.ts'

const runs = Number(process.env['SAME_PACKS_RUNS'] ?? 12)
let folder = ''
let world: World
let packs: string[] = []
let withdrawing = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mingbai-same-'))
  world = await worldIn(folder)
  const [first, second] = villageCodes
  const gone = dibao({ payees: ['赵甲一'], villageCode: second, period: '2026Q1' })
  withdrawing = gone.entry.id
  packs = [
    await packOf(world, 1, [posting(), gone]),
    await packOf(world, 2, [posting({ expense: 31_000, correctionNote: '更正一笔' })]),
    await packOf(world, 3, [dibao({ payees: ['钱乙二', '孙丙三'], villageCode: first })], {
      withdrawn: passedOff([withdrawing]),
    }),
    await packOf(world, 4, [posting({ villageCode: second }), dibao({ payees: ['李丁四'] })]),
  ]
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What may happen between two imports without changing what comes of them. */
const between = fc.array(fc.constantFrom('back-and-forth', 'an older pack', 'the same pack', 'a start'), {
  maxLength: 4,
})

test('the order of packs decides, and nothing that was tried in between', async () => {
  let made = 0
  const straight = kioskOf(world, 'straight')
  for (const pack of packs) expect(await importInto(straight, pack)).toMatchObject({ ok: true })
  const expected = shownBy(straight)
  await fc.assert(
    fc.asyncProperty(
      fc.array(between, { minLength: packs.length, maxLength: packs.length }),
      async (tries) => {
        const data = kioskOf(world, `other-${made++}`)
        for (const [at, pack] of packs.entries()) {
          expect(await importInto(data, pack)).toMatchObject({ ok: true })
          for (const act of tries[at] ?? []) await attempt(data, act, at)
        }
        expect(shownBy(data)).toEqual(expected)
      },
    ),
    { numRuns: runs },
  )
})

async function attempt(data: string, act: string, at: number): Promise<void> {
  if (act === 'an older pack' || act === 'the same pack') {
    const pack = packs[act === 'the same pack' ? at : Math.max(0, at - 1)] ?? ''
    expect(await importInto(data, pack)).toMatchObject({ ok: false })
    return
  }
  const opened = openWriter(data)
  if (!opened.ok) throw new Error(opened.fault.kind)
  const { reader } = openReader(data)
  const now = reader.content?.name
  reader.close()
  if (act === 'back-and-forth' && rollBack(opened.writer).ok)
    expect(rollBack(opened.writer, now)).toMatchObject({ ok: true })
  opened.writer.close()
}

/** Everything that is shown, in an order of its own: keys are the machine's. */
function shownBy(data: string): unknown {
  const { reader } = openReader(data)
  try {
    const db = reader.content?.db
    if (!db) throw new Error('nothing is shown')
    const all = (sql: string) => db.prepare(sql).all()
    return {
      about: all('SELECT sequence, issued_on, mode, manifest_sha256, township FROM about'),
      villages: all('SELECT code, position, village FROM village ORDER BY code'),
      entries: all(
        `SELECT id, village_code, category, period, title, rows, lines, totals, correction_note, digest, search, entry
         FROM entry ORDER BY id`,
      ),
      lines: all(
        `SELECT entry.id, line.number, line.search, line.cells
         FROM line JOIN entry ON entry.key = line.entry ORDER BY entry.id, line.number`,
      ),
      bars: all(
        `SELECT entry.id, bar.number, bar.label, bar.value, bar.rows
         FROM bar JOIN entry ON entry.key = bar.entry ORDER BY entry.id, bar.number`,
      ),
    }
  } finally {
    reader.close()
  }
}
