// A PIN that is typed in: as many dots as there are digits, never the digits.
import { useTranslation } from 'react-i18next'
import { DigitPad } from '../parts/DigitPad.tsx'
import styles from './PinPad.module.css'

export const pinLength = 6

export function PinPad(props: {
  typed: string
  onTyped: (typed: string) => void
  onDone: () => void
  disabled: boolean
}) {
  const { t } = useTranslation()
  const { typed } = props
  const dots = (
    <div className={styles['dots']} role="img" aria-label={t('staff:pin.typed', { count: typed.length })}>
      {Array.from({ length: pinLength }, (_, at) => (
        <span key={at} data-filled={at < typed.length ? '' : undefined} />
      ))}
    </div>
  )
  return (
    <DigitPad
      {...props}
      name="pin"
      length={pinLength}
      words={{ remove: t('staff:pin.delete'), done: t('staff:pin.ok') }}
      shown={dots}
    />
  )
}
