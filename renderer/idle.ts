// How long nobody has touched the screen, and what that means.

export type IdleLeft = { kind: 'present' } | { kind: 'asked'; seconds: number } | { kind: 'gone' }

export function idleLeft(of: { idleMs: number; seconds: number; warningSeconds: number }): IdleLeft {
  const over = of.idleMs - of.seconds * 1000
  if (over < 0) return { kind: 'present' }
  const left = Math.ceil((of.warningSeconds * 1000 - over) / 1000)
  return left > 0 ? { kind: 'asked', seconds: left } : { kind: 'gone' }
}
