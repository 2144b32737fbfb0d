// From the glass to the page: how many pixels a millimetre has, where a hand reaches, and the three sizes of text.

export const textSizes = ['standard', 'large', 'huge'] as const
export type TextSize = (typeof textSizes)[number]

export const contrasts = ['usual', 'high'] as const
export type Contrast = (typeof contrasts)[number]

/** `low`: everything one can touch stands where a person who sits, or a child, can touch it. */
export type Reach = 'usual' | 'low'

export type Layout = 'portrait' | 'landscape'

/** CSS pixels per millimetre of a screen with this diagonal; every size in tokens.css is made of it. */
export function pixelsPerMm(of: { width: number; height: number; inches: number }): number {
  return Math.hypot(of.width, of.height) / (of.inches * millimetresPerInch)
}

const millimetresPerInch = 25.4

/** An ID card, a bank card and every other card of ISO/IEC 7810 ID-1. */
export const card = { widthMm: 85.6, heightMm: 53.98 } as const

/** The diagonal of a glass on which a card is this many pixels wide; a tenth of an inch is 0.3 % of the smallest. */
export function inchesByCard(of: { width: number; height: number; cardPx: number }): number {
  const mm = of.cardPx / card.widthMm
  return Math.round((Math.hypot(of.width, of.height) / mm / millimetresPerInch) * 10) / 10
}

export const layoutOf = (of: { width: number; height: number }): Layout =>
  of.width > of.height ? 'landscape' : 'portrait'

/** How many lines of body text the glass is high: below 28 little more than the content is drawn, below 18 only it. */
export type Room = 'ample' | 'tight' | 'tiny'

export const roomOf = (lines: number): Room => (lines >= 28 ? 'ample' : lines >= 18 ? 'tight' : 'tiny')

/** On a low glass the buttons at its side stand two beside each other: eight of 20 mm with their gaps are 192 mm. */
export const isRailDouble = (of: { height: number; mm: number }): boolean => of.height / of.mm < 240

/** Where a hand reaches from a wheelchair, above the floor (GB 50763, EN 301 549; ux.md 1.1). */
export const reachable = { fromMm: 850, toMm: 1220 } as const

/** Below this no screen of ours has room for its buttons: then they go lower, or higher, than one would wish. */
const leastBandMm = 200

/** The part of the glass that can be reached, as pixels from its top edge and from its bottom edge. */
export type Band = { top: number; bottom: number }

export function bandOf(of: { height: number; mm: number; lowerEdgeMm: number }): Band {
  const heightMm = of.height / of.mm
  const within = (mm: number) => Math.min(heightMm, Math.max(0, mm))
  const least = Math.min(leastBandMm, heightMm)
  const from = Math.min(within(reachable.fromMm - of.lowerEdgeMm), heightMm - least)
  const to = Math.max(within(reachable.toMm - of.lowerEdgeMm), from + least)
  return { top: Math.round((heightMm - to) * of.mm), bottom: Math.round(from * of.mm) }
}

/** A glass that hangs within reach as a whole needs no other way of showing things. */
export const isAllInReach = (band: Band): boolean => band.top === 0 && band.bottom === 0
