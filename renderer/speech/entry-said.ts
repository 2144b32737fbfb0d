// What the parts of an item's sheet say where that is not simply what they are drawn with.
import type { TFunction } from 'i18next'
import type { EntryPage, Hotline } from '../../electron/contract.ts'
import type { ItemType } from '../../disclosure/item-type.ts'
import { differenceTo } from '../entry/entry-figures.ts'
import type { BarLine } from '../parts/Bars.tsx'
import { fieldOfTotal, figureWithUnit, totalName, unitName } from '../words.ts'

/** The exact amount once; its capitals are for checking by eye. */
export function amountSaid(t: TFunction, page: EntryPage, type: ItemType): string[] {
  const { headline } = type
  const value = headline === null ? undefined : page.entry.totals[headline]
  if (headline === null || value === undefined) return []
  const field = fieldOfTotal(type, headline)
  const difference = differenceTo(t, page, type, headline)
  const figure = figureWithUnit(t, field, value)
  return [
    t('speech:sum', { name: totalName(t, type, headline), value: figure }),
    ...(difference ? [difference] : []),
  ]
}

export function barSaid(t: TFunction, type: ItemType, bar: BarLine): string {
  const field = type.bars && type.fields[type.bars.value]
  return t('speech:bar', { label: bar.label, figure: bar.figure, unit: unitName(t, field?.unit) })
}

export function sectionSaid(t: TFunction, page: EntryPage, personal: boolean): string[] {
  const head = t(page.lines === 1 ? 'section.single' : 'section.table')
  return personal ? [head, t('speech:namesKept', { count: page.lines })] : [head]
}

export function hotlineSaid(t: TFunction, { body, phone, handles }: Hotline): string {
  return t('speech:hotline', {
    body,
    phone,
    handles: handles ? t('speech:handles', { handles }) : '',
  })
}
