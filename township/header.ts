// Finds where a table begins and what its columns are called: one to three rows of words, merged or not.
import { itemTypes } from '../disclosure/item-types/all.ts'
import { compact } from '../disclosure/parse.ts'
import { addressOf, columnName, filledCells, MergeMap, textAt, widthOf } from './grid.ts'
import type { Grid } from './grid.ts'

/** `path` is 父/子 as written; `key` the same for comparing: no units, no spaces. */
export type Column = {
  index: number
  path: string
  key: string
  leaf: string
  unit: string
  /** A clerk has said so: however odd the amounts look, it is not asked again. */
  isUnitSaid?: true
}

export type Header = {
  firstRow: number
  lastRow: number
  columns: Column[]
  /** Month and day in two columns under a year: 2026年 ⟨月 日⟩. */
  monthAndDay: { month: number; day: number; year: number | null } | null
}

const deepestHeader = 24

export const sequenceHeaders = new Set(['序号', '编号', '顺序号'])
export const villageHeaders = new Set([
  '村名',
  '村',
  '村别',
  '村(社区)',
  '行政村',
  '所在村',
  '村民委员会',
  '村委会',
  '地区',
  '村居',
  '所属村',
  '党支部',
  '村(居)',
  '村(居)名',
  '村社区',
  '村(社区)名称',
  '行政村(社区)',
  '所在行政村',
  '所在村(社区)',
  '所属村(社区)',
  '项目所在村',
  '党支部所在村',
  '党支部名称',
  '党组织',
  '党组织名称',
  '村委',
])
export const placeHeaders = new Set([
  '村组',
  '村(组)',
  '所在村组',
  '村组名称',
  '村、组',
  '村社',
  '村(居)民小组',
  '村(社区)组',
  '村(居)组',
  '所属村组',
  '所在村(组)',
  '村屯',
  '村组别',
])

const otherHeaders = [
  '身份证号码',
  '身份证号',
  '身份证',
  '一卡通账号',
  '银行账号',
  '账号',
  '卡号',
  '开户行',
  '联系电话',
  '电话',
  '致贫原因',
  '家庭成员',
  '性别',
  '出生年月',
  '残疾证号',
  '类别',
  '自理能力',
  '户编号',
  '签字',
  '农户签字',
  '户主签字',
  '救助原因',
  '购机者',
  '补贴机具',
  '补贴资金',
  '补偿项目',
  '物资',
  '参会人数',
  '年龄',
  '代领人',
  '受灾情况',
]

const unitWords =
  '万元|千元|百元|亿元|元|万亩|公顷|亩|m2|㎡|平方米|户|人|个|台|株|袋|床|桶|件|次|年|月|天|%|元/亩|万元/亩|元/亩/年|元/亩·年|元/人|元/月|元/台|亩、元|米|km' +
  '|人民币元|人民币|rmb|cny|yuan|¥|¥元|mu|sqm|元/年|元/季|元/人/月|元/人·月|元/户|斤|公斤|块|层|份|名|口|张'
const unitBracket = new RegExp(
  `[((【\\[{<〔](?:单位[::]?)?(?:${unitWords}|袋/\\d+kg|桶/\\d+l|[^()()]*/[\\d.]+(?:kg|l))[))】\\]}>〕]`,
  'gi',
)
const unitAlone = new RegExp(`^(?:${unitWords})$`, 'i')
/** 金额:元, 金额/万元, 金额万元: a unit without brackets at the end. */
const unitTail =
  /(?<=\p{Script=Han}\)?)(?:[:/,、_\-—]|单位:?|(?=万元))(万元|元|亩|㎡|平方米|户|人|元\/亩|元\/月)$/u

/** The labels of a form are no column names: 咨询电话 | … | 监督电话 | … is no header. */
const tableTypes = itemTypes.filter((type) => type.layout.kind !== 'labelled')

const knownHeaders: ReadonlySet<string> = new Set([
  ...sequenceHeaders,
  ...villageHeaders,
  ...placeHeaders,
  ...otherHeaders,
  ...tableTypes.flatMap((type) => [
    ...Object.values(type.fields).flatMap((field) =>
      field.headers.flatMap((header) => header.split('/').map(headerKey)),
    ),
    ...(type.layout.kind === 'paired'
      ? type.layout.halves.flatMap((half) => half.header.map(headerKey))
      : []),
  ]),
])

/** 补贴金额（元） and 补 贴 金 额 are both 补贴金额; the year in 2025年集体收入 is not part of the name. */
export function headerKey(text: string): string {
  const seen = compact(text).replaceAll('m²', 'm2')
  const bare = seen.replace(unitBracket, '').replace(/[*::]+$/, '')
  return bare.replace(/^(?:19|20)\d{2}年(?:度)?(?=.)/, '')
}

export const unitIn = (text: string): string => {
  const seen = compact(text).replaceAll('m²', 'm2')
  const bracket = (seen.match(unitBracket)?.at(-1) ?? '').replace(/^.(?:单位:?)?|.$/g, '')
  const unit = bracket === '' ? (unitTail.exec(seen)?.[1] ?? '') : bracket
  return /^(?:人民币元?|rmb|cny|yuan|¥元?)$/i.test(unit) ? '元' : unit
}

/** 补贴金额(上年) is another amount, not a note on this one. */
const otherSum = /[上去]年|[上前]期|[上前]季|上月|累计|应|差|增|减|预|计划|未|已/

/** The name alone: without a number before it, a note in brackets or a unit behind it (1.姓名(户主) is 姓名). */
export function bareKey(text: string): string {
  const seen = headerKey(text).replace(unitTail, '')
  const bare = seen
    .replace(/^(?:[(（]?\d{1,2}[)）.、]|[①-⑳])(?=\p{Script=Han})/u, '')
    .replace(/[(【[〔]([^()【】[\]〔〕]*)[)】\]〕]/g, (note, said: string) =>
      otherSum.test(said) ? note : '',
    )
    .replace(/(?:\(?元\)?|[::*])+$/, '')
  return bare === '' ? seen : bare
}

/** The first rows whose cells are mostly known column names; else the first that look like names over values. */
export function findHeader(grid: Grid): Header | null {
  const merges = new MergeMap(grid)
  const first = filledFrom(grid)
  const rows = Array.from(
    { length: Math.min(grid.rows.length - first, deepestHeader) },
    (_, at) => first + at,
  )
  const row =
    rows.find((at) => isKnownHeader(grid, at)) ?? rows.find((at) => looksLikeHeader(grid, merges, at)) ?? null
  if (row === null) return null
  return withUnnamed(grid, headerOf(grid, merges, row, headerEnd(grid, merges, row)))
}

/** A part of a sheet begins where the rows above it have been left out. */
const filledFrom = (grid: Grid): number =>
  Math.max(
    0,
    grid.rows.findIndex((_, row) => filledCells(grid, row).length > 0),
  )

export const isHeaderName = (text: string): boolean =>
  knownHeaders.has(headerKey(text)) || knownHeaders.has(bareKey(text))

export function isKnownHeader(grid: Grid, row: number): boolean {
  const filled = filledCells(grid, row)
  const hits = filled.filter(({ cell }) => isHeaderName(cell.text)).length
  const enough = hits >= 3 || (hits >= 2 && hits * 2 >= filled.length)
  return enough && hits * 3 >= filled.length
}

/** Rows of people and amounts under no names at all: every column goes by its letter. */
export function headerless(grid: Grid): Header | null {
  for (let row = 0; row < Math.min(grid.rows.length, deepestHeader); row++) {
    const filled = filledCells(grid, row)
    const texts = filled.map(({ cell }) => compact(cell.text))
    const isData = texts.some((text) => amount.test(text)) && texts.some((text) => !amount.test(text))
    if (filled.length < 3 || !isData) continue
    return withUnnamed(grid, { firstRow: row, lastRow: row - 1, columns: [], monthAndDay: null })
  }
  return null
}

export const isHeaderless = ({ columns }: Header): boolean => columns.every(({ path }) => path === '')

const amount = /^[¥¥]?-?[\d,]+(?:\.\d+)?(?:元|亩)?$/

/** Names nobody has declared: a row of short words over rows that hold numbers in the same columns. */
function looksLikeHeader(grid: Grid, merges: MergeMap, row: number): boolean {
  const filled = filledCells(grid, row)
  const isName = (text: string) =>
    text.length <= 16 && /^(?:\p{Script=Han}|\d{1,2}月)/u.test(text) && !/[::]./.test(text)
  if (filled.length < 3 || !filled.every(({ cell }) => isName(compact(cell.text)))) return false
  const below = [1, 2, 3].map((down) => filledCells(grid, headerEnd(grid, merges, row) + down))
  const columns = new Set(filled.map(({ column }) => column))
  const isData = (cells: typeof filled) =>
    cells.filter(({ column }) => columns.has(column)).length * 2 >= filled.length &&
    cells.some(({ cell }) => amount.test(compact(cell.text)))
  return below.some(isData)
}

/** Columns that hold values under no name: they cannot be read by their name, but they are there. */
function withUnnamed(grid: Grid, header: Header): Header {
  const named = new Set(header.columns.map(({ index }) => index))
  const rows = Array.from({ length: Math.min(grid.rows.length - header.lastRow - 1, 40) }, (_, at) =>
    filledCells(grid, header.lastRow + 1 + at),
  ).filter((filled) => filled.length >= 3)
  const unnamed = Array.from({ length: widthOf(grid) }, (_, index) => index).filter(
    (index) =>
      !named.has(index) &&
      rows.filter((filled) => filled.some(({ column }) => column === index)).length * 2 > rows.length,
  )
  if (unnamed.length === 0) return header
  const columns = [...header.columns, ...unnamed.map(unnamedColumn)]
  return { ...header, columns: columns.sort((one, other) => one.index - other.index) }
}

const unnamedColumn = (index: number): Column => ({ index, path: '', key: '', leaf: '', unit: '' })

/** A header is as deep as its deepest downward merge; without merges, as long as rows still hold only names. */
function headerEnd(grid: Grid, merges: MergeMap, first: number): number {
  let last = first
  for (const { column } of filledCells(grid, first)) {
    const merge = merges.mergeAt(first, column)
    // A village merged down over its rows begins below the header, never in it.
    if (merge && merge.top === first && merge.bottom > last) last = Math.min(merge.bottom, first + 3)
  }
  while (last + 1 < grid.rows.length && last < first + 3 && continuesHeader(grid, last + 1)) last++
  return last
}

function continuesHeader(grid: Grid, row: number): boolean {
  const filled = filledCells(grid, row)
  if (filled.length < 2) return false
  if (isUnitRow(grid, row) || isNumberRow(grid, row)) return true
  const hits = filled.filter(({ cell }) => isHeaderName(cell.text)).length
  return hits >= 2 && hits * 2 > filled.length && filled.every(({ cell }) => cell.number === undefined)
}

/** 亩 and 元/亩 alone, without brackets. */
const isUnit = (text: string): boolean => unitAlone.test(compact(text).replaceAll('m²', 'm2'))
export const isUnitRow = (grid: Grid, row: number): boolean => {
  const filled = filledCells(grid, row)
  return (
    filled.length >= 2 &&
    filled.every(
      ({ cell }) =>
        headerKey(cell.text) === '' || /^[((][^()]{1,6}[))]$/.test(compact(cell.text)) || isUnit(cell.text),
    )
  )
}

/** 1 2 5 6 7 …: column numbers, told from data by growing and by being all there is. */
export function isNumberRow(grid: Grid, row: number): boolean {
  const filled = filledCells(grid, row).filter(
    ({ cell }) => !/^(?:序号|栏次|行次|列次|[甲乙丙丁戊己]|[A-F]|—|-)$/.test(compact(cell.text)),
  )
  if (filled.length < 4) return false
  // 6=4×5 says how the sixth column comes about.
  const numbers = filled.map(({ cell }) =>
    Number(/^\(?(\d{1,3})\)?(?:=.{1,20})?$/.exec(compact(cell.text))?.[1] ?? NaN),
  )
  return numbers.every((number, index) => number > (numbers[index - 1] ?? -1)) && (numbers[0] ?? 9) <= 2
}

function headerOf(grid: Grid, merges: MergeMap, firstRow: number, lastRow: number): Header {
  const rows = Array.from({ length: lastRow - firstRow + 1 }, (_, depth) => firstRow + depth)
  const named = rows.filter((row) => !isUnitRow(grid, row) && !isNumberRow(grid, row))
  const unitRow = rows.find((row) => isUnitRow(grid, row))
  const columns: Column[] = []
  for (let index = 0; index < widthOf(grid); index++) {
    const parts: string[] = []
    for (const row of named) {
      const part = namePart(grid, merges, named, row, index)
      if (part !== '' && part !== parts.at(-1)) parts.push(part)
    }
    if (parts.length === 0) continue
    const leaf = parts.at(-1) ?? ''
    const unit =
      unitIn(leaf) ||
      (unitRow === undefined ? '' : compact(textAt(grid, unitRow, index)).replace(/[()()]/g, ''))
    columns.push({
      index,
      path: parts.join('/'),
      key: parts.map(keyOfPart).join('/'),
      leaf: keyOfPart(leaf),
      unit: unit || unitIn(parts[0] ?? ''),
    })
  }
  return { firstRow, lastRow, columns, monthAndDay: monthAndDayOf(columns) }
}

const keyOfPart = (part: string): string => headerKey(part) || compact(part)

/** The text over a column in one header row: its own, that of a merge, or a parent's to the left without a merge. */
function namePart(
  grid: Grid,
  merges: MergeMap,
  rows: readonly number[],
  row: number,
  column: number,
): string {
  const merge = merges.mergeAt(row, column)
  const own = merge ? textAt(grid, merge.top, merge.left) : textAt(grid, row, column)
  if (compact(own) !== '' || merge || grid.merges.length > 0 || row === rows.at(-1))
    return own.replace(/\s+/g, '')
  const hasNamesBelow = (at: number) =>
    rows.slice(rows.indexOf(row) + 1).some((next) => compact(textAt(grid, next, at)) !== '')
  if (!hasNamesBelow(column)) return ''
  for (let left = column - 1; left >= 0; left--)
    if (compact(textAt(grid, row, left)) !== '')
      return hasNamesBelow(left) ? textAt(grid, row, left).replace(/\s+/g, '') : ''
  return ''
}

function monthAndDayOf(columns: readonly Column[]): Header['monthAndDay'] {
  const month = columns.find((column) => column.leaf === '月')
  const day = columns.find((column) => column.leaf === '日' && column.index === (month?.index ?? -9) + 1)
  if (!month || !day) return null
  const year = /((?:19|20)\d{2})年?/.exec(month.path)?.[1]
  return { month: month.index, day: day.index, year: year ? Number(year) : null }
}

export const nameOfColumn = (column: Column): string => column.path || columnName(column.index)
export const cellOfHeader = (header: Header, column: Column): string =>
  addressOf(Math.max(header.lastRow, 0), column.index)
