// What an item's sheet is made of, piece by piece and in the order it is read: the pages are cut out of these.
import { useMemo } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { columnsOf, type ItemType } from '../../disclosure/item-type.ts'
import type { EntryPage, Row } from '../../electron/contract.ts'
import { OpenCharts } from '../charts/OpenCharts.tsx'
import { drawable, trendId } from '../charts/chart-words.ts'
import { fieldPairs, pairPiece } from '../fields/FieldList.tsx'
import { figureOf } from '../fields/figure.ts'
import type { Nav } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import type { Piece } from '../parts/Flow.tsx'
import { amountSaid, barSaid, sectionSaid } from '../speech/entry-said.ts'
import { isOfPersons } from '../speech/rows.ts'
import { barsArePersons } from './bar-label.ts'
import { changePieces } from './EntryChanges.tsx'
import { comparedPieces } from './EntryCompared.tsx'
import {
  BarBlock,
  BarsHead,
  EntryAmount,
  EntryCheck,
  EntryFacts,
  entrySentences,
  EntrySentence,
} from './EntryLead.tsx'
import { approvalPieces, objectionPieces, SectionHead } from './EntryTrust.tsx'
import { barLinesOf, factsOf, mostBars, type Fact } from './entry-figures.ts'
import { planTable, tablePieces, type TablePlan } from './entry-table.tsx'
import { termsOfEntry } from './entry-terms.ts'
import styles from './sheet-pieces.module.css'

export function useSheetPieces(of: {
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
