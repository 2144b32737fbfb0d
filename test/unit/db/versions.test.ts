// What a kiosk keeps of an item that was corrected: what changed and why, and never a line that had to go.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { entries } from '../../../db/village-pages.ts'
import { entryPage } from '../../../db/entries.ts'
import { openReader, type Reader } from '../../../db/reader.ts'
import {
  dibao,
  entry,
  importInto,
  kioskOf,
  packOf,
  posting,
  row,
  temporaryFolder,
  villageCodes,
  worldIn,
  type World,
} from '../../stand-ins/pack-world.ts'
import type { EntryToWrite } from '../../../township/write.ts'

vi.setConfig({ testTimeout: 60_000 })

const place = temporaryFolder()
let world: World
beforeAll(async () => {
  world = await worldIn(place.folder)
})
afterAll(() => place[Symbol.dispose]())

const [liugou] = villageCodes
const id = `${liugou}.dibao-list.2026Q2`
let packs = 100

function look<T>(data: string, see: (reader: Reader) => T): T {
  const { reader } = openReader(data)
  try {
    return see(reader)
  } finally {
    reader.close()
  }
}
const versions = (data: string, of = id) => look(data, (reader) => entryPage(reader, { id: of })?.versions)

/** A kiosk that was given these packs, one after another. */
async function kioskGiven(...given: (EntryToWrite[] | { whole: EntryToWrite[] })[]): Promise<string> {
  const data = kioskOf(world, `kiosk-${randomUUID()}`)
  for (const each of given) {
    const [list, mode] = Array.isArray(each) ? [each, 'partial' as const] : [each.whole, 'whole' as const]
    const file = await packOf(world, ++packs, list, { mode, issuedOn: '2026-07-20' })
    expect(await importInto(data, file)).toMatchObject({ ok: true })
  }
  return data
}

const household = (payee: string, monthly: number) =>
  row('dibao-list', { group: 1, payee, beneficiaries: 1, monthly })
const list = (households: ReturnType<typeof household>[], note: string | null = null) =>
  entry({ itemType: 'dibao-list', rowsOf: households, correctionNote: note })

describe('an item that was corrected', () => {
  test('says how it was, how it is, why, and which figures are others now', async () => {
    const data = await kioskGiven(
      [list([household('赵甲一', 30_000), household('钱乙二', 40_000)])],
      [list([household('赵甲一', 35_000), household('钱乙二', 40_000)], '第一户的金额录错了')],
    )
    expect(versions(data)).toMatchObject([
      {
        number: 1,
        replacedOn: '2026-07-20',
        note: '第一户的金额录错了',
        before: { rows: 2, totals: { monthly: 70_000 } },
        after: { rows: 2, totals: { monthly: 75_000 } },
        changes: {
          parts: [],
          lines: {
            added: 0,
            removed: 0,
            more: 0,
            changed: [{ figures: [{ field: 'monthly', before: 30_000, after: 35_000 }] }],
          },
        },
      },
    ])
    expect(JSON.stringify(versions(data))).toContain('赵甲一')
  })

  test('counts lines that are gone and keeps nothing of them, in any file', async () => {
    const data = await kioskGiven(
      [list([household('赵甲一', 30_000), household('孙不该', 40_000)])],
      [list([household('赵甲一', 30_000), household('李丁四', 40_000)])],
    )
    const [version] = versions(data) ?? []
    expect(version?.changes.lines).toMatchObject({ added: 1, removed: 1, changed: [], more: 0 })
    expect(version?.note).toBeNull()
    expect(look(data, ({ content }) => content?.db.serialize().includes('孙不该'))).toBe(false)
  })

  test('a name that goes with a later correction goes from what was kept of the earlier one too', async () => {
    const data = await kioskGiven(
      [list([household('赵甲一', 30_000), household('孙不该', 40_000)])],
      [list([household('赵甲一', 30_000), household('孙不该', 45_000)])],
      [list([household('赵甲一', 30_000)])],
    )
    expect(versions(data)).toMatchObject([
      { number: 2, changes: { lines: { removed: 1 } } },
      { number: 1, changes: { lines: { changed: [], more: 1 } } },
    ])
    expect(look(data, ({ content }) => content?.db.serialize().includes('孙不该'))).toBe(false)
  })

  test('two lines of the same words are laid beside each other, the unchanged one first', async () => {
    const twice = (one: number, other: number) => [household('赵甲一', one), household('赵甲一', other)]
    const data = await kioskGiven([list(twice(10_000, 20_000))], [list(twice(20_000, 15_000))])
    expect(versions(data)?.[0]?.changes.lines).toMatchObject({
      added: 0,
      removed: 0,
      changed: [{ figures: [{ before: 10_000, after: 15_000 }] }],
    })
  })

  test('of very many changed lines fifty are kept and the rest is counted', async () => {
    const all = (monthly: number) =>
      list(Array.from({ length: 70 }, (_, at) => household(`户${at}`, monthly)))
    const data = await kioskGiven([all(10_000)], [all(11_000)])
    const lines = versions(data)?.[0]?.changes.lines
    expect([lines?.changed.length, lines?.more]).toEqual([50, 20])
  })

  test('keeps its versions through packs that say nothing of it, partial or whole', async () => {
    const [first, second] = [
      posting({ expense: 30_000 }),
      posting({ expense: 31_000, correctionNote: '少记一笔' }),
    ]
    const other = dibao({ payees: ['李丁四'] })
    const data = await kioskGiven([first], [second], [other], { whole: [second, other] })
    expect(versions(data, `${liugou}.posting-sheet.2026Q2`)).toMatchObject([{ number: 1, note: '少记一笔' }])
  })

  test('the same sheet under another file name is no correction', async () => {
    const named = (file: string) => dibao({ payees: ['赵甲一'], source: { file, sheet: null } })
    expect(versions(await kioskGiven([named('公示.xls')], [named('公示(2).xls')]))).toEqual([])
  })

  test('what else was rewritten is named: its text, who approved it', async () => {
    const approved = (name: string) => posting({ approvals: [{ step: 'supervision', name, on: null }] })
    const data = await kioskGiven([approved('赵甲一')], [approved('钱乙二')])
    const found = versions(data, `${liugou}.posting-sheet.2026Q2`)
    expect(found).toMatchObject([{ changes: { parts: ['approvals'], lines: { changed: [] } } }])
  })

  test('is marked in lists, whether or not somebody wrote why', async () => {
    const data = await kioskGiven([posting({ expense: 1 })], [posting({ expense: 2 })])
    const page = look(data, (reader) =>
      entries(reader, { villageCode: liugou, category: 'finance', period: '2026Q2' }),
    )
    expect(page.entries).toMatchObject([{ corrected: true }])
  })
})
