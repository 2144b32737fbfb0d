// What a pack changes, in the clerk's words: names and amounts before and after, and which changes need a second look.
import type { TFunction } from 'i18next'
import type { Preview } from '../../electron/contract.ts'
import { goesByTitle } from '../../disclosure/item-type.ts'
import { itemTypeOf } from '../../disclosure/item-types/all.ts'
import { fieldOfTotal, itemTitle, periodName, totalFigure, totalName, unitName } from '../words.ts'

export type VillagePreview = Preview['villages'][number]
export type EntryLine = VillagePreview['new'][number]
export type Change = VillagePreview['changed'][number]

/** `id` is the entry's; `text` says what was and what will be. */
export type Risk = { id: string; text: string }

export const villageName = (t: TFunction, village: VillagePreview): string =>
  village.village ?? t('entry.wholeTownship')

export const isRisky = (change: Change): boolean => shrinks(change) || amountChanges(change)

/** Taken away, fewer, or another amount than villagers have already read: seldom wrong, always asked about. */
export function risksOf(t: TFunction, village: VillagePreview): Risk[] {
  const { gone, changed, unchanged } = village
  const nothingLeft = gone.length > 0 && village.new.length + changed.length + unchanged === 0
  return [
    ...(nothingLeft ? [{ id: 'nothing-left', text: t('staff:preview.nothingLeft') }] : []),
    ...gone.map((line) => ({ id: line.id, text: goneWords(t, line) })),
    ...changed.filter(isRisky).map((change) => ({ id: change.after.id, text: changeWords(t, change) })),
  ]
}

function shrinks(change: Change): boolean {
  const [before, after] = headlines(change)
  return (
    change.after.rows < change.before.rows || (before !== undefined && after !== undefined && after < before)
  )
}

function amountChanges(change: Change): boolean {
  const [before, after] = headlines(change)
  return before !== undefined && after !== undefined && before !== after
}

function headlines({ before, after }: Change): [number | undefined, number | undefined] {
  const headline = itemTypeOf(after.itemType)?.headline
  return headline ? [before.totals[headline], after.totals[headline]] : [undefined, undefined]
}

function nameOf(t: TFunction, line: EntryLine): string {
  const type = itemTypeOf(line.itemType)
  const title = type && goesByTitle(type) ? line.title : itemTitle(t, line.itemType)
  return line.period === null ? title : t('staff:preview.name', { title, period: periodName(t, line.period) })
}

function amountWords(t: TFunction, line: EntryLine): string {
  const type = itemTypeOf(line.itemType)
  const value = type?.headline ? line.totals[type.headline] : undefined
  if (!type?.headline || value === undefined) return t('entry.rows', { count: line.rows })
  const field = fieldOfTotal(type, type.headline)
  return t('entry.amount', {
    name: totalName(t, type, type.headline),
    // The clerk compares two packs, so every 分 counts.
    words: totalFigure(field, value) + unitName(t, field?.unit),
  })
}

export function newWords(t: TFunction, line: EntryLine): string {
  const [name, amount, count] = [nameOf(t, line), amountWords(t, line), line.rows]
  // Without an amount the count is all there is to say, and once is enough.
  const isCount = amount === t('entry.rows', { count })
  return isCount
    ? t('staff:preview.countLine', { name, count })
    : t('staff:preview.newLine', { name, amount, count })
}

const goneWords = (t: TFunction, line: EntryLine): string =>
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
