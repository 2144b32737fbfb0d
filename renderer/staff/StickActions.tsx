// What can be done with a stick besides taking a pack from it: sending a receipt home, and taking it out.
import { useTranslation } from 'react-i18next'
import type { Stick } from '../../electron/contract.ts'
import { Button } from '../parts/Button.tsx'
import { saveWords } from './stick-words.ts'
import type { Said, SticksAtHand } from './useSticks.ts'
import styles from './Sticks.module.css'

export function StickActions(props: { stick: Stick; atHand: SticksAtHand; said: Said | undefined }) {
  const { stick, atHand, said } = props
  const { t } = useTranslation()
  const isBusy = said?.kind === 'doing'
  return (
    <div className={styles['actions']}>
      {stick.readOnly ? (
        <p className={styles['note']}>{t('sticks:readOnly')}</p>
      ) : (
        <Button testId="stick-receipt" disabled={isBusy} onPress={() => atHand.saveReceipt(stick.stickId)}>
          {saveWords(t, atHand.waiting)}
        </Button>
      )}
      <Button testId="stick-eject" disabled={isBusy} onPress={() => atHand.eject(stick.stickId)}>
        {t('sticks:eject')}
      </Button>
    </div>
  )
}
