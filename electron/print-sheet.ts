// What the page hands over to be printed: words in a fixed order, of which the machine makes paper without reading them.
import { z } from 'zod'

/** Larger than any item that may be taken away; what is longer is no page of ours. */
const most = { lines: 400, columns: 16, rows: 2000, tables: 4, word: 4000 }

const Words = z.string().max(most.word)
const Head = z.string().max(300)

/** How a line is set: `figure` largest, `pair` with its value at the other edge, `small` for what is read last. */
export const lineLooks = ['lead', 'figure', 'pair', 'body', 'small', 'head'] as const
export type LineLook = (typeof lineLooks)[number]

export const PrintSheet = z.strictObject({
  /** Above the title on each page: township, village and period. */
  over: Head,
  title: Head,
  before: z
    .array(z.strictObject({ look: z.enum(lineLooks), name: Head.optional(), value: Words }))
    .max(most.lines),
  tables: z
    .array(
      z.strictObject({
        name: Head.nullable(),
        columns: z
          .array(z.strictObject({ name: Head, figure: z.boolean() }))
          .min(1)
          .max(most.columns),
        rows: z
          .array(z.strictObject({ cells: z.array(Words).max(most.columns), part: z.boolean() }))
          .max(most.rows),
      }),
    )
    .max(most.tables),
  after: z
    .array(z.strictObject({ look: z.enum(lineLooks), name: Head.optional(), value: Words }))
    .max(most.lines),
  /** At the foot of each page: code, digest, date of the data. */
  marks: z.array(Head).max(6),
  /** `第{{page}}页 共{{pages}}页`, with both places in it. */
  pageWords: z
    .string()
    .max(60)
    .refine((words) => words.includes('{{page}}') && words.includes('{{pages}}')),
})
export type PrintSheet = z.infer<typeof PrintSheet>
export type PrintLine = PrintSheet['before'][number]
export type PrintTable = PrintSheet['tables'][number]

export const papers = ['a4', 'slip'] as const
export type Paper = (typeof papers)[number]

/** Why there is no paper in somebody's hand. */
export const printTroubles = [
  'none-set',
  'gone',
  'off',
  'stopped',
  'no-paper',
  'jammed',
  'refused',
  'silent',
  'too-many',
  'busy',
] as const
export type PrintTrouble = (typeof printTroubles)[number]

/** Whether villagers can print, as far as anybody can tell before trying. */
export type PrinterNow =
  | { kind: 'none' }
  | { kind: 'ready'; paper: Paper; left: number }
  | { kind: 'unable'; paper: Paper; why: PrintTrouble }

export type PrintAnswer = { kind: 'printed'; left: number } | { kind: 'not-printed'; why: PrintTrouble }

/** For the clerk: what is plugged in, what was chosen, and how that one is. */
export type PrinterDevice = {
  chosen: { name: string; paper: Paper } | null
  state: PrintTrouble | 'ready'
  printers: { name: string; label: string }[]
}
