// What a villager carries home, on paper or on a telephone: made of an item's declaration, never of the rows of others.
import type { TFunction } from 'i18next'
import type { EntryPage, Hotline, HouseholdLine, Row } from '../../electron/contract.ts'
import { yuanCapitals } from '../../disclosure/amount.ts'
import { isValueOf } from '../../disclosure/fields.ts'
import { columnsOf, goesByTitle, type Column, type ItemType } from '../../disclosure/item-type.ts'
import { itemTypeOf } from '../../disclosure/item-types/all.ts'
import { maskMiddle } from '../../disclosure/masking.ts'
import { missingReviews } from '../../disclosure/reviewed.ts'
import { barsLeave, leavingColumns, signersLeave, wordsLeave } from '../../disclosure/take-away.ts'
import { barLinesOf, differenceTo, factsOf } from '../entry/entry-figures.ts'
import { figureOf, isFigure } from '../fields/figure.ts'
import { mainFigures } from '../find/household-figures.ts'
import {
  dateName,
  fieldName,
  fieldOfTotal,
  periodName,
  sentenceOf,
  stagedTitle,
  totalFigure,
  totalName,
  unitName,
} from '../words.ts'

/** What a line is about: how large it is set, and how soon it is left out where there is little room. */
export const lineKinds = [
  'sentence',
  'figure',
  'capitals',
  'fact',
  'fact-capitals',
  'compared',
  'check',
  'bar',
  'row',
  'field',
  'paragraph',
  'own',
  'review',
  'object',
  'phone',
  'law',
  'note',
] as const
export type LineKind = (typeof lineKinds)[number]

/** `name` stands before the value, or beside it where there is room. */
export type TakenLine = { kind: LineKind; name?: string; value: string }

/** Rows under their column heads; on a telephone and on a narrow slip each is a line of its own. */
export type TakenTable = {
  /** Which half of a sheet it is: 收入 or 支出. */
  name: string | null
  columns: { name: string; figure: boolean }[]
  rows: { cells: string[]; part: boolean }[]
}

export type Takeaway = {
  /** `石桥镇 柳沟村 · 2026年第三季度` */
  over: string
  title: string
  lines: TakenLine[]
  tables: TakenTable[]
  /** 编号, 指纹, 资料日期: by which anybody finds it again and sees that it is the same. */
  marks: string[]
}

/** A list of persons leaves as sums and counts; only rows of a type that declares it leave, and of them what it names. */
export function takeawayOf(
  t: TFunction,
  of: { page: EntryPage; rows: readonly Row[]; township: string; contentOn: string | null },
): Takeaway | null {
  const { page, rows } = of
  const { entry } = page
  const type = itemTypeOf(entry.itemType)
  if (!type) return null
  const isOwnTitle = goesByTitle(type) && wordsLeave(type)
  const single = page.lines === 1 ? fieldLines(t, type, rows[0] ?? []) : []
  const tables = page.lines > 1 ? tablesOf(t, type, rows) : []
  return {
    over: [
      [of.township, page.village?.name].filter(Boolean).join(t('takeaway:space')),
      periodName(t, entry.period),
    ].join(t('value.between')),
    title: isOwnTitle ? entry.title : stagedTitle(t, entry),
    lines: [
      ...leadLines(t, page, type),
      ...(type.layout.kind === 'document' ? documentLines(page, type) : single),
      ...(tables.length > 0 ? [] : barLines(t, page, type)),
      ...leftLines(t, page, type, tables),
      ...reviewLines(t, page, type),
      ...objectionLines(t, page.hotlines),
    ],
    tables,
    marks: marksOf(t, { code: entry.id, digest: page.digest, contentOn: of.contentOn }),
  }
}

/** Only lines that stand under this household's own name, and of each only what it is and its figures. */
export function takeawayOfHousehold(
  t: TFunction,
  of: {
    township: string
    village: string
    group: string
    name: string
    lines: readonly HouseholdLine[]
    more: number
    hotlines: readonly Hotline[]
    contentOn: string | null
  },
): Takeaway {
  const own = of.lines.flatMap((line): TakenLine[] => {
    const type = itemTypeOf(line.itemType)
    if (!type) return []
    const figures = mainFigures(t, line).map(({ name, value }) => name + value)
    return [
      {
        kind: 'own',
        name: [stagedTitle(t, line), periodName(t, line.period)].join(t('takeaway:space')),
        value: figures.join(t('takeaway:comma')),
      },
    ]
  })
  return {
    over: [[of.township, of.village].join(t('takeaway:space')), of.group].join(t('value.between')),
    // Left in the tray or seen over a shoulder, it names nobody in full.
    title: t('takeaway:household', { name: maskMiddle(of.name) }),
    lines: [
      { kind: 'sentence', value: t('find:household.sum', { count: of.lines.length + of.more }) },
      ...own,
      ...(of.more > 0
        ? [{ kind: 'note', value: t('find:household.more', { count: of.more }) } as const]
        : []),
      { kind: 'note', value: t('find:household.sameName') },
      ...objectionLines(t, of.hotlines),
    ],
    tables: [],
    marks: marksOf(t, { code: null, digest: null, contentOn: of.contentOn }),
  }
}

function leadLines(t: TFunction, page: EntryPage, type: ItemType): TakenLine[] {
  const { entry, village } = page
  // A text speaks for itself; a sentence about it would say that it is one line long.
  if (type.layout.kind === 'document') return []
  const facts = type.headline === null ? [] : [{ name: type.headline, value: entry.totals[type.headline] }]
  const headline = facts.flatMap(({ name, value }) =>
    value === undefined ? [] : figureLines(t, type, { name, value }, 'figure'),
  )
  const difference = type.headline === null ? null : differenceTo(t, page, type, type.headline)
  return [
    {
      kind: 'sentence',
      value: sentenceOf(t, {
        type,
        period: entry.period,
        village: village?.name ?? null,
        rows: entry.rows,
        totals: entry.totals,
        declaredNil: entry.declaredNil,
      }),
    },
    ...headline,
    ...(difference ? [{ kind: 'compared', value: difference } as const] : []),
    ...factsOf(page, type).flatMap((fact) => figureLines(t, type, fact, 'fact')),
    ...checkLines(t, page, type),
  ]
}

function figureLines(
  t: TFunction,
  type: ItemType,
  { name, value }: { name: string; value: number },
  kind: 'figure' | 'fact',
): TakenLine[] {
  const field = fieldOfTotal(type, name)
  const figure: TakenLine = {
    kind,
    name: totalName(t, type, name),
    value: totalFigure(field, value) + unitName(t, field?.unit),
  }
  if (field?.kind !== 'money') return [figure]
  return [
    figure,
    {
      kind: kind === 'figure' ? 'capitals' : 'fact-capitals',
      value: t('entry.capitals', { capitals: yuanCapitals(value) }),
    },
  ]
}

function checkLines(t: TFunction, page: EntryPage, type: ItemType): TakenLine[] {
  const printed = page.entry.printedTotals
  if (printed.length === 0) return []
  const wrong = printed.filter(({ matches }) => !matches)
  if (wrong.length === 0) return [{ kind: 'check', value: t('check.matches') }]
  return [
    { kind: 'check', value: t('check.differs') },
    ...wrong.map((each): TakenLine => {
      const field = fieldOfTotal(type, each.field)
      const unit = unitName(t, field?.unit)
      return {
        kind: 'check',
        value: t('check.printed', {
          name: totalName(t, type, each.field),
          printed: totalFigure(field, each.printed) + unit,
          sum: totalFigure(field, each.sum) + unit,
        }),
      }
    }),
  ]
}

/** The one row of a guide or a count, its fields one under another. */
function fieldLines(t: TFunction, type: ItemType, row: Row): TakenLine[] {
  return cellsOf(t, type, row).flatMap(({ column, value }) =>
    value === '' || (goesByTitle(type) && column.id === titleField)
      ? []
      : [{ kind: 'field', name: fieldName(t, type.id, column.id), value } as const],
  )
}

/** It is the title of the page already. */
const titleField = 'title'

function documentLines(page: EntryPage, type: ItemType): TakenLine[] {
  if (!wordsLeave(type)) return []
  return (page.entry.body ?? '')
    .split('\n')
    .map((each) => each.trim())
    .filter(Boolean)
    .map((value) => ({ kind: 'paragraph', value }))
}

function tablesOf(t: TFunction, type: ItemType, rows: readonly Row[]): TakenTable[] {
  const columns = leavingColumns(type)
  if (columns.length === 0) return []
  const { layout } = type
  if (layout.kind !== 'paired') return [tableOf(t, type, rows, { name: null, left: [] })]
  // Two tables beside each other on the sheet are one below the other on paper.
  const at = columnsOf(type).findIndex(({ id }) => layout.halves.some(({ into }) => into === id))
  const left = [layout.parent, ...layout.halves.map(({ into }) => into)].filter((id) => id !== undefined)
  return layout.halves.flatMap(({ into, value }) => {
    const half = rows.filter((row) => row[at] === value)
    const name = t(`disclosure:${type.id}.choices.${into}.${value}`)
    return half.length === 0 ? [] : [tableOf(t, type, half, { name, left })]
  })
}

function tableOf(
  t: TFunction,
  type: ItemType,
  rows: readonly Row[],
  of: { name: string | null; left: readonly string[] },
): TakenTable {
  const taken = rows.map((row) => cellsOf(t, type, row)).filter(saysSomething)
  const parent = type.layout.kind === 'paired' ? type.layout.parent : undefined
  const drawn = leavingColumns(type).filter(
    ({ column }) =>
      !of.left.includes(column.id) &&
      taken.some((cells) => cells.some((cell) => cell.column.id === column.id && cell.value !== '')),
  )
  return {
    name: of.name,
    columns: drawn.map(({ column }) => ({
      name: headOf(t, type, column),
      figure: isFigure(column),
    })),
    rows: taken.map((cells) => ({
      cells: drawn.map(({ column }) => cells.find((cell) => cell.column.id === column.id)?.plain ?? ''),
      part: cells.some((cell) => cell.column.id === parent && cell.value !== ''),
    })),
  }
}

/** A subject with nothing but noughts takes paper and says nothing. */
const saysSomething = (cells: readonly Cell[]): boolean =>
  !cells.some(({ column }) => isFigure(column)) ||
  cells.some(({ column, plain }) => isFigure(column) && /[1-9]/.test(plain))

function headOf(t: TFunction, type: ItemType, column: Column): string {
  const unit = isFigure(column) ? unitName(t, column.unit) : ''
  const name = fieldName(t, type.id, column.id)
  return unit === '' ? name : t('takeaway:headUnit', { name, unit })
}

/** `plain` without its unit, which stands in a table's head. */
type Cell = { column: Column; value: string; plain: string }

function cellsOf(t: TFunction, type: ItemType, row: Row): Cell[] {
  return leavingColumns(type).map(({ column, at }) => {
    const stored = row[at] ?? null
    const plain = isValueOf(column, stored) ? figureOf(column, stored, { t, itemType: type.id }) : ''
    const unit = plain !== '' && isFigure(column) ? unitName(t, column.unit) : ''
    return { column, value: plain + unit, plain }
  })
}

/** Ten parts are as much as one keeps in mind; the rest is one line. */
const mostBars = 10

function barLines(t: TFunction, page: EntryPage, type: ItemType): TakenLine[] {
  if (!barsLeave(type)) return []
  const unit = unitName(t, type.bars ? type.fields[type.bars.value]?.unit : undefined)
  return barLinesOf(t, page, type, mostBars).map(({ label, figure }) => ({
    kind: 'bar',
    name: label,
    value: figure + unit,
  }))
}

/** Said openly, so that nobody thinks the sheet has no more than this. */
function leftLines(
  t: TFunction,
  page: EntryPage,
  type: ItemType,
  tables: readonly TakenTable[],
): readonly TakenLine[] {
  const isWhole = page.lines === 0 || tables.length > 0 || wordsLeave(type)
  if (isWhole) return []
  return [{ kind: 'note', value: t('takeaway:left') }]
}

function reviewLines(t: TFunction, { entry }: EntryPage, type: ItemType): TakenLine[] {
  const steps = entry.approvals.filter(({ step, name }) => step !== 'published' || name !== null)
  const signed = steps.map(({ step, name, on }): TakenLine => {
    const who = name === null ? t('approval.noName') : signersLeave(type) ? name : t('takeaway:signed')
    return {
      kind: 'review',
      name: t(`approval.${step}`),
      value: [who, on ? dateName(t, on) : ''].filter(Boolean).join(t('takeaway:space')),
    }
  })
  const none: TakenLine[] =
    signed.length === 0 && entry.body === null && !entry.declaredNil && !goesByTitle(type)
      ? [{ kind: 'review', value: t('approval.none') }]
      : []
  const lacking = entry.declaredNil ? [] : missingReviews(type, entry.approvals)
  const unsigned: TakenLine[] =
    lacking.length > 0
      ? [
          {
            kind: 'review',
            value: t('duties:unsigned', {
              who: lacking.map((step) => t(`approval.${step}`)).join(t('value.listComma')),
            }),
          },
        ]
      : []
  const published: TakenLine[] = entry.publishedOn
    ? [{ kind: 'review', name: t('approval.published'), value: dateName(t, entry.publishedOn) }]
    : []
  const notice: TakenLine[] = entry.notice
    ? [
        {
          kind: 'review',
          value: t('notice.range', {
            start: dateName(t, entry.notice.start),
            end: dateName(t, entry.notice.end),
          }),
        },
      ]
    : []
  return [...signed, ...none, ...unsigned, ...published, ...notice]
}

/** Those nearest to the item come first; a paper with fifteen numbers is no help in choosing one. */
const mostPhones = 3
/** 12345, 12388: the same everywhere, and known to nobody by heart. */
const isNational = ({ phone }: Hotline): boolean => /^12\d{3}$/.test(phone)

export function objectionLines(t: TFunction, hotlines: readonly Hotline[]): TakenLine[] {
  const byPhone = [...new Map(hotlines.map((each) => [each.phone, each])).values()]
  const near = byPhone.filter((each) => !isNational(each)).slice(0, mostPhones)
  return [
    { kind: 'object', value: t('takeaway:object') },
    ...[...near, ...byPhone.filter(isNational)].map(({ body, phone }): TakenLine => ({
      kind: 'phone',
      name: body,
      value: phone,
    })),
    { kind: 'law', value: t('object.law') },
  ]
}

function marksOf(
  t: TFunction,
  of: { code: string | null; digest: string | null; contentOn: string | null },
): string[] {
  return [
    of.code === null ? null : t('takeaway:code', { code: of.code }),
    of.digest === null ? null : t('takeaway:digest', { digest: shortDigest(of.digest) }),
    of.contentOn === null ? null : t('home.updated', { date: dateName(t, of.contentOn) }),
  ].filter((each) => each !== null)
}

/** `7F3A-91C2`: enough to tell two versions apart, and to be read out over the telephone. */
export const shortDigest = (digest: string): string =>
  `${digest.slice(0, 4)}-${digest.slice(4, 8)}`.toUpperCase()
