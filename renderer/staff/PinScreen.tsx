// The staff door: six digits, chosen twice at the first start and asked for ever after.
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KioskState, StaffState } from '../../electron/contract.ts'
import { callKiosk, useKiosk } from '../kiosk.ts'
import type { Nav } from '../pages.ts'
import { Frame } from '../parts/Frame.tsx'
import { Waiting } from '../parts/Waiting.tsx'
import { PinPad } from './PinPad.tsx'
import styles from './PinScreen.module.css'

export function PinScreen(props: { kiosk: KioskState; nav: Nav }) {
  const { nav } = props
  const { t } = useTranslation()
  const asked = useKiosk('staffState', {})
  const enter = async () => {
    const update = await callKiosk('updateState', {})
    nav.instead({ kind: 'staff' })
    // What is under way, or ended while nobody was in, is what they come for.
    if (update.ok && update.answer.kind !== 'idle') nav.go({ kind: 'update' })
  }
  return (
    <Frame testId="pin" over={t('staff:over')} title={t('staff:pin.title')}>
      {asked.kind !== 'answered' ? (
        <Waiting on={asked} />
      ) : asked.answer.pinSet ? (
        <Unlock state={asked.answer} onOpen={() => void enter()} />
      ) : (
        <FirstPin onOpen={() => void enter()} />
      )}
    </Frame>
  )
}

function Unlock(props: { state: StaffState; onOpen: () => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const [freeTries, setFreeTries] = useState(props.state.freeTries)
  const [busy, setBusy] = useState(false)
  const wait = useWait(props.state.waitMs)
  const open = async () => {
    setBusy(true)
    const reply = await callKiosk('unlock', { pin: typed })
    setBusy(false)
    setTyped('')
    if (reply.ok && reply.answer.ok) return props.onOpen()
    setWrong(true)
    if (!reply.ok || reply.answer.ok) return
    setFreeTries(reply.answer.freeTries)
    wait.start(reply.answer.waitMs)
  }
  const sentence = busy
    ? t('staff:pin.busy')
    : wait.seconds > 0
      ? t('staff:pin.wait', { time: waitWords(t, wait.seconds) })
      : wrong
        ? t(freeTries > 0 ? 'staff:pin.wrongTries' : 'staff:pin.wrong', { count: freeTries })
        : t('staff:pin.enter')
  return (
    <div className={styles['screen']}>
      <p className={styles['sentence']} role="status" data-testid="pin-sentence">
        {sentence}
      </p>
      <PinPad
        typed={typed}
        onTyped={setTyped}
        onDone={() => void open()}
        disabled={busy || wait.seconds > 0}
      />
    </div>
  )
}

function FirstPin(props: { onOpen: () => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [first, setFirst] = useState<string | null>(null)
  const [differs, setDiffers] = useState(false)
  const [failed, setFailed] = useState(false)
  const [busy, setBusy] = useState(false)
  const done = async () => {
    setTyped('')
    if (first === null) {
      setDiffers(false)
      return setFirst(typed)
    }
    setFirst(null)
    if (first !== typed) return setDiffers(true)
    setBusy(true)
    const reply = await callKiosk('setFirstPin', { pin: typed })
    setBusy(false)
    if (reply.ok && reply.answer.ok) props.onOpen()
    else setFailed(true)
  }
  const sentence = busy
    ? t('staff:pin.busy')
    : failed
      ? t('staff:pin.notSaved')
      : first !== null
        ? t('staff:pin.again')
        : t(differs ? 'staff:pin.differs' : 'staff:pin.choose')
  return (
    <div className={styles['screen']}>
      <p className={styles['sentence']} role="status" data-testid="pin-sentence">
        {sentence}
      </p>
      <PinPad typed={typed} onTyped={setTyped} onDone={() => void done()} disabled={busy} />
    </div>
  )
}

function useWait(waitMs: number): { seconds: number; start: (ms: number) => void } {
  const [until, setUntil] = useState(() => performance.now() + waitMs)
  const [leftMs, setLeftMs] = useState(waitMs)
  useEffect(() => {
    // One reading of the clock decides both what is shown and whether to go on: two could leave a last second standing.
    const look = () => {
      const left = Math.max(0, until - performance.now())
      setLeftMs(left)
      if (left === 0) clearInterval(timer)
    }
    const timer = setInterval(look, 500)
    look()
    return () => clearInterval(timer)
  }, [until])
  return {
    seconds: Math.ceil(leftMs / 1000),
    start: (ms) => setUntil(performance.now() + ms),
  }
}

function waitWords(t: ReturnType<typeof useTranslation>['t'], seconds: number): string {
  return seconds < 60
    ? t('staff:time.seconds', { count: seconds })
    : t('staff:time.minutes', { count: Math.ceil(seconds / 60) })
}
