// How a value of each kind is written: the one place that knows all kinds of field.
import type { TFunction } from 'i18next'
import { grouped, muDecimals, muFigure, yuanFigure } from '../../disclosure/amount.ts'
import type { Field, Value } from '../../disclosure/fields.ts'
import { figureInPage } from '../direction.ts'
import { dateName, shortDateName } from '../words.ts'

export type FigureContext = {
  t: TFunction
  itemType: string
  /** The year the table speaks of: dates of it are written without it. */
  year?: string
  /** Decimals all areas of a column share. */
  decimals?: number
}

/** A value as text; the unit stands in the column's head. */
export function figureOf(column: Field & { id: string }, value: Value, context: FigureContext): string {
  if (value === null || value === '') return ''
  const { t } = context
  const { kind } = column
  switch (kind) {
    case 'money':
      return figureInPage(typeof value === 'number' ? yuanFigure(value) : String(value))
    case 'area':
      return figureInPage(typeof value === 'number' ? muFigure(value, context.decimals) : String(value))
    case 'count':
      return figureInPage(typeof value === 'number' ? grouped(value) : String(value))
    case 'group':
      return t('value.group', { group: value })
    case 'date':
      return context.year === undefined
        ? dateName(t, String(value))
        : shortDateName(t, String(value), context.year)
    case 'choice':
      return t(`disclosure:${context.itemType}.choices.${column.id}.${String(value)}`)
    case 'list':
      return typeof value === 'object' ? value.join(t('value.listComma')) : String(value)
    case 'quantity':
    case 'rate':
    case 'phone':
      return figureInPage(String(value))
    case 'person':
    case 'text':
      return String(value)
    default:
      return assertNever(kind)
  }
}

/** Figures stand right, so that their places are under each other. */
export const isFigure = (field: Field): boolean =>
  ['money', 'area', 'count', 'quantity', 'rate'].includes(field.kind)

/** Decimals an area column needs so that every figure in it is whole. */
export const decimalsOf = (values: readonly Value[]): number =>
  values.reduce<number>(
    (most, value) => (typeof value === 'number' ? Math.max(most, muDecimals(value)) : most),
    2,
  )

function assertNever(kind: never): never {
  throw new Error(`unknown kind of field ${String(kind)}`)
}
