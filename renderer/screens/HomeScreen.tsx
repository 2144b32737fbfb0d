// The first screen, which is also the one that attracts: the township's own newest figures and one large button.
import type { CSSProperties } from 'react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { HomeFigure, KioskState } from '../../electron/contract.ts'
import { bandTopPx } from '../glass.ts'
import { callKiosk, useKiosk } from '../kiosk.ts'
import type { Nav } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { Sheet, useFrameActs } from '../parts/Frame.tsx'
import { Sign } from '../parts/Signs.tsx'
import { Waiting } from '../parts/Waiting.tsx'
import { useFitting } from '../parts/useFitting.ts'
import { useSpokenContent } from '../speech/pieces.ts'
import { useSpeech, useSpokenHead } from '../speech/Speech.tsx'
import { useTouchElsewhere } from '../home/elsewhere.ts'
import { fadeMs, useTurn } from '../home/turn.ts'
import { firstChoice } from '../navigation.ts'
import { useUntouched } from '../useUntouched.ts'
import { useHold } from '../parts/useHold.ts'
import { moneyWords } from '../amount-words.ts'
import { agedWords, dateName, periodName } from '../words.ts'
import { useToday } from '../clock.ts'
import styles from './HomeScreen.module.css'

const none: readonly HomeFigure[] = []

export function HomeScreen(props: { kiosk: KioskState; nav: Nav }) {
  const { kiosk, nav } = props
  const { t } = useTranslation()
  const home = useKiosk('home', {})
  usePaintedOnce(home.kind === 'answered')
  const township = kiosk.township?.name ?? t('home.anyTownship')
  const sheet = useRef<HTMLDivElement>(null)
  const figures = home.kind === 'answered' ? home.answer.figures : none
  useFitting(sheet, [figures, kiosk])
  // What is only read stands above what one can reach.
  const isLow = bandTopPx() > 0
  useTouchElsewhere(sheet, () => kiosk.content && nav.go(firstChoice(kiosk.villages)))
  const door = useHold(() => nav.go({ kind: 'pin' }))
  useSpokenHead(noHead, null)
  useSpokenContent(sheet, spokenPlaces)
  return (
    <Sheet testId="home" instead={kiosk.content && <FirstUse nav={nav} />}>
      <div className={styles['home']} ref={sheet}>
        <div className={styles['upper']} data-fits="">
          <header className={styles['head']} data-spoken="home-head">
            {kiosk.township?.county && <p className={styles['county']}>{kiosk.township.county}</p>}
            <h1 className={styles['title']} data-testid="staff-door" {...door}>
              {t('home.title', { township })}
            </h1>
            {kiosk.villages.length > 0 && (
              <p className={styles['motto']}>{t('home.motto', { villages: kiosk.villages.length })}</p>
            )}
          </header>
          {isLow && <Facts kiosk={kiosk} />}
        </div>
        {home.kind !== 'answered' ? (
          <Waiting on={home} />
        ) : kiosk.content === null ? (
          <Empty kiosk={kiosk} />
        ) : (
          <>
            <NewestFigures figures={home.answer.figures} nav={nav} />
            <Button
              primary
              className={styles['start']}
              testId="home-start"
              onPress={() => nav.go(firstChoice(kiosk.villages))}
            >
              <span className={styles['finger']}>
                <Sign of="finger" />
              </span>
              <span className={styles['startWords']}>{t('home.start')}</span>
              <span className={styles['startHint']}>{t('home.startHint')}</span>
            </Button>
            <div className={styles['foot']}>
              {home.answer.notices.length > 0 && (
                <Button
                  testId="home-notices"
                  className={styles['notices']}
                  onPress={() => nav.go({ kind: 'notices' })}
                >
                  <span className={styles['noticesWord']}>{t('home.notices')}</span>
                  <span>{t('home.noticesCount', { count: home.answer.notices.length })}</span>
                </Button>
              )}
              {kiosk.opinions && (
                <Button
                  testId="home-box"
                  className={styles['notices']}
                  onPress={() => nav.go({ kind: 'box', villageCode: null })}
                >
                  <span className={styles['noticesWord']}>{t('opinions:openShort')}</span>
                  <span>{t('opinions:openHint')}</span>
                </Button>
              )}
              {!isLow && <Facts kiosk={kiosk} />}
            </div>
          </>
        )}
      </div>
    </Sheet>
  )
}

/** What is read of this screen, in the order in which it stands there. */
const spokenPlaces = [
  'home-head',
  'home-empty',
  'home-figure',
  'home-start',
  'home-notices',
  'home-box',
  'home-facts',
]
const noHead = () => []

/** Never by force: a button, in the place of the ways back, which home does not have. */
function FirstUse(props: { nav: Nav }) {
  const { t } = useTranslation()
  return (
    <Button testId="home-first" onPress={() => props.nav.go({ kind: 'first', step: 1 })}>
      <span className={styles['firstName']}>{t('guide:first.open')}</span>
      <span>{t('guide:first.openHint')}</span>
    </Button>
  )
}

function Empty(props: { kiosk: KioskState }) {
  const { t } = useTranslation()
  return (
    <div className={styles['empty']} data-testid="home-empty">
      <p className={styles['emptySentence']}>{t('home.empty')}</p>
      <p>{t(props.kiosk.firstStart ? 'home.emptyFirst' : 'home.emptyStaff')}</p>
    </div>
  )
}

/** Half a minute without a touch: nobody is reading what stands there (ux.md 1.5). */
const attractMs = 30_000

function NewestFigures(props: { figures: readonly HomeFigure[]; nav: Nav }) {
  const { figures, nav } = props
  const { t } = useTranslation()
  const { isAsleep, layer } = useFrameActs()
  // What is being read stands still.
  const isRead = useSpeech().player.kind === 'speaking'
  const attracts = useUntouched(attractMs, figures.length > 1 && !isRead && !isAsleep && layer === 'only')
  const { shown, leaving } = useTurn(figures, attracts)
  const figure = shown
  if (!figure) return <div />
  // Nothing may move when the next village's turn comes: the longest name keeps its room all the time.
  const longest = figures.reduce(
    (name, each) => (each.village.length > name.length ? each.village : name),
    '',
  )
  return (
    <Button
      look="bare"
      testId="home-figure"
      className={styles['figures']}
      onPress={() => nav.go({ kind: 'village', villageCode: figure.villageCode, period: figure.period })}
    >
      <span className={styles['newest']}>{t('home.newest')}</span>
      <span className={styles['turns']} style={{ '--fade': `${fadeMs}ms` } as CSSProperties}>
        {leaving && (
          <span
            className={[styles['figure'], styles['leaving']].join(' ')}
            key={`${leaving.entryId} leaving`}
            aria-hidden="true"
          >
            <Figure of={leaving} />
          </span>
        )}
        <span
          className={[styles['figure'], leaving && styles['coming']].filter(Boolean).join(' ')}
          key={figure.entryId}
        >
          <Figure of={figure} />
        </span>
        <span className={styles['longest']} aria-hidden="true">
          <span className={styles['village']}>{longest}</span>
        </span>
      </span>
      <span className={styles['dots']} aria-hidden="true">
        {figures.map((each) => (
          <span key={each.entryId} data-here={each === figure ? '' : undefined} />
        ))}
      </span>
    </Button>
  )
}

function Figure(props: { of: HomeFigure }) {
  const { village, period, totals } = props.of
  const { t } = useTranslation()
  return (
    <>
      <span className={styles['village']}>{village}</span>
      <span className={styles['period']}>{periodName(t, period)}</span>
      <span className={styles['amounts']}>
        <Amount name={t('home.income')} fen={totals['income']} />
        <Amount name={t('home.expense')} fen={totals['expense']} />
        <Amount name={t('home.closing')} fen={totals['closing']} />
      </span>
    </>
  )
}

function Amount(props: { name: string; fen: number | undefined }) {
  const { t } = useTranslation()
  if (props.fen === undefined) return null
  return (
    <span className={styles['amount']}>
      <span className={styles['amountName']}>{props.name}</span>
      <span className={styles['amountWords']}>{moneyWords(t, props.fen)}</span>
    </span>
  )
}

function Facts(props: { kiosk: KioskState }) {
  const { kiosk } = props
  const { t } = useTranslation()
  const today = useToday()
  const content = kiosk.content
  if (!content) return null
  const aged = agedWords(t, content.contentOn, today)
  const [hotline] = kiosk.township?.hotlines ?? []
  const [window] = kiosk.township?.windows ?? []
  return (
    <div className={styles['facts']} data-spoken="home-facts">
      <p data-testid="home-date">{t('home.updated', { date: dateName(t, content.contentOn) })}</p>
      {content.rolledBack && (
        <p data-testid="earlier-content">{t('frame.earlier', { sequence: content.sequence })}</p>
      )}
      {aged && (
        <p className={styles['old']} data-testid="home-old">
          {aged}
        </p>
      )}
      {window && <p>{t('home.askWindow', { no: window.no, name: window.name })}</p>}
      {hotline && <p>{t('home.askHotline', { body: hotline.body, phone: hotline.phone })}</p>}
    </div>
  )
}

/** Tells the machine once that somebody could use the screen now. */
function usePaintedOnce(ready: boolean) {
  const told = useRef(false)
  useEffect(() => {
    if (!ready || told.current) return
    told.current = true
    // The second frame begins only after the first was put on the glass.
    requestAnimationFrame(() => requestAnimationFrame(() => void callKiosk('painted', {})))
  }, [ready])
}
