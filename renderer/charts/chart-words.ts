// The pictures of an item in words: what each is called, the sentences above it, and every line with its exact figure.
import type { TFunction } from 'i18next'
import { compositionsOf, trendPeriods } from '../../disclosure/charted.ts'
import type { Field } from '../../disclosure/fields.ts'
import type { ItemType } from '../../disclosure/item-type.ts'
import type { ChartPart, Charts, EntryPage, TrendPoint } from '../../electron/contract.ts'
import { barLabel, barsArePersons } from '../entry/bar-label.ts'
import { fieldOfTotal, periodName, totalFigure, totalName, totalWords, unitName } from '../words.ts'

/** `value` null: nothing is known of it. `short` is the label in two lines, where columns stand beside each other. */
export type ChartLine = {
  id: string
  label: string
  short: readonly string[]
  figure: string
  share: string | null
  value: number | null
  /** The one this item is about; the others of a trend stand back behind it. */
  here: boolean
  quiet: boolean
}

export type Picture = {
  id: string
  kind: 'trend' | 'parts'
  name: string
  title: string
  unit: string
  sentences: string[]
  lines: ChartLine[]
  /** What the parts come to; a trend has no sum. */
  whole: string | null
  /** Names people who did not ask to be read out. */
  personal: boolean
}

export const trendId = 'trend'

/** `period`: that of the item. */
export function picturesOf(t: TFunction, period: string, type: ItemType, charts: Charts): Picture[] {
  const trend = trendPicture(t, period, type, charts.trend)
  return [
    ...(trend ? [trend] : []),
    ...charts.compositions.map((composition) => partsPicture(t, type, composition)),
  ]
}

/** Which pictures the buttons of an item lead to, told from what the item itself brought; null where there is none. */
export function drawable(page: EntryPage, type: ItemType): { parts: string | null; trend: boolean } {
  const { headline } = type
  const known = page.siblings.filter(({ totals }) => headline !== null && totals[headline] !== undefined)
  const inWindow = trendPeriods(
    known.map(({ period }) => period),
    page.entry.period,
  ).filter((period) => known.some((each) => each.period === period))
  const isParted = page.bars.filter(({ value }) => value !== 0).length > 1
  const [first] = compositionsOf(type)
  return { parts: isParted && first ? first.total : null, trend: inWindow.length > 1 }
}

// ---- one sum over the periods ----

function trendPicture(
  t: TFunction,
  here: string,
  type: ItemType,
  points: readonly TrendPoint[],
): Picture | null {
  const { headline } = type
  const [first, last] = [points[0], points.at(-1)]
  if (headline === null || !first || !last) return null
  const field = fieldOfTotal(type, headline)
  const name = totalName(t, type, headline)
  const span = t('charts:span', { from: periodName(t, first.period), to: periodName(t, last.period), name })
  const missing = points.some(({ value }) => value === null) ? [t('charts:missing')] : []
  return {
    id: trendId,
    kind: 'trend',
    name: t('charts:trend'),
    title: name,
    unit: unitName(t, field?.unit),
    sentences: [span, ...extremeSaid(t, field, points), ...missing],
    lines: points.map(({ period, value }) => ({
      id: period,
      label: periodName(t, period),
      short: periodLines(t, period),
      figure: value === null ? t('charts:none') : totalFigure(field, value),
      share: null,
      value,
      here: period === here,
      quiet: period !== here,
    })),
    whole: null,
    personal: false,
  }
}

/** The one that stands out, if one does: of two that are alike neither is the most. */
function extremeSaid(t: TFunction, field: Field | undefined, points: readonly TrendPoint[]): string[] {
  const known = points.flatMap(({ period, value }) => (value === null ? [] : [{ period, value }]))
  const values = known.map(({ value }) => value)
  const [most, least] = [Math.max(...values), Math.min(...values)]
  if (most === least) return [t('charts:same')]
  const only = (wanted: number) => {
    const found = known.filter(({ value }) => value === wanted)
    return found.length === 1 ? found[0] : undefined
  }
  const [highest, lowest] = [only(most), only(least)]
  const said = (point: { period: string; value: number }) => ({
    period: periodName(t, point.period),
    value: totalWords(t, field, point.value),
  })
  if (highest) return [t('charts:most', said(highest))]
  return lowest ? [t('charts:least', said(lowest))] : []
}

/** The year above, the part of it below: `2026年` / `第三季度`. */
export function periodLines(t: TFunction, period: string): string[] {
  const parts = /^(\d{4})(?:(Q|H|-)(\d{1,2}))?$/.exec(period)
  if (!parts) return [periodName(t, period)]
  const [, year = '', kind, at = ''] = parts
  const whole = t('period.year', { year })
  if (!kind) return [whole]
  if (kind === 'Q') return [whole, t(`charts:short.quarter${Number(at)}`)]
  if (kind === 'H') return [whole, t(`charts:short.half${Number(at)}`)]
  return [whole, t('charts:short.month', { month: Number(at) })]
}

// ---- what a sum is made of ----

function partsPicture(t: TFunction, type: ItemType, of: Charts['compositions'][number]): Picture {
  const field = fieldOfTotal(type, of.total)
  const name = totalName(t, type, of.total)
  // Where something is taken away, parts of a hundred say nothing.
  const isShared = of.whole > 0 && of.parts.every(({ value }) => value > 0)
  const share = (value: number) => (isShared ? shareWords(t, value, of.whole) : null)
  const lines = of.parts.map((part, at): ChartLine => {
    const label = partLabel(t, type, part)
    return {
      id: `part ${at}`,
      label,
      short: [label],
      figure: totalFigure(field, part.value),
      share: share(part.value),
      value: part.value,
      here: false,
      quiet: false,
    }
  })
  const whole = t('charts:whole', { name, value: totalWords(t, field, of.whole) })
  const [largest] = of.parts
  const isSaid = largest && largest.label !== '' && largest.value > 0 && !barsArePersons(type)
  return {
    id: of.total,
    kind: 'parts',
    name: t('charts:parts', { name }),
    title: t('charts:parts', { name }),
    unit: unitName(t, field?.unit),
    sentences: [whole, ...(isSaid && isShared ? [largestSaid(t, type, largest, of.whole)] : [])],
    lines,
    whole: totalFigure(field, of.whole),
    personal: barsArePersons(type),
  }
}

const largestSaid = (t: TFunction, type: ItemType, part: ChartPart, whole: number): string =>
  t('charts:largest', { part: partLabel(t, type, part), share: shareWords(t, part.value, whole) })

const partLabel = (t: TFunction, type: ItemType, { label, names }: ChartPart): string =>
  label === '' && names > 1 ? t('bars.rest', { count: names }) : barLabel(t, type, label)

/** Whole parts of a hundred; what is rounded says 约, so that nobody who adds them up finds them wrong. */
export function shareWords(t: TFunction, value: number, whole: number): string {
  const percent = Number((BigInt(value) * 200n + BigInt(whole)) / (BigInt(whole) * 2n))
  if (percent === 0) return t('charts:little')
  const isExact = BigInt(value) * 100n === BigInt(percent) * BigInt(whole)
  return isExact ? t('charts:share', { percent }) : t('charts:about', { percent })
}
