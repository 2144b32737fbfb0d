// Millimetres of glass, and colours that can be read on it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  bandOf,
  inchesByCard,
  isAllInReach,
  isRailDouble,
  layoutOf,
  pixelsPerMm,
  roomOf,
} from '../../../renderer/scale.ts'

describe('a screen', () => {
  // mm per pixel as measured on real panels (ux.md 1.2).
  test.each([
    [1366, 768, 15.6, 0.253],
    [1280, 1024, 19, 0.294],
    [1080, 1920, 21.5, 0.248],
    [1080, 1920, 32, 0.369],
    [1920, 1080, 43, 0.496],
    [1080, 1920, 55, 0.634],
  ])('of %i×%i on %s inches has %f mm a pixel', (width, height, inches, mmPerPixel) => {
    expect(1 / pixelsPerMm({ width, height, inches })).toBeCloseTo(mmPerPixel, 3)
  })

  test('is tall or wide, and a square one counts as tall', () => {
    expect(layoutOf({ width: 1080, height: 1920 })).toBe('portrait')
    expect(layoutOf({ width: 1280, height: 1024 })).toBe('landscape')
    expect(layoutOf({ width: 1024, height: 1024 })).toBe('portrait')
  })

  test('of few lines is drawn with less around the content', () => {
    expect([68, 28, 24, 18, 14].map(roomOf)).toEqual(['ample', 'ample', 'tight', 'tight', 'tiny'])
  })
})

describe('a card held to the glass', () => {
  test.each([
    [1366, 768, 15.6],
    [1080, 1920, 21.5],
    [1920, 1080, 43],
  ])('tells that %i×%i is %f inches', (width, height, inches) => {
    const cardPx = 85.6 * pixelsPerMm({ width, height, inches })
    expect(inchesByCard({ width, height, cardPx })).toBe(inches)
  })
})

describe('what can be reached', () => {
  const glass = (height: number, width: number, inches: number, lowerEdgeMm: number) => {
    const mm = pixelsPerMm({ height, width, inches })
    const band = bandOf({ height, mm, lowerEdgeMm })
    return { aboveMm: band.top / mm, belowMm: band.bottom / mm, heightMm: height / mm, band }
  }

  test('of a tall screen is what lies between 850 and 1220 mm above the floor', () => {
    const { aboveMm, belowMm, heightMm } = glass(1920, 1080, 43, 750)
    expect(belowMm).toBeCloseTo(100, 0)
    expect(heightMm - aboveMm - belowMm).toBeCloseTo(370, 0)
  })

  test('of a screen that begins higher is its lower part', () => {
    const { aboveMm, belowMm, heightMm } = glass(1920, 1080, 32, 900)
    expect(belowMm).toBe(0)
    expect(heightMm - aboveMm).toBeCloseTo(320, 0)
  })

  test('is all of a screen that hangs within it, and then nothing changes', () => {
    expect(isAllInReach(glass(768, 1366, 15.6, 1000).band)).toBe(true)
    expect(isAllInReach(glass(1024, 1280, 19, 1000).band)).toBe(false)
  })

  test('is never so little that its buttons would not stand in it', () => {
    for (const lowerEdgeMm of [0, 500, 1150, 1400]) {
      const { aboveMm, belowMm, heightMm } = glass(1920, 1080, 32, lowerEdgeMm)
      expect(heightMm - aboveMm - belowMm).toBeGreaterThanOrEqual(199)
      expect(aboveMm).toBeGreaterThanOrEqual(0)
      expect(belowMm).toBeGreaterThanOrEqual(0)
    }
  })

  test('on a low wide screen two buttons of the rail stand beside each other', () => {
    expect(isRailDouble({ height: 768, mm: pixelsPerMm({ width: 1366, height: 768, inches: 15.6 }) })).toBe(
      true,
    )
    expect(isRailDouble({ height: 1024, mm: pixelsPerMm({ width: 1280, height: 1024, inches: 19 }) })).toBe(
      false,
    )
  })
})

describe.each([
  ['usual', ':root'],
  ['loud', "html[data-contrast='high']"],
])('the %s colours', (loudness, selector) => {
  const tokens = readFileSync(join(import.meta.dirname, '../../../renderer/styles/tokens.css'), 'utf8')
  const rule = tokens.slice(tokens.indexOf(`${selector} {`)).split('}')[0] ?? ''
  const colour = (of: string): string => {
    const found = new RegExp(`--${of}: #([0-9a-f]{3,6})`).exec(rule)?.[1]
    if (!found) throw new Error(`no colour ${of} in ${selector}`)
    return `#${found.length === 3 ? [...found].map((each) => each + each).join('') : found}`
  }

  test.each(['ink', 'ink-2', 'red', 'ok'])('%s is read on paper at 7 to 1', (name) => {
    expect(contrast(colour(name), colour('paper'))).toBeGreaterThanOrEqual(7)
  })

  test.each(['line', 'bar', 'focus'])('%s is seen on paper at 3 to 1', (name) => {
    expect(contrast(colour(name), colour('paper'))).toBeGreaterThanOrEqual(3)
  })

  test.each([
    ['on-red', 'red'],
    ['on-red', 'red-pressed'],
    ['on-ink', 'ink'],
    ['ink', 'leaf'],
    ['ink', 'red-wash'],
  ])('%s is read on %s at 7 to 1', (text, ground) => {
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(7)
  })

  test.runIf(loudness === 'loud')('every word on black stands at 17 to 1 but for the hairlines', () => {
    for (const each of ['ink', 'ink-2', 'red', 'ok', 'line', 'focus', 'bar'])
      expect(contrast(colour(each), colour('paper'))).toBeGreaterThanOrEqual(17)
  })
})

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
