// A stand-in for the page's clock: an hour passes in a moment, and every timer of it fires. The machine keeps its own time.
import type { Kiosk } from './harness.ts'

export type FakeClock = {
  /** Timers that are due fire once each, as after a sleep. */
  jump(seconds: number): Promise<void>
  /** Every second of it is lived through. */
  live(seconds: number): Promise<void>
}

/** From now on time also passes when it is told to; the page starts anew under it. Without `at` the day stays what it is. */
export async function giveClock(kiosk: Kiosk, at: Date | null = null): Promise<FakeClock> {
  await kiosk.page.clock.install({ time: at ? at.getTime() - (await toldMs(kiosk)) : Date.now() })
  await kiosk.page.reload()
  await kiosk.arrives('home')
  return {
    jump: (seconds) => kiosk.page.clock.fastForward(seconds * 1000),
    live: (seconds) => kiosk.page.clock.runFor(seconds * 1000),
  }
}

/** What the page adds to its clock, since the kiosk was told a day. */
async function toldMs(kiosk: Kiosk): Promise<number> {
  const reply = await kiosk.call('kiosk', {})
  return reply.ok ? reply.answer.clock.offsetMs : 0
}

/** Intervals that run and moments that are waited for, now. */
export const countTimers = `(() => {
  const live = new Set()
  for (const kind of ['Interval', 'Timeout']) {
    const set = window['set' + kind], clear = window['clear' + kind]
    window['set' + kind] = (act, ms, ...rest) => {
      const id = set.call(window, (...given) => { if (kind === 'Timeout') live.delete(kind + id); act(...given) }, ms, ...rest)
      live.add(kind + id)
      return id
    }
    window['clear' + kind] = (id) => { live.delete(kind + id); clear.call(window, id) }
  }
  window.liveTimers = () => live.size
})()`
