// Two kiosks that were given the same packs show the same, whatever else was tried on them in between.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rollBack } from '../../db/history.ts'
import { openReader } from '../../db/reader.ts'
import { openWriter } from '../../db/writer.ts'
import { takenBack } from '../../db/withdrawals.ts'
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
} from '../stand-ins/pack-world.ts'

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

/** Three items, each of which may be published, corrected, taken back and published again; or all at once. */
const item = fc.constantFrom('first', 'second', 'third')
const said = fc.tuple(item, fc.integer({ min: 1, max: 3 }))
const plan = fc.oneof(
  fc.record({ mode: fc.constant('partial' as const), said: fc.array(said, { minLength: 1, maxLength: 3 }) }),
  fc.record({ mode: fc.constant('whole' as const), said: fc.array(said, { minLength: 1, maxLength: 3 }) }),
  fc.record({ mode: fc.constant('withdraw' as const), of: item }),
)
type Plan = typeof plan extends fc.Arbitrary<infer P> ? P : never

/** Of two lists of one item in a pack the later counts. */
const itemsOf = (of: readonly (readonly [string, number])[]) => [
  ...new Map(of.map(([name, variant]) => [name, itemAt(name, variant)])).values(),
]

function itemAt(name: string, variant: number) {
  const [first, second, third] = villageCodes
  const villageCode = name === 'first' ? first : name === 'second' ? second : third
  const payees = ['赵甲一', '钱乙二', '孙丙三'].slice(0, name === 'third' ? variant : 3)
  const correctionNote = variant === 2 ? '录错了' : null
  return dibao({ payees, villageCode, monthly: 10_000 * variant, correctionNote })
}

async function packFor(wish: Plan, sequence: number): Promise<string> {
  const out = join(folder, `planned-${sequence}.mbpack`)
  const issuedOn = `2026-07-${String(10 + (sequence % 20)).padStart(2, '0')}`
  if (wish.mode === 'withdraw')
    return packOf(world, sequence, [], {
      out,
      issuedOn,
      withdrawn: passedOff([itemAt(wish.of, 1).entry.id]),
      withdrawnReason: passedOff('名单里有不该公开的内容'),
    })
  return packOf(world, sequence, itemsOf(wish.said), { out, issuedOn, mode: wish.mode })
}

test('any packs in any legal order: the same on both kiosks, now and at every step back', async () => {
  let sequence = 100
  let made = 0
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(plan, between), { minLength: 2, maxLength: 6 }), async (steps) => {
      const [one, other] = [kioskOf(world, `one-${made}`), kioskOf(world, `two-${made++}`)]
      const given: string[] = []
      for (const [wish, tries] of steps) {
        given.push(await packFor(wish, ++sequence))
        for (const data of [one, other])
          expect(await importInto(data, given.at(-1) ?? '')).toMatchObject({ ok: true })
        for (const act of tries) await attempt(other, act, given.length - 1, given)
      }
      expect(shownBy(other)).toEqual(shownBy(one))
      for (let at = sequence; at > sequence - steps.length; at--)
        expect(shownAt(other, at), `at ${at}`).toEqual(shownAt(one, at))
    }),
    { numRuns: Math.ceil(runs / 2) },
  )
}, 240_000)

/** What a clerk who goes back to that pack would put on screen. */
function shownAt(data: string, sequence: number): unknown {
  const opened = openWriter(data)
  if (!opened.ok) throw new Error(opened.fault.kind)
  const row = opened.writer.state
    .prepare<[number], { name: string }>('SELECT name FROM generation WHERE sequence = ?')
    .get(sequence)
  if (row) rollBack(opened.writer, row.name)
  opened.writer.close()
  return row && shownBy(data)
}

async function attempt(data: string, act: string, at: number, given = packs): Promise<void> {
  if (act === 'an older pack' || act === 'the same pack') {
    const pack = given[act === 'the same pack' ? at : Math.max(0, at - 1)] ?? ''
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
      about: all('SELECT sequence, issued_on, content_on, mode, manifest_sha256, township FROM about'),
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
      versions: all('SELECT * FROM version ORDER BY id, number'),
      takenBack: takenBack(db),
    }
  } finally {
    reader.close()
  }
}
