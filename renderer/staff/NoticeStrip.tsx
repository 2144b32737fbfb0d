// On the staff's first page: that there is something to know about this machine, and the gravest of it in one sentence.
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useKiosk } from '../kiosk.ts'
import type { Nav } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import type { Piece } from '../parts/Flow.tsx'
import { noticeWords } from './notice-words.ts'
import styles from './NoticeStrip.module.css'

/** A piece for the top of the page; none while all is well. */
export function useNoticeStrip(go: Nav['go']): readonly Piece[] {
  const { t } = useTranslation()
  const asked = useKiosk('notices', {})
  const notices = asked.kind === 'answered' ? asked.answer : none
  return useMemo(() => {
    const [gravest] = notices
    if (!gravest) return none
    return [
      {
        id: 'notices',
        node: (
          <Button className={styles['strip']} testId="staff-notices" onPress={() => go({ kind: 'device' })}>
            <span className={styles[gravest.level]}>
              {t('machine:notice.strip', { count: notices.length })}
            </span>
            <span className={styles['sentence']}>{noticeWords(t, gravest).sentence}</span>
            <span className={styles['more']}>{t('machine:notice.stripMore')}</span>
          </Button>
        ),
      },
    ]
  }, [t, go, notices])
}

const none: readonly never[] = []
