// What the township decides for its hall: whether a household may be looked up, and when the glass goes dark at night.
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KioskState } from '../../electron/contract.ts'
import { askAgain, callKiosk } from '../kiosk.ts'
import { usualNight, type Night } from '../night/night.ts'
import { Button } from '../parts/Button.tsx'
import type { Piece } from '../parts/Flow.tsx'
import styles from './GlassSettings.module.css'

/** For the device page: each stands on its own and is never broken over two pages. */
export function hallPieces(kiosk: KioskState): Piece[] {
  return [
    { id: 'household look-up', node: <HouseholdLookUp isOn={kiosk.householdLookUp} /> },
    { id: 'night', node: <NightHours night={kiosk.night} hasClock={!kiosk.clock.doubtful} /> },
  ]
}

function HouseholdLookUp(props: { isOn: boolean }) {
  const { t } = useTranslation()
  const set = (allowed: boolean) => void callKiosk('setHouseholdLookUp', { allowed }).then(askAgain)
  return (
    <div className={styles['setting']}>
      <h2 className={styles['head']}>{t('guide:hall.household')}</h2>
      <p>{t('guide:hall.householdHow')}</p>
      <div className={styles['steps']}>
        <Button testId="household-on" chosen={props.isOn} onPress={() => set(true)}>
          {t('guide:hall.householdOn')}
        </Button>
        <Button testId="household-off" chosen={!props.isOn} onPress={() => set(false)}>
          {t('guide:hall.householdOff')}
        </Button>
      </div>
    </div>
  )
}

/** The same hour twice is no night at all. */
const noNight: Night = { fromHour: 0, toHour: 0 }

const isSame = (one: Night | null, other: Night | null): boolean =>
  one?.fromHour === other?.fromHour && one?.toHour === other?.toHour

function NightHours(props: { night: Night | null; hasClock: boolean }) {
  const { hasClock } = props
  const { t } = useTranslation()
  // Two quick touches are two steps: the second begins from the first, not from what the machine has said so far.
  const [wanted, setWanted] = useState<Night | null | 'as it is'>('as it is')
  const night = wanted === 'as it is' ? props.night : wanted
  useEffect(() => {
    if (wanted !== 'as it is' && isSame(wanted, props.night)) setWanted('as it is')
  }, [wanted, props.night])
  const set = (next: Night | null) => {
    setWanted(next)
    void callKiosk('setNight', next ?? noNight).then((reply) => {
      if (!reply.ok) setWanted('as it is')
      return askAgain()
    })
  }
  return (
    <div className={styles['setting']}>
      <h2 className={styles['head']}>{t('guide:hall.night')}</h2>
      <p>{t(night && !hasClock ? 'guide:hall.noClock' : 'guide:hall.nightHow')}</p>
      <div className={styles['steps']}>
        <Button testId="night-on" chosen={night !== null} onPress={() => set(night ?? usualNight)}>
          {t('guide:hall.nightOn')}
        </Button>
        <Button testId="night-off" chosen={night === null} onPress={() => set(null)}>
          {t('guide:hall.nightOff')}
        </Button>
      </div>
      {night && (
        <div className={styles['steps']}>
          <Hour
            id="from"
            hour={night.fromHour}
            other={night.toHour}
            onHour={(fromHour) => set({ ...night, fromHour })}
          />
          <Hour
            id="to"
            hour={night.toHour}
            other={night.fromHour}
            onHour={(toHour) => set({ ...night, toHour })}
          />
        </div>
      )}
    </div>
  )
}

/** Steps over the hour of the other end: a night from six to six would be none. */
function Hour(props: { id: 'from' | 'to'; hour: number; other: number; onHour: (hour: number) => void }) {
  const { id, hour, other, onHour } = props
  const { t } = useTranslation()
  const name = t(`guide:hall.${id}`)
  const by = (step: 1 | -1) => {
    const next = (hour + step + 24) % 24
    onHour(next === other ? (next + step + 24) % 24 : next)
  }
  return (
    <>
      <Button testId={`night-${id}-less`} label={t('guide:hall.earlier', { name })} onPress={() => by(-1)}>
        {t('guide:hall.signEarlier')}
      </Button>
      <p className={styles['value']} data-testid={`night-${id}`}>
        {name} {t('guide:hall.hour', { hour })}
      </p>
      <Button testId={`night-${id}-more`} label={t('guide:hall.later', { name })} onPress={() => by(1)}>
        {t('guide:hall.signLater')}
      </Button>
    </>
  )
}
