// Leafing through a long list: its parts, and how many choices lead to any page.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mostParts, partsOf } from '../../../renderer/parts/leap-parts.ts'

describe('the parts of a long list', () => {
  test('are at most eight, follow each other and leave no page out', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: 1, max: 5000 }), (from, count) => {
        const parts = partsOf(from, from + count)
        expect(parts.length).toBeLessThanOrEqual(mostParts)
        expect(
          parts.flatMap((part) => Array.from({ length: part.to - part.from }, (_, at) => part.from + at)),
        ).toEqual(Array.from({ length: count }, (_, at) => from + at))
      }),
    )
  })

  test('lead to any of 400 pages in three choices', () => {
    const depth = (from: number, to: number): number =>
      to - from <= 1 ? 0 : 1 + Math.max(...partsOf(from, to).map((part) => depth(part.from, part.to)))
    expect(depth(0, 64)).toBe(2)
    expect(depth(0, 400)).toBe(3)
  })
})
