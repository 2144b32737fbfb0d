// What a finger left on the glass: strokes in the order they were written, and the same as evenly spaced points.

export type InkPoint = { x: number; y: number }
export type Stroke = readonly InkPoint[]

/** A stroke is cut into steps of this part of the character's larger side. */
const stepsAcross = 32

/** So often every point is drawn to its neighbours: a trembling hand becomes a line, and a corner stays a corner. */
const timesSmoothed = 3

export type Box = { left: number; top: number; width: number; height: number }

export function boxOf(strokes: readonly Stroke[]): Box {
  const xs = strokes.flatMap((stroke) => stroke.map(({ x }) => x))
  const ys = strokes.flatMap((stroke) => stroke.map(({ y }) => y))
  const left = Math.min(...xs)
  const top = Math.min(...ys)
  return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top }
}

/** How far two neighbouring points of even ink are apart; never nothing, also for a single dot. */
export const stepOf = ({ width, height }: Box): number => Math.max(width, height, 1) / stepsAcross

/** Fast or slow, with many reports or few: the same line becomes the same points. */
export function evenInk(strokes: readonly Stroke[]): InkPoint[][] {
  const written = strokes.filter((stroke) => stroke.length > 0)
  if (written.length === 0) return []
  const step = stepOf(boxOf(written))
  return written.map((stroke) => smoothed(spaced(stroke, step)))
}

function spaced(stroke: Stroke, step: number): InkPoint[] {
  const [first, ...rest] = stroke
  if (!first) return []
  const points = [first]
  let from = first
  let untilNext = step
  for (const to of rest) {
    let distance = Math.hypot(to.x - from.x, to.y - from.y)
    while (distance >= untilNext) {
      from = between(from, to, untilNext / distance)
      points.push(from)
      distance -= untilNext
      untilNext = step
    }
    untilNext -= distance
    from = to
  }
  // The last steps may be shorter than the others; where a stroke ends matters.
  if (points.length < 2 || untilNext < step * 0.7) points.push(from)
  return points
}

function smoothed(points: InkPoint[]): InkPoint[] {
  let latest = points
  for (let time = 0; time < timesSmoothed; time++) {
    latest = latest.map((point, at) => {
      const before = latest[at - 1]
      const after = latest[at + 1]
      return before && after ? between(between(before, after, 0.5), point, 0.5) : point
    })
  }
  return latest
}

export const between = (a: InkPoint, b: InkPoint, part: number): InkPoint => ({
  x: a.x + (b.x - a.x) * part,
  y: a.y + (b.y - a.y) * part,
})
