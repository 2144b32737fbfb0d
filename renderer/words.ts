// Figures, dates and periods in the words of the chosen language; what a villager would say, not what a ledger says.
import type { TFunction } from 'i18next'
import { grouped, yuanFigure, muFigure, muDecimals } from '../disclosure/amount.ts'
import type { Field, Unit } from '../disclosure/fields.ts'
import type { ItemType } from '../disclosure/item-type.ts'
import { neighbours } from '../disclosure/period.ts'
import { areaWords, moneyWords } from './amount-words.ts'
import { figureInPage } from './direction.ts'

/** `2026年第三季度`, `2026年7月`, `2026年上半年`, `2026年`, `2026年7月31日`, `长期公开`. */
export function periodName(t: TFunction, period: string): string {
  const parts = /^(\d{4})(?:(Q|H|-)(\d{1,2})(?:-(\d{2}))?)?$/.exec(period)
  if (!parts) return t('period.standing')
  const [, year = '', kind, at = '', day] = parts
  if (!kind) return t('period.year', { year })
  if (kind === 'Q') return t(`period.quarter${Number(at)}`, { year })
  if (kind === 'H') return t(`period.half${Number(at)}`, { year })
  if (!day) return t('period.month', { year, ...monthOf(t, at) })
  return t('period.day', { year, ...monthOf(t, at), day: Number(day) })
}

/** The period before, as one calls it when speaking of this one: `上季度`; its full name if it is another. */
export function formerPeriodName(t: TFunction, period: string, former: string): string {
  if (neighbours(period).previous !== former) return periodName(t, former)
  const kind = period.includes('Q')
    ? 'quarter'
    : period.includes('H')
      ? 'half'
      : period.includes('-')
        ? 'month'
        : 'year'
  return t(`period.former.${kind}`)
}

/** `2025年7月10日`; as exact as it is known. */
export function dateName(t: TFunction, date: string): string {
  const [year = '', month, day] = date.split('-')
  if (!month) return t('date.year', { year })
  if (!day) return t('date.month', { year, ...monthOf(t, month) })
  return t('date.day', { year, ...monthOf(t, month), day: Number(day) })
}

/** `7月10日` when the year is plain from where it stands. */
export function shortDateName(t: TFunction, date: string, year: string): string {
  const [of, month, day] = date.split('-')
  if (of !== year || !month || !day) return dateName(t, date)
  return t('date.short', { ...monthOf(t, month), day: Number(day) })
}

/** As a number and by its name: a language writes the one or the other. */
export function monthOf(t: TFunction, month: string): { month: number; monthName: string } {
  const number = Number(month)
  return { month: number, monthName: t(`formats:month.${number}`) }
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

const unitKeys = {
  fen: 'unit.yuan',
  '0.0001mu': 'unit.mu',
  household: 'unit.household',
  person: 'unit.person',
  machine: 'unit.machine',
  month: 'unit.month',
  sqm: 'unit.sqm',
  'yuan-per-mu': 'unit.yuanPerMu',
  year: 'unit.year',
  floor: 'unit.floor',
  plot: 'unit.plot',
  item: 'unit.item',
  bag: 'unit.bag',
  quilt: 'unit.quilt',
  bucket: 'unit.bucket',
} as const satisfies Record<Unit, string>

/** How many of it there are decides its word in languages that have more than one. */
export const unitName = (t: TFunction, unit: Unit | undefined, count?: number): string =>
  // Some languages write it apart; where it is set beside a figure that is seen to there.
  unit ? t(unitKeys[unit], count === undefined ? {} : { count }).trim() : ''

/** The field whose kind and unit a total has. */
export function fieldOfTotal(type: ItemType, total: string): Field | undefined {
  const name = type.totals[total]?.sum ?? type.figures?.[total]?.field
  return name === undefined ? undefined : type.fields[name]
}

/** `约20万2千元`, `979.0112亩`, `123户`: for sentences. */
export function totalWords(t: TFunction, field: Field | undefined, value: number): string {
  if (field?.kind === 'money') return moneyWords(t, value)
  if (field?.kind === 'area') return areaWords(t, value)
  return t('formats:counted', { figure: String(value), unit: unitName(t, field?.unit, value) }).trim()
}

/** `202,418.63`: for tables and big figures; the unit stands beside it. */
export function totalFigure(field: Field | undefined, value: number, decimals?: number): string {
  if (field?.kind === 'money') return figureInPage(yuanFigure(value))
  if (field?.kind === 'area') return figureInPage(muFigure(value, decimals ?? muDecimals(value)))
  return figureInPage(grouped(value))
}

/** `202,418.63元`, `202,418.63 yuan`: a figure with its unit in one breath. */
export const figureWithUnit = (t: TFunction, field: Field | undefined, value: number): string =>
  t('formats:counted', { figure: totalFigure(field, value), unit: unitName(t, field?.unit, value) }).trim()

/** How the locale calls a total: its own word, else that of the field it sums. */
export function totalName(t: TFunction, type: ItemType, total: string): string {
  const field = type.totals[total]?.sum ?? type.figures?.[total]?.field ?? total
  return t([
    `disclosure:${type.id}.totals.${total}`,
    `disclosure:${type.id}.fields.${total}`,
    `disclosure:${type.id}.fields.${field}`,
  ])
}

export const itemTitle = (t: TFunction, itemType: string): string => t(`disclosure:${itemType}.title`)

export const fieldName = (t: TFunction, itemType: string, field: string): string =>
  t(`disclosure:${itemType}.fields.${field}`)

/** Title and stage: `耕地地力保护补贴(发放公示)`. */
export function stagedTitle(t: TFunction, of: { itemType: string; stage: string | null }): string {
  const title = itemTitle(t, of.itemType)
  if (!of.stage) return title
  return t('entry.staged', { title, stage: t(`disclosure:${of.itemType}.stage.${of.stage}`) })
}

/** `比上季度多2万1千元`, `和上季度一样多`. */
export function differenceWords(
  t: TFunction,
  of: {
    field: Field | undefined
    period: string
    now: number
    former: { period: string; value: number }
    than?: string
  },
): string {
  const than = of.than ?? formerPeriodName(t, of.period, of.former.period)
  const by = of.now - of.former.value
  if (by === 0) return t('difference.same', { than })
  const amount = totalWords(t, of.field, Math.abs(by))
  return t(by > 0 ? 'difference.more' : 'difference.less', { than, amount })
}

/** The period compared with, as one calls it: `上季度`, `去年同期`. */
export function comparedPeriodName(
  t: TFunction,
  period: string,
  other: { with: 'former' | 'year-ago'; period: string },
): string {
  return other.with === 'year-ago' ? t('period.yearAgo') : formerPeriodName(t, period, other.period)
}

/** The item in one plain sentence, from the locale's own template for its type. */
export function sentenceOf(
  t: TFunction,
  of: {
    type: ItemType
    period: string
    village: string | null
    rows: number
    totals: Record<string, number>
    declaredNil?: { by: string; on: string } | undefined
  },
): string {
  const { declaredNil } = of
  if (declaredNil)
    return t('duties:nilSentence', {
      period: periodName(t, of.period),
      title: itemTitle(t, of.type.id),
      who: declaredNil.by,
      date: dateName(t, declaredNil.on),
    })
  const words: Record<string, string> = {}
  for (const [name, value] of Object.entries(of.totals))
    words[name] = totalWords(t, fieldOfTotal(of.type, name), value)
  const told: Record<string, string> = {
    period: periodName(t, of.period),
    village: of.village ?? t('entry.wholeTownship'),
    rows: String(of.rows),
    title: itemTitle(t, of.type.id),
    ...words,
  }
  const own = `disclosure:${of.type.id}.sentence`
  return t(canSay(t, own, told) ? [own, 'entry.plainSentence'] : 'entry.plainSentence', told)
}

/** A sheet without a column has no sum of it: a sentence with a hole says less than a plain one. */
function canSay(t: TFunction, key: string, told: Readonly<Record<string, string>>): boolean {
  const template = t(key, { skipInterpolation: true, defaultValue: '' })
  return [...template.matchAll(/\{\{(\w+)\}\}/g)].every(([, name]) => name !== undefined && name in told)
}

/** Older than this, the newest data is from before the last quarter: said openly (ux.md 2, screen 1). */
const oldDays = 100

/** Null while it is young enough, and where nobody can say what day it is: 1970 makes nothing old, 2099 everything. */
export function agedWords(t: TFunction, contentOn: string, today: string | null): string | null {
  if (today === null || daysBetween(contentOn, today) <= oldDays) return null
  const [year = '', month = ''] = contentOn.split('-')
  const name = today.startsWith(year)
    ? t('home.oldMonth', monthOf(t, month))
    : t('date.month', { year, ...monthOf(t, month) })
  return t('home.old', { month: name })
}

/**
 * Where a public notice stands today: how long one can still object. What is published stays however late it is; where
 * the day is not certain only the notice's own dates are said.
 */
export function noticeWords(
  t: TFunction,
  notice: { start: string; end: string },
  today: string | null,
): string {
  if (today === null)
    return t('notice.range', { start: dateName(t, notice.start), end: dateName(t, notice.end) })
  const left = daysBetween(today, notice.end)
  if (today < notice.start) return t('notice.coming', { date: dateName(t, notice.start) })
  if (left < 0) return t('notice.over', { date: dateName(t, notice.end) })
  return left === 0 ? t('notice.lastDay') : t('notice.left', { days: left })
}
