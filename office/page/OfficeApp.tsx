// The window: the seven steps on the left, the one that is open beside them.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Situation, StepId } from '../office-contract.ts'
import { stepIds } from '../office-facts.ts'
import { call, useSituation } from './bridge.ts'
import { OpinionsPage, useOpinions } from './opinions/OpinionsPage.tsx'
import styles from './OfficeApp.module.css'
import { isDone, isOpen } from './step-order.ts'
import { FolderStep } from './steps/FolderStep.tsx'
import { PagesStep } from './steps/PagesStep.tsx'
import { QuestionsStep } from './steps/QuestionsStep.tsx'
import { ReviewStep } from './steps/ReviewStep.tsx'
import { SheetsStep } from './steps/SheetsStep.tsx'
import { SignStep } from './steps/SignStep.tsx'
import { StickStep } from './steps/StickStep.tsx'

export function OfficeApp() {
  const situation = useSituation()
  return situation && <Window situation={situation} />
}

function Window(props: { situation: Situation }) {
  const { situation } = props
  const opinions = useOpinions(situation)
  const [atOpinions, setAtOpinions] = useState(false)
  const step = isOpen(situation, situation.step) ? situation.step : 'folder'
  const isShown = atOpinions && situation.reading.kind === 'done'
  const { sheet } = opinions.page ?? { sheet: null }
  return (
    <div className={styles['window']}>
      <Rail
        situation={situation}
        step={step}
        atOpinions={isShown}
        unanswered={sheet?.kind === 'there' ? sheet.unanswered : 0}
        onOpinions={setAtOpinions}
      />
      {isShown ? (
        <OpinionsPage situation={situation} opinions={opinions} onClose={() => setAtOpinions(false)} />
      ) : (
        <Step situation={situation} step={step} />
      )}
    </div>
  )
}

function Step(props: { situation: Situation; step: StepId }) {
  const { situation } = props
  switch (props.step) {
    case 'folder':
      return <FolderStep situation={situation} />
    case 'sheets':
      return <SheetsStep situation={situation} />
    case 'questions':
      return <QuestionsStep situation={situation} />
    case 'pages':
      return <PagesStep situation={situation} />
    case 'review':
      return <ReviewStep situation={situation} />
    case 'sign':
      return <SignStep situation={situation} />
    case 'stick':
      return <StickStep situation={situation} />
  }
}

function Rail(props: {
  situation: Situation
  step: StepId
  atOpinions: boolean
  /** Opinions that wait for an answer. */
  unanswered: number
  onOpinions: (open: boolean) => void
}) {
  const { situation, step, atOpinions, unanswered, onOpinions } = props
  const { t } = useTranslation()
  return (
    <nav className={styles['rail']} aria-label={t('office:brandMore')}>
      <p className={styles['brand']}>
        <b>{t('office:brand')}</b>
        <span>{t('office:brandMore')}</span>
      </p>
      <ol className={styles['steps']}>
        {stepIds.map((each, at) => (
          <li key={each}>
            <button
              type="button"
              className={styles['step']}
              disabled={!isOpen(situation, each)}
              aria-current={each === step && !atOpinions ? 'step' : undefined}
              data-testid={`step-${each}`}
              onClick={() => {
                onOpinions(false)
                void call('goTo', { step: each })
              }}
            >
              <span className={styles['number']}>
                {isDone(situation, each) && each !== step ? '✓' : at + 1}
              </span>
              <span>{t(`office:step.${each}.name`)}</span>
              <Count situation={situation} step={each} />
            </button>
          </li>
        ))}
      </ol>
      {situation.reading.kind === 'done' && (
        <OpinionsWay waiting={unanswered} isOpen={atOpinions} onPress={() => onOpinions(true)} />
      )}
      <p className={styles['version']}>{situation.version}</p>
    </nav>
  )
}

/** No step on the way to a pack: villagers' opinions come home whenever a stick does. */
function OpinionsWay(props: { waiting: number; isOpen: boolean; onPress: () => void }) {
  const { waiting } = props
  const { t } = useTranslation()
  return (
    <button
      type="button"
      className={`${styles['step']} ${styles['beside']}`}
      aria-current={props.isOpen ? 'step' : undefined}
      data-testid="open-opinions"
      onClick={props.onPress}
    >
      <span className={styles['number']} aria-hidden>
        ◆
      </span>
      <span>{t('office:opinions.open')}</span>
      {waiting > 0 && <span className={styles['count']}>{waiting}</span>}
    </button>
  )
}

/** How many things wait there. */
function Count(props: { situation: Situation; step: StepId }) {
  const { reading } = props.situation
  if (reading.kind !== 'done') return null
  const count = props.step === 'sheets' ? reading.errors : props.step === 'questions' ? reading.questions : 0
  return count > 0 ? <span className={styles['count']}>{count}</span> : null
}
