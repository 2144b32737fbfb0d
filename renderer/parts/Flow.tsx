// Content of any length on a sheet that never scrolls: measures its pieces where nobody sees them, then shows one page.
import { Fragment, useLayoutEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react'
import { bandTopPx } from '../glass.ts'
import { useSpokenPieces } from '../speech/pieces.ts'
import { paginate, type Block, type Page } from './paginate.ts'
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
  leap?: string
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
  const { pieces, onMeasured } = props
  const flat = useMemo(() => pieces.flatMap(withParts), [pieces])
  // Which bookmarks there are is known only when the pages are: with more of them they may be higher than was measured.
  const drawnMarks = useRef<HTMLDivElement>(null)
  const [marksNeed, setMarksNeed] = useState(0)
  const asked = useMemo(() => ({ pieces, size, marksNeed }), [pieces, size, marksNeed])
  const { rowsOf } = props
  const rows = useMemo(
    () => ({ size, rowsOf, heights: new Map<string, number>(), taps: new Set<string>() }),
    [size, rowsOf],
  )

  const spoken = useSpokenPieces()

  useLayoutEffect(() => {
    if (!stage.current || !asked.size?.height) return
    const texts = new Map<string, string[]>()
    const seen = { stage: stage.current, texts, heights: rows.heights, taps: rows.taps }
    const blocks = asked.pieces.map((piece) => blockOf(piece, seen))
    const whole = asked.size.height - slackPx
    const tapsFrom = Math.max(0, bandTopPx() - (room.current?.getBoundingClientRect().top ?? 0))
    const marksHeight = Math.max(marks.current?.offsetHeight ?? 0, asked.marksNeed)
    const pages = paginate(blocks, Math.max(1, whole - marksHeight), whole, tapsFrom)
    spoken.measured(stage.current, asked.pieces, pages)
    setLayout({ asked, pages, texts, marksHeight })
    onMeasured({ pages: pages.length, sections: sectionsOf(pages, flat), leaps: leapsOf(pages, flat) })
  }, [asked, flat, rows, onMeasured, spoken])

  useLayoutEffect(() => {
    const height = drawnMarks.current?.offsetHeight ?? 0
    if (layout && height > layout.marksHeight) setMarksNeed(height)
  }, [layout, props.bookmarks])

  const pageCount = layout?.pages.length ?? 0
  const shown = layout?.pages[Math.min(props.page, pageCount - 1)] ?? []
  // Rows of a long table arrive in parts; those that were measured once need not be drawn for it again.
  const bookmarks = props.bookmarks && pageCount > 1 && (
    <div className={styles['marks']} ref={drawnMarks}>
      {props.bookmarks}
    </div>
  )
  // Above a page they are out of reach of one who sits.
  const isLow = bandTopPx() > 0
  const unmeasured = flat.filter((piece) => !rows.heights.has(piece.id))
  return (
    <div className={styles['room']} ref={room}>
      {layout && (
        <div className={styles['sheet']}>
          {!isLow && bookmarks}
          <div className={styles['page']} data-testid="flow-page">
            <PageOf page={shown} pieces={flat} texts={layout.texts} />
          </div>
          {isLow && bookmarks}
        </div>
      )}
      {layout?.asked !== asked && (
        <div className={styles['stage']} ref={stage} aria-hidden="true" inert>
          {props.bookmarks && (
            <div className={styles['marks']} ref={marks}>
              {props.bookmarks}
            </div>
          )}
          {groupsOf(unmeasured).map((group) => (
            <Staged key={group.key} group={group} />
          ))}
        </div>
      )}
    </div>
  )
}

type Layout = { asked: object; pages: Page[]; texts: Map<string, string[]>; marksHeight: number }

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

function PageOf(props: { page: Page; pieces: readonly Piece[]; texts: Map<string, string[]> }) {
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

type Seen = {
  stage: HTMLElement
  texts: Map<string, string[]>
  heights: Map<string, number>
  /** Tables whose rows open. */
  taps: Set<string>
}

function blockOf(piece: Piece, seen: Seen): Block {
  const flags = {
    id: piece.id,
    ...(piece.withNext ? { withNext: true } : {}),
    ...(piece.newPage ? { newPage: true } : {}),
    ...(piece.spare ? { spare: true } : {}),
  }
  if (piece.table) return { ...flags, ...rowHeights(piece.id, piece.table.id, seen) }
  const element = seen.stage.querySelector<HTMLElement>(`[data-piece="${CSS.escape(piece.id)}"]`)
  const height = element?.getBoundingClientRect().height ?? 0
  if (piece.text === undefined || !element) {
    const otherwise = piece.otherwise?.map((part) => blockOf(part, seen))
    const taps = element?.querySelector('button') ? { taps: true } : {}
    return { ...flags, ...taps, height, ...(otherwise ? { otherwise } : {}) }
  }
  const lines = linesOf(element.firstElementChild?.firstChild ?? null)
  seen.texts.set(piece.id, lines)
  const lineHeight = lines.length > 0 ? height / lines.length : height
  return { ...flags, height, lineHeights: lines.map(() => lineHeight) }
}

function rowHeights(rowId: string, tableId: string, seen: Seen): Pick<Block, 'height' | 'table' | 'taps'> {
  const headKey = `head of ${tableId}`
  if (!seen.heights.has(rowId)) {
    for (const holder of seen.stage.querySelectorAll<HTMLElement>(`[data-table="${CSS.escape(tableId)}"]`)) {
      if (holder.querySelector('button')) seen.taps.add(tableId)
      let inRows = 0
      for (const row of holder.querySelectorAll<HTMLElement>('[data-row]')) {
        const { height } = row.getBoundingClientRect()
        inRows += height
        seen.heights.set(row.dataset['row'] ?? '', height)
      }
      // What a table needs besides its rows: head, rules, margins.
      seen.heights.set(headKey, Math.max(0, holder.getBoundingClientRect().height - inRows))
    }
  }
  return {
    height: seen.heights.get(rowId) ?? 0,
    ...(seen.taps.has(tableId) ? { taps: true } : {}),
    table: { id: tableId, headHeight: seen.heights.get(headKey) ?? 0 },
  }
}

/** Where the browser broke a paragraph into lines. */
function linesOf(text: Node | null): string[] {
  if (!(text instanceof Text)) return []
  const range = document.createRange()
  const lines: { text: string; top: number }[] = []
  let at = 0
  for (const character of text.data) {
    range.setStart(text, at)
    at += character.length
    range.setEnd(text, at)
    const rect = range.getClientRects()[0]
    const last = lines.at(-1)
    // Half a character: glyphs of another face may sit a little higher on the same line.
    const isBelow = last && rect && rect.top > last.top + rect.height / 2
    if (!last || isBelow) lines.push({ text: character, top: rect?.top ?? 0 })
    else last.text += character
  }
  return lines.map((line) => line.text)
}

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
    return begins === undefined ? [] : [{ page: at, begins }]
  })
}

/** The measured room of an element; null until it has one. */
export function useSize(element: RefObject<HTMLElement | null>): { width: number; height: number } | null {
  const [size, setSize] = useState<{ width: number; height: number } | null>(null)
  useLayoutEffect(() => {
    const of = element.current
    if (!of) return
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = of
      setSize((before) => (before?.width === width && before.height === height ? before : { width, height }))
    }
    measure()
    const watcher = new ResizeObserver(measure)
    watcher.observe(of)
    // The file with rare characters arrives when one is first seen, and may move lines.
    const remeasure = () => setSize({ width: of.clientWidth, height: of.clientHeight })
    document.fonts.addEventListener('loadingdone', remeasure)
    return () => {
      watcher.disconnect()
      document.fonts.removeEventListener('loadingdone', remeasure)
    }
  }, [element])
  return size
}
