// The number as it stands on the slip, typed in digit by digit.
import { useTranslation } from 'react-i18next'
import { DigitPad } from '../parts/DigitPad.tsx'
import styles from './NumberPad.module.css'

export const numberLength = 8

export function NumberPad(props: {
  typed: string
  onTyped: (typed: string) => void
  onDone: () => void
  disabled: boolean
}) {
  const { t } = useTranslation()
  return (
    <DigitPad
      {...props}
      name="number"
      length={numberLength}
      words={{ remove: t('find:delete'), done: t('opinions:pad.ok') }}
      shown={<TypedNumber typed={props.typed} />}
    />
  )
}

function TypedNumber(props: { typed: string }) {
  const { typed } = props
  const places = Array.from({ length: numberLength }, (_each, at) => typed[at] ?? '')
  return (
    <p className={styles['number']} dir="ltr" data-testid="replies-typed" aria-label={[...typed].join(' ')}>
      {[places.slice(0, 4), places.slice(4)].map((four, half) => (
        <span key={half} className={styles['four']}>
          {four.map((digit, at) => (
            <span key={at} data-filled={digit === '' ? undefined : ''}>
              {digit}
            </span>
          ))}
        </span>
      ))}
    </p>
  )
}
