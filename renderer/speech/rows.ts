// A line of a table as a sentence, and which tables name people who did not ask to be read out.
import type { TFunction } from 'i18next'
import type { ItemType } from '../../disclosure/item-type.ts'
import { placeOf } from '../../disclosure/privacy.ts'
import type { TablePlan } from '../entry/entry-table.tsx'
import type { TableLine } from '../fields/FieldTable.tsx'
import { figureOf } from '../fields/figure.ts'

/** Lists of who receives help: their names are public on paper, but nobody shouts them through a hall. */
export const isOfPersons = (type: ItemType): boolean => placeOf(type) === 'person-row'

export function lineSaid(t: TFunction, plan: TablePlan, line: TableLine): string[] {
  if (line.kind === 'heading') return [line.text]
  const cells = plan.planned.flatMap((each) => {
    const value =
      line.kind === 'sum'
        ? (line.figures[each.column.id] ?? '')
        : figureOf(each.column, line.row[each.at] ?? null, { t, itemType: plan.type.id })
    if (value === '') return []
    // A text speaks for itself; a figure needs its name.
    if (!each.figure) return [value]
    const counted = t('formats:counted', { figure: value, unit: each.unit }).trim()
    return [t('speech:cell', { name: each.label, value: counted })]
  })
  const said = cells.join(t('speech:cells'))
  return [
    line.kind === 'sum'
      ? t('speech:sum', { name: line.text, value: said })
      : t('speech:row', { row: line.at + 1, cells: said }),
  ]
}
