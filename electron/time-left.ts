// How long something that is under way still takes: worked out of how it went so far, never out of hope.

/** What has been seen of one stretch of work. Times are of a clock that cannot be set. */
export type Watch = {
  readonly startedMs: number
  readonly atMs: number
  readonly done: number
  readonly total: number
  /** Units in a millisecond, the last few seconds weighing most; null before anything was done. */
  readonly rate: number | null
  /** The last answer given, and when: the next may not jump about. */
  readonly told: { atMs: number; leftMs: number } | null
}

/** Before this nobody can tell a slow stick from a slow start. */
const tellAfterMs = 1_500
const tellAfterShare = 0.02
/** In so much time a new speed has half replaced the old one. */
const halfLifeMs = 3_000
/** An answer grows only if it was wrong by more than this: a number that flickers is believed by nobody. */
const mayBeWrongBy = 1.25

export const watchFrom = (atMs: number, total: number): Watch => ({
  startedMs: atMs,
  atMs,
  done: 0,
  total,
  rate: null,
  told: null,
})

/** After a report. Work that is counted anew (another total, or less done than before) is watched from here on. */
export function seen(watch: Watch, at: { done: number; total: number; atMs: number }): Watch {
  if (at.total !== watch.total || at.done < watch.done)
    return { ...watchFrom(at.atMs, at.total), done: at.done, startedMs: watch.startedMs }
  const spentMs = at.atMs - watch.atMs
  if (at.done === watch.done || spentMs <= 0) return watch
  const rate = (at.done - watch.done) / spentMs
  const weight = 1 - 0.5 ** (spentMs / halfLifeMs)
  return {
    ...watch,
    atMs: at.atMs,
    done: at.done,
    rate: watch.rate === null ? rate : watch.rate + (rate - watch.rate) * weight,
  }
}

/**
 * Milliseconds left as of `nowMs`, or null while that would be a guess. While nothing arrives the speed is taken to sink,
 * so an answer about work that stands still grows instead of running down to nothing.
 */
export function timeLeft(watch: Watch, nowMs: number): number | null {
  const { done, total, rate } = watch
  const elapsedMs = nowMs - watch.startedMs
  if (rate === null || total <= 0 || elapsedMs < tellAfterMs || done < total * tellAfterShare) return null
  if (done >= total) return 0
  const quietMs = Math.max(0, nowMs - watch.atMs)
  const perUnitMs = Math.max(1 / rate, quietMs / Math.max(1, rate * halfLifeMs))
  const rawMs = (total - done) * perUnitMs
  if (watch.told === null) return rawMs
  const expectedMs = Math.max(0, watch.told.leftMs - (nowMs - watch.told.atMs))
  return rawMs > expectedMs && rawMs < expectedMs * mayBeWrongBy + 1_000 ? expectedMs : rawMs
}

/** Remembers the answer that was given, which holds the next one steady. */
export function told(watch: Watch, nowMs: number): { watch: Watch; leftMs: number | null } {
  const leftMs = timeLeft(watch, nowMs)
  return { watch: leftMs === null ? watch : { ...watch, told: { atMs: nowMs, leftMs } }, leftMs }
}
