// Whatever stands in the rows of an item, nobody's name and no word of a list of persons is ever carried home.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { columnsOf, itemType } from '../../disclosure/item-type.ts'
import type { ItemType } from '../../disclosure/item-type.ts'
import { itemTypes } from '../../disclosure/item-types/all.ts'
import { text as textField } from '../../disclosure/fields.ts'
import { leavingColumns } from '../../disclosure/take-away.ts'
import type { EntryPage, Row } from '../../electron/contract.ts'
import { codeTexts } from '../../renderer/takeaway/codes.ts'
import { printSheetOf } from '../../renderer/takeaway/print-page.ts'
import { takeawayOf, takeawayOfHousehold } from '../../renderer/takeaway/takeaway-text.ts'
import { wordsOf } from '../unit/renderer/locale-words.ts'

const { t } = await wordsOf('zh-CN')

/** Names that no word of ours holds by chance. */
const names = fc
  .tuple(fc.constantFrom('柳', '欧阳', '曾', '𠮷', '阿依'), fc.stringMatching(/^[龘鱻麤犇骉]{2,4}$/))
  .map((parts) => parts.join(''))

const namesPersons = (type: ItemType) => Object.values(type.fields).some(({ kind }) => kind === 'person')

/** A row whose every word is somebody's name, and every number some number. */
const rowsOf = (type: ItemType): fc.Arbitrary<Row[]> =>
  fc.array(
    fc.tuple(
      ...columnsOf(type).map(({ kind, choices }) => {
        if (kind === 'choice') return fc.constantFrom(...Object.keys(choices ?? {}), null)
        if (kind === 'money' || kind === 'area' || kind === 'count' || kind === 'group')
          return fc.nat(9_999_999)
        if (kind === 'quantity' || kind === 'rate') return fc.nat(9999).map((number) => String(number / 100))
        if (kind === 'date') return fc.constant('2026-09-30')
        return kind === 'list' ? names.map((name) => [name]) : names
      }),
    ),
    { minLength: 1, maxLength: 6 },
  )

const pageOf = (type: ItemType, rows: readonly Row[], words: readonly string[]): EntryPage => {
  const [one = '', two = '', three = ''] = words
  const numbers = Object.fromEntries(
    [...Object.keys(type.totals), ...Object.keys(type.figures ?? {})].map((name, at) => [name, 1200 + at]),
  )
  const barAt = columnsOf(type).findIndex(({ id }) => id === type.bars?.by)
  return {
    entry: {
      id: `990102100201.${type.id}.2026Q3`,
      villageCode: '990102100201',
      itemType: type.id,
      stage: null,
      period: '2026Q3',
      title: `关于${one}的公示`,
      rows: rows.length,
      subRows: 0,
      totals: numbers,
      printedTotals: [],
      accountingEntity: two,
      approvals: [
        { step: 'prepared', name: one, on: '2026-10-01' },
        { step: 'village-head', name: null, on: null },
      ],
      publishedOn: '2026-10-10',
      notice: { start: '2026-10-10', end: '2026-10-17' },
      hotlines: [],
      body: `${one}家的情况。`,
      correctionNote: `${two}的数录错了`,
      explanations: [{ kind: 'odd', cell: null, text: three }],
      source: { file: `${one}.xls`, sheet: two },
      attachments: [],
    },
    village: {
      code: '990102100201',
      name: '柳沟村',
      pinyin: 'liugou',
      initials: 'lg',
      households: 1,
      population: 1,
      groups: [1],
    },
    category: type.category,
    digest: '7f3a91c2'.repeat(8),
    bars: rows.map((row, at) => ({ label: String(row[barAt] ?? ''), value: 100 + at, rows: 1 })),
    versions: [],
    lines: rows.length,
    siblings: [{ id: `990102100201.${type.id}.2026Q3`, period: '2026Q3', totals: numbers }],
    comparisons: [],
    hotlines: [{ body: '镇纪委', phone: '0960-6210001' }],
  }
}

/** All of it, on paper and in every size of code. */
function carried(type: ItemType, page: EntryPage, rows: readonly Row[]): string {
  const taken = takeawayOf(t, { page, rows, township: '石桥镇', contentOn: '2026-10-12' })
  if (!taken) throw new Error(`nothing to take of ${type.id}`)
  const codes = [12, 20].flatMap((version) => codeTexts(t, taken, version))
  return [JSON.stringify(printSheetOf(t, taken)), ...codes].join('\n')
}

describe.each(itemTypes.filter(namesPersons).map((type) => [type.id, type] as const))('%s', (_id, type) => {
  test('no word of any row, no title, remark, file or bar of it leaves', () => {
    // Who signed an account of the village is told; who signed a list of persons may stand on it.
    const signs = Object.values(type.fields).every(
      ({ kind, search, required }) => kind !== 'person' || (search === false && required !== true),
    )
    fc.assert(
      fc.property(rowsOf(type), fc.tuple(names, names, names), (rows, others) => {
        const page = pageOf(type, rows, others)
        if (signs) page.entry.approvals = []
        const text = carried(type, page, rows)
        const said = [
          ...others,
          ...rows.flat().flatMap((cell) => (typeof cell === 'object' ? (cell ?? []) : cell)),
        ]
        for (const word of said)
          if (typeof word === 'string' && /[龘鱻麤犇骉]/.test(word)) expect(text).not.toContain(word)
        // The sums are there all the same.
        expect(text).toContain('0960-6210001')
      }),
      { numRuns: 12 },
    )
  })
})

test('only types that name nobody let rows leave, and of those only what they declare', () => {
  for (const type of itemTypes) {
    const leaving = leavingColumns(type).map(({ column }) => column.id)
    if (namesPersons(type)) expect(leaving, type.id).toEqual([])
    expect(
      leaving.filter((id) => !type.takeAway?.includes(id)),
      type.id,
    ).toEqual([])
  }
  expect(itemTypes.filter((type) => leavingColumns(type).length > 0).length).toBeGreaterThan(8)
})

test('a column that is not declared stays, whatever is in it', () => {
  for (const type of itemTypes.filter((each) => each.takeAway && each.layout.kind !== 'document'))
    fc.assert(
      fc.property(rowsOf(type), (rows) => {
        const text = carried(type, pageOf(type, rows, []), rows)
        const columns = columnsOf(type)
        const isTold = (id: string) => type.takeAway?.includes(id) === true || id === type.bars?.by
        const told = rows.flatMap((row) => row.filter((_cell, at) => isTold(columns[at]?.id ?? ''))).flat()
        for (const row of rows)
          for (const [at, cell] of row.entries()) {
            const isName = typeof cell === 'string' && /[龘鱻麤犇骉]/.test(cell)
            if (!isName || isTold(columns[at]?.id ?? '')) continue
            if (!told.some((each) => String(each).includes(cell))) expect(text).not.toContain(cell)
          }
      }),
      { numRuns: 12 },
    )
})

test('a declaration that would let the rows of persons leave does not load', () => {
  const [persons] = itemTypes.filter(namesPersons)
  if (!persons) throw new Error('no type names persons')
  const wish = { ...persons, fields: { ...persons.fields, remark: textField([]) }, takeAway: ['remark'] }
  expect(() => itemType(wish)).toThrow('may not be taken away')
})

test('of a household only its own figures leave, and its name by half', () => {
  const type = itemTypes.find(({ takeAway, fields }) => !takeAway && 'payee' in fields && 'amount' in fields)
  if (!type) throw new Error('no list of payees')
  fc.assert(
    fc.property(rowsOf(type), names, (rows, own) => {
      const taken = takeawayOfHousehold(t, {
        township: '石桥镇',
        village: '柳沟村',
        group: '2组',
        name: own,
        lines: rows.map((row, at) => ({
          id: `990102100201.${type.id}.2026Q3`,
          at,
          itemType: type.id,
          stage: null,
          period: '2026Q3',
          title: `关于${own}的公示`,
          row,
        })),
        more: 0,
        hotlines: [],
        contentOn: null,
      })
      const text = [JSON.stringify(printSheetOf(t, taken)), ...codeTexts(t, taken, 20)].join('\n')
      expect(text).not.toContain(own)
      for (const cell of rows.flat())
        if (typeof cell === 'string' && /[龘鱻麤犇骉]/.test(cell)) expect(text).not.toContain(cell)
    }),
    { numRuns: 30 },
  )
})
