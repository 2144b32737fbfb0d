// A button of the window: for the mouse and the keyboard, with a name for tests and for reading aloud.
import type { ReactNode } from 'react'
import styles from './Press.module.css'

export function Press(props: {
  onPress: () => void
  children?: ReactNode
  look?: 'plain' | 'primary' | 'quiet' | 'choice'
  disabled?: boolean
  chosen?: boolean
  label?: string
  testId?: string
  className?: string | undefined
}) {
  const { look = 'plain', chosen } = props
  return (
    <button
      type="button"
      className={[styles['press'], styles[look], props.className].filter(Boolean).join(' ')}
      onClick={props.onPress}
      disabled={props.disabled}
      aria-label={props.label}
      aria-pressed={chosen}
      data-testid={props.testId}
    >
      {props.children}
    </button>
  )
}
