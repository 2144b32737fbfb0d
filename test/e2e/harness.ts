// A kiosk under test: the real Electron on a copy of a data folder, touched by real touch events.
// What runs in the page is written as text: these files are checked for Node, where there is no document.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { _electron } from 'playwright-core'
import type { CDPSession, ElectronApplication, Locator, Page } from 'playwright-core'
import { inject } from 'vitest'
import type { CallName, InputOf, Reply } from '../../electron/contract.ts'
import { root, screensFolder } from './places.ts'

export const portrait = { size: '1080x1920', inches: '32' }
export const landscape = { size: '1920x1080', inches: '21.5' }
export const world = () => inject('world')

// The door opens after five seconds; a finger that slips off a moment early is no test.
const staffDoorMs = 5_500

export type Kiosk = {
  app: ElectronApplication
  page: Page
  /** Chromium's own way in: fingers are sent through it. */
  touch: CDPSession
  dataFolder: string
  stickFolder: string
  /** A finger on the middle of an element: a data-testid, or the words on it. */
  tap(what: string): Promise<void>
  /** The same, turning pages until it comes; how many taps that took. */
  reach(what: string): Promise<number>
  isThere(what: string): Promise<boolean>
  /** A finger that stays. */
  hold(what: string, ms: number): Promise<void>
  typePin(pin: string): Promise<void>
  /** A finger on the title for as long as the staff door wants it. */
  openStaffDoor(): Promise<void>
  sees(words: string | RegExp): Promise<void>
  /** Waits for a screen or a part of one, by its data-testid. */
  arrives(id: string, withinMs?: number): Promise<void>
  /** Everything that can be read on the glass. */
  text(): Promise<string>
  /** The same of this page and all that follow it. */
  textOfAllPages(): Promise<string>
  shot(name: string): Promise<void>
  call<N extends CallName>(name: N, input: InputOf<N>): Promise<Reply<N>>
  put(pack: string, as?: string): string
  close(): Promise<void>
}

export type Wishes = {
  /** Copied first, unless `asIs`: a test never changes another's world. */
  data?: string
  asIs?: boolean
  glass?: { size: string; inches: string }
  env?: Record<string, string>
  args?: string[]
}

export async function kioskWith(wishes: Wishes = {}): Promise<Kiosk> {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-kiosk-'))
  const dataFolder = wishes.asIs && wishes.data ? wishes.data : join(folder, 'data')
  if (wishes.data && !wishes.asIs) cpSync(wishes.data, dataFolder, { recursive: true })
  const stickFolder = join(folder, 'stick')
  mkdirSync(stickFolder)
  // Named by its folder and not by its path, Playwright loads itself into the app before it starts; given a path
  // it attaches to what is already running, and on a busy machine one start in eight was never attached to.
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = dirname(electronProgram())
  const app = await _electron.launch({
    args: [...chromiumSwitches(), root, ...ourSwitches(dataFolder, stickFolder, wishes)],
    // What the app leaves in its temporary folder goes with the test.
    // No test speaks aloud, or starts a daemon that does.
    env: {
      ...environment(),
      TMPDIR: folder,
      SPEECHD_ADDRESS: 'unix_socket:/nonexistent/none',
      ...wishes.env,
    },
    cwd: root,
  })
  const page = await app.firstWindow()
  const touch = await page.context().newCDPSession(page)
  const kiosk: Kiosk = {
    app,
    page,
    touch,
    dataFolder,
    stickFolder,
    async tap(what) {
      // Sizes and contrasts stand behind one button of the bar.
      if (/^(size|contrast)-/.test(what) && !(await kiosk.isThere(what)))
        await hold(touch, page, 'nav-eyes', 0)
      await hold(touch, page, what, 0)
    },
    hold: (what, ms) => hold(touch, page, what, ms),
    isThere: async (what) => {
      await settled(page)
      return locatorOf(page, what).isVisible()
    },
    async reach(what) {
      let taps = 0
      while (!(await kiosk.isThere(what)) && (await canTurn(page))) {
        await kiosk.tap('page-next')
        taps++
      }
      await kiosk.tap(what)
      return taps + 1
    },
    async typePin(pin) {
      for (const digit of pin) await hold(touch, page, `pin-${digit}`, 0)
      await hold(touch, page, 'pin-ok', 0)
    },
    openStaffDoor: () => hold(touch, page, 'staff-door', staffDoorMs),
    sees: (words) => comes(page, page.getByText(words), String(words), 15_000),
    async arrives(id, withinMs = 20_000) {
      await comes(page, page.getByTestId(id), id, withinMs)
      // A screen stands there before what it asked the machine for.
      await settled(page)
    },
    text: () => page.evaluate<string>('document.body.innerText'),
    async textOfAllPages() {
      await settled(page)
      let text = await kiosk.text()
      while (await canTurn(page)) {
        await kiosk.tap('page-next')
        text += `\n${await kiosk.text()}`
      }
      return text
    },
    async shot(name) {
      await settled(page)
      await page.evaluate(faded)
      mkdirSync(screensFolder, { recursive: true })
      const size = (wishes.glass ?? portrait).size
      await page.screenshot({ path: join(screensFolder, `${name}-${size}.png`) })
    },
    call: (name, input) =>
      page.evaluate(`window.kiosk.call(${JSON.stringify(name)}, ${JSON.stringify(input)})`),
    put(pack, as = 'township.mbpack') {
      const file = join(stickFolder, as)
      cpSync(pack, file)
      return file
    },
    async close() {
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await page.waitForSelector('[data-testid]')
  return kiosk
}

/** With the PIN that staff have chosen on an earlier day. */
export async function comesInAsStaff(kiosk: Kiosk, pin: string): Promise<void> {
  await kiosk.call('setFirstPin', { pin })
  await kiosk.call('lock', {})
  await kiosk.openStaffDoor()
  await kiosk.typePin(pin)
  await kiosk.arrives('staff')
}

/** A clerk's finger on each card, as the machine wants it before an update begins. */
export async function lookThroughRisks(kiosk: Kiosk): Promise<number> {
  let cards = 0
  if (!(await kiosk.isThere('update-look'))) return cards
  await kiosk.tap('update-look')
  while (await kiosk.isThere('risk-question')) {
    await kiosk.tap('risk-seen')
    cards++
  }
  return cards
}

/** The same without a finger, where a test is about something else. */
export async function seeAllRisks(kiosk: Kiosk): Promise<void> {
  const reply = await kiosk.call('updateState', {})
  if (!reply.ok || reply.answer.kind !== 'ready') throw new Error('there is nothing to look at')
  const { sequence, risks } = reply.answer.preview
  for (const { id } of risks) await kiosk.call('seeRisk', { sequence, id })
}

/** What fades in has come; what pulses for ever is not waited for. */
export const faded = `Promise.race([
  Promise.allSettled(document.getAnimations().map((each) => each.finished)),
  new Promise((done) => setTimeout(done, 2000)),
]).then(() => true)`

function electronProgram(): string {
  const program = process.env['MINGBAI_ELECTRON']
  if (!program) throw new Error('MINGBAI_ELECTRON names no Electron: run the tests with npm run e2e')
  return program
}

// As root Electron does not start with its sandbox; anybody else tests with it.
export const chromiumSwitches = (): string[] => [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--log-level=3',
]

function ourSwitches(dataFolder: string, stickFolder: string, wishes: Wishes): string[] {
  const { size, inches } = wishes.glass ?? portrait
  const window = ['--windowed', '--size', size, '--inches', inches]
  return ['--data', dataFolder, '--stick', stickFolder, ...(wishes.args ?? window)]
}

export function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || name.startsWith('VITEST') || name === 'NODE_OPTIONS' ? [] : [[name, value]],
    ),
  )
}

async function hold(touch: CDPSession, page: Page, what: string, ms: number): Promise<void> {
  const { x, y } = await middleOf(page, what)
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] })
  if (ms > 0) await pause(ms)
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await settled(page)
}

/** A finger reaches only what is on the glass: nothing is scrolled into view for it. */
async function middleOf(page: Page, what: string): Promise<{ x: number; y: number }> {
  const found = locatorOf(page, what)
  await comes(page, found, what, 15_000)
  // It may have come with a new screen, which takes no taps for a moment.
  await settled(page)
  // A key pad that is checking a PIN takes no digits meanwhile.
  const element = await found.elementHandle()
  await element?.waitForElementState('enabled', { timeout: 15_000 })
  // A handle that is kept would keep the screen it is on in the page's memory.
  await element?.dispose()
  const box = await found.boundingBox()
  const glass = await page.evaluate<{ width: number; height: number }>(
    '({ width: innerWidth, height: innerHeight })',
  )
  if (!box) throw new Error(`${what} has no place on the page`)
  const at = { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) }
  if (at.x < 0 || at.y < 0 || at.x > glass.width || at.y > glass.height)
    throw new Error(`${what} lies at ${at.x},${at.y}, outside ${glass.width}x${glass.height}`)
  return at
}

/** Waits for it; if it does not come, the error says what is on the glass instead. */
async function comes(page: Page, wanted: Locator, what: string, withinMs: number): Promise<void> {
  try {
    await wanted.filter({ visible: true }).first().waitFor({ timeout: withinMs })
  } catch (cause) {
    const instead = await page.evaluate<string>('document.body.innerText')
    throw new Error(`${what} did not come; on the glass: ${instead.slice(0, 600)}`, { cause })
  }
}

// The page measures its pieces unseen before it shows them: only what can be seen can be touched.
const locatorOf = (page: Page, what: string): Locator => {
  const found = /^[a-z]+(-[\w.-]+)+$/.test(what) ? page.getByTestId(what) : page.getByText(what)
  return found.filter({ visible: true }).first()
}

async function canTurn(page: Page): Promise<boolean> {
  const next = page.getByTestId('page-next').filter({ visible: true })
  return (await next.count()) > 0 && (await next.first().isEnabled())
}

/** The page swallows taps for a moment after each change of screen, and fonts and answers take theirs. */
async function settled(page: Page): Promise<void> {
  const unready = '[data-quiet], [data-testid="waiting"], [data-testid="skeleton"]'
  await page.locator(unready).first().waitFor({ state: 'detached' })
  await page.evaluate('document.fonts.ready.then(() => true)')
}
