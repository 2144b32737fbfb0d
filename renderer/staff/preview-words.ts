// What a pack changes, in the clerk's words: names of items and their figures before and after.
import type { TFunction } from 'i18next'
import type { EntryLine, Preview } from '../../electron/contract.ts'
import { goesByTitle, type ItemType } from '../../disclosure/item-type.ts'
import { itemTypeOf, itemTypes } from '../../disclosure/item-types/all.ts'
import { fieldOfTotal, itemTitle, periodName, totalFigure, totalName, unitName } from '../words.ts'

export type VillagePreview = Preview['villages'][number]
export type TypePreview = VillagePreview['types'][number]
type Sum = TypePreview['before']
export type Change = VillagePreview['changed'][number]

export const villageName = (t: TFunction, village: string | null): string =>
  village ?? t('entry.wholeTownship')

/** `低保名单（2026年第三季度）`; what stands beside others of its kind goes by its own title. */
export function nameOf(t: TFunction, line: EntryLine): string {
  const type = itemTypeOf(line.itemType)
  const title = type && goesByTitle(type) ? line.title : itemTitle(t, line.itemType)
  return line.period === null ? title : t('staff:preview.name', { title, period: periodName(t, line.period) })
}

/** A total with its unit: the clerk compares two packs, so every 分 counts. */
export function figureWords(t: TFunction, type: ItemType, total: string, value: number): string {
  const field = fieldOfTotal(type, total)
  return t('staff:preview.sum', { figure: totalFigure(field, value), unit: unitName(t, field?.unit) })
}

/** What a kind of item amounts to; by how many lines where it has no amount. */
export function sumWords(t: TFunction, of: TypePreview, side: 'before' | 'after'): string {
  const { headline, entries, rows } = of[side]
  const type = itemTypeOf(of.itemType)
  if (entries === 0) return t('staff:preview.nothing')
  if (!type?.headline || headline === null) return t('staff:risks.rows', { count: rows })
  return figureWords(t, type, type.headline, headline)
}

function amountWords(t: TFunction, line: EntryLine): string {
  const type = itemTypeOf(line.itemType)
  const value = type?.headline ? line.totals[type.headline] : undefined
  if (!type?.headline || value === undefined) return t('entry.rows', { count: line.rows })
  const [name, words] = [totalName(t, type, type.headline), figureWords(t, type, type.headline, value)]
  return t('entry.amount', { name, words })
}

export function newWords(t: TFunction, line: EntryLine): string {
  const [name, amount, count] = [nameOf(t, line), amountWords(t, line), line.rows]
  // Without an amount the count is all there is to say, and once is enough.
  const isCount = amount === t('entry.rows', { count })
  return isCount
    ? t('staff:preview.countLine', { name, count })
    : t('staff:preview.newLine', { name, amount, count })
}

export const goneWords = (t: TFunction, line: EntryLine): string =>
  t('staff:preview.goneLine', { name: nameOf(t, line), amount: amountWords(t, line) })

export function changeWords(t: TFunction, change: Change): string {
  const { before, after, correctionNote } = change
  const name = nameOf(t, after)
  const amounts = { before: amountWords(t, before), after: amountWords(t, after) }
  const isInside = amounts.before === amounts.after && before.rows === after.rows
  const words = isInside
    ? t('staff:preview.changeInside', { name, amount: amounts.after, count: after.rows })
    : t('staff:preview.changeLine', { name, ...amounts, rowsBefore: before.rows, rowsAfter: after.rows })
  return correctionNote ? words + t('staff:preview.why', { why: correctionNote }) : words
}

export type Compared = { name: string; before: string; after: string; differs: boolean }

/** Each figure that differs, before and after; if none does, the one that speaks for the item. */
export function comparedFigures(
  t: TFunction,
  of: { before: EntryLine; after: EntryLine },
  only: readonly string[] | null = null,
): Compared[] {
  const { before, after } = of
  const type = itemTypeOf(after.itemType)
  const names = type ? [...Object.keys(type.totals), ...Object.keys(type.figures ?? {})] : []
  const wanted = only ?? names.filter((name) => before.totals[name] !== after.totals[name])
  const totals = wanted.length > 0 || !type?.headline ? wanted : [type.headline]
  const words = (line: EntryLine, total: string) => {
    const value = line.totals[total]
    return !type || value === undefined ? t('staff:preview.nothing') : figureWords(t, type, total, value)
  }
  const rows = (line: EntryLine) => t('staff:risks.rows', { count: line.rows })
  const figures = type
    ? totals.map((total) => ({
        name: totalName(t, type, total),
        before: words(before, total),
        after: words(after, total),
        differs: before.totals[total] !== after.totals[total],
      }))
    : []
  const lines = {
    name: t('staff:risks.lines'),
    before: rows(before),
    after: rows(after),
    differs: before.rows !== after.rows,
  }
  // Lines that were lost say more than what they amounted to.
  if (lines.differs) return [lines, ...figures]
  return figures.length > 0 ? figures : [lines]
}

/** Kinds of items of all villages together. */
export function typesOfAll(villages: readonly VillagePreview[]): TypePreview[] {
  const all = villages.flatMap((village) => village.types)
  const sum = (sums: readonly Sum[]): Sum => ({
    entries: added(sums.map(({ entries }) => entries)),
    rows: added(sums.map(({ rows: count }) => count)),
    headline: sums.every(({ headline }) => headline === null)
      ? null
      : added(sums.map(({ headline }) => headline ?? 0)),
  })
  const counted = (types: readonly TypePreview[], kind: keyof TypePreview['counts']) =>
    added(types.map(({ counts }) => counts[kind]))
  return itemTypes.flatMap(({ id: itemType }) => {
    const types = all.filter((of) => of.itemType === itemType)
    if (types.length === 0) return []
    const counts = {
      new: counted(types, 'new'),
      changed: counted(types, 'changed'),
      gone: counted(types, 'gone'),
      unchanged: counted(types, 'unchanged'),
    }
    const [before, after] = [sum(types.map((each) => each.before)), sum(types.map((each) => each.after))]
    return [{ itemType, counts, before, after }]
  })
}

const added = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)
