// What a clerk or a sheet declares not to have happened: an item without rows, in the name of whoever stands for it.
import { entryId, type Entry } from '../disclosure/entry.ts'
import { itemTypeOf, itemTypes } from '../disclosure/item-types/all.ts'
import type { Township } from '../disclosure/township.ts'
import { answersFile } from './answers-in-use.ts'
import type { Nothing } from './answers.ts'
import type { NothingOnSheet } from './nil-rows.ts'
import type { Findings } from './findings.ts'
import { formed, type Swept, type Sweeper } from './sweep.ts'

export type NilEntry = { entry: Swept<Entry>; rows: readonly never[] }

/** `known` are the items that sheets speak of: a sheet is stronger than a word that there is none. */
export function nilEntries(
  nothing: readonly (Nothing & Partial<Pick<NothingOnSheet, 'from'>>)[],
  known: ReadonlySet<string>,
  tools: { township: Township; findings: Findings; sweeper: Sweeper },
): NilEntry[] {
  const taken = new Set(known)
  return nothing.flatMap((each) => {
    const village = tools.township.villages.find(({ name }) => name === each.village)
    const type = itemTypeOf(each.itemType) ?? itemTypes.find(({ title }) => title === each.itemType)
    const place = ['nothing', each.village, each.itemType, each.period].join(' ')
    const tell = (kind: 'bad-answer' | 'stale-answer') => {
      const severity = kind === 'bad-answer' ? 'warning' : 'info'
      // Another sheet has rows of what this one says there is none of.
      const told = each.from && kind === 'stale-answer' ? 'other-source-used' : kind
      tools.findings.fault(
        each.from ?? { file: answersFile, sheet: null },
        told,
        severity,
        tools.sweeper.name(place),
      )
      return []
    }
    // Only what belongs to a time can be missing from it.
    if (!village || !type?.due) return tell('bad-answer')
    const id = entryId({ villageCode: village.code, itemType: type.id, stage: null, period: each.period })
    if (taken.has(id)) return tell('stale-answer')
    taken.add(id)
    return [{ entry: nilEntry(id, village.code, type, each, tools.sweeper), rows: [] }]
  })
}

const nilEntry = (
  id: string,
  villageCode: string,
  type: { id: string; title: string },
  { period, by, on, from }: Nothing & Partial<Pick<NothingOnSheet, 'from'>>,
  sweeper: Sweeper,
): Swept<Entry> => ({
  id: formed(id),
  villageCode: formed(villageCode),
  itemType: formed(type.id),
  stage: null,
  period: formed(period),
  title: sweeper.name(type.title),
  rows: 0,
  subRows: 0,
  totals: {},
  printedTotals: [],
  accountingEntity: null,
  approvals: [],
  publishedOn: null,
  notice: null,
  hotlines: [],
  body: null,
  correctionNote: null,
  explanations: [],
  declaredNil: { by: sweeper.name(by), on: formed(on) },
  source: from ?? { file: sweeper.name(answersFile), sheet: null },
  attachments: [],
})
