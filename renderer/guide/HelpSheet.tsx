// Help with the screen that is up: where to touch, who is at the window, and a way to call them. Lies over the screen,
// which stays as it was: typed letters are still there, and what was hidden from bystanders stays hidden.
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { KioskState } from '../../electron/contract.ts'
import type { Screen } from '../navigation.ts'
import { staffScreens } from '../navigation.ts'
import { usePages } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { Clauses } from '../parts/Clauses.tsx'
import { Flow, type Piece } from '../parts/Flow.tsx'
import { Frame, FrameActsProvider, useFrameActs, type FrameActs } from '../parts/Frame.tsx'
import { Sign } from '../parts/Signs.tsx'
import { SpeechOf, useSpeech } from '../speech/Speech.tsx'
import { SpokenParts } from '../speech/spoken-parts.ts'
import { GlassDrawing } from './GlassDrawing.tsx'
import { helpOf } from './help-of.ts'
import styles from './HelpSheet.module.css'

export function HelpSheet(props: {
  on: Screen['kind']
  kiosk: KioskState
  onClose: () => void
  onCall: () => void
}) {
  const { on, kiosk, onClose } = props
  const { t } = useTranslation()
  const [turned, setTurned] = useState(0)
  const below = useFrameActs()
  const home = () => {
    onClose()
    below.home()
  }
  const acts: FrameActs = { ...below, layer: 'over', back: onClose, home }
  const { paging, onMeasured } = usePages({ ...nowhere, back: onClose, home, page: turned, turn: setTurned })
  const call = useRef(props.onCall)
  call.current = props.onCall
  const ways = useMemo(
    () => <Ways canCall={!staffScreens.has(on)} onCall={() => call.current()} onClose={onClose} />,
    [on, onClose],
  )
  // A wide glass is low: there the title has room beside it.
  const isWide = document.documentElement.dataset['layout'] === 'landscape'
  const pieces = useMemo(
    () => piecesOf({ t, on, kiosk, ways: isWide ? null : ways }),
    [t, on, kiosk, ways, isWide],
  )
  return (
    <OwnSpeech>
      <FrameActsProvider value={acts}>
        <Frame
          testId="help"
          over={t('guide:help.over')}
          title={t('guide:help.title')}
          aside={isWide && ways}
          paging={paging}
        >
          <Flow pieces={pieces} page={paging.page} onMeasured={onMeasured} />
        </Frame>
      </FrameActsProvider>
    </OwnSpeech>
  )
}

const nowhere = { go: () => {}, instead: () => {} }

function piecesOf(of: {
  t: TFunction
  on: Screen['kind']
  kiosk: KioskState
  /** Where they do not stand beside the title. */
  ways: ReactNode
}): Piece[] {
  const { t, on, kiosk } = of
  const { picture, touch } = helpOf[on]
  const sentences = [
    t(`guide:on.${on}.first`),
    t(`guide:on.${on}.then`),
    // Home has nothing one could go back to, and what is only read says so itself.
    ...(on === 'home' || touch === 'back' ? [] : [t('guide:help.wrong')]),
  ]
  const drawing = (
    <div className={styles['picture']}>
      <GlassDrawing of={picture} touch={touch} />
    </div>
  )
  return [
    {
      id: 'help how',
      said: () => sentences,
      node: (
        <div className={styles['how']}>
          {drawing}
          <div className={styles['sentences']}>
            {sentences.map((sentence) => (
              <p key={sentence}>
                <Clauses of={sentence} />
              </p>
            ))}
          </div>
        </div>
      ),
      // On a low glass in large letters one sentence fills a page.
      otherwise: [
        { id: 'help how drawn', said: () => [], node: <div className={styles['alone']}>{drawing}</div> },
        ...sentences.map((sentence, at) => ({
          id: `help how ${at}`,
          node: (
            <p className={styles['alone']}>
              <Clauses of={sentence} />
            </p>
          ),
        })),
      ],
    },
    ...(of.ways ? [{ id: 'help ways', said: () => [], node: of.ways }] : []),
    { id: 'help who', node: <Who kiosk={kiosk} /> },
  ]
}

function Ways(props: { canCall: boolean; onCall: () => void; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <div className={styles['ways']}>
      {props.canCall && (
        <Button primary testId="help-call" onPress={props.onCall}>
          <Sign of="bell" />
          {t('guide:help.call')}
        </Button>
      )}
      <Button testId="help-close" onPress={props.onClose}>
        {t('guide:help.close')}
      </Button>
    </div>
  )
}

/** Only what the township has made public: which window, and its telephones. */
function Who(props: { kiosk: KioskState }) {
  const { t } = useTranslation()
  const { township } = props.kiosk
  const [window] = township?.windows ?? []
  const [hotline] = township?.hotlines ?? []
  const phone = window?.phone ?? hotline?.phone
  return (
    <div className={styles['who']} data-testid="help-who">
      <p>
        {window ? t('guide:help.window', { no: window.no, name: window.name }) : t('guide:help.anyWindow')}
      </p>
      {phone && (
        <p>
          {t('guide:help.phone')}
          <span className={styles['phone']}>{phone}</span>
        </p>
      )}
      {township?.officeHours && <p>{t('guide:help.hours', { hours: township.officeHours })}</p>}
    </div>
  )
}

/** Read for itself: the screen below keeps its own lines. */
function OwnSpeech(props: { children: ReactNode }) {
  const speech = useSpeech()
  const [parts] = useState(() => new SpokenParts())
  const { stop, start } = speech
  useEffect(() => {
    stop()
    return stop
  }, [stop])
  const own = useMemo(
    () => ({ ...speech, parts, start: (asked = false) => start(asked, parts) }),
    [speech, parts, start],
  )
  return <SpeechOf value={own}>{props.children}</SpeechOf>
}
