// What counts as a finger: one at a time, off the edge, not for ever, and not twenty times a minute on one spot.
import { beforeEach, describe, expect, test } from 'vitest'
import { isOnEdge, isSlip, stuckMs, touchWatch, type TouchWatch } from '../../../renderer/touch/watch.ts'

const glass = { width: 1080, height: 1920, mm: 2.7 }
const minute = 60_000

let reported: string[]
let watch: TouchWatch
beforeEach(() => {
  reported = []
  watch = touchWatch({ glass: () => glass, report: (kind) => reported.push(kind) })
})

const down = (id: number, at = 0, x = 500 + id * 60, y = 900) => watch.down({ id, at, x, y })

describe('one finger', () => {
  test('is heard when it touches and when it lets go', () => {
    expect(down(1)).toEqual({ kind: 'take', cancel: [] })
    expect(watch.up(1).kind).toBe('take')
    expect(watch.isAnyDown()).toBe(false)
  })

  test('is not heard on the outer 5 mm, where the frame feels sleeves', () => {
    for (const [x, y] of [
      [2, 900],
      [1078, 900],
      [500, 5],
      [500, 1917],
    ] as const)
      expect(down(1, 0, x, y).kind).toBe('drop')
    expect(isOnEdge({ x: 14, y: 900 }, glass)).toBe(false)
  })

  test('may wander 12 mm and no further', () => {
    expect(isSlip({ x: 0, y: 0 }, { x: 11.9 * glass.mm, y: 0 }, glass.mm)).toBe(false)
    expect(isSlip({ x: 0, y: 0 }, { x: 9 * glass.mm, y: 9 * glass.mm }, glass.mm)).toBe(true)
  })
})

describe('a second finger', () => {
  test('ends the first, and neither is heard until both are gone', () => {
    down(1)
    expect(down(2)).toEqual({ kind: 'drop', cancel: [1] })
    expect(watch.up(1).kind).toBe('drop')
    expect(down(3).kind).toBe('drop')
    for (const id of [2, 3]) expect(watch.up(id).kind).toBe('drop')
    expect(down(4).kind).toBe('take')
  })

  test('does not count while it lies on the edge', () => {
    down(1, 0, 2, 900)
    expect(down(2).kind).toBe('take')
  })
})

describe('a contact that stays', () => {
  test('is ended after ten seconds, reported once, and does not block the next finger', () => {
    down(1)
    expect(watch.look(stuckMs)).toEqual([])
    expect(watch.look(stuckMs + 1)).toEqual([1])
    expect(watch.look(stuckMs + 500)).toEqual([])
    expect(reported).toEqual(['stuck'])
    expect(down(2, stuckMs + 600).kind).toBe('take')
  })
})

describe('what no person does', () => {
  test('more contacts than five for ten seconds are reported and then ignored', () => {
    for (const id of [1, 2, 3, 4, 5, 6]) down(id)
    watch.look(9_999)
    expect(reported).toEqual([])
    watch.look(10_000)
    expect(reported).toEqual(['crowd'])
    expect(down(7, 10_100).kind).toBe('take')
  })

  const tapFor = (minutes: number, everyMs: number) => {
    const verdicts: string[] = []
    for (let at = 0; at < minutes * minute; at += everyMs) {
      verdicts.push(down(1, at, 500 + (at % 5), 900).kind)
      watch.up(1)
    }
    return verdicts
  }

  test('one spot that is touched over twenty times a minute is dropped after five minutes', () => {
    const verdicts = tapFor(7, 2000)
    expect(verdicts.slice(0, 149)).not.toContain('drop')
    expect(verdicts.slice(155)).not.toContain('take')
    expect(reported).toEqual(['spot'])
  })

  test('the rest of the glass works on meanwhile, and the spot again after a minute of silence', () => {
    tapFor(7, 2000)
    expect(down(2, 7 * minute, 800, 300).kind).toBe('take')
    watch.up(2)
    expect(down(1, 8 * minute + 2000, 500, 900).kind).toBe('take')
  })

  test('one who turns pages all day is a person', () => {
    expect(tapFor(20, 3100)).not.toContain('drop')
    expect(reported).toEqual([])
  })
})
