// What a declaration may ask of its rows and sums, and how grave it is when it does not hold.
import type { Field } from './fields.ts'

/** error: the item is not built unless the clerk accepts the fault with a reason; warning: the clerk should look. */
export type Severity = 'error' | 'warning' | 'info'

/** What says no more than that something was paid. */
export const lumpWords = ['其他', '杂项', '杂支', '杂费', '零星', '日常'].flatMap((word) =>
  ['', '支出', '开支', '费用', '收入', '款项', '项目'].map((what) => word + what),
)

/** `severity` goes before the usual one of its kind. */
export type Check = Rule & { severity?: Severity }

type Rule =
  /** |quantity × rate − amount| ≤ 0.05 元 (domain.md §2.4: rounding is per row), unless another field is there. */
  | { kind: 'rate'; quantity: string; rate: string; amount: string; unless?: string }
  /** one × times = amount: 月标准 × 月数. A remark explains a breach. */
  | { kind: 'times'; one: string; times: string; amount: string; note?: string }
  /** The same for the months of the item's period, or for fewer whole ones. */
  | { kind: 'months'; one: string; amount: string; note?: string }
  /** opening + income − expense = closing, and each balance follows from the one before. */
  | { kind: 'balance'; income: string; expense: string; balance?: string }
  /** left − right = difference (欠款 = 应收 − 已收). */
  | { kind: 'difference'; left: string; right: string; equals: string }
  /** parts add up to the whole. */
  | { kind: 'sum'; parts: readonly string[]; equals: string }
  /** The rows of one household add up to what each of them repeats of the whole. */
  | { kind: 'whole'; of: string; part: string; equals: string }
  /** A part is no larger than its whole: those who get help and their household, a plot and all the land. */
  | { kind: 'at-most'; part: string; whole: string }
  /** sub-lines add up to their parent, or to less. */
  | { kind: 'sub-lines' }
  /** One row for each person (or number), or for each `per` of it; a second one is a repetition or a namesake. */
  | { kind: 'once'; of: string; per?: readonly string[] }
  /** Something due and not paid; `owed` is the column that says so, if the sheet has it. */
  | { kind: 'arrears'; due: string; paid: string; owed?: string }
  /** A term has an end, which is not past and not within so many months after the period. */
  | { kind: 'term'; of: string; end: string; endsWithin?: number }
  /** 其他 says nothing: a lump of `sum` 分, or of `share` percent of its column, needs a detail behind it. */
  | {
      kind: 'lump'
      name: string
      amounts: readonly string[]
      words: readonly string[]
      share: number
      sum: number
      note?: string
    }
  /** The day lies in the item's period. */
  | { kind: 'in-period'; date: string }
  /** value, or value ÷ per, is of this size (分); ten thousand times off means that 元 and 万元 were mixed up. */
  | { kind: 'plausible'; value: string; per?: string; least: number; most: number }
  /** Who gets an allowance for the old is as old as its class says (80-89周岁), or as `least` where there is none. */
  | { kind: 'age'; band: string; least: number }
  /** A payment that came back: rows where the field has this value. */
  | { kind: 'returned'; field: string; value: string }
  /** What is there at the start is what was there at the end of the period before (or of the year before). */
  | { kind: 'carries-over'; opening: string; closing: string; since: 'period' | 'year' }
  /** 资产 = 负债 + 所有者权益: two totals of one sheet that must be the same. */
  | { kind: 'both-sides'; one: string; other: string }
  /**
   * Another item of the same village and period comes to the same. `totals`: mine → theirs; `subjects`: the field that
   * names the subject of each of my lines (管理费用-办公费), and the column of mine for each side of theirs.
   */
  | {
      kind: 'agrees'
      type: string
      totals: Readonly<Record<string, string>>
      subjects?: { field: string; sides: Readonly<Record<string, string>> }
    }
  /** The very same names as in the period before are worth a look: nobody came, nobody left. */
  | { kind: 'names-change'; of: string }

/** Checks that hold for every type without being declared. */
type Everywhere =
  /** A printed sum of something the item counts; of any other column; 合计 6户. */
  | 'printed-total'
  | 'printed-column'
  | 'printed-count'
  /** 大写 beside the figures. */
  | 'capitals'
  /** A minus in a list; whether 红字, 冲正 or the like stands beside it is told. */
  | 'negative'
  /** A day after today. */
  | 'date-ahead'

/** A column that is ten thousand times off is a question nobody has answered: nothing of it may be seen. */
type Graver = 'wrong-unit'

export type Checked = Check['kind'] | Everywhere | Graver

/** The one place where it is said how grave a breach is. */
const usual: Readonly<Record<Checked, Severity>> = {
  balance: 'error',
  'printed-total': 'error',
  'wrong-unit': 'error',
  'printed-column': 'warning',
  'printed-count': 'warning',
  capitals: 'warning',
  rate: 'warning',
  times: 'warning',
  months: 'warning',
  difference: 'warning',
  sum: 'warning',
  whole: 'warning',
  'at-most': 'warning',
  'sub-lines': 'warning',
  once: 'warning',
  arrears: 'warning',
  term: 'warning',
  lump: 'warning',
  'in-period': 'warning',
  plausible: 'warning',
  age: 'warning',
  returned: 'warning',
  'carries-over': 'warning',
  'both-sides': 'warning',
  agrees: 'warning',
  'names-change': 'info',
  negative: 'warning',
  'date-ahead': 'warning',
}

/** What a type says about checks that it has without declaring them. */
export type Severities = Readonly<Partial<Record<Everywhere | Graver, Severity>>>

export const severityOf = (check: Check): Severity => check.severity ?? usual[check.kind]

export const severityEverywhere = (own: Severities | undefined, checked: Everywhere | Graver): Severity =>
  own?.[checked] ?? usual[checked]

type Named = {
  fields: Readonly<Record<string, Field>>
  totals: Readonly<Record<string, unknown>>
  figures?: Readonly<Record<string, unknown>>
  checks?: readonly Check[]
}

/** A check that names what is not there would pass for ever. */
export function flawInChecks({ fields, totals, figures, checks }: Named): string | null {
  for (const check of checks ?? []) {
    const stranger = fieldsOf(check).find((name) => !(name in fields))
    if (stranger !== undefined) return `check ${check.kind} names ${stranger}, which is no field`
    const lost = totalsNamed(check).find((name) => !(name in totals) && !(name in (figures ?? {})))
    if (lost !== undefined) return `check ${check.kind} names ${lost}, which is no total`
  }
  return null
}

const given = (...names: (string | undefined)[]): string[] => names.filter((name) => name !== undefined)

function fieldsOf(check: Check): string[] {
  switch (check.kind) {
    case 'rate':
      return given(check.quantity, check.rate, check.amount, check.unless)
    case 'times':
      return given(check.one, check.times, check.amount, check.note)
    case 'months':
      return given(check.one, check.amount, check.note)
    case 'balance':
      // On a posting sheet income and expense are sides of the table, not columns.
      return given(check.balance)
    case 'difference':
      return given(check.left, check.right, check.equals)
    case 'sum':
      return given(...check.parts, check.equals)
    case 'whole':
      return given(check.of, check.part, check.equals)
    case 'at-most':
      return given(check.part, check.whole)
    case 'once':
      return given(check.of, ...(check.per ?? []))
    case 'arrears':
      return given(check.due, check.paid, check.owed)
    case 'term':
      return given(check.of, check.end)
    case 'lump':
      return given(check.name, ...check.amounts, check.note)
    case 'in-period':
      return given(check.date)
    case 'plausible':
      return given(check.value, check.per)
    case 'age':
      return given(check.band)
    case 'returned':
      return given(check.field)
    case 'names-change':
      return given(check.of)
    case 'agrees':
      return given(check.subjects?.field, ...Object.values(check.subjects?.sides ?? {}))
    case 'sub-lines':
    case 'carries-over':
    case 'both-sides':
      return []
    default:
      throw new Error(`no fields known of ${JSON.stringify(check satisfies never)}`)
  }
}

function totalsNamed(check: Check): string[] {
  if (check.kind === 'carries-over') return [check.opening, check.closing]
  if (check.kind === 'both-sides') return [check.one, check.other]
  return check.kind === 'agrees' ? Object.keys(check.totals) : []
}
