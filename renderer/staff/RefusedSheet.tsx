// Why a pack did not come in: one sentence, one thing to do, a code for the telephone, and that nothing has changed.
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { UpdateState } from '../../electron/contract.ts'
import { Flow, type Measured, type Piece } from '../parts/Flow.tsx'
import { Sign } from '../parts/Signs.tsx'
import type { Explained } from './refusals.ts'
import styles from './RefusedSheet.module.css'

export function RefusedSheet(props: {
  state: Extract<UpdateState, { kind: 'refused' | 'failed' }>
  told: Explained
  /** The sequence on screen, which may be an older one than the newest that came in. */
  shown: number | null
  page: number
  onMeasured: (measured: Measured) => void
}) {
  const { state, told, shown } = props
  const { t } = useTranslation()
  const pieces = useMemo<Piece[]>(() => {
    const { look, code } = told
    const isBack = state.kind === 'refused' && state.refusal.kind === 'already-installed' && shown !== null
    const facts = { sequence: isBack ? sequenceOf(state) : 0, now: shown ?? 0 }
    const other = isBack && facts.sequence !== facts.now
    const sentence = other ? t('staff:update.installedBefore.sentence', facts) : told.sentence
    const action = other ? t('staff:update.installedBefore.action', facts) : told.action
    return [
      {
        id: 'sentence',
        withNext: true,
        node: (
          <div
            className={styles[look]}
            role={look === 'calm' ? 'status' : 'alert'}
            data-testid={`look-${look}`}
          >
            <Sign of={look === 'calm' ? 'right' : 'wrong'} />
            <p>{sentence}</p>
          </div>
        ),
      },
      { id: 'action', node: <p className={styles['action']}>{action}</p> },
      ...(look === 'calm'
        ? []
        : [{ id: 'kept', node: <p className={styles['kept']}>{t('staff:update.kept')}</p> }]),
      {
        id: 'code',
        node: (
          <p className={styles['code']} data-testid="update-code">
            <span>{t('staff:update.code', { code })}</span>
            {state.file && <span>{t('staff:update.file', { file: state.file })}</span>}
          </p>
        ),
      },
    ]
  }, [t, state, told, shown])
  return (
    <div data-testid="update-explanation" className={styles['sheet']}>
      <Flow pieces={pieces} page={props.page} onMeasured={props.onMeasured} />
    </div>
  )
}

function sequenceOf(state: Extract<UpdateState, { kind: 'refused' | 'failed' }>): number {
  return state.kind === 'refused' && 'sequence' in state.refusal ? state.refusal.sequence : 0
}
