// A question that must be answered before anything else: over the page, in its middle, with large answers.
import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { FocusScope } from 'react-aria/FocusScope'
import { quietAfterChange } from '../touch/guard.ts'
import { useFitting } from './useFitting.ts'
import styles from './Dialog.module.css'

export function Dialog(props: {
  title: string
  children?: ReactNode
  answers: ReactNode
  testId: string
  /** The key that leaves a dialog on every computer; without it the question has to be answered. */
  onEscape?: () => void
}) {
  const sheet = useRef<HTMLDivElement>(null)
  useFitting(sheet, [props.children, props.answers])
  // What is tapped twice opens a dialog and must not answer it, nor touch what lies under it when it is gone.
  useLayoutEffect(() => {
    const root = document.documentElement
    quietAfterChange(root)
    return () => quietAfterChange(root)
  }, [])
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    // The screen below would go back as well.
    event.stopPropagation()
    props.onEscape?.()
  }
  return (
    <div className={styles['veil']} data-testid={props.testId} onKeyDown={onKey}>
      <FocusScope contain restoreFocus autoFocus>
        <div
          ref={sheet}
          className={styles['dialog']}
          role="alertdialog"
          aria-modal="true"
          aria-label={props.title}
        >
          <h2 className={styles['title']}>{props.title}</h2>
          {props.children}
          <div className={styles['answers']}>{props.answers}</div>
        </div>
      </FocusScope>
    </div>
  )
}
