// From one table or letter to the drafts of its items, with all that is said around it.
import { basename, dirname } from 'node:path/posix'
import type { ItemType } from '../disclosure/item-type.ts'
import { compact, plainText } from '../disclosure/parse.ts'
import { monthsOf } from '../disclosure/period.ts'
import type { Period } from '../disclosure/period.ts'
import { findPersonal } from '../disclosure/privacy.ts'
import type { Village } from '../disclosure/township.ts'
import { bankHeader, bankStatus } from './bank-file.ts'
import type { BankFile, BankSection } from './bank-file.ts'
import { draftId, titleMark } from './draft.ts'
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
import { readNotice } from './notice-text.ts'
import { readPaired } from './paired-table.ts'
import { hintOf, periodFrom } from './period-words.ts'
import { checkCapitals, PrintedSums } from './printed-sums.ts'
import { recognise, fitOfProgramme } from './recognise.ts'
import type { Register } from './register.ts'
import type { SkipReason } from './report.ts'
import { checkLines } from './row-checks.ts'
import { readRows } from './rows-table.ts'
import type { Line, PrintedSum, SheetContext, SheetLines } from './sheet-lines.ts'
import type { Sweeper } from './sweep.ts'
import type { Placed, VillageNames } from './village-names.ts'

export type Township = Register & {
  villages: VillageNames
  findings: Findings
  sweeper: Sweeper
  today: string
}

export type SheetRead = { drafts: Draft[]; printed: PrintedSum[]; skipped?: SkipReason }

/** The words around a table, in the order in which they are trusted. */
type Around = { title: string; titleCell: string; above: { text: string; cell: string }[]; names: string[] }

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
      candidates: recognised.candidates.map((type) => type.id),
    })
  if (recognised.kind !== 'known') return skipped('not-recognised')
  return readKnown(township, file, grid, header, around, recognised.fits)
}

const skipped = (why: SkipReason): SheetRead => ({ drafts: [], printed: [], skipped: why })

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
    township.findings.questions.push({ kind: 'which-period', ...where, candidates: [] })
    return { drafts: [], printed: [] }
  }
  const context = contextOf(township, file, grid, around, period)
  const sheet = readLines(context, header, fits)
  if (!sheet) return { drafts: [], printed: [] }
  const isPrivate = reportDropped(context, header, fits)
  const footers = [...around.above, ...sheet.footers]
  sheet.printed.push(...checkCapitals(context, sheet.lines, footers))
  checkLines(context, sheet)
  const surroundings = readSurroundings(
    [around.title, ...footers.map(({ text }) => text)],
    context.hint,
    township.township,
  )
  const correction =
    surroundings.correction || /更正|订正/.test(`${around.title}${grid.name ?? ''}${baseOf(file)}`)
  const source: Source = correction ? 'correction' : isPrivate ? 'private' : 'publication'
  const groupOfSheet = fits[0].fields.has('group') || fits[0].place ? null : (context.placed?.group ?? null)
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

const baseOf = (file: string): string => basename(file).replace(/\.[A-Za-z]{2,5}$/, '')
const foldersOf = (file: string): string[] =>
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

function contextOf(
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
    moneyUnit: above.some((text) => /单位[::][^::]*万元/.test(text.normalize('NFKC'))) ? 'wan' : 'yuan',
    rate: readSurroundings([around.title, ...above], hint, null).rate,
    asOf: lastDayOf(period) ?? township.today,
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
function reportDropped(context: SheetContext, header: Header, fits: readonly Fit[]): boolean {
  const kept = new Set(fits.flatMap((fit) => [...fit.fields.values(), fit.village, fit.place]))
  const pairedKeys = new Set(fits.flatMap(({ type }) => keysOf(type)))
  let isPrivate = false
  for (const column of header.columns) {
    if (kept.has(column) || isStructural(column) || pairedKeys.has(column.leaf)) continue
    if (header.monthAndDay && [header.monthAndDay.month, header.monthAndDay.day].includes(column.index))
      continue
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

function keysOf(type: ItemType): string[] {
  if (type.layout.kind !== 'paired') return []
  const fields = Object.values(type.fields).flatMap((field) => field.headers)
  return [...fields, ...type.layout.halves.flatMap((half) => half.header)].map(headerKey)
}

function holdsPersonal(context: SheetContext, header: Header, column: Column): boolean {
  const { grid } = context
  const none = new Set<string>()
  for (let row = header.lastRow + 1; row < Math.min(grid.rows.length, header.lastRow + 200); row++)
    if (findPersonal(textAt(grid, row, column.index), none, 'person-row').length > 0) return true
  return false
}

// ---- drafts ----

type Told = {
  title: string
  titleCell: string
  surroundings: Surroundings
  source: Source
  distinction: string | undefined
}

/** One draft per type and village: a sheet for the whole township is eight items. */
function draftsOf(
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
        printed: sheet.printed.filter(
          (sum) => sum.village === village && (sum.field in type.fields || sum.field in (type.figures ?? {})),
        ),
        surroundings: ofVillage(surroundings, village),
        body,
        source: told.source,
      }
    })
  })
}

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
    hotlines: told.hotlines.map(({ body, phone }) => ({ body: sweep(body), phone })),
    accountingEntity: told.accountingEntity === null ? null : sweep(told.accountingEntity),
    correction: told.correction,
  }
}

// ---- a bank's file ----

/** Each section is a village's payments of one programme; an unknown programme is paid out all the same. */
export function readBank(township: Township, file: string, bank: BankFile): SheetRead {
  const read: Required<Pick<SheetRead, 'drafts' | 'printed'>> = { drafts: [], printed: [] }
  let dropped = false
  for (const [index, section] of bank.sections.entries()) {
    const end = bank.sections[index + 1]?.row ?? bank.grid.rows.length
    const fit = fitOfProgramme(section.programme, bankColumns)
    if (!fit) {
      const shown = township.sweeper.name(file)
      township.findings.questions.push({ kind: 'which-item-type', file: shown, sheet: null, candidates: [] })
      continue
    }
    const { type } = fit
    const grid = sectionGrid(bank.grid, section.row, end)
    const around: Around = {
      title: section.programme,
      titleCell: `line ${section.row + 1}`,
      above: [],
      names: [baseOf(file), ...foldersOf(file)],
    }
    const period = periodFrom(type.period, [around.title, ...around.names])
    if (period === null) {
      township.findings.fault(
        { file: township.sweeper.name(file), sheet: null, cell: around.titleCell },
        'no-period',
        'error',
        type.id,
      )
      continue
    }
    const context = {
      ...contextOf(township, file, grid, around, period),
      placed: township.villages.mentionedIn(section.village),
    }
    if (!dropped) reportDropped(context, bankColumns, [fit])
    dropped = true
    const sheet = readRows(context, bankColumns, [fit], section.row + 1)
    checkSection(context, fit, section, sheet)
    reportReturned(context, sheet.lines, section.row)
    checkLines(context, sheet)
    const surroundings = readSurroundings([], context.hint, township.township)
    read.printed.push(...sheet.printed)
    read.drafts.push(
      ...draftsOf(context, [fit], period, sheet, {
        title: section.programme,
        titleCell: around.titleCell,
        surroundings,
        source: 'private',
        distinction: undefined,
      }),
    )
  }
  return read
}

const bankColumns: Header = {
  firstRow: 0,
  lastRow: 0,
  columns: bankHeader.map((path, index): Column => ({
    index,
    path,
    key: headerKey(path),
    leaf: headerKey(path),
    unit: '',
  })),
  monthAndDay: null,
}

const statusColumn = bankHeader.indexOf('状态')

function sectionGrid(grid: Grid, start: number, end: number): Grid {
  const rows = grid.rows.map((row, at) =>
    at <= start || at >= end
      ? []
      : row.map((cell, column) =>
          cell && column === statusColumn ? { text: bankStatus[cell.text.trim()] ?? cell.text } : cell,
        ),
  )
  return { ...grid, rows }
}

function checkSection(context: SheetContext, fit: Fit, section: BankSection, sheet: SheetLines): void {
  const sums = new PrintedSums(context, [fit])
  const total = section.total === null ? null : moneyOf(section.total)
  const headline = fit.type.headline ? fit.type.totals[fit.type.headline]?.sum : undefined
  if (total !== null && headline)
    sums.keepSum(`line ${section.row + 1}`, fit.type, headline, total, sheet.lines)
  sheet.printed.push(...sums.found)
  if (section.lines !== null && section.lines !== sheet.lines.length)
    context.findings.fault(
      { ...context, cell: `line ${section.row + 1}` },
      'total-differs',
      'warning',
      `${section.lines} ≠ ${sheet.lines.length}`,
    )
}

function moneyOf(text: string): number | null {
  const [whole = '', fraction = ''] = text.replaceAll(',', '').split('.')
  return /^\d+$/.test(whole) && fraction.length <= 2 ? Number(whole + fraction.padEnd(2, '0')) : null
}

function reportReturned(context: SheetContext, lines: readonly Line[], row: number): void {
  const returned = lines.filter((line) => line.values['status'] === 'returned').length
  if (returned > 0)
    context.findings.fault(
      { ...context, cell: `line ${row + 1}` },
      'returned-payments',
      'info',
      String(returned),
    )
}

// ---- letters ----

export function readLetter(township: Township, file: string, paragraphs: readonly string[]): SheetRead {
  const notice = readNotice(paragraphs)
  if (!notice) return skipped('not-recognised')
  const { sweeper } = township
  const shownFile = sweeper.name(file)
  const at = { file: shownFile, sheet: null, cell: 'line 1' }
  const title = sweeper.text(notice.title, at)
  const issuer = notice.issuer === null ? null : sweeper.text(notice.issuer, at)
  const placed = township.villages.mentionedIn(notice.title)
  const hint = { year: Number(notice.issuedOn.slice(0, 4)) }
  const surroundings = readSurroundings(paragraphs, hint, township.township)
  const { type } = notice
  const village = placed?.village ?? null
  const line: Line = {
    row: 0,
    type,
    // A notice of the township has no village; its one line belongs to the draft below all the same.
    village: village ?? (township.township.villages[0] as Village),
    values: { title, issuer, issuedOn: sweeper.name(notice.issuedOn) },
    cells: {},
    isSubLine: false,
    isMinor: false,
    ageKnown: false,
    fullName: null,
  }
  const draft: Draft = {
    id: draftId({ type, stage: null, village, period: notice.issuedOn }, titleMark(title)),
    type,
    stage: null,
    village,
    period: notice.issuedOn,
    file: shownFile,
    sheet: null,
    shownFile,
    shownSheet: null,
    title,
    lines: [line],
    figures: {},
    printed: [],
    surroundings: {
      approvals: [],
      publishedOn: notice.issuedOn,
      notice: notice.notice,
      hotlines: surroundings.hotlines.map(({ body, phone }) => ({ body: sweeper.text(body, at), phone })),
      accountingEntity: null,
      correction: /更正|订正/.test(compact(notice.title)),
    },
    body: sweeper.text(notice.body, at),
    source: /更正|订正/.test(compact(notice.title)) ? 'correction' : 'publication',
  }
  return { drafts: [draft], printed: [] }
}
