// What every step has: its title, one sentence, its own content, and the ways back and on.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { stepIds } from '../office-facts.ts'
import type { Problem, Situation, StepId } from '../office-contract.ts'
import { call } from './bridge.ts'
import { problemWords } from './office-words.ts'
import { Press } from './Press.tsx'
import { isOpen } from './step-order.ts'
import styles from './StepFrame.module.css'

export function StepFrame(props: {
  situation: Situation
  step: StepId
  children: ReactNode
  /** Beside the ways back and on. */
  aside?: ReactNode
  problem?: Problem | null
  /** Before the next step opens. */
  beforeNext?: () => Promise<void>
  /** Why the next step is not open yet, or what this step is really for: then its own button is the red one. */
  quietNext?: boolean
}) {
  const { situation, step, problem } = props
  const { t } = useTranslation()
  const at = stepIds.indexOf(step)
  const [before, after] = [stepIds[at - 1], stepIds[at + 1]]
  const go = (to: StepId) => void call('goTo', { step: to })
  const goOn = async (to: StepId) => {
    await props.beforeNext?.()
    go(to)
  }
  return (
    <main className={styles['frame']} data-testid={`at-${step}`}>
      <header className={styles['head']}>
        <h1>{t(`office:step.${step}.title`)}</h1>
        <p>{t(`office:step.${step}.lead`)}</p>
      </header>
      <div className={styles['content']}>{props.children}</div>
      <footer className={styles['foot']}>
        {before && (
          <Press testId="go-back" onPress={() => go(before)}>
            {t('office:back')}
          </Press>
        )}
        <div className={styles['aside']}>
          {problem ? (
            <p role="alert" className={styles['problem']} data-testid="problem">
              {problemWords(t, problem)}
            </p>
          ) : (
            props.aside
          )}
        </div>
        {after && (
          <Press
            testId="go-next"
            look={props.quietNext ? 'plain' : 'primary'}
            disabled={!isOpen(situation, after)}
            onPress={() => void goOn(after)}
          >
            {t('office:next')}
          </Press>
        )}
      </footer>
    </main>
  )
}
