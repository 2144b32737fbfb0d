// Step 5: what goes out and what stays, and the two people who have looked at it.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { localDay } from '../../../disclosure/local-day.ts'
import type { Problem, ReportPage, Reviewed, Situation } from '../../office-contract.ts'
import { isoDatePattern, personNamePattern } from '../../office-facts.ts'
import { dateName, itemTitle } from '../../../renderer/words.ts'
import { act, useAnswer } from '../bridge.ts'
import { acceptedReason, faultName, linesOf } from '../findings-words.ts'
import { Press } from '../Press.tsx'
import { StepFrame } from '../StepFrame.tsx'
import styles from './ReviewStep.module.css'

const steps = ['pre-review', 'secrecy-review'] as const
type Step = (typeof steps)[number]

export function ReviewStep(props: { situation: Situation }) {
  const { situation } = props
  const { reading, reviews, reviewsStale } = situation
  const { t } = useTranslation()
  const [problem, setProblem] = useState<Problem | null>(null)
  const round = reading.kind === 'done' ? reading.round : 0
  const { answer: page } = useAnswer('report', {}, String(round))
  const missing = steps.filter((step) => reviews[step] === null || reviewsStale)
  const word = missing.map((step) => t(`office:review.${step}.title`)).join('、')
  return (
    <StepFrame
      situation={situation}
      step="review"
      problem={problem}
      quietNext={missing.length > 0}
      aside={missing.length > 0 ? t('office:review.missing', { steps: word }) : t('office:review.both')}
    >
      <div className={styles['step']}>
        <div className={styles['facts']}>
          {page && reading.kind === 'done' && (
            <Facts page={page} errors={reading.errors} questions={reading.questions} />
          )}
        </div>
        <div className={styles['people']}>
          {reviewsStale && (
            <p role="alert" className={styles['stale']} data-testid="reviews-stale">
              {t('office:review.stale')}
            </p>
          )}
          {steps.map((step) => (
            <Person
              key={`${step} ${reviewsStale}`}
              step={step}
              done={reviewsStale ? null : reviews[step]}
              other={reviewsStale ? null : reviews[step === 'pre-review' ? 'secrecy-review' : 'pre-review']}
              onProblem={setProblem}
            />
          ))}
        </div>
      </div>
    </StepFrame>
  )
}

function Person(props: {
  step: Step
  done: Reviewed | null
  other: Reviewed | null
  onProblem: (problem: Problem | null) => void
}) {
  const { step, done, other } = props
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [on, setOn] = useState(localDay(new Date()))
  const [looked, setLooked] = useState(false)
  const send = (review: Reviewed | null) => void act('review', { step, done: review }).then(props.onProblem)
  const written = name.trim()
  const isName = personNamePattern.test(written)
  const isSame = other !== null && other.name === written
  return (
    <section className={styles['person']} data-done={done !== null || undefined} data-testid={step}>
      <h2>{t(`office:review.${step}.title`)}</h2>
      {done ? (
        <div className={styles['signed']}>
          <p>
            <b>✓ {t('office:review.sign', { name: done.name, on: dateName(t, done.on) })}</b>
          </p>
          <Press look="quiet" onPress={() => send(null)}>
            {t('office:review.undo')}
          </Press>
        </div>
      ) : (
        <form
          className={styles['form']}
          onSubmit={(event) => {
            event.preventDefault()
          }}
        >
          <label>
            <span>{t('office:review.name')}</span>
            <input
              type="text"
              value={name}
              maxLength={20}
              data-testid={`${step}-name`}
              onChange={(event) => setName(event.target.value)}
            />
          </label>
          <label>
            <span>{t('office:review.date')}</span>
            <input
              type="date"
              value={on}
              data-testid={`${step}-date`}
              onChange={(event) => setOn(event.target.value)}
            />
          </label>
          <label className={styles['tick']}>
            <input
              type="checkbox"
              checked={looked}
              data-testid={`${step}-tick`}
              onChange={(event) => setLooked(event.target.checked)}
            />
            <span>{t(`office:review.${step}.what`)}</span>
          </label>
          <div className={styles['send']}>
            <Press
              testId={`${step}-do`}
              disabled={!looked || !isName || isSame || !isoDatePattern.test(on)}
              onPress={() => send({ name: written, on })}
            >
              {t('office:review.do')}
            </Press>
            {isSame ? (
              <span role="alert">{t('office:review.same')}</span>
            ) : (
              written !== '' && !isName && <span>{t('office:review.needName')}</span>
            )}
          </div>
        </form>
      )}
    </section>
  )
}

function Facts(props: { page: ReportPage; errors: number; questions: number }) {
  return (
    <>
      <Published page={props.page} />
      <HeldBack {...props} />
      <Privacy page={props.page} />
    </>
  )
}

function Published(props: { page: ReportPage }) {
  const { entries } = props.page.report
  const { t } = useTranslation()
  const villages = new Set(entries.flatMap(({ village }) => (village === null ? [] : [village])))
  const rows = entries.reduce((sum, entry) => sum + entry.rows, 0)
  const byType = new Map<string, number>()
  for (const { itemType } of entries) byType.set(itemType, (byType.get(itemType) ?? 0) + 1)
  return (
    <section>
      <h2>{t('office:review.publish')}</h2>
      <p>{t('office:review.publishCount', { entries: entries.length, rows, villages: villages.size })}</p>
      <ul className={styles['types']}>
        {[...byType].map(([type, count]) => (
          <li key={type}>
            {itemTitle(t, type)} <b>{count}</b>
          </li>
        ))}
      </ul>
      <Accepted page={props.page} />
    </section>
  )
}

/** Published although it is wrong: the reviewer reads the same reason as the villagers. */
function Accepted(props: { page: ReportPage }) {
  const { page } = props
  const { t } = useTranslation()
  const accepted = page.report.faults.flatMap((fault) => {
    const reason = acceptedReason(page.accepted, fault)
    return reason === null ? [] : [{ fault, reason }]
  })
  if (accepted.length === 0) return null
  return (
    <>
      <h3>{t('office:review.accepted')}</h3>
      <ul>
        {accepted.map(({ fault, reason }, at) => (
          <li key={at}>
            {faultName(t, fault)} {fault.cell ?? ''}：{reason}
          </li>
        ))}
      </ul>
    </>
  )
}

function HeldBack(props: { page: ReportPage; errors: number; questions: number }) {
  const { page } = props
  const { t } = useTranslation()
  const lines = linesOf(page)
  const { errors, questions } = props
  const said = lines.filter(({ held }) => held).length
  const unused = lines.filter(({ group, held }) => group === 'unused' && !held).length
  const told = [
    errors > 0 ? t('office:review.heldFaults', { count: errors }) : null,
    questions > 0 ? t('office:review.heldQuestions', { count: questions }) : null,
    unused > 0 ? t('office:review.heldUnused', { count: unused }) : null,
    said > 0 ? t('office:review.heldSaid', { count: said }) : null,
  ].filter((each) => each !== null)
  return (
    <section>
      <h2>{t('office:review.held')}</h2>
      {told.length === 0 ? (
        <p>{t('office:review.heldNone')}</p>
      ) : (
        <ul>
          {told.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Privacy(props: { page: ReportPage }) {
  const { swept, dropped } = props.page.report
  const { t } = useTranslation()
  const columns = dropped.filter(({ why }) => why === 'personal').length
  const kinds = new Map<string, number>()
  for (const { kind } of swept) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  return (
    <section data-testid="privacy-counts">
      <h2>{t('office:review.privacy')}</h2>
      <p>
        {swept.length === 0
          ? t('office:review.sweptNone')
          : t('office:review.swept', { count: swept.length })}
      </p>
      <ul className={styles['types']}>
        {[...kinds].map(([kind, count]) => (
          <li key={kind}>{t(`office:review.kind.${kind}`, { count })}</li>
        ))}
      </ul>
      {columns > 0 && <p>{t('office:review.columns', { count: columns })}</p>}
    </section>
  )
}
