// How long a villager waits for each kind of screen on a processor slowed four times, and for the first one of all.
import type { CDPSession, Page } from 'playwright-core'
import { glass, launch, summary, tap, type Spread } from './start-and-tap.ts'
import { seconds, type Line } from './table.ts'
import { root } from '../e2e/places.ts'

type Step = readonly [what: string, next: string]
type Walk = { what: string; to: readonly Step[]; measured: readonly Step[]; back: readonly Step[] }

const home: Step = ['nav-home', '[data-testid="home-start"]']
const toVillage: readonly Step[] = [
  ['home-start', '[data-testid^="village-9"]'],
  ['village-9', '[data-testid^="category-"]'],
]

/** Each is walked to at full speed; only what is measured is slowed. */
const walks: readonly Walk[] = [
  {
    what: 'a village’s list of one kind',
    to: toVillage,
    measured: [['category-finance', '[data-testid^="entry-9"]']],
    back: [home],
  },
  {
    what: 'an item of 400 lines',
    to: [...toVillage, ['category-social-assistance', '[data-testid^="entry-9"]']],
    measured: [['entry-9', '[data-testid="entry-sentence"]']],
    back: [home],
  },
  {
    what: 'its table',
    to: [
      ...toVillage,
      ['category-social-assistance', '[data-testid^="entry-9"]'],
      ['entry-9', '[data-testid="entry-sentence"]'],
    ],
    measured: [['bookmark-table', '[data-testid="bookmark-table"][aria-pressed="true"]']],
    back: [home],
  },
  {
    what: 'where an item’s money went, as a chart',
    to: [
      ...toVillage,
      ['category-finance', '[data-testid^="entry-9"]'],
      ['entry-9', '[data-testid="charts-parts"]'],
    ],
    measured: [['charts-parts', '[data-testid="chart-drawing"] svg path']],
    back: [home],
  },
  {
    what: '查我家: the household’s lines of five quarters',
    to: [
      ...toVillage,
      ['village-household', '[data-testid="groups"] [data-testid="choice-0"]'],
      ['choice-0', '[data-testid="surnames"] [data-testid="choice-0"]'],
      ['choice-0', '[data-testid="names"] [data-testid="choice-0"]'],
    ],
    measured: [['choice-0', '[data-testid="household-line"]']],
    back: [home],
  },
  {
    what: 'a voucher’s photograph',
    to: [
      ...toVillage,
      ['category-finance', '[data-testid^="entry-9"]'],
      ['entry-9', '[data-testid="entry-sentence"]'],
      ['bookmark-approval', '[data-testid="entry-photos"]'],
    ],
    measured: [['entry-photos', '[data-testid="photo"] img']],
    back: [home],
  },
]

/** `work`: processor time of the page's own thread at full speed, which neighbours on the machine hardly change. */
export type ScreenBench = { what: string; plain: Spread; slow: Spread; work: Spread }

export async function benchScreens(data: string, rounds: number): Promise<ScreenBench[]> {
  const app = await launch([root, '--data', data, ...glass])
  const page = await app.firstWindow()
  const cdp = await page.context().newCDPSession(page)
  await page.waitForSelector('[data-testid="home-start"]')
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  const found: ScreenBench[] = []
  for (const walk of walks) {
    // A spot touched twenty times a minute for five minutes is a broken frame to the page, and rightly so.
    await page.reload()
    await page.waitForSelector('[data-testid="home-start"]')
    // Once unmeasured: the first look at anything also reads it from the disk.
    await timesOf(page, cdp, walk, 1, 1)
    const plain = await timesOf(page, cdp, walk, 1, rounds)
    const slow = await timesOf(page, cdp, walk, 4, rounds)
    found.push({
      what: walk.what,
      plain: summary(plain.times),
      slow: summary(slow.times),
      work: summary(plain.works),
    })
  }
  await app.close()
  return found
}

async function timesOf(page: Page, cdp: CDPSession, walk: Walk, rate: number, rounds: number) {
  const [times, works]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    for (const [what, next] of walk.to) await tap(page, cdp, what, next)
    await cdp.send('Emulation.setCPUThrottlingRate', { rate })
    const before = await workOf(cdp)
    for (const [what, next] of walk.measured) times.push(await tap(page, cdp, what, next))
    works.push((await workOf(cdp)) - before)
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    for (const [what, next] of walk.back) await tap(page, cdp, what, next)
  }
  return { times, works }
}

/** Milliseconds that the page's thread has worked since its beginning. */
async function workOf(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000
}

/** From the beginning of the page's own life, as after a crash: first letters on the glass, and the button to touch. */
export async function firstPaint(data: string, rounds: number): Promise<{ letters: Spread; usable: Spread }> {
  const app = await launch([root, '--data', data, ...glass])
  const page = await app.firstWindow()
  const cdp = await page.context().newCDPSession(page)
  await page.waitForSelector('[data-testid="home-start"]')
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const [letters, usable]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    await page.reload()
    usable.push(await page.evaluate<number>(whenUsable))
    letters.push(
      await page.evaluate<number>(
        `performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN`,
      ),
    )
  }
  await app.close()
  return { letters: summary(letters), usable: summary(usable) }
}

const whenUsable = `new Promise((done) => {
  const look = () => document.querySelector('[data-testid="home-start"]')
    ? document.fonts.ready.then(() => requestAnimationFrame(() => done(performance.now())))
    : requestAnimationFrame(look)
  look()
})`

/** The waits a person notices (ux.md 1.1, L02). */
const longestWaitMs = 400

export const screenLines = (found: readonly ScreenBench[]): Line[] =>
  found.map(({ what, plain, slow, work }) => ({
    what: `${what}: tap to painted, processor slowed four times, p95 of ${slow.runs} (at full speed ${seconds(plain.p95)})`,
    baseline: ['400 ms', '400 ms'],
    ours: `${seconds(slow.p95)}, median ${seconds(slow.median)}; work of the page ${seconds(work.median)}`,
    ratio: slow.p95 / longestWaitMs,
    aim: 1,
  }))
