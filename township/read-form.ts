// From one form to the draft of its item: a service guide, or one household's part of a village's list.
import { compact, plainText } from '../disclosure/parse.ts'
import type { Value } from '../disclosure/fields.ts'
import { titleMark } from './draft.ts'
import type { Draft } from './draft.ts'
import { isPersonalHeader } from './fit.ts'
import { readSurroundings } from './footer.ts'
import { countLines, linesTable } from './form.ts'
import type { Form, FormTable } from './form.ts'
import { addressOf, cellAt } from './grid.ts'
import type { Grid } from './grid.ts'
import { headerKey, unitIn } from './header.ts'
import { HowWritten } from './how-written.ts'
import { periodFrom } from './period-words.ts'
import { PrintedSums } from './printed-sums.ts'
import { readCell } from './read-cell.ts'
import { baseOf, foldersOf } from './around-table.ts'
import { contextOf } from './sheet-context.ts'
import { draftsOf } from './sheet-drafts.ts'
import { withoutPeriod, withoutVillage } from './read-sheet.ts'
import type { Around } from './around-table.ts'
import type { SheetRead, Township } from './sheet-read.ts'
import { checkLines } from './row-checks.ts'
import { readFields, sweptValues } from './row-values.ts'
import type { FoundCell } from './row-values.ts'
import type { Line, SheetContext } from './sheet-lines.ts'
import { unitOf } from './units.ts'

export function readForm(township: Township, file: string, grid: Grid, form: Form): SheetRead {
  const { type, labels } = form
  const around = aroundOf(file, grid, form)
  const where = {
    file: township.sweeper.name(file),
    sheet: grid.name === null ? null : township.sweeper.name(grid.name),
  }
  const period =
    township.answers.period(where.file) ??
    periodFrom(type.period, [around.title, ...around.above.map(({ text }) => text), ...around.names])
  if (period === null) {
    return withoutPeriod(township, where, type)
  }
  const context = contextOf(township, file, grid, around, period)
  const village = type.scope === 'township' ? null : (context.placed?.village ?? null)
  if (!village && type.scope !== 'township') {
    withoutVillage(township, where)
    return { drafts: [], printed: [] }
  }
  reportLeftOut(context, form)
  const lines = rowsOfForm(context, form).map((row) => lineOf(context, form, row, village))
  noteForm(context, form)
  const { found: printed, faults } = printedIn(context, form, lines)
  const sheet = { lines, printed, faults, figures: new Map(), figureCells: new Map(), footers: [] }
  checkLines(context, sheet)
  const own = labels.get(headerKey(type.fields['title']?.headers[0] ?? ''))
  const title = plainText(own?.cell.text ?? '') || around.title || baseOf(file)
  const number = (type.layout.formNo ?? [])
    .map((label) => labels.get(headerKey(label))?.cell.text)
    .find(Boolean)
  const drafts: Draft[] = draftsOf(context, [fitOf(form)], period, sheet, {
    title,
    titleCell: own?.at ?? 'A1',
    surroundings: readSurroundings([around.title], context.hint, township.township),
    source: type.layout.counted === undefined ? 'publication' : 'private',
    distinction: type.layout.lines === undefined ? titleMark(title) : undefined,
    formNo: number === undefined ? null : compact(number),
    recognition: form.recognition,
  })
  return { drafts, printed }
}

const fitOf = ({ type }: Form) => ({
  type,
  stage: null,
  fields: new Map(),
  village: null,
  place: null,
  picture: null,
  share: 1,
  coverage: 1,
  byValues: [],
  missing: [],
  wanted: [],
})

function aroundOf(file: string, grid: Grid, { title, labels, others }: Form): Around {
  return {
    title: plainText(title),
    titleCell: 'A1',
    above: [...others, ...labels.values()].map(({ cell, at }) => ({ text: cell.text, cell: at })),
    names: [grid.name ?? '', baseOf(file), ...foldersOf(file)],
  }
}

// ---- rows ----

type FormRow = { row: number; table: FormTable | null }

/** One, or one for each line of the table. */
function rowsOfForm({ findings, ...context }: SheetContext, form: Form): FormRow[] {
  const table = form.type.layout.lines ? linesTable(form.type, form.tables) : null
  if (!table) return [{ row: 0, table: null }]
  const required = (form.type.layout.lines ?? []).filter((name) => form.type.fields[name]?.required)
  return table.rows.slice(1).flatMap((row) => {
    const column = required.map((name) => columnOf(form, table, name)).find((each) => each !== null)
    if (!column || compact(cellAt(context.grid, row, column.index).text) !== '') return [{ row, table }]
    findings.fault({ ...context, cell: addressOf(row, 0) }, 'row-not-understood', 'warning')
    return []
  })
}

function columnOf({ type }: Form, table: FormTable, name: string): FormTable['columns'][number] | null {
  const keys = (type.fields[name]?.headers ?? []).map(headerKey)
  return table.columns.find(({ key }) => keys.includes(key)) ?? null
}

function lineOf(context: SheetContext, form: Form, { row, table }: FormRow, village: Line['village']): Line {
  const { type } = form
  const { raw, cells } = readFields(
    context,
    type,
    (name) => foundIn(context, form, row, table, name),
    (name): Value => {
      const counted = type.layout.counted?.find(({ into }) => into === name)
      return counted ? countLines(context.grid, form, counted.header) : null
    },
  )
  return {
    row,
    type,
    village,
    values: sweptValues(context, type, raw, cells),
    cells,
    isSubLine: false,
    isMinor: false,
    ageKnown: false,
    fullName: null,
    picture: null,
  }
}

/** Each value once, though the labels' values stand in every row. */
function noteForm(context: SheetContext, form: Form): void {
  // A plain text has lines, no cells.
  if (context.grid.rows.length === 0) return
  const written = new HowWritten(context, 'form')
  for (const [order, { row, table }] of rowsOfForm(context, form).entries())
    for (const [name, field] of Object.entries(form.type.fields)) {
      const found = foundIn(context, form, row, table, name)
      if (found) written.cell(field, found.cell, { at: found.at, row: order, column: 0 })
    }
  written.tell()
}

function foundIn(
  { grid }: SheetContext,
  form: Form,
  row: number,
  table: FormTable | null,
  name: string,
): FoundCell | null {
  const column = table && form.type.layout.lines?.includes(name) ? columnOf(form, table, name) : null
  if (column) {
    const unit = unitIn(column.path)
    return { cell: cellAt(grid, row, column.index), at: addressOf(row, column.index), unit }
  }
  if (form.type.layout.lines?.includes(name)) return null
  for (const header of form.type.fields[name]?.headers ?? []) {
    const found = form.labels.get(headerKey(header))
    if (found) return { ...found, unit: unitIn(header) }
  }
  return null
}

/** 确权总面积:5.82亩 below the plots is a printed sum like any other. */
function printedIn(context: SheetContext, { type, labels }: Form, lines: readonly Line[]): PrintedSums {
  const sums = new PrintedSums(context, [])
  for (const total of Object.values(type.totals))
    for (const label of total.labels ?? []) {
      const found = labels.get(headerKey(label))
      const field = type.fields[total.sum]
      const read =
        found && field ? readCell(field, found.cell, unitOf(field, '', context), context.hint) : null
      if (found && read?.kind === 'value' && typeof read.value === 'number')
        sums.keepSum(found.at, type, total.sum, read.value, lines)
    }
  sums.finish([])
  return sums
}

// ---- what stays behind ----

/** Every label and column that no field asks for; of a table of people all columns are theirs. */
function reportLeftOut({ findings, file, sheet, sweeper }: SheetContext, form: Form): void {
  const { layout } = form.type
  const rows = layout.lines ? linesTable(form.type, form.tables) : null
  const drop = (column: string, personal: boolean) =>
    findings.dropped.push({
      file,
      sheet,
      column: sweeper.name(column),
      why: personal ? 'personal' : 'not-declared',
    })
  const numbers = (layout.formNo ?? []).filter((label) => form.labels.has(headerKey(label)))
  for (const label of [...form.others.map((each) => each.label), ...numbers])
    drop(label, isPersonalHeader(asColumn(label)))
  for (const table of form.tables)
    for (const column of table.columns) {
      const kept =
        table === rows && (layout.lines ?? []).some((name) => columnOf(form, table, name) === column)
      if (!kept && !column.key.endsWith('序号'))
        drop(column.path, table !== rows || isPersonalHeader(asColumn(column.path)))
    }
}

const asColumn = (path: string) => ({ index: 0, path, key: headerKey(path), leaf: headerKey(path), unit: '' })
