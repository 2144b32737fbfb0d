// Every update this machine has had, and the way back to an earlier one.
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Generation, KioskState } from '../../electron/contract.ts'
import { callKiosk, useKiosk } from '../kiosk.ts'
import type { Nav } from '../pages.ts'
import { usePages } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Flow, type Piece } from '../parts/Flow.tsx'
import { Frame } from '../parts/Frame.tsx'
import { Nothing, Waiting } from '../parts/Waiting.tsx'
import { dateName, periodName } from '../words.ts'
import { sizeWords } from './measures.ts'
import { dayOf } from './moments.ts'
import { explainFault } from './refusals.ts'
import styles from './HistoryScreen.module.css'

export function HistoryScreen(props: { kiosk: KioskState; nav: Nav }) {
  const { kiosk, nav } = props
  const shown = kiosk.content?.sequence ?? 0
  const { t } = useTranslation()
  const asked = useKiosk('history', {})
  const [choice, setChoice] = useState<Generation | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const { paging, onMeasured } = usePages(nav)
  const generations = asked.kind === 'answered' ? asked.answer : null
  const pieces = useMemo<Piece[]>(
    () =>
      (generations ?? []).map((each) => ({
        id: each.generation,
        node: <GenerationLine of={each} shown={shown} onChoose={() => setChoice(each)} />,
      })),
    [generations, shown],
  )
  const rollBack = async ({ generation, sequence }: Generation) => {
    setChoice(null)
    const reply = await callKiosk('rollBack', { generation })
    if (!reply.ok) return setSaid(t('failed.sentence'))
    if (reply.answer.ok) return setSaid(t('machine:history.done', { sequence }))
    const { sentence, action } = explainFault(t, reply.answer.fault)
    setSaid(sentence + action)
  }
  return (
    <Frame testId="history" over={t('staff:over')} title={t('staff:history.title')} paging={paging}>
      <div className={styles['screen']}>
        {said && (
          <p className={styles['said']} role="status" data-testid="history-said">
            {said}
          </p>
        )}
        {asked.kind !== 'answered' ? (
          <Waiting on={asked} />
        ) : pieces.length === 0 ? (
          <Nothing sentence={t('staff:history.none')} />
        ) : (
          <Flow pieces={pieces} page={paging.page} onMeasured={onMeasured} />
        )}
      </div>
      {choice && (
        <Dialog
          title={t(isForward(choice, shown) ? 'machine:history.forwardQuestion' : 'staff:history.question', {
            sequence: choice.sequence,
          })}
          testId="rollback-dialog"
          answers={
            <>
              <Button testId="rollback-no" onPress={() => setChoice(null)}>
                {t(isForward(choice, shown) ? 'machine:history.no' : 'staff:history.no')}
              </Button>
              <Button primary testId="rollback-yes" onPress={() => void rollBack(choice)}>
                {t(isForward(choice, shown) ? 'machine:history.forwardYes' : 'staff:history.yes')}
              </Button>
            </>
          }
        >
          <p>{t('staff:history.questionMore', { date: dateName(t, choice.issuedOn) })}</p>
        </Dialog>
      )}
    </Frame>
  )
}

/** From an earlier one, a later one is not gone back to. */
const isForward = (choice: Generation, shown: number): boolean => choice.sequence > shown

function GenerationLine(props: { of: Generation; shown: number; onChoose: () => void }) {
  const { of, shown, onChoose } = props
  const { t } = useTranslation()
  return (
    <div className={styles['line']}>
      <div>
        <p className={styles['sequence']}>
          {t('staff:history.sequence', { sequence: of.sequence })}
          {of.current && <span className={styles['current']}>{t('staff:history.current')}</span>}
        </p>
        <p className={styles['facts']}>
          {t('staff:history.facts', {
            issued: dateName(t, of.issuedOn),
            installed: dayOf(t, of.installedAt),
            count: of.entries,
          })}
        </p>
        <p className={styles['facts']}>
          {t(of.quarter ? 'machine:history.facts' : 'machine:history.factsPlain', {
            rows: of.rows,
            quarter: of.quarter ? periodName(t, of.quarter) : '',
            size: sizeWords(t, of.bytes),
          })}
        </p>
      </div>
      {!of.current && (
        <Button testId={`rollback-${of.sequence}`} onPress={onChoose}>
          {t(isForward(of, shown) ? 'machine:history.forward' : 'staff:history.rollBack')}
        </Button>
      )}
    </div>
  )
}
