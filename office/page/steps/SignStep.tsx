// Step 6: the township's key, its passphrase, the number of the pack, and the signature.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeyState, Problem, Situation } from '../../office-contract.ts'
import { act, call } from '../bridge.ts'
import { Press } from '../Press.tsx'
import { StepFrame } from '../StepFrame.tsx'
import styles from './SignStep.module.css'

const shortest = 8

export function SignStep(props: { situation: Situation }) {
  const { situation } = props
  const { key, signed } = situation
  const { t } = useTranslation()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [making, setMaking] = useState(false)
  const isReviewed =
    situation.reviews['pre-review'] !== null &&
    situation.reviews['secrecy-review'] !== null &&
    !situation.reviewsStale
  const shownProblem = problem?.kind === 'wrong-passphrase' ? null : problem
  return (
    <StepFrame situation={situation} step="sign" problem={shownProblem} quietNext={signed === null}>
      <div className={styles['step']}>
        <section className={styles['key']}>
          <h2>{t('office:sign.key')}</h2>
          {making ? (
            <MakeKey
              onCancel={() => setMaking(false)}
              onMade={(found) => {
                setProblem(found)
                if (!found) setMaking(false)
              }}
            />
          ) : (
            <>
              {key ? <Key of={key} /> : <p>{t('office:sign.none')}</p>}
              <div className={styles['ways']}>
                <Press testId="choose-key" onPress={() => void act('chooseKey', {}).then(setProblem)}>
                  {t(key ? 'office:sign.change' : 'office:sign.choose')}
                </Press>
                <Press testId="make-key" onPress={() => setMaking(true)}>
                  {t('office:sign.make')}
                </Press>
              </div>
            </>
          )}
        </section>
        <section className={styles['sign']}>
          {!isReviewed ? (
            <div className={styles['blocked']} data-testid="not-reviewed">
              <p>{t('office:sign.reviewsMissing')}</p>
              <Press look="primary" onPress={() => void call('goTo', { step: 'review' })}>
                {t('office:sign.toReview')}
              </Press>
            </div>
          ) : signed ? (
            <p className={styles['done']} data-testid="signed">
              ✓ {t('office:sign.done', { sequence: signed.sequence, entries: signed.entries })}
            </p>
          ) : (
            key &&
            !key.stranger && (
              <Sign key={key.file} of={key} wrongTries={situation.wrongTries} onProblem={setProblem} />
            )
          )}
        </section>
      </div>
    </StepFrame>
  )
}

function Key(props: { of: KeyState }) {
  const { of } = props
  const { t } = useTranslation()
  return (
    <div className={styles['facts']} data-testid="key">
      <p>
        <b>{t('office:sign.of', { name: of.name })}</b>
      </p>
      <p className={styles['path']}>{of.file}</p>
      <p>
        {t('office:sign.fingerprint')}　<b className={styles['fingerprint']}>{of.fingerprint}</b>
      </p>
      <p>{t('office:sign.fingerprintMore')}</p>
      {!of.sealed && <p className={styles['warn']}>{t('office:sign.plain')}</p>}
      {of.stranger && (
        <p role="alert" className={styles['warn']}>
          {t('office:sign.stranger')}
        </p>
      )}
    </div>
  )
}

function MakeKey(props: { onMade: (problem: Problem | null) => void; onCancel: () => void }) {
  const { t } = useTranslation()
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const [seen, setSeen] = useState(false)
  const isLong = [...first.trim()].length >= shortest
  const type = seen ? 'text' : 'password'
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
      }}
    >
      <label>
        <span>{t('office:sign.newPassphrase')}</span>
        <input
          type={type}
          value={first}
          autoFocus
          autoComplete="off"
          data-testid="new-passphrase"
          onChange={(event) => setFirst(event.target.value)}
        />
      </label>
      <label>
        <span>{t('office:sign.again')}</span>
        <input
          type={type}
          value={second}
          autoComplete="off"
          data-testid="new-passphrase-again"
          onChange={(event) => setSecond(event.target.value)}
        />
      </label>
      <label className={styles['see']}>
        <input type="checkbox" checked={seen} onChange={(event) => setSeen(event.target.checked)} />
        <span>{t('office:sign.show')}</span>
      </label>
      <p>
        {first !== '' && !isLong
          ? t('office:sign.short')
          : second !== '' && first !== second
            ? t('office:sign.differs')
            : t('office:sign.newPassphraseMore')}
      </p>
      <div className={styles['ways']}>
        <Press
          testId="make-key-do"
          disabled={!isLong || first !== second}
          onPress={() => void act('makeKey', { passphrase: first }).then(props.onMade)}
        >
          {t('office:sign.makeDo')}
        </Press>
        <Press onPress={props.onCancel}>{t('office:cancel')}</Press>
      </div>
    </form>
  )
}

function Sign(props: { of: KeyState; wrongTries: number; onProblem: (problem: Problem | null) => void }) {
  const { of, wrongTries } = props
  const { t } = useTranslation()
  const last = of.lastSequence
  const [passphrase, setPassphrase] = useState('')
  const [seen, setSeen] = useState(false)
  const [sequence, setSequence] = useState(String((last ?? 0) + 1))
  const [busy, setBusy] = useState(false)
  const number = /^[1-9]\d{0,8}$/.test(sequence) ? Number(sequence) : null
  const isNext = number !== null && number > (last ?? 0)
  const sign = async () => {
    if (number === null || busy) return
    setBusy(true)
    const problem = await act('sign', { passphrase, sequence: number })
    setBusy(false)
    if (problem?.kind === 'wrong-passphrase') setPassphrase('')
    props.onProblem(problem)
  }
  const isReady = isNext && !busy && (!of.sealed || passphrase !== '')
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) void sign()
      }}
    >
      <label>
        <span>{t('office:sign.sequence')}</span>
        <input
          type="text"
          inputMode="numeric"
          value={sequence}
          maxLength={9}
          data-testid="sequence"
          onChange={(event) => setSequence(event.target.value)}
        />
      </label>
      <p>
        {!isNext && last !== null
          ? t('office:sign.sequenceUsed', { last })
          : last
            ? t('office:sign.sequenceMore', { last })
            : t('office:sign.sequenceFirst')}
      </p>
      {of.sealed && (
        <>
          <label>
            <span>{t('office:sign.passphrase')}</span>
            <input
              type={seen ? 'text' : 'password'}
              value={passphrase}
              autoComplete="off"
              data-testid="passphrase"
              onChange={(event) => setPassphrase(event.target.value)}
            />
          </label>
          <label className={styles['see']}>
            <input type="checkbox" checked={seen} onChange={(event) => setSeen(event.target.checked)} />
            <span>{t('office:sign.show')}</span>
          </label>
        </>
      )}
      {wrongTries > 0 && (
        <p role="alert" className={styles['warn']} data-testid="wrong-passphrase">
          {t(
            wrongTries === 1
              ? 'office:sign.wrong'
              : wrongTries === 2
                ? 'office:sign.wrongAgain'
                : 'office:sign.wrongMany',
          )}
        </p>
      )}
      <Press look="primary" testId="sign" disabled={!isReady} onPress={() => void sign()}>
        {t(busy ? 'office:sign.doing' : 'office:sign.do')}
      </Press>
    </form>
  )
}
