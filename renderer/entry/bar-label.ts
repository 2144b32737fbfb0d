// What a bar is of, as villagers read it, and whether that is the name of a person.
import type { TFunction } from 'i18next'
import type { ItemType } from '../../disclosure/item-type.ts'

export function barLabel(t: TFunction, type: ItemType, label: string): string {
  if (label === '') return t('bars.unnamed')
  const by = type.bars?.by ?? ''
  const kind = type.fields[by]?.kind
  if (kind === 'group') return t('value.group', { group: label })
  if (kind === 'choice') return t(`disclosure:${type.id}.choices.${by}.${label}`)
  return label
}

export const barsArePersons = (type: ItemType): boolean =>
  type.bars !== undefined && type.fields[type.bars.by]?.kind === 'person'
