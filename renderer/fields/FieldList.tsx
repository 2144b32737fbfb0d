// Everything one row holds, one field under another with its name: what a narrow table leaves out is here.
import type { TFunction } from 'i18next'
import type { Row } from '../../disclosure/entry.ts'
import type { Column } from '../../disclosure/item-type.ts'
import { fieldName, unitName } from '../words.ts'
import { figureOf, isFigure } from './figure.ts'
import styles from './FieldList.module.css'

export type FieldPair = { id: string; name: string; value: string; figure: boolean }

/** The filled fields of a row; an empty cell of the sheet says nothing and is left out. */
export function fieldPairs(
  t: TFunction,
  itemType: string,
  columns: readonly Column[],
  row: Row,
): FieldPair[] {
  return columns.flatMap((column, at) => {
    const value = figureOf(column, row[at] ?? null, { t, itemType })
    if (!value) return []
    const unit = isFigure(column) ? unitName(t, column.unit) : ''
    return [
      {
        id: column.id,
        name: fieldName(t, itemType, column.id),
        value: value + unit,
        figure: isFigure(column),
      },
    ]
  })
}

export function FieldLine(props: { pair: FieldPair }) {
  return (
    <dl className={styles['line']}>
      <dt>{props.pair.name}</dt>
      <dd className={props.pair.figure ? styles['figure'] : undefined}>{props.pair.value}</dd>
    </dl>
  )
}
