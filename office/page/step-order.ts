// Which steps stand open, and which are behind the clerk.
import type { Situation, StepId } from '../office-contract.ts'

/** Back is always possible; forward as far as what stands before it is done. */
export function isOpen(situation: Situation, step: StepId): boolean {
  const { reading } = situation
  if (step === 'folder') return true
  if (reading.kind !== 'done') return false
  if (step === 'sheets' || step === 'questions') return true
  if (step === 'stick') return situation.signed !== null
  return reading.entries > 0
}

/** What the tick beside a step says. */
export function isDone(situation: Situation, step: StepId): boolean {
  const { reading, reviews, reviewsStale, signed, writing } = situation
  if (reading.kind !== 'done') return false
  const reviewed = reviews['pre-review'] !== null && reviews['secrecy-review'] !== null && !reviewsStale
  switch (step) {
    case 'folder':
      return true
    case 'sheets':
      return reading.errors === 0
    case 'questions':
      return reading.questions === 0
    case 'pages':
    case 'review':
      return reviewed
    case 'sign':
      return signed !== null
    case 'stick':
      return writing.kind === 'done'
  }
}
