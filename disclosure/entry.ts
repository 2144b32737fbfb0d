// One published entry (公开事项): what is said about it besides its rows, and the identity it keeps over corrections.
import { z } from 'zod'
import { periodPattern } from './period.ts'
import type { Value } from './fields.ts'

const short = z.string().max(200)
const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** A step of 怎么审出来的: who stands for it, and when if the sheet says so. */
export const Approval = z.strictObject({
  step: z.enum([
    'prepared',
    'village-head',
    'party-branch',
    'supervision',
    'agency-accounting',
    'township-reviewed',
    'published',
  ]),
  name: short.nullable(),
  on: isoDate.nullable(),
})
export type Approval = z.infer<typeof Approval>

export const PrintedTotal = z.strictObject({
  cell: z.string().max(20),
  field: z.string().max(40),
  printed: z.number().int(),
  sum: z.number().int(),
  matches: z.boolean(),
})
export type PrintedTotal = z.infer<typeof PrintedTotal>

/** Why something is shown although a check found fault with it, in the clerk's words. Swept. */
export const Explanation = z.strictObject({
  kind: z.string().regex(/^[a-z][a-z-]{0,39}$/),
  cell: z.string().max(20).nullable(),
  text: short.min(1),
})
export type Explanation = z.infer<typeof Explanation>

/** Somebody stands for it that nothing of this kind happened in the period; such an entry has no rows. Swept. */
export const DeclaredNil = z.strictObject({
  /** A person's name and nothing else: no number fits in here. */
  by: z.string().regex(/^[\p{L}][\p{L}·. ]{0,18}[\p{L}]$/u),
  on: isoDate,
})
export type DeclaredNil = z.infer<typeof DeclaredNil>

export const Entry = z.strictObject({
  /** `<village code or T>.<item type>[.<stage>].<period>[.<distinction>]`: a correction has the same id. */
  id: z.string().regex(/^(T|\d{12})\.[a-z0-9.-]+\.[0-9A-Za-z-]+(\.[0-9a-z-]+)?$/),
  villageCode: z
    .string()
    .regex(/^\d{12}$/)
    .nullable(),
  itemType: z.string().max(60),
  stage: z.string().max(40).nullable(),
  period: z.string().regex(periodPattern),
  /** As on the sheet, swept; shown small. The item's own title is a locale string. */
  title: short,
  /** Rows that count; sub-lines (其中) are stored too but are parts of another row. */
  rows: z.number().int().nonnegative(),
  subRows: z.number().int().nonnegative(),
  /** Summed from the rows (and opening/closing figures where the type has them): 分, 0.0001 亩, or plain counts. */
  totals: z.record(z.string().max(40), z.number().int()),
  printedTotals: z.array(PrintedTotal).max(40),
  accountingEntity: short.nullable(),
  approvals: z.array(Approval).max(12),
  publishedOn: isoDate.nullable(),
  notice: z.strictObject({ start: isoDate, end: isoDate }).nullable(),
  hotlines: z.array(z.strictObject({ body: short, phone: z.string().regex(/^[0-9-]{3,20}$/) })).max(12),
  /** Text of a notice, or a free remark that belongs to the whole sheet (表决情况, 结余). Swept. */
  body: z.string().max(20_000).nullable(),
  correctionNote: short.nullable(),
  /** Absent in packs that were built before there were any. */
  explanations: z.array(Explanation).max(12).default([]),
  /** Absent but where nothing happened, and in packs that were built before it could be declared. */
  declaredNil: DeclaredNil.optional(),
  source: z.strictObject({ file: short, sheet: short.nullable() }),
  attachments: z
    .array(
      z.strictObject({
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        label: short,
        type: z.enum(['image/jpeg', 'image/png', 'image/webp']),
      }),
    )
    .max(50),
})
export type Entry = z.infer<typeof Entry>

/** A row in the order of its declaration's fields (see `columnsOf`). */
export type Row = readonly Value[]

/** What an id says of its item; null if it is none. */
export function partsOfId(id: string): {
  villageCode: string | null
  itemType: string
  stage: string | null
  period: string
} | null {
  const [village = '', itemType, ...rest] = id.split('.')
  const at = rest[0] !== undefined && periodPattern.test(rest[0]) ? 0 : 1
  const period = rest[at]
  if (!itemType || period === undefined || !periodPattern.test(period)) return null
  return {
    villageCode: village === 'T' ? null : village,
    itemType,
    stage: at === 1 ? (rest[0] ?? null) : null,
    period,
  }
}

export function entryId(of: {
  villageCode: string | null
  itemType: string
  stage: string | null
  period: string
  distinction?: string
}): string {
  const parts = [of.villageCode ?? 'T', of.itemType, of.stage, of.period, of.distinction]
  return parts.filter((part) => part !== null && part !== undefined).join('.')
}
