// Ten digits in their usual places, typed by touch or on a keyboard; what was typed stands above, drawn by who asks.
import { useEffect, useRef, type ReactNode } from 'react'
import { Button } from './Button.tsx'
import styles from './DigitPad.module.css'

export function DigitPad(props: {
  /** What the keys are called in tests: `pin-7`, `pin-del`, `pin-ok`. */
  name: string
  typed: string
  length: number
  shown: ReactNode
  words: { remove: string; done: string }
  onTyped: (typed: string) => void
  onDone: () => void
  disabled: boolean
}) {
  const { name, typed, length, words, onTyped, disabled } = props
  const type = (digit: string) => typed.length < length && onTyped(typed + digit)
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
  const digitKey = (digit: string) => (
    <Button key={digit} testId={`${name}-${digit}`} disabled={disabled} onPress={() => type(digit)}>
      {digit}
    </Button>
  )
  return (
    <div className={styles['pad']}>
      {props.shown}
      <div className={styles['keys']} dir="ltr">
        {[...'123456789'].map(digitKey)}
        <Button
          testId={`${name}-del`}
          disabled={disabled || typed === ''}
          onPress={remove}
          className={styles['word']}
        >
          {words.remove}
        </Button>
        {digitKey('0')}
        <Button
          primary
          testId={`${name}-ok`}
          disabled={disabled || typed.length < length}
          onPress={props.onDone}
          className={styles['word']}
        >
          {words.done}
        </Button>
      </div>
    </div>
  )
}
