// Keeps what a person said to one question, so that it is never asked again.
import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder } from '../pack/disk.ts'
import type { Answers } from './answers.ts'
import { Answers as AnswersShape } from './answers.ts'
import type { Question } from './findings.ts'

/** What a clerk may say to a question: a value of its kind, or that the sheet stays in the office. */
export type Answer = { value: string | null } | { notForDisclosure: true }

/** In which part of answers.json a question's answer stands. */
const partOf = {
  'which-item-type': 'itemType',
  'which-village': 'village',
  'which-period': 'period',
  'which-unit': 'unit',
  'which-column': 'column',
  'may-picture-be-shown': 'picture',
} as const satisfies Record<Question['kind'], keyof Answers>

/** The answers with one more; a value that answers nothing throws. */
export function answerQuestion(
  answers: Answers,
  question: Pick<Question, 'kind' | 'key'>,
  answer: Answer,
): Answers {
  const { kind, key } = question
  if ('notForDisclosure' in answer)
    return { ...answers, notForDisclosure: [...new Set([...answers.notForDisclosure, key])] }
  const part = partOf[kind]
  return AnswersShape.parse({ ...answers, [part]: { ...answers[part], [key]: answer.value } })
}

/** Whole or not at all: a power cut must not cost the answers of a year. */
export async function writeAnswers(file: string, answers: Answers): Promise<void> {
  const part = `${file}.part`
  const handle = await open(part, 'w', 0o644)
  try {
    await handle.writeFile(`${JSON.stringify(answers, null, 2)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(part, file)
  await syncFolder(dirname(file))
}
