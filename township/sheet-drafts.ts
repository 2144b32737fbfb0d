// From the lines of a sheet to drafts of items, one per kind and village, with every text swept.
import type { ItemType } from '../disclosure/item-type.ts'
import type { Period } from '../disclosure/period.ts'
import type { Village } from '../disclosure/township.ts'
import { draftId, sweptHotlines } from './draft.ts'
import type { Draft, Recognition, Source, SweptSurroundings } from './draft.ts'
import type { Fit } from './fit.ts'
import type { Surroundings } from './footer.ts'
import type { SheetContext, SheetLines } from './sheet-lines.ts'

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
