// What a clerk has answered before: what never to publish, and which village an odd name means.
import { readFile } from 'node:fs/promises'
import { z } from 'zod'

export const Answers = z.strictObject({
  /** Files (their path in the folder) that stay in the office. */
  notForDisclosure: z.array(z.string()).default([]),
  /** An odd name of a village, and the village. */
  village: z.record(z.string(), z.string()).default({}),
})
export type Answers = z.infer<typeof Answers>

export const noAnswers: Answers = { notForDisclosure: [], village: {} }

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
