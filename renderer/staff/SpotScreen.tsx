// An item just as villagers see it, and under it the one question for the clerk who holds the paper.
import { useTranslation } from 'react-i18next'
import type { KioskState } from '../../electron/contract.ts'
import { callKiosk } from '../kiosk.ts'
import type { Nav } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { EntryScreen } from '../screens/EntryScreen.tsx'
import { stillHere } from './useUpdate.ts'
import styles from './SpotScreen.module.css'

export function SpotScreen(props: { id: string; kiosk: KioskState; nav: Nav }) {
  const { id, kiosk, nav } = props
  const { t } = useTranslation()
  const answer = (result: 'matches' | 'differs') => {
    void callKiosk('spotCheck', { id, result })
    nav.back()
  }
  const turn = (page: number) => {
    stillHere()
    nav.turn(page)
  }
  return (
    <div className={styles['spot']} data-testid="spot">
      <EntryScreen id={id} kiosk={kiosk} nav={{ ...nav, turn }} />
      <div className={styles['question']} role="group" aria-label={t('staff:check.ask')}>
        <p>{t('staff:check.ask')}</p>
        <Button testId="spot-differs" onPress={() => answer('differs')}>
          {t('staff:check.differs')}
        </Button>
        <Button primary testId="spot-matches" onPress={() => answer('matches')}>
          {t('staff:check.matches')}
        </Button>
      </div>
    </div>
  )
}
