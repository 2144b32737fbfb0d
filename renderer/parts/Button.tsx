// Whatever can be tapped: acts when the finger rises where it went down, and shows at once that it was felt.
import { useRef, type ReactNode } from 'react'
import { usePress } from 'react-aria/usePress'
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
  const { pressProps, isPressed } = usePress({
    ref: element,
    isDisabled: disabled,
    onPress: props.onPress,
    // A finger leaves no focus ring behind; the keyboard does.
    preventFocusOnPress: true,
  })
  const look = props.look ?? (props.primary ? 'primary' : 'plain')
  return (
    <button
      {...pressProps}
      ref={element}
      type="button"
      disabled={disabled}
      className={[styles['button'], styles[look], props.className].filter(Boolean).join(' ')}
      data-pressed={isPressed ? '' : undefined}
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
