// Items drawn by lot, each to be held against paper; and what to do if one does not match.
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { SpotCheckItem, UpdateState } from '../../electron/contract.ts'
import { callKiosk } from '../kiosk.ts'
import type { Nav } from '../pages.ts'
import { usePages } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Flow, type Piece } from '../parts/Flow.tsx'
import { Frame } from '../parts/Frame.tsx'
import { Sign } from '../parts/Signs.tsx'
import { nameOf, newWords, villageName } from './preview-words.ts'
import { explainFault } from './refusals.ts'
import { keepAlive } from './useUpdate.ts'
import styles from './ChecksScreen.module.css'
import screen from './UpdateScreen.module.css'

type Applied = Extract<UpdateState, { kind: 'applied' }>

export function ChecksScreen(props: { state: Applied; nav: Nav }) {
  const { state, nav } = props
  const { t } = useTranslation()
  const { paging, onMeasured } = usePages(nav)
  const back = useWayBack(t, state)
  const { go } = nav
  const { said } = back
  const pieces = useMemo(() => piecesOf(t, state, said, go), [t, state, said, go])
  const differs = state.checks.some(({ result }) => result === 'differs')
  const open = state.checks.some(({ result }) => result === null)
  const leave = () => {
    void callKiosk('dismissUpdate', {})
    nav.home()
  }
  const mayGoBack = differs && state.previous !== null && !back.done
  return (
    <Frame
      testId="update-checks"
      over={t('staff:over')}
      title={t('staff:check.title')}
      paging={keepAlive(paging)}
    >
      <div className={screen['screen']}>
        <Flow pieces={pieces} page={paging.page} onMeasured={onMeasured} />
        <div className={screen['answers']}>
          <Button primary={!open && !mayGoBack} testId="check-done" onPress={leave}>
            {t(open ? 'staff:check.skip' : 'staff:check.done')}
          </Button>
          {mayGoBack && (
            <Button primary testId="check-rollback" onPress={back.ask}>
              {t('staff:check.rollBack', { sequence: state.previous?.sequence })}
            </Button>
          )}
        </div>
        {back.asking && state.previous && (
          <Dialog
            title={t('staff:check.question', { sequence: state.previous.sequence })}
            testId="rollback-dialog"
            answers={
              <>
                <Button testId="rollback-no" onPress={back.stop}>
                  {t('staff:check.goOn')}
                </Button>
                <Button primary testId="rollback-yes" onPress={() => void back.go()}>
                  {t('staff:check.rollBack', { sequence: state.previous.sequence })}
                </Button>
              </>
            }
          >
            <p>{t('staff:check.questionMore')}</p>
          </Dialog>
        )}
      </div>
    </Frame>
  )
}

/** One confirmed touch back to what was shown before the update. */
function useWayBack(t: TFunction, state: Applied) {
  const [asking, setAsking] = useState(false)
  const [said, setSaid] = useState<string | null>(null)
  const [done, setDone] = useState(false)
  const go = async () => {
    setAsking(false)
    if (!state.previous) return
    const { generation, sequence } = state.previous
    const reply = await callKiosk('rollBack', { generation })
    if (!reply.ok) return setSaid(t('failed.sentence'))
    if (reply.answer.ok) {
      setDone(true)
      return setSaid(t('staff:check.rolledBack', { sequence, item: differing(t, state) }))
    }
    const { sentence, action } = explainFault(t, reply.answer.fault)
    setSaid(sentence + action)
  }
  return { asking, said, done, ask: () => setAsking(true), stop: () => setAsking(false), go }
}

const differing = (t: TFunction, state: Applied): string =>
  state.checks
    .filter(({ result }) => result === 'differs')
    .map(({ line }) =>
      t('staff:risks.place', { village: villageName(t, line.village), item: nameOf(t, line) }),
    )
    .join(t('value.listComma'))

function piecesOf(t: TFunction, state: Applied, said: string | null, go: Nav['go']): Piece[] {
  const { checks, previous } = state
  const differs = checks.some(({ result }) => result === 'differs')
  const allMatch = checks.every(({ result }) => result === 'matches')
  const what =
    previous === null
      ? t('staff:check.differsFirst')
      : t('staff:check.differsWhat', { sequence: previous.sequence })
  const tell = t('staff:check.tell', { item: differing(t, state), receipt: state.receipt })
  return [
    ...(said !== null
      ? [
          {
            id: 'said',
            node: (
              <p className={styles['said']} role="status" data-testid="check-said">
                {said}
              </p>
            ),
          },
        ]
      : []),
    ...(differs && said === null ? [differsPiece(t, [what, tell])] : []),
    ...(!differs
      ? [
          {
            id: 'how',
            node: <p className={styles['how']}>{t(allMatch ? 'staff:check.allMatch' : 'staff:check.how')}</p>,
          },
        ]
      : []),
    ...checks.map((each, at) => ({
      id: each.line.id,
      node: <CheckLine of={each} at={at} go={go} />,
    })),
  ]
}

/** In one frame where it fits on a page; else its sentences, which may go over to the next. */
const differsPiece = (t: TFunction, sentences: readonly string[]): Piece => ({
  id: 'differs',
  node: (
    <div className={styles['differs']} role="alert" data-testid="check-differs">
      <h2>{t('staff:check.differsTitle')}</h2>
      {sentences.map((each) => (
        <p key={each}>{each}</p>
      ))}
    </div>
  ),
  otherwise: [
    { id: 'differs head', withNext: true, node: <h2 role="alert">{t('staff:check.differsTitle')}</h2> },
    ...sentences.map((text, at) => ({ id: `differs ${at}`, text })),
  ],
})

function CheckLine(props: { of: SpotCheckItem; at: number; go: Nav['go'] }) {
  const { line, result } = props.of
  const { t } = useTranslation()
  return (
    <Button
      className={styles['check']}
      testId={`check-${props.at}`}
      onPress={() => props.go({ kind: 'spot', id: line.id })}
    >
      <span className={styles['item']}>
        <b>{villageName(t, line.village)}</b>
        <span>{newWords(t, line)}</span>
      </span>
      <span className={styles[result ?? 'none']}>
        {result && <Sign of={result === 'matches' ? 'right' : 'wrong'} />}
        {t(`staff:check.${result ?? 'none'}`)}
      </span>
    </Button>
  )
}
