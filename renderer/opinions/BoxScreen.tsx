// 提意见 and 看答复, side by side: the two things one can do with an opinion, and how many others have.
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { KioskState } from '../../electron/contract.ts'
import { replyDays } from '../../disclosure/opinion.ts'
import { useKiosk } from '../kiosk.ts'
import type { Screen } from '../navigation.ts'
import type { Nav } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { Frame } from '../parts/Frame.tsx'
import { useFitting } from '../parts/useFitting.ts'
import styles from './BoxScreen.module.css'

export function BoxScreen(props: { of: Extract<Screen, { kind: 'box' }>; kiosk: KioskState; nav: Nav }) {
  const { of, kiosk, nav } = props
  const { t } = useTranslation()
  const sheet = useRef<HTMLDivElement>(null)
  const asked = useKiosk('opinionCounts', {})
  const counts = asked.kind === 'answered' ? asked.answer : null
  useFitting(sheet, [counts])
  const [only, ...others] = kiosk.villages
  // A township with one village has nothing to choose.
  const villageCode = of.villageCode ?? (only && others.length === 0 ? only.code : null)
  const village = kiosk.villages.find(({ code }) => code === of.villageCode)
  const say = (): Screen =>
    villageCode === null ? { kind: 'say-village' } : { kind: 'say', about: { villageCode, entry: null } }
  return (
    <Frame testId="box" over={village?.name} title={t('opinions:box.title')}>
      <div className={styles['room']} ref={sheet}>
        <div className={styles['ways']}>
          <Button primary testId="box-say" className={styles['way']} onPress={() => nav.go(say())}>
            <span className={styles['name']}>{t('opinions:say')}</span>
            <span className={styles['hint']}>{t('opinions:box.sayHint')}</span>
          </Button>
          <Button testId="box-replies" className={styles['way']} onPress={() => nav.go({ kind: 'replies' })}>
            <span className={styles['name']}>{t('opinions:replies')}</span>
            <span className={styles['hint']}>{t('opinions:box.repliesHint')}</span>
          </Button>
        </div>
        <div className={styles['about']} data-fits>
          {counts && counts.received > 0 && (
            <p className={styles['counts']} data-testid="box-counts">
              {t('opinions:box.received', { count: counts.received })}
              {t('opinions:box.answered', { count: counts.answered })}
            </p>
          )}
          <p>{t('opinions:box.nameless')}</p>
          <p className={styles['way2']}>{t('opinions:box.days', { days: replyDays })}</p>
        </div>
      </div>
    </Frame>
  )
}
