// What villagers can ask of the content: villages, quarters, cards, an entry with its bars, siblings and hotlines.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entries, villageHome } from '../../../db/village-pages.ts'
import { entryPage, rows } from '../../../db/entries.ts'
import { home } from '../../../db/figures.ts'
import { kioskState } from '../../../db/kiosk-state.ts'
import { openReader, type Reader } from '../../../db/reader.ts'
import { columnsOf } from '../../../disclosure/item-type.ts'
import {
  dibao,
  entry,
  posting,
  readingOf,
  row,
  temporaryFolder,
  typeNamed,
  villageCodes,
} from '../../stand-ins/pack-world.ts'

const place = temporaryFolder()
const [liugou, shiqiaotou, changling] = villageCodes
let reader: Reader

const farmland = (period: string) =>
  entry({
    itemType: 'farmland-subsidy',
    period,
    rowsOf: Array.from({ length: 15 }, (_, index) =>
      row('farmland-subsidy', {
        group: index + 1,
        payee: `户${index}`,
        area: 10_000,
        amount: 100 * (index + 1),
      }),
    ),
  })

const notice = (period: string, title: string, villageCode: string | null) =>
  entry({ itemType: 'notice', villageCode, period, publishedOn: period, title, body: '各位村民', rowsOf: [] })

beforeAll(async () => {
  ;({ reader } = await readingOf(place.folder, [
    posting({ period: '2026Q1', expense: 100 }),
    posting({ period: '2026Q2', expense: 200, hotlines: [{ body: '村监委会', phone: '0960-6218138' }] }),
    posting({ period: '2025Q4', villageCode: shiqiaotou }),
    dibao({
      payees: ['张三'],
      period: '2026Q1',
      explanations: [{ kind: 'total-differs', cell: 'F5', text: '以明细为准' }],
    }),
    farmland('2026'),
    farmland('2024'),
    notice('2026-05-02', '护林防火', null),
    notice('2026-06-03', '停水', liugou),
  ]))
})
afterAll(() => {
  reader.close()
  place[Symbol.dispose]()
})

describe('the hall', () => {
  test('knows its township, its villages with pinyin, and that nobody has set a PIN', () => {
    const state = kioskState(reader)
    expect(state.township).toMatchObject({ code: '990102', county: null, windows: [{ name: '民政窗口' }] })
    expect(state.villages.map((village) => village.initials)).toEqual(['lgc', 'sqtc', 'clc'])
    expect(state).toMatchObject({
      firstStart: true,
      trouble: null,
      screen: { inches: 32, byCard: false, lowerEdgeMm: 900 },
      content: { sequence: 1 },
    })
    expect(JSON.stringify(state.villages)).not.toContain('hotlines')
  })

  test('shows each village’s newest figures and the newest notices first', () => {
    const { figures, notices, entries: count } = home(reader)
    expect(figures).toMatchObject([
      { village: '柳沟村', period: '2026Q2', totals: { expense: 200 } },
      { village: '石桥头村', period: '2025Q4' },
    ])
    expect(notices.map((card) => card.title)).toEqual(['停水', '护林防火'])
    expect(count).toBe(8)
  })

  test('before the first import there is nothing, and no error', () => {
    using empty = temporaryFolder()
    const { reader: none } = openReader(empty.folder)
    expect(kioskState(none)).toMatchObject({ township: null, content: null, villages: [], firstStart: true })
    expect(home(none)).toEqual({ figures: [], notices: [], entries: 0 })
    expect(entryPage(none, { id: 'x' })).toBeNull()
    expect(() => villageHome(none, { villageCode: liugou, period: null })).toThrow()
    none.close()
  })
})

describe('a village', () => {
  test('opens at its newest quarter; a list of the year joins the quarters there are', () => {
    const page = villageHome(reader, { villageCode: liugou, period: null })
    expect(page.periods).toEqual(['2026Q2', '2026Q1', '2024Q4'])
    expect(page.period).toBe('2026Q2')
    expect(page.figures).toMatchObject({ totals: { expense: 200 }, largest: { label: '办公费', value: 200 } })
    const counts = Object.fromEntries(page.categories.map((each) => [each.category, each.entries]))
    expect(counts).toMatchObject({ finance: 1, subsidy: 1, 'social-assistance': 0, notice: 2 })
  })

  test('a village with nothing of its own still has the township’s notices', () => {
    const page = villageHome(reader, { villageCode: changling, period: null })
    expect(page.periods).toEqual(['2026Q2'])
    expect(page.figures).toBeNull()
  })

  test('cards say what was there a quarter before, and what is missing when it was last shown', () => {
    const finance = entries(reader, { villageCode: liugou, category: 'finance', period: '2026Q2' })
    expect(finance.entries).toMatchObject([
      {
        itemType: 'posting-sheet',
        previous: { period: '2026Q1', totals: { expense: 100 } },
        corrected: false,
        unreviewed: true,
        declaredNil: null,
      },
    ])
    const social = entries(reader, { villageCode: liugou, category: 'social-assistance', period: '2026Q2' })
    expect(social.entries).toEqual([])
    expect(social.absent).toContainEqual({
      itemType: 'dibao-list',
      latest: { id: `${liugou}.dibao-list.2026Q1`, period: '2026Q1' },
      owed: [{ period: '2026Q2', due: '2026-07-15' }],
    })
    expect(social.absent.some((each) => each.latest === null)).toBe(true)
  })

  test('what a village owes and has not published is missing from its page, with the day; what may not exist is not', () => {
    const { categories } = villageHome(reader, { villageCode: liugou, period: '2026Q2' })
    const missing = new Map(categories.map((each) => [each.category, each.missing]))
    expect(missing.get('social-assistance')).toEqual([{ period: '2026Q2', due: '2026-07-15' }])
    expect(missing.get('finance')?.every(({ due }) => due === '2026-07-15')).toBe(true)
    expect(missing.get('project')).toEqual([])
    const { absent } = entries(reader, { villageCode: liugou, category: 'finance', period: '2026Q2' })
    expect(absent.flatMap(({ owed }) => owed)).toEqual(missing.get('finance'))
  })
})

describe('an entry', () => {
  test('has its siblings newest first and whom to call: its own, then the township’s', () => {
    const page = entryPage(reader, { id: `${liugou}.posting-sheet.2026Q2` })
    expect(page?.entry.explanations).toEqual([])
    expect(entryPage(reader, { id: `${liugou}.dibao-list.2026Q1` })?.entry.explanations).toEqual([
      { kind: 'total-differs', cell: 'F5', text: '以明细为准' },
    ])
    expect(page).toMatchObject({ category: 'finance', lines: 3, village: { name: '柳沟村' } })
    expect(page?.siblings.map((each) => each.period)).toEqual(['2026Q2', '2026Q1'])
    expect(page?.hotlines.map((each) => each.phone)).toEqual(['0960-6218138', '12388'])
    expect(page?.bars).toEqual([{ label: '办公费', value: 200, rows: 1 }])
  })

  test('draws twelve bars at most and gathers the rest under no label', () => {
    const bars = entryPage(reader, { id: `${liugou}.farmland-subsidy.2026` })?.bars ?? []
    expect(bars).toHaveLength(13)
    expect(bars[0]).toEqual({ label: '15', value: 1500, rows: 1 })
    expect(bars[12]).toEqual({ label: '', value: 100 + 200 + 300, rows: 3 })
  })

  test('gives its lines page by page, sub-lines included', () => {
    const id = `${liugou}.posting-sheet.2026Q2`
    const subject = columnsOf(typeNamed('posting-sheet')).findIndex((column) => column.id === 'subject')
    const page = rows(reader, { id, offset: 1, limit: 1 })
    expect(page).toMatchObject({ offset: 1, total: 3 })
    expect(page.rows.map((line) => line[subject])).toEqual(['其中:租金'])
    expect(rows(reader, { id, offset: 3, limit: 10 }).rows).toEqual([])
    expect(rows(reader, { id: 'nothing', offset: 0, limit: 10 })).toEqual({ rows: [], offset: 0, total: 0 })
  })
})
