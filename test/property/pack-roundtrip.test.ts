// Whatever rows a declaration allows, the same rows come out of the pack and out of the kiosk.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { entryLines, rows as storedRows } from '../../db/entries.ts'
import { openReader } from '../../db/reader.ts'
import type { Row } from '../../disclosure/entry.ts'
import type { Field, Value } from '../../disclosure/fields.ts'
import { itemTypes } from '../../disclosure/item-types/all.ts'
import { columnsOf, type ItemType } from '../../disclosure/item-type.ts'
import { findPersonal } from '../../disclosure/privacy.ts'
import { cleanText, flawOfText } from '../../pack/clean-text.ts'
import { rowsOfEntry } from '../../pack/entry-rows.ts'
import {
  dibao,
  entry,
  importInto,
  kioskOf,
  openIn,
  packOf,
  passedOff,
  posting,
  temporaryFolder,
  villageCodes,
  worldIn,
  type World,
} from '../stand-ins/pack-world.ts'

const place = temporaryFolder()
let world: World
beforeAll(async () => {
  world = await worldIn(place.folder)
})
afterAll(() => place[Symbol.dispose]())

/** Any text: Chinese, rare characters, quotes, emoji, invisible ones; but nothing that is or looks personal. */
const anyText = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.string({ unit: 'binary', maxLength: 10 }),
    fc.constantFrom(
      '张三',
      '曾长岭',
      '𠮷田',
      '"\\',
      '其中:租金\n转账',
      '￥1,000',
      'e\u0301',
      '\u200b零宽',
      '',
    ),
  )
  .filter((text) => findPersonal(cleanText(text), new Set(), 'person-row').length === 0)

const decimal = fc
  .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 0, max: 999 }))
  .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(3, '0')}`)

const isoDate = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

function valueOf(field: Field): fc.Arbitrary<Value> {
  const filled = filledValueOf(field)
  return field.required ? filled : fc.option(filled, { nil: null })
}

function filledValueOf(field: Field): fc.Arbitrary<Value> {
  switch (field.kind) {
    case 'money':
    case 'area':
      return fc.integer({ min: -99_999_999, max: 99_999_999 })
    case 'count':
    case 'group':
      return fc.integer({ min: 0, max: 9999 })
    case 'quantity':
    case 'rate':
      return decimal
    case 'date':
      return fc.oneof(
        isoDate,
        isoDate.map((date) => date.slice(0, 7)),
        isoDate.map((date) => date.slice(0, 4)),
      )
    case 'choice':
      return fc.constantFrom(...Object.keys(field.choices ?? { any: [] }))
    case 'phone':
      return fc.constantFrom('12388', '0960-6210011', '13800138000')
    case 'list':
      return fc.array(anyText, { maxLength: 3 })
    case 'person':
    case 'text':
      return anyText
  }
}

const rowsOfType = (type: ItemType): fc.Arbitrary<Row[]> =>
  fc.array(fc.tuple(...columnsOf(type).map(valueOf)), { maxLength: 8 })

const cleaned = (row: Row): Row =>
  row.map((value) =>
    typeof value === 'string' ? cleanText(value) : Array.isArray(value) ? value.map(cleanText) : value,
  )

test(
  'any rows of any declared type: what is written is what is read, in the pack and on the kiosk',
  { timeout: 120_000 },
  async () => {
    const typed = fc.constantFrom(...itemTypes).chain((type) => fc.tuple(fc.constant(type), rowsOfType(type)))
    await fc.assert(
      fc.asyncProperty(typed, async ([type, rowsOf]) => {
        const wanted = entry({ itemType: type.id, period: '2026', rowsOf: rowsOf.map(cleaned) })
        const out = join(place.folder, 'any.mbpack')
        const file = await packOf(world, 1, [{ entry: wanted.entry, rows: passedOff(rowsOf) }], { out })
        const opened = await openIn(world, file)
        if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
        const read = await rowsOfEntry(opened.pack, wanted.entry.id)
        expect(read?.rows).toEqual(rowsOf.map(cleaned))
        expect(opened.pack.entries[0]?.totals).toEqual(wanted.entry.totals)
      }),
      { numRuns: 60 },
    )
    await fc.assert(
      fc.asyncProperty(typed, async ([type, rowsOf]) => {
        const wanted = entry({ itemType: type.id, period: '2026', rowsOf: rowsOf.map(cleaned) })
        const data = kioskOf(world, randomUUID())
        const file = await packOf(world, 1, [wanted], { out: join(place.folder, 'stored.mbpack') })
        expect(await importInto(data, file)).toMatchObject({ ok: true })
        const { reader } = openReader(data)
        expect(storedRows(reader, { id: wanted.entry.id, offset: 0, limit: 100 }).rows).toEqual(wanted.rows)
        reader.close()
      }),
      { numRuns: 20 },
    )
  },
)

test('cleaned text has no flaw, and cleaning again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = cleanText(text)
      expect(flawOfText(once)).toBeNull()
      expect(cleanText(once)).toBe(once)
    }),
    { numRuns: 2000 },
  )
})

/** One pack of a random history: some entries, some withdrawn, now and then the whole. */
const step = fc.record({
  villages: fc.subarray([...villageCodes]),
  postings: fc.subarray([...villageCodes]),
  withdrawn: fc.subarray([...villageCodes]),
  whole: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
  payees: fc.array(fc.constantFrom('张三', '李四', '王五'), { minLength: 1, maxLength: 3 }),
})

test(
  'two kiosks that were fed the same packs show the same, and it is what the packs say',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        const [one, other] = [kioskOf(world, randomUUID()), kioskOf(world, randomUUID())]
        let model = new Map<string, number>()
        for (const [index, { villages, postings, withdrawn, whole, payees }] of steps.entries()) {
          const lists = villages.map((villageCode) => dibao({ payees, villageCode }))
          const sheets = postings.map((villageCode) => posting({ villageCode, expense: index }))
          const gone = withdrawn
            .filter((code) => !villages.includes(code))
            .map((code) => `${code}.dibao-list.2026Q2`)
          const out = join(place.folder, 'step.mbpack')
          const file = await packOf(world, index + 1, [...lists, ...sheets], {
            out,
            withdrawn: passedOff(gone),
            mode: whole ? 'whole' : 'partial',
          })
          for (const data of [one, other]) expect(await importInto(data, file)).toMatchObject({ ok: true })
          if (whole) model = new Map()
          for (const { entry: each } of [...lists, ...sheets]) model.set(each.id, each.rows)
          for (const id of gone) model.delete(id)
        }
        const [first, second] = [one, other].map((data) => {
          const { reader } = openReader(data)
          const lines = entryLines(reader)
          reader.close()
          return lines
        })
        expect(first).toEqual(second)
        expect(new Map(first?.map((line) => [line.id, line.rows]))).toEqual(model)
      }),
      { numRuns: 12 },
    )
  },
)
