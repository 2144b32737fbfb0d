// Every state an update can be in, as the machine tells it: for screens that a test cannot bring about a hundred times.
import type {
  ChangeCounts,
  EntryLine,
  Preview,
  Refusal,
  Risk,
  StoreFault,
  UpdateState,
} from '../../electron/contract.ts'
import { itemTypes } from '../../disclosure/item-types/all.ts'

const file = '石桥镇2026年第三季度.mbpack'

/** One of each kind; a new kind does not compile without one here. */
export const refusals: { [K in Refusal['kind']]: Extract<Refusal, { kind: K }> } = {
  'not-a-pack': { kind: 'not-a-pack' },
  'newer-format': { kind: 'newer-format', format: 2, known: 1 },
  incomplete: { kind: 'incomplete', expected: 4_294_967, actual: 1_048_576 },
  limit: { kind: 'limit', limit: 'packBytes', allowed: 1_073_741_824, actual: 1_300_000_000 },
  unreadable: { kind: 'unreadable', code: 'EBUSY' },
  'unknown-signer': { kind: 'unknown-signer', signer: '1b92 0c4d 77e0 3aa1' },
  'bad-signature': { kind: 'bad-signature', signer: '1b92 0c4d 77e0 3aa1' },
  'revoked-signer': { kind: 'revoked-signer', signer: '1b92 0c4d 77e0 3aa1' },
  'unknown-algorithm': { kind: 'unknown-algorithm', algorithm: 'sm2' },
  malformed: { kind: 'malformed', at: 'content line 1204', why: 'not-an-integer' },
  'wrong-township': { kind: 'wrong-township', pack: '榆林铺镇', kiosk: '石桥镇' },
  older: { kind: 'older', have: 11, got: 9 },
  'already-installed': { kind: 'already-installed', sequence: 11 },
  'sequence-conflict': { kind: 'sequence-conflict', sequence: 11 },
  'sequence-leap': { kind: 'sequence-leap', have: 11, got: 900 },
  'needs-newer-app': { kind: 'needs-newer-app', needs: '2.0.0', app: '0.1.0' },
  'damaged-part': { kind: 'damaged-part', part: 'content' },
  'unknown-item-type': { kind: 'unknown-item-type', itemType: 'moon-land' },
  'personal-data': { kind: 'personal-data', found: 'id-number', at: '990102100201.posting-sheet.2026Q3' },
  'counts-differ': { kind: 'counts-differ', at: 'rows', declared: 1204, found: 1203 },
}

export const faults: { [K in StoreFault['kind']]: Extract<StoreFault, { kind: K }> } = {
  'disk-full': { kind: 'disk-full', needed: 380_000_000, free: 41_000_000 },
  'read-only': { kind: 'read-only' },
  'newer-schema': { kind: 'newer-schema', found: 9, known: 2 },
  'in-use': { kind: 'in-use' },
  damaged: { kind: 'damaged', file: 'state.db' },
  'not-provisioned': { kind: 'not-provisioned' },
  'stick-gone': { kind: 'stick-gone' },
  interrupted: { kind: 'interrupted' },
  'nothing-to-roll-back-to': { kind: 'nothing-to-roll-back-to' },
  io: { kind: 'io', code: 'EIO' },
  'older-schema': { kind: 'older-schema', found: 1, known: 2 },
  'base-changed': { kind: 'base-changed' },
}

export const refusedStates: [string, UpdateState][] = [
  ...Object.values(refusals).map((refusal): [string, UpdateState] => [
    refusal.kind,
    { kind: 'refused', file, refusal },
  ]),
  ...Object.values(faults).map((fault): [string, UpdateState] => [
    fault.kind,
    { kind: 'failed', file, fault },
  ]),
]

const [first, ...others] = itemTypes.filter((type) => type.headline !== null)
const posting = itemTypes.find((type) => type.villageSummary) ?? first

function lineOf(of: Partial<EntryLine> = {}): EntryLine {
  const type = itemTypes.find(({ id }) => id === of.itemType) ?? posting
  return {
    id: `990102100201.${type?.id}.2026Q3`,
    village: '石桥头村',
    category: type?.category ?? '',
    itemType: type?.id ?? '',
    itemTypeTitle: type?.title ?? '',
    title: `石桥头村2026年第三季度${type?.title}`,
    period: '2026Q3',
    rows: 24,
    totals: { income: 12_345_678, expense: 8_620_000 },
    ...of,
  }
}

const village = '石桥头村'
const before = lineOf({ totals: { income: 12_345_678, expense: 8_500_000 } })
const after = lineOf()
const former = lineOf({ period: '2026Q2', totals: { income: 3_000_000, expense: 2_600_050 } })
const names = [
  '柳沟村',
  '石桥头村',
  '长岭村',
  '重庆寨村',
  '王庄村',
  '南坪村',
  '柳树沟村',
  '大河湾村',
  '小杨家沟村',
]

export const risks: { [K in Risk['kind']]: Extract<Risk, { kind: K }> } = {
  'clock-doubtful': { id: 'clock', kind: 'clock-doubtful', today: '1970-01-01', issuedOn: '2026-10-08' },
  'sequence-skipped': { id: 'skipped', kind: 'sequence-skipped', have: 11, got: 14, missing: 2 },
  'village-emptied': { id: 'emptied', kind: 'village-emptied', village, count: 23 },
  withdrawn: {
    id: 'withdrawn',
    kind: 'withdrawn',
    village,
    lines: [before, lineOf({ period: '2026Q2' }), lineOf({ period: '2026Q1' })],
    count: 7,
    reason: '名单里有一户的名字写错了，改好再公开',
  },
  'list-shrank': {
    id: 'shrank',
    kind: 'list-shrank',
    village,
    before: lineOf({ rows: 25 }),
    after: lineOf({ rows: 9, totals: { income: 12_345_678, expense: 3_100_000 } }),
    against: 'published',
    note: null,
  },
  'changed-unexplained': { id: 'unexplained', kind: 'changed-unexplained', village, before, after },
  'amount-changed': {
    id: 'amount',
    kind: 'amount-changed',
    village,
    before,
    after,
    note: '补记九月份路灯维修票据一张，村务监督委员会已看过。',
  },
  'total-jumped': {
    id: 'jumped',
    kind: 'total-jumped',
    village,
    before: former,
    after,
    totals: ['income', 'expense'],
  },
  'villages-silent': {
    id: 'silent',
    kind: 'villages-silent',
    period: '2026Q3',
    villages: names.map((name, at) => ({ village: name, last: at % 3 === 0 ? null : '2026Q2' })),
    count: 11,
    others: 7,
  },
  'many-more': {
    id: 'many',
    kind: 'many-more',
    count: 132,
    kinds: [
      { kind: 'changed-unexplained', count: 120 },
      { kind: 'total-jumped', count: 12 },
    ],
    villages: names,
  },
}

const counts = (fresh: number, changed: number, gone: number, unchanged: number): ChangeCounts => ({
  new: fresh,
  changed,
  gone,
  unchanged,
})

/** Eighteen villages with thirty kinds of items each: what a township on quarter day looks like. */
export const preview: Preview = {
  township: { code: '990102', name: '石桥镇' },
  signer: '1b92 0c4d 77e0 3aa1',
  sequence: 14,
  installedSequence: 11,
  mode: 'partial',
  issuedOn: '2026-10-08',
  reviews: [
    { step: 'pre-review', name: '陈某', on: '2026-10-07' },
    { step: 'secrecy-review', name: '李某', on: '2026-10-08' },
  ],
  periods: ['2026Q3', '2026-09', '2026-08', '2026-07', '2026', '2026H1', '2026Q2', '2026Q1'],
  bytes: 126_400_000,
  counts: { ...counts(412, 37, 2, 1890), rows: 14_080 },
  risks: Object.values(risks),
  villages: Array.from({ length: 18 }, (_, at) => ({
    code: `9901021002${String(at).padStart(2, '0')}`,
    village: names[at] ?? `第${at}大队村`,
    counts: counts(22, at % 4, at === 1 ? 2 : 0, 105),
    types: [posting, ...others].flatMap((type, number) =>
      type
        ? [
            {
              itemType: type.id,
              counts: counts(number % 5 === 4 ? 0 : 1, number === 0 ? 1 : 0, 0, 3),
              before: { entries: number === 0 ? 1 : 0, rows: 24, headline: number === 0 ? 8_500_000 : null },
              after: { entries: number % 5 === 4 ? 0 : 1, rows: 25, headline: 8_620_000 + number },
            },
          ]
        : [],
    ),
    new: [after, lineOf({ period: '2026-09' }), lineOf({ period: '2026-08' })],
    changed: [{ before, after, correctionNote: '补票' }],
    gone: at === 1 ? [lineOf({ period: '2025Q3' })] : [],
    leftOut: 19,
    unchanged: 105,
  })),
}

const progress = { done: 57_671_680, total: 132_541_235, elapsedMs: 41_000, leftMs: 108_000 }
const line = after
const checks = [
  { line, result: null },
  { line: lineOf({ village: '柳沟村', rows: 61, id: 'second' }), result: null },
  { line: lineOf({ village: '长岭村', id: 'third' }), result: null },
]
const applied: Extract<UpdateState, { kind: 'applied' }> = {
  kind: 'applied',
  sequence: 14,
  entries: 2341,
  rows: 14_080,
  receipt: '8F3A01C2',
  change: counts(412, 37, 2, 1890),
  previous: { generation: '11-aaaa', sequence: 11 },
  checks,
}

export const states = {
  copying: { kind: 'copying', file, ...progress },
  'copying-begins': {
    kind: 'copying',
    file,
    done: 1_048_576,
    total: 132_541_235,
    elapsedMs: 400,
    leftMs: null,
  },
  checking: { kind: 'checking', file, ...progress, leftMs: 23_000 },
  'applying-begins': {
    kind: 'applying',
    file,
    village: null,
    place: null,
    done: 0,
    total: 14_080,
    elapsedMs: 900,
    leftMs: null,
  },
  applying: {
    kind: 'applying',
    file,
    village: '小杨家沟村',
    place: { number: 9, of: 18 },
    done: 641_220,
    total: 1_000_000,
    elapsedMs: 83_000,
    leftMs: 47_000,
  },
  'applying-ends': {
    kind: 'applying',
    file,
    village: '大河湾村',
    place: { number: 18, of: 18 },
    done: 14_080,
    total: 14_080,
    elapsedMs: 101_000,
    leftMs: 0,
  },
  ready: { kind: 'ready', file, preview, seen: [] },
  'ready-half-seen': { kind: 'ready', file, preview, seen: ['clock', 'skipped', 'emptied'] },
  'ready-all-seen': { kind: 'ready', file, preview, seen: preview.risks.map(({ id }) => id) },
  'ready-first': {
    kind: 'ready',
    file,
    preview: {
      ...preview,
      installedSequence: null,
      risks: [],
      counts: { ...counts(2341, 0, 0, 0), rows: 14_080 },
    },
    seen: [],
  },
  applied,
  'applied-nothing-drawn': { ...applied, checks: [], change: counts(0, 0, 1, 0) },
} as const satisfies Record<string, UpdateState>

/** While comparing: how it went with each of the three. */
export const checking = (...results: ('matches' | 'differs' | null)[]): UpdateState => ({
  ...applied,
  checks: checks.map((each, at) => ({ ...each, result: results[at] ?? null })),
})
