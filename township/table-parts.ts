// The tables of one sheet: a page's header printed again is no row, and a second table below the first is one of its own.
import { compact, parseGroup } from '../disclosure/parse.ts'
import { filledCells, textAt } from './grid.ts'
import type { Cell, Grid } from './grid.ts'
import { findHeader, isKnownHeader } from './header.ts'
import type { VillageNames } from './village-names.ts'

/** A grid with all other tables' rows left empty, so that every cell keeps its address. */
export type SheetPart = {
  grid: Grid
  /** The title of the first table: it may name the village and the period for those below it. */
  inherited: string
}

export function partsOf(grid: Grid, villages: VillageNames): SheetPart[] {
  const header = findHeader(grid)
  if (!header) return [{ grid, inherited: '' }]
  const depth = header.lastRow - header.firstRow
  const printed = new Set<number>()
  const starts: number[] = []
  for (let row = header.lastRow + 2; row < grid.rows.length; row++) {
    if (printed.has(row) || !isHeaderRow(grid, row)) continue
    const isSame = namesIn(grid, row) === namesIn(grid, header.firstRow)
    const above = titleRows(grid, row)
    const titles = above.filter(
      (at) => !isSameText(grid, at, header.firstRow) && !isPlace(grid, at, villages),
    )
    if (!isSame || titles.some((at) => saysMore(grid, at))) {
      starts.push(above[0] ?? row)
      // Its own header may be printed again further down.
      break
    }
    for (const at of above) if (isSameText(grid, at, header.firstRow)) printed.add(at)
    for (let at = row; at <= row + depth; at++) printed.add(at)
  }
  const [start] = starts
  const own = without(grid, (row) => printed.has(row) || (start !== undefined && row >= start))
  const inherited = titleOf(grid, header.firstRow)
  if (start === undefined) return [{ grid: own, inherited: '' }]
  const rest = partsOf(
    without(grid, (row) => row < start),
    villages,
  )
  return [
    { grid: own, inherited: '' },
    ...rest.map((part) => ({ ...part, inherited: part.inherited || inherited })),
  ]
}

/** Names only: a row of data has a number, or words no header is called by. */
function isHeaderRow(grid: Grid, row: number): boolean {
  // A township's list has ten thousand rows; nearly all of them are told by their first number.
  for (const cell of grid.rows[row] ?? []) if (cell && isNumber(cell)) return false
  const filled = filledCells(grid, row)
  return (
    filled.length >= 3 &&
    isKnownHeader(grid, row) &&
    new Set(filled.map(({ cell }) => compact(cell.text))).size * 2 > filled.length
  )
}

const isNumber = (cell: Cell): boolean => cell.number !== undefined || /^[-\d,.]*\d[\d,.]*$/.test(cell.text)

const namesIn = (grid: Grid, row: number): string =>
  filledCells(grid, row)
    .map(({ column, cell }) => `${column}:${compact(cell.text)}`)
    .join(' ')

/** The lines of one or two cells right above a header. */
function titleRows(grid: Grid, header: number): number[] {
  const rows: number[] = []
  for (let row = header - 1; row >= 0; row--) {
    const filled = filledCells(grid, row)
    if (filled.length === 0 || filled.length > 2 || isFooter(filled[0]?.cell.text ?? '')) break
    rows.unshift(row)
  }
  return rows
}

const footerWords =
  /^(?:制表|审核|复核|填表|负责人|经办|监督|公示|公开|联系|举报|备注|注|说明|合计|小计|总计|本页|.{0,6}(?:电话|签字|盖章|主任|书记|会计))/
const isFooter = (text: string): boolean =>
  footerWords.test(compact(text)) && !/[表榜单册]$/.test(compact(text))

/** Printed above the first header too: the page's own title and unit. */
const isSameText = (grid: Grid, row: number, firstHeader: number): boolean =>
  Array.from({ length: firstHeader }, (_, at) => at).some((at) => textsOf(grid, at) === textsOf(grid, row))

const textsOf = (grid: Grid, row: number): string =>
  filledCells(grid, row)
    .map(({ cell }) => compact(cell.text).replace(/第[\d一二三四五六七八九十]+页|共\d+页/g, ''))
    .join(' ')

/** 二组 or 柳沟村 over a header is a heading within the table. */
function isPlace(grid: Grid, row: number, villages: VillageNames): boolean {
  const [only, more] = filledCells(grid, row)
  if (!only || more) return false
  return parseGroup({ text: only.cell.text }).kind === 'value' || villages.place(only.cell.text) !== null
}

/** 第2页 and 单位:元 say nothing that parts two tables. */
const saysMore = (grid: Grid, row: number): boolean =>
  filledCells(grid, row).some(({ cell }) => {
    const text = compact(cell.text)
    return text.length >= 5 && !/^单位|^第.{1,3}页|^.{1,6}:/.test(text)
  })

const titleOf = (grid: Grid, header: number): string => {
  for (let row = 0; row < header; row++) {
    const [first] = filledCells(grid, row)
    if (first) return textAt(grid, row, first.column).trim()
  }
  return ''
}

function without(grid: Grid, isOut: (row: number) => boolean): Grid {
  if (!grid.rows.some((_, row) => isOut(row))) return grid
  return {
    ...grid,
    rows: grid.rows.map((cells, row) => (isOut(row) ? [] : cells)),
    merges: grid.merges.filter((merge) => !isOut(merge.top)),
  }
}
