// The way there and back: a short trail, found again page by page, forgotten at home.
import { emptyQuery } from '../../../renderer/find/query.ts'
import { expect, test } from 'vitest'
import {
  isPersonal,
  move,
  nameOf,
  start,
  type Move,
  type Screen,
  type Trail,
} from '../../../renderer/navigation.ts'

const village: Screen = { kind: 'village', villageCode: '990102100201', period: null }
const entry: Screen = { kind: 'entry', id: '990102100201.dibao-list.2026Q3' }
const walk = (...moves: Move[]): Trail => moves.reduce(move, start)
const screens = (trail: Trail) => trail.map((step) => step.screen.kind)

test('going leads deeper, back leads out again, and the first screen is the end of it', () => {
  const there = walk({ kind: 'go', to: { kind: 'villages' } }, { kind: 'go', to: village })
  expect(screens(there)).toEqual(['village', 'villages', 'home'])
  expect(screens(move(there, { kind: 'back' }))).toEqual(['villages', 'home'])
  expect(walk({ kind: 'back' })).toEqual(start)
})

test('home forgets the whole trail', () => {
  expect(walk({ kind: 'go', to: village }, { kind: 'go', to: entry }, { kind: 'home' })).toEqual(start)
})

test('back finds the page that was open', () => {
  const trail = walk({ kind: 'go', to: village }, { kind: 'turn', page: 2 }, { kind: 'go', to: entry })
  expect(trail[0].page).toBe(0)
  expect(move(trail, { kind: 'back' })[0]).toEqual({ screen: village, page: 2 })
})

test('another quarter of the same screen begins at its first page and leaves no step behind', () => {
  const later: Screen = { ...village, period: '2026Q2' }
  const trail = walk({ kind: 'go', to: village }, { kind: 'turn', page: 1 }, { kind: 'instead', of: later })
  expect(trail).toEqual([{ screen: later, page: 0 }, ...start])
  expect(nameOf(later)).not.toBe(nameOf(village))
})

test('a letter more is the same screen of finding, and the trail knows it', () => {
  const find: Screen = { kind: 'find', villageCode: '990102100201', query: emptyQuery, way: 'initials' }
  const typed: Screen = { ...find, query: { ...emptyQuery, letters: 'g' }, way: 'pinyin' }
  expect(nameOf(typed)).toBe(nameOf(find))
  expect(nameOf({ ...find, villageCode: '990102100202' })).not.toBe(nameOf(find))
  const trail = walk({ kind: 'go', to: find }, { kind: 'instead', of: typed }, { kind: 'go', to: village })
  expect(move(trail, { kind: 'back' })[0].screen).toEqual(typed)
})

test('whoever came by way of a household is still on somebody’s own page', () => {
  const household = { kind: 'household', villageCode: '990102100201', group: 1, name: '单福生' } as const
  const there = move(start, { kind: 'go', to: household })
  expect(isPersonal(start)).toBe(false)
  expect(isPersonal(there)).toBe(true)
  expect(isPersonal(move(there, { kind: 'go', to: { kind: 'row', id: 'x', at: 0 } }))).toBe(true)
  expect(isPersonal(move(there, { kind: 'home' }))).toBe(false)
})
