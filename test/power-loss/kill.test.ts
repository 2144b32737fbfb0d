// SIGKILL at every step that changes the disk and at any moment between: the import, its process, the way back, the
// repair, a change of keys, the setting up and the start itself. Old or new, whole, nothing left over, and it goes on.
import { mkdtempSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { started } from './kiosk-after.ts'
import { scenesIn, type Scene } from './kill-scenes.ts'
import { buildRecorder, readActs, restore } from './recorded-disk.ts'
import { mayRecord, place, run } from './recorded-run.ts'

/** KILLS=500 for the full number, shared out among the scenes; every named step is hit in any case. */
const kills = Number(process.env['KILLS'] ?? 60)

describe.runIf(mayRecord)('killed', { timeout: 60_000 + kills * 10_000 }, () => {
  const folder = mkdtempSync(join(place, 'mingbai-killed-'))
  let recorder = ''
  let scenes: Record<string, Scene>
  beforeAll(async () => {
    recorder = buildRecorder(folder)
    scenes = await scenesIn(folder)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** How many of all kills fall to each; an import has by far the most steps. */
  const shares = {
    'an import by the command': 0.28,
    'an import by the window’s process': 0.16,
    'an import that drops old content': 0.08,
    'an import that changes the keys': 0.08,
    'the way back': 0.1,
    'the repair': 0.14,
    'the setting up': 0.06,
    'a start that has to clear up': 0.1,
    'a start that puts back an older state.db': 0.08,
  }
  for (const [name, share] of Object.entries(shares))
    test(`D04 at any step of ${name}: old or new, whole, nothing left over, and it goes on`, async () => {
      const scene = scenes[name]
      if (!scene) throw new Error(name)
      const seen = await killAll(recorder, scene, Math.ceil(kills * share))
      expect(seen.wrong).toEqual([])
      const missed = Object.entries(scene.steps).filter(([, step]) => !seen.sites.has(step))
      expect(missed).toEqual([])
      console.info(`killed at ${seen.kills} points (${seen.sites.size} kinds of step) of ${name}`)
    })
})

type Seen = { wrong: string[]; sites: Set<string>; kills: number }

/** At the steps first, then at moments of chance until there are enough. */
async function killAll(recorder: string, scene: Scene, times: number): Promise<Seen> {
  const seen: Seen = { wrong: [], sites: new Set(), kills: 0 }
  const log = `${scene.data}.log`
  restore(scene.data, scene.before)
  const whole = await run(recorder, scene.data, scene.act, { log })
  const points = pointsOf(readActs(log), scene.data, Object.values(scene.steps), times)
  if (points.length === 0) throw new Error(`nothing was recorded: ${JSON.stringify(whole)}`)
  for (const killAt of points) await killOnce(recorder, scene, { killAt, log }, seen)
  while (seen.kills < times)
    await killOnce(recorder, scene, { killAfterMs: whole.ms * (0.4 + Math.random() * 0.6), log }, seen)
  return seen
}

async function killOnce(
  recorder: string,
  scene: Scene,
  wish: { killAt?: string; killAfterMs?: number; log: string },
  seen: Seen,
): Promise<void> {
  restore(scene.data, scene.before)
  rmSync(wish.log, { force: true })
  const ended = await run(recorder, scene.data, scene.act, wish)
  const last = wish.killAt === undefined ? null : readActs(wish.log).at(-1)
  const site = last?.op === 'killed' ? siteOf(last.before, last.path, scene.data) : null
  if (site) seen.sites.add(site)
  seen.kills++
  const at = `${site ?? 'by chance'} (${wish.killAt ?? `${Math.round(wish.killAfterMs ?? 0)} ms`})`
  const { sequence, flaws } = started(scene.data)
  const isOldOrNew = sequence === scene.old || sequence === scene.new
  if (!isOldOrNew || flaws.length > 0) seen.wrong.push(`${at}: shows ${sequence}; ${flaws.join(', ')}`)
  // Killed by the clock it may have been done already; then it must not have been taken back.
  if (!ended.killed && sequence !== scene.new) seen.wrong.push(`${at}: done, and shows ${sequence}`)
  for (const wrong of await scene.after(scene.data, sequence)) seen.wrong.push(`${at}: ${wrong}`)
  const later = started(scene.data)
  if (later.flaws.length > 0) seen.wrong.push(`${at}: afterwards ${later.flaws.join(', ')}`)
}

/** The first and the last call of each run of equal steps, the named ones always; of the rest as many as are wanted. */
function pointsOf(acts: ReturnType<typeof readActs>, data: string, named: string[], most: number): string[] {
  const runs: { site: string; calls: number[] }[] = []
  for (const act of acts) {
    const site = siteOf(act.op, act.op === 'rename' ? act.to : act.path, data)
    if (runs.at(-1)?.site === site) runs.at(-1)?.calls.push(act.call)
    else runs.push({ site, calls: [act.call] })
  }
  const first = new Map(
    runs.map(({ site, calls }) => [site, String(calls[0])]).reverse() as [string, string][],
  )
  const always = [...first].filter(([site]) => named.includes(site)).map(([, call]) => call)
  const may = runs.flatMap(({ site, calls }) => [
    String(calls[0]),
    ...(calls.length > 1 ? [String(calls.at(-1))] : []),
    ...(site.startsWith('write ') ? [`${calls[0]}:half`, `${calls[calls.length >> 1]}:half`] : []),
  ])
  const rest = [...new Set(may)].filter((point) => !always.includes(point))
  const wanted = Math.max(0, Math.floor((most - always.length) * 0.8))
  const step = Math.max(1, rest.length / Math.max(1, wanted))
  const some = Array.from({ length: Math.min(wanted, rest.length) }, (_, at) => rest[Math.floor(at * step)])
  return [...always, ...some.filter((point) => point !== undefined)]
}

/** A step without the names that chance gives. */
function siteOf(op: string, path: string, data: string): string {
  const name = relative(data, path)
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, 'UUID')
    .replace(/[0-9a-f]{64}/g, 'HASH')
    .replace(/\d+-[0-9a-f]{8}/g, 'GEN')
  return `${op} ${name}`
}
