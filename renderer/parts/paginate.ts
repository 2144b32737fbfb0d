// Fits measured pieces onto pages as a typesetter does: nothing is cut, headings stay with what they head.

/** A piece of content and the room it takes, in pixels. */
export type Block = {
  id: string
  height: number
  /** Never the last thing on a page. */
  withNext?: boolean
  /** A heading whose words stand elsewhere too: left out where no page has room for it and the start of what it heads. */
  spare?: boolean
  /** The first thing on a page, unless all there is fits on one. */
  newPage?: boolean
  /** Rows of one table: its head is repeated on every page and costs `headHeight` each time. */
  table?: { id: string; headHeight: number }
  /** A paragraph may break between lines; `lineHeights` are its lines, `height` their sum and its margin. */
  lineHeights?: readonly number[]
  /** What stands in its place if it is taller than a page. */
  otherwise?: readonly Block[]
  /** Can be touched: stands nowhere above `tapsFrom`. */
  taps?: boolean
}

/** `gap` is left free above it, so that it lies within reach. */
export type Placed = { id: string; lines?: { from: number; to: number }; gap?: number }
export type Page = Placed[]

/** Lines of a paragraph that stay together at a page's end and at the next one's start; a short page has no choice. */
const fewestOf = (room: number, lineHeight: number): number => (room >= lineHeight * 8 ? 2 : 1)

/**
 * `room` is the height of a page; a single page may be taller (`roomAlone`), because what is only drawn
 * when there are several pages (bookmarks) then leaves its place free. What can be touched begins at
 * `tapsFrom` below the page's top; what is only read fills the room above it.
 */
export function paginate(blocks: readonly Block[], room: number, roomAlone = room, tapsFrom = 0): Page[] {
  const alone = fill(blocks, roomAlone, tapsFrom, false)
  return alone.length <= 1 ? alone : fill(blocks, room, tapsFrom, true)
}

function fill(given: readonly Block[], room: number, tapsFrom: number, isSplit: boolean): Page[] {
  const blocks = given.flatMap((block) => fitting(block, room, tapsFrom))
  const pages: Page[] = [[]]
  let used = 0
  let tableOpen: string | null = null

  const fewest = (block: Block | undefined) => fewestOf(room, block?.lineHeights?.[0] ?? 0)
  const place = (placed: Placed, height: number) => {
    pages.at(-1)?.push(placed)
    used += height
  }
  /** What has to be left free so that this block can be reached. */
  const gapOf = (at: number) => (isTouched(blocks, at) ? Math.max(0, tapsFrom - used) : 0)
  /** What a heading and the start of what it heads take on a page of their own. */
  const roomOfStart = (at: number) =>
    (isTouched(blocks, at) ? tapsFrom : 0) + needed(blocks, at, 0, fewest(blocks[at + 1]))
  const turn = () => {
    pages.push([])
    used = 0
    tableOpen = null
  }

  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at]
    if (!block) continue
    const head = block.table && block.table.id !== tableOpen ? block.table.headHeight : 0
    const isFirst = used === 0
    if (block.spare && roomOfStart(at) > room) {
      if (!isFirst && isSplit && block.newPage) turn()
      continue
    }
    const gap = gapOf(at)
    if (!isFirst && isSplit && block.newPage) turn()
    else if (!isFirst && block.lineHeights && used + needed(blocks, at, 0, fewest(block)) > room) {
      if (linesThatFit(block.lineHeights, room - used, fewest(block)) === 0) turn()
    } else if (!isFirst && used + gap + needed(blocks, at, head, fewest(blocks[at + 1])) > room) turn()
    const headNow = block.table && block.table.id !== tableOpen ? block.table.headHeight : 0
    tableOpen = block.table?.id ?? null
    const gapNow = gapOf(at)
    if (block.lineHeights && used + block.height > room) placeLines(block.id, block.lineHeights)
    else if (gapNow > 0) place({ id: block.id, gap: gapNow }, gapNow + block.height + headNow)
    else place({ id: block.id }, block.height + headNow)
  }
  return pages

  function placeLines(id: string, heights: readonly number[]) {
    let from = 0
    while (from < heights.length) {
      // One line at least, or a page smaller than a line would never end.
      const fits = Math.max(
        1,
        linesThatFit(heights.slice(from), room - used, fewestOf(room, heights[0] ?? 0)),
      )
      const to = Math.min(heights.length, from + fits)
      place({ id, lines: { from, to } }, sum(heights.slice(from, to)))
      from = to
      if (from < heights.length) turn()
    }
  }
}

const sum = (heights: readonly number[]) => heights.reduce((all, height) => all + height, 0)

/** Replaces what is taller than a page by its smaller pieces. */
function fitting(block: Block, room: number, tapsFrom: number): readonly Block[] {
  const own = block.taps ? room - tapsFrom : room
  if (block.height <= own || !block.otherwise) return [block]
  return block.otherwise.flatMap((piece) => fitting(piece, room, tapsFrom))
}

/** A heading goes where what it heads must go. */
function isTouched(blocks: readonly Block[], at: number): boolean {
  const block = blocks[at]
  return (
    block !== undefined && (block.taps === true || (block.withNext === true && isTouched(blocks, at + 1)))
  )
}

/** The block, and with a heading also the start of what follows it. */
function needed(blocks: readonly Block[], at: number, head: number, fewest: number): number {
  const block = blocks[at]
  if (!block) return 0
  const next = blocks[at + 1]
  if (!block.withNext || !next) return block.height + head
  const nextHead = next.table && next.table.id !== block.table?.id ? next.table.headHeight : 0
  const start = next.lineHeights
    ? sum(next.lineHeights.slice(0, fewest))
    : needed(blocks, at + 1, nextHead, fewest)
  return block.height + head + start
}

function linesThatFit(heights: readonly number[], room: number, fewest: number): number {
  let fits = 0
  let used = 0
  for (const height of heights) {
    if (used + height > room) break
    used += height
    fits++
  }
  const left = heights.length - fits
  if (left === 0) return fits
  // No single line is left behind, and none goes over alone.
  const kept = left < fewest ? fits - (fewest - left) : fits
  return kept < fewest ? 0 : kept
}
