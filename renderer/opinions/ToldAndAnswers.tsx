// What is told fills the sheet; what one answers stands in a row at its foot, where the hand is.
import type { ReactNode } from 'react'
import styles from './ToldAndAnswers.module.css'

export const ToldAndAnswers = (props: { told: ReactNode; answers: ReactNode }) => (
  <div className={styles['screen']}>
    <div className={styles['told']}>{props.told}</div>
    <div className={styles['answers']}>{props.answers}</div>
  </div>
)
