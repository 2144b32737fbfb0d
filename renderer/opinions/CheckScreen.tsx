// What will be sent, as one sentence and nothing else, before it is sent; and if it cannot be, that it still stands here.
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { KioskState, OpinionLeft } from '../../electron/contract.ts'
import { callKiosk, useKiosk } from '../kiosk.ts'
import type { Screen } from '../navigation.ts'
import type { Nav } from '../pages.ts'
import { usePages } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { Clauses } from '../parts/Clauses.tsx'
import { Flow, type Piece } from '../parts/Flow.tsx'
import { Frame } from '../parts/Frame.tsx'
import { Sign } from '../parts/Signs.tsx'
import { Nothing } from '../parts/Waiting.tsx'
import { placeAndItem, useAboutWords } from './about.ts'
import { forgetDraft, useDraft, type Draft } from './opinion-draft.ts'
import { ToldAndAnswers } from './ToldAndAnswers.tsx'
import styles from './CheckScreen.module.css'

type NotKept = Extract<OpinionLeft, { kind: 'not-kept' }>['why']
type State = { kind: 'asking' } | { kind: 'sending' } | { kind: 'not-kept'; why: NotKept }

export function CheckScreen(props: {
  of: Extract<Screen, { kind: 'say-check' }>
  kiosk: KioskState
  nav: Nav
}) {
  const { of, kiosk, nav } = props
  const { t } = useTranslation()
  const draft = useDraft()
  const words = useAboutWords(t, kiosk, of.about)
  const over = placeAndItem(t, words)
  return draft ? (
    <Check draft={draft} over={over} item={words.item} nav={nav} />
  ) : (
    <Frame testId="say-check" over={over} title={t('opinions:check.title')}>
      <Nothing sentence={t('opinions:check.gone')} />
    </Frame>
  )
}

function Check(props: { draft: Draft; over: string; item: string | null; nav: Nav }) {
  const { draft, over, nav } = props
  const { about, reason } = draft
  const { t } = useTranslation()
  const { paging, onMeasured } = usePages(nav)
  const [state, setState] = useState<State>({ kind: 'asking' })
  const written = draft.text + draft.letters
  // The machine hides numbers of people before anything is closed: one sends what one sees.
  const asked = useKiosk('opinionAsSent', { text: written })
  const text = asked.kind === 'answered' ? asked.answer.text : null
  const pieces = useMemo(
    () => piecesOf({ t, over, reason, text, isHidden: text !== null && text !== written.trim(), state }),
    [t, over, reason, text, written, state],
  )
  const send = async () => {
    setState({ kind: 'sending' })
    const { villageCode: village, entry } = about
    const reply = await callKiosk('leaveOpinion', { village, entry, reason, text: written })
    if (!reply.ok) return setState({ kind: 'not-kept', why: 'disk' })
    if (reply.answer.kind === 'not-kept') return setState({ kind: 'not-kept', why: reply.answer.why })
    const { number, on } = reply.answer
    forgetDraft()
    // Back from the number leads to where one came from, not to the same question once more.
    nav.back()
    nav.instead({ kind: 'said', about, reason, number, on })
  }
  return (
    <Frame testId="say-check" over={over} title={t('opinions:check.title')} paging={paging}>
      <ToldAndAnswers
        told={text !== null && <Flow pieces={pieces} page={paging.page} onMeasured={onMeasured} />}
        answers={
          <>
            <Button
              testId="check-write"
              disabled={state.kind === 'sending'}
              onPress={() => nav.go({ kind: 'say-words', about, way: 'hand' })}
            >
              {t(written === '' ? 'opinions:check.write' : 'opinions:check.change')}
            </Button>
            <Button
              primary
              testId="check-send"
              disabled={state.kind === 'sending' || text === null}
              onPress={() => void send()}
            >
              {t(state.kind === 'sending' ? 'opinions:check.sending' : 'opinions:check.send')}
            </Button>
          </>
        }
      />
    </Frame>
  )
}

function piecesOf(of: {
  t: TFunction
  over: string
  reason: Draft['reason']
  text: string | null
  isHidden: boolean
  state: State
}): Piece[] {
  const { t, over, reason, text, isHidden, state } = of
  const sentence = t('opinions:check.sentence', { about: over, reason: t(`opinions:reason.${reason}.name`) })
  return [
    ...(state.kind === 'not-kept' ? [{ id: 'not kept', node: <NotKeptWords why={state.why} /> }] : []),
    {
      id: 'sentence',
      node: (
        <p className={styles['sentence']} data-testid="check-sentence">
          <Clauses of={sentence} />
        </p>
      ),
    },
    ...(text === null || text === '' ? [] : [{ id: 'words', text }]),
    ...(isHidden
      ? [
          {
            id: 'hidden',
            node: (
              <p className={styles['note']} data-testid="check-hidden">
                {t('opinions:check.hidden')}
              </p>
            ),
          },
        ]
      : []),
    { id: 'nobody', node: <p className={styles['note']}>{t('opinions:check.nobody')}</p> },
  ]
}

function NotKeptWords(props: { why: NotKept }) {
  const { t } = useTranslation()
  return (
    <div role="alert" className={styles['failed']} data-testid="opinion-not-kept">
      <Sign of="wrong" />
      <div>
        <p>{t(`opinions:notKept.${props.why}`)}</p>
        <p>{t('opinions:notKept.stays')}</p>
      </div>
    </div>
  )
}
