// One update from stick to screen: progress, what would change, the clerk's word, and how it ended.
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UpdateState } from '../../electron/contract.ts'
import { callKiosk, onKioskEvent } from '../kiosk.ts'
import type { Nav } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { Frame, type Paging } from '../parts/Frame.tsx'
import { usePages } from '../pages.ts'
import { PreviewSheet } from './PreviewSheet.tsx'
import { hasRisks, RiskQuestions } from './RiskQuestions.tsx'
import { explainFault, explainRefusal, type Explained } from './refusals.ts'
import { megabytes } from './measures.ts'
import styles from './UpdateScreen.module.css'

export function UpdateScreen(props: { nav: Nav }) {
  const { nav } = props
  const { t } = useTranslation()
  const [state, setState] = useUpdateState()
  const { paging, onMeasured } = usePages(nav)
  const leave = () => {
    void callKiosk('dismissUpdate', {})
    nav.back()
  }
  const apply = (sequence: number) =>
    void callKiosk('applyUpdate', { sequence }).then((reply) => reply.ok && setState(reply.answer))
  const [asking, setAsking] = useState(false)
  const kind = state?.kind ?? 'idle'
  return (
    <Frame
      testId={`update-${kind}`}
      over={t('staff:over')}
      title={t(`staff:update.title.${kind}`)}
      {...(kind === 'ready' ? { paging: keepAlive(paging) } : {})}
    >
      <div className={styles['screen']}>
        {state && <UpdateBody state={state} page={paging.page} onMeasured={onMeasured} />}
        <div className={styles['answers']}>
          {state?.kind === 'ready' && (
            <>
              <Button testId="update-cancel" onPress={leave}>
                {t('staff:update.cancel')}
              </Button>
              <Button
                primary
                testId="update-apply"
                onPress={() => (hasRisks(state.preview, t) ? setAsking(true) : apply(state.preview.sequence))}
              >
                {t('staff:update.apply')}
              </Button>
            </>
          )}
          {(state?.kind === 'refused' || state?.kind === 'failed' || state?.kind === 'idle') && (
            <Button primary testId="update-dismiss" onPress={leave}>
              {t('staff:update.understood')}
            </Button>
          )}
          {state?.kind === 'applied' && (
            <Button
              primary
              testId="update-done"
              onPress={() => {
                void callKiosk('dismissUpdate', {})
                nav.home()
              }}
            >
              {t('staff:update.done')}
            </Button>
          )}
        </div>
        {state?.kind === 'ready' && asking && (
          <RiskQuestions
            preview={state.preview}
            onSeen={() => {
              setAsking(false)
              apply(state.preview.sequence)
            }}
            onStop={() => setAsking(false)}
          />
        )}
      </div>
    </Frame>
  )
}

/** Turning pages of a long preview is a sign of life, which the machine sees only in calls. */
function keepAlive(paging: Paging): Paging {
  return {
    ...paging,
    turn: (page) => {
      void callKiosk('updateState', {})
      paging.turn(page)
    },
  }
}

function useUpdateState(): [UpdateState | null, (state: UpdateState) => void] {
  const [state, setState] = useState<UpdateState | null>(null)
  useEffect(() => {
    let heard = false
    const stop = onKioskEvent((event) => {
      if (event.kind !== 'update') return
      heard = true
      setState(event.state)
    })
    void callKiosk('updateState', {}).then((reply) => {
      // An event that came meanwhile is newer than this answer.
      if (reply.ok && !heard) setState(reply.answer)
    })
    return stop
  }, [])
  return [state, setState]
}

function UpdateBody(props: {
  state: UpdateState
  page: number
  onMeasured: Parameters<typeof PreviewSheet>[0]['onMeasured']
}) {
  const { state } = props
  const { t } = useTranslation()
  switch (state.kind) {
    case 'idle':
      return <p className={styles['sentence']}>{t('staff:update.idle')}</p>
    case 'copying':
    case 'checking':
      return (
        <Progress
          sentence={t(`staff:update.${state.kind}`, { file: state.file })}
          detail={t('staff:update.bytes', { done: megabytes(state.done), total: megabytes(state.total) })}
          done={state.done}
          total={state.total}
        />
      )
    case 'applying':
      return (
        <Progress
          sentence={t('staff:update.applying')}
          detail={state.village ?? t('staff:update.wholeTownship')}
          done={state.done}
          total={state.total}
        />
      )
    case 'refused':
      return <Explanation file={state.file} of={explainRefusal(t, state.refusal)} />
    case 'failed':
      return <Explanation file={state.file} of={explainFault(t, state.fault)} />
    case 'ready':
      return (
        <PreviewSheet
          preview={state.preview}
          file={state.file}
          {...(state.again ? { again: explainFault(t, state.again) } : {})}
          page={props.page}
          onMeasured={props.onMeasured}
        />
      )
    case 'applied':
      return (
        <div data-testid="update-applied">
          <p className={styles['big']}>{t('staff:update.applied', { sequence: state.sequence })}</p>
          <p className={styles['sentence']}>
            {t('staff:update.appliedCounts', { entries: state.entries, rows: state.rows })}
          </p>
          <p className={styles['more']}>{t('staff:update.appliedMore')}</p>
        </div>
      )
  }
}

function Progress(props: { sentence: string; detail: string; done: number; total: number }) {
  const share = props.total > 0 ? Math.min(1, props.done / props.total) : 0
  const percent = Math.floor(share * 100)
  return (
    <div className={styles['progress']} role="status">
      <p className={styles['big']}>{props.sentence}</p>
      <div className={styles['track']} role="progressbar" aria-valuenow={percent}>
        <span style={{ width: `${percent}%` }} />
      </div>
      <p>
        {percent}% · {props.detail}
      </p>
    </div>
  )
}

function Explanation(props: { file: string; of: Explained }) {
  const { t } = useTranslation()
  return (
    <div role="alert" data-testid="update-explanation">
      <p className={styles['big']}>{props.of.sentence}</p>
      <p className={styles['sentence']}>{props.of.action}</p>
      <p className={styles['more']}>{t('staff:update.kept')}</p>
      <p className={styles['code']}>{t('staff:update.code', { file: props.file, code: props.of.code })}</p>
    </div>
  )
}
