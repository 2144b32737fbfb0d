// Beside the steps: what villagers said, fetched from a stick with the township's key, and whether opinions are taken at all.
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Collecting, OpinionSheetState, OpinionsPage as Page, Situation } from '../../office-contract.ts'
import { act, call, useAnswer } from '../bridge.ts'
import { DriveChoice } from '../DriveChoice.tsx'
import { problemWords } from '../office-words.ts'
import { Press } from '../Press.tsx'
import frame from '../StepFrame.module.css'
import styles from './OpinionsPage.module.css'

export function OpinionsPage(props: { situation: Situation; opinions: Opinions; onClose: () => void }) {
  const { situation } = props
  const { page, again } = props.opinions
  const { t } = useTranslation()
  return (
    <main className={frame['frame']} data-testid="at-opinions">
      <header className={frame['head']}>
        <h1>{t('office:opinions.title')}</h1>
        <p>{t('office:opinions.lead')}</p>
      </header>
      <div className={frame['content']}>
        <div className={styles['page']}>
          {page && <Answering page={page} onChange={again} />}
          <Fetching situation={situation} onFetched={again} />
        </div>
      </div>
      <footer className={frame['foot']}>
        <Press testId="close-opinions" onPress={props.onClose}>
          {t('office:opinions.close')}
        </Press>
      </footer>
    </main>
  )
}

export type Opinions = { page: Page | null; again: () => void }

/** The clerk answers in another program and comes back: then the sheet is looked at anew. */
export function useOpinions(situation: Situation): Opinions {
  const [times, setTimes] = useState(0)
  const again = () => setTimes((before) => before + 1)
  useEffect(() => {
    window.addEventListener('focus', again)
    return () => window.removeEventListener('focus', again)
  }, [])
  const { reading } = situation
  const round = reading.kind === 'done' ? reading.round : 0
  return { page: useAnswer('opinions', {}, `${situation.folder} ${round} ${times}`).answer, again }
}

function Answering(props: { page: Page; onChange: () => void }) {
  const { page } = props
  const { t } = useTranslation()
  return (
    <section className={styles['part']}>
      <h2>{t('office:opinions.taking')}</h2>
      <label className={styles['take']}>
        <input
          type="checkbox"
          checked={page.taken}
          data-testid="takes-opinions"
          onChange={(event) => void act('takeOpinions', { taken: event.target.checked }).then(props.onChange)}
        />
        <span>{t('office:opinions.take')}</span>
      </label>
      <p>{t(page.taken ? 'office:opinions.takeMore' : 'office:opinions.takeNot')}</p>
      <Sheet of={page.sheet} />
    </section>
  )
}

function Sheet(props: { of: OpinionSheetState }) {
  const { of } = props
  const { t } = useTranslation()
  if (of.kind === 'none') return <p data-testid="no-opinions">{t('office:opinions.none')}</p>
  if (of.kind === 'unreadable')
    return (
      <p role="alert" className={styles['warn']} data-testid="bad-opinions">
        {problemWords(t, of.problem)}
      </p>
    )
  const answered = of.received - of.unanswered
  return (
    <>
      <p className={styles['big']} data-testid="opinion-counts">
        {t('office:opinions.counts', { received: of.received, answered })}
      </p>
      {of.unanswered > 0 && (
        <p className={of.overdue > 0 ? styles['warn'] : undefined}>
          {t('office:opinions.waiting', { count: of.unanswered })}
          {of.overdue > 0 && t('office:opinions.overdue', { count: of.overdue })}
        </p>
      )}
      {of.faults.map(({ cell, kind }) => (
        <p key={`${cell} ${kind}`} role="alert" className={styles['warn']} data-testid="reply-fault">
          {t(`office:opinions.fault.${kind}`, { cell })}
        </p>
      ))}
      <p>{t('office:opinions.how')}</p>
      <Press testId="show-opinions" onPress={() => void call('showInFolder', { file: of.file })}>
        {t('office:opinions.show')}
      </Press>
    </>
  )
}

function Fetching(props: { situation: Situation; onFetched: () => void }) {
  const { situation, onFetched } = props
  const { key } = situation
  const { t } = useTranslation()
  const [passphrase, setPassphrase] = useState('')
  const [busy, setBusy] = useState(false)
  const [came, setCame] = useState<Collecting | null>(null)
  const fetch = async (ask: () => Promise<Collecting | null>) => {
    setBusy(true)
    const answer = (await ask()) ?? { ok: false, problem: { kind: 'no-answer' } }
    setBusy(false)
    setPassphrase('')
    if (!answer.ok && answer.problem.kind === 'cancelled') return
    setCame(answer)
    onFetched()
  }
  const isReady = !busy && key !== null && (!key.sealed || passphrase !== '')
  return (
    <section className={styles['part']}>
      <h2>{t('office:opinions.fetch')}</h2>
      {!key || key.stranger ? (
        <p data-testid="opinions-need-key">{t('office:opinions.needKey')}</p>
      ) : (
        <>
          <p>{t('office:opinions.fetchMore')}</p>
          {key.sealed && (
            <label className={styles['passphrase']}>
              <span>{t('office:sign.passphrase')}</span>
              <input
                type="password"
                value={passphrase}
                autoComplete="off"
                data-testid="opinions-passphrase"
                onChange={(event) => setPassphrase(event.target.value)}
              />
            </label>
          )}
          <DriveChoice
            testIds={{ drive: 'opinions-drive', folder: 'opinions-folder' }}
            words={{ none: t('office:opinions.noStick'), folder: t('office:opinions.folder') }}
            disabled={!isReady}
            onDrive={(driveId) => void fetch(() => call('collectFromDrive', { driveId, passphrase }))}
            onFolder={() => void fetch(() => call('collectFromFolder', { passphrase }))}
          />
          {came && <Came of={came} />}
        </>
      )}
    </section>
  )
}

function Came(props: { of: Collecting }) {
  const { of } = props
  const { t } = useTranslation()
  if (!of.ok)
    return (
      <p role="alert" className={styles['warn']} data-testid="not-collected">
        {problemWords(t, of.problem)}
      </p>
    )
  const { files, added, known, refused, notOpened } = of.collected
  if (files === 0) return <p data-testid="collected">{t('office:opinions.nothing')}</p>
  return (
    <div role="status" data-testid="collected">
      <p className={styles['done']}>✓ {t('office:opinions.came', { added })}</p>
      {known > 0 && <p>{t('office:opinions.known', { known })}</p>}
      {refused > 0 && <p className={styles['warn']}>{t('office:opinions.refused', { refused })}</p>}
      {notOpened > 0 && <p className={styles['warn']}>{t('office:opinions.notOpened', { notOpened })}</p>}
    </div>
  )
}
