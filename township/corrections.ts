// An item that is published already and now reads otherwise: the clerk is asked why, and villagers read the answer.
import { createHash } from 'node:crypto'
import { entryParts } from '../disclosure/changes.ts'
import { Entry } from '../disclosure/entry.ts'
import type { Row } from '../disclosure/entry.ts'
import { cleanText } from '../pack/clean-text.ts'
import { checkedRowOf, entryOf } from '../pack/lines.ts'
import { contentLines, type Pack } from '../pack/open.ts'
import type { AnswersInUse } from './answers-in-use.ts'
import type { Draft } from './draft.ts'
import type { Findings } from './findings.ts'
import type { Sweeper, SweptText } from './sweep.ts'

/** By id, a mark of all that villagers read of an item: another mark, another content. */
export type SaidBefore = ReadonlyMap<string, string>

/** Without where it was read from and why it was corrected before: neither makes it another item. */
class Mark {
  readonly #hash = createHash('sha256')

  constructor(entry: Entry) {
    this.#take([entry.totals, entry.rows, entry.subRows, ...entryParts.map((part) => entry[part])])
  }

  add(row: Row): void {
    this.#take(row)
  }

  value(): string {
    return this.#hash.copy().digest('hex')
  }

  /** As packs hold text: what was cleaned when it was written must not look like a change. */
  #take(value: unknown): void {
    const clean = (_key: string, each: unknown) => (typeof each === 'string' ? cleanText(each) : each)
    this.#hash.update(`${JSON.stringify(value, clean)}\n`)
  }
}

export async function saidIn(pack: Pack): Promise<SaidBefore> {
  const said = new Map<string, string>()
  let open: { id: string; mark: Mark; left: number } | null = null
  for await (const { lines } of contentLines(pack)) {
    for (const line of lines) {
      if (open === null) {
        const entry = entryOf(line, 'entry')
        open = { id: entry.id, mark: new Mark(entry), left: entry.rows + entry.subRows }
      } else {
        open.mark.add(checkedRowOf(line))
        open.left--
      }
      if (open.left > 0) continue
      said.set(open.id, open.mark.value())
      open = null
    }
  }
  return said
}

/**
 * The clerk's 更正说明 for an item that changed; asked for where there is none. It holds nothing back: a wrong figure that
 * stays on the wall is worse than a right one without its reason, and villagers are told that nobody gave one.
 */
export function whyCorrected(
  of: { draft: Draft; entry: Entry; rows: Iterable<Row> },
  before: SaidBefore,
  tools: { answers: AnswersInUse; findings: Findings; sweeper: Sweeper },
): SweptText | null {
  const { draft, entry } = of
  const was = before.get(entry.id)
  if (was === undefined) return null
  // Parsed, as the pack's own entries are: the same fields in the same order.
  const mark = new Mark(Entry.parse(entry))
  for (const row of of.rows) mark.add(row)
  if (mark.value() === was) return null
  const key = correctionKey(entry.id, was)
  const said = tools.answers.whyCorrected(key)
  if (said !== null) return tools.sweeper.name(said)
  tools.findings.ask({
    kind: 'why-corrected',
    file: draft.shownFile,
    sheet: draft.shownSheet,
    cell: null,
    about: tools.sweeper.name(`${draft.village?.name ?? ''}${draft.type.title}`),
    key,
    candidates: [],
  })
  return null
}

/** The item and what it said: the same item corrected once more is asked about once more. */
const correctionKey = (id: string, was: string): string => `${id}@${was.slice(0, 8)}`
