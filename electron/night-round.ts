// Once a day, when nobody has been there for a while: what is on screen is held against its hash, and the page begins anew.

export type Round = {
  /** Long enough that a machine which is switched off at night makes its round by starting. */
  everyMs: number
  /** So long nobody asked for anything. */
  quietMs: number
}
// A day is over sooner in a hall that opens earlier; half an hour is twenty times the longest idle.
export const usualRound: Round = { everyMs: 20 * 3_600_000, quietMs: 30 * 60_000 }

export type NightRound = {
  /** Somebody asked for something. */
  asked(): void
  stop(): void
}

/**
 * By the time the machine has been on, not by a clock that may be wrong. A disk loses bytes of a file that nobody
 * reads anew, and Chromium grows over months; both are looked after when no villager waits for it.
 */
export function nightRound(of: {
  round: Round
  /** Staff are in, or an import is under way. */
  isBusy: () => boolean
  go: () => void
  now?: () => number
}): NightRound {
  const now = of.now ?? (() => performance.now())
  const { everyMs, quietMs } = of.round
  let last = now()
  let asked = now()
  const look = () => {
    if (now() - last < everyMs || now() - asked < quietMs || of.isBusy()) return
    last = now()
    of.go()
  }
  const timer = setInterval(look, Math.min(60_000, quietMs))
  timer.unref?.()
  return { asked: () => void (asked = now()), stop: () => clearInterval(timer) }
}
