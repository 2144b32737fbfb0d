// An item beside itself at other times, from real generations.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { entryPage } from '../../../db/entries.ts'
import { openReader, type Reader } from '../../../db/reader.ts'
import {
  importInto,
  kioskOf,
  packOf,
  posting,
  row,
  entry,
  temporaryFolder,
  worldIn,
} from '../../stand-ins/pack-world.ts'

const place = temporaryFolder()
let reader: Reader

const spent = (subjects: Record<string, number>) =>
  Object.entries(subjects).map(([subject, amount]) =>
    row('posting-sheet', { direction: 'expense', subject, amount }),
  )

const sheet = (period: string, subjects: Record<string, number>) =>
  entry({ itemType: 'posting-sheet', period, rowsOf: spent(subjects) })

const many = (more: number) =>
  Object.fromEntries(Array.from({ length: 14 + more }, (_, at) => [`科目${at}`, 1000 - at]))

beforeAll(async () => {
  const world = await worldIn(place.folder)
  const data = kioskOf(world)
  const file = await packOf(world, 1, [
    sheet('2025Q3', { 办公费: 500 }),
    sheet('2026Q2', { 办公费: 500, 修路: 9000, 慰问: 200 }),
    sheet('2026Q3', { 办公费: 700, 修路: 100, 水费: 300 }),
    sheet('2024Q1', many(0)),
    sheet('2024Q2', { ...many(0), 科目0: 5000 }),
    posting({ period: '2025' }),
    posting({ period: '2024' }),
  ])
  const outcome = await importInto(data, file)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  ;({ reader } = openReader(data))
})
afterAll(() => {
  reader.close()
  place[Symbol.dispose]()
})

const comparisons = (period: string) => {
  const id = `990102100201.posting-sheet.${period}`
  return entryPage(reader, { id })?.comparisons ?? null
}

test('the period before and the same one a year ago stand beside it, the former first', () => {
  expect(comparisons('2026Q3')?.map((each) => [each.with, each.period])).toEqual([
    ['former', '2026Q2'],
    ['year-ago', '2025Q3'],
  ])
  expect(comparisons('2026Q2')).toEqual([])
})

test('the largest differences come first, and what one side does not have was nothing there', () => {
  expect(comparisons('2026Q3')?.[0]?.parts).toEqual([
    { label: '修路', now: 100, before: 9000 },
    { label: '水费', now: 300, before: 0 },
    { label: '办公费', now: 700, before: 500 },
    { label: '慰问', now: 0, before: 200 },
  ])
})

test('a subject that is only among the gathered small ones is left out, not guessed', () => {
  const [former] = comparisons('2024Q2') ?? []
  expect(former?.parts[0]).toEqual({ label: '科目0', now: 5000, before: 1000 })
  expect(former?.parts.every((part) => part.now > 0 && part.before > 0)).toBe(true)
  expect(former?.parts.length).toBe(8)
})

test('a year is compared with the year before once, not twice', () => {
  expect(comparisons('2025')?.map((each) => each.with)).toEqual(['former'])
})
