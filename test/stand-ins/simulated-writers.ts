// Ten people who do not exist: each bends, joins, swaps and leaves out strokes in a way of their own, the same in every run.
//
// No recorded writers could be had where this was made. What is simulated here was not used to build the templates,
// and the strokes it starts from are by another hand than theirs (test/fixtures/strokes).
import type { InkPoint } from '../../renderer/find/handwriting/ink.ts'

type Strokes = InkPoint[][]
type Dice = () => number

export type Writer = {
  name: string
  /** Leaning of the whole character, and how far it is turned. */
  slant: number
  turn: number
  /** Width by height, and how unevenly its parts share it. */
  wide: number
  unevenness: number
  /** How far each stroke is out of place, size, and direction. */
  place: number
  size: number
  bend: number
  tremor: number
  /** How often two strokes are one; are written in another order; one is left out; one too many is made. */
  join: number
  swap: number
  lose: number
  add: number
  /** How round corners are, and how often a hook at the end is swallowed. */
  round: number
  noHook: number
}

const careful: Writer = {
  name: 'careful',
  slant: 0,
  turn: 0,
  wide: 1,
  unevenness: 0,
  place: 0.025,
  size: 0.06,
  bend: 0.06,
  tremor: 0.006,
  join: 0,
  swap: 0,
  lose: 0,
  add: 0,
  round: 0.2,
  noHook: 0,
}

export const writers: readonly Writer[] = [
  careful,
  { ...careful, name: 'leaning forward', slant: 0.28, turn: -0.06 },
  { ...careful, name: 'leaning back', slant: -0.2, turn: 0.08, place: 0.035 },
  { ...careful, name: 'wide', wide: 1.45, unevenness: 0.18 },
  { ...careful, name: 'narrow', wide: 0.68, unevenness: -0.18, place: 0.035 },
  { ...careful, name: 'trembling', tremor: 0.02, place: 0.04, bend: 0.1 },
  { ...careful, name: 'joining some', join: 0.2, round: 0.4, noHook: 0.5, slant: 0.12 },
  { ...careful, name: 'running', join: 0.45, round: 0.6, noHook: 0.8, slant: 0.15, place: 0.035, bend: 0.09 },
  { ...careful, name: 'own order', swap: 0.2, place: 0.035, lose: 0.01 },
  {
    ...careful,
    name: 'hasty',
    place: 0.05,
    size: 0.12,
    bend: 0.12,
    join: 0.25,
    swap: 0.075,
    lose: 0.03,
    add: 0.1,
    round: 0.5,
    noHook: 0.5,
    tremor: 0.01,
  },
]

/** Mulberry32: small, even, and the same everywhere. */
export function dice(seed: number): Dice {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const bell = (roll: Dice): number => Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll())

/** The character as this person writes it today, on a glass where it is about 200 pixels large. */
export function writtenBy(writer: Writer, strokes: Strokes, roll: Dice): Strokes {
  let hand = inUnit(strokes)
  if (hand.length > 4) hand = hand.filter(() => roll() >= writer.lose)
  hand = inOwnOrder(hand, writer, roll).map((stroke) => ownStroke(stroke, writer, roll))
  hand = joined(hand, writer, roll)
  hand = onGlass(hand, writer, roll)
  if (roll() < writer.add) {
    const dot = { x: 300 + 200 * (roll() - 0.5), y: 300 + 200 * (roll() - 0.5) }
    hand.push([dot, { x: dot.x + 8, y: dot.y + 8 }])
  }
  return hand.map((stroke) => reported(stroke, roll))
}

/** The larger side is one, the middle is nought, and a stroke has a point every fortieth. */
function inUnit(strokes: Strokes): Strokes {
  const xs = strokes.flat().map(({ x }) => x)
  const ys = strokes.flat().map(({ y }) => y)
  const middle = { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 }
  const side = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys))
  return strokes.map((stroke) =>
    inPoints(
      stroke.map(({ x, y }) => ({ x: (x - middle.x) / side, y: (y - middle.y) / side })),
      Math.max(6, Math.round((lengthOf(stroke) / side) * 40)),
    ),
  )
}

function lengthOf(stroke: InkPoint[]): number {
  return stroke.reduce((sum, point, at) => sum + distance(stroke[at - 1] ?? point, point), 0)
}

const distance = (a: InkPoint, b: InkPoint): number => Math.hypot(a.x - b.x, a.y - b.y)

const mix = (a: InkPoint, b: InkPoint, part: number): InkPoint => ({
  x: a.x + (b.x - a.x) * part,
  y: a.y + (b.y - a.y) * part,
})

function inPoints(stroke: InkPoint[], count: number): InkPoint[] {
  const total = lengthOf(stroke)
  return Array.from({ length: count }, (_, at) => pointAfter(stroke, (total * at) / (count - 1)))
}

function pointAfter(stroke: InkPoint[], wanted: number): InkPoint {
  let gone = 0
  for (const [at, to] of stroke.entries()) {
    const from = stroke[at - 1] ?? to
    const step = distance(from, to)
    if (step > 0 && gone + step >= wanted) return mix(from, to, (wanted - gone) / step)
    gone += step
  }
  return last(stroke)
}

function last(stroke: InkPoint[]): InkPoint {
  const point = stroke.at(-1)
  if (!point) throw new Error('a stroke without a point')
  return point
}

function inOwnOrder(strokes: Strokes, { swap }: Writer, roll: Dice): Strokes {
  const list = [...strokes]
  for (let at = 0; at + 1 < list.length; at++) {
    if (roll() >= swap) continue
    const other = Math.min(list.length - 1, at + 1 + Math.floor(roll() * 3))
    const [one, two] = [list[at], list[other]]
    if (one && two) [list[at], list[other]] = [two, one]
  }
  return list
}

/** Each stroke a little elsewhere, larger or smaller, turned, bowed; corners rounder; the last hook not made. */
function ownStroke(stroke: InkPoint[], writer: Writer, roll: Dice): InkPoint[] {
  const middle = {
    x: stroke.reduce((sum, { x }) => sum + x, 0) / stroke.length,
    y: stroke.reduce((sum, { y }) => sum + y, 0) / stroke.length,
  }
  const moved = { x: bell(roll) * writer.place, y: bell(roll) * writer.place }
  const size = Math.exp(bell(roll) * writer.size)
  const turn = bell(roll) * writer.bend
  const bow = bell(roll) * writer.bend * 0.25 * lengthOf(stroke)
  const [from, to] = [stroke[0] ?? middle, last(stroke)]
  const far = distance(from, to) || 1
  const own = stroke.map((point, at) => {
    const x = (point.x - middle.x) * size
    const y = (point.y - middle.y) * size
    const out = bow * Math.sin((Math.PI * at) / (stroke.length - 1))
    return {
      x: middle.x + moved.x + x * Math.cos(turn) - y * Math.sin(turn) - (out * (to.y - from.y)) / far,
      y: middle.y + moved.y + x * Math.sin(turn) + y * Math.cos(turn) + (out * (to.x - from.x)) / far,
    }
  })
  return rounded(roll() < writer.noHook ? withoutHook(own) : own, Math.round(writer.round * 5))
}

function withoutHook(stroke: InkPoint[]): InkPoint[] {
  const [end, before, earlier] = [stroke.at(-1), stroke.at(-4), stroke.at(-8)]
  if (!end || !before || !earlier) return stroke
  const turned =
    Math.atan2(before.y - earlier.y, before.x - earlier.x) - Math.atan2(end.y - before.y, end.x - before.x)
  return Math.abs(Math.atan2(Math.sin(turned), Math.cos(turned))) > 1 ? stroke.slice(0, -3) : stroke
}

function rounded(stroke: InkPoint[], times: number): InkPoint[] {
  let latest = stroke
  for (let time = 0; time < times; time++)
    latest = latest.map((point, at) => {
      const [before, after] = [latest[at - 1], latest[at + 1]]
      return before && after ? mix(mix(before, after, 0.5), point, 0.5) : point
    })
  return latest
}

/** 连笔: the finger stays on the glass on its way to the next stroke. */
function joined(strokes: Strokes, { join }: Writer, roll: Dice): Strokes {
  const list: Strokes = []
  for (const stroke of strokes) {
    const before = list.at(-1)
    const [first] = stroke
    if (before && first && roll() < join) {
      const from = last(before)
      const steps = Math.max(2, Math.round(distance(from, first) * 20))
      for (let at = 1; at < steps; at++) before.push(mix(from, first, at / steps))
      before.push(...stroke)
    } else list.push([...stroke])
  }
  return list
}

/** The whole: proportions, waves, slant, turn, tremor, and the size of the glass. */
function onGlass(strokes: Strokes, writer: Writer, roll: Dice): Strokes {
  const power = {
    x: Math.exp(writer.unevenness / 2 + bell(roll) * 0.06),
    y: Math.exp(-writer.unevenness / 2 + bell(roll) * 0.06),
  }
  const wave = { x: bell(roll) * 0.02, y: bell(roll) * 0.02, at: roll() * 6.28 }
  const slant = writer.slant + bell(roll) * 0.05
  const turn = writer.turn + bell(roll) * 0.035
  return strokes.map((stroke) => {
    let off = { x: 0, y: 0 }
    return stroke.map((point) => {
      off = { x: off.x * 0.7 + bell(roll) * writer.tremor, y: off.y * 0.7 + bell(roll) * writer.tremor }
      const y = warped(point.y, power.y) + wave.y * Math.sin(2 * Math.PI * point.x + wave.at)
      const x =
        (warped(point.x, power.x) + wave.x * Math.sin(2 * Math.PI * y + wave.at)) * writer.wide - slant * y
      return {
        x: 300 + 200 * (x * Math.cos(turn) - y * Math.sin(turn) + off.x),
        y: 300 + 200 * (x * Math.sin(turn) + y * Math.cos(turn) + off.y),
      }
    })
  })
}

/** One side of the character gets more room than the other. */
function warped(at: number, power: number): number {
  const part = Math.min(1.2, Math.max(-0.2, at + 0.5))
  return (part < 0 ? part : part ** power) - 0.5
}

/** A frame reports whole pixels, and not every place the finger was. */
const reported = (stroke: InkPoint[], roll: Dice): InkPoint[] =>
  stroke
    .filter((_, at) => at === 0 || at === stroke.length - 1 || roll() > 0.3)
    .map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }))
