// Amounts as lengths: each bar has its name and its figure beside it, and starts at nothing.
import styles from './Bars.module.css'

export type BarLine = { id: string; label: string; figure: string; value: number }

/** One bar; `most` is the value that fills the whole width. */
export function BarRow(props: { bar: BarLine; most: number }) {
  const { bar, most } = props
  const share = most > 0 ? Math.max(0, bar.value) / most : 0
  return (
    <div className={styles['row']} data-testid="bar">
      <span className={styles['label']}>{bar.label}</span>
      <span className={styles['track']}>
        <span className={styles['bar']} style={{ width: `${(share * 100).toFixed(2)}%` }} />
      </span>
      <span className={styles['figure']}>{bar.figure}</span>
    </div>
  )
}
