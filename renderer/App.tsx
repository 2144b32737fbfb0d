// Which screen is up, at which size, and what happens when nobody is there any more.
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { baseLanguage } from '../disclosure/languages.ts'
import type { KioskState } from '../electron/contract.ts'
import { askAgain, callKiosk, forgetAnswers, onKioskEvent, useKiosk } from './kiosk.ts'
import { CallStaff } from './guide/CallStaff.tsx'
import { HelpSheet } from './guide/HelpSheet.tsx'
import { useOver } from './guide/useOver.ts'
import { NightSheet, useNight } from './night/NightSheet.tsx'
import {
  isPersonal,
  isWriting,
  move,
  nameOf,
  staffScreens,
  start,
  type Move,
  type Screen,
  type Trail,
} from './navigation.ts'
import type { Nav } from './pages.ts'
import { Button } from './parts/Button.tsx'
import { Dialog } from './parts/Dialog.tsx'
import { FrameActsProvider, Sheet, type BarAct, type FrameActs } from './parts/Frame.tsx'
import { RailProbe } from './parts/RailProbe.tsx'
import { Waiting } from './parts/Waiting.tsx'
import { EyesDialog } from './parts/EyesDialog.tsx'
import { isUsual, useGlass, usualView, type Panel, type View } from './glass.ts'
import { useLanguage } from './useLanguage.ts'
import { LanguageDialog } from './parts/LanguageDialog.tsx'
import { ScreenOf } from './ScreenOf.tsx'
import { SpeechAllowed, useSpeech } from './speech/Speech.tsx'
import { useSpokenCountdown } from './speech/countdown.ts'
import { guardTouches, quietAfterChange } from './touch/guard.ts'
import { OwnClockProvider, useClock, type OwnClock } from './clock.ts'
import { patienceWith, usualWaits, type Stay } from './idle.ts'
import { forgetDraft, keepDraft, useDraft } from './opinions/opinion-draft.ts'
import { endVisit, useVisitEnd } from './visit.ts'
import { useIdle } from './useIdle.ts'
import { useUntouched } from './useUntouched.ts'

/** Until the machine has said what it hangs on the wall. */
const unknownPanel: Panel = { inches: 32, lowerEdgeMm: 900 }

/** 10 min without a deliberate answer: then it may be the frame itself that touches (security.md 6). */
const longestSeconds = 600

export function App() {
  const kiosk = useKiosk('kiosk', {})
  const [trail, by] = useReducer(move, start)
  const [view, setView] = useState<View>(usualView)
  const [choosing, setChoosing] = useState(false)
  const [asking, setAsking] = useState(false)
  const [{ screen, page }] = trail
  const glass = useGlass(kiosk.kind === 'answered' ? kiosk.answer.screen : unknownPanel, view)
  // What staff open from their own screens is still theirs: it is locked with them, and by nothing else.
  const isStaff = trail.some((step) => staffScreens.has(step.screen.kind))
  const speech = useSpeech()
  const { language, offered, choose } = useLanguage(kiosk.kind === 'answered' ? kiosk.answer : null, isStaff)
  const over = useOver()

  useVisitEnd(() => {
    by({ kind: 'home' })
    setView(usualView)
    setChoosing(false)
    setAsking(false)
    choose(baseLanguage)
    over.close()
    void callKiosk('sessionOver', {})
  })
  useEffect(() => guardTouches(window), [])
  useEffect(() => onKioskEvent((event) => event.kind === 'locked' && isStaff && endVisit()), [isStaff])
  useEffect(() => onKioskEvent((event) => event.kind === 'content-changed' && askAgain()), [])
  useEscape(() => (over.open === null ? by({ kind: 'back' }) : over.close()))
  useQuiet(screen)

  const idleWaits = patienceWith(kiosk.kind === 'answered' ? kiosk.answer : usualWaits, stayOf(trail))
  const draft = useDraft()
  const idle = useIdle({
    // Staff are watched by the machine itself, which locks their door.
    active:
      kiosk.kind === 'answered' &&
      !isStaff &&
      // Whoever listens does not touch; the time begins when the reading ends.
      speech.player.kind !== 'speaking' &&
      (screen.kind !== 'home' ||
        !isUsual(view) ||
        choosing ||
        asking ||
        speech.changed ||
        over.open !== null ||
        language !== baseLanguage),
    ...idleWaits,
    longestSeconds,
    onGone: endVisit,
  })
  useSpokenCountdown(idle.secondsLeft)
  const isHome = screen.kind === 'home'
  // What was looked up is not kept for the next person, who finds the start as it is now.
  useEffect(() => {
    if (!isHome) return
    forgetAnswers()
    forgetDraft()
  }, [isHome])
  const atRest =
    isHome &&
    isUsual(view) &&
    !choosing &&
    !asking &&
    language === baseLanguage &&
    over.open === null &&
    speech.player.kind !== 'speaking'
  useQuietEnd(atRest, idleWaits.seconds)
  // The same functions as long as possible: what is drawn with them need not be measured anew.
  const ways = useMemo(() => waysOf(by, isStaff), [isStaff])
  const own = kiosk.kind === 'answered' ? kiosk.answer.clock : null
  const isAsleep = useNight({ night: kiosk.kind === 'answered' ? kiosk.answer.night : null, own, atRest })
  const earlier = useEarlier(kiosk.kind === 'answered' ? kiosk.answer : null)
  const acts = useActs({
    view,
    setView,
    openEyes: () => setChoosing(true),
    // On other screens it stands with what helps to read; one who has chosen a language finds the way back anywhere.
    openLanguages:
      offered.length > 1 &&
      !isStaff &&
      // With one button more on the sheet of help, its ways back would stand elsewhere than on every other.
      ((screen.kind === 'home' && over.open === null) || language !== baseLanguage)
        ? () => setAsking(true)
        : null,
    allInReach: glass.allInReach,
    back: ways.back,
    home: ways.home,
    leave: endVisit,
    help: {
      isOpen: over.open === 'help',
      act: () => (over.open === null ? over.show('help') : over.close()),
    },
    own,
    earlier,
    isAsleep,
  })
  const nav: Nav = { ...ways, page }
  return (
    <FrameActsProvider value={acts}>
      <SpeechAllowed value={!isStaff}>
        <RailProbe glass={glass} />
        {over.open === 'help' && kiosk.kind === 'answered' && (
          <HelpSheet
            key={`${glass.measure} ${language}`}
            on={screen.kind}
            kiosk={kiosk.answer}
            onClose={over.close}
            onCall={() => over.show('call')}
          />
        )}
        {kiosk.kind === 'answered' ? (
          <OwnClockProvider value={own}>
            <ScreenOf
              key={`${nameOf(screen)} ${glass.measure} ${language}`}
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
        {over.open === 'call' && <CallStaff onOver={over.close} />}
        {choosing && (
          <EyesDialog
            view={view}
            onView={setView}
            onClose={() => setChoosing(false)}
            onLanguages={offered.length > 1 && !isStaff ? () => setAsking(true) : null}
          />
        )}
        {asking && (
          <LanguageDialog
            offered={offered}
            chosen={language}
            onLanguage={choose}
            onClose={() => setAsking(false)}
          />
        )}
        {idle.secondsLeft !== null && (
          <IdleQuestion
            left={idle.secondsLeft}
            must={idle.must}
            onStay={idle.stay}
            onLeave={endVisit}
            onLater={draft && isWriting(trail) ? leaveForNow : null}
          />
        )}
        {isAsleep && acts.clock && <NightSheet time={acts.clock.time} />}
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

/** Nothing of the visit stays but what they asked to find again. */
function leaveForNow() {
  keepDraft()
  endVisit()
}

const stayOf = (trail: Trail): Stay =>
  isPersonal(trail) ? 'personal' : isWriting(trail) ? 'writing' : 'usual'

function IdleQuestion(props: {
  left: number
  must: boolean
  onStay: () => void
  onLeave: () => void
  /** Null where nothing was begun that one could come back to. */
  onLater: (() => void) | null
}) {
  const { t } = useTranslation()
  return (
    <Dialog
      title={t('idle.question')}
      testId="idle-dialog"
      onEscape={props.onStay}
      answers={
        <>
          <Button primary onPress={props.onStay} testId="idle-stay">
            {t('idle.stay')}
          </Button>
          {props.onLater && (
            <Button leave onPress={props.onLater} testId="idle-later">
              {t('opinions:later')}
            </Button>
          )}
          <Button leave onPress={props.onLeave} testId="idle-leave">
            {t('idle.leave')}
          </Button>
        </>
      }
    >
      <p data-testid="idle-left">
        {t(props.must ? 'guide:idle.must' : 'idle.left', { seconds: props.left, count: props.left })}
      </p>
      {props.onLater && <p>{t('opinions:laterHow')}</p>}
    </Dialog>
  )
}

function useActs(of: {
  view: View
  setView: (view: View) => void
  openEyes: () => void
  /** Null where the bar has no button for it. */
  openLanguages: (() => void) | null
  allInReach: boolean
  back: () => void
  home: () => void
  leave: () => void
  help: FrameActs['help']
  own: OwnClock | null
  earlier: string | null
  isAsleep: boolean
}): FrameActs {
  const clock = useClock(of.own)
  const { t } = useTranslation()
  const { view, setView, allInReach } = of
  const openEyes = useRef(of.openEyes)
  openEyes.current = of.openEyes
  const openLanguages = useRef(of.openLanguages)
  openLanguages.current = of.openLanguages
  const hasLanguages = of.openLanguages !== null
  const bar = useMemo<BarAct[]>(() => {
    const isLow = view.reach === 'low'
    const eyes: BarAct = { id: 'eyes', word: t('nav.eyes'), sign: 'eyes', act: () => openEyes.current() }
    const reach: BarAct = {
      id: 'reach',
      word: t(isLow ? 'nav.restore' : 'nav.reach'),
      sign: isLow ? 'up' : 'down',
      act: () => setView({ ...view, reach: isLow ? 'usual' : 'low' }),
    }
    const language: BarAct = {
      id: 'language',
      word: t('languages:open'),
      sign: 'globe',
      act: () => openLanguages.current?.(),
    }
    return [eyes, ...(allInReach ? [] : [reach]), ...(hasLanguages ? [language] : [])]
  }, [view, setView, allInReach, hasLanguages, t])
  const { back, home, leave, help, earlier, isAsleep } = of
  return { back, home, leave, help, bar, clock, earlier, isAsleep, layer: help.isOpen ? 'under' : 'only' }
}

/** That what is shown is not the newest is no secret, and no reason for alarm. */
function useEarlier(kiosk: KioskState | null): string | null {
  const { t } = useTranslation()
  const content = kiosk?.content
  return content?.rolledBack ? t('frame.earlier', { sequence: content.sequence }) : null
}

/** What cannot be seen of a person (that they had something read) is forgotten without a question. */
function useQuietEnd(atRest: boolean, seconds: number) {
  const gone = useUntouched(seconds * 1000, atRest)
  useEffect(() => {
    if (gone) endVisit()
  }, [gone])
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
    quietAfterChange(document.documentElement)
  }, [name])
}
