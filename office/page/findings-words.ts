// Faults, questions and reasons in a clerk's words, and which sheet of which file they belong to.
import type { TFunction } from 'i18next'
import type { Accepted, Fault, ItemLine, Question, ReportPage, SheetReport } from '../office-contract.ts'
import { answerableFaults, neverAccepted } from '../office-facts.ts'
import { itemTypeOf } from '../../disclosure/item-types/all.ts'
import {
  fieldOfTotal,
  itemTitle,
  periodName,
  totalFigure,
  totalName,
  unitName,
} from '../../renderer/words.ts'

export type Group = 'wrong' | 'asked' | 'known' | 'unused'

export type SheetLine = {
  id: string
  file: string
  sheet: string | null
  group: Group
  items: ItemLine[]
  faults: Fault[]
  questions: Question[]
  /** Still to be put right in the sheet: neither accepted nor gone with the answer to a question. */
  errors: number
  warnings: number
  accepted: number
  skipped: string | null
  /** Left in the office because the clerk has said so, since the last reading or before. */
  held: boolean
}

const groupOrder: readonly Group[] = ['wrong', 'asked', 'known', 'unused']

/** Every sheet of every file, errors first, in the order of the folder within each group. */
export function linesOf(page: ReportPage): SheetLine[] {
  const lines = page.report.files.flatMap((file) => {
    const sheets: (SheetReport | null)[] = file.sheets.length > 0 ? file.sheets : [null]
    return sheets.map((sheet, at) => lineOf(page, file.file, sheet, file.skipped ?? null, at === 0))
  })
  const place = new Map(groupOrder.map((group, at) => [group, at]))
  return lines.sort((one, other) => (place.get(one.group) ?? 0) - (place.get(other.group) ?? 0))
}

function lineOf(
  page: ReportPage,
  file: string,
  sheet: SheetReport | null,
  fileSkipped: string | null,
  isFirst: boolean,
): SheetLine {
  const { report } = page
  const name = sheet?.sheet ?? null
  // What is said of a file as a whole stands with its first sheet.
  const isHere = (each: { file: string; sheet: string | null }) =>
    each.file === file && (each.sheet === name || (each.sheet === null && isFirst))
  const faults = report.faults.filter(isHere).filter((fault) => fault.severity !== 'info')
  const questions = report.questions.filter(isHere)
  // Where the reader names the layout of a sheet, an answer may be kept under that.
  const layout = sheet?.layout ?? null
  const held =
    (layout !== null && page.notForDisclosure.includes(layout)) ||
    page.notForDisclosure.includes(file) ||
    questions.some(({ key }) => page.notForDisclosure.includes(key))
  const open = faults.filter((fault) => !acceptedReason(page.accepted, fault))
  const waiting = questions.filter(({ key }) => !page.answered.includes(key))
  const toMend = open.filter((fault) => !isAsked(fault, questions))
  const errors = toMend.filter(({ severity }) => severity === 'error').length
  const items = sheet?.items ?? []
  const group: Group = held
    ? 'unused'
    : errors > 0
      ? 'wrong'
      : waiting.length > 0
        ? 'asked'
        : items.length > 0
          ? 'known'
          : 'unused'
  return {
    id: `${file}\n${name ?? ''}`,
    file,
    sheet: name,
    group,
    items,
    faults: [...faults].sort((one, other) => weight(other) - weight(one)),
    questions,
    errors,
    warnings: toMend.length - errors,
    accepted: faults.length - open.length,
    skipped: sheet?.skipped ?? fileSkipped,
    held,
  }
}

/** It goes away with the answer to a question of its sheet, at the latest when the sheets are read again. */
const isAsked = (fault: Fault, questions: readonly Question[]): boolean =>
  questions.length > 0 && answerableFaults.includes(fault.kind)

const weight = (fault: Fault): number => (fault.severity === 'error' ? 1 : 0)

export const isSamePlace = (one: Omit<Accepted, 'reason'>, other: Omit<Accepted, 'reason'>): boolean =>
  one.file === other.file && one.sheet === other.sheet && one.cell === other.cell && one.kind === other.kind

/** Why it is published nevertheless: as the pack says it, or as it was just written. */
export const acceptedReason = (accepted: readonly Accepted[], fault: Fault): string | null =>
  fault.accepted ?? accepted.find((each) => isSamePlace(each, fault))?.reason ?? null

export const mayBeAccepted = ({ kind }: Fault): boolean => !neverAccepted.includes(kind)

export const faultName = (t: TFunction, { kind }: Fault): string =>
  t([`office:fault.${kind}.name`, 'office:fault.other.name'])

/** The words of the clerk's list where it has them: the window and report.xlsx say the same. */
export function faultSentences(t: TFunction, fault: Fault): { say: string; do: string } {
  const { kind, seen, expected, detail } = fault
  const cell = fault.cell ?? t('office:sheets.here')
  const known = {
    kind,
    cell,
    detail,
    ...(seen === null ? {} : { seen }),
    ...(expected === null ? {} : { expected }),
  }
  const precise = t(`township:fault.${kind}.what_values`, { ...known, defaultValue: '' })
  // A sentence that asks for a value nobody has is no sentence.
  const say =
    precise === '' || precise.includes('{{')
      ? t([`township:fault.${kind}.what`, `office:fault.${kind}.say`, 'office:fault.other.say'], known)
      : precise
  return {
    say,
    do: t([`township:fault.${kind}.do`, `office:fault.${kind}.do`, 'office:fault.other.do'], known),
  }
}

export const skipWords = (t: TFunction, kind: string): string =>
  t([`township:skipped.${kind}.what`, `office:skip.${kind}`, 'office:skip.other'], { kind })

/** `低保名单（2026年第三季度）`. */
export function itemName(t: TFunction, item: ItemLine): string {
  const period = item.period === null ? t('office:sheets.noPeriod') : periodName(t, item.period)
  return t('office:sheets.item', { title: itemTitle(t, item.itemType), period })
}

/** The figure that speaks for it: `发放金额 12,345.00元`. */
export function headlineOf(
  t: TFunction,
  of: { itemType: string; totals: Record<string, number> },
): { name: string; figure: string } | null {
  const type = itemTypeOf(of.itemType)
  const headline = type?.headline
  const value = headline ? of.totals[headline] : undefined
  if (!type || !headline || value === undefined) return null
  const field = fieldOfTotal(type, headline)
  const unit = unitName(t, field?.unit)
  return { name: totalName(t, type, headline), figure: `${totalFigure(field, value)}${unit}` }
}

/** `民政/三季度低保.xls` as its folder and its name. */
export function partsOfPath(file: string): { folder: string; name: string } {
  const at = file.lastIndexOf('/')
  return { folder: at < 0 ? '' : file.slice(0, at), name: file.slice(at + 1) }
}
