// What stands in a screen's place until its answer comes: nothing, then grey lines, or one sentence and one button.
import { useTranslation } from 'react-i18next'
import { Button } from './Button.tsx'
import styles from './Waiting.module.css'

export function Waiting(props: {
  on: { kind: 'waiting'; slow: boolean } | { kind: 'failed'; retry: () => void }
}) {
  const { t } = useTranslation()
  if (props.on.kind === 'failed') {
    return (
      <div className={styles['failed']} role="alert" data-testid="failed">
        <p>{t('failed.sentence')}</p>
        <Button primary onPress={props.on.retry} testId="retry">
          {t('failed.retry')}
        </Button>
      </div>
    )
  }
  // Nothing to see yet, but whoever reads the page by machine should know that more is coming.
  if (!props.on.slow) return <span hidden aria-busy="true" data-testid="waiting" />
  return (
    <div className={styles['lines']} role="status" aria-label={t('waiting.label')} data-testid="skeleton">
      {[92, 70, 84, 46, 78, 60].map((width) => (
        <span key={width} style={{ width: `${width}%` }} />
      ))}
    </div>
  )
}

/** A sentence in place of content that is not there: what that means, never only "no data". */
export function Nothing(props: { sentence: string; more?: string; testId?: string }) {
  return (
    <div className={styles['nothing']} data-testid={props.testId ?? 'nothing'}>
      <p>{props.sentence}</p>
      {props.more && <p className={styles['more']}>{props.more}</p>}
    </div>
  )
}
