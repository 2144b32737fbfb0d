// Where the reason for something odd is read: beside the total it explains, or with those who approved it.
import type { Entry } from '../../electron/contract.ts'

type Explanations = Entry['explanations']

/** Of a printed total that its rows do not come to. */
export const explainedAt = ({ explanations }: Pick<Entry, 'explanations'>, cell: string): Explanations =>
  explanations.filter((each) => each.cell === cell)

/** All others, each said once. */
export function explainedApart({
  explanations,
  printedTotals,
}: Pick<Entry, 'explanations' | 'printedTotals'>): Explanations {
  const beside = new Set(printedTotals.filter(({ matches }) => !matches).map(({ cell }) => cell))
  const apart = explanations.filter(({ cell }) => cell === null || !beside.has(cell))
  return apart.filter(({ text }, at) => apart.findIndex((each) => each.text === text) === at)
}
