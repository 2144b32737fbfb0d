// Which lines a row of sums may speak of: a group, a page, a month, a village, a kind, or all.
import { compact } from '../disclosure/parse.ts'
import type { Line } from './sheet-lines.ts'
import type { VillageNames } from './village-names.ts'

/** `before`: how many lines stand above it. */
export type TotalRow = { row: number; label: string; cell: string; before: number }

type Family = 'page' | 'month' | 'part' | 'all'

type ScopeKind =
  'named' | 'since-like' | 'above' | 'since-any' | 'village' | 'group' | 'below' | 'everything' | 'kind'

export type Scope = { kind: ScopeKind; lines: readonly Line[] }

/** A sheet of thousands of wrong sums is wrong altogether; looking through all its lines for each would take minutes. */
const mostMisses = 30

export class SumScopes {
  readonly #rows: readonly TotalRow[]
  readonly #lines: readonly Line[]
  readonly #villages: VillageNames
  /** Where the lines begin since the last row of the same family, and since any; by the row's place. */
  readonly #starts: { like: number; any: number; next: number }[] = []
  /** What sums of this family spoke of so far: a wrong one speaks of the same. */
  readonly #habits = new Map<Family, ScopeKind>()
  #misses = 0

  constructor(rows: readonly TotalRow[], lines: readonly Line[], villages: VillageNames) {
    this.#rows = rows
    this.#lines = lines
    this.#villages = villages
    const last = new Map<Family, number>()
    let any = 0
    for (const { label, before } of rows) {
      const family = familyOf(label)
      this.#starts.push({ like: last.get(family) ?? 0, any, next: lines.length })
      last.set(family, before)
      any = before
    }
    let next = lines.length
    for (let at = rows.length - 1; at >= 0; at--) {
      const start = this.#starts[at]
      const before = rows[at]?.before ?? 0
      if (start) start.next = next
      if (before < next && rows[at - 1]?.before !== before) next = before
    }
  }

  /** The scope with which most of the row's figures agree; if none does, the likeliest. */
  best(at: number, agreeing: (lines: readonly Line[]) => number, figures: number): Scope {
    const total = this.#rows[at]
    if (!total) throw new Error(`no row of sums ${at} of ${this.#rows.length}`)
    const family = familyOf(total.label)
    let best: Scope | null = null
    let most = 0
    for (const scope of this.#likeliestFirst(at, total, family)) {
      const agree = agreeing(scope.lines)
      if (best === null || agree > most) [best, most] = [scope, agree]
      if (agree === figures || this.#misses > mostMisses) break
    }
    if (most < figures) this.#misses += 1
    if (most > 0 && best) this.#habits.set(family, best.kind)
    return best ?? { kind: 'everything', lines: this.#lines }
  }

  /** Made one by one: most rows agree with the first, and a long sheet has thousands of them. */
  *#likeliestFirst(at: number, total: TotalRow, family: Family): Generator<Scope> {
    const wide: ScopeKind[] = family === 'all' ? ['above', 'since-like'] : ['since-like', 'above']
    const habit = this.#habits.get(family)
    const order = new Set<ScopeKind>([...(habit ? [habit] : []), 'named', ...wide, 'since-any', 'below'])
    for (const kind of order) yield* some(kind, this.#nearby(kind, at, total))
    yield* this.#searched(total)
  }

  #nearby(kind: ScopeKind, at: number, total: TotalRow): readonly Line[] {
    const { like, any, next } = this.#starts[at] ?? { like: 0, any: 0, next: this.#lines.length }
    switch (kind) {
      case 'named':
        return this.#ofNamed(total.label)
      case 'since-like':
        return this.#lines.slice(like, total.before)
      case 'above':
        return this.#lines.slice(0, total.before)
      case 'since-any':
        return this.#lines.slice(any, total.before)
      case 'below':
        // A sum printed before its lines.
        return this.#lines.slice(total.before, next)
      default:
        return []
    }
  }

  #ofNamed(label: string): readonly Line[] {
    const named = this.#villages.mentionedIn(compact(label))?.village
    return named ? this.#lines.filter((line) => line.village === named) : []
  }

  *#searched(total: TotalRow): Generator<Scope> {
    const last = this.#lines[total.before - 1]
    const above = this.#lines.slice(0, total.before)
    const ofVillage = above.filter((line) => line.village === last?.village)
    yield* some('village', ofVillage)
    yield* some(
      'group',
      ofVillage.filter((line) => last && groupOf(line) === groupOf(last)),
    )
    yield* some('everything', this.#lines)
    for (const key of new Set(above.flatMap(kindsOf)))
      yield* some(
        'kind',
        above.filter((line) => kindsOf(line).includes(key)),
      )
  }
}

function* some(kind: ScopeKind, lines: readonly Line[]): Generator<Scope> {
  if (lines.length > 0) yield { kind, lines }
}

const familyOf = (label: string): Family => {
  if (/页/.test(label)) return 'page'
  if (/[本当][日旬月]|\d月/.test(label)) return 'month'
  return /小计/.test(label) ? 'part' : 'all'
}

function groupOf(line: Line): unknown {
  const field = Object.entries(line.type.fields).find(([, { kind }]) => kind === 'group')
  return field ? line.values[field[0]] : null
}

/** 高龄津贴合计, 分散供养合计, 实发合计: lines of one type, of one choice, or those that were paid. */
function kindsOf(line: Line): string[] {
  const returned = line.type.checks?.find((check) => check.kind === 'returned')
  const came = returned?.kind === 'returned' && line.values[returned.field] !== returned.value ? ['paid'] : []
  const choices = Object.entries(line.type.fields).flatMap(([name, { kind }]) =>
    kind === 'choice' ? [`${line.type.id} ${name} ${JSON.stringify(line.values[name])}`] : [],
  )
  return [line.type.id, ...came, ...choices]
}
