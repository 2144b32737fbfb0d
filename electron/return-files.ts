// The files of a return envelope: the signed facts, and the journal beside them as a table people can read.
import { createHash } from 'node:crypto'
import words from '../assets/locales/zh-CN/journal-file.json' with { type: 'json' }
import type { ReturnFacts } from '../db/return-facts.ts'
import { writeJournalFile } from '../pack/journal-file.ts'
import { writeEnvelope } from '../pack/return-envelope.ts'

export type ReturnFile = { name: string; text: string }

/** Names of plain letters: a stick's file system may know no others. Every making has its own. */
export function returnFiles({ body, journal, sign }: ReturnFacts): ReturnFile[] {
  const number = journal.lines.length
  const name = `${body.township.code}-${body.kiosk.id}-${number}`
  const table = { name: `mingbai-journal-${name}.csv`, text: writeJournalFile(journal.lines, journalWords) }
  const sha256 = createHash('sha256').update(table.text, 'utf8').digest('hex')
  const { head, whole } = journal
  const file = { name: table.name, sha256 }
  const envelope = writeEnvelope({ ...body, journal: { lines: number, head, whole, file } }, sign)
  // The table first: an envelope never speaks of what is not there.
  return [table, { name: `mingbai-receipt-${name}.json`, text: envelope }]
}

const wordIn = (of: Readonly<Record<string, string>>, key: string): string =>
  (Object.hasOwn(of, key) ? of[key] : undefined) ?? key

const { columns } = words
const journalWords = {
  columns: [
    columns.number,
    columns.at,
    columns.who,
    columns.what,
    columns.details,
    columns.actor,
    columns.action,
    columns.hash,
  ],
  who: (actor: string) => wordIn(words.who, actor),
  what: (action: string) => wordIn(words.what, action),
} as const
