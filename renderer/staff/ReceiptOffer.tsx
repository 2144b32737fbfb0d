// After an import the stick is still in: its receipt can go home on it. Offered and never done by itself, because by now the
// page has said that the stick may be pulled.
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/Button.tsx'
import { saidWords, saveWords } from './stick-words.ts'
import { useSticks } from './useSticks.ts'
import styles from './Sticks.module.css'

export function ReceiptOffer() {
  const { t } = useTranslation()
  const { sticks, said, waiting, saveReceipt } = useSticks()
  const inNow = (sticks ?? []).filter(({ readOnly, stickId }) => !readOnly || said.has(stickId))
  return (
    <div className={styles['offer']}>
      {inNow.map(({ stickId, label, state }) => {
        const told = said.get(stickId)
        const isOpen = state.kind === 'open' || state.kind === 'no-packs' || state.kind === 'nothing-on-it'
        return (
          <div key={stickId}>
            {told && (
              <p className={styles['said']} role="status" data-testid="stick-said">
                {saidWords(t, told)}
              </p>
            )}
            {isOpen && told?.kind !== 'saved' && (
              <Button
                testId="offer-receipt"
                disabled={told?.kind === 'doing'}
                onPress={() => saveReceipt(stickId)}
              >
                {inNow.length > 1 ? t('sticks:receiptOn', { label }) : saveWords(t, waiting)}
              </Button>
            )}
          </div>
        )
      })}
    </div>
  )
}
