// From the glass to the page: how many pixels a millimetre has, and the three sizes of text.

export const textSizes = ['standard', 'large', 'huge'] as const
export type TextSize = (typeof textSizes)[number]

export type Layout = 'portrait' | 'landscape'

/** CSS pixels per millimetre of a screen with this diagonal; every size in tokens.css is made of it. */
export function pixelsPerMm(of: { width: number; height: number; inches: number }): number {
  return Math.hypot(of.width, of.height) / (of.inches * 25.4)
}

export const layoutOf = (of: { width: number; height: number }): Layout =>
  of.width > of.height ? 'landscape' : 'portrait'

/** A finger slides this far at most in one tap; older hands land 3 to 4 mm off and tremble (ux.md 1.3). */
export const tapToleranceMm = 12

/** Writes scale, layout and text size where the style sheet reads them. */
export function applyScale(root: HTMLElement, of: { inches: number; size: TextSize }): void {
  const glass = { width: window.innerWidth, height: window.innerHeight, inches: of.inches }
  root.style.setProperty('--mm', `${pixelsPerMm(glass).toFixed(4)}px`)
  root.dataset['layout'] = layoutOf(glass)
  root.dataset['size'] = of.size
}
