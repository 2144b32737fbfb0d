// Step 2: every file and sheet with what was made of it, errors first, and the picture of the one that is chosen.
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportPage, Situation } from '../../office-contract.ts'
import { act, call, useAnswer } from '../bridge.ts'
import { acceptedReason, headlineOf, itemName, linesOf, partsOfPath, skipWords } from '../findings-words.ts'
import type { Group, SheetLine } from '../findings-words.ts'
import { Press } from '../Press.tsx'
import { SheetView } from '../SheetView.tsx'
import { StepFrame } from '../StepFrame.tsx'
import { FaultCard } from './FaultCard.tsx'
import styles from './SheetsStep.module.css'

const filters = ['all', 'wrong', 'asked', 'known', 'unused'] as const
type Filter = (typeof filters)[number]

export function SheetsStep(props: { situation: Situation }) {
  const { situation } = props
  const { t } = useTranslation()
  const round = roundOf(situation)
  const [told, setTold] = useState(0)
  const { answer: page } = useAnswer('report', {}, `${round} ${told}`)
  const lines = useMemo(() => (page ? linesOf(page) : []), [page])
  const [filter, setFilter] = useState<Filter>('all')
  const [search, setSearch] = useState('')
  const [chosenId, setChosenId] = useState<string | null>(null)
  const shown = lines.filter((line) => (filter === 'all' || line.group === filter) && holds(t, line, search))
  const chosen = shown.find(({ id }) => id === chosenId) ?? shown[0] ?? null
  const counts = countsOf(lines)
  return (
    <StepFrame
      situation={situation}
      step="sheets"
      beforeNext={async () => {
        if (situation.unread) await act('readAgain', {})
      }}
      aside={situation.unread ? t('office:sheets.unread') : null}
    >
      <div className={styles['step']}>
        <section className={styles['list']}>
          <div className={styles['filters']} role="group">
            {filters.map((each) => (
              <button
                key={each}
                type="button"
                className={styles['filter']}
                aria-pressed={filter === each}
                data-testid={`filter-${each}`}
                onClick={() => setFilter(each)}
              >
                {t(`office:sheets.filter.${each}`)}
                <b>{each === 'all' ? lines.length : counts[each]}</b>
              </button>
            ))}
          </div>
          <input
            type="search"
            value={search}
            placeholder={t('office:sheets.search')}
            aria-label={t('office:sheets.search')}
            onChange={(event) => setSearch(event.target.value)}
          />
          <ul className={styles['lines']} data-testid="lines">
            {shown.map((line) => (
              <Line
                key={line.id}
                line={line}
                chosen={line === chosen}
                onChoose={() => setChosenId(line.id)}
              />
            ))}
            {shown.length === 0 && <li className={styles['none']}>{t('office:sheets.none')}</li>}
          </ul>
          <Press testId="read-again" onPress={() => void act('readAgain', {})}>
            {t('office:sheets.again')}
          </Press>
        </section>
        {chosen && page ? (
          <Detail
            key={`${chosen.id} ${round}`}
            line={chosen}
            page={page}
            round={round}
            onTold={() => setTold((before) => before + 1)}
          />
        ) : (
          <p className={styles['none']}>{t('office:sheets.choose')}</p>
        )}
      </div>
    </StepFrame>
  )
}

const roundOf = ({ reading }: Situation): number => (reading.kind === 'done' ? reading.round : 0)

function countsOf(lines: readonly SheetLine[]): Record<Group, number> {
  const counts = { wrong: 0, asked: 0, known: 0, unused: 0 }
  for (const { group } of lines) counts[group] += 1
  return counts
}

function holds(t: Parameters<typeof itemName>[0], line: SheetLine, search: string): boolean {
  const wanted = search.trim()
  if (wanted === '') return true
  const items = line.items.flatMap((item) => [itemName(t, item), item.village ?? ''])
  return [line.file, line.sheet ?? '', ...items].some((text) => text.includes(wanted))
}

function Line(props: { line: SheetLine; chosen: boolean; onChoose: () => void }) {
  const { line, chosen } = props
  const { t } = useTranslation()
  const { folder, name } = partsOfPath(line.file)
  const place = [folder, line.sheet].filter((each) => each).join(' · ')
  const [first] = line.items
  const villages = new Set(line.items.map(({ village }) => village))
  return (
    <li>
      <button
        type="button"
        className={styles['line']}
        data-group={line.group}
        aria-pressed={chosen}
        data-testid="sheet-line"
        onClick={props.onChoose}
      >
        <b>{name}</b>
        {first ? (
          <span>
            {itemName(t, first)} ·{' '}
            {villages.size > 1
              ? t('office:sheets.villages', { count: villages.size })
              : (first.village ?? t('office:sheets.township'))}
          </span>
        ) : (
          <span>{line.held ? t('office:sheets.held') : line.skipped ? skipWords(t, line.skipped) : ''}</span>
        )}
        <Marks line={line} />
        {place !== '' && <span className={styles['folder']}>{place}</span>}
      </button>
    </li>
  )
}

function Marks(props: { line: SheetLine }) {
  const { line } = props
  const { t } = useTranslation()
  const { errors, warnings } = line
  const marks = [
    errors > 0 ? { look: 'wrong', text: t('office:sheets.errors', { count: errors }) } : null,
    line.group === 'asked'
      ? { look: 'asked', text: t('office:sheets.questions', { count: line.questions.length }) }
      : null,
    warnings > 0 ? { look: 'seen', text: t('office:sheets.warnings', { count: warnings }) } : null,
    line.accepted > 0
      ? { look: 'fine', text: t('office:sheets.acceptedCount', { count: line.accepted }) }
      : null,
  ].flatMap((mark) => (mark ? [mark] : []))
  if (marks.length === 0) return null
  return (
    <span className={styles['marks']}>
      {marks.map(({ look, text }) => (
        <i key={look} data-look={look}>
          {text}
        </i>
      ))}
    </span>
  )
}

function Detail(props: { line: SheetLine; page: ReportPage; round: number; onTold: () => void }) {
  const { line, page, round } = props
  const { t } = useTranslation()
  // By its place: after an answer the report comes anew, and its faults with it.
  const [chosen, setChosen] = useState(0)
  const [turnedTo, setTurnedTo] = useState<number | null>(null)
  const cell = line.faults[chosen]?.cell ?? line.questions[0]?.cell ?? null
  return (
    <section className={styles['detail']}>
      <div className={styles['above']}>
        <header className={styles['name']}>
          <h2>{line.sheet ?? partsOfPath(line.file).name}</h2>
          <Press
            look="quiet"
            testId="show-in-folder"
            onPress={() => void call('showInFolder', { file: line.file })}
          >
            {t('office:sheets.openFolder')}
          </Press>
          {line.skipped !== 'register' && (line.held || line.items.length + line.faults.length > 0) && (
            <Press
              look="quiet"
              testId="hold-file"
              onPress={() =>
                void act('notForDisclosure', { key: line.file, held: !line.held }).then(props.onTold)
              }
            >
              {t(line.held ? 'office:sheets.release' : 'office:sheets.keep')}
            </Press>
          )}
          {line.questions.length > 0 && (
            <Press look="quiet" onPress={() => void call('goTo', { step: 'questions' })}>
              {t('office:sheets.toQuestions')}
            </Press>
          )}
        </header>
        <Items line={line} />
        {line.faults.length > 0 ? (
          <ul className={styles['faults']}>
            {line.faults.map((each, at) => (
              <FaultCard
                key={`${each.kind} ${each.cell} ${at}`}
                fault={each}
                reason={acceptedReason(page.accepted, each)}
                chosen={at === chosen}
                onChoose={() => {
                  setChosen(at)
                  setTurnedTo(null)
                }}
                onTold={props.onTold}
              />
            ))}
          </ul>
        ) : (
          line.items.length === 0 && (
            <p>{line.skipped ? skipWords(t, line.skipped) : t('office:sheets.fine')}</p>
          )
        )}
      </div>
      <SheetView
        file={line.file}
        sheet={line.sheet}
        cell={cell}
        round={round}
        turnedTo={turnedTo}
        onTurn={setTurnedTo}
      />
    </section>
  )
}

/** What was recognised: each village's item with its rows and its figure. */
function Items(props: { line: SheetLine }) {
  const { items } = props.line
  const { t } = useTranslation()
  if (items.length === 0) return null
  return (
    <div className={styles['items']} tabIndex={items.length > 3 ? 0 : undefined}>
      <table>
        <tbody>
          {items.map((item, at) => {
            const headline = headlineOf(t, item)
            return (
              <tr key={at}>
                <td>{item.village ?? t('office:sheets.township')}</td>
                <td>{itemName(t, item)}</td>
                <td className={styles['figure']}>{t('office:sheets.rows', { count: item.rows })}</td>
                <td className={styles['figure']}>{headline ? `${headline.name} ${headline.figure}` : ''}</td>
                <td className={styles['figure']}>
                  {item.confidence === undefined ? '' : t('office:sheets.sure', { percent: item.confidence })}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
