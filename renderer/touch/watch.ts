// What a finger on an infrared frame may do: one at a time, off the edge, not for ever. Pure: told of contacts, answers.
import type { TouchTrouble } from '../../electron/contract.ts'

/** A contact that stays longer is a sleeve, an insect or a broken frame, not a finger (ux.md 1.3). */
export const stuckMs = 10_000
/** The frame of the glass feels sleeves and hands that hold on to it (ux.md A12). */
export const edgeMm = 5
/** So far a finger may wander between touching and letting go, and mean it (ux.md 1.3). */
export const slipMm = 12

/** More contacts than anybody's fingers at a list, and for how long (security.md 6). */
const crowdOver = 5
const crowdMs = 10_000

/** More taps than anybody makes on one spot: over 20 a minute, five minutes long (security.md 6). */
const spotTaps = 20
const spotMinutes = 5
const spotPx = 10
const minuteMs = 60_000
/** A spot that was silent for so long may be touched again. */
const spotRestMs = minuteMs

export type Point = { x: number; y: number }
export type Glass = { width: number; height: number; mm: number }

export const isOnEdge = ({ x, y }: Point, { width, height, mm }: Glass): boolean =>
  Math.min(x, y, width - x, height - y) < edgeMm * mm

export const isSlip = (from: Point, to: Point, mm: number): boolean =>
  Math.hypot(to.x - from.x, to.y - from.y) > slipMm * mm

/** `take`: the page hears of it. `drop`: it does not, and whatever `cancel` names is over. */
export type Verdict = { kind: 'take' | 'drop'; cancel: number[] }

export type TouchWatch = {
  down(contact: { id: number; at: number } & Point): Verdict
  up(id: number): Verdict
  /** Once in a while, as long as anything is down: contacts that are no finger any more. */
  look(at: number): number[]
  isAnyDown(): boolean
}

type Contact = { since: number; state: 'alone' | 'crowded' | 'edge' | 'dead' }

export function touchWatch(of: { glass: () => Glass; report: (kind: TouchTrouble) => void }): TouchWatch {
  const contacts = new Map<number, Contact>()
  const spots = spotWatch()
  let crowdSince: number | null = null

  const living = () => [...contacts].filter(([, { state }]) => state === 'alone' || state === 'crowded')
  const drop = (id: number, since: number, state: Contact['state'], cancel: number[] = []): Verdict => {
    contacts.set(id, { since, state })
    return { kind: 'drop', cancel }
  }

  return {
    down({ id, at, x, y }) {
      const spot = spots.touched({ x, y }, at)
      if (spot === 'found') of.report('spot')
      if (spot !== 'quiet') return drop(id, at, 'dead')
      if (isOnEdge({ x, y }, of.glass())) return drop(id, at, 'edge')
      const others = living()
      if (others.length === 0) {
        contacts.set(id, { since: at, state: 'alone' })
        return { kind: 'take', cancel: [] }
      }
      const cancel = others.flatMap(([other, { state }]) => (state === 'alone' ? [other] : []))
      for (const [, contact] of others) contact.state = 'crowded'
      if (others.length + 1 > crowdOver) crowdSince ??= at
      return drop(id, at, 'crowded', cancel)
    },
    up(id) {
      const contact = contacts.get(id)
      contacts.delete(id)
      if (living().length <= crowdOver) crowdSince = null
      return { kind: contact?.state === 'alone' ? 'take' : 'drop', cancel: [] }
    },
    look(at) {
      if (crowdSince !== null && at - crowdSince >= crowdMs) {
        of.report('crowd')
        crowdSince = null
        for (const [, contact] of living()) contact.state = 'dead'
      }
      const stuck = living().filter(([, { since }]) => at - since > stuckMs)
      for (const [, contact] of stuck) contact.state = 'dead'
      if (stuck.length > 0) of.report('stuck')
      return stuck.map(([id]) => id)
    },
    isAnyDown: () => contacts.size > 0,
  }
}

type Spot = Point & { minuteFrom: number; taps: number; fullMinutes: number; last: number; ghost: boolean }

/** Counts the taps on each spot by the minute; `found` once, when a spot has turned out to be no finger. */
function spotWatch() {
  let spots: Spot[] = []
  return {
    touched({ x, y }: Point, at: number): 'quiet' | 'found' | 'known' {
      spots = spots.filter((spot) => at - spot.last < spotRestMs)
      const spot = spots.find((each) => Math.hypot(each.x - x, each.y - y) <= spotPx)
      if (!spot) {
        spots.push({ x, y, minuteFrom: at, taps: 1, fullMinutes: 0, last: at, ghost: false })
        return 'quiet'
      }
      spot.last = at
      if (spot.ghost) return 'known'
      if (at - spot.minuteFrom >= minuteMs) {
        spot.fullMinutes = spot.taps > spotTaps ? spot.fullMinutes + 1 : 0
        spot.minuteFrom = at
        spot.taps = 0
      }
      spot.taps++
      spot.ghost = spot.fullMinutes >= spotMinutes
      return spot.ghost ? 'found' : 'quiet'
    },
  }
}
