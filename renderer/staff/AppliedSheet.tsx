// The new content is on screen: what changed in one sentence, the receipt's code, and why to compare with paper.
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { UpdateState } from '../../electron/contract.ts'
import { Flow, type Measured, type Piece } from '../parts/Flow.tsx'
import { Sign } from '../parts/Signs.tsx'
import styles from './AppliedSheet.module.css'

export function AppliedSheet(props: {
  state: Extract<UpdateState, { kind: 'applied' }>
  page: number
  onMeasured: (measured: Measured) => void
}) {
  const { state } = props
  const { t } = useTranslation()
  const pieces = useMemo<Piece[]>(
    () => [
      {
        id: 'done',
        node: (
          <div className={styles['done']} role="status">
            <Sign of="right" />
            <p>{t('staff:update.applied', { sequence: state.sequence })}</p>
          </div>
        ),
      },
      {
        id: 'change',
        node: (
          <p className={styles['sentence']} data-testid="applied-change">
            {t('staff:update.appliedCounts', { ...state.change, entries: state.entries })}
          </p>
        ),
      },
      {
        id: 'receipt',
        node: (
          <div className={styles['receipt']}>
            <span>{t('staff:update.receipt')}</span>
            <b data-testid="applied-receipt">{state.receipt}</b>
            <p>{t('staff:update.receiptMore')}</p>
          </div>
        ),
      },
      ...(state.checks.length > 0
        ? [{ id: 'why', node: <p className={styles['sentence']}>{t('staff:update.checkWhy')}</p> }]
        : []),
    ],
    [t, state],
  )
  return <Flow pieces={pieces} page={props.page} onMeasured={props.onMeasured} />
}
