// From one table to the drafts of its items, with all that is said around it.
import { basename, dirname } from 'node:path/posix'
import type { ItemType } from '../disclosure/item-type.ts'
import { isBlank, plainText } from '../disclosure/parse.ts'
import { monthsOf } from '../disclosure/period.ts'
import type { Period } from '../disclosure/period.ts'
import type { Village } from '../disclosure/township.ts'
import { draftId, sweptHotlines } from './draft.ts'
import type { Draft, Source, SweptSurroundings } from './draft.ts'
import type { Findings } from './findings.ts'
import { isPersonalHeader, isStructural } from './fit.ts'
import type { Fit } from './fit.ts'
import { readSurroundings } from './footer.ts'
import type { Surroundings } from './footer.ts'
import { addressOf, filledCells, isEmptyGrid, textAt } from './grid.ts'
import type { Grid } from './grid.ts'
import { findHeader, headerKey, nameOfColumn } from './header.ts'
import type { Column, Header } from './header.ts'
import { readPaired } from './paired-table.ts'
import { isListOfChildren } from './minors.ts'
import { hasPersonalColumn } from './personal-columns.ts'
import { hintOf, periodFrom } from './period-words.ts'
import { checkCapitals } from './capitals.ts'
import { noteMaskedNames } from './masked-names.ts'
import { rateIn } from './rate-words.ts'
import { recognise } from './recognise.ts'
import type { Register } from './register.ts'
import type { SkipReason } from './report.ts'
import { checkLines } from './row-checks.ts'
import { readRows } from './rows-table.ts'
import type { Line, PrintedSum, SheetContext, SheetLines } from './sheet-lines.ts'
import type { Sweeper } from './sweep.ts'
import { unitsAbove } from './units.ts'
import type { Placed, VillageNames } from './village-names.ts'

export type Township = Register & {
  villages: VillageNames
  findings: Findings
  sweeper: Sweeper
  today: string
}

export type SheetRead = { drafts: Draft[]; printed: PrintedSum[]; skipped?: SkipReason }

/** The words around a table, in the order in which they are trusted. */
export type Around = {
  title: string
  titleCell: string
  above: { text: string; cell: string }[]
  names: string[]
}

export function readTable(township: Township, file: string, grid: Grid): SheetRead {
  if (isEmptyGrid(grid)) return skipped('empty')
  const header = findHeader(grid)
  if (!header) return skipped('not-recognised')
  const around = aroundOf(file, grid, header)
  const recognised = recognise(header, {
    title: around.title,
    sheet: grid.name ?? '',
    file: baseOf(file),
    folders: foldersOf(file),
  })
  if (recognised.kind === 'unsure')
    township.findings.questions.push({
      kind: 'which-item-type',
      file: township.sweeper.name(file),
      sheet: grid.name === null ? null : township.sweeper.name(grid.name),
      cell: around.titleCell,
      about: null,
      key: township.sweeper.name(file),
      candidates: recognised.candidates.map((type) => type.id),
    })
  if (recognised.kind !== 'known') return skipped('not-recognised')
  return readKnown(township, file, grid, header, around, recognised.fits)
}

/** Whether a table is of a declared type, without reading it: a letter may hold tables of its own. */
export function isKnownTable(file: string, grid: Grid): boolean {
  const header = findHeader(grid)
  if (!header) return false
  const { title } = aroundOf(file, grid, header)
  const words = { title, sheet: grid.name ?? '', file: baseOf(file), folders: foldersOf(file) }
  return recognise(header, words).kind === 'known'
}

export const skipped = (why: SkipReason): SheetRead => ({ drafts: [], printed: [], skipped: why })

function readKnown(
  township: Township,
  file: string,
  grid: Grid,
  header: Header,
  around: Around,
  fits: readonly [Fit, ...Fit[]],
): SheetRead {
  const { type } = fits[0]
  const below = textsBelow(grid, header)
  const period = periodFrom(type.period, [
    around.title,
    ...around.above.map(({ text }) => text),
    ...around.names,
    ...below,
  ])
  const where = {
    file: township.sweeper.name(file),
    sheet: grid.name === null ? null : township.sweeper.name(grid.name),
  }
  if (period === null) {
    township.findings.fault(where, 'no-period', 'error', type.id)
    township.findings.questions.push({
      kind: 'which-period',
      ...where,
      cell: null,
      about: null,
      key: where.file,
      candidates: [],
    })
    return { drafts: [], printed: [] }
  }
  const context = contextOf(township, file, grid, around, period)
  const sheet = readLines(context, header, fits)
  if (!sheet || hasPersonalColumn(context, sheet.lines)) return { drafts: [], printed: [] }
  const isPrivate = reportDropped(context, header, fits, sheet.lines)
  noteMaskedNames(context, header, fits)
  const footers = [...around.above, ...sheet.footers]
  sheet.printed.push(...checkCapitals({ context, faults: sheet.faults }, sheet.lines, footers))
  checkLines(context, sheet)
  const surroundings = readSurroundings(
    [around.title, ...footers.map(({ text }) => text)],
    context.hint,
    township.township,
  )
  const correction =
    surroundings.correction || /更正|订正/.test(`${around.title}${grid.name ?? ''}${baseOf(file)}`)
  const source: Source = correction ? 'correction' : isPrivate ? 'private' : 'publication'
  // 新立村四组…登记表: each group of the village has a sheet of its own, whatever its columns say.
  const groupOfSheet = context.placed?.group ?? null
  const drafts = draftsOf(context, fits, period, sheet, {
    title: around.title === '' ? baseOf(file) : around.title,
    titleCell: around.titleCell,
    surroundings,
    source,
    distinction: groupOfSheet === null ? undefined : `g${groupOfSheet}`,
  })
  return { drafts, printed: sheet.printed }
}

function readLines(context: SheetContext, header: Header, fits: readonly [Fit, ...Fit[]]): SheetLines | null {
  const [main] = fits
  if (main.type.layout.kind !== 'paired') return readRows(context, header, fits)
  const village = context.placed?.village
  if (village) return readPaired(context, header, main, village)
  context.findings.fault(context, 'unknown-village', 'error')
  context.findings.questions.push({
    kind: 'which-village',
    file: context.file,
    sheet: context.sheet,
    cell: null,
    about: null,
    key: context.file,
    candidates: [],
  })
  return null
}

// ---- around the table ----

function aroundOf(file: string, grid: Grid, header: Header): Around {
  const texts: { text: string; cell: string }[] = []
  for (let row = 0; row < header.firstRow; row++)
    for (const { column, cell } of filledCells(grid, row))
      texts.push({ text: cell.text.trim(), cell: addressOf(row, column) })
  const [first, ...above] = texts
  const isTitle = first !== undefined && !/^[^::]{1,8}[::]/.test(first.text)
  return {
    title: isTitle ? plainText(first.text) : '',
    titleCell: first?.cell ?? 'A1',
    above: isTitle ? above : texts,
    names: [grid.name ?? '', baseOf(file), ...foldersOf(file)],
  }
}

export const baseOf = (file: string): string => basename(file).replace(/\.[A-Za-z]{2,5}$/, '')
export const foldersOf = (file: string): string[] =>
  dirname(file)
    .split('/')
    .filter((folder) => folder !== '.' && folder !== '')
    .reverse()

/** Texts in the last rows: a list may name its period only in its notice line. */
function textsBelow(grid: Grid, header: Header): string[] {
  const texts: string[] = []
  for (let row = Math.max(header.lastRow + 1, grid.rows.length - 4); row < grid.rows.length; row++) {
    const filled = filledCells(grid, row)
    if (filled.length <= 2) texts.push(...filled.map(({ cell }) => cell.text))
  }
  return texts
}

export function contextOf(
  township: Township,
  file: string,
  grid: Grid,
  around: Around,
  period: Period,
): SheetContext {
  const { villages } = township
  const above = around.above.map(({ text }) => text)
  const placed: Placed | null =
    (grid.name === null ? null : villages.place(grid.name)) ??
    villages.mentionedIn(around.title) ??
    above.map((text) => villages.mentionedIn(text)).find((found) => found !== null) ??
    around.names.map((name) => villages.mentionedIn(name)).find((found) => found !== null) ??
    null
  const group = villages.mentionedIn(around.title)?.group ?? placed?.group ?? null
  const hint = hintOf(period, [around.title, ...above, ...around.names])
  return {
    file: township.sweeper.name(file),
    sheet: grid.name === null ? null : township.sweeper.name(grid.name),
    grid,
    sweeper: township.sweeper,
    findings: township.findings,
    township: township.township,
    villages,
    placed: placed ? { ...placed, group } : null,
    hint,
    ...unitsAbove([around.title, ...above]),
    rate: readSurroundings([around.title, ...above], hint, null).rate ?? rateIn([around.title, ...above]),
    asOf: lastDayOf(period) ?? township.today,
    period,
    today: township.today,
    ofChildren: isListOfChildren([around.title, grid.name ?? '', baseOf(file)]),
  }
}

function lastDayOf(period: Period): string | null {
  if (period === 'standing') return null
  const { last } = monthsOf(period)
  const day = new Date(Date.UTC(Math.floor(last / 12), (last % 12) + 1, 0))
  return day.toISOString().slice(0, 10)
}

// ---- what stays behind ----

/** Reports every column that no type asks for; true if the sheet holds numbers of persons: a bank's or office's own list. */
export function reportDropped(
  context: SheetContext,
  header: Header,
  fits: readonly Fit[],
  lines: readonly Line[] = [],
): boolean {
  const keeps = new Map(
    fits.map((fit) => [fit.type, new Set([...fit.fields.values(), fit.village, fit.place, fit.picture])]),
  )
  // 备注 of 高龄津贴 is published; on the same sheet that of 残疾人两项补贴 says what somebody suffers from.
  const leavesOut = (column: Column) =>
    [...keeps.values()].every((columns) => !columns.has(column)) ||
    lines.some(
      ({ type, row }) =>
        keeps.get(type)?.has(column) === false && !isBlank(textAt(context.grid, row, column.index)),
    )
  const pairedKeys = new Set(fits.flatMap(({ type }) => keysOf(type)))
  let isPrivate = false
  for (const column of header.columns) {
    if (!leavesOut(column) || isStructural(column) || pairedKeys.has(column.leaf)) continue
    if (header.monthAndDay && [header.monthAndDay.month, header.monthAndDay.day].includes(column.index))
      continue
    noteDamaged(context, header, column)
    const personal = isPersonalHeader(column) || holdsPersonal(context, header, column)
    context.findings.dropped.push({
      file: context.file,
      sheet: context.sheet,
      column: context.sweeper.name(nameOfColumn(column)),
      why: personal ? 'personal' : 'not-declared',
    })
    if (personal && /身份证|证号|账号|帐号|卡号|银行|存折|开户/.test(column.path)) isPrivate = true
  }
  return isPrivate
}

/** 6.2171E+18: the sheet itself has lost the number, and the office may not know. */
function noteDamaged(context: SheetContext, header: Header, column: Column): void {
  for (let row = header.lastRow + 1; row < context.grid.rows.length; row++)
    if (/^\d(?:\.\d+)?E\+1\d$/i.test(textAt(context.grid, row, column.index).trim())) {
      const cell = addressOf(row, column.index)
      context.findings.note({ file: context.file, sheet: context.sheet, cell }, 'damaged-number')
    }
}

function keysOf(type: ItemType): string[] {
  if (type.layout.kind !== 'paired') return []
  const fields = Object.values(type.fields).flatMap((field) => field.headers)
  return [...fields, ...type.layout.halves.flatMap((half) => half.header)].map(headerKey)
}

function holdsPersonal(context: SheetContext, header: Header, column: Column): boolean {
  const { grid } = context
  for (let row = header.lastRow + 1; row < Math.min(grid.rows.length, header.lastRow + 200); row++)
    if (context.sweeper.personalIn(textAt(grid, row, column.index), 'person-row').length > 0) return true
  return false
}

// ---- drafts ----

export type Told = {
  title: string
  titleCell: string
  surroundings: Surroundings
  source: Source
  distinction: string | undefined
  formNo?: string | null
}

/** One draft per type and village: a sheet for the whole township is eight items. */
export function draftsOf(
  context: SheetContext,
  fits: readonly Fit[],
  period: Period,
  sheet: SheetLines,
  told: Told,
): Draft[] {
  const at = { file: context.file, sheet: context.sheet, cell: told.titleCell }
  const title = context.sweeper.text(told.title, at)
  const surroundings = sweptSurroundings(context, told.surroundings, told.titleCell)
  const remarks = told.surroundings.remarks.join('\n')
  const body = remarks === '' ? null : context.sweeper.text(remarks, at)
  return fits.flatMap(({ type, stage }) => {
    const lines = sheet.lines.filter((line) => line.type === type)
    const villages = new Set(lines.map((line) => line.village))
    return [...villages].map((village): Draft => {
      const own = lines.filter((line) => line.village === village)
      return {
        id: draftId({ type, stage, village, period }, told.distinction),
        type,
        stage,
        village,
        period,
        file: context.file,
        sheet: context.sheet,
        shownFile: context.sweeper.name(context.file),
        shownSheet: context.sheet === null ? null : context.sweeper.name(context.sheet),
        title,
        lines: own,
        figures: villages.size === 1 ? (sheet.figures.get(type.id) ?? {}) : {},
        figureCells: figureCellsOf(sheet, type),
        faults: sheet.faults.flatMap((each) =>
          each.type === type && (each.village === null || each.village === village) ? [each.fault] : [],
        ),
        printed: sheet.printed.filter(
          (sum) => sum.village === village && (sum.field in type.fields || sum.field in (type.figures ?? {})),
        ),
        surroundings: ofVillage(surroundings, village),
        body,
        source: told.source,
        formNo: told.formNo ?? null,
      }
    })
  })
}

const figureCellsOf = (sheet: SheetLines, type: ItemType): Record<string, string> =>
  Object.fromEntries(
    Object.keys(type.figures ?? {}).flatMap((name) => {
      const cell = sheet.figureCells.get(`${type.id}.${name}`)
      return cell === undefined ? [] : [[name, cell]]
    }),
  )

const ofVillage = (surroundings: SweptSurroundings, village: Village | null): SweptSurroundings =>
  // The same numbers stand under every village's list; its own board's number is added by the kiosk.
  village ? surroundings : { ...surroundings, accountingEntity: null }

function sweptSurroundings(context: SheetContext, told: Surroundings, titleCell: string): SweptSurroundings {
  const at = { file: context.file, sheet: context.sheet, cell: titleCell }
  const sweep = (text: string) => context.sweeper.text(text, at)
  return {
    approvals: told.approvals.map(({ step, name, on }) => ({
      step,
      name: name === null ? null : sweep(name),
      on,
    })),
    publishedOn: told.publishedOn?.length === 10 ? told.publishedOn : null,
    notice: told.notice,
    hotlines: sweptHotlines(told.hotlines, sweep),
    accountingEntity: told.accountingEntity === null ? null : sweep(told.accountingEntity),
    correction: told.correction,
  }
}
