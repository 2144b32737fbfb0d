// The window: the seven steps on the left, the one that is open beside them.
import { useTranslation } from 'react-i18next'
import type { Situation, StepId } from '../office-contract.ts'
import { stepIds } from '../office-facts.ts'
import { call, useSituation } from './bridge.ts'
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
  if (!situation) return null
  const step = isOpen(situation, situation.step) ? situation.step : 'folder'
  return (
    <div className={styles['window']}>
      <Rail situation={situation} step={step} />
      <Step situation={situation} step={step} />
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

function Rail(props: { situation: Situation; step: StepId }) {
  const { situation, step } = props
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
              aria-current={each === step ? 'step' : undefined}
              data-testid={`step-${each}`}
              onClick={() => void call('goTo', { step: each })}
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
      <p className={styles['version']}>{situation.version}</p>
    </nav>
  )
}

/** How many things wait there. */
function Count(props: { situation: Situation; step: StepId }) {
  const { reading } = props.situation
  if (reading.kind !== 'done') return null
  const count = props.step === 'sheets' ? reading.errors : props.step === 'questions' ? reading.questions : 0
  return count > 0 ? <span className={styles['count']}>{count}</span> : null
}
