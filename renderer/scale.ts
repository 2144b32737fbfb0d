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

/** How many lines of body text the glass is high: below 28 little more than the content is drawn, below 18 only it. */
export type Room = 'ample' | 'tight' | 'tiny'

export const roomOf = (lines: number): Room => (lines >= 28 ? 'ample' : lines >= 18 ? 'tight' : 'tiny')
