// One line where an item stood that the township has taken back: what it was, why it went, and when.
import { useTranslation } from 'react-i18next'
import type { Withdrawn } from '../../electron/contract.ts'
import { dateName, periodName, stagedTitle } from '../words.ts'
import styles from './WithdrawnLine.module.css'

export function WithdrawnLine(props: { of: Withdrawn; period: string }) {
  const { of, period } = props
  const { t } = useTranslation()
  const title = stagedTitle(t, of)
  return (
    <p className={styles['line']} data-testid={`withdrawn-${of.id}`}>
      <span className={styles['title']}>
        {of.period === period || of.period === 'standing'
          ? title
          : [title, periodName(t, of.period)].join(t('value.between'))}
      </span>
      <span>
        {of.reason === null
          ? t('withdrawn.plain', { date: dateName(t, of.on) })
          : t('withdrawn.why', { reason: of.reason, date: dateName(t, of.on) })}
      </span>
    </p>
  )
}
