// How long a person waits: from start to a usable home, and from a tap to the painted next screen.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from 'playwright-core'
import type { CDPSession, Page } from 'playwright-core'
import { root } from '../e2e/places.ts'
import { rankOf } from './took.ts'

export type Spread = { median: number; p95: number; runs: number }

/** Portrait, 32 inches. */
export const glass = ['--windowed', '--size', '1080x1920', '--inches', '32']
const chromium = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--log-level=3']

/** Milliseconds from spawning the program until the home screen's button stands there. */
export async function coldStart(data: string, runs: number, holding = asItIs): Promise<Spread> {
  const program = holding(ownElectron)
  return spread(runs, () =>
    untilVisible([root, '--data', data, ...glass], '[data-testid="home-start"]', program),
  )
}

/** The baseline: the same Electron with one window that shows one word. */
export const bareWindow = (runs: number): Promise<Spread> =>
  withBareApp((folder) => spread(runs, () => untilVisible([folder], bareWord)))

export const bareWord = '#there'

export async function withBareApp<T>(act: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-bare-'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'bare', main: 'main.cjs' }))
  writeFileSync(
    join(folder, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron')
     app.whenReady().then(() => new BrowserWindow({ width: 1080, height: 1920, frame: false })
       .loadURL('data:text/html,<h1 id="there">bare</h1>'))`,
  )
  try {
    return await act(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The villager's main path, each step by what is touched and by what the next screen is known. */
const path = [
  ['home-start', '[data-testid^="village-9"]'],
  ['village-9', '[data-testid^="category-"]'],
  ['category-finance', '[data-testid^="entry-9"]'],
  ['entry-9', '[data-testid="entry-sentence"]'],
  ['nav-home', '[data-testid="home-start"]'],
] as const

/** Tap to painted screen, with the processor slowed `throttle` times. */
export async function tapToPaint(data: string, throttle: number, rounds: number): Promise<Spread> {
  const app = await launch([root, '--data', data, ...glass])
  const page = await app.firstWindow()
  const cdp = await page.context().newCDPSession(page)
  await page.waitForSelector('[data-testid="home-start"]')
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: throttle })
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1)
    for (const [what, next] of path) times.push(await tap(page, cdp, what, next))
  await app.close()
  return summary(times)
}

/** From the lifted finger to the painted screen that is known by `next`. */
export async function tap(page: Page, cdp: CDPSession, what: string, next: string): Promise<number> {
  // Awaited in the page: the policy of its content forbids what waitForFunction would do there.
  await page.evaluate(untilQuiet)
  const target = page.locator(`[data-testid^="${what}"]`).first()
  await target.waitFor({ state: 'visible' })
  const box = await target.boundingBox()
  if (!box) throw new Error(`${what} has no place on the page`)
  const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await page.evaluate(watchFor(next))
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] })
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  return page.evaluate<number>('window.painted')
}

// As text, because these files are checked for Node, where there is no document. From the lifted finger until the
// frame after the one in which the next screen stands there without a skeleton: that frame is what was painted.
const watchFor = (next: string) => `void (window.painted = new Promise((done, fail) => {
  setTimeout(() => fail(new Error('it did not come: ' + ${JSON.stringify(next)})), 30000)
  let lifted = 0
  addEventListener('pointerup', () => { lifted = performance.now() }, { once: true, capture: true })
  const look = () => {
    const there = lifted && document.querySelector(${JSON.stringify(next)})
    if (there && !document.querySelector('[data-testid="skeleton"]'))
      requestAnimationFrame(() => done(performance.now() - lifted))
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}))`

const untilQuiet = `new Promise((done) => {
  const look = () =>
    document.querySelector('[data-quiet], [data-testid="skeleton"]') ? requestAnimationFrame(look) : done(true)
  look()
})`

const ownElectron = process.env['MINGBAI_ELECTRON'] ?? ''

export const launch = (args: string[], program = ownElectron) =>
  _electron.launch({
    executablePath: program,
    args: [...chromium, ...args],
    cwd: root,
  })

const asItIs = (program: string): string => program

async function untilVisible(args: string[], selector: string, program?: string): Promise<number> {
  const started = performance.now()
  const app = await launch(args, program)
  const page = await app.firstWindow()
  await page.locator(selector).first().waitFor({ state: 'visible' })
  const took = performance.now() - started
  await app.close()
  return took
}

async function spread(runs: number, act: () => Promise<number>): Promise<Spread> {
  const times: number[] = []
  for (let run = 0; run < runs; run += 1) times.push(await act())
  return summary(times)
}

export function summary(times: readonly number[]): Spread {
  const sorted = times.toSorted((one, other) => one - other)
  const at = (share: number) => sorted[rankOf(share, sorted.length)] ?? 0
  return { median: at(0.5), p95: at(0.95), runs: sorted.length }
}
