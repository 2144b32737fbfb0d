// What a clerk is asked about before an update: each kind of change that is seldom wrong, and none that is ordinary.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openReader } from '../../../db/reader.ts'
import { broughtBy, compare } from '../../../db/update-comparison.ts'
import { previewOf, previewPack } from '../../../db/update-preview.ts'
import { mostCards, risksOf } from '../../../db/update-risks.ts'
import type { EntryLine, Preview, Risk } from '../../../pack/preview.ts'
import type { VerifiedPack } from '../../../pack/open.ts'
import type { EntryToWrite } from '../../../township/write.ts'
import {
  dibao,
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
} from '../../stand-ins/pack-world.ts'

const [liugou, shiqiaotou, changling] = villageCodes
let temporary: ReturnType<typeof temporaryFolder>
let world: World
beforeAll(async () => {
  temporary = temporaryFolder()
  world = await worldIn(temporary.folder)
})
afterAll(() => temporary[Symbol.dispose]())

type Step = { sequence: number; entries: EntryToWrite[]; withdrawn?: string[]; why?: string; whole?: true }
let kiosks = 0

async function packFor(step: Step): Promise<string> {
  return packOf(world, step.sequence, step.entries, {
    withdrawn: passedOff(step.withdrawn ?? []),
    ...(step.why === undefined ? {} : { withdrawnReason: passedOff(step.why) }),
    mode: step.whole ? 'whole' : 'partial',
  })
}

/** What a clerk with these packs already in is shown of the next one. */
async function previewAfter(before: Step[], next: Step, today: string | null = null): Promise<Preview> {
  const data = kioskOf(world, `kiosk-${++kiosks}`)
  for (const step of before) {
    const applied = await importInto(data, await packFor(step))
    if (!applied.ok) throw new Error(JSON.stringify(applied))
  }
  const opened = await openIn(world, await packFor(next))
  if (!opened.ok) throw new Error(opened.refusal.kind)
  const { reader } = openReader(data)
  try {
    return previewPack(reader, opened.pack, today)
  } finally {
    reader.close()
  }
}

/** Packs of a test speak of one village; that the two others are silent is another test's matter. */
const apart = ({ risks }: Preview) => risks.filter(({ kind }) => kind !== 'villages-silent')
const kinds = ({ risks }: Preview) => risks.map((risk) => risk.kind)
const four = ['赵一', '钱二', '孙三', '李四']
const everywhere = (of: (villageCode: string) => EntryToWrite) => villageCodes.map(of)

describe('nobody is asked about', () => {
  test('the first pack of all', async () => {
    const preview = await previewAfter([], {
      sequence: 5,
      entries: everywhere((villageCode) => posting({ villageCode })),
    })
    expect(preview).toMatchObject({ installedSequence: null, risks: [], counts: { new: 3 } })
  })

  test('a next quarter much like the one before, and what is the same as before', async () => {
    const of = (period: string) => everywhere((villageCode) => posting({ villageCode, period }))
    const preview = await previewAfter(
      [{ sequence: 1, entries: of('2026Q1') }],
      { sequence: 2, entries: [...of('2026Q1'), ...of('2026Q2')] },
      '2026-07-11',
    )
    expect(preview).toMatchObject({ risks: [], counts: { new: 3, changed: 0, unchanged: 3 } })
  })
})

describe('a clerk is asked about', () => {
  test('a list that shrank by half, with or without a reason', async () => {
    for (const note of ['两户退出', null]) {
      const preview = await previewAfter([{ sequence: 1, entries: [dibao({ payees: four })] }], {
        sequence: 2,
        entries: [dibao({ payees: four.slice(0, 2), correctionNote: note })],
      })
      expect(preview.risks).toMatchObject([
        {
          kind: 'list-shrank',
          village: '柳沟村',
          before: { rows: 4 },
          after: { rows: 2 },
          against: 'published',
          note,
        },
      ])
    }
  })

  test('a list of the next period that is half of the one before', async () => {
    const preview = await previewAfter(
      [{ sequence: 1, entries: [dibao({ payees: four, period: '2026Q1' })] }],
      { sequence: 2, entries: [dibao({ payees: ['赵一'], period: '2026Q2' })] },
    )
    expect(apart(preview)).toMatchObject([
      {
        kind: 'list-shrank',
        before: { period: '2026Q1', rows: 4 },
        after: { period: '2026Q2' },
        against: 'previous',
      },
    ])
  })

  test('an amount that changed after publication, and whether somebody says why', async () => {
    const before = [{ sequence: 1, entries: [posting({ expense: 30_000 })] }]
    const unsaid = await previewAfter(before, { sequence: 2, entries: [posting({ expense: 30_100 })] })
    expect(unsaid.risks).toMatchObject([
      {
        kind: 'changed-unexplained',
        before: { totals: { expense: 30_000 } },
        after: { totals: { expense: 30_100 } },
      },
    ])
    const said = await previewAfter(before, {
      sequence: 2,
      entries: [posting({ expense: 30_100, correctionNote: '漏记1元' })],
    })
    expect(said.risks).toMatchObject([{ kind: 'amount-changed', note: '漏记1元' }])
  })

  test('a list whose lines changed though its sums did not, without a reason', async () => {
    const preview = await previewAfter([{ sequence: 1, entries: [dibao({ payees: four })] }], {
      sequence: 2,
      entries: [dibao({ payees: ['周五', ...four.slice(1)] })],
    })
    expect(kinds(preview)).toEqual(['changed-unexplained'])
  })

  test('items that are withdrawn, and a village that would have nothing left', async () => {
    const both = [posting(), dibao({ payees: four }), posting({ villageCode: shiqiaotou })]
    const preview = await previewAfter([{ sequence: 1, entries: both }], {
      sequence: 2,
      entries: [posting({ villageCode: changling, period: '2026Q3' })],
      withdrawn: [`${liugou}.posting-sheet.2026Q2`, `${shiqiaotou}.posting-sheet.2026Q2`],
      why: '金额抄错了',
    })
    expect(preview.risks).toMatchObject([
      { kind: 'village-emptied', village: '石桥头村', count: 1 },
      {
        kind: 'withdrawn',
        village: '柳沟村',
        count: 1,
        lines: [{ itemType: 'posting-sheet' }],
        reason: '金额抄错了',
      },
      {
        kind: 'villages-silent',
        villages: [
          { village: '柳沟村', last: '2026Q2' },
          { village: '石桥头村', last: null },
        ],
      },
    ])
  })

  test('villages with nothing in the newest quarter while others have, and when they last had something', async () => {
    const preview = await previewAfter(
      [
        {
          sequence: 1,
          entries: [posting({ period: '2026Q1' }), posting({ villageCode: shiqiaotou, period: '2026Q1' })],
        },
      ],
      { sequence: 2, entries: [posting({ period: '2026Q2' })] },
    )
    expect(preview.risks).toMatchObject([
      {
        kind: 'villages-silent',
        period: '2026Q2',
        others: 1,
        villages: [
          { village: '石桥头村', last: '2026Q1' },
          { village: '长岭村', last: null },
        ],
      },
    ])
    const older = await previewAfter(
      [{ sequence: 1, entries: everywhere((villageCode) => posting({ villageCode })) }],
      { sequence: 2, entries: [posting({ period: '2025Q4' })] },
    )
    expect(older.risks).toEqual([])
  })

  test('figures of a village more than half away from those of the period before', async () => {
    const of = (period: string, expense: number) => posting({ period, expense })
    const next = (expense: number) =>
      previewAfter([{ sequence: 1, entries: [of('2026Q1', 10_000)] }], {
        sequence: 2,
        entries: [
          of('2026Q2', expense),
          posting({ villageCode: shiqiaotou }),
          posting({ villageCode: changling }),
        ],
      })
    expect((await next(15_000)).risks).toEqual([])
    expect((await next(15_001)).risks).toMatchObject([{ kind: 'total-jumped', totals: ['expense'] }])
    expect((await next(4_999)).risks).toMatchObject([{ kind: 'total-jumped', totals: ['expense'] }])
  })

  test('packs in between that were never imported', async () => {
    const preview = await previewAfter([{ sequence: 4, entries: [posting()] }], {
      sequence: 7,
      entries: [posting()],
    })
    expect(preview.risks).toMatchObject([{ kind: 'sequence-skipped', have: 4, got: 7, missing: 2 }])
  })

  test('a clock that cannot be right: before the pack was made, or more than a year after', async () => {
    const on = (today: string) => previewAfter([], { sequence: 1, entries: [posting()] }, today)
    expect(kinds(await on('1970-01-01'))).toContain('clock-doubtful')
    expect(kinds(await on('2099-01-01'))).toContain('clock-doubtful')
    // Made on 2026-07-10: around midnight, and in the year after, nothing is odd.
    expect(kinds(await on('2026-07-09'))).not.toContain('clock-doubtful')
    expect(kinds(await on('2027-07-01'))).not.toContain('clock-doubtful')
  })
})

/** A comparison nobody has to build packs for. */
function made(of: { villages: number; types: string[]; each: number }) {
  const villages = Array.from({ length: of.villages }, (_, at) => {
    const code = `9901021${String(at).padStart(5, '0')}`
    const line = (itemType: string, number: number): EntryLine => ({
      id: `${code}.${itemType}.2026Q2.${number}`,
      village: `村${at}`,
      category: 'finance',
      itemType,
      itemTypeTitle: '长长的标题'.repeat(4),
      title: '一份公示'.repeat(10),
      period: '2026Q2',
      rows: 10,
      totals: { amount: 1 },
    })
    const changed = of.types.flatMap((type) =>
      Array.from({ length: of.each }, (_each, number) => ({
        before: line(type, number),
        after: { ...line(type, number), totals: { amount: 2 } },
        correctionNote: null,
      })),
    )
    return { code, name: `村${at}`, new: [], changed, gone: [], same: [] }
  })
  return {
    villages,
    stored: new Map<string, EntryLine>(),
    coming: new Map<string, EntryLine>(),
    leaving: new Set<string>(),
    villageCodes: new Map<string, string>(),
  }
}

describe('what is told about a very large pack', () => {
  const comparison = made({
    villages: 18,
    types: Array.from({ length: 30 }, (_, at) => `type-${at}`),
    each: 37,
  })

  test('is bounded, and its numbers are whole', async () => {
    const opened = await openIn(world, await packFor({ sequence: 900, entries: [posting()] }))
    if (!opened.ok) throw new Error(opened.refusal.kind)
    const { reader } = openReader(kioskOf(world, 'large'))
    const preview = previewOf(reader, opened.pack, comparison, null)
    reader.close()
    expect(preview.counts.changed).toBe(18 * 30 * 37)
    expect(JSON.stringify(preview).length).toBeLessThan(1_500_000)
    for (const village of preview.villages) {
      expect(village.types.length).toBe(30)
      expect(village.changed.length + village.leftOut).toBe(30 * 37)
      // Of each kind of item something is there to look at.
      expect(new Set(village.changed.map(({ after }) => after.itemType)).size).toBe(30)
    }
  })

  test('has no more cards than anybody reads; the last says how many more of what', () => {
    const manifest = { issuedOn: '2026-07-10', sequence: 900 } as VerifiedPack['manifest']
    const risks = risksOf(comparison, { manifest, installed: null, today: null })
    expect(risks.length).toBe(mostCards)
    const count = 18 * 30 * 37 - (mostCards - 1)
    expect(risks.at(-1)).toMatchObject({
      kind: 'many-more',
      count,
      kinds: [{ kind: 'changed-unexplained', count }],
    } satisfies Partial<Risk>)
    expect(new Set(risks.map(({ id }) => id)).size).toBe(mostCards)
  })
})

test('sums of each kind of item of a village before and after are told, of what changes only', async () => {
  const preview = await previewAfter(
    [{ sequence: 1, entries: [posting({ expense: 100 }), dibao({ payees: four, monthly: 5 })] }],
    {
      sequence: 2,
      entries: [
        posting({ expense: 140, correctionNote: '补票' }),
        dibao({ payees: four, monthly: 5 }),
        posting({ expense: 1000, period: '2026Q1' }),
      ],
    },
  )
  const [village] = preview.villages
  expect(village?.types).toEqual([
    {
      itemType: 'posting-sheet',
      counts: { new: 1, changed: 1, gone: 0, unchanged: 0 },
      before: { entries: 1, rows: 2, headline: 100 },
      after: { entries: 2, rows: 4, headline: 1140 },
    },
    {
      itemType: 'dibao-list',
      counts: { new: 0, changed: 0, gone: 0, unchanged: 1 },
      before: { entries: 0, rows: 0, headline: null },
      after: { entries: 0, rows: 0, headline: null },
    },
  ])
})

test('what a pack brought is what is new and what changed, as it is now', async () => {
  const data = kioskOf(world, 'brought')
  const first = await packFor({ sequence: 1, entries: [posting(), dibao({ payees: four })] })
  if (!(await importInto(data, first)).ok) throw new Error('not imported')
  const next = [posting(), dibao({ payees: four.slice(1) }), posting({ villageCode: changling })]
  const opened = await openIn(world, await packFor({ sequence: 2, entries: next }))
  if (!opened.ok) throw new Error(opened.refusal.kind)
  const { reader } = openReader(data)
  const brought = broughtBy(compare(reader, opened.pack))
  reader.close()
  expect(brought.map(({ id, rows }) => [id, rows])).toEqual([
    [`${liugou}.dibao-list.2026Q2`, 3],
    [`${changling}.posting-sheet.2026Q2`, 2],
  ])
})
