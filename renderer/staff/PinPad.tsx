// Ten digits in their usual places, and as many dots as were typed.
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/Button.tsx'
import styles from './PinPad.module.css'

export const pinLength = 6

export function PinPad(props: {
  typed: string
  onTyped: (typed: string) => void
  onDone: () => void
  disabled: boolean
}) {
  const { typed, onTyped, onDone, disabled } = props
  const { t } = useTranslation()
  const type = (digit: string) => typed.length < pinLength && onTyped(typed + digit)
  const remove = () => onTyped(typed.slice(0, -1))
  const onKey = useRef((_event: KeyboardEvent) => {})
  onKey.current = (event) => {
    if (disabled) return
    if (/^\d$/.test(event.key)) type(event.key)
    if (event.key === 'Backspace') remove()
  }
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey.current(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
  return (
    <div className={styles['pad']}>
      <div className={styles['dots']} role="img" aria-label={t('staff:pin.typed', { count: typed.length })}>
        {Array.from({ length: pinLength }, (_, at) => (
          <span key={at} data-filled={at < typed.length ? '' : undefined} />
        ))}
      </div>
      <div className={styles['keys']}>
        {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => (
          <Button key={digit} testId={`pin-${digit}`} disabled={disabled} onPress={() => type(digit)}>
            {digit}
          </Button>
        ))}
        <Button testId="pin-del" disabled={disabled} onPress={remove} className={styles['word']}>
          {t('staff:pin.delete')}
        </Button>
        <Button testId="pin-0" disabled={disabled} onPress={() => type('0')}>
          0
        </Button>
        <Button
          primary
          testId="pin-ok"
          disabled={disabled || typed.length < pinLength}
          onPress={onDone}
          className={styles['word']}
        >
          {t('staff:pin.ok')}
        </Button>
      </div>
    </div>
  )
}
