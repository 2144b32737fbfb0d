// What became of a page on its way to the printer, in the place where one looks after the tap; also said to a screen reader.
import { useTranslation } from 'react-i18next'
import { Sign } from '../parts/Signs.tsx'
import type { PrintState } from './usePrinting.ts'
import styles from './TakeawayScreen.module.css'

export function PrintOutcome(props: { of: PrintState }) {
  const { of } = props
  const { t } = useTranslation()
  if (of.kind === 'idle') return <div role="status" />
  const failed = of.kind === 'not-printed'
  const words =
    of.kind === 'printing'
      ? [t('takeaway:print.printing')]
      : failed
        ? [t(`takeaway:print.failed.${of.why}`), t('takeaway:print.codesInstead')]
        : [
            t('takeaway:print.printed'),
            t('takeaway:print.forgotten'),
            t('takeaway:print.again', { count: of.left }),
          ]
  return (
    <div
      role="status"
      className={failed ? styles['failed'] : styles['outcome']}
      data-testid={failed ? 'print-failed' : `print-${of.kind}`}
      data-fits
    >
      {failed ? <Sign of="wrong" /> : of.kind === 'printed' ? <Sign of="right" /> : null}
      <div>
        {words.map((each) => (
          <p key={each}>{each}</p>
        ))}
      </div>
    </div>
  )
}
