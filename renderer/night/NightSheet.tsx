// The screen at night when nobody is there: black but for the time. The touch that wakes it does nothing else.
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useUntouched } from '../useUntouched.ts'
import { useHour, type OwnClock } from '../clock.ts'
import { quietAfterChange } from '../touch/guard.ts'
import { isNight, type Night } from './night.ts'
import styles from './NightSheet.module.css'

/** A minute: who has just gone may turn round once more. */
const restMs = 60_000

/** Whether it is dark now. A machine that cannot say what time it is never is. */
export function useNight(of: { night: Night | null; own: OwnClock | null; atRest: boolean }): boolean {
  const hour = useHour(of.own)
  const isDark = hour !== null && isNight(hour, of.night)
  return useUntouched(restMs, of.atRest && isDark)
}

export function NightSheet(props: { time: string }) {
  const { t } = useTranslation()
  // It is taken away while the finger still rests: what lies under it must not hear the finger rise.
  useEffect(() => () => quietAfterChange(document.documentElement), [])
  const minute = Number(props.time.split(':')[1])
  return (
    <div className={styles['night']} data-testid="night-sheet">
      {/* Never long in one place: a picture that stands all night stays in the glass. */}
      <div className={styles['words']} style={{ insetBlockStart: `${15 + (minute % 6) * 10}%` }}>
        <p className={styles['time']}>{props.time}</p>
        <p>{t('guide:night.wake')}</p>
      </div>
    </div>
  )
}
