// From one table of a known kind to the drafts of its items, with all that is said around it.
import type { ItemType } from '../disclosure/item-type.ts'
import type { Period } from '../disclosure/period.ts'
import type { Village } from '../disclosure/township.ts'
import type { Source } from './draft.ts'
import type { Findings } from './findings.ts'
import type { Fit } from './fit.ts'
import { readSurroundings } from './footer.ts'
import type { Header } from './header.ts'
import { placeKey } from './layout-key.ts'
import { readPaired } from './paired-table.ts'
import { hasPersonalColumn } from './personal-columns.ts'
import { nothingOn } from './nil-rows.ts'
import { contradicting, periodFrom } from './period-words.ts'
import { checkCapitals } from './capitals.ts'
import { noteMaskedNames } from './masked-names.ts'
import { readRowsOf } from './printed-twice.ts'
import type { Known } from './recognise.ts'
import { checkLines } from './row-checks.ts'
import type { SheetContext, SheetLines } from './sheet-lines.ts'
import type { SweptText } from './sweep.ts'
import { askVillageOfSheet } from './which-village.ts'
import { placeOf } from './sheet-read.ts'
import type { Township, SheetRead, Found } from './sheet-read.ts'
import { baseOf, textsBelow } from './around-table.ts'
import { contextOf } from './sheet-context.ts'
import { reportDropped } from './dropped-columns.ts'
import { draftsOf } from './sheet-drafts.ts'

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
  const nothing = nothingOn(context, type, period, sheet, {
    ...surroundings,
    texts: footers.map(({ text }) => text),
  })
  return { drafts, printed: sheet.printed, ...(nothing.length > 0 ? { nothing } : {}) }
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
