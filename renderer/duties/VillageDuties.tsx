// On a village's own page: how much of what should be public is not, and a whole quarter that has not come.
import { useTranslation } from 'react-i18next'
import { dueOn, midMonth } from '../../disclosure/due.ts'
import { Button } from '../parts/Button.tsx'
import { Sign } from '../parts/Signs.tsx'
import { periodName } from '../words.ts'
import { dueName } from './due-words.ts'
import styles from './VillageDuties.module.css'

export function MissingLine(props: { count: number }) {
  const { t } = useTranslation()
  return (
    <p className={styles['missing']} data-testid="village-missing">
      {t('duties:missing', { count: props.count })}
    </p>
  )
}

export function OwedQuarter(props: { period: string; onPress: () => void }) {
  const { period, onPress } = props
  const { t } = useTranslation()
  const due = dueOn(midMonth, period) ?? ''
  return (
    <Button className={styles['owed']} testId="village-owed" onPress={onPress}>
      <span>{t('duties:quarter', { period: periodName(t, period), date: dueName(t, { period, due }) })}</span>
      <Sign of="next" />
    </Button>
  )
}
