// What a villager carries home, on paper or on a telephone: made of an item's declaration, never of the rows of others.
import type { TFunction } from 'i18next'
import type { EntryPage, Hotline, HouseholdLine, Row } from '../../electron/contract.ts'
import { yuanCapitals } from '../../disclosure/amount.ts'
import { goesByTitle, type ItemType } from '../../disclosure/item-type.ts'
import { itemTypeOf } from '../../disclosure/item-types/all.ts'
import { maskMiddle } from '../../disclosure/masking.ts'
import { barsLeave, wordsLeave } from '../../disclosure/take-away.ts'
import { barLinesOf, differenceTo, factsOf } from '../entry/entry-figures.ts'
import { mainFigures } from '../find/household-figures.ts'
import {
  fieldOfTotal,
  periodName,
  sentenceOf,
  stagedTitle,
  totalFigure,
  totalName,
  unitName,
} from '../words.ts'
import { fieldLines, tablesOf } from './taken-rows.ts'
import { marksOf, objectionLines, reviewLines } from './taken-trust.ts'
import type { Takeaway, TakenLine, TakenTable } from './taken.ts'

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

function documentLines(page: EntryPage, type: ItemType): TakenLine[] {
  if (!wordsLeave(type)) return []
  return (page.entry.body ?? '')
    .split('\n')
    .map((each) => each.trim())
    .filter(Boolean)
    .map((value) => ({ kind: 'paragraph', value }))
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
