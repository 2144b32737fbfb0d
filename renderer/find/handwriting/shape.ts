// The shape of a written character as numbers: in every part of the square, how much goes in which direction.
//
// It says nothing of where one stroke ends and the next begins, nor of their order: strokes that were joined, swapped
// or left out change a few of the numbers and no more (directional features after bi-moment normalization, as in
// Liu & Zhou, "Online Japanese character recognition using trajectory-based normalization and direction feature
// extraction", 2006).
import { boxOf, evenInk, stepOf, type Box, type InkPoint, type Stroke } from './ink.ts'

const across = 8
const directions = 8
export const shapeLength = across * across * directions
export const roughLength = shapeLength / 4

/**
 * The way of the finger through the air between two strokes counts too, but less than ink: whoever joins strokes
 * draws it, and so their character is near to that of somebody who does not.
 */
const airWeight = 0.6

/** How far a piece of ink is felt in the neighbouring parts, in parts. */
const blur = 0.55

/** Half of the square, in units of how far the ink lies from its middle. */
const spread = 2

/** Written into 8 bits: the largest numbers of real characters are near to 0.3. */
const scale = 400
const largest = 127

/** Pieces of ink with their weights. */
type Piece = { from: InkPoint; to: InkPoint; weight: number }

export function shapeOf(strokes: readonly Stroke[]): Int8Array {
  const ink = evenInk(strokes)
  const shape = new Float32Array(shapeLength)
  if (ink.length > 0) {
    const pieces = piecesOf(ink)
    const place = placing(pieces, boxOf(ink))
    for (const piece of pieces) feel(shape, place(piece.from), place(piece.to), piece.weight)
  }
  return inBytes(shape)
}

function piecesOf(ink: readonly InkPoint[][]): Piece[] {
  const step = stepOf(boxOf(ink))
  const pieces: Piece[] = []
  let lifted: InkPoint | undefined
  for (const points of ink) {
    const [first] = points
    if (lifted && first) pieces.push(...cut(lifted, first, step))
    for (const [at, to] of points.entries()) {
      const from = points[at - 1]
      if (from) pieces.push({ from, to, weight: 1 })
    }
    lifted = points.at(-1)
  }
  return pieces
}

function cut(from: InkPoint, to: InkPoint, step: number): Piece[] {
  const dx = to.x - from.x
  const dy = to.y - from.y
  const count = Math.max(1, Math.round(Math.hypot(dx, dy) / step))
  const at = (part: number) => ({ x: from.x + (dx * part) / count, y: from.y + (dy * part) / count })
  return Array.from({ length: count }, (_, index) => ({
    from: at(index),
    to: at(index + 1),
    weight: airWeight,
  }))
}

/**
 * Where a point lies in the unit square: the ink's middle in the middle, and each of the four sides as far away as the
 * ink on that side is spread. A part written too wide, or one long tail, does not move everything else.
 */
function placing(pieces: readonly Piece[], { width, height }: Box): (point: InkPoint) => InkPoint {
  const least = Math.max(width, height, 1) * 0.06
  const x = sidesOf(pieces, ({ x: at }) => at, least)
  const y = sidesOf(pieces, ({ y: at }) => at, least)
  const ratio =
    Math.min(x.before + x.after, y.before + y.after) / Math.max(x.before + x.after, y.before + y.after)
  // A narrow character becomes wider, but not as wide as a wide one.
  const kept = Math.sqrt(Math.sin((Math.PI / 2) * ratio))
  const isWide = x.before + x.after >= y.before + y.after
  return (point) => ({
    x: 0.5 + placed(point.x, x) * (isWide ? 1 : kept),
    y: 0.5 + placed(point.y, y) * (isWide ? kept : 1),
  })
}

type Sides = { middle: number; before: number; after: number }

function sidesOf(pieces: readonly Piece[], of: (point: InkPoint) => number, least: number): Sides {
  let total = 0
  let sum = 0
  const weighed = pieces.map(({ from, to, weight }) => {
    const at = (of(from) + of(to)) / 2
    const ink = Math.hypot(to.x - from.x, to.y - from.y) * weight
    total += ink
    sum += ink * at
    return { at, ink }
  })
  const middle = total > 0 ? sum / total : (weighed[0]?.at ?? 0)
  const spreadOf = (isThere: (offset: number) => boolean) => {
    const there = weighed.filter(({ at }) => isThere(at - middle))
    const ink = there.reduce((all, each) => all + each.ink, 0)
    const squares = there.reduce((all, each) => all + each.ink * (each.at - middle) ** 2, 0)
    return Math.max(least, ink > 0 ? spread * Math.sqrt(squares / ink) : 0)
  }
  return { middle, before: spreadOf((offset) => offset < 0), after: spreadOf((offset) => offset >= 0) }
}

/** From −0.5 to 0.5, and a little over for what lies far out. */
function placed(at: number, { middle, before, after }: Sides): number {
  const offset = (at - middle) / (2 * (at < middle ? before : after))
  return Math.max(-0.6, Math.min(0.6, offset))
}

/** Puts a piece into the parts around it, under the two directions between which it goes. */
function feel(shape: Float32Array, from: InkPoint, to: InkPoint, weight: number): void {
  const dx = to.x - from.x
  const dy = to.y - from.y
  const ink = Math.hypot(dx, dy) * weight
  if (ink === 0) return
  const turn = ((Math.atan2(dy, dx) / (2 * Math.PI)) * directions + directions) % directions
  const one = Math.floor(turn) % directions
  const other = (one + 1) % directions
  const share = turn - Math.floor(turn)
  const column = partOf((from.x + to.x) / 2)
  const row = partOf((from.y + to.y) / 2)
  for (const y of around(row)) {
    for (const x of around(column)) {
      const felt = ink * Math.exp(-((y - row) ** 2 + (x - column) ** 2) / (2 * blur * blur))
      const start = (y * across + x) * directions
      shape[start + one] = (shape[start + one] ?? 0) + felt * (1 - share)
      shape[start + other] = (shape[start + other] ?? 0) + felt * share
    }
  }
}

/** The edge of the unit square lies a little outside the middles of the outermost parts. */
const partOf = (at: number): number => at * (across - 0.4) - 0.3

function* around(part: number): Generator<number> {
  const nearest = Math.round(part)
  for (let at = Math.max(0, nearest - 2); at <= Math.min(across - 1, nearest + 2); at++) yield at
}

/** Roots, so that one long stroke does not outweigh all others; then all shapes are equally large. */
function inBytes(shape: Float32Array): Int8Array {
  const roots = shape.map((each) => Math.sqrt(each))
  const size = Math.hypot(...roots)
  return Int8Array.from(roots, (each) =>
    size > 0 ? Math.min(largest, Math.round((each / size) * scale)) : 0,
  )
}

/** The same with four parts as one. */
export function roughOf(shape: Int8Array): Int16Array {
  const rough = new Int16Array(roughLength)
  for (const [at, each] of shape.entries()) {
    const direction = at % directions
    const part = (at - direction) / directions
    const column = Math.floor((part % across) / 2)
    const row = Math.floor(part / across / 2)
    const place = (row * (across / 2) + column) * directions + direction
    rough[place] = (rough[place] ?? 0) + each
  }
  return rough
}
