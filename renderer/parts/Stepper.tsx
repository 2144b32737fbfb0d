// One step back, one step on, and in the middle where one is; tapping the middle shows all.
import { Button } from './Button.tsx'
import { Sign } from './Signs.tsx'
import styles from './Stepper.module.css'

export function Stepper(props: {
  here: string
  /** Null at an end: the button stays in its place, does nothing, and says why (ux.md E09). */
  onEarlier: (() => void) | null
  onLater: (() => void) | null
  onAll: (() => void) | null
  labels: { earlier: string; later: string; all: string; noEarlier: string; noLater: string; end: string }
}) {
  const { onEarlier, onLater, onAll, labels } = props
  return (
    <div className={styles['stepper']}>
      <Button
        onPress={() => onEarlier?.()}
        disabled={!onEarlier}
        label={onEarlier ? labels.earlier : withEnd(labels.noEarlier, labels.end)}
        testId="period-prev"
        className={styles['step']}
      >
        <Sign of="back" />
        {!onEarlier && <span className={styles['end']}>{labels.end}</span>}
      </Button>
      <Button
        onPress={() => onAll?.()}
        disabled={!onAll}
        label={onAll ? `${props.here} ${labels.all}` : props.here}
        look={onAll ? 'plain' : 'bare'}
        testId="period-all"
        className={styles['here']}
      >
        <span className={styles['whole']}>{props.here}</span>
        {onAll && <span className={styles['short']}>{labels.all}</span>}
      </Button>
      <Button
        onPress={() => onLater?.()}
        disabled={!onLater}
        label={onLater ? labels.later : withEnd(labels.noLater, labels.end)}
        testId="period-next"
        className={styles['step']}
      >
        <Sign of="next" />
        {!onLater && <span className={styles['end']}>{labels.end}</span>}
      </Button>
    </div>
  )
}

/** What can be read on a button is in its name, too, in every language. */
const withEnd = (words: string, end: string): string => (words.includes(end) ? words : `${words} ${end}`)
