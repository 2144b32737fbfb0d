// Content of any length on a sheet that never scrolls: measures its pieces where nobody sees them, then shows one page.
import {
  Fragment,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
  type ReactNode,
  type RefObject,
} from 'react'
import { bandTopPx } from '../glass.ts'
import { useSpokenPieces } from '../speech/pieces.ts'
import { Measures } from './piece-heights.ts'
import { paginate, type Page } from './paginate.ts'
import styles from './Flow.module.css'

export type Piece = {
  id: string
  node?: ReactNode
  withNext?: boolean
  newPage?: boolean
  /** A heading whose bookmark says the same: left out on a glass that is too low for it. */
  spare?: boolean
  /** Bookmarks that lead to it. */
  section?: string | readonly string[]
  /** A row of this table; the table draws the rows it is given under its head. */
  table?: Table
  /** A paragraph: may break between lines. */
  text?: string
  /** What it falls apart into when it is taller than a page. */
  otherwise?: readonly Piece[]
  /** As it is read aloud, where that is not simply the words it is drawn with. */
  said?: () => readonly string[]
  /** Names people who did not ask for it: read only when somebody wants the names. */
  personal?: boolean
  /** By what one knows the page that begins with it, where one leafs through many. */
  leap?: () => string
  /** Rows of a table of which this is the same are as high as each other: not each has to be measured. */
  alike?: string
}

/** Rules that two rows share are measured in one of them only; a page keeps this much free for them. */
const slackPx = 4

export type Table = { id: string; render: (rowIds: readonly string[]) => ReactNode }

export type Measured = {
  pages: number
  /** First page of each bookmark, in order. */
  sections: { section: string; page: number }[]
  /** Pages one can leap to, by what stands first on them. */
  leaps: Leap[]
}

export type Leap = { page: number; begins: string }

export function Flow(props: {
  pieces: readonly Piece[]
  page: number
  onMeasured: (measured: Measured) => void
  /** Drawn above the page when there is more than one; its height is taken from each page then. */
  bookmarks?: ReactNode
  /** What the rows are rows of; when it is another, rows of the same name are measured anew. */
  rowsOf?: unknown
}) {
  const room = useRef<HTMLDivElement>(null)
  const stage = useRef<HTMLDivElement>(null)
  const marks = useRef<HTMLDivElement>(null)
  const size = useSize(room)
  const [layout, setLayout] = useState<Layout | null>(null)
  const { pieces, rowsOf, onMeasured } = props
  const flat = useMemo(() => pieces.flatMap(withParts), [pieces])
  // Which bookmarks there are is known only when the pages are: with more of them they may be higher than was measured.
  const drawnMarks = useRef<HTMLDivElement>(null)
  const [marksNeed, setMarksNeed] = useState(0)
  const [round, measureMore] = useReducer((before: number) => before + 1, 0)
  const asked = useMemo(() => ({ pieces, size, marksNeed, round }), [pieces, size, marksNeed, round])
  const measures = useMemo(
    () => ({ of: [size?.width, size?.faces, rowsOf], known: new Measures() }),
    [size?.width, size?.faces, rowsOf],
  ).known
  const isMeasured = layout?.asked === asked
  const lacking = useMemo(
    () => (isMeasured ? [] : measures.lacking(asked.pieces)),
    [isMeasured, measures, asked],
  )

  const spoken = useSpokenPieces()

  useLayoutEffect(() => {
    if (isMeasured || !stage.current || !asked.size?.height) return
    measures.read(stage.current, lacking)
    const whole = asked.size.height - slackPx
    const tapsFrom = Math.max(0, bandTopPx() - (room.current?.getBoundingClientRect().top ?? 0))
    const marksHeight = Math.max((marks.current ?? drawnMarks.current)?.offsetHeight ?? 0, asked.marksNeed)
    const least = Math.max(1, whole - marksHeight)
    if (measures.fallsApart(asked.pieces, least, tapsFrom)) {
      spoken.drawn(stage.current)
      return measureMore()
    }
    const blocks = asked.pieces.map((piece) => measures.blockOf(piece))
    const pages = paginate(blocks, least, whole, tapsFrom)
    spoken.measured(stage.current, asked.pieces, pages)
    setLayout({ asked, pages, texts: measures.texts, marksHeight })
    onMeasured({ pages: pages.length, sections: sectionsOf(pages, flat), leaps: leapsOf(pages, flat) })
  }, [isMeasured, asked, measures, lacking, flat, onMeasured, spoken])

  useLayoutEffect(() => {
    const height = drawnMarks.current?.offsetHeight ?? 0
    if (layout && height > layout.marksHeight) setMarksNeed(height)
  }, [layout, props.bookmarks])

  const pageCount = layout?.pages.length ?? 0
  const shown = layout?.pages[Math.min(props.page, pageCount - 1)] ?? none
  const sheet = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (!isMeasured || !sheet.current) return
    const ids = new Set(shown.map(({ id }) => id))
    const rows = pieces.filter(({ id, table }) => table && ids.has(id))
    if (measures.isHigher(sheet.current, rows)) measureMore()
  }, [isMeasured, shown, pieces, measures])

  const isSplit = pageCount > 1
  const bookmarks = props.bookmarks && isSplit && (
    <div className={styles['marks']} ref={drawnMarks}>
      {props.bookmarks}
    </div>
  )
  // Above a page they are out of reach of one who sits.
  const isLow = bandTopPx() > 0
  return (
    <div className={styles['room']} ref={room}>
      {layout && (
        <div className={styles['sheet']}>
          {!isLow && bookmarks}
          <div className={styles['page']} data-testid="flow-page" ref={sheet}>
            <PageOf page={shown} pieces={flat} texts={layout.texts} />
          </div>
          {isLow && bookmarks}
        </div>
      )}
      {!isMeasured && (
        <div className={styles['stage']} ref={stage} aria-hidden="true" inert>
          {props.bookmarks && !isSplit && (
            <div className={styles['marks']} ref={marks}>
              {props.bookmarks}
            </div>
          )}
          {groupsOf(lacking).map((group) => (
            <Staged key={group.key} group={group} />
          ))}
        </div>
      )}
    </div>
  )
}

const none: Page = []

type Texts = ReadonlyMap<string, readonly string[]>
type Layout = { asked: object; pages: Page[]; texts: Texts; marksHeight: number }

function Staged(props: { group: Group }) {
  const { group } = props
  if (group.table) return <div data-table={group.table.id}>{group.table.render(group.ids)}</div>
  const { piece } = group
  return (
    <div data-piece={piece.id} className={styles['piece']}>
      {piece.text === undefined ? piece.node : <p className={styles['paragraph']}>{piece.text}</p>}
    </div>
  )
}

function PageOf(props: { page: Page; pieces: readonly Piece[]; texts: Texts }) {
  const byId = new Map(props.pieces.map((piece) => [piece.id, piece]))
  const pieces = props.page.flatMap((placed) => {
    const piece = byId.get(placed.id)
    return piece ? [{ ...piece, lines: placed.lines, gap: placed.gap }] : []
  })
  return groupsOf(pieces).map((group) => {
    if (group.table) {
      return (
        <Fragment key={group.key}>
          {group.gap > 0 && <div style={{ height: group.gap }} />}
          {group.table.render(group.ids)}
        </Fragment>
      )
    }
    const { piece } = group
    if (piece.text === undefined) {
      return (
        <div
          key={group.key}
          className={styles['piece']}
          style={piece.gap ? { paddingTop: piece.gap } : undefined}
          data-spoken={piece.id}
        >
          {piece.node}
        </div>
      )
    }
    const lines = props.texts.get(piece.id) ?? []
    const { from, to } = piece.lines ?? { from: 0, to: lines.length }
    return (
      <p
        key={group.key}
        data-spoken={piece.id}
        className={[
          styles['paragraph'],
          from > 0 && styles['continued'],
          to < lines.length && styles['broken'],
        ]
          .filter(Boolean)
          .join(' ')}
      >
        {lines.slice(from, to).join('')}
      </p>
    )
  })
}

type Shown = Piece & { lines?: { from: number; to: number } | undefined; gap?: number | undefined }
type Group =
  | { key: string; table: Table; ids: string[]; gap: number; piece?: undefined }
  | { key: string; table?: undefined; piece: Shown }

/** Rows of one table that follow each other are drawn by one table. */
function groupsOf(pieces: readonly Shown[]): Group[] {
  const groups: Group[] = []
  for (const piece of pieces) {
    const last = groups.at(-1)
    if (piece.table && last?.table && last.table.id === piece.table.id) last.ids.push(piece.id)
    else if (piece.table)
      groups.push({ key: piece.id, table: piece.table, ids: [piece.id], gap: piece.gap ?? 0 })
    else groups.push({ key: piece.id, piece })
  }
  return groups
}

const withParts = (piece: Piece): Piece[] => [piece, ...(piece.otherwise ?? []).flatMap(withParts)]

function sectionsOf(pages: readonly Page[], pieces: readonly Piece[]): Measured['sections'] {
  const sections = new Map(pieces.map((piece) => [piece.id, [piece.section ?? []].flat()]))
  const found = new Map<string, number>()
  pages.forEach((page, at) => {
    for (const section of page.flatMap(({ id }) => sections.get(id) ?? []))
      if (!found.has(section)) found.set(section, at)
  })
  return [...found].map(([section, page]) => ({ section, page }))
}

function leapsOf(pages: readonly Page[], pieces: readonly Piece[]): Leap[] {
  const known = new Map(pieces.flatMap(({ id, leap }) => (leap === undefined ? [] : [[id, leap]])))
  return pages.flatMap((page, at) => {
    const begins = page.map(({ id }) => known.get(id)).find((each) => each !== undefined)
    return begins === undefined ? [] : [{ page: at, begins: begins() }]
  })
}

/** `faces`: how often letters have come that may be wider than what stood in for them. */
export type Size = { width: number; height: number; faces: number }

/** The measured room of an element; null until it has one. */
export function useSize(element: RefObject<HTMLElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null)
  useLayoutEffect(() => {
    const of = element.current
    if (!of) return
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = of
      setSize((before) =>
        before?.width === width && before.height === height
          ? before
          : { width, height, faces: before?.faces ?? 0 },
      )
    }
    measure()
    const watcher = new ResizeObserver(measure)
    watcher.observe(of)
    // The file with rare characters arrives when one is first seen, and may move lines.
    const lettersCame = () => setSize((before) => before && { ...before, faces: before.faces + 1 })
    document.fonts.addEventListener('loadingdone', lettersCame)
    return () => {
      watcher.disconnect()
      document.fonts.removeEventListener('loadingdone', lettersCame)
    }
  }, [element])
  return size
}
