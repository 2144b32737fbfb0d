// Three steps for one who stands here for the first time: a drawing, two sentences, read aloud where there is a voice.
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { KioskState } from '../../electron/contract.ts'
import { firstChoice, type Screen } from '../navigation.ts'
import type { Nav } from '../pages.ts'
import { usePages } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { Clauses } from '../parts/Clauses.tsx'
import { Flow, type Piece } from '../parts/Flow.tsx'
import { Frame } from '../parts/Frame.tsx'
import { useSpeech } from '../speech/Speech.tsx'
import { GlassDrawing } from './GlassDrawing.tsx'
import type { Picture } from './help-of.ts'
import styles from './FirstScreen.module.css'

type Step = Extract<Screen, { kind: 'first' }>['step']

const drawings = {
  1: { picture: 'start', touch: 1 },
  2: { picture: 'tiles', touch: 2 },
  3: { picture: 'list', touch: 0 },
} as const satisfies Record<Step, { picture: Picture; touch: number }>

const after = { 1: 2, 2: 3, 3: null } as const satisfies Record<Step, Step | null>

export function FirstScreen(props: { step: Step; kiosk: KioskState; nav: Nav }) {
  const { step, kiosk, nav } = props
  const { t } = useTranslation()
  const { paging, onMeasured } = usePages(nav)
  const { instead, home } = nav
  const pieces = useMemo<Piece[]>(
    () => [
      {
        id: 'first how',
        said: () => sentencesOf(t, step),
        node: <How step={step} />,
        // On a low glass in large letters one sentence fills a page.
        otherwise: [
          {
            id: 'first how drawn',
            said: () => [],
            node: (
              <div className={styles['alone']}>
                <Drawn step={step} />
              </div>
            ),
          },
          ...sentencesOf(t, step).map((sentence, at) => ({
            id: `first how ${at}`,
            node: <p className={styles['alone']}>{sentence}</p>,
          })),
        ],
      },
      {
        id: 'first ways',
        said: () => [],
        node: <Ways step={step} kiosk={kiosk} instead={instead} home={home} />,
      },
    ],
    [t, step, kiosk, instead, home],
  )
  useReadAtOnce()
  return (
    <Frame
      testId="first"
      over={t('guide:first.over', { step })}
      title={t(`guide:first.step${step}.title`)}
      paging={paging}
    >
      <Flow pieces={pieces} page={paging.page} onMeasured={onMeasured} />
    </Frame>
  )
}

const sentencesOf = (t: TFunction, step: Step): string[] => [
  t(`guide:first.step${step}.first`),
  t(`guide:first.step${step}.then`),
]

function How(props: { step: Step }) {
  const { step } = props
  const { t } = useTranslation()
  return (
    <div className={styles['how']}>
      <Drawn step={step} />
      <div className={styles['sentences']}>
        {sentencesOf(t, step).map((sentence) => (
          <p key={sentence}>
            <Clauses of={sentence} />
          </p>
        ))}
      </div>
    </div>
  )
}

function Drawn(props: { step: Step }) {
  const { picture, touch } = drawings[props.step]
  return (
    <div className={styles['picture']}>
      <GlassDrawing of={picture} touch={touch} />
    </div>
  )
}

function Ways(props: { step: Step; kiosk: KioskState; instead: Nav['instead']; home: () => void }) {
  const { step, kiosk, instead, home } = props
  const { t } = useTranslation()
  const next = after[step]
  return (
    <div className={styles['ways']}>
      <Button testId="first-stop" onPress={home}>
        {t('guide:first.stop')}
      </Button>
      <Button
        primary
        testId="first-next"
        onPress={() => instead(next ? { kind: 'first', step: next } : firstChoice(kiosk.villages))}
      >
        {t(next ? 'guide:first.next' : kiosk.villages.length > 1 ? 'guide:first.choose' : 'guide:first.see')}
      </Button>
    </div>
  )
}

/** Whoever asks to be taught is talked to; the time it takes to lay out the page comes first. */
function useReadAtOnce(): void {
  const { offered, start } = useSpeech()
  useEffect(() => {
    if (!offered) return
    const timer = setTimeout(() => start(), 300)
    return () => clearTimeout(timer)
  }, [offered, start])
}
