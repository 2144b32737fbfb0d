// Ten digits in their usual places, and above them the number as it stands on the slip.
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/Button.tsx'
import styles from './NumberPad.module.css'

export const numberLength = 8

export function NumberPad(props: {
  typed: string
  onTyped: (typed: string) => void
  onDone: () => void
  disabled: boolean
}) {
  const { typed, onTyped, onDone, disabled } = props
  const { t } = useTranslation()
  const type = (digit: string) => typed.length < numberLength && onTyped(typed + digit)
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
  const places = Array.from({ length: numberLength }, (_each, at) => typed[at] ?? '')
  return (
    <div className={styles['pad']}>
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
      <div className={styles['keys']} dir="ltr">
        {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => (
          <Button key={digit} testId={`number-${digit}`} disabled={disabled} onPress={() => type(digit)}>
            {digit}
          </Button>
        ))}
        <Button
          testId="number-del"
          disabled={disabled || typed === ''}
          onPress={remove}
          className={styles['word']}
        >
          {t('find:delete')}
        </Button>
        <Button testId="number-0" disabled={disabled} onPress={() => type('0')}>
          0
        </Button>
        <Button
          primary
          testId="number-ok"
          disabled={disabled || typed.length < numberLength}
          onPress={onDone}
          className={styles['word']}
        >
          {t('opinions:pad.ok')}
        </Button>
      </div>
    </div>
  )
}
