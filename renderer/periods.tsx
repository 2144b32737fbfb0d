// Going from one period to another: a step at a time, or by choosing from all there are.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './parts/Button.tsx'
import { Dialog } from './parts/Dialog.tsx'
import { inRowsOf } from './parts/useTiles.ts'
import { Stepper } from './parts/Stepper.tsx'
import { periodName } from './words.ts'
import styles from './periods.module.css'

/** `periods` newest first, as the machine gives them. */
export function PeriodStepper(props: {
  periods: readonly string[]
  here: string
  onPeriod: (period: string) => void
}) {
  const { periods, here, onPeriod } = props
  const { t } = useTranslation()
  const [choosing, setChoosing] = useState(false)
  const at = periods.indexOf(here)
  const earlier = periods[at + 1]
  const later = at > 0 ? periods[at - 1] : undefined
  return (
    <>
      <Stepper
        here={periodName(t, here)}
        onEarlier={earlier === undefined ? null : () => onPeriod(earlier)}
        onLater={later === undefined ? null : () => onPeriod(later)}
        onAll={periods.length > 1 ? () => setChoosing(true) : null}
        labels={{
          earlier: t('period.earlier'),
          later: t('period.later'),
          all: t('period.all'),
          noEarlier: t('period.noEarlier'),
          noLater: t('period.noLater'),
          end: t('period.end'),
        }}
      />
      {choosing && (
        <PeriodChoice
          {...props}
          onClose={() => setChoosing(false)}
          onPeriod={(period) => {
            setChoosing(false)
            if (period !== here) onPeriod(period)
          }}
        />
      )}
    </>
  )
}

/** Two years of quarters: what fits on the smallest screen in the largest text. */
const perPage = 4

function PeriodChoice(props: {
  periods: readonly string[]
  here: string
  onPeriod: (period: string) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const pages = inRowsOf(props.periods, perPage)
  const [page, setPage] = useState(() => Math.floor(Math.max(0, props.periods.indexOf(props.here)) / perPage))
  return (
    <Dialog
      title={t('period.choose')}
      testId="period-dialog"
      onEscape={props.onClose}
      answers={
        <>
          <Button onPress={props.onClose} testId="period-close">
            {t('period.close')}
          </Button>
          {pages.length > 1 && (
            <Button onPress={() => setPage((page + 1) % pages.length)} testId="period-more">
              {t(page + 1 < pages.length ? 'period.older' : 'period.newest')}
            </Button>
          )}
        </>
      }
    >
      <div className={styles['choices']}>
        {(pages[page] ?? []).map((period) => (
          <Button
            key={period}
            chosen={period === props.here}
            testId={`period-${period}`}
            onPress={() => props.onPeriod(period)}
          >
            {periodName(t, period)}
          </Button>
        ))}
      </div>
    </Dialog>
  )
}
