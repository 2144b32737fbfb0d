// What was done to this machine, in plain words, newest first; read through from end to end each time it is opened.
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { JournalCheck, JournalLine } from '../../electron/contract.ts'
import { useKiosk } from '../kiosk.ts'
import type { Nav } from '../pages.ts'
import { usePages } from '../pages.ts'
import { Flow, type Piece } from '../parts/Flow.tsx'
import { Frame } from '../parts/Frame.tsx'
import { Nothing } from '../parts/Waiting.tsx'
import { didWords, whoWords } from './journal-words.ts'
import { momentWords } from './notice-words.ts'
import { useJournal } from './useJournal.ts'
import styles from './JournalScreen.module.css'

export function JournalScreen(props: { nav: Nav }) {
  const { nav } = props
  const { t } = useTranslation()
  const { soFar, more } = useJournal()
  const asked = useKiosk('checkJournal', {})
  const check = asked.kind === 'answered' ? asked.answer : null
  const { paging, onMeasured } = usePages(nav)
  const lines = soFar?.lines
  const pieces = useMemo(() => (lines ? [verdict(t, check), ...lines.map(pieceOf)] : []), [t, check, lines])
  const isNearEnd = soFar !== null && soFar.lines.length < soFar.total && paging.page >= paging.pages - 2
  useEffect(() => {
    if (isNearEnd && !soFar.failed) more()
  }, [isNearEnd, soFar, more])
  return (
    <Frame testId="journal" over={t('staff:over')} title={t('machine:journal.title')} paging={paging}>
      {soFar && soFar.lines.length === 0 ? (
        <Nothing sentence={t(soFar.failed ? 'failed.sentence' : 'machine:journal.none')} />
      ) : (
        <Flow pieces={pieces} page={paging.page} onMeasured={onMeasured} />
      )}
    </Frame>
  )
}

function verdict(t: TFunction, check: JournalCheck | null): Piece {
  const isWhole = check?.kind === 'whole'
  return {
    id: 'verdict',
    node: (
      <p
        className={styles[check && !isWhole ? 'broken' : 'whole']}
        data-testid="journal-verdict"
        role="status"
      >
        {check === null
          ? t('machine:journal.checking')
          : isWhole
            ? t('machine:journal.whole', { count: check.lines })
            : t(`machine:journal.${check.kind}`, { ...check }) + t('machine:journal.tell')}
      </p>
    ),
  }
}

const pieceOf = (line: JournalLine): Piece => ({ id: String(line.number), node: <Line of={line} /> })

function Line(props: { of: JournalLine }) {
  const { of } = props
  const { t } = useTranslation()
  return (
    <div className={styles['line']} data-testid={`journal-${of.number}`}>
      <p className={styles['when']}>
        <span>{momentWords(t, of.at)}</span>
        <span>{whoWords(t, of)}</span>
        <span>{t('machine:journal.line', { number: of.number })}</span>
      </p>
      <p className={styles['did']}>{didWords(t, of)}</p>
    </div>
  )
}
