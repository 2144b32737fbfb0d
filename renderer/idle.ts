// How long nobody has touched the screen, and what that means.

export type IdleLeft = { kind: 'present' } | { kind: 'asked'; seconds: number } | { kind: 'gone' }

export function idleLeft(of: { idleMs: number; seconds: number; warningSeconds: number }): IdleLeft {
  const over = of.idleMs - of.seconds * 1000
  if (over < 0) return { kind: 'present' }
  const left = Math.ceil((of.warningSeconds * 1000 - over) / 1000)
  return left > 0 ? { kind: 'asked', seconds: left } : { kind: 'gone' }
}

type Waits = { idleSeconds: number; idleWarningSeconds: number }

/** ux.md 1.5; until the machine has said how long it waits. */
export const usualWaits: Waits = { idleSeconds: 90, idleWarningSeconds: 30 }

/** What is on the screen: something of a household, something that is being written, or the village's own pages. */
export type Stay = 'usual' | 'personal' | 'writing'

/** What a person looked up about a household is left sooner than a page about the village; who writes has twice as long. */
export function patienceWith(
  { idleSeconds, idleWarningSeconds }: Waits,
  stay: Stay,
): { seconds: number; warningSeconds: number } {
  if (stay === 'writing') return { seconds: 2 * idleSeconds, warningSeconds: idleWarningSeconds }
  return stay === 'personal'
    ? { seconds: Math.min(60, idleSeconds), warningSeconds: Math.min(20, idleWarningSeconds) }
    : { seconds: idleSeconds, warningSeconds: idleWarningSeconds }
}

/**
 * The time that counts as idle: since the last touch, or, once a stay is longer than any person's, as much as asks
 * for an answer on purpose. A frame that touches itself must not hold a village's page for ever.
 */
export function idleMsOf(of: {
  untouchedMs: number
  stayMs: number
  seconds: number
  longestSeconds: number
}): number {
  return Math.max(of.untouchedMs, of.stayMs - (of.longestSeconds - of.seconds) * 1000)
}
