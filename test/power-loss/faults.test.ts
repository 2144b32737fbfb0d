// One call of an import that fails, at each distinct step (security.md D07): told in words, never taken for a success.
import { mkdtempSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importInto, kioskOf, packOf, posting, worldIn } from '../stand-ins/pack-world.ts'
import { started } from './kiosk-after.ts'
import { buildRecorder, readActs, restore, snapshotOf, type Snapshot } from './recorded-disk.ts'
import { kindOf, mayRecord, place, run, type Act } from './recorded-run.ts'

const errors = { EIO: 5, ENOSPC: 28, EINTR: 4, EACCES: 13 } as const
/** FAULTS=all tries every error at every step; the ordinary run one or two that fit. */
const all = process.env['FAULTS'] === 'all'

type Step = { site: string; op: string; call: number }

describe.runIf(mayRecord)('D07 a call that fails', { timeout: all ? 3_600_000 : 900_000 }, () => {
  const folder = mkdtempSync(join(place, 'mingbai-faults-'))
  let recorder = ''
  let data = ''
  let before: Snapshot
  let act: Act
  let steps: Step[] = []
  let pack = ''
  beforeAll(async () => {
    recorder = buildRecorder(folder)
    const world = await worldIn(folder)
    data = kioskOf(world)
    const first = await packOf(world, 1, [posting()])
    if (!(await importInto(data, first)).ok) throw new Error('not imported')
    pack = await packOf(world, 2, [posting({ expense: 31_000 })])
    act = { program: 'command', words: ['import', pack] }
    before = snapshotOf(data)
    const log = join(folder, 'steps.log')
    await run(recorder, data, act, { log })
    steps = distinct(data, readActs(log))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** What became of it, and everything that is wrong with that. */
  async function failing(step: Step, errno: number): Promise<{ done: boolean; wrong: string[] }> {
    restore(data, before)
    const { said, code } = await run(recorder, data, act, { failAt: `${step.call}:${errno}` })
    const done = kindOf(said) === 'applied'
    const wrong: string[] = []
    // Words for the clerk, never a stack: a fault is a value.
    if (kindOf(said) === '' || (code !== 0 && code !== 1)) wrong.push(`ended with ${code} and no word`)
    const { sequence, flaws } = started(data)
    wrong.push(...flaws)
    if (sequence !== 2 && (done || sequence !== 1)) wrong.push(`shows ${sequence}`)
    const again = await importInto(data, pack)
    if (again.ok !== (sequence === 1)) wrong.push(`then it says ${JSON.stringify(again)}`)
    const { flaws: later, sequence: last } = started(data)
    if (last !== 2 || later.length > 0) wrong.push(`in the end ${last}: ${later.join(', ')}`)
    return { done, wrong: wrong.map((each) => `${step.site}, error ${errno}: ${each}`) }
  }

  test('leaves the old content or the new, says which in words, and the same pack goes in afterwards', async () => {
    const wrong: string[] = []
    for (const step of steps)
      for (const errno of all ? Object.values(errors) : fitting(step))
        wrong.push(...(await failing(step, errno)).wrong)
    expect(wrong).toEqual([])
  })

  // The second fsync of a file whose first has failed succeeds without having written anything: there must be no second.
  test('a sync that fails once and would succeed the next time is not taken for a success', async () => {
    const syncs = steps.filter((step) => step.op === 'sync' && !step.site.includes('state.db.bak'))
    expect(syncs.map((step) => step.site)).toEqual(
      expect.arrayContaining([
        'sync staging/UUID.mbpack',
        'sync staging',
        'sync generations/GEN.tmp',
        'sync generations',
        'sync packs',
        'sync state.db',
      ]),
    )
    // Two folder syncs may fail without the update failing: the one for state.db.bak, a copy that is made again; and the one
    // for the rollback journal, whose result SQLite itself does not look at, and for whose loss that copy is there.
    const mayFail = (step: Step) =>
      /^(rename state\.db\.bak|sync state\.db-journal)$/.test(steps[steps.indexOf(step) - 1]?.site ?? '')
    const taken: string[] = []
    for (const step of syncs)
      if (!mayFail(step) && (await failing(step, errors.EIO)).done) taken.push(step.site)
    expect(taken).toEqual([])
  })
})

const fitting = ({ op }: Step): number[] =>
  op === 'write' ? [errors.ENOSPC, errors.EINTR] : op === 'create' ? [errors.EACCES] : [errors.EIO]

/** The first call of each run of equal steps. */
function distinct(data: string, acts: ReturnType<typeof readActs>): Step[] {
  const steps: Step[] = []
  for (const act of acts) {
    const name = relative(data, act.op === 'rename' ? act.to : act.path)
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, 'UUID')
      .replace(/[0-9a-f]{64}/g, 'HASH')
      .replace(/\d+-[0-9a-f]{8}/g, 'GEN')
    const site = `${act.op} ${name}`
    if (steps.at(-1)?.site !== site) steps.push({ site, op: act.op, call: act.call })
  }
  return steps
}
