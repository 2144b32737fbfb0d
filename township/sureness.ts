// How sure it is that a table is what it was taken for, and why, for the clerk to judge.
import type { ItemType } from '../disclosure/item-type.ts'
import type { ColumnValues } from './column-values.ts'
import type { Assigned, Fit } from './fit.ts'
import { headerOfColumn } from './layout-key.ts'
import type { Spoken } from './type-words.ts'

/** Why a table was taken for what it is, for the clerk to judge: the words and headers that spoke. */
export type Reason = {
  by: 'title' | 'sheet-name' | 'file-name' | 'folder' | 'headers' | 'values' | 'answer'
  words: string[]
}

/** What a clerk has answered about a table of this layout. */
export type Answered = { type: ItemType | null; columns: Assigned }

type Spoke = { fit: Fit; spoken: Spoken | null }

/** Below it the clerk is asked: a folder's name alone over columns that mostly say something else. */
export const leastConfidence = 50

const sureness: Readonly<Record<Spoken['place'], number>> = {
  title: 60,
  'sheet-name': 50,
  'file-name': 45,
  folder: 30,
}

export function confidenceOf({ fit, spoken }: Spoke, values: ColumnValues): number {
  const required = Object.entries(fit.type.fields).flatMap(([name, field]) => {
    const column = field.required ? fit.fields.get(name) : undefined
    return column ? [values.agreement(field, column) ?? 1] : []
  })
  const agreement = required.length === 0 ? 1 : Math.min(...required)
  return Math.round((spoken ? sureness[spoken.place] : 0) + 25 * fit.coverage + 15 * agreement)
}

export function reasonsFor({ fit, spoken }: Spoke, answered: Answered): Reason[] {
  const byValues = new Set(fit.byValues)
  const answers = [...answered.columns].filter(([, field]) => field !== null).map(([column]) => column)
  const named = [...fit.fields.values()].filter(
    (column) => !byValues.has(column) && !answers.includes(column),
  )
  const reasons: Reason[] = [
    ...(spoken ? [{ by: spoken.place, words: [spoken.word] }] : []),
    ...(answered.type || answers.length > 0
      ? [
          {
            by: 'answer' as const,
            words: [...(answered.type ? [answered.type.title] : []), ...answers.map(headerOfColumn)],
          },
        ]
      : []),
    { by: 'headers', words: named.map(headerOfColumn) },
    { by: 'values', words: fit.byValues.map(headerOfColumn) },
  ]
  return reasons.filter((reason) => reason.words.length > 0)
}
