// The walk's finger: one look into the page before each touch and one after it, where a test's own asks many questions.
import type { Kiosk } from '../harness.ts'

/** Until so long after the last change: what was asked of the machine meanwhile says itself that it is waited for. */
const stillMs = 40
/** Letters keep what they found before until the machine has looked anew, and say nothing of that. */
const stillOnFindingMs = 200
const mostMs = 20_000

/**
 * After each change the page takes no taps for a moment, for hands that shake (ux.md A11, touch.e2e.ts). The walk's do
 * not, and would wait for a third of its time.
 */
const learning = `{
  const root = document.documentElement
  let changedAt = performance.now()
  new MutationObserver(() => (changedAt = performance.now()))
    .observe(document.body, { attributes: true, characterData: true, childList: true, subtree: true })
  new MutationObserver(() => delete root.dataset.quiet)
    .observe(root, { attributes: true, attributeFilter: ['data-quiet'] })
  const until = (what, isSo) => new Promise((done, fail) => {
    const last = performance.now() + ${mostMs}
    const look = () => {
      const is = isSo()
      if (is) done(is)
      else if (performance.now() > last) fail(new Error(what + ' did not come; on the glass: ' + document.body.innerText.slice(0, 600)))
      else setTimeout(look, 10)
    }
    look()
  })
  const isSeen = (each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest('[inert]') && each.getBoundingClientRect().width > 0
  const first = (selector) => [...document.querySelectorAll(selector)].find(isSeen)
  const settled = async (ms) => {
    await until('rest', () => !('quiet' in root.dataset) && performance.now() - changedAt > ms &&
      !document.querySelector('[data-testid="waiting"], [data-testid="skeleton"]'))
    await document.fonts.ready
  }
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
  window.__walk = {
    settled,
    arrives: (selector) => until(selector, () => Boolean(first(selector))),
    buttons: () => [...document.querySelectorAll('#page button:enabled[data-testid]')].filter(isSeen).map((each) => each.dataset.testid),
    placeOf: async (id) => {
      const button = await until(id, () => first('[data-testid="' + id + '"]:enabled'))
      const { left, top, width, height } = button.getBoundingClientRect()
      const at = { x: Math.round(left + width / 2), y: Math.round(top + height / 2) }
      if (at.x < 0 || at.y < 0 || at.x > innerWidth || at.y > innerHeight)
        throw new Error(id + ' lies at ' + at.x + ',' + at.y + ', outside ' + innerWidth + 'x' + innerHeight)
      return at
    },
    /** What is laid out anew because its room has become another is so only with the next frame, late on a busy machine. */
    laidOut: async () => {
      for (let before = -1; before !== changedAt; ) {
        before = changedAt
        await frame()
        await frame()
      }
    },
    /** Faded in at once, as if somebody had waited for it; what pulses for ever goes on. */
    fadeIn: () => {
      for (const each of document.getAnimations())
        if (each.effect?.getComputedTiming().endTime !== Infinity) each.finish()
    },
  }
}`

/** A page that was begun anew has to learn it again. */
export const beUnhurried = (kiosk: Kiosk): Promise<unknown> => kiosk.page.evaluate(`${learning};true`)

export async function tap(kiosk: Kiosk, id: string): Promise<void> {
  const at = await kiosk.page.evaluate<{ x: number; y: number }>(`__walk.placeOf(${JSON.stringify(id)})`)
  const finger = (type: 'touchStart' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
    kiosk.touch.send('Input.dispatchTouchEvent', { type, touchPoints })
  await Promise.all([finger('touchStart', at), finger('touchEnd')])
  await settled(kiosk)
}

const settled = (kiosk: Kiosk): Promise<unknown> => kiosk.page.evaluate(`__walk.settled(${stillMs})`)

/** Also what letters find has come. */
export const foundAnew = (kiosk: Kiosk): Promise<unknown> =>
  kiosk.page.evaluate(`__walk.settled(${stillOnFindingMs})`)

/** What can be touched now, in reading order. */
export const buttonsOf = (kiosk: Kiosk): Promise<string[]> =>
  kiosk.page.evaluate<string[]>('__walk.buttons()')

/** As one sees it who has waited a moment. */
export const comeToRest = (kiosk: Kiosk): Promise<unknown> =>
  kiosk.page.evaluate('__walk.laidOut().then(() => __walk.fadeIn())')

export const arrives = (kiosk: Kiosk, id: string): Promise<unknown> =>
  kiosk.page.evaluate(`__walk.arrives('[data-testid="${id}"]').then(() => __walk.settled(${stillMs}))`)

const shown = [
  'flow-page',
  'nothing',
  'home-start',
  'takeaway-codes',
  'codes-code',
  'box-say',
  'words-text',
  'number-0',
]
  .map((id) => `[data-testid="${id}"]`)
  .concat('img')
  .join(', ')

/** The screen that is up, with what it shows: before its answer it is up without that. */
export const screenUp = (kiosk: Kiosk): Promise<string> =>
  kiosk.page.evaluate<string>(
    `__walk.arrives(${JSON.stringify(shown)}).then(() => document.querySelector('#page > [data-testid]').dataset.testid)`,
  )
