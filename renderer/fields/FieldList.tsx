// Everything one row holds, one field under another with its name: what a narrow table leaves out is here.
import type { TFunction } from 'i18next'
import type { Row } from '../../disclosure/entry.ts'
import type { Column } from '../../disclosure/item-type.ts'
import type { Piece } from '../parts/Flow.tsx'
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
        value: t('formats:counted', { figure: value, unit }).trim(),
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

/** As a piece of a sheet; a value longer than a page goes on as a paragraph under its name. */
export function pairPiece(pair: FieldPair, section?: string): Piece {
  const own = section === undefined ? {} : { section }
  return {
    id: `field ${pair.id}`,
    ...own,
    node: <FieldLine pair={pair} />,
    otherwise: [
      { id: `name ${pair.id}`, ...own, withNext: true, node: <FieldLine pair={{ ...pair, value: '' }} /> },
      { id: `value ${pair.id}`, ...own, text: pair.value },
    ],
  }
}
