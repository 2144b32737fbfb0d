// From one table of a known kind to the drafts of its items, with all that is said around it.
import { basename, dirname } from 'node:path/posix'
import type { ItemType } from '../disclosure/item-type.ts'
import { compact, isBlank, parseGroup, plainText } from '../disclosure/parse.ts'
import { monthsOf } from '../disclosure/period.ts'
import type { Period } from '../disclosure/period.ts'
import type { Village } from '../disclosure/township.ts'
import type { AnswersInUse } from './answers-in-use.ts'
import { draftId, sweptHotlines } from './draft.ts'
import type { Draft, Recognition, Source, SweptSurroundings } from './draft.ts'
import type { Findings } from './findings.ts'
import { isPersonalHeader, isStructural } from './fit.ts'
import type { Fit } from './fit.ts'
import { readSurroundings } from './footer.ts'
import type { Surroundings } from './footer.ts'
import { addressOf, filledCells, textAt } from './grid.ts'
import type { Grid } from './grid.ts'
import { headerKey, nameOfColumn } from './header.ts'
import type { Column, Header } from './header.ts'
import { placeKey } from './layout-key.ts'
import { readPaired } from './paired-table.ts'
import { isListOfChildren } from './minors.ts'
import { hasPersonalColumn } from './personal-columns.ts'
import { contradicting, hintOf, periodFrom } from './period-words.ts'
import { checkCapitals } from './capitals.ts'
import { noteMaskedNames } from './masked-names.ts'
import { rateIn } from './rate-words.ts'
import { readRowsOf } from './printed-twice.ts'
import type { Known } from './recognise.ts'
import type { Register } from './register.ts'
import type { SkipReason } from './report.ts'
import { checkLines } from './row-checks.ts'
import type { Line, PrintedSum, SheetContext, SheetLines } from './sheet-lines.ts'
import type { Sweeper, SweptText } from './sweep.ts'
import { saysType } from './type-words.ts'
import { unitsAbove } from './units.ts'
import type { Placed, VillageNames } from './village-names.ts'
import { askVillageOfSheet } from './which-village.ts'

export type Township = Register & {
  villages: VillageNames
  findings: Findings
  sweeper: Sweeper
  answers: AnswersInUse
  today: string
}

export type SheetRead = { drafts: Draft[]; printed: PrintedSum[]; skipped?: SkipReason; layout?: SweptText }

/** The words around a table, in the order in which they are trusted. */
export type Around = {
  title: string
  titleCell: string
  above: { text: string; cell: string }[]
  names: string[]
}

/** One table, and what is known of it before it is known what it is. */
export type Found = {
  township: Township
  file: string
  grid: Grid
  header: Header
  around: Around
  layout: SweptText
}

export const placeOf = (township: Township, file: string, grid: Grid) => ({
  file: township.sweeper.name(file),
  sheet: grid.name === null ? null : township.sweeper.name(grid.name),
})

export const skipped = (why: SkipReason): SheetRead => ({ drafts: [], printed: [], skipped: why })

export function readKnown(found: Found, recognised: Known): SheetRead {
  const { township, file, grid, header, around } = found
  const { fits } = recognised
  const { type } = fits[0]
  const below = textsBelow(grid, header)
  const where = placeOf(township, file, grid)
  const period =
    township.answers.period(where.file) ??
    periodFrom(type.period, [
      around.title,
      ...around.above.map(({ text }) => text),
      ...around.names,
      ...below,
    ])
  if (period === null) return withoutPeriod(township, where, type)
  const other = township.answers.period(where.file)
    ? null
    : contradicting(type.period, period, [grid.name ?? '', baseOf(file)])
  if (other !== null) return withoutPeriod(township, where, type, [period, other])
  const context = {
    ...contextOf(township, file, grid, around, period, found.layout),
    columns: header.columns,
  }
  if (namesTwoVillages(township, where, fits[0], [grid.name ?? '', around.title, baseOf(file)]))
    return { drafts: [], printed: [] }
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
    recognition: recognised,
  })
  return { drafts, printed: sheet.printed }
}

/** 东河村 in the title of a sheet that is called 麻地沟: one of them is left from the sheet it was copied from. */
function namesTwoVillages(
  { villages, answers, findings, township }: Township,
  where: { file: SweptText; sheet: SweptText | null },
  { village, place, type }: Fit,
  names: readonly string[],
): boolean {
  if (village || place || type.scope === 'township') return false
  if (answers.villageOf(placeKey(where.file, where.sheet))) return false
  const named = names.flatMap((name) => (villages.place(name) ?? villages.mentionedIn(name))?.village ?? [])
  if (new Set(named).size < 2) return false
  findings.fault(where, 'unknown-village', 'error')
  askVillageOfSheet({ ...where, findings, township })
  return true
}

export function withoutPeriod(
  { findings }: Township,
  where: { file: string; sheet: string | null },
  type: ItemType,
  candidates: Period[] = [],
): SheetRead {
  findings.fault(where, 'no-period', 'error', type.id)
  findings.ask({ kind: 'which-period', ...where, cell: null, about: null, key: where.file, candidates })
  return { drafts: [], printed: [] }
}

/** A sheet that names no village anywhere. */
export function withoutVillage(
  { findings, township }: { findings: Findings; township: { villages: readonly Pick<Village, 'name'>[] } },
  where: { file: string; sheet: string | null },
): void {
  findings.fault(where, 'unknown-village', 'error')
  askVillageOfSheet({ ...where, findings, township })
}

function readLines(context: SheetContext, header: Header, fits: readonly [Fit, ...Fit[]]): SheetLines | null {
  const [main] = fits
  if (main.type.layout.kind !== 'paired') return readRowsOf(context, header, fits)
  const village = context.placed?.village
  if (village) return readPaired(context, header, main, village)
  withoutVillage(context, context)
  return null
}

// ---- around the table ----

export function aroundOf(file: string, grid: Grid, header: Header, inherited: string): Around {
  const texts: { text: string; cell: string }[] = []
  for (let row = 0; row < header.firstRow; row++)
    for (const { column, cell } of filledCells(grid, row)) {
      const text = cell.text.trim()
      texts.push({ text: text.replace(annexNumber, ''), cell: addressOf(row, column) })
    }
  const title = titleAmong(texts)
  return {
    title: title ? plainText(title.text) : '',
    titleCell: title?.cell ?? texts[0]?.cell ?? 'A1',
    above: texts.filter((each) => each !== title),
    names: [inherited, grid.name ?? '', baseOf(file), ...foldersOf(file)],
  }
}

/** 附件3, 单位:元 and a date are no titles; of several lines the one that says what the sheet is. */
function titleAmong(texts: Around['above']): Around['above'][number] | undefined {
  const lines = texts.filter(({ text }) => !noTitle.test(compact(text)))
  return lines.find(({ text }) => saysType(text)) ?? lines[0]
}

const noTitle = /^(?:.{1,8}:|附[件表]|表[一二三四五六七八九十\d]|[\d年月日.\-/]+$|第.{1,3}页|\(.{1,12}\)$)/
/** 附件3:低保公示表: which annex of which letter it is says nothing of the list. */
const annexNumber = /^附[件表]\s*[\d一二三四五六七八九十]{0,3}(?:[-—]\d+)?\s*[:：]\s*(?=\S{4})/

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
  layout = '',
): SheetContext {
  const { villages, answers } = township
  const above = around.above.map(({ text }) => text)
  const told = answers.villageOf(
    placeKey(township.sweeper.name(file), grid.name === null ? null : township.sweeper.name(grid.name)),
  )
  const placed: Placed | null =
    (told && { village: told, group: null, rest: '' }) ??
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
    firstGroup: groupAmong(above),
    hint,
    ...unitsAbove([around.title, ...above]),
    rate: readSurroundings([around.title, ...above], hint, null).rate ?? rateIn([around.title, ...above]),
    layout,
    asOf: lastDayOf(period) ?? township.today,
    period,
    today: township.today,
    ofChildren: isListOfChildren([around.title, grid.name ?? '', baseOf(file)]),
  }
}

function groupAmong(texts: readonly string[]): number | null {
  for (const text of texts) {
    const group = /组|社|队/.test(text) ? parseGroup({ text }) : null
    if (group?.kind === 'value') return group.value
  }
  return null
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
  recognition: Recognition
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
        recognition: sweptRecognition(context, told.recognition),
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

const sweptRecognition = (context: SheetContext, { confidence, reasons }: Recognition): Recognition => ({
  confidence,
  reasons: reasons.map(({ by, words }) => ({ by, words: words.map((word) => context.sweeper.name(word)) })),
})

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
