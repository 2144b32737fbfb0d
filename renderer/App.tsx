// Which screen is up, at which size, and what happens when nobody is there any more.
import { useCallback, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askAgain, callKiosk, forgetAnswers, onKioskEvent, useKiosk } from './kiosk.ts'
import { isPersonal, move, nameOf, staffScreens, start, type Move, type Screen } from './navigation.ts'
import type { Nav } from './pages.ts'
import { Button } from './parts/Button.tsx'
import { Dialog } from './parts/Dialog.tsx'
import { FrameActsProvider, Sheet, type FrameActs } from './parts/Frame.tsx'
import { Waiting } from './parts/Waiting.tsx'
import { useGlass } from './glass.ts'
import { textSizes, type TextSize } from './scale.ts'
import { ScreenOf } from './ScreenOf.tsx'
import { SpeechAllowed, useSpeech } from './speech/Speech.tsx'
import { useSpokenCountdown } from './speech/countdown.ts'
import { guardTouches, quietAfterChange } from './touch.ts'
import { OwnClockProvider, useClock, type OwnClock } from './clock.ts'
import { patienceWith, usualWaits } from './idle.ts'
import { useIdle } from './useIdle.ts'

export function App() {
  const kiosk = useKiosk('kiosk', {})
  const [trail, by] = useReducer(move, start)
  const [size, setSize] = useState<TextSize>('standard')
  const [{ screen, page }] = trail
  const inches = kiosk.kind === 'answered' ? kiosk.answer.screen.inches : 32
  const glass = useGlass(inches, size)
  // What staff open from their own screens is still theirs: it is locked with them, and by nothing else.
  const isStaff = trail.some((step) => staffScreens.has(step.screen.kind))
  const speech = useSpeech()
  const forgetSpeech = useRef(speech.forget)
  forgetSpeech.current = speech.forget

  const forget = useCallback(() => {
    by({ kind: 'home' })
    setSize('standard')
    forgetSpeech.current()
    forgetAnswers()
  }, [])
  useEffect(() => guardTouches(window), [])
  useEffect(() => onKioskEvent((event) => event.kind === 'locked' && isStaff && forget()), [isStaff, forget])
  useEffect(() => onKioskEvent((event) => event.kind === 'content-changed' && askAgain()), [])
  useEscape(() => by({ kind: 'back' }))
  useQuiet(screen)

  const idle = useIdle({
    // Staff are watched by the machine itself, which locks their door.
    active:
      kiosk.kind === 'answered' &&
      !isStaff &&
      // Whoever listens does not touch; the time begins when the reading ends.
      speech.player.kind !== 'speaking' &&
      (screen.kind !== 'home' || size !== 'standard' || speech.changed),
    ...patienceWith(kiosk.kind === 'answered' ? kiosk.answer : usualWaits, isPersonal(trail)),
    onGone: forget,
  })
  useSpokenCountdown(idle.secondsLeft)
  // The same functions as long as possible: what is drawn with them need not be measured anew.
  const ways = useMemo(() => waysOf(by, isStaff), [isStaff])
  const own = kiosk.kind === 'answered' ? kiosk.answer.clock : null
  const acts = useActs({ size, setSize, back: ways.back, home: ways.home, leave: forget, own })
  const nav: Nav = { ...ways, page }
  return (
    <FrameActsProvider value={acts}>
      <SpeechAllowed value={!isStaff}>
        {kiosk.kind === 'answered' ? (
          <OwnClockProvider value={own}>
            <ScreenOf
              key={`${nameOf(screen)} ${size} ${glass}`}
              screen={screen}
              kiosk={kiosk.answer}
              nav={nav}
            />
          </OwnClockProvider>
        ) : (
          <Sheet testId="starting">
            <Waiting on={kiosk} />
          </Sheet>
        )}
        {idle.secondsLeft !== null && (
          <IdleQuestion left={idle.secondsLeft} onStay={idle.stay} onLeave={forget} />
        )}
      </SpeechAllowed>
    </FrameActsProvider>
  )
}

function waysOf(by: (move: Move) => void, isStaff: boolean): Omit<Nav, 'page'> {
  return {
    go: (to) => by({ kind: 'go', to }),
    instead: (of) => by({ kind: 'instead', of }),
    turn: (page) => by({ kind: 'turn', page }),
    back: () => by({ kind: 'back' }),
    home: () => {
      if (isStaff) void callKiosk('lock', {})
      by({ kind: 'home' })
    },
  }
}

function IdleQuestion(props: { left: number; onStay: () => void; onLeave: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog
      title={t('idle.question')}
      testId="idle-dialog"
      answers={
        <>
          <Button primary onPress={props.onStay} testId="idle-stay">
            {t('idle.stay')}
          </Button>
          <Button leave onPress={props.onLeave} testId="idle-leave">
            {t('idle.leave')}
          </Button>
        </>
      }
    >
      <p data-testid="idle-left">{t('idle.left', { seconds: props.left })}</p>
    </Dialog>
  )
}

function useActs(of: {
  size: TextSize
  setSize: (size: TextSize) => void
  back: () => void
  home: () => void
  leave: () => void
  own: OwnClock | null
}): FrameActs {
  const clock = useClock(of.own)
  const { size, setSize } = of
  const sizes = useMemo(
    () => textSizes.map((id) => ({ id, chosen: id === size, choose: () => setSize(id) })),
    [size, setSize],
  )
  return { back: of.back, home: of.home, leave: of.leave, sizes, clock }
}

function useEscape(back: () => void) {
  const act = useRef(back)
  act.current = back
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && act.current()
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

/** Taps right after a change mean the screen before; a page turn is tapped again and again on purpose. */
function useQuiet(screen: Screen) {
  const name = nameOf(screen)
  const before = useRef(name)
  useLayoutEffect(() => {
    if (before.current === name) return
    before.current = name
    return quietAfterChange(document.documentElement)
  }, [name])
}
