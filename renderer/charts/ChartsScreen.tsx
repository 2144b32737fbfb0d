// An item as pictures: its sum over the periods, and what sums are made of; the same figures as a table are one touch away.
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { KioskState } from '../../electron/contract.ts'
import { goesByTitle } from '../../disclosure/item-type.ts'
import { itemTypeOf } from '../../disclosure/item-types/all.ts'
import { entryOver } from '../entry/EntryLead.tsx'
import { useKiosk } from '../kiosk.ts'
import type { Screen } from '../navigation.ts'
import type { Nav } from '../pages.ts'
import { usePages } from '../pages.ts'
import { widthInEm } from '../../disclosure/text-width.ts'
import { Button } from '../parts/Button.tsx'
import { Flow, useSize, type Piece, type Table } from '../parts/Flow.tsx'
import { Frame } from '../parts/Frame.tsx'
import { Nothing, Waiting } from '../parts/Waiting.tsx'
import { stagedTitle } from '../words.ts'
import { ChartTable } from './ChartTable.tsx'
import { scaleOf, type Scale } from './Drawing.tsx'
import { LyingBars } from './LyingBars.tsx'
import { picturesOf, type ChartLine, type Picture } from './chart-words.ts'
import { StandingColumns } from './StandingColumns.tsx'
import styles from './ChartsScreen.module.css'

type ChartsAt = Extract<Screen, { kind: 'charts' }>

export function ChartsScreen(props: { of: ChartsAt; kiosk: KioskState; nav: Nav }) {
  const { of, kiosk, nav } = props
  const { t } = useTranslation()
  const entry = useKiosk('entry', { id: of.id })
  const drawn = useKiosk('charts', { id: of.id })
  const { paging, onMeasured } = usePages(nav)
  const page = entry.kind === 'answered' ? entry.answer : null
  const charts = drawn.kind === 'answered' ? drawn.answer : null
  const type = page ? itemTypeOf(page.entry.itemType) : undefined
  const pictures = useMemo(
    () => (page && type && charts ? picturesOf(t, page.entry.period, type, charts) : []),
    [t, page, type, charts],
  )
  const picture = pictures.find(({ id }) => id === of.picture) ?? pictures[0]
  const title = !page ? '' : type && goesByTitle(type) ? page.entry.title : stagedTitle(t, page.entry)
  return (
    <Frame
      testId="charts"
      over={page ? entryOver(t, page, kiosk.township?.name ?? '') : undefined}
      title={title}
      paging={paging}
    >
      {entry.kind !== 'answered' ? (
        <Waiting on={entry} />
      ) : drawn.kind !== 'answered' ? (
        <Waiting on={drawn} />
      ) : picture ? (
        <div className={styles['sheet']}>
          <Choices of={of} pictures={pictures} picture={picture} nav={nav} />
          <PictureSheet key={`${picture.id} ${of.as}`} {...{ picture, of, onMeasured }} page={paging.page} />
        </div>
      ) : (
        <Nothing sentence={page ? t('charts:nothing') : t('entry.gone')} />
      )}
    </Frame>
  )
}

function Choices(props: { of: ChartsAt; pictures: readonly Picture[]; picture: Picture; nav: Nav }) {
  const { of, pictures, picture, nav } = props
  const { t } = useTranslation()
  const other = of.as === 'picture' ? 'table' : 'picture'
  return (
    <div className={styles['choices']}>
      {pictures.length > 1 &&
        pictures.map((each) => (
          <Button
            key={each.id}
            chosen={each === picture}
            testId={`picture-${each.id}`}
            onPress={() => nav.instead({ ...of, picture: each.id })}
          >
            {each.name}
          </Button>
        ))}
      <Button
        testId="charts-other"
        className={styles['other']}
        onPress={() => nav.instead({ ...of, picture: picture.id, as: other })}
      >
        {other === 'table' ? t('charts:asTable') : t('charts:asPicture')}
      </Button>
    </div>
  )
}

function PictureSheet(props: {
  picture: Picture
  of: ChartsAt
  page: number
  onMeasured: Parameters<typeof Flow>[0]['onMeasured']
}) {
  const { picture, of } = props
  const { t } = useTranslation()
  const room = useRef<HTMLDivElement>(null)
  const size = useSize(room)
  const width = size?.width ?? 0
  const pieces = useMemo(
    () => (of.as === 'table' ? tablePieces(t, picture) : picturePieces(t, picture, width)),
    [t, picture, of.as, width],
  )
  return (
    <div ref={room} className={styles['room']}>
      {size && <Flow pieces={pieces} page={props.page} onMeasured={props.onMeasured} rowsOf={pieces} />}
    </div>
  )
}

// ---- what stands on the sheet ----

function sentencePiece(picture: Picture): Piece {
  return {
    id: 'picture sentence',
    withNext: true,
    node: (
      <div className={styles['sentences']} data-testid="picture-sentence">
        {picture.sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    ),
    said: () => picture.sentences,
    ...(picture.personal ? { personal: true } : {}),
  }
}

function picturePieces(t: TFunction, picture: Picture, width: number): Piece[] {
  const { lines, title } = picture
  const scale = scaleOf(lines)
  const rows = rowPieces(t, picture, lyingTable(picture, scale))
  if (!isStanding(picture, width)) return [sentencePiece(picture), ...rows]
  const sentence = sentencePiece(picture)
  const unit = t('bars.unit', { unit: picture.unit })
  const standing: Piece = {
    id: 'columns',
    node: (
      <>
        <div data-spoken={sentence.id}>{sentence.node}</div>
        <StandingColumns {...{ lines, scale, unit }} name={title} />
      </>
    ),
    // Where they and their sentence do not stand on one page, they lie down.
    otherwise: [sentence, ...rows],
  }
  return [standing]
}

function tablePieces(t: TFunction, picture: Picture): Piece[] {
  const render = (ids: readonly string[]) => <ChartTable picture={picture} ids={ids} />
  const sum: Piece[] =
    picture.whole === null
      ? []
      : [{ id: 'sum', table: { id: 'chart table', render }, said: () => [sumSaid(t, picture)] }]
  return [sentencePiece(picture), ...rowPieces(t, picture, { id: 'chart table', render }), ...sum]
}

const lyingTable = (picture: Picture, scale: Scale): Table => ({
  id: 'lying bars',
  render: (ids) => (
    <LyingBars
      lines={picture.lines.filter(({ id }) => ids.includes(id))}
      scale={scale}
      name={picture.title}
      unit={picture.unit}
    />
  ),
})

const rowPieces = (t: TFunction, picture: Picture, table: Table): Piece[] =>
  picture.lines.map((line) => ({
    id: line.id,
    table,
    said: () => [lineSaid(t, picture, line)],
    ...(picture.personal ? { personal: true } : {}),
  }))

function lineSaid(t: TFunction, { unit }: Picture, line: ChartLine): string {
  const figure = line.value === null ? line.figure : line.figure + unit
  const value = [figure, line.share].filter(Boolean).join(t('speech:cells'))
  return t('speech:bar', { label: line.label, figure: value, unit: '' })
}

const sumSaid = (t: TFunction, { whole, unit }: Picture): string =>
  t('speech:sum', { name: t('charts:sum'), value: (whole ?? '') + unit })

/** More columns than these are too thin for their words. */
const mostColumns = 5

/** Whether every figure fits above its column at this size of text; a figure may not touch the next one. */
function isStanding({ kind, lines }: Picture, width: number): boolean {
  const root = getComputedStyle(document.documentElement)
  const em = Number.parseFloat(root.fontSize)
  const widest = Math.max(...lines.flatMap(({ figure, short }) => [figure, ...short].map(widthInEm)))
  return (
    kind === 'trend' &&
    lines.length <= mostColumns &&
    lines.every(({ value }) => (value ?? 0) >= 0) &&
    (widest + 0.6) * em <= width / lines.length
  )
}
