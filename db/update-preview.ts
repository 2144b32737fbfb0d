// What a verified pack would change here, village by village: shown to the clerk before anything is switched.
import { itemTypeOf, itemTypes } from '../disclosure/item-types/all.ts'
import type { VerifiedPack } from '../pack/open.ts'
import type {
  Change,
  ChangeCounts,
  EntryLine,
  Preview,
  Sum,
  TypePreview,
  VillagePreview,
} from '../pack/preview.ts'
import type { Reader } from './reader.ts'
import { sequenceFloor } from './state.ts'
import { compare, type ComparedVillage, type Comparison } from './update-comparison.ts'
import { risksOf } from './update-risks.ts'

/** Lines in all lists together, so that a pack of 20,000 entries is no larger a message than one of 2,000. */
const mostLines = 1500
/** Of one kind of item of one village: more than these nobody reads before an update. */
const mostOfOneType = 20

/** `today` is the day the machine believes in; without it nothing is said about its clock. */
export function previewPack(reader: Reader, pack: VerifiedPack, today: string | null = null): Preview {
  return previewOf(reader, pack, compare(reader, pack), today)
}

/** The same from a comparison that is at hand. */
export function previewOf(
  reader: Reader,
  pack: VerifiedPack,
  comparison: Comparison,
  today: string | null,
): Preview {
  const { manifest } = pack
  const installed = (reader.state && sequenceFloor(reader.state)?.sequence) ?? null
  // Only those about which there is something to say.
  const touched = comparison.villages.filter((village) => sizeOf(village) > 0)
  const perList = linesPerList(touched)
  const villages = touched.map((village) => villagePreview(village, perList))
  return {
    township: { code: manifest.township.code, name: manifest.township.name },
    signer: pack.signer,
    sequence: manifest.sequence,
    installedSequence: installed,
    mode: manifest.mode,
    issuedOn: manifest.issuedOn,
    reviews: manifest.reviews ?? [],
    periods: manifest.periods,
    bytes: pack.bytes,
    counts: { ...added(villages.map((village) => village.counts)), rows: manifest.counts.rows },
    risks: risksOf(comparison, { manifest, installed, today }),
    villages,
  }
}

const sizeOf = (village: ComparedVillage): number =>
  village.new.length + village.changed.length + village.gone.length + village.same.length

function villagePreview(village: ComparedVillage, perList: number): VillagePreview {
  const lists = {
    new: firstOfEach(village.new, (line) => line.itemType, perList),
    changed: firstOfEach(village.changed, ({ after }) => after.itemType, perList),
    gone: firstOfEach(village.gone, (line) => line.itemType, perList),
  }
  const shown = lists.new.length + lists.changed.length + lists.gone.length
  return {
    code: village.code,
    village: village.name,
    counts: countsOf(village),
    types: typesOf(village),
    ...lists,
    leftOut: sizeOf(village) - village.same.length - shown,
    unchanged: village.same.length,
  }
}

/** At least one line of each list, so that nothing that changes is only a number. */
function linesPerList(villages: readonly ComparedVillage[]): number {
  const lists = villages.reduce((sum, village) => {
    const named = [
      ...village.new.map((line) => `new ${line.itemType}`),
      ...village.changed.map(({ after }) => `changed ${after.itemType}`),
      ...village.gone.map((line) => `gone ${line.itemType}`),
    ]
    return sum + new Set(named).size
  }, 0)
  return Math.max(1, Math.min(mostOfOneType, Math.floor(mostLines / Math.max(1, lists))))
}

function firstOfEach<T>(all: readonly T[], typeOf: (one: T) => string, most: number): T[] {
  const seen = new Map<string, number>()
  return all.filter((one) => {
    const number = (seen.get(typeOf(one)) ?? 0) + 1
    seen.set(typeOf(one), number)
    return number <= most
  })
}

/** In the order villagers see them. */
function typesOf(village: ComparedVillage): TypePreview[] {
  const types = new Map<string, Omit<ComparedVillage, 'code' | 'name'>>()
  const at = (itemType: string) => {
    const known = types.get(itemType) ?? { new: [], changed: [], gone: [], same: [] }
    types.set(itemType, known)
    return known
  }
  for (const line of village.new) at(line.itemType).new.push(line)
  for (const change of village.changed) at(change.after.itemType).changed.push(change)
  for (const line of village.gone) at(line.itemType).gone.push(line)
  for (const itemType of village.same) at(itemType).same.push(itemType)
  const order = itemTypes.map(({ id }) => id)
  return [...types]
    .toSorted(([one], [other]) => order.indexOf(one) - order.indexOf(other))
    .map(([itemType, of]) => ({ itemType, counts: countsOf(of), ...sumsOf(itemType, of) }))
}

function sumsOf(itemType: string, of: { new: EntryLine[]; changed: Change[]; gone: EntryLine[] }) {
  return {
    before: sumOf(itemType, [...of.changed.map(({ before }) => before), ...of.gone]),
    after: sumOf(itemType, [...of.changed.map(({ after }) => after), ...of.new]),
  }
}

function sumOf(itemType: string, lines: readonly EntryLine[]): Sum {
  const headline = itemTypeOf(itemType)?.headline ?? null
  const figures = headline === null ? [] : lines.flatMap((line) => line.totals[headline] ?? [])
  return {
    entries: lines.length,
    rows: lines.reduce((sum, line) => sum + line.rows, 0),
    headline: figures.length === 0 ? null : figures.reduce((sum, figure) => sum + figure, 0),
  }
}

const countsOf = (of: Pick<ComparedVillage, 'new' | 'changed' | 'gone' | 'same'>): ChangeCounts => ({
  new: of.new.length,
  changed: of.changed.length,
  gone: of.gone.length,
  unchanged: of.same.length,
})

function added(all: readonly ChangeCounts[]): ChangeCounts {
  const sum = { new: 0, changed: 0, gone: 0, unchanged: 0 }
  for (const counts of all) {
    sum.new += counts.new
    sum.changed += counts.changed
    sum.gone += counts.gone
    sum.unchanged += counts.unchanged
  }
  return sum
}
