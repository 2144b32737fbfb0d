// The two figures that a household's line is read for: what its item is about, and the area or money beside it.
import type { TFunction } from 'i18next'
import type { HouseholdLine } from '../../electron/contract.ts'
import { itemTypeOf } from '../../disclosure/item-types/all.ts'
import { figuresOfLine } from '../../disclosure/take-away.ts'
import { figureOf } from '../fields/figure.ts'
import { fieldName, unitName } from '../words.ts'

/** What the item's own headline sums, and the area it is for; hidden ones are not in the page at all. */
export function mainFigures(
  t: TFunction,
  { itemType, row }: Pick<HouseholdLine, 'itemType' | 'row'>,
): { name: string; value: string }[] {
  const type = itemTypeOf(itemType)
  if (!type) return []
  const headline = type.headline === null ? undefined : type.totals[type.headline]?.sum
  const figures = figuresOfLine(type).flatMap(({ column, at }) => {
    const isShown = column.id === headline || column.kind === 'area' || column.kind === 'money'
    const value = isShown ? figureOf(column, row[at] ?? null, { t, itemType }) : ''
    const rank = column.id === headline ? 0 : column.kind === 'money' ? 1 : 2
    return value === ''
      ? []
      : [
          {
            name: fieldName(t, itemType, column.id),
            value: t('formats:counted', { figure: value, unit: unitName(t, column.unit) }).trim(),
            rank,
          },
        ]
  })
  return figures.toSorted((a, b) => a.rank - b.rank).slice(0, 2)
}
