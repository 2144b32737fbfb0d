// A township nobody has fitted the reader to: every item of 榆林铺镇 is read right or asked about, never wrong.
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { itemTypes } from '../../../disclosure/item-types/all.ts'
import type { TrueItem } from '../../fixtures/second-township/truth.ts'
import { noAnswers } from '../../../township/answers.ts'
import { readTownship } from '../../../township/read-township.ts'
import type { BuiltEntry } from '../../../township/build-entries.ts'
import type { Reading } from '../../../township/read-township.ts'
import { leaked } from './wanted.ts'

const fixtures = new URL('../../fixtures/second-township/', import.meta.url)
const truth: { items: TrueItem[]; forbidden: string[] } = JSON.parse(
  readFileSync(new URL('truth.json', fixtures), 'utf8'),
)

let reading: Reading
beforeAll(async () => {
  const read = await readTownship(new URL('sheets', fixtures).pathname, noAnswers, '2026-11-22')
  if (!read.ok) throw new Error(`the second township was refused: ${read.kind}`)
  reading = read.reading
})

const typeOf = new Map(itemTypes.map((type) => [type.id, type]))
const villageOf = (code: string | null): string | null =>
  reading.township.villages.find((village) => village.code === code)?.name ?? null
const periodOf = (period: string): string | null => (period === 'standing' ? null : period)

const isOf = ({ entry }: BuiltEntry, item: TrueItem): boolean =>
  entry.source.file === item.file &&
  typeOf.get(entry.itemType)?.title === item.type &&
  villageOf(entry.villageCode) === item.village &&
  periodOf(entry.period) === item.period

function differences({ entry, rows }: BuiltEntry, item: TrueItem): string[] {
  const fields = Object.keys(typeOf.get(entry.itemType)?.fields ?? {})
  const totals = Object.entries(item.totals ?? {}).filter(([name, sum]) => entry.totals[name] !== sum)
  const holds = (item.holds ?? []).filter(
    (held) =>
      !rows.some((row) =>
        Object.entries(held).every(([field, value]) => row[fields.indexOf(field)] === value),
      ),
  )
  return [
    ...(entry.rows === item.rows ? [] : [`${entry.rows} rows, should be ${item.rows}`]),
    ...totals.map(([name, sum]) => `${name} is ${entry.totals[name]}, should be ${sum}`),
    ...holds.map((held) => `no row with ${JSON.stringify(held)}`),
  ]
}

const files = [...new Set(truth.items.map(({ file }) => file))]
const itemsOf = (file: string): TrueItem[] => truth.items.filter((item) => item.file === file)
/** A question or a fault that holds back: the clerk knows that something is to be done. */
const isAsked = (file: string): boolean =>
  reading.report.questions.some((question) => question.file === file) ||
  reading.report.faults.some((fault) => fault.file === file && fault.severity === 'error')

describe.each(files)('%s', (file) => {
  test('publishes nothing that is not so', () => {
    const astray = reading.entries
      .filter(({ entry }) => entry.source.file === file)
      .flatMap((built) => {
        const items = itemsOf(file).filter((item) => isOf(built, item))
        if (items.length === 0) return [`${built.entry.id} should not be there`]
        const each = items.map((item) => differences(built, item))
        return each.some((list) => list.length === 0)
          ? []
          : (each[0] ?? []).map((one) => `${built.entry.id}: ${one}`)
      })
    expect(astray).toEqual([])
  })

  test('is published whole, or the clerk is asked', () => {
    const left = itemsOf(file).filter((item) => !reading.entries.some((built) => isOf(built, item)))
    expect(
      left.length === 0 || isAsked(file)
        ? []
        : left.map(({ type, village, period }) => [type, village, period]),
    ).toEqual([])
  })
})

test('nothing is published of a sheet that is not for villagers', () => {
  const known = new Set(files)
  expect(
    reading.entries.filter(({ entry }) => !known.has(entry.source.file)).map(({ entry }) => entry.id),
  ).toEqual([])
})

test('no ID, card, telephone or illness of its sheets is in any entry or in the report', () => {
  expect(leaked(truth.forbidden, JSON.stringify([reading.entries, reading.report]))).toEqual([])
})

test('most items need no question', () => {
  const right = truth.items.filter((item) => reading.entries.some((built) => isOf(built, item)))
  expect(right.length / truth.items.length).toBeGreaterThan(0.9)
})
