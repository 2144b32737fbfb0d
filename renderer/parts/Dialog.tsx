// A question that must be answered before anything else: over the page, in its middle, with large answers.
import type { ReactNode } from 'react'
import { FocusScope } from 'react-aria/FocusScope'
import styles from './Dialog.module.css'

export function Dialog(props: { title: string; children?: ReactNode; answers: ReactNode; testId: string }) {
  return (
    <div className={styles['veil']} data-testid={props.testId}>
      <FocusScope contain restoreFocus autoFocus>
        <div className={styles['dialog']} role="alertdialog" aria-modal="true" aria-label={props.title}>
          <h2 className={styles['title']}>{props.title}</h2>
          {props.children}
          <div className={styles['answers']}>{props.answers}</div>
        </div>
      </FocusScope>
    </div>
  )
}
