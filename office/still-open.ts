// What of a report is still open once the clerk's answers are counted: faults to mend or to accept, questions to answer.
import type { Answers } from '../township/answers.ts'
import type { Report } from '../township/report.ts'
import type { Accepted } from './office-contract.ts'
import { answerableFaults } from './office-facts.ts'

/** What the clerk still has to mend or to answer; what an answer mends is counted once. */
export function stillOpen(
  report: Report,
  answers: Answers,
  answered: readonly string[],
): { errors: number; questions: number } {
  const said = new Set([...answered, ...answers.notForDisclosure])
  const questions = report.questions.filter(({ key, file }) => !said.has(key) && !said.has(file))
  const errors = report.faults.filter(
    (fault) =>
      fault.severity === 'error' &&
      fault.accepted === null &&
      !answers.accepted.some((each) => isSamePlace(each, fault)) &&
      !(
        answerableFaults.includes(fault.kind) &&
        report.questions.some(({ file, sheet }) => file === fault.file && sheet === fault.sheet)
      ),
  )
  return { errors: errors.length, questions: new Set(questions.map(({ key }) => key)).size }
}

export const isSamePlace = (one: Omit<Accepted, 'reason'>, other: Omit<Accepted, 'reason'>): boolean =>
  one.file === other.file && one.sheet === other.sheet && one.cell === other.cell && one.kind === other.kind
