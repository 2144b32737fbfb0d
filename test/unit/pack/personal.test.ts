// The kiosk's own gate: a number of a person in any text of a signed pack is refused, and the place is named.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Entry } from '../../../disclosure/entry.ts'
import type { Value } from '../../../disclosure/fields.ts'
import { itemTypes } from '../../../disclosure/item-types/all.ts'
import { columnsOf, type Column, type ItemType } from '../../../disclosure/item-type.ts'
import type { Township } from '../../../disclosure/township.ts'
import type { Refusal } from '../../../pack/refusal.ts'
import { writePack, type PackToWrite } from '../../../township/write.ts'
import {
  dibao,
  entry,
  passedOff,
  temporaryFolder,
  township,
  villageCodes,
  worldIn,
  type World,
} from '../../stand-ins/pack-world.ts'

vi.setConfig({ testTimeout: 120_000 })

/** Invented, with a valid check digit. */
const id = '990102196502215955'

const place = temporaryFolder()
let world: World
beforeAll(async () => {
  world = await worldIn(place.folder)
})
afterAll(() => place[Symbol.dispose]())

let packs = 0
async function refusalOf(wish: Partial<PackToWrite>): Promise<Refusal | null> {
  const written = await writePack({
    out: join(place.folder, `${++packs}.mbpack`),
    key: world.key,
    township: passedOff(township),
    sequence: 1,
    issuedOn: '2026-07-10',
    entries: [dibao({ payees: ['张三'] })],
    ...wish,
  })
  return written.ok ? null : written.refusal
}

/** Every text within a value, as the way to it. */
function ways(value: unknown, way: readonly string[] = []): string[][] {
  if (typeof value === 'string') return [[...way]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, each]) => ways(each, [...way, name]))
}

/** The same value with another text at the end of a way. */
function put<T>(value: T, way: readonly string[], text: string): T {
  const copy: unknown = structuredClone(value)
  let at: unknown = copy
  for (const name of way.slice(0, -1)) at = Object(at)[name]
  Object(at)[way.at(-1) ?? ''] = text
  return passedOff(copy) as T
}

// ---- the township's own lines ----

const whole: Township = {
  ...township,
  county: '某县',
  address: '镇政府院内一楼',
  officeHours: '工作日 8:30—12:00',
  hotlines: [{ body: '镇纪委', phone: '12388', handles: '举报' }],
  windows: [{ no: 1, name: '民政窗口', handles: '低保、救助', phone: '0960-6218001' }],
  villages: township.villages.map((village) => ({
    ...village,
    hotlines: [{ body: '村务监督', phone: '0960-6218002' }],
  })),
}
/** What has a form of its own is refused for that; it never was a text. */
const codes = /^(?:code|villages\.\d+\.code)$/

test.each(ways(whole).map((way) => way.join('.')))('an ID in township.%s', async (way) => {
  expect(await refusalOf({ township: passedOff(whole) })).toBeNull()
  const refusal = await refusalOf({ township: passedOff(put(whole, way.split('.'), id)) })
  if (codes.test(way)) expect(refusal).toMatchObject({ kind: 'malformed' })
  else expect(refusal).toEqual({ kind: 'personal-data', found: 'id-number', at: `manifest.township.${way}` })
})

test.each(['name', 'version'])('an ID in builder.%s', async (name) => {
  const builder = passedOff({ name: 'mingbai', version: '0.1.0', [name]: id })
  expect(await refusalOf({ builder })).toEqual({
    kind: 'personal-data',
    found: 'id-number',
    at: `manifest.builder.${name}`,
  })
})

// ---- an entry's own line ----

const full = dibao({
  payees: ['张三'],
  accountingEntity: '柳沟村股份经济合作社',
  approvals: [{ step: 'prepared', name: '李四', on: '2026-07-01' }],
  notice: { start: '2026-07-01', end: '2026-07-07' },
  hotlines: [{ body: '镇民政办', phone: '0960-6210011' }],
  printedTotals: [{ cell: 'C4', field: 'monthly', printed: 30_000, sum: 30_000, matches: true }],
  body: '公示期满无异议\n结余转下季',
  correctionNote: '记-27 支出 549.00→504.00',
  source: { file: '2026年二季度/低保.xls', sheet: '柳沟村' },
})
const closed = /^(?:id|villageCode|itemType|period|publishedOn|notice\.|approvals\.0\.(?:step|on))/

test.each(ways(full.entry).map((way) => way.join('.')))('an ID in an entry’s %s', async (way) => {
  expect(await refusalOf({ entries: [full] })).toBeNull()
  const refusal = await refusalOf({ entries: [{ ...full, entry: put(full.entry, way.split('.'), id) }] })
  if (closed.test(way)) expect(refusal).not.toBeNull()
  else expect(refusal).toEqual({ kind: 'personal-data', found: 'id-number', at: `${full.entry.id}.${way}` })
})

test('an ID as the name of a total', async () => {
  const totals: Entry['totals'] = { ...full.entry.totals, [id]: 1 }
  expect(
    await refusalOf({ entries: [{ ...full, entry: passedOff({ ...full.entry, totals }) }] }),
  ).toMatchObject({
    kind: 'malformed',
  })
})

// ---- rows ----

function filled(column: Column): Value {
  switch (column.kind) {
    case 'choice':
      return Object.keys(column.choices ?? {})[0] ?? null
    case 'date':
      return '2026-07-01'
    case 'quantity':
    case 'rate':
      return '1.5'
    case 'list':
      return ['甲']
    case 'phone':
      return '0960-6218001'
    case 'person':
    case 'text':
      return '甲'
    default:
      return 1
  }
}

const wrote = (type: ItemType, change: Record<string, Value>) => {
  const row = columnsOf(type).map((column) =>
    column.id in change ? (change[column.id] ?? null) : filled(column),
  )
  const townships = type.scope === 'township'
  return entry({
    itemType: type.id,
    rowsOf: [row],
    villageCode: townships ? null : villageCodes[0],
    period: type.period === 'standing' ? 'standing' : '2026Q2',
  })
}

test.each(itemTypes.map((type) => [type.id, type] as const))(
  'an ID in any column of %s',
  async (_id, type) => {
    for (const { id: name, kind } of columnsOf(type)) {
      if (['money', 'area', 'count', 'group'].includes(kind)) continue
      const refusal = await refusalOf({
        entries: [wrote(type, { [name]: kind === 'list' ? ['甲', id] : id })],
      })
      if (kind === 'choice' || kind === 'date') expect(refusal).toMatchObject({ kind: 'malformed' })
      else expect(refusal).toMatchObject({ kind: 'personal-data', found: 'id-number' })
      expect(refusal && 'at' in refusal ? refusal.at : '').toContain(` 1 ${name}`)
    }
  },
)

test.each([
  ['payee', '家里 0960-6218777', 'landline'],
  ['note', '长期住院', 'health'],
  ['note', '生于1941年7月', 'birth-date'],
  ['monthly', 1_388_888_888_800, 'mobile'],
  ['beneficiaries', 13_888_888_888, 'mobile'],
])('a row about a person is looked at as closely as at the township: %s %s', async (name, value, found) => {
  const type = itemTypes.find(({ id: each }) => each === 'dibao-list')
  if (!type) throw new Error('no list of people')
  expect(await refusalOf({ entries: [wrote(type, { [name]: value })] })).toMatchObject({
    kind: 'personal-data',
    found,
    at: expect.stringContaining(` 1 ${name}`),
  })
})
