// Every word of the house stands out from its ground seven times, everything else that has a meaning three times (ux.md B04, B05, B14).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const tokens = readFileSync(join(import.meta.dirname, '../../../renderer/styles/tokens.css'), 'utf8')

type Colors = ReadonlyMap<string, string>

/** The colours one rule of the style sheet names, in six digits. */
function colorsOf(rule: string): Colors {
  const from = tokens.indexOf(`${rule} {`)
  const body = tokens.slice(from, tokens.indexOf('}', from))
  const named = [...body.matchAll(/--([\w-]+): #([0-9a-f]{3,6});/g)]
  return new Map(named.map(([, name = '', hex = '']) => [name, hex.length === 3 ? doubled(hex) : hex]))
}

const doubled = (hex: string) => [...hex].map((digit) => digit + digit).join('')

/** WCAG 2.2, relative luminance. */
function light(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(colors: Colors, one: string, other: string): number {
  const [hexOfOne, hexOfOther] = [colors.get(one), colors.get(other)]
  if (!hexOfOne || !hexOfOther) throw new Error(`no colour called ${hexOfOne ? other : one}`)
  const [dark, bright] = [light(hexOfOne), light(hexOfOther)].toSorted((a, b) => a - b)
  return ((bright ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

const grounds = ['paper', 'leaf', 'red-wash']
const words = ['ink', 'ink-2', 'red', 'ok']
const onColour = [
  ['on-ink', 'ink'],
  ['on-red', 'red'],
  ['on-red', 'red-pressed'],
] as const
/** Edges of buttons, bars of amounts, the ring around what the keyboard is on. */
const marks = ['line', 'bar', 'focus', 'red', 'red-bright']

const usual = colorsOf(':root')
const high = new Map([...usual, ...colorsOf("html[data-contrast='high']")])

describe.each([
  { looks: 'ink on paper', colors: usual },
  { looks: 'white on black', colors: high },
])('$looks', ({ colors }) => {
  test.each(grounds.flatMap((ground) => words.map((word) => [word, ground] as const)))(
    'words in %s on %s are read at 7:1',
    (word, ground) => expect(contrast(colors, word, ground)).toBeGreaterThanOrEqual(7),
  )
  test.each(onColour)('%s on %s is read at 7:1', (word, ground) =>
    expect(contrast(colors, word, ground)).toBeGreaterThanOrEqual(7),
  )
  test.each(marks)('%s is seen on paper at 3:1', (mark) =>
    expect(contrast(colors, mark, 'paper')).toBeGreaterThanOrEqual(3),
  )
})

test('black on white is 21:1, as the standard has it', () => {
  const extremes = new Map([
    ['black', '000000'],
    ['white', 'ffffff'],
  ])
  expect(contrast(extremes, 'black', 'white')).toBeCloseTo(21, 5)
})
