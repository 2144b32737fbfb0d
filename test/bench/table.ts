// The measurements as one table that reads in a terminal and stands in README as it is.

export type Line = {
  what: string
  /** Its name and how long it took; absent where only our own figure is known. */
  baseline?: readonly [name: string, took: string]
  ours: string
  ratio?: number
  /** What the ratio should be at most. */
  aim?: number
}

export function tableOf(lines: readonly Line[]): string {
  const cells = [
    ['what', 'baseline', 'ours', 'ratio', 'aim'],
    ...lines.map(({ what, baseline, ours, ratio, aim }) => [
      what,
      baseline ? [...new Set(baseline)].join(', ') : '–',
      ours,
      ratio === undefined ? '–' : (Math.round(ratio * 100) / 100).toString(),
      aim === undefined ? '–' : `≤ ${aim}`,
    ]),
  ]
  const widths = [0, 1, 2, 3, 4].map((at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)))
  const [head, ...rows] = cells.map(
    (row) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`,
  )
  return [head, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows].join('\n')
}

/** 12.3 ms, 345 ms, 6.7 s. */
export function seconds(ms: number): string {
  if (ms < 100) return `${ms.toFixed(1)} ms`
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}
