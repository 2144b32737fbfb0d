// Step 4: the real kiosk over what will be published, and a list of every item with its figures before and after.
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComparedEntry, Problem, Situation } from '../../office-contract.ts'
import { periodName, itemTitle } from '../../../renderer/words.ts'
import { act, call, useAnswer } from '../bridge.ts'
import { headlineOf } from '../findings-words.ts'
import { problemWords } from '../office-words.ts'
import { Press } from '../Press.tsx'
import { StepFrame } from '../StepFrame.tsx'
import styles from './PagesStep.module.css'

const filters = ['all', 'new', 'changed', 'same'] as const
type Filter = (typeof filters)[number]

export function PagesStep(props: { situation: Situation }) {
  const { situation } = props
  const { reading, lastPack, preview } = situation
  const { t } = useTranslation()
  const [problem, setProblem] = useState<Problem | null>(null)
  const round = reading.kind === 'done' ? reading.round : 0
  const { answer } = useAnswer('entries', {}, `${round} ${lastPack?.name ?? ''}`)
  const told = problem ?? (preview.kind === 'failed' ? preview.problem : null)
  return (
    <StepFrame situation={situation} step="pages" problem={told}>
      <div className={styles['step']}>
        <section className={styles['kiosk']}>
          <Kiosk situation={situation} onProblem={setProblem} />
          <section>
            <h2>{t('office:pages.last')}</h2>
            <p>
              {lastPack
                ? t('office:pages.lastIs', { name: lastPack.name, sequence: lastPack.sequence })
                : t('office:pages.lastNone')}
            </p>
            <Press testId="choose-last" onPress={() => void act('chooseLastPack', {}).then(setProblem)}>
              {t(lastPack ? 'office:pages.chooseOther' : 'office:pages.chooseLast')}
            </Press>
          </section>
        </section>
        {answer === null ? (
          <p className={styles['wait']}>{t('office:wait')}</p>
        ) : answer.ok ? (
          <Entries entries={answer.entries} compared={lastPack !== null} />
        ) : (
          <p className={styles['wait']}>{problemWords(t, answer.problem)}</p>
        )}
      </div>
    </StepFrame>
  )
}

function Kiosk(props: { situation: Situation; onProblem: (problem: Problem | null) => void }) {
  const { preview } = props.situation
  const { t } = useTranslation()
  return (
    <section className={styles['open']}>
      <p>{t('office:pages.openMore')}</p>
      {preview.kind === 'open' ? (
        <>
          <p data-testid="preview-open">
            <b>{t('office:pages.isOpen')}</b>
          </p>
          <Press testId="close-preview" onPress={() => void call('closePreview', {})}>
            {t('office:pages.close')}
          </Press>
        </>
      ) : (
        <Press
          testId="open-preview"
          disabled={preview.kind === 'building'}
          className={styles['see']}
          onPress={() => void act('openPreview', {}).then(props.onProblem)}
        >
          {t(preview.kind === 'building' ? 'office:pages.building' : 'office:pages.open')}
        </Press>
      )}
    </section>
  )
}

function Entries(props: { entries: readonly ComparedEntry[]; compared: boolean }) {
  const { entries, compared } = props
  const { t } = useTranslation()
  const [filter, setFilter] = useState<Filter>('all')
  const [search, setSearch] = useState('')
  const counts = useMemo(() => countsOf(entries), [entries])
  const wanted = search.trim()
  const shown = entries.filter(
    ({ change, line }) =>
      (filter === 'all' || change === filter) &&
      (wanted === '' || `${line.village ?? ''} ${itemTitle(t, line.itemType)}`.includes(wanted)),
  )
  return (
    <section className={styles['list']}>
      <div className={styles['tools']}>
        <h2>{t('office:pages.list', { count: entries.length })}</h2>
        {compared && (
          <div role="group" className={styles['filters']}>
            {filters.map((each) => (
              <button
                key={each}
                type="button"
                aria-pressed={filter === each}
                className={styles['filter']}
                onClick={() => setFilter(each)}
              >
                {t(`office:pages.filter.${each}`)} {counts[each]}
              </button>
            ))}
          </div>
        )}
        <input
          type="search"
          value={search}
          placeholder={t('office:pages.search')}
          aria-label={t('office:pages.search')}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      <div className={styles['scroll']} tabIndex={0}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th>{t('office:pages.column.village')}</th>
              <th>{t('office:pages.column.item')}</th>
              <th>{t('office:pages.column.period')}</th>
              <th className={styles['figure']}>{t('office:pages.column.rows')}</th>
              <th className={styles['figure']}>{t('office:pages.column.figure')}</th>
              {compared && <th>{t('office:pages.column.change')}</th>}
            </tr>
          </thead>
          <tbody>
            {shown.map((entry) => (
              <Line key={entry.line.id} entry={entry} compared={compared} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function countsOf(entries: readonly ComparedEntry[]): Record<Filter, number> {
  const counts = { all: entries.length, new: 0, changed: 0, same: 0 }
  for (const { change } of entries) counts[change] += 1
  return counts
}

function Line(props: { entry: ComparedEntry; compared: boolean }) {
  const { line, before, change } = props.entry
  const { t } = useTranslation()
  const now = headlineOf(t, line)
  const former = before && change === 'changed' ? headlineOf(t, { ...line, totals: before.totals }) : null
  return (
    <tr data-change={props.compared ? change : undefined} data-testid="entry">
      <td>{line.village ?? t('office:sheets.township')}</td>
      <td>{itemTitle(t, line.itemType)}</td>
      <td>{line.period === null ? t('period.standing') : periodName(t, line.period)}</td>
      <td className={styles['figure']}>
        {line.rows}
        {former && before && before.rows !== line.rows && <Before>{String(before.rows)}</Before>}
      </td>
      <td className={styles['figure']}>
        {now?.figure}
        {former && former.figure !== now?.figure && <Before>{former.figure}</Before>}
      </td>
      {props.compared && <td>{t(`office:pages.change.${change}`)}</td>}
    </tr>
  )
}

function Before(props: { children: string }) {
  const { t } = useTranslation()
  return <span className={styles['before']}>{t('office:pages.before', { before: props.children })}</span>
}
