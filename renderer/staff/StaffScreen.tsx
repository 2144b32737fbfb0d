// What a clerk can do here: take a pack from a stick, look back, look after the machine, leave.
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Nav } from '../pages.ts'
import { usePages } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { Flow } from '../parts/Flow.tsx'
import { Frame } from '../parts/Frame.tsx'
import { useNoticeStrip } from './NoticeStrip.tsx'
import { runningPieces, useRunningUpdate } from './running-update.tsx'
import { stickPieces } from './stick-pieces.tsx'
import { useSticks } from './useSticks.ts'
import styles from './StaffScreen.module.css'

export function StaffScreen(props: { nav: Nav }) {
  const { nav } = props
  const { t } = useTranslation()
  const atHand = useSticks()
  const { paging, onMeasured } = usePages(nav)
  const { go } = nav
  const running = useRunningUpdate()
  const strip = useNoticeStrip(go)
  const pieces = useMemo(
    () => [...strip, ...runningPieces(t, running, go), ...stickPieces(t, atHand, go)],
    [t, running, atHand, go, strip],
  )
  return (
    <Frame testId="staff" over={t('staff:over')} title={t('staff:home.title')} paging={paging}>
      <div className={styles['screen']}>
        <Flow pieces={pieces} page={paging.page} onMeasured={onMeasured} />
        <div className={styles['ways']}>
          <Button testId="staff-history" onPress={() => go({ kind: 'history' })}>
            {t('staff:home.history')}
          </Button>
          <Button testId="staff-device" onPress={() => go({ kind: 'device' })}>
            {t('staff:home.device')}
          </Button>
          <Button testId="staff-leave" onPress={nav.home}>
            {t('staff:home.leave')}
          </Button>
        </div>
      </div>
    </Frame>
  )
}
