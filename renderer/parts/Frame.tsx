// The sheet every screen is written on: who and when above, the content, and the way back always in one place.
import { createContext, useContext, useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSpokenHead } from '../speech/Speech.tsx'
import { headPlace } from '../speech/spoken-parts.ts'
import { SpeakButton, SpeechBar } from '../speech/SpeechBar.tsx'
import { useSpokenContent } from '../speech/pieces.ts'
import { Button } from './Button.tsx'
import { bandTopPx } from '../glass.ts'
import type { Leap } from './Flow.tsx'
import { fewestToLeap, LeapButton } from './Leaps.tsx'
import { Sign, type SignName } from './Signs.tsx'
import styles from './Frame.module.css'

/** One button of the bar: always in the same place, on every screen. */
export type BarAct = { id: string; word: string; sign: SignName; act: () => void }

/** What the frame lets one do on any screen; App fills it in. */
export type FrameActs = {
  back: () => void
  home: () => void
  /** Everything this person did is forgotten at once. */
  leave: () => void
  /** Further buttons of the bar, in their order: at most four, so that seven stand beside each other. */
  bar: readonly BarAct[]
  /** Help with this very screen: the last of the bar, in the corner of the glass. */
  help: { isOpen: boolean; act: () => void }
  /** A sheet may lie over the screen, which then keeps its place and cannot be touched. */
  layer: 'only' | 'under' | 'over'
  /** Nobody can see the screen now (night). */
  isAsleep: boolean
  /** Null where the machine does not know the day. */
  clock: { date: string; time: string } | null
  /** Said quietly on every screen while content is shown that is not the newest. */
  earlier: string | null
}

const Acts = createContext<FrameActs | null>(null)
export const FrameActsProvider = Acts.Provider

export function useFrameActs(): FrameActs {
  const acts = useContext(Acts)
  if (!acts) throw new Error('a frame outside of App')
  return acts
}

export type Paging = {
  page: number
  pages: number
  turn: (page: number) => void
  /** Of a long list: what its pages begin with. */
  leaps?: readonly Leap[]
}

export function Frame(props: {
  /** Whose it is and for when: above the title, on every screen of a village. */
  over?: string | undefined
  title: string
  /** Beside the title where the sheet is wide, under it where it is tall. */
  aside?: ReactNode
  paging?: Paging
  children: ReactNode
  testId: string
  /** The title is somebody's name, which is not read to the hall unasked. */
  personal?: boolean
}) {
  const { clock, earlier } = useFrameActs()
  const { t } = useTranslation()
  const aside = props.aside && <div className={styles['aside']}>{props.aside}</div>
  // What can be touched in the head stands below the content for one who cannot reach the head.
  const isLow = bandTopPx() > 0
  const over = props.over ?? t('frame.over')
  const content = useRef<HTMLDivElement>(null)
  const { title, personal = false } = props
  useSpokenHead(
    () => [
      { at: headPlace, words: over },
      { at: headPlace, words: title, personal },
    ],
    props.paging ?? null,
  )
  // What no flow of pieces tells by itself is read as it stands there.
  useSpokenContent(content)
  return (
    <Sheet paging={props.paging} testId={props.testId} ways>
      <header className={styles['head']}>
        <div className={styles['names']} data-spoken={headPlace}>
          <p className={styles['over']}>
            {over}
            {earlier && (
              <span className={styles['earlier']} data-testid="earlier-content">
                {earlier}
              </span>
            )}
          </p>
          <h1 className={styles['title']}>{title}</h1>
        </div>
        <p className={styles['clock']}>{clock && t('frame.clock', clock)}</p>
        {!isLow && aside}
      </header>
      <div className={styles['content']} ref={content}>
        {props.children}
      </div>
      {isLow && aside}
    </Sheet>
  )
}

/** Paper and navigation without a head; the home screen has its own. */
export function Sheet(props: {
  paging?: Paging | undefined
  ways?: boolean
  /** What stands in the place of the ways back where there are none. */
  instead?: ReactNode
  children: ReactNode
  testId: string
}) {
  const { layer } = useFrameActs()
  const page = useRef<HTMLElement>(null)
  // The keyboard starts at the top of each new screen.
  useEffect(() => page.current?.focus(), [])
  return (
    <div
      className={styles['frame']}
      data-testid={props.testId}
      data-layer={layer === 'only' ? undefined : layer}
      inert={layer === 'under'}
    >
      <main className={styles['main']} ref={page} tabIndex={-1}>
        {props.children}
        <SpeechBar />
      </main>
      <nav className={styles['nav']}>
        {props.ways && <PageTurner paging={props.paging} />}
        <Bar ways={props.ways ?? false} instead={props.instead} />
      </nav>
    </div>
  )
}

export function Bar(props: { ways: boolean; instead: ReactNode }) {
  const { t } = useTranslation()
  const { back, home, bar, help } = useFrameActs()
  const ways: BarAct[] = [
    { id: 'back', word: t('nav.back'), sign: 'back', act: back },
    { id: 'home', word: t('nav.home'), sign: 'home', act: home },
  ]
  return (
    <div className={styles['bar']}>
      {props.ways && ways.map((each) => <Act key={each.id} of={each} />)}
      {!props.ways && <div className={styles['instead']}>{props.instead}</div>}
      <SpeakButton className={styles['act']} />
      {bar.map((each) => (
        <Act key={each.id} of={each} />
      ))}
      <Button
        onPress={help.act}
        chosen={help.isOpen}
        testId="nav-help"
        className={[styles['act'], styles['help']].join(' ')}
      >
        <Sign of="help" />
        <span>{t('guide:nav')}</span>
      </Button>
    </div>
  )
}

function Act(props: { of: BarAct }) {
  const { id, word, sign, act } = props.of
  return (
    <Button onPress={act} testId={`nav-${id}`} className={styles['act']}>
      <Sign of={sign} />
      <span>{word}</span>
    </Button>
  )
}

export function PageTurner(props: { paging: Paging | undefined }) {
  const { t } = useTranslation()
  const paging = props.paging
  if (!paging || paging.pages <= 1) return <div className={styles['turner']} />
  const { page, pages, turn } = paging
  // Between the two on a tall glass, above them on a wide one: the keyboard goes as one reads.
  const isWide = document.documentElement.dataset['layout'] === 'landscape'
  return (
    <div className={styles['turner']}>
      {isWide && <Where paging={paging} />}
      <Button
        onPress={() => turn(page - 1)}
        disabled={page <= 0}
        testId="page-prev"
        className={styles['turn']}
      >
        {t('page.previous')}
      </Button>
      {!isWide && <Where paging={paging} />}
      <Button
        onPress={() => turn(page + 1)}
        disabled={page >= pages - 1}
        testId="page-next"
        className={styles['turn']}
      >
        {t('page.next')}
      </Button>
    </div>
  )
}

/** Which page of how many; of very many it is also the way to any of them. */
function Where(props: { paging: Paging }) {
  const { t } = useTranslation()
  const { page, pages, turn, leaps = [] } = props.paging
  const words = (
    <>
      <span className={styles['long']}>{t('page.where', { page: page + 1, pages })}</span>
      <span className={styles['short']}>{t('page.short', { page: page + 1, pages })}</span>
    </>
  )
  if (leaps.length < fewestToLeap)
    return (
      <p className={styles['where']} data-testid="page-where">
        {words}
      </p>
    )
  return <LeapButton leaps={leaps} page={page} turn={turn} words={words} className={styles['where']} />
}
