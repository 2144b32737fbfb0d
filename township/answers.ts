// What a clerk has answered before: which village an odd name means, what a layout is, what never to publish, and why a fault stands.
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { DeclaredNil } from '../disclosure/entry.ts'
import { periodPattern } from '../disclosure/period.ts'
import { sweep } from '../disclosure/privacy.ts'
import type { Question } from './findings.ts'

/** Why something is published although a check found fault with it; villagers read the reason with the item. */
const Accepted = z.strictObject({
  file: z.string(),
  sheet: z.string().nullable().default(null),
  cell: z.string().nullable().default(null),
  kind: z.string(),
  reason: z.string().trim().min(4).max(200),
})
export type Accepted = z.infer<typeof Accepted>

/** A village by its name, a kind by its id or title. */
const Nothing = z.strictObject({
  village: z.string(),
  itemType: z.string(),
  period: z.string().regex(periodPattern),
  ...DeclaredNil.shape,
})
export type Nothing = z.infer<typeof Nothing>

const answerTo = <T extends z.ZodType>(value: T) => z.record(z.string(), value).default({})

const moneyUnits = ['元', '万元'] as const
const pictureAnswers = ['show', 'keep'] as const
const recordingAnswers = ['play', 'keep'] as const

const CorrectionReason = z.string().trim().min(4).max(190)

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
  unit: answerTo(z.enum(moneyUnits)),
  /** A layout's column, and the field it fills; null keeps it in the office. */
  column: answerTo(z.string().nullable()),
  /** A picture or document, and whether a person has looked at it and found nothing that must not be seen. */
  picture: answerTo(z.enum(pictureAnswers)),
  /** An item and what it said before, and why it says something else now; villagers read it with the item. */
  correction: answerTo(CorrectionReason),
  accepted: z.array(Accepted).default([]),
  /** What did not happen in a period, and who stands for that; villagers read it where the item would be. */
  nothing: z.array(Nothing).optional(),
  /** A recording somebody made, and whether a person has listened to it: no machine can hear what is said in it. */
  recording: z.record(z.string(), z.enum(recordingAnswers)).optional(),
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

/** What a clerk may say to a question: a value of its kind, or that the sheet stays in the office. */
export type Answer = { value: string | null } | { notForDisclosure: true }

/** The answers with one more; the same object of answers is never changed. A value that answers nothing throws. */
export function answerQuestion(
  answers: Answers,
  question: Pick<Question, 'kind' | 'key'>,
  answer: Answer,
): Answers {
  const { kind, key } = question
  if ('notForDisclosure' in answer)
    return { ...answers, notForDisclosure: [...new Set([...answers.notForDisclosure, key])] }
  const { value } = answer
  switch (kind) {
    case 'which-item-type':
      return { ...answers, itemType: { ...answers.itemType, [key]: said(value, kind) } }
    case 'which-village':
      return { ...answers, village: { ...answers.village, [key]: said(value, kind) } }
    case 'which-period':
      return { ...answers, period: { ...answers.period, [key]: said(value, kind) } }
    case 'which-column':
      return { ...answers, column: { ...answers.column, [key]: value } }
    case 'which-unit':
      return { ...answers, unit: { ...answers.unit, [key]: z.enum(moneyUnits).parse(value) } }
    case 'why-corrected':
      return { ...answers, correction: { ...answers.correction, [key]: CorrectionReason.parse(value) } }
    case 'may-picture-be-shown':
      return { ...answers, picture: { ...answers.picture, [key]: z.enum(pictureAnswers).parse(value) } }
    default:
      throw new Error(`no place for the answer to ${kind satisfies never}`)
  }
}

function said(value: string | null, kind: string): string {
  if (value === null) throw new Error(`${kind} needs an answer`)
  return value
}

/** Whole or not at all: a power cut must not cost a clerk all answers of a year. */
export async function writeAnswers(file: string, answers: Answers): Promise<void> {
  const beside = join(dirname(file), `.${basename(file)}.${process.pid}`)
  try {
    await writeFile(beside, answersText(answers), { flush: true })
    await rename(beside, file)
  } catch (thrown) {
    await rm(beside, { force: true })
    throw thrown
  }
}

/** Always the same text for the same answers, and nothing of a person in it. */
export function answersText(answers: Answers): string {
  const { recording, nothing, ...rest } = Answers.parse(answers)
  // Named only where there is something: a file of before stays as it was.
  const more = { ...(recording ? { recording } : {}), ...(nothing ? { nothing } : {}) }
  return `${JSON.stringify(stable({ ...rest, ...more }), null, 2)}\n`
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

const noNumbers: ReadonlySet<string> = new Set()

function stable(value: Json): Json {
  if (typeof value === 'string') return sweep(value, noNumbers, 'anywhere').text
  if (isList(value)) return value.map(stable)
  if (value === null || typeof value !== 'object') return value
  const keys = Object.keys(value).sort()
  return Object.fromEntries(
    keys.map((key) => [sweep(key, noNumbers, 'anywhere').text, stable(value[key] ?? null)]),
  )
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)
