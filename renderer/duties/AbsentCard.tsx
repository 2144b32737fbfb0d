// Where an item would stand and does not: its time has not come, it should be here and is not, or it was last here then.
import { useTranslation } from 'react-i18next'
import type { EntriesPage } from '../../electron/contract.ts'
import type { Nav } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { itemTitle, periodName } from '../words.ts'
import { owedWords } from './due-words.ts'
import styles from './AbsentCard.module.css'

export type AbsentItem = EntriesPage['absent'][number]

export function AbsentCard(props: { of: AbsentItem; today: string | null; go: Nav['go'] }) {
  const { of, today, go } = props
  const { itemType, latest } = of
  const { t } = useTranslation()
  const owed = owedWords(t, of.owed, today)
  const title = <span className={styles['title']}>{itemTitle(t, itemType)}</span>
  const last = latest && periodName(t, latest.period)
  const className = [styles['card'], owed?.state === 'overdue' && styles['overdue']].filter(Boolean).join(' ')
  const words = owed ? (
    <>
      <span className={styles['owed']} data-testid={`${owed.state}-${itemType}`}>
        {owed.words}
      </span>
      {last && <span>{t('duties:latest', { period: last })}</span>}
    </>
  ) : (
    last && <span>{t('entries.absent', { period: last })}</span>
  )
  if (!latest)
    return (
      <p className={className}>
        {title}
        {words}
      </p>
    )
  return (
    <Button
      className={className}
      testId={`absent-${itemType}`}
      onPress={() => go({ kind: 'entry', id: latest.id })}
    >
      {title}
      {words}
    </Button>
  )
}
