// A hand that knows nothing: thousands of touches, half of them on whatever can be touched, half of them anywhere.
// Always the same ones for the same seed. Used by the test of the staff's door and by the measurement of memory.
import type { CDPSession, Page } from 'playwright-core'

export type Monkey = {
  taps: number
  /** Every screen that was seen, by its data-testid, with how many touches met it. */
  screens: Map<string, number>
}

export async function touchAtRandom(
  page: Page,
  touch: CDPSession,
  of: { taps: number; seed: number; meanwhile?: (taps: number) => Promise<void> },
): Promise<Monkey> {
  const random = randomOf(of.seed)
  const screens = new Map<string, number>()
  for (let taps = 1; taps <= of.taps; taps++) {
    const [aimed, x, y] = [random() < 0.5, random(), random()]
    const at = await page.evaluate<{ x: number; y: number; screen: string }>(
      `(${targetAt})(${aimed}, ${x}, ${y})`,
    )
    screens.set(at.screen, (screens.get(at.screen) ?? 0) + 1)
    const point = { x: at.x, y: at.y }
    // Sent in one go, in this order: half of what a touch takes is waiting for its answer.
    await Promise.all([
      touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] }),
      touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] }),
    ])
    // A hand waits now and then, and lets the screen come; most of the time it does not.
    if (random() < 0.2) await page.evaluate(untilQuiet)
    await of.meanwhile?.(taps)
  }
  return { taps: of.taps, screens }
}

/** Escape closes whatever question is up and goes back from whatever screen. */
export async function homeAgain(page: Page): Promise<void> {
  const home = page.getByTestId('home-start').filter({ visible: true })
  for (let presses = 0; presses < 40 && (await home.count()) === 0; presses++) {
    await page.keyboard.press('Escape')
    await page.waitForTimeout(100)
  }
  // A question may still lie over it.
  for (let presses = 0; presses < 2; presses++) await page.keyboard.press('Escape')
  await home.waitFor()
}

/** Mulberry32: enough for a hand, and the same on every machine. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

// As text, because these files are checked for Node, where there is no document.
const targetAt = `(aimed, x, y) => {
  const screen = document.querySelector('#page > [data-testid]')?.dataset.testid ?? 'nothing'
  const buttons = aimed ? [...document.querySelectorAll('button:enabled')].filter((each) =>
    each.checkVisibility({ visibilityProperty: true }) && !each.closest('[inert]')) : []
  const chosen = buttons[Math.floor(x * buttons.length)]
  if (!chosen) return { x: Math.round(x * (innerWidth - 1)), y: Math.round(y * (innerHeight - 1)), screen }
  const box = chosen.getBoundingClientRect()
  return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2), screen }
}`

const untilQuiet = `new Promise((done) => {
  const until = performance.now() + 1000
  const look = () =>
    performance.now() < until && document.querySelector('[data-quiet], [data-testid="skeleton"]')
      ? requestAnimationFrame(look)
      : done(true)
  look()
})`
