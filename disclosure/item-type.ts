// What a kind of disclosure is, as one declaration from which reading, masking, storing and drawing all follow.
import { flawInChecks } from './checks.ts'
import type { Check, Severities } from './checks.ts'
import type { Due } from './due.ts'
import type { Step } from './reviewed.ts'
import type { Field } from './fields.ts'

export type { Check }

export const categoryIds = [
  'finance',
  'subsidy',
  'social-assistance',
  'land',
  'project',
  'village-affairs',
  'organization',
  'notice',
  'party-affairs',
  'service-guide',
] as const
export type CategoryId = (typeof categoryIds)[number]

/** How a sheet of this kind is laid out; the reader knows these shapes and nothing of single types. */
export type Layout =
  /** One header (1–3 levels), one row per line. */
  | { kind: 'rows' }
  /** Two tables side by side under one header, each line a subject with amounts. Indented lines (其中) are sub-lines. */
  | {
      kind: 'paired'
      /** Left and right half: the header over the subject column, and what is written into `into`. */
      halves: readonly { header: readonly string[]; into: string; value: string }[]
      /** The field that takes the subject's name. */
      subject: string
      /** The field that takes the name of the line a sub-line is part of; absent if there are no sub-lines. */
      parent?: string
      /** Lines that only repeat others (固定资产净值 = 原值 − 折旧): shown by the sheet, never stored beside their parts. */
      derived?: readonly string[]
      /** What begins a line that takes away: 减:累计折旧 is stored with a minus. */
      minus?: string
    }
  /** A form, each value beside its label (事项名称 | 临时救助, 【事项名称】临时救助, 承包方代表:李四). */
  | {
      kind: 'labelled'
      /**
       * Fields that are columns of a table within the form: each of its lines is a row that also holds what the labels
       * say, and the forms of a village are one list. Without it a form is one row and an item of its own.
       */
      lines?: readonly string[]
      /** Tables of which only the number of lines is told, by the header over one of their columns. */
      counted?: readonly { into: string; header: readonly string[] }[]
      /** The label of what tells one form of a list from the next; compared, never published. */
      formNo?: readonly string[]
    }
  /** A text: title, paragraphs, who signs, date. */
  | { kind: 'document' }

/** A sum over the rows that count, and the label under which a sheet prints it when it is no plain total row. */
export type Total = { sum: string; where?: Where; labels?: readonly string[] }

/** Rows whose `field` has one of `values`. */
export type Where = { field: string; values: readonly string[] }

/** A figure that is read, not summed: 期初余额 in a first line, beside its label, or in the total row's column. */
export type Figure = { labels: readonly string[]; field: string; at: 'first-row' | 'label' | 'total' }

/** The plain case: each total is the sum of the field of the same name. */
export const sums = (...fields: string[]): Record<string, Total> =>
  Object.fromEntries(fields.map((field) => [field, { sum: field }]))

export type Stage = { id: string; words: readonly string[]; replaces?: string }

export type ItemType = {
  id: string
  category: CategoryId
  /** The 二级事项 name of the standard catalogue: a format, printed by the commands, never shown as UI text. */
  title: string
  /** Words in a sheet's title, sheet name or file name that speak for this type, strongest first. */
  words: readonly string[]
  /** Words in the names of pictures and documents that belong to such an item: 会议记录 to resolutions. */
  papers?: readonly string[]
  /** Words that speak against it though others fit (统计表 is no 名单). */
  notWords?: readonly string[]
  period: 'month' | 'quarter' | 'half' | 'year' | 'standing' | 'dated'
  disclosureKind: 'standing' | 'periodic' | 'ad-hoc'
  phase: 'before' | 'during' | 'after'
  /** By when it has to be public, and whether every village owes it; absent where only an event can say. */
  due?: Due
  /** Who must have signed before it counts as reviewed; without them villagers read 还没审完. */
  signedBy?: readonly Step[]
  layout: Layout
  /** The township's own (a list of policies, a service guide): no village stands behind it. */
  scope?: 'township'
  /** Several stages of one matter are separate entries: 面积核实公示, 发放公示, 一卡通代发. */
  stages?: readonly Stage[]
  fields: Readonly<Record<string, Field>>
  /** Fields of which a sheet has at least one: some offices write the month's amount, some the quarter's. */
  needsOneOf?: readonly string[]
  /** Rows of a mixed sheet that are this type's: 类别=债权, 补贴类别=高龄津贴. */
  only?: Where
  /** Fields that every row of a household repeats (its area in all): a sum over the rows would be wrong. */
  repeated?: readonly string[]
  /** Columns of the paged table, in order; the others are in a row's own page. */
  list: readonly string[]
  /** Summed over the rows that count; never copied from a printed total. */
  totals: Readonly<Record<string, Total>>
  /** Figures read from labelled cells; they join the totals. */
  figures?: Readonly<Record<string, Figure>>
  /** The total that speaks for the item on cards and in comparisons. */
  headline: string | null
  /** The bars under the sentence: `value` summed by `by`, only rows where `where` holds. */
  bars?: { by: string; value: string; where?: Where }
  /** Further totals that are drawn by the same parts on a picture of their own: what came in, beside what went out. */
  parts?: readonly string[]
  /** Its figures speak for the whole village on the home screen and on the village's own page. One type has it. */
  villageSummary?: boolean
  /** Takes a bank's payments of any programme that no other type declares. One type has it. */
  anyProgramme?: boolean
  /** Names of minors in such a list are masked whole (assistance lists, domain.md §1.4). */
  minorsMasked?: boolean
  /** A column that names a picture of the row's person, and the fields that say who it is. */
  pictures?: { headers: readonly string[]; label: readonly string[] }
  /**
   * Fields of its rows that a villager may take home on paper or on a telephone, and with them the words of a text
   * and its own title. Without it only sums and counts leave: a type that names persons cannot declare any.
   */
  takeAway?: readonly string[]
  /** What rows and sums must satisfy; the reader reports a breach with its cell. */
  checks?: readonly Check[]
  /** Where a check that every type has is graver, or less grave, than usual. */
  severities?: Severities
}

/** Checks a declaration against itself; a wrong one must fail at load, not on quarter day. */
export function itemType<const T extends ItemType>(declared: T): T {
  const problem = flawOf(declared)
  if (problem) throw new Error(`item type ${declared.id}: ${problem}`)
  return declared
}

export function flawOf(declared: ItemType): string | null {
  const names = Object.keys(declared.fields)
  const figures = Object.keys(declared.figures ?? {})
  const known = (name: string) => names.includes(name)
  if (!/^[a-z][a-z0-9-]*$/.test(declared.id)) return 'its id is not kebab-case'
  for (const [name, { takenFrom }] of Object.entries(declared.fields))
    if (takenFrom && !known(takenFrom.field)) return `${name} is taken from ${takenFrom.field}, no field`
  for (const name of declared.list) if (!known(name)) return `list names ${name}, which is no field`
  const totals = Object.keys(declared.totals)
  for (const [name, total] of Object.entries(declared.totals)) {
    const kind = declared.fields[total.sum]?.kind
    if (declared.repeated?.includes(total.sum)) return `total ${name} sums what rows repeat`
    if (kind !== 'money' && kind !== 'area' && kind !== 'count' && kind !== 'quantity')
      return `total ${name} is no money, area, count or quantity`
    if (total.where && !known(total.where.field))
      return `total ${name} asks for ${total.where.field}, no field`
  }
  if (declared.headline !== null && ![...totals, ...figures].includes(declared.headline))
    return `headline ${declared.headline} is no total`
  for (const name of figures) if (totals.includes(name)) return `figure ${name} is also a total`
  const { bars, only, layout, due } = declared
  if (due && (declared.period === 'standing' || declared.period === 'dated'))
    return 'it is due, and has no period after which'
  if (due?.owed === 'always' && declared.scope) return "every village owes what is the township's own"
  if (bars && (!known(bars.by) || !known(bars.value))) return 'bars name a field that does not exist'
  for (const name of declared.parts ?? [])
    if (!bars || !totals.includes(name)) return `parts name ${name}, which is no total with bars`
  for (const name of declared.pictures?.label ?? [])
    if (!known(name)) return `pictures name ${name}, which is no field`
  if (only && !known(only.field)) return `only names ${only.field}, which is no field`
  for (const name of declared.takeAway ?? [])
    if (!known(name)) return `takeAway names ${name}, which is no field`
  if (declared.takeAway && Object.values(declared.fields).some(({ kind }) => kind === 'person'))
    return 'its rows name persons and may not be taken away'
  for (const name of declared.needsOneOf ?? [])
    if (!known(name)) return `needsOneOf names ${name}, which is no field`
  for (const name of declared.repeated ?? [])
    if (!known(name)) return `repeated names ${name}, which is no field`
  if (layout.kind === 'labelled') {
    const used = [...(layout.lines ?? []), ...(layout.counted ?? []).map(({ into }) => into)]
    for (const name of used) if (!known(name)) return `layout names ${name}, no field`
  }
  if (layout.kind === 'paired') {
    const used = [layout.subject, layout.parent, ...layout.halves.map((half) => half.into)]
    for (const name of used) if (name !== undefined && !known(name)) return `layout names ${name}, no field`
  }
  return flawInChecks(declared)
}

/** Several items of such a type stand side by side, so each goes by its own title. */
export const goesByTitle = ({ layout }: ItemType): boolean =>
  layout.kind === 'document' || (layout.kind === 'labelled' && layout.lines === undefined)

export type Column = Field & { id: string }

/** The stored columns of a type, in declaration order: the shape of every row of it. */
export function columnsOf(type: ItemType): Column[] {
  return Object.entries(type.fields).map(([id, field]) => ({ ...field, id }))
}
