// What the sample township's sheets really say, as its generator wrote it down; nothing of ours has read it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { root } from './places.ts'

const Fen = z.number().int()
const Item = z.object({
  type: z.string(),
  period: z.object({ value: z.string().nullable() }),
  rows: z.object({ total: z.number(), byVillage: z.record(z.string(), z.number()).optional() }),
  money: z
    .object({
      openingFen: Fen.optional(),
      incomeTotalFen: Fen.optional(),
      expenseTotalFen: Fen.optional(),
      closingFen: Fen.optional(),
      byVillageFen: z.record(z.string(), Fen).optional(),
    })
    .optional(),
})
const Truth = z.object({
  villages: z.array(z.object({ name: z.string(), code: z.string() })),
  publicContacts: z.object({ dutyMobiles: z.array(z.string()) }),
  files: z.array(
    z.object({
      path: z.string(),
      sheets: z
        .array(
          z.object({
            items: z.array(Item).default([]),
            personal: z.record(z.string(), z.array(z.string())).default({}),
          }),
        )
        .default([]),
    }),
  ),
})

export const truth = Truth.parse(
  JSON.parse(readFileSync(join(root, 'test', 'fixtures', 'shiqiao.truth.json'), 'utf8')),
)

const items = truth.files.flatMap((file) => file.sheets.flatMap((sheet) => sheet.items))

const itemsOf = (type: string, period: string) =>
  items.filter((item) => item.type === type && item.period.value === period)

/** The four figures of a village's 财务收支公开榜. */
export function financeOf(village: string, period: string) {
  const [item] = itemsOf('财务收支公开榜(科目级)', period).filter((each) => each.rows.byVillage?.[village])
  const { openingFen, incomeTotalFen, expenseTotalFen, closingFen } = item?.money ?? {}
  if (openingFen === undefined || incomeTotalFen === undefined || expenseTotalFen === undefined)
    throw new Error(`no finance of ${village} ${period} in the truth`)
  return { opening: openingFen, income: incomeTotalFen, expense: expenseTotalFen, closing: closingFen ?? NaN }
}

/** Households on a village's 低保 list and what they get a month. */
export function dibaoOf(village: string, period: string) {
  const [item] = itemsOf('低保 在册名单', period).filter((each) => each.rows.byVillage?.[village])
  const rows = item?.rows.byVillage?.[village]
  const monthly = item?.money?.byVillageFen?.[village]
  if (rows === undefined || monthly === undefined)
    throw new Error(`no 低保 of ${village} ${period} in the truth`)
  return { rows, monthly }
}

/** As tables print it; written here once more, so that a mistake of ours does not confirm itself. */
export function yuan(fen: number): string {
  const [whole = '', cents = ''] = (fen / 100).toFixed(2).split('.')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`
}

// Kinds that mean one person wherever they stand; a name or 因病 alone may rightly stand elsewhere.
const forbiddenKinds = [
  'ids',
  'cards',
  'mobiles',
  'idsHalfMasked',
  'mobilesHalfMasked',
  'cardsDamaged',
  'disabilityCerts',
  'health',
]

/** Every number and word of the sheets that must never reach a kiosk. */
export const forbidden: readonly string[] = [
  ...new Set(
    truth.files.flatMap((file) =>
      file.sheets.flatMap((sheet) => forbiddenKinds.flatMap((kind) => sheet.personal[kind] ?? [])),
    ),
  ),
].filter((value) => !truth.publicContacts.dutyMobiles.includes(value))
