// One published item as a sheet: sentence, amount, bars, table, who approved it, and how to object.
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { AnswerOf, EntryPage, KioskState, Row } from '../../electron/contract.ts'
import { columnsOf, goesByTitle, type ItemType } from '../../disclosure/item-type.ts'
import { itemTypeOf } from '../../disclosure/item-types/all.ts'
import {
  BarBlock,
  BarsHead,
  EntryAmount,
  EntryCheck,
  EntryFacts,
  entrySentences,
  EntrySentence,
  entryOver,
} from '../entry/EntryLead.tsx'
import { barLinesOf, factsOf, mostBars, type Fact } from '../entry/entry-figures.ts'
import { comparedPieces } from '../entry/EntryCompared.tsx'
import { approvalPieces, objectionPieces, SectionHead } from '../entry/EntryTrust.tsx'
import { OpenCharts } from '../charts/OpenCharts.tsx'
import { drawable, trendId } from '../charts/chart-words.ts'
import { changePieces } from '../entry/EntryChanges.tsx'
import { termsOfEntry } from '../entry/entry-terms.ts'
import { planTable, tablePieces, type TablePlan } from '../entry/entry-table.tsx'
import { firstRowsOf, useRows } from '../entry/useRows.ts'
import { figureOf } from '../fields/figure.ts'
import { fieldPairs, pairPiece } from '../fields/FieldList.tsx'
import { useKiosk, type Asked } from '../kiosk.ts'
import type { Nav } from '../pages.ts'
import { usePages } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { Flow, useSize, type Piece } from '../parts/Flow.tsx'
import { amountSaid, barSaid, sectionSaid } from '../speech/entry-said.ts'
import { barsArePersons } from '../entry/bar-label.ts'
import { isOfPersons } from '../speech/rows.ts'
import { Frame } from '../parts/Frame.tsx'
import { Nothing, Waiting } from '../parts/Waiting.tsx'
import { PeriodStepper } from '../periods.tsx'
import { TakeawayButton } from '../takeaway/TakeawayButton.tsx'
import { stagedTitle } from '../words.ts'
import styles from './EntryScreen.module.css'

export function EntryScreen(props: { id: string; kiosk: KioskState; nav: Nav }) {
  const { id, kiosk, nav } = props
  const { t } = useTranslation()
  const asked = useKiosk('entry', { id })
  // Together with the item, not after it: one way to the machine less to wait for.
  const ahead = useKiosk('rows', firstRowsOf(id))
  const page = asked.kind === 'answered' ? asked.answer : null
  const type = page ? itemTypeOf(page.entry.itemType) : undefined
  const title = !page ? '' : type && goesByTitle(type) ? page.entry.title : stagedTitle(t, page.entry)
  const { paging, sections, onMeasured } = usePages(nav)
  return (
    <Frame
      testId="entry"
      over={page ? entryOver(t, page, kiosk.township?.name ?? '') : undefined}
      title={title}
      paging={paging}
      aside={page ? <EntryActs page={page} nav={nav} /> : undefined}
    >
      {asked.kind !== 'answered' ? (
        <Waiting on={asked} />
      ) : page && type ? (
        <EntrySheet
          page={page}
          ahead={ahead}
          type={type}
          nav={nav}
          takesOpinions={kiosk.opinions}
          here={paging.page}
          sections={sections}
          onMeasured={onMeasured}
        />
      ) : (
        <Nothing sentence={t('entry.gone')} />
      )}
    </Frame>
  )
}

function EntryActs(props: { page: EntryPage; nav: Nav }) {
  const { page, nav } = props
  return (
    <div className={styles['acts']}>
      {page.siblings.length > 1 && <Siblings page={page} nav={nav} />}
      <TakeawayButton of={{ kind: 'entry', id: page.entry.id }} go={nav.go} />
    </div>
  )
}

function Siblings(props: { page: EntryPage; nav: Nav }) {
  const { page, nav } = props
  return (
    <PeriodStepper
      periods={page.siblings.map((each) => each.period)}
      here={page.entry.period}
      onPeriod={(period) => {
        const sibling = page.siblings.find((each) => each.period === period)
        if (sibling) nav.instead({ kind: 'entry', id: sibling.id })
      }}
    />
  )
}

function EntrySheet(props: {
  page: EntryPage
  ahead: Asked<AnswerOf<'rows'>>
  type: ItemType
  nav: Nav
  takesOpinions: boolean
  here: number
  sections: { section: string; page: number }[]
  onMeasured: Parameters<typeof Flow>[0]['onMeasured']
}) {
  const { page, type, nav, here, sections, takesOpinions } = props
  const room = useRef<HTMLDivElement>(null)
  const size = useSize(room)
  const { rows, first, complete, failed } = useRows(page, props.ahead)
  const { pieces, plan } = useSheetPieces({
    page,
    type,
    go: nav.go,
    takesOpinions,
    rows,
    first,
    width: size?.width ?? 0,
  })
  // Drawing before the first rows are there would show one page and then another.
  const ready = size !== null && (rows.length > 0 || complete || failed)
  return (
    <div ref={room} className={styles['room']}>
      {ready && (
        <Flow
          pieces={pieces}
          page={here}
          onMeasured={props.onMeasured}
          rowsOf={plan}
          bookmarks={<Bookmarks sections={sections} here={here} type={type} page={page} turn={nav.turn} />}
        />
      )}
    </div>
  )
}

/** Where the parts of the sheet begin; the one that is up is marked. */
function Bookmarks(props: {
  sections: { section: string; page: number }[]
  here: number
  type: ItemType
  page: EntryPage
  turn: (page: number) => void
}) {
  const { sections, here, turn } = props
  const { t } = useTranslation()
  const known = sections.length > 0 ? sections : [{ section: 'about', page: 0 }]
  const [touched, setTouched] = useState<string | null>(null)
  const current =
    known.find((each) => each.page === here && each.section === touched) ??
    known.find((each) => each.page === here) ??
    known.filter((each) => each.page < here).at(-1)
  const word = (section: string) =>
    section === 'about' && barLinesOf(t, props.page, props.type, mostBars).length > 0
      ? t('bookmark.picture')
      : t(`bookmark.${section}`)
  return (
    <div className={styles['marks']}>
      {known.map((each) => (
        <Button
          key={each.section}
          chosen={each === current}
          testId={`bookmark-${each.section}`}
          onPress={() => {
            setTouched(each.section)
            turn(each.page)
          }}
        >
          {word(each.section)}
        </Button>
      ))}
    </div>
  )
}

function useSheetPieces(of: {
  page: EntryPage
  type: ItemType
  go: Nav['go']
  takesOpinions: boolean
  rows: Row[]
  first: Row[]
  width: number
}): { pieces: Piece[]; plan: TablePlan } {
  const { page, type, go, takesOpinions, rows, first, width } = of
  const { t } = useTranslation()
  const em = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const wide = document.documentElement.dataset['layout'] === 'landscape'
  const plan = useMemo(
    () => planTable({ t, page, type, firstRows: first, widthEm: width / em }),
    [t, page, type, first, width, em],
  )
  // The same pieces while rows come, so that only rows are measured then.
  const still = useMemo(
    () => ({
      about: [...aboutPieces(t, page, type, wide), ...termsPieces(t, page, type, go)],
      remark: page.entry.body ? textPieces(page, 'remark') : [],
      changes: changePieces(t, page, type),
      compared: comparedPieces(t, page, type, go),
      trust: trustPieces({ t, page, go, wide, takesOpinions }),
      head: tableHead(t, page, type),
    }),
    [t, page, type, wide, go, takesOpinions],
  )
  const pieces = useMemo(() => {
    const { about, remark, changes, compared, trust, head } = still
    if (type.layout.kind === 'document')
      return [...textPieces(page, 'text'), ...signaturePieces(t, type, rows), ...changes, ...trust]
    const table: Piece[] =
      page.lines === 1
        ? fieldPairs(t, type.id, plan.columns, rows[0] ?? []).map((pair) => ({
            ...pairPiece(pair, 'table'),
            ...(isOfPersons(type) ? { personal: true } : {}),
          }))
        : tablePieces({ t, page, plan, rows, onOpen: (at) => go({ kind: 'row', id: page.entry.id, at }) })
    const headed = table.length > 0 ? [head, ...table] : []
    return [...about, ...headed, ...remark, ...changes, ...compared, ...trust]
  }, [t, page, type, still, plan, rows, go])
  return { pieces, plan }
}

const tableHead = (t: TFunction, page: EntryPage, type: ItemType): Piece => ({
  id: 'table head',
  section: 'table',
  withNext: true,
  spare: true,
  // Who touches 看表 wants to see the table, not the page on which it begins below something else.
  newPage: page.lines > 1 && page.bars.length > 0,
  node: <SectionHead of={page.lines === 1 ? 'single' : 'table'} />,
  said: () => sectionSaid(t, page, isOfPersons(type)),
})

/** Taller than a page only in the largest text on the lowest glass: then a page ends with one of its sentences. */
function sentencePiece(sentences: readonly string[], section: string): Piece {
  const whole: Piece = { id: 'sentence', section, node: <EntrySentence words={sentences.join('')} /> }
  if (sentences.length < 2) return whole
  const each = sentences.map((words, at): Piece => ({
    id: `sentence ${at}`,
    section,
    node: <EntrySentence words={words} />,
  }))
  return { ...whole, otherwise: each }
}

/** Sentence and amount beside the bars where the sheet is wide, above them where it is tall. */
function aboutPieces(t: TFunction, page: EntryPage, type: ItemType, wide: boolean): Piece[] {
  const section = 'about'
  // Beside the sentence there is less height than under it.
  const bars = barLinesOf(t, page, type, wide ? 6 : mostBars)
  const lead: Piece[] = [
    sentencePiece(entrySentences(t, page, type), section),
    {
      id: 'amount',
      section,
      node: <EntryAmount page={page} type={type} />,
      said: () => amountSaid(t, page, type),
      otherwise: (['figure', 'words'] as const).map((part) => ({
        id: `amount ${part}`,
        section,
        node: <EntryAmount page={page} type={type} part={part} />,
      })),
    },
  ]
  const all = factsOf(page, type)
  const factPiece = (id: string, facts: readonly Fact[]): Piece => ({
    id,
    section,
    node: <EntryFacts type={type} facts={facts} />,
  })
  const facts: Piece[] =
    all.length === 0
      ? []
      : [{ ...factPiece('facts', all), otherwise: all.map((fact) => factPiece(`fact ${fact.name}`, [fact])) }]
  // Beside the amount it speaks of: at the table's end it could be turned away from.
  const check: Piece = { id: 'check', section, node: <EntryCheck page={page} type={type} /> }
  if (bars.length === 0) return [...lead, ...facts, check]
  const picture: Piece[] = [
    { id: 'bars head', section, withNext: true, node: <BarsHead page={page} type={type} /> },
    ...bars.map((bar) => ({
      id: bar.id,
      section,
      node: <BarBlock bar={bar} all={bars} />,
      said: () => [barSaid(t, type, bar)],
      ...(barsArePersons(type) ? { personal: true } : {}),
    })),
  ]
  return wide
    ? [sideBySide('about', [section], [...lead, check], picture), ...facts]
    : [...lead, ...facts, check, ...picture]
}

/** Below the bars, where one has met the words: a way to what they mean, and to the larger pictures. */
function termsPieces(t: TFunction, page: EntryPage, type: ItemType, go: Nav['go']): Piece[] {
  const { length: count } = termsOfEntry(t, page, type)
  const { id } = page.entry
  const { parts, trend } = drawable(page, type)
  // How it went over the periods is drawn where it is compared; without a comparison, here.
  const picture = parts ?? (trend && page.comparisons.length === 0 ? trendId : null)
  if (count === 0 && picture === null) return []
  const node = (
    <p className={styles['terms']}>
      {picture !== null && <OpenCharts {...{ id, picture, go }} />}
      {count > 0 && (
        <Button testId="entry-terms" onPress={() => go({ kind: 'terms', id })}>
          {t('terms.open', { count })}
        </Button>
      )}
    </p>
  )
  return [{ id: 'terms', section: 'about', node }]
}

function trustPieces(of: {
  t: TFunction
  page: EntryPage
  go: Nav['go']
  wide: boolean
  takesOpinions: boolean
}): Piece[] {
  const { t, page, go, wide } = of
  const about = { villageCode: page.entry.villageCode, entry: page.entry.id }
  const [head, ...approval] = approvalPieces(page, go)
  const objection = objectionPieces(
    t,
    page.hotlines,
    of.takesOpinions ? () => go({ kind: 'say', about }) : null,
  )
  const own = head ? [{ ...head, newPage: true }, ...approval] : approval
  return wide
    ? [{ ...sideBySide('trust', ['approval', 'object'], own, objection), newPage: true }]
    : [...own, ...objection]
}

function sideBySide(id: string, section: string[], left: readonly Piece[], right: readonly Piece[]): Piece {
  const column = (pieces: readonly Piece[]) => (
    <div>
      {pieces.map((piece) => (
        <div key={piece.id} data-spoken={piece.id}>
          {piece.node}
        </div>
      ))}
    </div>
  )
  return {
    id,
    section,
    node: (
      <div className={styles['sides']}>
        {column(left)}
        {column(right)}
      </div>
    ),
    otherwise: [...left, ...right],
  }
}

/** Paragraphs of a notice, or the remark of a sheet. */
function textPieces(page: EntryPage, section: 'text' | 'remark'): Piece[] {
  const paragraphs = (page.entry.body ?? '')
    .split('\n')
    .map((each) => each.trim())
    .filter(Boolean)
  return paragraphs.map((text, at) => ({ id: `paragraph ${at}`, section, text }))
}

/** Who signs a notice and when: what its row holds besides the title, at the right as on paper. */
function signaturePieces(t: TFunction, type: ItemType, rows: readonly Row[]): Piece[] {
  const [row] = rows
  if (!row) return []
  const signed = columnsOf(type)
    .map((column, at) => figureOf(column, row[at] ?? null, { t, itemType: type.id }))
    .slice(1)
    .filter(Boolean)
  return signed.map((text, at) => ({
    id: `signature ${at}`,
    section: 'text',
    node: <p className={styles['signature']}>{text}</p>,
  }))
}
