// How long something took: by the clock, and of the processor's time, which neighbours on the machine hardly change.
export type Took = { ms: number; processorMs: number }

/** What has passed since it was asked last. */
export function stopwatch(): () => Took {
  let at = performance.now()
  let used = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(used)
    const took = { ms: performance.now() - at, processorMs: (user + system) / 1000 }
    at = performance.now()
    used = process.cpuUsage()
    return took
  }
}

export const together = (...all: readonly Took[]): Took => ({
  ms: all.reduce((sum, each) => sum + each.ms, 0),
  processorMs: all.reduce((sum, each) => sum + each.processorMs, 0),
})

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

export function p95Of(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[rankOf(0.95, sorted.length)] ?? 0
}

/** Where the value stands that this share of so many does not exceed: of 20 the 19th is the p95, of 8 only the last. */
export const rankOf = (share: number, count: number): number => Math.max(0, Math.ceil(share * count) - 1)
