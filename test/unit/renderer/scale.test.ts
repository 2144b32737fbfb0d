// Millimetres of glass, and colours that can be read on it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { layoutOf, pixelsPerMm, roomOf } from '../../../renderer/scale.ts'

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

describe('the colours', () => {
  const tokens = readFileSync(join(import.meta.dirname, '../../../renderer/styles/tokens.css'), 'utf8')
  const colour = (name: string): string => {
    const found = new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(tokens)?.[1]
    if (!found) throw new Error(`no colour ${name}`)
    return found
  }

  test.each(['ink', 'ink-2', 'red', 'ok'])('%s is read on paper at 7 to 1', (name) => {
    expect(contrast(colour(name), colour('paper'))).toBeGreaterThanOrEqual(7)
  })

  test.each(['line', 'bar', 'focus'])('%s is seen on paper at 3 to 1', (name) => {
    expect(contrast(colour(name), colour('paper'))).toBeGreaterThanOrEqual(3)
  })

  test('white is read on the red of the main button at 7 to 1', () => {
    expect(contrast('#ffffff', colour('red'))).toBeGreaterThanOrEqual(7)
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
