// Every way an update can end or be doubtful has words of its own, and no two sound the same.
import { describe, expect, test } from 'vitest'
import type { EntryLine, Refusal, Risk, StoreFault } from '../../../electron/contract.ts'
import { explainFault, explainRefusal, type Explained } from '../../../renderer/staff/refusals.ts'
import { riskAsk, riskName, riskPlace, riskSentence } from '../../../renderer/staff/risk-words.ts'
import { elapsedWords, leftWords } from '../../../renderer/staff/time-words.ts'
import { wordsOf } from './locale-words.ts'

const { t } = await wordsOf('zh-CN')

// One of each kind; a new kind does not compile without one here.
const refusals: { [K in Refusal['kind']]: Extract<Refusal, { kind: K }> } = {
  'not-a-pack': { kind: 'not-a-pack' },
  'newer-format': { kind: 'newer-format', format: 2, known: 1 },
  incomplete: { kind: 'incomplete', expected: 10, actual: 5 },
  limit: { kind: 'limit', limit: 'packBytes', allowed: 1, actual: 2 },
  unreadable: { kind: 'unreadable', code: 'EISDIR' },
  'unknown-signer': { kind: 'unknown-signer', signer: '1234' },
  'bad-signature': { kind: 'bad-signature', signer: '1234' },
  'revoked-signer': { kind: 'revoked-signer', signer: '1234' },
  'unknown-algorithm': { kind: 'unknown-algorithm', algorithm: 'sm2' },
  malformed: { kind: 'malformed', at: 'line 3', why: 'number' },
  'wrong-township': { kind: 'wrong-township', pack: '清河镇', kiosk: '石桥镇' },
  older: { kind: 'older', have: 11, got: 9 },
  'already-installed': { kind: 'already-installed', sequence: 11 },
  'sequence-conflict': { kind: 'sequence-conflict', sequence: 11 },
  'sequence-leap': { kind: 'sequence-leap', have: 11, got: 900 },
  'needs-newer-app': { kind: 'needs-newer-app', needs: '2.0.0', app: '0.1.0' },
  'damaged-part': { kind: 'damaged-part', part: 'content' },
  'unknown-item-type': { kind: 'unknown-item-type', itemType: 'moon' },
  'personal-data': { kind: 'personal-data', found: 'id-card', at: 'line 3' },
  'counts-differ': { kind: 'counts-differ', at: 'rows', declared: 3, found: 4 },
}
const faults: { [K in StoreFault['kind']]: Extract<StoreFault, { kind: K }> } = {
  'disk-full': { kind: 'disk-full', needed: 5_000_000, free: 1_000_000 },
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
const busy: Refusal = { kind: 'unreadable', code: 'EBUSY' }
const all: [string, Explained][] = [
  ...Object.values(refusals).map((each): [string, Explained] => [each.kind, explainRefusal(t, each)]),
  ['file-busy', explainRefusal(t, busy)],
  ...Object.values(faults).map((each): [string, Explained] => [each.kind, explainFault(t, each)]),
]

describe('why a pack did not come in', () => {
  test.each(all)('%s: one sentence, one act, a code, and no hole', (_kind, told) => {
    for (const words of [told.sentence, told.action]) {
      expect(words).toMatch(/^[^{}]*\p{Script=Han}[^{}]*。$/u)
      for (const part of words.split(/[，。：；“”（）]/)) expect([...part].length).toBeLessThanOrEqual(25)
    }
    expect(told.code).toMatch(/^E-\d\d( · .+)*$/)
  })

  test('each has its own sentence and its own code', () => {
    expect(new Set(all.map(([, told]) => told.sentence)).size).toBe(all.length)
    expect(new Set(all.map(([, told]) => told.code.slice(0, 4))).size).toBe(all.length)
  })

  test('a forged pack looks alarming, the same pack twice is nothing to worry about', () => {
    const looks = new Map(all.map(([kind, { look }]) => [kind, look]))
    const alarming = all.filter(([, { look }]) => look === 'alarm').map(([kind]) => kind)
    expect(alarming).toEqual(['unknown-signer', 'bad-signature', 'revoked-signer', 'sequence-conflict'])
    expect(looks.get('already-installed')).toBe('calm')
  })

  test('both numbers and both names are said', () => {
    expect(explainRefusal(t, refusals.older).sentence).toMatch(/11.*9/)
    expect(explainRefusal(t, refusals['wrong-township']).sentence).toMatch(/清河镇.*石桥镇/)
  })
})

const line = (of: Partial<EntryLine> = {}): EntryLine => ({
  id: '990102100201.dibao-list.2026Q3',
  village: '柳沟村',
  category: 'social-assistance',
  itemType: 'dibao-list',
  itemTypeTitle: '低保',
  title: '低保名单',
  period: '2026Q3',
  rows: 4,
  totals: {},
  ...of,
})
const pair = { village: '柳沟村', before: line(), after: line({ rows: 2 }) }
const risks: { [K in Risk['kind']]: Extract<Risk, { kind: K }> } = {
  'clock-doubtful': { id: 'a', kind: 'clock-doubtful', today: '1970-01-01', issuedOn: '2026-10-08' },
  'sequence-skipped': { id: 'b', kind: 'sequence-skipped', have: 4, got: 7, missing: 2 },
  'village-emptied': { id: 'c', kind: 'village-emptied', village: '柳沟村', count: 3 },
  withdrawn: { id: 'd', kind: 'withdrawn', village: null, lines: [line()], count: 1, reason: null },
  'list-shrank': { id: 'e', kind: 'list-shrank', ...pair, against: 'published', note: null },
  'changed-unexplained': { id: 'f', kind: 'changed-unexplained', ...pair },
  'amount-changed': { id: 'g', kind: 'amount-changed', ...pair, note: '补票' },
  'total-jumped': { id: 'h', kind: 'total-jumped', ...pair, totals: ['monthly'] },
  'villages-silent': {
    id: 'i',
    kind: 'villages-silent',
    period: '2026Q3',
    villages: [{ village: '长岭村', last: null }],
    count: 1,
    others: 2,
  },
  'many-more': { id: 'j', kind: 'many-more', count: 7, kinds: [], villages: [] },
}

test.each(Object.values(risks).map((risk) => [risk.kind, risk] as const))(
  '%s is asked about in words',
  (_kind, risk) => {
    const words = [riskName(t, risk), riskSentence(t, risk), riskAsk(t, risk)]
    for (const each of words) expect(each).toMatch(/^[^{}]*\p{Script=Han}[^{}]*$/u)
    expect(riskPlace(t, risk)).not.toMatch(/[{}]/)
  },
)

test('the time that is left is said as roughly as it is known, and each second gone is another text', () => {
  expect(leftWords(t, 4_000)).toBe('马上就好')
  expect(leftWords(t, 23_000)).toBe('大约还要30秒')
  expect(leftWords(t, 70_000)).toBe('大约还要2分钟')
  expect(leftWords(t, null)).toMatch(/才知道/)
  const texts = Array.from({ length: 130 }, (_, second) => elapsedWords(t, second * 1000))
  expect(new Set(texts).size).toBe(130)
})
