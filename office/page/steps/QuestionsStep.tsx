// Step 3: one question at a time beside the picture of its sheet; what is answered is remembered at once.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem, Question, ReportPage, Situation } from '../../office-contract.ts'
import { act, call, useAnswer } from '../bridge.ts'
import { partsOfPath } from '../findings-words.ts'
import { Press } from '../Press.tsx'
import { SheetView } from '../SheetView.tsx'
import { StepFrame } from '../StepFrame.tsx'
import { choicesOf } from './question-choices.ts'
import type { Choice } from './question-choices.ts'
import styles from './QuestionsStep.module.css'

export function QuestionsStep(props: { situation: Situation }) {
  const { situation } = props
  const { t } = useTranslation()
  const round = situation.reading.kind === 'done' ? situation.reading.round : 0
  const [told, setTold] = useState(0)
  const { answer: page } = useAnswer('report', {}, `${round} ${told}`)
  const [putOff, setPutOff] = useState<readonly string[]>([])
  const [problem, setProblem] = useState<Problem | null>(null)
  const open = page ? openQuestions(page) : []
  const question = open.find(({ key }) => !putOff.includes(key)) ?? null
  const readAgain = async () => {
    if (situation.unread) setProblem(await act('readAgain', {}))
  }
  const keep = async (sent: Promise<Problem | null>) => {
    setProblem(await sent)
    setTold((before) => before + 1)
  }
  return (
    <StepFrame
      situation={situation}
      step="questions"
      problem={problem}
      beforeNext={readAgain}
      quietNext={question !== null || situation.unread}
      aside={situation.unread ? t('office:sheets.unread') : null}
    >
      {page && question ? (
        <div className={styles['step']} key={question.key}>
          <Asked
            question={question}
            page={page}
            at={page.report.questions.length - open.length + 1}
            all={page.report.questions.length}
            onAnswer={(answer) => {
              const { kind, key } = question
              return keep(act('answer', { kind, key, answer }))
            }}
            onKeep={() =>
              keep(
                act('notForDisclosure', {
                  key: question.kind === 'which-item-type' ? question.key : question.file,
                  held: true,
                }),
              )
            }
            onLater={() => setPutOff((before) => [...before, question.key])}
          />
          {question.kind !== 'may-picture-be-shown' && <Picture question={question} round={round} />}
        </div>
      ) : (
        <div className={styles['done']} data-testid="questions-done">
          <p>
            {t(open.length > 0 || situation.unread ? 'office:questions.allDone' : 'office:questions.none')}
          </p>
          {situation.unread && (
            <Press look="primary" testId="read-answers" onPress={() => void readAgain()}>
              {t('office:questions.reading')}
            </Press>
          )}
        </div>
      )}
    </StepFrame>
  )
}

/** One layout may be asked about in several sheets; one answer is enough for all. */
function openQuestions(page: ReportPage): Question[] {
  const seen = new Set<string>([...page.answered, ...page.notForDisclosure])
  return page.report.questions.filter(({ key, file }) => {
    if (seen.has(key) || seen.has(file)) return false
    seen.add(key)
    return true
  })
}

function Picture(props: { question: Question; round: number }) {
  const { question, round } = props
  const [turnedTo, setTurnedTo] = useState<number | null>(null)
  return (
    <SheetView
      file={question.file}
      sheet={question.sheet}
      cell={question.cell}
      round={round}
      turnedTo={turnedTo}
      onTurn={setTurnedTo}
    />
  )
}

const mostButtons = 10

const periodsIn = (page: ReportPage): string[] =>
  page.report.entries.flatMap(({ period }) => (period === null ? [] : [period]))

function Asked(props: {
  question: Question
  page: ReportPage
  at: number
  all: number
  onAnswer: (answer: string | null) => Promise<void>
  onKeep: () => Promise<void>
  onLater: () => void
}) {
  const { question, page } = props
  const { t } = useTranslation()
  const { likely, others } = choicesOf(t, question, page.villages, periodsIn(page))
  const [search, setSearch] = useState('')
  const found = others.filter(({ label }) => label.includes(search.trim()))
  const { folder, name } = partsOfPath(question.file)
  return (
    <section className={styles['asked']} data-testid="question">
      <p className={styles['count']}>{t('office:questions.count', { at: props.at, all: props.all })}</p>
      <h2>{askWords(t, question)}</h2>
      <p>{t(`office:questions.why.${question.kind}`)}</p>
      <p className={styles['where']}>
        {folder === '' ? '' : `${folder}/`}
        <b>{name}</b>
        {question.sheet === null ? '' : ` · ${question.sheet}`}
      </p>
      {question.kind === 'may-picture-be-shown' && (
        <p>
          <Press
            look="quiet"
            testId="show-in-folder"
            onPress={() => void call('showInFolder', { file: question.file })}
          >
            {t('office:sheets.openFolder')}
          </Press>
        </p>
      )}
      <Buttons choices={likely.slice(0, mostButtons)} onAnswer={props.onAnswer} look="likely" />
      {others.length > 0 && (
        <>
          <input
            type="search"
            value={search}
            placeholder={t('office:questions.search')}
            aria-label={t('office:questions.search')}
            data-testid="search-choice"
            onChange={(event) => setSearch(event.target.value)}
          />
          <div className={styles['others']}>
            {found.length > 0 ? (
              <Buttons choices={found} onAnswer={props.onAnswer} look="other" />
            ) : (
              <p>{t('office:questions.nothing')}</p>
            )}
          </div>
        </>
      )}
      {question.kind === 'why-corrected' && <OwnReason onAnswer={props.onAnswer} />}
      <div className={styles['ways']}>
        {question.kind === 'which-column' ? (
          <Press testId="keep-column" onPress={() => void props.onAnswer(null)}>
            {t('office:questions.keepColumn')}
          </Press>
        ) : (
          question.kind !== 'may-picture-be-shown' &&
          question.kind !== 'why-corrected' && (
            <Press testId="keep-sheet" onPress={() => void props.onKeep()}>
              {t('office:questions.keep')}
            </Press>
          )
        )}
        <Press testId="later" onPress={props.onLater}>
          {t('office:questions.later')}
        </Press>
      </div>
    </section>
  )
}

const leastReason = 4

/** Villagers read it word for word: what is chosen above may not say it all. */
function OwnReason(props: { onAnswer: (answer: string) => Promise<void> }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const said = reason.trim()
  const enough = [...said].length >= leastReason
  return (
    <form
      className={styles['ways']}
      onSubmit={(event) => {
        event.preventDefault()
        if (enough) void props.onAnswer(said)
      }}
    >
      <input
        type="text"
        value={reason}
        maxLength={190}
        placeholder={t('office:questions.ownReason')}
        aria-label={t('office:questions.ownReason')}
        data-testid="own-reason"
        onChange={(event) => setReason(event.target.value)}
      />
      <Press testId="own-reason-do" disabled={!enough} onPress={() => void props.onAnswer(said)}>
        {t('office:questions.ownReasonDo')}
      </Press>
    </form>
  )
}

function askWords(t: Parameters<typeof choicesOf>[0], { kind, about }: Question): string {
  return about === null
    ? t([`office:questions.askPlain.${kind}`, `office:questions.ask.${kind}`])
    : t(`office:questions.ask.${kind}`, { about })
}

function Buttons(props: {
  choices: readonly Choice[]
  onAnswer: (answer: string) => Promise<void>
  look: 'likely' | 'other'
}) {
  return (
    <ul className={styles['choices']} data-look={props.look}>
      {props.choices.map(({ answer, label }) => (
        <li key={answer}>
          <Press look="choice" testId={`choice-${props.look}`} onPress={() => void props.onAnswer(answer)}>
            {label}
          </Press>
        </li>
      ))}
    </ul>
  )
}
