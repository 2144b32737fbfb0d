// The picture of a sheet: letters over the columns and numbers beside the rows as in Excel, merged cells, and one cell marked.
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SheetPicture } from '../office-contract.ts'
import { useAnswer } from './bridge.ts'
import { Press } from './Press.tsx'
import styles from './SheetView.module.css'

const cover = '▇▇▇'
const rowsShown = 200

export function SheetView(props: {
  file: string
  sheet: string | null
  cell: string | null
  /** Grows with every reading: the sheet may have been mended meanwhile. */
  round: number
  /** The row the clerk has turned to; null: that of the cell. */
  turnedTo: number | null
  onTurn: (row: number) => void
}) {
  const { file, sheet, cell, round, turnedTo } = props
  const { t } = useTranslation()
  const around = turnedTo === null ? cell : `A${turnedTo + 1}`
  const { answer: picture, waiting } = useAnswer(
    'picture',
    { file, sheet, cell: around },
    JSON.stringify([file, sheet, around, round]),
  )
  if (!picture)
    return (
      <p className={styles['empty']}>{t(waiting ? 'office:picture.loading' : 'office:sheets.noPicture')}</p>
    )
  const last = picture.firstRow + picture.rows.length
  return (
    <section className={styles['view']} data-testid="picture" aria-busy={waiting}>
      <div className={styles['caption']}>
        <span>{t('office:picture.rows', { first: picture.firstRow + 1, last, all: picture.rowsInAll })}</span>
        {picture.firstRow > 0 && (
          <Press look="quiet" onPress={() => props.onTurn(Math.max(0, picture.firstRow - rowsShown / 2))}>
            {t('office:picture.earlier')}
          </Press>
        )}
        {last < picture.rowsInAll && (
          <Press look="quiet" onPress={() => props.onTurn(last + rowsShown / 2)}>
            {t('office:picture.later')}
          </Press>
        )}
        {hasCover(picture) && <span className={styles['note']}>{t('office:picture.covered')}</span>}
        {hasHidden(picture) && <span>{t('office:picture.hidden')}</span>}
      </div>
      <Table picture={picture} cell={cell} name={sheet ?? file} />
    </section>
  )
}

const hasCover = (picture: SheetPicture): boolean =>
  picture.columns.some(({ covered }) => covered) || picture.rows.some(({ cells }) => cells.includes(cover))
const hasHidden = (picture: SheetPicture): boolean =>
  picture.columns.some(({ hidden }) => hidden) || picture.rows.some(({ hidden }) => hidden)

function Table(props: { picture: SheetPicture; cell: string | null; name: string }) {
  const { picture, cell } = props
  const { t } = useTranslation()
  const place = useRef<HTMLDivElement>(null)
  const marked = useRef<HTMLTableCellElement>(null)
  useEffect(() => {
    const [frame, target] = [place.current, marked.current]
    if (!frame) return
    if (!target) return frame.scrollTo({ top: 0, left: 0 })
    // What can be seen from the sheet's own beginning stays there: half a letter of the first column reads badly.
    const isNear = target.offsetLeft + target.offsetWidth <= frame.clientWidth
    frame.scrollTo({
      top: target.offsetTop - frame.clientHeight / 2 + target.offsetHeight / 2,
      left: isNear ? 0 : target.offsetLeft - frame.clientWidth / 2 + target.offsetWidth / 2,
    })
  }, [picture, cell])
  const spans = spansOf(picture)
  const at = cell === null ? null : placeOf(cell)
  // In a merged range the cell that is drawn is its first one.
  const target = at && (spans.within.get(`${at.row}:${at.column}`) ?? `${at.row}:${at.column}`)
  return (
    <div
      className={styles['paper']}
      ref={place}
      tabIndex={0}
      role="region"
      aria-label={t('office:picture.label', { name: props.name })}
    >
      <table className={styles['sheet']}>
        <colgroup>
          <col style={{ width: 52 }} />
          {picture.columns.map((column) => (
            <col
              key={column.name}
              style={{ width: Math.round(Math.max(3, Math.min(column.width, 60)) * 9 + 12) }}
            />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th className={styles['corner']} />
            {picture.columns.map((column, index) => (
              <th
                key={column.name}
                scope="col"
                data-hidden={column.hidden || undefined}
                data-marked={at?.column === index || undefined}
              >
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {picture.rows.map(({ row, hidden, cells }) => (
            <tr key={row} data-hidden={hidden || undefined}>
              <th scope="row" data-marked={at?.row === row || undefined}>
                {row + 1}
              </th>
              {cells.map((text, column) => {
                const name = `${row}:${column}`
                if (spans.within.has(name) && !spans.first.has(name)) return null
                const span = spans.first.get(name)
                const isTarget = target === name
                return (
                  <td
                    key={column}
                    ref={isTarget ? marked : undefined}
                    rowSpan={span?.rows}
                    colSpan={span?.columns}
                    data-marked={isTarget || undefined}
                    data-testid={isTarget ? 'marked-cell' : undefined}
                    data-number={isNumber(text) || undefined}
                    data-hidden={picture.columns[column]?.hidden || undefined}
                    data-wide={(span?.columns ?? 1) > 1 || undefined}
                    data-spills={(!span && cells[column + 1] === '') || undefined}
                  >
                    {text === cover ? <Covered /> : text}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const Covered = (): ReactNode => <span className={styles['cover']}>{cover}</span>

const isNumber = (text: string): boolean => /^[-+(]?[\d,]+(\.\d+)?[)%]?$/.test(text.trim())

type Spans = { first: Map<string, { rows: number; columns: number }>; within: Map<string, string> }

/** For each merged range its first cell, and for each cell in it which that is. */
function spansOf({ merges }: SheetPicture): Spans {
  const spans: Spans = { first: new Map(), within: new Map() }
  for (const { top, left, bottom, right } of merges) {
    const first = `${top}:${left}`
    spans.first.set(first, { rows: bottom - top + 1, columns: right - left + 1 })
    for (let row = top; row <= bottom; row++)
      for (let column = left; column <= right; column++) spans.within.set(`${row}:${column}`, first)
  }
  return spans
}

function placeOf(cell: string): { row: number; column: number } | null {
  const parts = /^([A-Z]{1,3})([1-9]\d{0,6})/.exec(cell)
  if (!parts) return null
  const column = [...(parts[1] ?? '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { row: Number(parts[2]) - 1, column }
}
