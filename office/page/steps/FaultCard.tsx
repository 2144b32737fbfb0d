// One thing the reader has found: where, what is written there and what should be, what to do, and the reason if it stays.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fault, Problem } from '../../office-contract.ts'
import { act } from '../bridge.ts'
import { faultName, faultSentences, mayBeAccepted } from '../findings-words.ts'
import { problemWords } from '../office-words.ts'
import { Press } from '../Press.tsx'
import styles from './FaultCard.module.css'

const leastReason = 4

export function FaultCard(props: {
  fault: Fault
  reason: string | null
  chosen: boolean
  onChoose: () => void
  onTold: () => void
}) {
  const { fault, reason, chosen } = props
  const { t } = useTranslation()
  const { say, do: todo } = faultSentences(t, fault)
  const severity = reason === null ? fault.severity : 'info'
  return (
    <li
      className={styles['card']}
      data-severity={severity}
      data-chosen={chosen || undefined}
      data-testid="fault"
    >
      <button type="button" className={styles['look']} aria-pressed={chosen} onClick={props.onChoose}>
        <b>{faultName(t, fault)}</b>
        {fault.cell !== null && (
          <span className={styles['cell']}>{t('office:sheets.cell', { cell: fault.cell })}</span>
        )}
        <span>{say}</span>
      </button>
      {chosen && (
        <div className={styles['more']}>
          <Values fault={fault} />
          <p>{todo}</p>
          {reason !== null ? (
            <Accepted fault={fault} reason={reason} onTold={props.onTold} />
          ) : (
            mayBeAccepted(fault) && <Accept fault={fault} onTold={props.onTold} />
          )}
        </div>
      )}
    </li>
  )
}

function Values(props: { fault: Fault }) {
  const { seen, expected } = props.fault
  const { t } = useTranslation()
  if (seen === null && expected === null) return null
  return (
    <dl className={styles['values']}>
      {seen !== null && (
        <div>
          <dt>{t('office:sheets.seen')}</dt>
          <dd>{seen}</dd>
        </div>
      )}
      {expected !== null && (
        <div>
          <dt>{t('office:sheets.expected')}</dt>
          <dd>{expected}</dd>
        </div>
      )}
    </dl>
  )
}

const placeOf = ({ file, sheet, cell, kind }: Fault) => ({ file, sheet, cell, kind })

function Accept(props: { fault: Fault; onTold: () => void }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  if (!open)
    return (
      <Press testId="accept-open" onPress={() => setOpen(true)}>
        {t('office:sheets.accept')}
      </Press>
    )
  const enough = [...reason.trim()].length >= leastReason
  const accept = async () => {
    const found = await act('accept', { ...placeOf(props.fault), reason: reason.trim() })
    setProblem(found)
    if (!found) props.onTold()
  }
  return (
    <form
      className={styles['accept']}
      onSubmit={(event) => {
        event.preventDefault()
        if (enough) void accept()
      }}
    >
      <label>
        <span>{t('office:sheets.acceptLabel')}</span>
        <input
          type="text"
          value={reason}
          maxLength={200}
          autoFocus
          data-testid="accept-reason"
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <Press testId="accept-do" disabled={!enough} onPress={() => void accept()}>
        {t('office:sheets.acceptDo')}
      </Press>
      {problem && <p role="alert">{problemWords(t, problem)}</p>}
    </form>
  )
}

function Accepted(props: { fault: Fault; reason: string; onTold: () => void }) {
  const { t } = useTranslation()
  return (
    <div className={styles['accepted']}>
      <p data-testid="accepted">{t('office:sheets.accepted', { reason: props.reason })}</p>
      <Press look="quiet" onPress={() => void act('takeBack', placeOf(props.fault)).then(props.onTold)}>
        {t('office:sheets.takeBack')}
      </Press>
    </div>
  )
}
