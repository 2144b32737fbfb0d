// The glasses, sizes and ways of looking that every screen must stand: all of them, or a part in which every two meet.
export type Panel = { name: string; size: string; inches: string; lowerEdgeMm: number }

export const panels: readonly Panel[] = [
  { name: 'P1', size: '1080x1920', inches: '32', lowerEdgeMm: 900 },
  { name: 'P2', size: '1080x1920', inches: '21.5', lowerEdgeMm: 850 },
  { name: 'P3', size: '1920x1080', inches: '43', lowerEdgeMm: 800 },
  // Low enough to be within reach as a whole: it needs no other way of showing things, and has no button for one.
  { name: 'P4', size: '1366x768', inches: '15.6', lowerEdgeMm: 1000 },
  { name: 'P5', size: '1280x1024', inches: '19', lowerEdgeMm: 1000 },
]

export function panelNamed(name: string): Panel {
  const panel = panels.find((each) => each.name === name)
  if (!panel) throw new Error(`no glass is called ${name}`)
  return panel
}

export const sizes = ['standard', 'large', 'huge'] as const
export const modes = ['usual', 'contrast', 'low'] as const
// `long`: our own words made longer, as most languages are (long-words.ts); `ug` runs from right to left.
export const languages = ['zh', 'long', 'ug'] as const

export type Way = {
  panel: Panel
  size: (typeof sizes)[number]
  mode: (typeof modes)[number]
  language: (typeof languages)[number]
}

export const everyWay: readonly Way[] = panels.flatMap((panel) =>
  sizes.flatMap((size) =>
    modes.flatMap((mode) => languages.map((language) => ({ panel, size, mode, language }))),
  ),
)

/** Latin squares: each size on each panel once, each mode with each of both, and so each language with all three. */
export const pairwise: readonly Way[] = panels.flatMap((panel, row) =>
  sizes.map((size, column) => ({
    panel,
    size,
    mode: modes[(row + column) % modes.length] ?? 'usual',
    language: languages[(row + 2 * column) % languages.length] ?? 'zh',
  })),
)

export const nameOf = ({ panel, size, mode, language }: Way): string =>
  [panel.name, size, mode, language].join(' ')
