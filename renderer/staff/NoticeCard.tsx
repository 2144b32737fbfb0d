// One thing to know about this machine: what it is, what was lost, what to do, and the one button that goes with it.
import { useTranslation } from 'react-i18next'
import type { Notice } from '../../electron/contract.ts'
import { askAgain, callKiosk } from '../kiosk.ts'
import type { Nav } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { noticeWords } from './notice-words.ts'
import styles from './NoticeCard.module.css'

export function NoticeCard(props: { notice: Notice; go: Nav['go'] }) {
  const { notice } = props
  const { t } = useTranslation()
  const { sentence, more, action } = noticeWords(t, notice)
  return (
    <div className={styles['card']} data-level={notice.level} data-testid={`notice-${notice.kind}`}>
      <div>
        <p className={styles['sentence']}>{sentence}</p>
        {more && <p>{more}</p>}
        <p className={styles['action']}>{action}</p>
      </div>
      <Act notice={notice} go={props.go} />
    </div>
  )
}

function Act({ notice, go }: { notice: Notice; go: Nav['go'] }) {
  const { t } = useTranslation()
  const { kind, line } = notice
  if (line !== null)
    return (
      <Button
        testId={`seen-${kind}`}
        onPress={() => void callKiosk('seenNotice', { kind, line }).then(askAgain)}
      >
        {t('machine:notice.seen')}
      </Button>
    )
  if (kind === 'journal-broken')
    return <Button onPress={() => go({ kind: 'journal' })}>{t('machine:notice.toJournal')}</Button>
  if (kind === 'content-fell-back' || kind === 'content-not-rebuilt')
    return <Button onPress={() => go({ kind: 'history' })}>{t('machine:notice.toHistory')}</Button>
  if (kind === 'clock-doubtful')
    return <Button onPress={() => go({ kind: 'clock' })}>{t('machine:notice.toClock')}</Button>
  return null
}
