// One update from stick to paper: progress, what would change, what must be looked at, and what is compared afterwards.
import { useTranslation } from 'react-i18next'
import type { KioskState, UpdateState } from '../../electron/contract.ts'
import { callKiosk } from '../kiosk.ts'
import type { Screen } from '../navigation.ts'
import type { Nav } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { Frame } from '../parts/Frame.tsx'
import { usePages } from '../pages.ts'
import { AppliedSheet } from './AppliedSheet.tsx'
import { ChecksScreen } from './ChecksScreen.tsx'
import { ItemsScreen, VillageScreen } from './PreviewDetails.tsx'
import { PreviewSheet } from './PreviewSheet.tsx'
import { ProgressSheet } from './ProgressSheet.tsx'
import { explainFault, explainRefusal, type Explained } from './refusals.ts'
import { ReceiptOffer } from './ReceiptOffer.tsx'
import { RefusedSheet } from './RefusedSheet.tsx'
import { RiskScreen } from './RiskScreen.tsx'
import { keepAlive, useShown, useUpdate } from './useUpdate.ts'
import styles from './UpdateScreen.module.css'

type UpdateOf<K extends UpdateState['kind']> = Extract<UpdateState, { kind: K }>

export function UpdateScreen(props: {
  of: Extract<Screen, { kind: 'update' }>
  kiosk: KioskState
  nav: Nav
}) {
  const { look } = props.of
  const { kiosk, nav } = props
  const { t } = useTranslation()
  const [state, setState] = useUpdate()
  useShown(state, nav.turn)
  if (state?.kind === 'ready' && look) {
    if (look.kind === 'risk') return <RiskScreen state={state} id={look.id} nav={nav} />
    if (look.kind === 'village') return <VillageScreen preview={state.preview} code={look.code} nav={nav} />
    if (look.kind === 'items')
      return <ItemsScreen preview={state.preview} code={look.code} itemType={look.itemType} nav={nav} />
  }
  if (state?.kind === 'applied' && look?.kind === 'checks') return <ChecksScreen state={state} nav={nav} />
  if (state?.kind === 'ready') return <Ready state={state} nav={nav} onState={setState} />
  if (state?.kind === 'applied') return <Applied state={state} nav={nav} />
  if (state?.kind === 'refused' || state?.kind === 'failed') {
    const told = state.kind === 'refused' ? explainRefusal(t, state.refusal) : explainFault(t, state.fault)
    return <Ended state={state} told={told} kiosk={kiosk} nav={nav} />
  }
  const kind = state?.kind ?? 'idle'
  return (
    <Frame testId={`update-${kind}`} over={t('staff:over')} title={t(`staff:update.title.${kind}`)}>
      {state && state.kind !== 'idle' && <ProgressSheet state={state} />}
      {state?.kind === 'idle' && (
        <div className={styles['screen']}>
          <p className={styles['sentence']}>{t('staff:update.idle')}</p>
          <div className={styles['answers']}>
            <Button primary testId="update-dismiss" onPress={nav.back}>
              {t('staff:update.understood')}
            </Button>
          </div>
        </div>
      )}
    </Frame>
  )
}

/** Put away, and back to where it was begun. */
function leaveUpdate(nav: Nav) {
  void callKiosk('dismissUpdate', {})
  nav.back()
}

function Ready(props: { state: UpdateOf<'ready'>; nav: Nav; onState: (state: UpdateState) => void }) {
  const { state, nav, onState } = props
  const { preview, seen } = state
  const { t } = useTranslation()
  const { paging, onMeasured } = usePages(nav)
  const unseen = preview.risks.filter(({ id }) => !seen.includes(id))
  const [next] = unseen
  const apply = () =>
    void callKiosk('applyUpdate', { sequence: preview.sequence }).then((reply) => {
      if (reply.ok) onState(reply.answer)
    })
  const lookNext = next && (() => nav.go({ kind: 'update', look: { kind: 'risk', id: next.id } }))
  return (
    <Frame
      testId="update-ready"
      over={t('staff:over')}
      title={t('staff:update.title.ready')}
      paging={keepAlive(paging)}
    >
      <div className={styles['screen']}>
        <PreviewSheet state={state} page={paging.page} onMeasured={onMeasured} nav={nav} />
        <div className={styles['answers']}>
          <Button testId="update-cancel" onPress={() => leaveUpdate(nav)}>
            {t('staff:update.cancel')}
          </Button>
          {lookNext ? (
            <Button primary testId="update-look" onPress={lookNext}>
              {seen.length === 0
                ? t('staff:update.lookRisks', { count: unseen.length })
                : t('staff:update.lookRest', { count: unseen.length })}
            </Button>
          ) : (
            <Button primary testId="update-apply" onPress={apply}>
              {t('staff:update.apply')}
            </Button>
          )}
        </div>
      </div>
    </Frame>
  )
}

function Ended(props: {
  state: UpdateOf<'refused'> | UpdateOf<'failed'>
  told: Explained
  kiosk: KioskState
  nav: Nav
}) {
  const { state, told, kiosk, nav } = props
  const { t } = useTranslation()
  const { paging, onMeasured } = usePages(nav)
  return (
    <Frame
      testId={`update-${state.kind}`}
      over={t('staff:over')}
      title={t(`staff:update.title.${told.look}`)}
      paging={paging}
    >
      <div className={styles['screen']}>
        <RefusedSheet
          state={state}
          told={told}
          shown={kiosk.content?.sequence ?? null}
          page={paging.page}
          onMeasured={onMeasured}
        />
        <div className={styles['answers']}>
          <Button primary testId="update-dismiss" onPress={() => leaveUpdate(nav)}>
            {t('staff:update.understood')}
          </Button>
        </div>
      </div>
    </Frame>
  )
}

function Applied(props: { state: UpdateOf<'applied'>; nav: Nav }) {
  const { state, nav } = props
  const { t } = useTranslation()
  const { paging, onMeasured } = usePages(nav)
  const open = state.checks.some(({ result }) => result === null)
  const leave = () => {
    void callKiosk('dismissUpdate', {})
    nav.home()
  }
  return (
    <Frame
      testId="update-applied"
      over={t('staff:over')}
      title={t('staff:update.title.applied')}
      paging={paging}
    >
      <div className={styles['screen']}>
        <AppliedSheet state={state} page={paging.page} onMeasured={onMeasured} />
        <ReceiptOffer />
        <div className={styles['answers']}>
          <Button primary={!open} testId="update-done" onPress={leave}>
            {t(open ? 'staff:update.doneSkip' : 'staff:update.done')}
          </Button>
          {open && (
            <Button
              primary
              testId="update-check"
              onPress={() => nav.go({ kind: 'update', look: { kind: 'checks' } })}
            >
              {t('staff:update.check', { count: state.checks.length })}
            </Button>
          )}
        </div>
      </div>
    </Frame>
  )
}
