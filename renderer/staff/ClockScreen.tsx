// 今天是几号? asked of staff where the machine's clock cannot be believed: four large figures, each with a plus and a minus.
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { localDay } from '../../disclosure/local-day.ts'
import type { KioskState } from '../../electron/contract.ts'
import { askAgain, callKiosk } from '../kiosk.ts'
import { Button } from '../parts/Button.tsx'
import { Frame } from '../parts/Frame.tsx'
import { dateName } from '../words.ts'
import { clampedTime, movedTime, timeUnits, type Told, type TimeUnit } from './told-time.ts'
import styles from './ClockScreen.module.css'

/** Before an import begins; whoever does not know the day goes on all the same. */
export function ClockFirst(props: { kiosk: KioskState; children: ReactNode }) {
  const { doubtful } = props.kiosk.clock
  const [asking, setAsking] = useState(doubtful)
  // Settled by an answer or by the pack itself; a doubt that comes later does not interrupt what is going on.
  useEffect(() => {
    if (!doubtful) setAsking(false)
  }, [doubtful])
  if (!asking || !doubtful) return props.children
  return <ClockScreen kiosk={props.kiosk} onDone={() => setAsking(false)} onLater={() => setAsking(false)} />
}

export function ClockScreen(props: { kiosk: KioskState; onDone: () => void; onLater?: () => void }) {
  const { clock } = props.kiosk
  const { t } = useTranslation()
  const [told, setTold] = useState(() => clampedTime(new Date(Date.now() + clock.offsetMs), clock.floorMs))
  const [wrong, setWrong] = useState<string | null>(null)
  const say = async () => {
    const reply = await callKiosk('tellTime', told)
    if (!reply.ok) return setWrong(t('failed.sentence'))
    if (!reply.answer.ok)
      return setWrong(t('staff:clock.tooEarly', { date: dateName(t, localDay(new Date(clock.floorMs))) }))
    askAgain()
    props.onDone()
  }
  return (
    <Frame testId="clock" over={t('staff:over')} title={t('staff:clock.title')}>
      <div className={styles['screen']}>
        <p className={styles['sentence']} role="status" data-testid="clock-sentence">
          {wrong ?? t(clock.doubtful ? 'staff:clock.doubtful' : 'staff:clock.how')}
        </p>
        <div className={styles['pads']}>
          {timeUnits.map((unit) => (
            <Pad
              key={unit}
              unit={unit}
              value={told[unit]}
              onMove={(by) => {
                setWrong(null)
                setTold((before) => movedTime(before, unit, by))
              }}
            />
          ))}
        </div>
        <div className={styles['answers']}>
          {props.onLater && (
            <Button testId="clock-later" onPress={props.onLater}>
              {t('staff:clock.later')}
            </Button>
          )}
          <Button primary testId="clock-yes" onPress={() => void say()}>
            {t('staff:clock.yes', { date: dateName(t, wordsOf(told)) })}
          </Button>
        </div>
      </div>
    </Frame>
  )
}

const wordsOf = ({ year, month, day }: Told): string => [year, month, day].join('-')

function Pad(props: { unit: TimeUnit; value: number; onMove: (by: 1 | -1) => void }) {
  const { unit, value, onMove } = props
  const { t } = useTranslation()
  const name = t(`staff:clock.unit.${unit}`)
  return (
    <div className={styles['pad']}>
      <Button testId={`clock-${unit}-more`} label={t('staff:clock.more', { name })} onPress={() => onMove(1)}>
        +
      </Button>
      <p className={styles['value']} data-testid={`clock-${unit}`}>
        {value}
        <span className={styles['unit']}>{name}</span>
      </p>
      <Button
        testId={`clock-${unit}-less`}
        label={t('staff:clock.less', { name })}
        onPress={() => onMove(-1)}
      >
        −
      </Button>
    </div>
  )
}

/** On the page about the machine: whether its time can be believed, and the way to say what it is. */
export function ClockLine(props: { kiosk: KioskState; onChange: () => void }) {
  const { kiosk } = props
  const { t } = useTranslation()
  return (
    <div className={styles['setting']}>
      {kiosk.clock.doubtful && (
        <p className={styles['doubt']} data-testid="device-clock-doubt">
          {t('staff:clock.doubtful')}
        </p>
      )}
      <Button testId="device-clock" onPress={props.onChange}>
        {t('staff:clock.change')}
      </Button>
    </div>
  )
}
