// Rows of an item as a table: units in the heads, figures under each other, a row opens to all it holds.
import type { TFunction } from 'i18next'
import type { Row } from '../../disclosure/entry.ts'
import { Button } from '../parts/Button.tsx'
import { gapOf } from '../amount-words.ts'
import { writtenIn, type PlannedColumn } from './columns.ts'
import type { FigureContext } from './figure.ts'
import styles from './FieldTable.module.css'

export type TableLine =
  | { kind: 'row'; id: string; at: number; row: Row; part: boolean }
  /** A heading over the rows that follow: 收入, 支出. */
  | { kind: 'heading'; id: string; text: string }
  | { kind: 'sum'; id: string; text: string; figures: Readonly<Record<string, string>> }

export function FieldTable(props: {
  lines: readonly TableLine[]
  planned: readonly PlannedColumn[]
  stacked: boolean
  context: FigureContext
  onOpen: ((at: number) => void) | null
}) {
  const { planned, context, onOpen } = props
  if (props.stacked) return <Stacked {...props} />
  const open = onOpen !== null
  return (
    <table className={styles['table']} data-testid="field-table">
      <colgroup>
        {planned.map((each) => (
          <col key={each.column.id} style={{ width: `${(each.share * 100).toFixed(3)}%` }} />
        ))}
        {open && <col className={styles['openColumn']} />}
      </colgroup>
      <thead>
        <tr>
          {planned.map((each) => (
            <th key={each.column.id} scope="col" className={each.figure ? styles['figure'] : undefined}>
              {each.label}
              {each.unit && <span className={styles['unit']}>{each.unit}</span>}
            </th>
          ))}
          {open && <td />}
        </tr>
      </thead>
      <tbody>
        {props.lines.map((line) => (
          <Line key={line.id} line={line} planned={planned} context={context} onOpen={onOpen} />
        ))}
      </tbody>
    </table>
  )
}

function Line(props: {
  line: TableLine
  planned: readonly PlannedColumn[]
  context: FigureContext
  onOpen: ((at: number) => void) | null
}) {
  const { line, planned, context, onOpen } = props
  const { t } = context
  const width = planned.length + (onOpen ? 1 : 0)
  if (line.kind === 'heading') {
    return (
      <tr data-row={line.id} className={styles['heading']}>
        <th colSpan={width} scope="rowgroup">
          {line.text}
        </th>
      </tr>
    )
  }
  if (line.kind === 'sum') return <SumLine line={line} planned={planned} open={onOpen !== null} />
  return (
    <tr data-row={line.id} className={line.part ? styles['part'] : undefined}>
      {planned.map((each) => (
        <td key={each.column.id} className={each.figure ? styles['figure'] : undefined}>
          {writtenIn(each, line.row[each.at] ?? null, context)}
        </td>
      ))}
      {onOpen && (
        <td className={styles['open']}>
          <Button
            look="bare"
            label={t('table.open', { row: line.at + 1 })}
            testId={`row-${line.at}`}
            className={styles['opener']}
            onPress={() => onOpen(line.at)}
          />
        </td>
      )}
    </tr>
  )
}

function SumLine(props: {
  line: Extract<TableLine, { kind: 'sum' }>
  planned: readonly PlannedColumn[]
  open: boolean
}) {
  const { line, planned } = props
  // The word stands over the columns before the first figure, which may be narrow.
  const first = planned.findIndex((each) => line.figures[each.column.id] !== undefined)
  const span = Math.max(1, first)
  return (
    <tr data-row={line.id} className={styles['sum']}>
      <th colSpan={span} scope="row">
        {line.text}
      </th>
      {planned.slice(span).map((each) => (
        <td key={each.column.id} className={styles['figure']}>
          {line.figures[each.column.id] ?? ''}
        </td>
      ))}
      {props.open && <td />}
    </tr>
  )
}

/** Large text on a narrow sheet: each row says its texts first and its figures, each with its name, below. */
function Stacked(props: {
  lines: readonly TableLine[]
  planned: readonly PlannedColumn[]
  context: FigureContext
  onOpen: ((at: number) => void) | null
}) {
  const { planned, context, onOpen } = props
  const { t } = context
  return (
    <ul className={styles['stack']} data-testid="field-table">
      {props.lines.map((line) => {
        if (line.kind === 'heading')
          return (
            <li key={line.id} data-row={line.id} className={styles['stackHeading']}>
              {line.text}
            </li>
          )
        if (line.kind === 'sum')
          return (
            <li key={line.id} data-row={line.id} className={styles['stackSum']}>
              <p>{line.text}</p>
              <Pairs
                t={t}
                pairs={planned.flatMap((each) => {
                  const figure = line.figures[each.column.id]
                  return figure ? [{ each, text: figure }] : []
                })}
              />
            </li>
          )
        const texts = planned
          .filter((each) => !each.figure)
          .map((each) => writtenIn(each, line.row[each.at] ?? null, context))
        const figures = planned.filter((each) => each.figure)
        return (
          <li key={line.id} data-row={line.id} className={styles['stackRow']}>
            <p className={line.part ? styles['stackPart'] : styles['stackText']}>
              {texts.filter(Boolean).join(t('value.between'))}
            </p>
            <Pairs
              t={t}
              pairs={figures.flatMap((each) => {
                const text = writtenIn(each, line.row[each.at] ?? null, context)
                return text ? [{ each, text }] : []
              })}
            />
            {onOpen && (
              <Button
                look="bare"
                label={t('table.open', { row: line.at + 1 })}
                testId={`row-${line.at}`}
                className={styles['opener']}
                onPress={() => onOpen(line.at)}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Pairs(props: { t: TFunction; pairs: readonly { each: PlannedColumn; text: string }[] }) {
  const { t } = props
  return (
    <p className={styles['pairs']}>
      {props.pairs.map(({ each, text }) => (
        <span key={each.column.id} className={styles['pair']}>
          <span className={styles['pairName']}>{each.label}</span> {text}
          {each.unit && gapOf(t)}
          {each.unit}
        </span>
      ))}
    </p>
  )
}
