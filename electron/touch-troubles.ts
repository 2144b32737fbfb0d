// What the glass feels and no finger does: into the machine's log, each kind once in a while, however often it comes.
import type { TouchTrouble } from './contract.ts'

// 10 min: a frame that is broken all day writes 144 lines, not a million.
const silenceMs = 10 * 60_000

const events = {
  stuck: 'touch-stuck',
  spot: 'touch-ghost-spot',
  crowd: 'touch-ghost-crowd',
} as const satisfies Record<TouchTrouble, string>

export function touchTroubles(
  report: (event: string) => void,
  now: () => number = () => performance.now(),
): (kind: TouchTrouble) => void {
  const told = new Map<TouchTrouble, number>()
  return (kind) => {
    const last = told.get(kind)
    if (last !== undefined && now() - last < silenceMs) return
    told.set(kind, now())
    report(events[kind])
  }
}
