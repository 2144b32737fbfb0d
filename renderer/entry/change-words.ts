// What changed in an item, in words: how much it was and is, and how many lines came, went or have other figures.
import type { TFunction } from 'i18next'
import type { EntryVersion } from '../../electron/contract.ts'
import type { ItemType } from '../../disclosure/item-type.ts'
import { gapOf } from '../amount-words.ts'
import { fieldOfTotal, figureWithUnit, totalName } from '../words.ts'

export type WasIsPair = { id: string; name: string; was: string; is: string }

export function totalsSaid(t: TFunction, { before, after }: EntryVersion, type: ItemType): WasIsPair[] {
  const names = [...new Set([...Object.keys(after.totals), ...Object.keys(before.totals)])]
  return names.flatMap((name) => {
    const [was, is] = [before.totals[name], after.totals[name]]
    if (was === is) return []
    const field = fieldOfTotal(type, name)
    const words = (value: number | undefined) =>
      value === undefined ? t('changes.nothing') : figureWithUnit(t, field, value)
    return [{ id: `total ${name}`, name: totalName(t, type, name), was: words(was), is: words(is) }]
  })
}

export function rowsSaid(t: TFunction, { before, after }: EntryVersion): WasIsPair[] {
  if (before.rows === after.rows) return []
  const words = (count: number) => t('entry.rows', { count })
  return [{ id: 'rows', name: t('changes.rows'), was: words(before.rows), is: words(after.rows) }]
}

/** `新加1条。` `拿掉1条。` `有2条的数改了。`: of what was taken out nothing but the number is known. */
export function countsSaid(t: TFunction, { changes }: EntryVersion): string[] {
  const { lines } = changes
  if (lines === null) return [t('changes.tooMany')]
  const changed = lines.changed.length + lines.more
  const counts = [
    lines.added > 0 ? t('changes.added', { count: lines.added }) : '',
    lines.removed > 0 ? t('changes.removed', { count: lines.removed }) : '',
    changed > 0 ? t('changes.changed', { count: changed }) : '',
  ].filter(Boolean)
  return counts.length > 0 ? [counts.join(gapOf(t))] : []
}

export function moreSaid(t: TFunction, { changes }: EntryVersion): string[] {
  const more = changes.lines?.more ?? 0
  const parts = changes.parts.map((part) => t(`changes.part.${part}`))
  return [
    ...(more > 0 ? [t('changes.more', { count: more })] : []),
    ...(parts.length > 0 ? [t('changes.parts', { parts: parts.join(t('value.listComma')) })] : []),
  ]
}
