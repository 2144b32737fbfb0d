// What a clerk has answered before: which village an odd name means, what a layout is, what never to publish, and why a fault stands.
import { readFile } from 'node:fs/promises'
import { z } from 'zod'

/** Why something is published although a check found fault with it; villagers read the reason with the item. */
const Accepted = z.strictObject({
  file: z.string(),
  sheet: z.string().nullable().default(null),
  cell: z.string().nullable().default(null),
  kind: z.string(),
  reason: z.string().trim().min(4).max(200),
})
export type Accepted = z.infer<typeof Accepted>

const answerTo = <T extends z.ZodType>(value: T) => z.record(z.string(), value).default({})

/** The keys are those of the questions (`Question.key`); a layout is what a sheet looks like whatever its quarter. */
export const Answers = z.strictObject({
  /** Files (their path in the folder) or layouts that stay in the office. */
  notForDisclosure: z.array(z.string()).default([]),
  /** An odd name of a village, and the village. */
  village: answerTo(z.string()),
  /** A layout, and the item type it is: its id or its title (低保 在册名单). */
  itemType: answerTo(z.string()),
  /** A file, and the period it speaks of: 2026Q3, 2026-07, 2026H1, 2026, standing. */
  period: answerTo(z.string()),
  /** A layout's column, and the unit its money is really in. */
  unit: answerTo(z.enum(['元', '万元'])),
  /** A layout's column, and the field it fills; null keeps it in the office. */
  column: answerTo(z.string().nullable()),
  /** A picture or document, and whether a person has looked at it and found nothing that must not be seen. */
  picture: answerTo(z.enum(['show', 'keep'])),
  accepted: z.array(Accepted).default([]),
})
export type Answers = z.infer<typeof Answers>

export const noAnswers: Answers = Answers.parse({})

export type AnswersRead = { ok: true; answers: Answers } | { ok: false; kind: 'bad-answers'; file: string }

export async function readAnswers(file: string | undefined): Promise<AnswersRead> {
  if (file === undefined) return { ok: true, answers: noAnswers }
  try {
    const read = Answers.safeParse(JSON.parse((await readFile(file, 'utf8')).replace(/^\ufeff/, '')))
    if (read.success) return { ok: true, answers: read.data }
  } catch {
    // Told below like any other file of answers that is none.
  }
  return { ok: false, kind: 'bad-answers', file }
}
