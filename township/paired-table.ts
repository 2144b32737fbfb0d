// Reads two tables side by side: income and expense, assets and liabilities; indented lines are parts of the line above.
import { severityEverywhere } from '../disclosure/checks.ts'
import type { Value } from '../disclosure/fields.ts'
import type { ItemType, Layout } from '../disclosure/item-type.ts'
import { compact, plainText } from '../disclosure/parse.ts'
import type { Village } from '../disclosure/township.ts'
import { tell } from './breach.ts'
import { seenAndExpected } from './figure-words.ts'
import { addressOf, cellAt, filledCells, textAt } from './grid.ts'
import type { Fit } from './fit.ts'
import { headerKey } from './header.ts'
import type { Column, Header } from './header.ts'
import { HowWritten } from './how-written.ts'
import { readCell } from './read-cell.ts'
import { sweptValues } from './row-values.ts'
import { markRow, noteHeader, noteVillageLine, spotOf } from './rows-written.ts'
import type { Line, SheetContext, SheetLines } from './sheet-lines.ts'
import { unitOf } from './units.ts'

type Paired = Extract<Layout, { kind: 'paired' }>

/** One side of the table: where its subjects stand, and which column is which field. */
type Half = {
  into: string
  value: string
  subject: Column
  fields: Map<string, Column>
  first: number
  last: number
}

export function readPaired(context: SheetContext, header: Header, fit: Fit, village: Village): SheetLines {
  const { type } = fit
  if (type.layout.kind !== 'paired') throw new Error(`${type.id} is no paired table`)
  const result: SheetLines = {
    lines: [],
    printed: [],
    faults: [],
    figures: new Map(),
    figureCells: new Map(),
    footers: [],
  }
  const halves = halvesOf(type, type.layout, header)
  const written = new HowWritten(context, 'subjects')
  const printed: { row: number; half: Half; label: string }[] = []
  const parents = new Map<Half, string>()
  // Where the sheet shows 原值 and 减:累计折旧, 净值 only repeats them; where it shows 净值 alone, that is the line.
  const takenFrom = new Map<Half, boolean>()
  for (let row = header.lastRow + 1; row < context.grid.rows.length; row++) {
    const filled = filledCells(context.grid, row)
    if (filled.length === 0) continue
    if (readFigureRow(context, type, halves, row, result)) continue
    let read = false
    for (const half of halves) {
      const subject = textAt(context.grid, row, half.subject.index)
      if (compact(subject) === '') continue
      const isRest = takenFrom.get(half) === true && isDerived(subject, type.layout)
      if (isRest || isMinus(subject, type.layout)) takenFrom.set(half, !isRest)
      if (isFigure(type, half, subject)) read = true
      else if (isRest || isTotalLine(subject)) printed.push({ row, half, label: bareSubject(subject) })
      else if (!readSubject(context, type, type.layout, half, row, village, parents, result, written))
        continue
      read = true
    }
    if (read) continue
    markRow(written, context, 'footer-rows', row)
    for (const { column, cell } of filled)
      result.footers.push({ text: cell.text, cell: addressOf(row, column) })
  }
  for (const total of printed) checkTotals(context, type, total, village, result)
  noteLayout(context, header, fit, written, result)
  return result
}

function noteLayout(
  context: SheetContext,
  header: Header,
  fit: Fit,
  written: HowWritten,
  { lines }: SheetLines,
): void {
  noteHeader(written, context, header, [fit])
  noteVillageLine(written, context, header.firstRow)
  written.tell()
  context.findings.note(placeOf(context), 'side-by-side')
  if (lines.some(({ isSubLine }) => isSubLine)) context.findings.note(placeOf(context), 'indented-sub-lines')
}

const placeOf = ({ file, sheet }: SheetContext) => ({ file, sheet })

function halvesOf(type: ItemType, layout: Paired, header: Header): Half[] {
  const subjects = layout.halves.map((half) => {
    const names = half.header.map(headerKey)
    const subject = header.columns.find((column) => names.includes(column.leaf))
    if (!subject) throw new Error(`${type.id}: a half without its column`)
    return { ...half, subject }
  })
  // Some offices have what went out on the left.
  subjects.sort((one, other) => one.subject.index - other.subject.index)
  // A column of codes before the first subject comes again before the second.
  const lead = (subjects[0]?.subject.index ?? 0) - (header.columns[0]?.index ?? 0)
  return subjects.map(({ into, value, subject }, at) => {
    const first = subject.index - lead
    const next = subjects[at + 1]
    const last = next ? next.subject.index - lead - 1 : Infinity
    const own = header.columns.filter((column) => column.index >= first && column.index <= last)
    const fields = new Map<string, Column>()
    for (const [name, field] of Object.entries(type.fields)) {
      const keys = field.headers.map(headerKey)
      const column = own.find((each) => keys.includes(each.leaf))
      if (column) fields.set(name, column)
    }
    return { into, value, subject, fields, first, last }
  })
}

/** 1.经营收入, 一、期初余额, 其中:发包收入 without what only orders them. */
const bareSubject = (subject: string): string =>
  plainText(subject.normalize('NFKC'))
    .replace(/^(?:\d+|[一二三四五六七八九十]+|\([一二三四五六七八九十\d]+\))[.、,)]\s*/, '')
    .replace(/^其中[::]\s*/, '')
    .replace(/\s+/g, '')

const isTotalLine = (subject: string): boolean => /(?:合计|总计)$/.test(bareSubject(subject))

const isDerived = (subject: string, layout: Paired): boolean =>
  (layout.derived ?? []).some((word) => compact(word) === bareSubject(subject))

const isMinus = (subject: string, layout: Paired): boolean =>
  layout.minus !== undefined && bareSubject(subject).startsWith(compact(layout.minus))

/** 期初余额 beside 期末余额: read already, and no line of either side. */
const isFigure = (type: ItemType, half: Half, subject: string): boolean =>
  Object.values(type.figures ?? {}).some((figure) => {
    const labels = figure.labels.map(compact)
    return figure.at === 'label' && isCalled(labels, subject) && !isLineOfItsOwn(type, labels, half, subject)
  })

const carriedIn =
  /^(?:上年|上期|上季|上季度|上半年|上月|年初|期初|季初|月初)(?:度|末)?(?:货币)?(?:资金)?(?:结余|余额|结转|结存)/
const carriedOut =
  /^(?:本年|本期|本季|本季度|本月|年末|期末|季末|月末)(?:度|末)?(?:货币)?(?:资金)?(?:结余|余额|结存)/

/** Whatever an office calls what was left over before or is left over now, it is no income and no expense. */
function isCalled(labels: readonly string[], subject: string): boolean {
  const bare = bareSubject(subject)
  if (labels.includes(bare)) return true
  if (carriedIn.test(bare)) return labels.includes('期初余额')
  return carriedOut.test(bare) && labels.includes('期末余额')
}

/** 期初余额 and the like: its value stands in its field's column, or where the merged row has room for it. */
function readFigureRow(
  context: SheetContext,
  type: ItemType,
  halves: readonly Half[],
  row: number,
  result: SheetLines,
): boolean {
  let whole = false
  for (const [name, figure] of Object.entries(type.figures ?? {})) {
    if (figure.at !== 'label') continue
    const labels = figure.labels.map(compact)
    for (const half of halves) {
      const subject = textAt(context.grid, row, half.subject.index) || firstText(context, row, half)
      if (!isCalled(labels, subject)) continue
      const others = halves.filter((other) => other !== half)
      const alone = others.every((other) => compact(textAt(context.grid, row, other.subject.index)) === '')
      const found = numberIn(context, type, figure.field, row, half, alone)
      if (found !== null) {
        result.figures.set(type.id, { ...result.figures.get(type.id), [name]: found.value })
        result.figureCells.set(`${type.id}.${name}`, addressOf(row, found.column))
      }
      if (alone && !isLineOfItsOwn(type, labels, half, subject)) whole = true
      break
    }
  }
  return whole
}

/** A label may stand before the subjects; one that stands under the other half is that half's. */
function firstText({ grid }: SheetContext, row: number, { last }: Half): string {
  const [first] = filledCells(grid, row)
  return first && first.column <= last ? first.cell.text : ''
}

/** 货币资金 is both a line of the balance sheet and a figure; 期初余额 is a figure alone. */
const isLineOfItsOwn = (type: ItemType, labels: readonly string[], half: Half, subject: string): boolean =>
  half.fields.has('line') && isCalled(labels, subject) && type.figures !== undefined

function numberIn(
  context: SheetContext,
  type: ItemType,
  field: string,
  row: number,
  half: Half,
  alone: boolean,
): { value: number; column: number } | null {
  const declared = type.fields[field]
  if (!declared) return null
  const column = half.fields.get(field)
  const columns = [
    ...(column ? [column.index] : []),
    ...(alone ? filledCells(context.grid, row).map((each) => each.column) : []),
  ]
  for (const index of columns) {
    const read = readCell(
      declared,
      cellAt(context.grid, row, index),
      unitOf(declared, column?.unit ?? '', context),
      context.hint,
    )
    if (read.kind === 'value' && typeof read.value === 'number') return { value: read.value, column: index }
  }
  return null
}

/** False for signatures and remarks; a heading (流动资产:) is understood and no line. */
function readSubject(
  context: SheetContext,
  type: ItemType,
  layout: Paired,
  half: Half,
  row: number,
  village: Village,
  parents: Map<Half, string>,
  result: SheetLines,
  howWritten: HowWritten,
): boolean {
  const written = textAt(context.grid, row, half.subject.index)
  if (isRemark(written)) return false
  if (/[:：]$/.test(plainText(written))) return true
  const bare = bareSubject(written)
  const minus = isMinus(written, layout)
  const name = minus ? bare.slice(compact(layout.minus ?? '').length) : bare
  const isSubLine = layout.parent !== undefined && isPart(written, parents.get(half) !== undefined)
  if (!isSubLine && /^[\s\u3000]*\d+[.、．]/.test(written)) parents.set(half, name)
  const cells: Record<string, string> = {}
  const raw: Record<string, Value> = { [half.into]: half.value, [layout.subject]: name }
  if (layout.parent !== undefined) raw[layout.parent] = isSubLine ? (parents.get(half) ?? name) : null
  for (const [field, declared] of Object.entries(type.fields)) {
    const column = half.fields.get(field)
    cells[field] = addressOf(row, (column ?? half.subject).index)
    if (!column || field in raw) continue
    howWritten.cell(declared, cellAt(context.grid, row, column.index), spotOf(row, column.index))
    const unit = unitOf(declared, column.unit, context)
    const read = readCell(declared, cellAt(context.grid, row, column.index), unit, context.hint)
    if (read.kind === 'words') {
      const seen = context.sweeper.name(read.words)
      const at = { ...context, cell: cells[field] ?? null }
      context.findings.fault(at, 'text-in-value', 'warning', field, { seen, expected: null })
    }
    // In such a table a line that is there has an amount, and - or nothing means none.
    const value = read.kind === 'value' ? read.value : declared.kind === 'money' ? 0 : null
    raw[field] = minus && declared.kind === 'money' && typeof value === 'number' ? -value || 0 : value
  }
  result.lines.push({
    row,
    type,
    village,
    values: sweptValues(context, type, raw, cells),
    cells,
    isSubLine,
    isMinor: false,
    ageKnown: false,
    fullName: null,
    picture: null,
  })
  return true
}

/** Signatures stand in the column of subjects too. */
const isRemark = (text: string): boolean =>
  /[::].+[::]|电话|签字|签章|\(章\)|制表|(?:公开|公布|打印|填报|编制)(?:时间|日期)/.test(
    text.normalize('NFKC'),
  )

/** 其中: and indented lines are parts; where the file lost its indents, so are lines without a number below one that has. */
const isPart = (written: string, belowNumbered: boolean): boolean =>
  !/^[\s\u3000]*\d+[.、．]/.test(written) && (/^[\s\u3000]|^其中/.test(written) || belowNumbered)

/** 收入合计 against the lines of its side, column by column; what no total of the type speaks of is only worth a look. */
function checkTotals(
  context: SheetContext,
  type: ItemType,
  { row, half, label }: { row: number; half: Half; label: string },
  village: Village,
  result: SheetLines,
): void {
  const own = Object.values(type.totals).filter(({ labels }) =>
    (labels ?? []).some((word) => compact(word) === label),
  )
  const lines = result.lines.filter((line) => line.values[half.into] === half.value && !line.isSubLine)
  const above = lines.filter((line) => line.row < row)
  for (const [name, column] of half.fields) {
    const field = type.fields[name]
    const printed = field?.kind === 'money' ? numberIn(context, type, name, row, half, false)?.value : null
    if (!field || printed === null || printed === undefined) continue
    const cell = addressOf(row, column.index)
    const carried = Object.values(result.figures.get(type.id) ?? {})
    if (own.length === 0 && isSomeSum(printed, above, name, carried)) continue
    const sum = (own.length === 0 ? above : lines).reduce(
      (all, line) => all + Number(line.values[name] ?? 0),
      0,
    )
    const isTotal = own.some((total) => total.sum === name)
    if (isTotal) result.printed.push({ cell, field: name, printed, sum, matches: printed === sum, village })
    if (printed === sum) continue
    tell(
      { context, faults: result.faults },
      { type, village },
      {
        kind: 'total-differs',
        severity: severityEverywhere(type.severities, isTotal ? 'printed-total' : 'printed-column'),
        cell,
        detail: label,
        values: seenAndExpected(context, cell, field, printed, sum),
      },
    )
  }
}

/** 流动资产合计, 负债合计: of the lines just above, however many; 收入总计 may hold the opening balance as well. */
function isSomeSum(
  printed: number,
  above: readonly Line[],
  name: string,
  carried: readonly number[],
): boolean {
  let sum = 0
  for (const line of above.toReversed()) {
    sum += Number(line.values[name] ?? 0)
    if (printed === sum || carried.includes(printed - sum)) return true
  }
  return printed === 0
}
