// What the clerk answers, holds back or accepts: kept beside the sheets, so that nothing is asked twice.
import { join } from 'node:path'
import { answerQuestion, writeAnswers, type Answers } from '../../township/answers.ts'
import { answersName } from '../../township/source-files.ts'
import type { Handlers } from '../office-doors.ts'
import type { Done } from '../office-contract.ts'
import { isSamePlace } from '../still-open.ts'
import { no, ok, type Desk } from './work.ts'

type Calls = 'answer' | 'notForDisclosure' | 'accept' | 'takeBack'

export function answerHandlers(desk: Desk): Pick<Handlers, Calls> {
  const { work } = desk
  const others = (place: Parameters<typeof isSamePlace>[1]) =>
    work.answers.accepted.filter((each) => !isSamePlace(each, place))
  return {
    answer: ({ kind, key, answer }) =>
      keepAnswers(desk, answerQuestion(work.answers, { kind, key }, { value: answer }), key),
    notForDisclosure: ({ key, held }) => {
      const rest = work.answers.notForDisclosure.filter((each) => each !== key)
      const notForDisclosure = held ? [...rest, key] : rest
      return keepAnswers(desk, { ...work.answers, notForDisclosure }, held ? key : null)
    },
    accept: (wish) => keepAnswers(desk, { ...work.answers, accepted: [...others(wish), wish] }),
    takeBack: (wish) => keepAnswers(desk, { ...work.answers, accepted: others(wish) }),
  }
}

/** `about`: the key of the question that is answered with it. */
async function keepAnswers(desk: Desk, next: Answers, about: string | null = null): Promise<Done> {
  const { work, changed } = desk
  if (!work.open) return no('no-folder')
  try {
    await writeAnswers(join(work.open.folder, answersName), next)
  } catch {
    return no('answers-not-saved')
  }
  work.answers = next
  if (about !== null) work.answered = [...work.answered, about]
  work.unread = true
  changed()
  return ok
}
