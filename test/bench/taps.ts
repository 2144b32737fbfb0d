// What ten thousand random touches leave behind in memory, and what the home screen costs while nobody is there.
import { existsSync, readFileSync } from 'node:fs'
import type { CDPSession, ElectronApplication, Page } from 'playwright-core'
import { homeAgain, touchAtRandom } from '../e2e/monkey.ts'
import { root } from '../e2e/places.ts'
import { bareWord, glass, launch, withBareApp } from './start-and-tap.ts'
import type { Line } from './table.ts'

/** The heap is weighed for the first time when every screen and what it loads (the charts) has been seen. */
const firstWeighed = 2000
const mostMegabytes = 700

export type TapsBench = {
  taps: number
  minutes: number
  heap: { first: number; last: number }
  /** Elements and listeners, which a leak shows before the heap does. */
  nodes: { first: number; last: number }
  listeners: { first: number; last: number }
  /** All processes together, at their largest; what they share is counted for each of them. */
  workingSetMegabytes: number
  /** Of a window of the same Electron that shows one word. */
  bareWorkingSetMegabytes: number
  /** The same with every page of memory counted once: what the machine has to have. */
  memoryMegabytes: number
  screens: [screen: string, touches: number][]
}

export async function benchTaps(data: string, taps = 10_000): Promise<TapsBench> {
  const app = await launch([root, '--data', data, ...glass])
  const page = await app.firstWindow()
  const cdp = await page.context().newCDPSession(page)
  await page.waitForSelector('[data-testid="home-start"]')
  await cdp.send('Performance.enable')
  const began = performance.now()
  let [workingSetMegabytes, memoryMegabytes] = [0, 0]
  const first = await touchAtRandom(page, cdp, { taps: firstWeighed, seed: 1 })
  const before = await weighed(page, cdp)
  const rest = await touchAtRandom(page, cdp, {
    taps: taps - firstWeighed,
    seed: 2,
    meanwhile: async (done) => {
      if (done % 500 !== 0) return
      workingSetMegabytes = Math.max(workingSetMegabytes, await workingSetOf(app))
      memoryMegabytes = Math.max(memoryMegabytes, memoryOf(await pidsOf(app)))
    },
  })
  const after = await weighed(page, cdp)
  await app.close()
  const screens = new Map(first.screens)
  for (const [screen, touches] of rest.screens) screens.set(screen, (screens.get(screen) ?? 0) + touches)
  return {
    taps,
    minutes: (performance.now() - began) / 60_000,
    heap: { first: before.heap, last: after.heap },
    nodes: { first: before.nodes, last: after.nodes },
    listeners: { first: before.listeners, last: after.listeners },
    workingSetMegabytes,
    bareWorkingSetMegabytes: await withBareApp(bareWorkingSet),
    memoryMegabytes,
    screens: [...screens].toSorted(([, one], [, other]) => other - one),
  }
}

/**
 * At home, with everything forgotten and the heap swept: both times the same state. What was taken off the page is let
 * go of a sweep or two later, now and then, so the least of several counts is what stays.
 */
async function weighed(page: Page, cdp: CDPSession) {
  await homeAgain(page)
  const least = { heap: Infinity, nodes: Infinity, listeners: Infinity }
  for (let sweeps = 0; sweeps < 8; sweeps++) {
    await cdp.send('HeapProfiler.collectGarbage')
    await page.waitForTimeout(250)
    const { metrics } = await cdp.send('Performance.getMetrics')
    const named = (name: string) => metrics.find((each) => each.name === name)?.value ?? Infinity
    least.heap = Math.min(least.heap, named('JSHeapUsedSize'))
    least.nodes = Math.min(least.nodes, named('Nodes'))
    least.listeners = Math.min(least.listeners, named('JSEventListeners'))
  }
  return least
}

const workingSetOf = async (app: ElectronApplication): Promise<number> =>
  (await app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0),
  )) / 1024

async function bareWorkingSet(folder: string): Promise<number> {
  const app = await launch([folder])
  await (await app.firstWindow()).waitForSelector(bareWord)
  const sum = await workingSetOf(app)
  await app.close()
  return sum
}

const pidsOf = (app: ElectronApplication): Promise<number[]> =>
  app.evaluate(({ app: electron }) => electron.getAppMetrics().map(({ pid }) => pid))

/** Linux divides a shared page among those who share it. */
const memoryOf = (pids: readonly number[]): number =>
  // A process may have ended since it was counted (sound, print).
  pids
    .filter((pid) => existsSync(`/proc/${pid}/smaps_rollup`))
    .reduce((sum, pid) => {
      const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]
      return sum + Number(kilobytes)
    }, 0) / 1024

export function tapsLines(found: TapsBench): Line[] {
  const grown = (of: { first: number; last: number }) => of.last / of.first
  const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`
  return [
    {
      what: `page’s heap after ${found.taps} random touches (${found.minutes.toFixed(1)} min, ${found.screens.length} screens)`,
      baseline: [`after the first ${firstWeighed}`, megabytes(found.heap.first)],
      ours: megabytes(found.heap.last),
      ratio: grown(found.heap),
      aim: 1.2,
    },
    {
      what: 'elements and listeners then',
      baseline: [`after the first ${firstWeighed}`, `${found.nodes.first}, ${found.listeners.first}`],
      ours: `${found.nodes.last}, ${found.listeners.last}`,
      ratio: Math.max(grown(found.nodes), grown(found.listeners)),
      aim: 1.2,
    },
    {
      what: 'memory of all processes meanwhile, at its largest, each page counted once',
      baseline: ['700 MB', '700 MB'],
      ours: `${Math.round(found.memoryMegabytes)} MB`,
      ratio: found.memoryMegabytes / mostMegabytes,
      aim: 1,
    },
    {
      what: '… as Electron adds it up, with what they share counted for each of them',
      baseline: ['bare window of the same Electron', `${Math.round(found.bareWorkingSetMegabytes)} MB`],
      ours: `${Math.round(found.workingSetMegabytes)} MB`,
      ratio: found.workingSetMegabytes / found.bareWorkingSetMegabytes,
    },
  ]
}

/** Per cent of one processor that the whole program uses while its home screen turns by itself. */
export async function benchAttract(data: string, ms = 60_000): Promise<number> {
  const app = await launch([root, '--data', data, ...glass])
  const page = await app.firstWindow()
  await page.waitForSelector('[data-testid="home-start"]')
  // What follows a start has settled by then, and the screen has begun to turn.
  await page.waitForTimeout(35_000)
  const pids = await pidsOf(app)
  const before = ticksOf(pids)
  await page.waitForTimeout(ms)
  const used = (ticksOf(pids) - before) * msPerTick
  await app.close()
  return (used / ms) * 100
}

/** Linux counts processor time in hundredths of a second. */
const msPerTick = 10

/** User and system time of these processes; the name of one may hold spaces, and stands in brackets. */
const ticksOf = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    return sum + Number(fields[11]) + Number(fields[12])
  }, 0)

export const attractLine = (percent: number): Line => ({
  what: 'the home screen while nobody is there, share of one processor over 60 s, all processes',
  baseline: ['5 %', '5 %'],
  ours: `${percent.toFixed(1)} %`,
  ratio: percent / 5,
  aim: 1,
})
