// Which lines come on which page: reckoned in millimetres before anything is drawn, so that each page knows of how many it is.
import { widthInEm } from '../disclosure/text-width.ts'
import type { LineLook, Paper, PrintLine, PrintSheet, PrintTable } from './print-sheet.ts'

/** Millimetres. On a slip the text is never below 4 mm (ux.md I01), on A4 the body is 18 pt. */
type Setting = {
  width: number
  /** Between the edges that a printer can reach. */
  inner: number
  margin: number
  /** Null: as long as the text is, up to `longest`. */
  height: number | null
  longest: number
  sizes: Readonly<Record<LineLook | 'title' | 'over' | 'cell' | 'foot', number>>
  tableColumns: boolean
}

export const settings: Readonly<Record<Paper, Setting>> = {
  a4: {
    width: 210,
    inner: 178,
    margin: 14,
    height: 297,
    longest: 297,
    sizes: {
      title: 9.5,
      over: 5,
      lead: 6.8,
      figure: 10.5,
      pair: 6.35,
      body: 6.35,
      head: 6.35,
      small: 4.6,
      cell: 5,
      foot: 4.2,
    },
    tableColumns: true,
  },
  slip: {
    width: 80,
    inner: 72,
    margin: 4,
    height: null,
    // What a cutter still cuts and a hand still holds.
    longest: 400,
    sizes: {
      title: 6.6,
      over: 4.4,
      lead: 5,
      figure: 7.4,
      pair: 4.8,
      body: 4.8,
      head: 5,
      small: 4.2,
      cell: 4.6,
      foot: 4.1,
    },
    tableColumns: false,
  },
}

const lineHeight = 1.45
/** Above each block. */
const gapMm = 1.6
/** Air on both sides of a cell, as the style sheet has it. */
const cellAirMm = 2.4

export type Block =
  | { kind: 'line'; line: PrintLine }
  | { kind: 'table-head'; cells: string[]; of: TableSetting }
  | { kind: 'row'; cells: string[]; part: boolean; of: TableSetting }
  /** A row on a slip: the first cell as a line, the others under it with their names. */
  | { kind: 'stacked'; first: string; pairs: { name: string; value: string }[]; part: boolean }

/** How wide each column of a table is, as shares of 1, and which stand right. */
export type TableSetting = { shares: number[]; figures: boolean[] }

export type PageLayout = { heightMm: number; pages: Block[][] }

export function layOut(sheet: PrintSheet, paper: Paper): PageLayout {
  const set = settings[paper]
  const blocks = blocksOf(sheet, set)
  const head = headHeight(sheet, set)
  const foot = footHeight(sheet, set)
  const room = set.longest - 2 * set.margin - head - foot
  const pages = broken(blocks, room, (block) => blockHeight(block, set))
  const fullest = Math.max(
    ...pages.map((page) => page.reduce((all, block) => all + blockHeight(block, set), 0)),
  )
  // A roll is cut where the text ends; the last lines must not hang on an estimate.
  const heightMm = set.height ?? Math.ceil(2 * set.margin + head + foot + fullest * 1.02 + 6)
  return { heightMm, pages }
}

function blocksOf(sheet: PrintSheet, set: Setting): Block[] {
  const line = (each: PrintLine): Block => ({ kind: 'line', line: each })
  return [
    ...sheet.before.map(line),
    ...sheet.tables.flatMap((table) => tableBlocks(table, set)),
    ...sheet.after.map(line),
  ]
}

function tableBlocks(table: PrintTable, set: Setting): Block[] {
  if (table.rows.length === 0) return []
  const names = table.columns.map(({ name }) => name)
  const head: Block[] =
    table.name === null ? [] : [{ kind: 'line', line: { look: 'head', value: table.name } }]
  if (set.tableColumns) {
    const of = { shares: columnShares(table), figures: table.columns.map(({ figure }) => figure) }
    const rows = table.rows.map((row): Block => ({ kind: 'row', ...row, of }))
    return [...head, { kind: 'table-head', cells: names, of }, ...rows]
  }
  return [...head, ...stackedBlocks(table, names)]
}

function stackedBlocks(table: PrintTable, names: readonly string[]): Block[] {
  return table.rows.map(({ cells, part }) => {
    const firstAt = Math.max(
      0,
      table.columns.findIndex(({ figure }, at) => !figure && (cells[at] ?? '') !== ''),
    )
    return {
      kind: 'stacked',
      first: cells[firstAt] ?? '',
      pairs: cells.flatMap((value, at) =>
        at === firstAt || value === '' ? [] : [{ name: names[at] ?? '', value }],
      ),
      part,
    }
  })
}

/** A head of a table, or of lines, is not left alone at the foot; a table that goes on is headed anew. */
function broken(blocks: readonly Block[], room: number, heightOf: (block: Block) => number): Block[][] {
  const pages: Block[][] = []
  let page: Block[] = []
  let used = 0
  let tableHead: Block | null = null
  const turn = () => {
    const carried = page.length > 1 && isHead(page.at(-1)) ? page.splice(-1) : []
    pages.push(page)
    page = carried
    used = carried.reduce((all, block) => all + heightOf(block), 0)
  }
  for (const block of blocks.flatMap((each) =>
    heightOf(each) > room ? cutUp(each, room, heightOf) : [each],
  )) {
    if (block.kind === 'table-head') tableHead = block
    const height = heightOf(block)
    if (page.length > 0 && used + height > room) {
      turn()
      if (block.kind === 'row' && tableHead !== null && page.length === 0) {
        page.push(tableHead)
        used += heightOf(tableHead)
      }
    }
    page.push(block)
    used += height
  }
  return page.length > 0 || pages.length === 0 ? [...pages, page] : pages
}

const isHead = (block: Block | undefined): boolean =>
  block?.kind === 'table-head' || (block?.kind === 'line' && block.line.look === 'head')

/** A paragraph longer than a page goes on over the next one. */
function cutUp(block: Block, room: number, heightOf: (block: Block) => number): Block[] {
  if (block.kind !== 'line') return [block]
  const { line } = block
  const characters = [...line.value]
  const parts = Math.ceil(heightOf(block) / (room * 0.9))
  const size = Math.ceil(characters.length / parts)
  return Array.from({ length: parts }, (_, at) => {
    const value = characters.slice(at * size, (at + 1) * size).join('')
    const { name, ...rest } = line
    return {
      kind: 'line',
      line: at === 0 && name !== undefined ? { ...rest, name, value } : { ...rest, value },
    }
  })
}

/** Estimates run a little high: a page that is not quite full is better than one that is cut. */
const caution = 1.05

function linesOf(text: string, sizeMm: number, widthMm: number): number {
  return Math.max(1, Math.ceil((widthInEm(text) * sizeMm * caution) / widthMm))
}

function blockHeight(block: Block, set: Setting): number {
  const { sizes, inner } = set
  if (block.kind === 'line') {
    const { look, name, value } = block.line
    const size = sizes[look]
    return linesIn(name, value, size, inner) * size * lineHeight + gapMm
  }
  if (block.kind === 'stacked') {
    const first = linesOf(block.first, sizes.cell, inner) * sizes.cell
    const pairs = block.pairs.reduce(
      (all, { name, value }) => all + linesIn(name, value, sizes.cell, inner - 4) * sizes.cell,
      0,
    )
    return (first + pairs) * lineHeight + gapMm
  }
  const lines = block.cells.map((cell, at) =>
    linesOf(
      (block.kind === 'row' && block.part && at === 0 ? '　' : '') + cell,
      sizes.cell,
      inner * (block.of.shares[at] ?? 1) - cellAirMm,
    ),
  )
  return Math.max(...lines) * sizes.cell * lineHeight + gapMm
}

/** A pair stands on one line where it goes into one, else the value under its name. */
function linesIn(name: string | undefined, value: string, size: number, width: number): number {
  if (name === undefined) return linesOf(value, size, width)
  const together = linesOf(`${name}　${value}`, size, width)
  return together === 1 ? 1 : linesOf(name, size, width) + (value === '' ? 0 : linesOf(value, size, width))
}

/** Whether the document sets name and value beside each other, by the same reckoning. */
export const standsOnOneLine = (line: PrintLine, paper: Paper): boolean =>
  linesIn(line.name, line.value, settings[paper].sizes[line.look], settings[paper].inner) === 1

export const pairStandsOnOneLine = (pair: { name: string; value: string }, paper: Paper): boolean =>
  linesIn(pair.name, pair.value, settings[paper].sizes.cell, settings[paper].inner - 4) === 1

/** Columns are as wide as their longest word wants, within reason; figures are never broken. */
function columnShares(table: PrintTable): number[] {
  const wishes = table.columns.map(({ name, figure }, at) => {
    const longest = Math.max(widthInEm(name), ...table.rows.map(({ cells }) => widthInEm(cells[at] ?? '')))
    return figure ? Math.max(longest, 4) : Math.min(Math.max(longest, 3), 16)
  })
  const all = wishes.reduce((sum, wish) => sum + wish + 0.6, 0)
  return wishes.map((wish) => (wish + 0.6) / all)
}

function headHeight(sheet: PrintSheet, { sizes, inner }: Setting): number {
  const over = linesOf(sheet.over, sizes.over, inner) * sizes.over
  const title = linesOf(sheet.title, sizes.title, inner) * sizes.title
  return (over + title) * 1.35 + 4
}

function footHeight(sheet: PrintSheet, { sizes, inner }: Setting): number {
  const lines = sheet.marks.reduce((all, mark) => all + linesOf(mark, sizes.foot, inner), 1)
  return lines * sizes.foot * 1.4 + 4
}
