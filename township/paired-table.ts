// Reads two tables side by side: income and expense, assets and liabilities; indented lines are parts of the line above.
import type { Value } from '../disclosure/fields.ts'
import type { ItemType, Layout } from '../disclosure/item-type.ts'
import { compact, plainText } from '../disclosure/parse.ts'
import type { MoneyUnit } from '../disclosure/parse.ts'
import type { Village } from '../disclosure/township.ts'
import { addressOf, cellAt, filledCells, textAt } from './grid.ts'
import type { Fit } from './fit.ts'
import { headerKey } from './header.ts'
import type { Column, Header } from './header.ts'
import { readCell } from './read-cell.ts'
import { sweptValues } from './row-values.ts'
import type { SheetContext, SheetLines } from './sheet-lines.ts'

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
    figures: new Map(),
    figureCells: new Map(),
    footers: [],
  }
  const halves = halvesOf(type, type.layout, header)
  const printed: { row: number; half: Half; label: string }[] = []
  const parents = new Map<Half, string>()
  for (let row = header.lastRow + 1; row < context.grid.rows.length; row++) {
    const filled = filledCells(context.grid, row)
    if (filled.length === 0) continue
    if (readFigureRow(context, type, halves, row, result)) continue
    let read = false
    for (const half of halves) {
      const subject = textAt(context.grid, row, half.subject.index)
      if (compact(subject) === '') continue
      if (isFigure(type, half, subject)) read = true
      else if (isTotalLine(context, half, subject, type.layout))
        printed.push({ row, half, label: bareSubject(subject) })
      else if (!readSubject(context, type, type.layout, half, row, village, parents, result)) continue
      read = true
    }
    if (!read)
      for (const { column, cell } of filled)
        result.footers.push({ text: cell.text, cell: addressOf(row, column) })
  }
  for (const total of printed) checkTotals(context, type, total, village, result)
  return result
}

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

function isTotalLine(context: SheetContext, half: Half, subject: string, layout: Paired): boolean {
  const bare = bareSubject(subject)
  if (/(?:合计|总计)$/.test(bare)) return true
  return (layout.derived ?? []).some((word) => compact(word) === bare) && hasParts(context, half, bare)
}

/** 固定资产净值 repeats 原值 and 折旧 only where the sheet has them; alone it is what there is. */
function hasParts({ grid }: SheetContext, half: Half, net: string): boolean {
  const whole = net.replace(/净[值额]$/, '')
  return grid.rows.some((_, row) => {
    const subject = bareSubject(textAt(grid, row, half.subject.index))
    return subject.startsWith(whole) && /(?:原值|原价)$/.test(subject)
  })
}

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
      const subject = textAt(context.grid, row, half.subject.index) || firstText(context, row)
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

const firstText = (context: SheetContext, row: number): string =>
  filledCells(context.grid, row)[0]?.cell.text ?? ''

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
    const read = readCell(declared, cellAt(context.grid, row, index), context.moneyUnit, context.hint)
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
): boolean {
  const written = textAt(context.grid, row, half.subject.index)
  if (isRemark(written)) return false
  if (/[:：]$/.test(plainText(written))) return true
  const bare = bareSubject(written)
  const minus = layout.minus !== undefined && bare.startsWith(compact(layout.minus))
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
    const unit: MoneyUnit = column.unit.startsWith('万') ? 'wan' : context.moneyUnit
    const read = readCell(declared, cellAt(context.grid, row, column.index), unit, context.hint)
    if (read.kind === 'words')
      context.findings.fault({ ...context, cell: cells[field] ?? null }, 'text-in-value', 'warning', field)
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

/** 收入合计 against the lines of its side; both columns of a total row if both are totals of the type. */
function checkTotals(
  context: SheetContext,
  type: ItemType,
  { row, half, label }: { row: number; half: Half; label: string },
  village: Village,
  result: SheetLines,
): void {
  const lines = result.lines.filter((line) => line.values[half.into] === half.value && !line.isSubLine)
  for (const [, total] of Object.entries(type.totals)) {
    if (!(total.labels ?? []).some((word) => compact(word) === label)) continue
    const column = half.fields.get(total.sum)
    const printed = column ? numberIn(context, type, total.sum, row, half, false)?.value : null
    if (!column || printed === null || printed === undefined) continue
    const sum = lines.reduce((all, line) => all + Number(line.values[total.sum] ?? 0), 0)
    const cell = addressOf(row, column.index)
    result.printed.push({ cell, field: total.sum, printed, sum, matches: printed === sum, village })
    if (printed !== sum)
      context.findings.fault(
        { ...context, cell },
        'total-differs',
        'warning',
        `${label}: ${printed} ≠ ${sum}`,
      )
  }
}
