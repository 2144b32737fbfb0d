// What may be answered to a question: what the reader thinks likely first, then everything there is.
import type { TFunction } from 'i18next'
import type { Question } from '../../office-contract.ts'
import { moneyUnits } from '../../office-facts.ts'
import { itemTypeOf, itemTypes } from '../../../disclosure/item-types/all.ts'
import { isPeriod } from '../../../disclosure/period.ts'
import { itemTitle, periodName } from '../../../renderer/words.ts'

export type Choice = { answer: string; label: string }

export function choicesOf(
  t: TFunction,
  question: Question,
  villages: readonly string[],
  /** What the sheets read so far speak of: a sheet without a date most likely belongs to them. */
  known: readonly string[],
): { likely: Choice[]; others: Choice[] } {
  const all = allChoices(t, question.kind, villages)
  const byAnswer = new Map(all.map((choice) => [choice.answer, choice]))
  const guesses = question.kind === 'which-period' ? commonest(known) : []
  // Of a picture the candidates say where it stands; the answer is yes or no.
  const candidates = question.kind === 'may-picture-be-shown' ? [] : question.candidates
  const likely = [...new Set([...candidates, ...guesses])].flatMap((candidate): Choice[] => {
    const found = byAnswer.get(candidate) ?? all.find(({ label }) => label === candidate)
    return found ? [found] : labelOfColumn(t, question.kind, candidate)
  })
  const others = all.filter((choice) => !likely.includes(choice))
  // Two units, a township's few villages: what can be seen at a glance needs no search.
  const isFew = all.length <= 4 || (likely.length === 0 && all.length <= mostAtAGlance)
  return isFew ? { likely: [...likely, ...others], others: [] } : { likely, others }
}

const reasons = ['typo', 'missed', 'recount', 'status'] as const

function allChoices(t: TFunction, kind: Question['kind'], villages: readonly string[]): Choice[] {
  switch (kind) {
    case 'which-item-type':
      return itemTypes.map(({ id }) => ({ answer: id, label: itemTitle(t, id) }))
    case 'which-village':
      return villages.map((name) => ({ answer: name, label: name }))
    case 'which-period':
      return periods(new Date().getFullYear()).map((period) => ({
        answer: period,
        label: periodName(t, period),
      }))
    case 'which-unit':
      return moneyUnits.map((unit) => ({
        answer: unit,
        label: t(`office:questions.unit.${unit}`),
      }))
    case 'may-picture-be-shown':
      return (['show', 'keep'] as const).map((each) => ({
        answer: each,
        label: t(`office:questions.picture.${each}`),
      }))
    case 'why-corrected':
      // The reasons there mostly are; whoever has another one writes it.
      return reasons.map((reason) => {
        const label = t(`office:questions.reason.${reason}`)
        return { answer: label, label }
      })
    case 'which-column':
      return []
    default:
      // A kind of question that this window does not know yet still shows its candidates.
      return []
  }
}

const mostGuesses = 3
const mostAtAGlance = 10

function commonest(known: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const period of known) counts.set(period, (counts.get(period) ?? 0) + 1)
  return [...counts]
    .sort((one, other) => other[1] - one[1])
    .slice(0, mostGuesses)
    .map(([period]) => period)
}

/** A candidate that is no item, village or period: a field, called as villagers see it, or the bare word. */
function labelOfColumn(t: TFunction, kind: Question['kind'], candidate: string): Choice[] {
  if (kind === 'which-period' && isPeriod(candidate))
    return [{ answer: candidate, label: periodName(t, candidate) }]
  if (kind === 'which-column') {
    const owner = itemTypes.find(({ fields }) => candidate in fields)
    const label = owner ? t(`disclosure:${owner.id}.fields.${candidate}`) : candidate
    return [{ answer: candidate, label }]
  }
  return [{ answer: candidate, label: itemTypeOf(candidate)?.title ?? candidate }]
}

/** Two years back and this one: quarters, halves, months, the year, and what stands for long. */
function periods(year: number): string[] {
  const of = (each: number): string[] => [
    ...[4, 3, 2, 1].map((quarter) => `${each}Q${quarter}`),
    ...[2, 1].map((half) => `${each}H${half}`),
    String(each),
    ...Array.from({ length: 12 }, (_, month) => `${each}-${String(12 - month).padStart(2, '0')}`),
  ]
  return [...of(year), 'standing', ...of(year - 1), ...of(year - 2)]
}
