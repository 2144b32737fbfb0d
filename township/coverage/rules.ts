// How well each village has disclosed in a quarter: one state for each duty and each item, from packs and machines alone.
import { answers, daysLate, dueOn, dueState, owedIn } from '../../disclosure/due.ts'
import { itemTypeOf, itemTypes } from '../../disclosure/item-types/all.ts'
import { categoryIds, type CategoryId } from '../../disclosure/item-type.ts'
import { overlaps, quarterOf } from '../../disclosure/period.ts'
import { isShownOn, type Machines } from './machines.ts'
import type { Item, Published, Said, TakenBack } from './releases.ts'

/** Gravest first. `no-data` is not `missing`: nobody knows. */
export const states = [
  'missing',
  'anomalous',
  'late',
  'not-shown',
  'no-data',
  'corrected',
  'on-time',
  'shown',
  'nil',
  'not-due',
  'none',
] as const
export type State = (typeof states)[number]

/** These classes are looked at by the quarter; notices and guides have no time of their own. */
export const classes: readonly CategoryId[] = categoryIds.filter(
  (id) => id !== 'notice' && id !== 'service-guide',
)

/** One duty, or one item that nobody had to publish, with all that is true of it. */
export type Finding = {
  villageCode: string
  category: CategoryId
  itemType: string
  period: string
  due: string | null
  item: Item | null
  /** Gravest first; never empty. */
  states: State[]
  daysLate: number
  corrections: number
  first: Said | null
  last: Said | TakenBack | null
}

export type Cell = {
  category: CategoryId
  state: State
  counts: Partial<Record<State, number>>
  daysLate: number
}
export type Line = { code: string; village: string; cells: Cell[] }
export type Matrix = {
  quarter: string
  on: string
  lines: Line[]
  counts: Record<State, number>
  findings: Finding[]
}

/** `machines` is null where nothing that came home was asked. */
export function matrixOf(of: {
  published: Published
  quarter: string
  on: string
  machines: Machines | null
}): Matrix {
  const { published, quarter, on } = of
  const findings = published.villages.flatMap(({ code }) => findingsOf(code, of))
  const lines = published.villages.map(({ code, name }) => ({
    code,
    village: name,
    cells: classes.map((category) =>
      cellOf(
        category,
        findings.filter((each) => each.villageCode === code && each.category === category),
      ),
    ),
  }))
  const cells = lines.flatMap((line) => line.cells)
  const counts = Object.fromEntries(
    states.map((state) => [state, cells.filter((cell) => cell.state === state).length]),
  )
  return { quarter, on, lines: worstFirst(lines), counts: counts as Record<State, number>, findings }
}

type Asked = Parameters<typeof matrixOf>[0]

function findingsOf(villageCode: string, asked: Asked): Finding[] {
  const own = asked.published.items.filter((item) => item.villageCode === villageCode)
  return itemTypes
    .filter(({ category, scope }) => classes.includes(category) && !scope)
    .flatMap((type) => {
      const items = own.filter((item) => item.itemType === type.id)
      const here = items.filter(({ period }) => isOfQuarter(period, asked.quarter))
      const found = here.map((item) => ({ itemType: type.id, period: item.period, item }))
      // A list of the whole year answers for its quarter, though it is told only where the year ends.
      const lacking = owedIn(type, asked.quarter)
        .filter((owed) => !items.some((item) => answers(owed, item.period)))
        .map(({ period }) => ({ itemType: type.id, period, item: null }))
      const owes = type.due?.owed === 'always'
      return [...found, ...(owes ? lacking : [])].map((each) => judged({ villageCode, ...each }, asked))
    })
}

/** A longer period counts in the quarter in which it ends. */
const isOfQuarter = (period: string, quarter: string): boolean =>
  period !== 'standing' && overlaps(period, quarter) && quarterOf(period) === quarter

function judged(
  of: { villageCode: string; itemType: string; period: string; item: Item | null },
  { on, machines }: Asked,
): Finding {
  const { item, itemType, period } = of
  const type = itemTypeOf(itemType)
  if (!type) throw new Error(`no item type ${itemType}`)
  const due = type.due ? dueOn(type.due, period) : null
  const said = (item?.releases ?? []).filter((each) => each.kind === 'said')
  const first = said[0] ?? null
  const last = item?.releases.at(-1) ?? null
  const late = due !== null && first ? daysLate(due, first.pack.issuedOn) : 0
  const corrections = said.filter((each, at) => at > 0 && each.mark !== said[at - 1]?.mark).length
  const found = { ...of, category: type.category, due, daysLate: late, corrections, first, last }
  const all = item
    ? statesOfItem({ ...found, item }, machines)
    : [due !== null && dueState(due, on) === 'overdue' ? ('missing' as const) : ('not-due' as const)]
  return { ...found, states: all }
}

type Judging = Omit<Finding, 'states' | 'item'> & { item: Item }

function statesOfItem(of: Judging, machines: Machines | null): State[] {
  const { last, first, item } = of
  const found: State[] = []
  if (last?.kind !== 'said' || last.faults > 0 || last.unreviewed) found.push('anomalous')
  if (of.daysLate > 0) found.push('late')
  const seen = last?.kind === 'said' && first ? seenOn(item, since(item), machines) : null
  if (seen) found.push(seen)
  if (of.corrections > 0) found.push('corrected')
  if (last?.kind === 'said' && last.declaredNil) found.push('nil')
  return found.length > 0 ? found : [of.due === null ? 'shown' : 'on-time']
}

/** The pack since which it is there: the first word after it was last taken back. */
export function since({ releases }: Item): number {
  const gone = releases.findLastIndex((each) => each.kind === 'taken-back')
  return releases[gone + 1]?.pack.sequence ?? Infinity
}

/** Null if a machine says that it shows it, or none was asked. */
function seenOn(item: Item, from: number, machines: Machines | null): 'not-shown' | 'no-data' | null {
  if (!machines) return null
  if (machines.reporting.some((machine) => isShownOn(machine, { ...item, since: from }))) return null
  // One that is silent may show it: then nobody knows.
  return machines.silent.length > 0 || machines.reporting.length === 0 ? 'no-data' : 'not-shown'
}

function cellOf(category: CategoryId, findings: readonly Finding[]): Cell {
  const counts: Cell['counts'] = {}
  for (const state of findings.flatMap((each) => each.states)) counts[state] = (counts[state] ?? 0) + 1
  const state = states.find((each) => (counts[each] ?? 0) > 0) ?? 'none'
  return { category, state, counts, daysLate: Math.max(0, ...findings.map((each) => each.daysLate)) }
}

/** By what is gravest, then the next; villages alike keep the township's own order. */
function worstFirst(lines: readonly Line[]): Line[] {
  const weights = (line: Line) =>
    states.slice(0, states.indexOf('on-time')).map((state) => {
      const cells = line.cells.map(({ counts }) => counts[state] ?? 0)
      return cells.reduce((sum, count) => sum + count, 0)
    })
  return lines
    .map((line) => ({ line, weights: weights(line) }))
    .sort((one, other) => {
      const at = one.weights.findIndex((weight, index) => weight !== other.weights[index])
      return at < 0 ? 0 : (other.weights[at] ?? 0) - (one.weights[at] ?? 0)
    })
    .map(({ line }) => line)
}
