// What is being done with a pack right now, how far it is, and how long it still takes.
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { UpdateState } from '../../electron/contract.ts'
import { grouped } from '../../disclosure/amount.ts'
import { megabytes } from './measures.ts'
import { elapsedWords, leftWords } from './time-words.ts'
import styles from './ProgressSheet.module.css'

type UnderWay = Extract<UpdateState, { kind: 'copying' | 'checking' | 'applying' }>

export function ProgressSheet(props: { state: UnderWay }) {
  const { state } = props
  const { t } = useTranslation()
  const share = state.total > 0 ? Math.min(1, state.done / state.total) : 0
  const percent = Math.floor(share * 100)
  return (
    <div className={styles['progress']}>
      <p className={styles['big']} role="status">
        {t(`staff:update.${state.kind}`)}
      </p>
      <p className={styles['where']}>{whereWords(t, state)}</p>
      <div
        className={styles['track']}
        role="progressbar"
        aria-label={t(`staff:update.${state.kind}`)}
        aria-valuenow={percent}
      >
        <span style={{ width: `${percent}%` }} />
      </div>
      <p className={styles['figures']}>
        <b>{t('staff:update.share', { percent })}</b>
        <span>{amountWords(t, state)}</span>
      </p>
      <p className={styles['time']} data-testid="progress-time">
        <span>{leftWords(t, state.leftMs)}</span>
        <span className={styles['elapsed']}>
          {t('staff:update.elapsed', { time: elapsedWords(t, state.elapsedMs) })}
        </span>
      </p>
      <p className={styles['more']}>
        {t(`staff:update.${state.kind}More`)}
        <span className={styles['leave']}>{t('staff:update.mayLeave')}</span>
      </p>
    </div>
  )
}

/** The village that is being written; before the first and after the last, what is done instead. */
function whereWords(t: TFunction, state: UnderWay): string {
  if (state.kind !== 'applying') return state.file
  if (state.total > 0 && state.done >= state.total) return t('staff:update.finishing')
  if (state.village === null || state.place === null) return t('staff:update.preparing')
  const { number, of } = state.place
  return t('staff:update.place', { village: state.village, number, of })
}

function amountWords(t: TFunction, { kind, done, total }: UnderWay): string {
  return kind === 'applying'
    ? t('staff:update.lines', { done: grouped(done), total: grouped(total) })
    : t('staff:update.bytes', { done: megabytes(done), total: megabytes(total) })
}
