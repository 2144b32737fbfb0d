// Changes that are seldom wrong and always asked about: worked out as values, gravest first; the words are in the locales.
import { itemTypeOf } from '../disclosure/item-types/all.ts'
import { neighbours, quarterOf } from '../disclosure/period.ts'
import type { Manifest } from '../pack/manifest.ts'
import type { Change, EntryLine, Risk } from '../pack/preview.ts'
import type { ComparedVillage, Comparison } from './update-comparison.ts'

/** More cards than these would be tapped away unread; what is left is told in one. */
export const mostCards = 40
const mostLinesOnACard = 5
const mostVillagesOnACard = 12
/** A list of two that becomes one says nothing about the list before it; of what was published, everything does. */
const smallestListBefore = 4
/** Packs come once a quarter: a clock a year after the pack's day is more likely wrong than the pack late. */
const mostDaysLate = 366
const dayMs = 86_400_000

const order: readonly Risk['kind'][] = [
  'clock-doubtful',
  'sequence-skipped',
  'village-emptied',
  'withdrawn',
  'list-shrank',
  'changed-unexplained',
  'amount-changed',
  'total-jumped',
  'villages-silent',
]

export function risksOf(
  comparison: Comparison,
  of: { manifest: Manifest; installed: number | null; today: string | null },
): Risk[] {
  const { manifest, installed, today } = of
  const risks = [
    ...clockRisk(today, manifest.issuedOn),
    ...sequenceRisk(installed, manifest.sequence),
    ...comparison.villages.flatMap((village) => villageRisks(comparison, manifest, village)),
    ...silentVillages(comparison),
  ]
  return few(risks.toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind)))
}

function clockRisk(today: string | null, issuedOn: string): Risk[] {
  if (today === null) return []
  const days = Math.round((Date.parse(today) - Date.parse(issuedOn)) / dayMs)
  // A day's difference is a pack made around midnight.
  if (days >= -1 && days <= mostDaysLate) return []
  return [{ id: 'clock-doubtful', kind: 'clock-doubtful', today, issuedOn }]
}

function sequenceRisk(have: number | null, got: number): Risk[] {
  if (have === null || got <= have + 1) return []
  return [{ id: 'sequence-skipped', kind: 'sequence-skipped', have, got, missing: got - have - 1 }]
}

function villageRisks(comparison: Comparison, manifest: Manifest, village: ComparedVillage): Risk[] {
  return [
    ...withdrawals(comparison, manifest, village),
    ...village.changed.flatMap((change) => changeRisk(village, change)),
    ...village.new.flatMap((after) => againstFormer(comparison, village, after)),
  ]
}

function withdrawals(
  { stored, leaving }: Comparison,
  manifest: Manifest,
  { code, name: village, ...of }: ComparedVillage,
): Risk[] {
  const { gone: lines } = of
  if (lines.length === 0) return []
  const at = code ?? 'T'
  const stays = [...stored.keys()].some((id) => isOf(id, at) && !leaving.has(id))
  if (!stays && of.new.length === 0)
    return [{ id: `village-emptied ${at}`, kind: 'village-emptied', village, count: lines.length }]
  const shown = lines.slice(0, mostLinesOnACard)
  const named = new Set(manifest.withdrawn)
  const reason = lines.some(({ id }) => named.has(id)) ? (manifest.withdrawnReason ?? null) : null
  return [{ id: `withdrawn ${at}`, kind: 'withdrawn', village, lines: shown, count: lines.length, reason }]
}

function changeRisk({ name: village }: ComparedVillage, { before, after, correctionNote }: Change): Risk[] {
  const both = { village, before, after }
  if (after.rows * 2 <= before.rows)
    return [
      {
        id: `list-shrank ${after.id}`,
        kind: 'list-shrank',
        ...both,
        against: 'published',
        note: correctionNote,
      },
    ]
  if (correctionNote === null)
    return [{ id: `changed-unexplained ${after.id}`, kind: 'changed-unexplained', ...both }]
  if (!sameTotals(before, after))
    return [{ id: `amount-changed ${after.id}`, kind: 'amount-changed', ...both, note: correctionNote }]
  return []
}

function sameTotals(before: EntryLine, after: EntryLine): boolean {
  const names = new Set([...Object.keys(before.totals), ...Object.keys(after.totals)])
  return [...names].every((name) => before.totals[name] === after.totals[name])
}

/** What comes for the first time is held against the same item one period earlier. */
function againstFormer(
  { stored, coming, leaving }: Comparison,
  { name: village }: ComparedVillage,
  after: EntryLine,
): Risk[] {
  const formerId = after.period === null ? null : idOfPeriod(after, neighbours(after.period).previous)
  const before = formerId === null ? undefined : (coming.get(formerId) ?? stored.get(formerId))
  if (!before || leaving.has(before.id)) return []
  const type = itemTypeOf(after.itemType)
  const both = { village, before, after }
  if (type?.villageSummary) {
    const totals = Object.keys(type.totals).filter((name) => jumps(before.totals[name], after.totals[name]))
    return totals.length > 0
      ? [{ id: `total-jumped ${after.id}`, kind: 'total-jumped', ...both, totals }]
      : []
  }
  if (type?.layout.kind !== 'rows' || before.rows < smallestListBefore || after.rows * 2 > before.rows)
    return []
  return [{ id: `list-shrank ${after.id}`, kind: 'list-shrank', ...both, against: 'previous', note: null }]
}

/** By more than half of what it was. */
function jumps(before: number | undefined, after: number | undefined): boolean {
  if (before === undefined || after === undefined || before === 0) return false
  return Math.abs(after - before) * 2 > Math.abs(before)
}

/** The same item of another period has the same id but for that period. */
function idOfPeriod({ id, period }: EntryLine, other: string | null): string | null {
  if (period === null || other === null) return null
  const parts = id.split('.')
  const at = parts.lastIndexOf(period)
  return at < 0 ? null : parts.with(at, other).join('.')
}

/** Villages with nothing in the newest quarter that the pack begins or goes on with, while others have something in it. */
function silentVillages({ villages: compared, stored, coming, leaving, villageCodes }: Comparison): Risk[] {
  // A correction says nothing about who is late.
  const newest = compared
    .flatMap((village) => village.new)
    .map(quarterTold)
    .filter(Boolean)
    .toSorted()
    .at(-1)
  if (!newest) return []
  const here = [...stored.values()].filter(({ id }) => !leaving.has(id))
  const last = new Map<string, string>()
  for (const line of [...here, ...coming.values()]) {
    const code = line.id.split('.')[0] ?? ''
    const quarter = quarterTold(line)
    if (quarter > (last.get(code) ?? '')) last.set(code, quarter)
  }
  // An older pack's quarter is not the newest of this machine: then nobody is late because of it.
  if ([...last.values()].some((quarter) => quarter > newest)) return []
  const silent = [...villageCodes].filter(([code]) => last.get(code) !== newest)
  const others = villageCodes.size - silent.length
  if (silent.length === 0 || others === 0) return []
  const villages = silent.map(([code, village]) => ({ village, last: last.get(code) ?? null }))
  const shown = villages.slice(0, mostVillagesOnACard)
  const id = `villages-silent ${newest}`
  return [{ id, kind: 'villages-silent', period: newest, villages: shown, count: villages.length, others }]
}

/** Only what is told by months or quarters can be late in one: yearly lists and dated notices say nothing. */
function quarterTold({ period }: EntryLine): string {
  return period !== null && /^\d{4}(Q[1-4]|-\d{2})$/.test(period) ? (quarterOf(period) ?? '') : ''
}

const isOf = (id: string, code: string): boolean => id.startsWith(`${code}.`)

/** The gravest each on a card of its own; the others on one that says how many of what, and where. */
function few(risks: Risk[]): Risk[] {
  if (risks.length <= mostCards) return risks
  const left = risks.slice(mostCards - 1)
  const kinds = order
    .map((kind) => ({ kind, count: left.filter((risk) => risk.kind === kind).length }))
    .filter(({ count }) => count > 0)
  const named = left.flatMap((risk) => ('village' in risk && risk.village !== null ? [risk.village] : []))
  const villages = [...new Set(named)].slice(0, mostVillagesOnACard)
  return [
    ...risks.slice(0, mostCards - 1),
    { id: 'many-more', kind: 'many-more', count: left.length, kinds, villages },
  ]
}
