// Whatever can be tapped, in the few looks of the house; how a tap is felt is said in touch/.
import { useRef, type ReactNode } from 'react'
import { usePress } from '../touch/usePress.ts'
import styles from './Button.module.css'

export type ButtonLook = 'plain' | 'primary' | 'quiet' | 'bare'

export function Button(props: {
  onPress: () => void
  children?: ReactNode
  look?: ButtonLook
  disabled?: boolean
  /** For a choice among several: whether this one is made. */
  chosen?: boolean
  label?: string
  testId?: string
  className?: string | undefined
  /** The one thing this screen is for. */
  primary?: boolean
  leave?: boolean
}) {
  const element = useRef<HTMLButtonElement>(null)
  const disabled = props.disabled ?? false
  usePress(element, { disabled, act: props.onPress })
  const look = props.look ?? (props.primary ? 'primary' : 'plain')
  return (
    <button
      ref={element}
      type="button"
      disabled={disabled}
      className={[styles['button'], styles[look], props.className].filter(Boolean).join(' ')}
      data-primary={props.primary ? '' : undefined}
      data-leave={props.leave ? '' : undefined}
      data-testid={props.testId}
      aria-label={props.label}
      aria-pressed={props.chosen}
    >
      {props.children}
    </button>
  )
}
